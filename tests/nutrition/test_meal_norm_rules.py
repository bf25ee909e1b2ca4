"""Norms by day: what is the school's goes first from its day on, and changes nothing before it."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.i18n import Text
from school_desk.nutrition.card_model import DishTag
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.eating_rules import DaysTurnedError
from school_desk.nutrition.meal_norm_entry_rules import (
    BanOfNothingError,
    NormAlwaysError,
    NormBegunError,
    NormCheckedError,
    NormFiguresError,
    NormNamesError,
    NormOfWhatError,
    accept_confirmed,
    accept_end,
    accept_line,
    is_sound,
)
from school_desk.nutrition.meal_norm_model import FIGURES, NORM_OF_WORDS, NormLine, NormOf
from school_desk.nutrition.meal_norm_rules import all_lines, day_norms, lines_on
from school_desk.nutrition.meal_norm_shipped import lines, usual
from school_desk.nutrition.menu_ban_rules import ban_findings
from school_desk.nutrition.menu_model import Eatery, Mark, Norms
from school_desk.nutrition.menu_rules import Checks, checked, interval_findings
from school_desk.school.calendar_model import Status
from tests.nutrition.menu_samples import card, lunch, serving

DAY = date(2026, 11, 2)
LATER = date(2027, 9, 1)
ONE = timedelta(days=1)
KK_RU = {"kk": "чипсы", "ru": "чипсы"}


def own(kind: NormOf, code: str, *figures: str, starts: date = DAY, **facts: object) -> NormLine:
    return NormLine(kind, code, starts, figures=tuple(map(Decimal, figures)), own=True, **facts)


def norms_on(day: date, *mine: NormLine) -> Norms:
    return day_norms(all_lines(lines(), mine), day, usual()).norms


def test_what_came_comes_back_line_by_line_as_it_came() -> None:
    found = day_norms(lines(), LATER, usual())

    assert found == usual()
    assert all(map(is_sound, lines()))
    assert {one.kind for one in lines()} == set(NormOf) == set(FIGURES) == set(NORM_OF_WORDS)


def test_a_line_of_the_school_counts_from_its_day_and_not_before() -> None:
    mine = own(NormOf.TARGET, "lunch/7-10", "900")

    assert norms_on(DAY - ONE, mine).targets["7-10", Meal.LUNCH] == 840
    assert norms_on(DAY, mine).targets["7-10", Meal.LUNCH] == 900


def test_after_the_last_day_of_a_line_what_was_before_counts_again() -> None:
    mine = own(NormOf.TARGET, "lunch/7-10", "900", ends=DAY + ONE)

    assert norms_on(DAY + ONE, mine).targets["7-10", Meal.LUNCH] == 900
    assert norms_on(DAY + 2 * ONE, mine).targets["7-10", Meal.LUNCH] == 840


def test_the_word_of_the_school_on_a_shipped_line_stands_in_its_place() -> None:
    came = next(one for one in lines() if one.key == (NormOf.BAN, "curd"))
    said = accept_end(came, DAY)
    found = all_lines(lines(), (said,))

    assert len(found) == len(lines())
    assert "curd" in {one.code for one in day_norms(found, DAY, usual()).bans}
    assert "curd" not in {one.code for one in day_norms(found, DAY + ONE, usual()).bans}
    kept = next(one for one in found if one.code == "curd")
    assert kept.own
    assert kept.over
    assert kept.names["en"] == "curd"


def test_a_confirmed_shipped_line_gives_way_to_a_later_shipped_one() -> None:
    """The school looked at it; it did not make it its own for ever."""
    came = next(one for one in lines() if one.key == (NormOf.TARGET, "lunch/7-10"))
    news = replace(came, starts=LATER, figures=(Decimal(870),))
    found = all_lines((came, news), (accept_confirmed(came),))

    assert {one.figures[0] for one in lines_on(found, LATER)} == {Decimal(870)}


def test_a_line_of_its_own_stays_the_schools_when_a_later_one_comes_with_the_program() -> None:
    came = next(one for one in lines() if one.key == (NormOf.TARGET, "lunch/7-10"))
    news = replace(came, starts=LATER, figures=(Decimal(870),))
    found = all_lines((came, news), (own(NormOf.TARGET, "lunch/7-10", "900"),))

    assert {one.figures[0] for one in lines_on(found, LATER)} == {Decimal(900)}


def test_without_a_band_of_its_own_a_school_has_those_of_the_program() -> None:
    ended = [accept_end(one, DAY) for one in lines() if one.kind is NormOf.BAND]
    found = day_norms(all_lines(lines(), ended), DAY + ONE, usual())

    assert found.bands == usual().bands


FIGURE = st.decimals(min_value=Decimal(1), max_value=Decimal(12), places=1)
NEWS = st.one_of(
    st.builds(lambda n: own(NormOf.NEED, "7-10", *([str(n)] * 4)), FIGURE),
    st.builds(lambda n: own(NormOf.TARGET, "lunch/11-14", str(n)), FIGURE),
    st.builds(lambda n: own(NormOf.TOLERANCE, "", str(n)), FIGURE),
    st.builds(lambda n: own(NormOf.INTERVAL, "", str(n)), FIGURE),
    st.builds(lambda n: own(NormOf.SHARE, "lunch", str(n), "1", "50"), FIGURE),
    st.builds(lambda n: own(NormOf.TIME, "lunch", str(int(n)), "15"), FIGURE),
    st.builds(lambda n: own(NormOf.PIECE, "egg", str(n)), FIGURE),
    st.builds(lambda n: own(NormOf.REPLACEMENT, "beef1/horse1", str(n), "100"), FIGURE),
    st.builds(lambda n: own(NormOf.BAND, "15-18", "9", str(int(n))), FIGURE),
    st.builds(lambda n: own(NormOf.SEASON, "winter_spring", "3", str(int(n))), FIGURE),
    st.builds(lambda n: own(NormOf.LIMIT, "salt", f"0.{int(n)}", places=frozenset(Eatery)), FIGURE),
    st.builds(
        lambda tag: own(
            NormOf.BAN, "own", names=KK_RU, places=frozenset(Eatery), tags=frozenset((tag,))
        ),
        st.sampled_from(DishTag),
    ),
)


@given(
    st.lists(st.tuples(NEWS, st.integers(-400, 400)), max_size=4),
    st.tuples(NEWS, st.integers(-400, 400)),
    st.integers(1, 500),
)
def test_a_line_that_begins_on_a_day_changes_nothing_that_was_reckoned_before(
    others, news, before
) -> None:
    there = [replace(one, starts=DAY + n * ONE) for one, n in others]
    new = replace(news[0], starts=DAY + news[1] * ONE)
    there = [one for one in there if (one.key, one.starts) != (new.key, new.starts)]
    day = new.starts - before * ONE

    plain = day_norms(all_lines(lines(), there), day, usual())
    told = day_norms(all_lines(lines(), (*there, new)), day, usual())

    assert told == plain
    food = lunch()
    found = [
        checked(food, Checks(one.norms, one.bans, (), one.band_codes, day)) for one in (plain, told)
    ]
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        (own(NormOf.TARGET, "lunch/7-10"), NormFiguresError),
        (own(NormOf.TARGET, "lunch/7-10", "0"), NormFiguresError),
        (own(NormOf.TARGET, "dinner/7-10", "800"), NormOfWhatError),
        (own(NormOf.TARGET, "lunch", "800"), NormOfWhatError),
        (own(NormOf.SHARE, "lunch", "35", "36", "40"), NormFiguresError),
        (own(NormOf.SHARE, "lunch", "35", "30", "101"), NormFiguresError),
        (own(NormOf.TIME, "lunch", "24", "0"), NormFiguresError),
        (own(NormOf.SEASON, "winter_spring", "29", "2"), NormFiguresError),
        (own(NormOf.BAND, "7-10", "4", "1"), NormFiguresError),
        (own(NormOf.BAND, "7-10", "1.5", "4"), NormFiguresError),
        (own(NormOf.LIMIT, "salt", "0.3"), NormOfWhatError),
        (own(NormOf.REPLACEMENT, "beef1/beef1", "100", "100"), NormOfWhatError),
        (own(NormOf.SIGN, "served", names={"kk": "жеді-ау"}), NormNamesError),
        (own(NormOf.BAN, "", names=KK_RU), BanOfNothingError),
        (own(NormOf.BAN, "", names={"kk": "чипсы"}), NormNamesError),
        (own(NormOf.TOLERANCE, "", "10", ends=DAY), NormAlwaysError),
        (own(NormOf.NEED, "7-10", "1", "1", "1", "1", ends=DAY - ONE), DaysTurnedError),
    ],
)
def test_a_line_that_cannot_be_reckoned_with_is_refused_and_left_aside(line, refusal) -> None:
    with pytest.raises(refusal):
        accept_line(line, lines(), DAY)
    assert not is_sound(line)


def test_midnight_and_the_whole_hour_are_times() -> None:
    assert norms_on(DAY, own(NormOf.TIME, "lunch", "13", "0")).times[Meal.LUNCH] == time(13)


def test_what_has_counted_keeps_its_figures_but_may_be_confirmed() -> None:
    came = next(one for one in lines() if one.key == (NormOf.BAN, "curd"))
    other = replace(came, tags=frozenset((DishTag.PIZZA,)))

    with pytest.raises(NormBegunError):
        accept_line(other, lines(), DAY)
    assert accept_line(accept_confirmed(came), lines(), DAY).status is Status.CHECKED
    assert accept_line(replace(other, starts=DAY), lines(), DAY).tags == {DishTag.PIZZA}


def test_a_line_is_confirmed_once() -> None:
    with pytest.raises(NormCheckedError):
        accept_confirmed(accept_confirmed(lines()[0]))


def test_a_confirmed_ban_is_not_said_to_be_checked() -> None:
    found = usual().bans[0]
    sure = replace(found, status=Status.CHECKED)
    dish = serving(card(1))

    texts = [next(iter(ban_findings(dish, (one,), ()))).text for one in (found, sure)]
    assert ["to be checked" in one.msgid for one in texts] == [True, False]


@pytest.mark.parametrize(("supper", "found"), [("16:30", []), ("16:31", ["4"])])
def test_meals_stand_no_further_apart_than_is_asked_for(supper, found) -> None:
    times = {Meal.SUPPER: time.fromisoformat(supper), Meal.LUNCH: time(12, 30)}
    norms = replace(usual().norms, times=times)
    food = (serving(card(2)), serving(card(1), Meal.SUPPER))

    told = list(interval_findings(food, norms))
    assert [one.mark for one in told] == [Mark.INTERVAL] * len(found)
    assert [str(one.text.facts["most"]) for one in told] == found


def test_a_meal_without_dishes_makes_no_interval_and_no_number_no_check() -> None:
    both = (serving(card(1), Meal.BREAKFAST), serving(card(1), Meal.SUPPER))

    assert [*interval_findings(both[:1], usual().norms)] == []
    assert [*interval_findings(both, replace(usual().norms, interval=None))] == []
    assert len([*interval_findings(both, usual().norms)]) == 1


def test_shares_of_the_day_are_compared_where_several_meals_are_cooked() -> None:
    porridge = serving(card(1), Meal.BREAKFAST)
    found = usual()
    checks = Checks(found.norms, found.bans, (), ("7-10",), DAY)

    alone = checked(lunch(), checks)
    both = checked((*lunch(), porridge), checks)

    assert Mark.SHARE not in {one.mark for one in alone.findings}
    told = [one.text for one in both.findings if one.mark is Mark.SHARE]
    # 229.710 of 2400 kcal at breakfast, 937.247 at lunch
    assert [(round(float(one.facts["percent"]), 2), str(one.facts["most"])) for one in told] == [
        (9.57, "25"),
        (39.05, "35"),
    ]
    assert all(isinstance(one, Text) for one in told)
