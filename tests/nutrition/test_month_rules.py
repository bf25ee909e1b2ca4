"""The month sheet: child-days and tenge of each day, nothing final that is not reconciled."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.nutrition import shipped
from school_desk.nutrition.eating_model import Eating, Meal, Price, Source
from school_desk.nutrition.headcount_model import Portion, Reason
from school_desk.nutrition.month_closing_rules import (
    DaysOpenError,
    MonthClosedAlreadyError,
    MonthNotClosedError,
    MonthRunsError,
    NothingEatenError,
    PriceMissingError,
    accept_month_closing,
    accept_month_opening,
)
from school_desk.nutrition.month_days_rules import days_of, three_months_of
from school_desk.nutrition.month_drift_rules import DriftedDay, drifts, tenge_more
from school_desk.nutrition.month_model import (
    Cell,
    DayPortion,
    Lack,
    Mark,
    MealContract,
    MonthClosing,
    MonthFacts,
    PayBy,
)
from school_desk.nutrition.month_rules import pay_by, reckon
from school_desk.nutrition.month_sign_rules import sign_of
from school_desk.nutrition.month_store import read_sums, written_sums
from school_desk.nutrition.month_sum_rules import (
    joined_sums,
    pupils_fed,
    pupils_fed_in_all,
    sum_line,
)
from school_desk.school.attendance_model import ClassMornings, Morning
from school_desk.school.model import Absence, ClassGroup, PersonName, Pupil

FIRST = date(2026, 10, 1)
DAYS = tuple(one for one in days_of(FIRST) if one.weekday() < 5)
GROUP = ClassGroup(1, 3, "А")
LUNCH = Meal.LUNCH
LETTERS = {"kk": {Absence.ILL: "а"}, "ru": {Absence.ILL: "б"}}
AT = datetime(2026, 10, 31, 17, tzinfo=timezone(timedelta(hours=5)))


def name(pupil: int) -> PersonName:
    return PersonName(f"Оқушы{pupil:03}", "Айша")


def price(tenge: str, starts: date = FIRST, ends: date | None = None, contract: str = "") -> Price:
    return Price("7-10", Source.PRIMARY, LUNCH, Decimal(tenge), starts, ends, contract)


def eaten(day: date, pupil: int = 1, **facts) -> DayPortion:
    known = {"class_group": 1, "ordered": True, "source": Source.PRIMARY, **facts}
    return DayPortion(day, LUNCH, Portion(pupil, **known))


def mornings(days=DAYS, pupils=(1,), away=None) -> dict[int, ClassMornings]:
    """`away`: by day, who is away by which sign."""
    listed = tuple(Pupil(one, name(one)) for one in pupils)
    found = {}
    for day in days:
        signs = (away or {}).get(day, {})
        found[day] = Morning(1, day, 1, True, listed, frozenset(signs), signs=signs)
    return {1: ClassMornings(1, LETTERS, found)}


USUAL = (price("579.00"),)


def facts(portions, prices=USUAL, **also) -> MonthFacts:
    settled = {(one.day, one.meal): True for one in portions}
    known = {"settled": settled, "mornings": mornings(()), **also}
    names = {one.portion.pupil: name(one.portion.pupil) for one in portions}
    return MonthFacts(
        FIRST,
        tuple(portions),
        groups=(GROUP,),
        names=names,
        bands=lambda _day: shipped.bands(),
        prices=tuple(prices),
        **{"eatings": {}, **known},
    )


def test_eighteen_child_days_at_two_prices_come_to_10_670_tenge():
    prices = price("579.00", ends=DAYS[9]), price("610.00", DAYS[10])
    month = reckon(facts([eaten(day) for day in DAYS[:18]], prices))

    only = month.sheets[0].pupils[0]
    assert (only.child_days, only.total) == (18, Decimal("10670.00"))
    assert [(one.tenge, one.child_days) for one in month.sums] == [
        (Decimal("579.00"), 10),
        (Decimal("610.00"), 8),
    ]
    assert month.total == Decimal("10670.00")


def test_a_line_is_rounded_once_half_up():
    assert sum_line(Source.PARENT, Decimal("0.335"), 1, 1).total == Decimal("0.34")
    assert sum_line(Source.PARENT, Decimal("0.335"), 3, 3).total == Decimal("1.01")


def test_a_day_that_is_not_reconciled_is_named_and_is_in_no_sum():
    portions = [eaten(DAYS[0]), eaten(DAYS[1])]
    settled = {(DAYS[0], LUNCH): True, (DAYS[1], LUNCH): False}
    month = reckon(facts(portions, settled=settled))

    assert month.child_days == 1
    assert [(one.day, one.lack, one.portions) for one in month.open_days] == [
        (DAYS[1], Lack.NOT_SETTLED, 1)
    ]
    assert month.sheets[0].pupils[0].cells[DAYS[1]] == Cell(Mark.OPEN)
    with pytest.raises(DaysOpenError):
        accept_month_closing(month)


def test_a_day_of_two_meals_says_how_many_were_eaten():
    def supper(day: date, **facts) -> DayPortion:
        return replace(eaten(day, **facts), meal=Meal.SUPPER)

    portions = [eaten(DAYS[n]) for n in range(4)]
    portions += [supper(DAYS[0]), supper(DAYS[1], served=False, unserved=Reason.REFUSED)]
    portions += [supper(DAYS[2])]
    settled = {(one.day, one.meal): True for one in portions} | {(DAYS[2], Meal.SUPPER): False}
    month = reckon(
        facts(portions, (*USUAL, replace(price("300"), meal=Meal.SUPPER)), settled=settled)
    )

    (sheet,) = month.sheets
    cells = sheet.pupils[0].cells
    assert [(cells[day].mark, cells[day].portions) for day in DAYS[:4]] == [
        (Mark.SERVED, 2),
        (Mark.SERVED, 1),
        (Mark.OPEN, 1),
        (Mark.SERVED, 1),
    ]
    signs = [sign_of(shipped.month_signs(), sheet, cells[day])["kk"] for day in DAYS[:4]]
    assert signs == ["2", "1", "?", "1"]
    assert sheet.child_days == sum(one.portions for one in cells.values()) == 5


def test_a_school_day_without_an_order_is_named_but_closes():
    month = reckon(facts([eaten(DAYS[0])], mornings=mornings(DAYS[:2])))

    assert [(one.day, one.lack) for one in month.open_days] == [(DAYS[1], Lack.NO_ORDER)]
    accept_month_closing(month)


def test_a_day_without_price_is_a_named_problem_and_nothing_is_guessed():
    portions = [eaten(DAYS[0]), eaten(DAYS[5])]
    month = reckon(facts(portions, [price("579.00", ends=DAYS[4])]))

    assert [(one.day, one.band, one.portions) for one in month.gaps] == [(DAYS[5], "7-10", 1)]
    assert (month.child_days, month.total) == (2, Decimal("579.00"))
    assert month.sums[-1].total is None
    with pytest.raises(PriceMissingError):
        accept_month_closing(month)


def test_the_cells_have_the_letter_of_the_register_or_the_refused_sign_or_nothing():
    away = {DAYS[1]: {1: Absence.ILL}, DAYS[2]: {1: Absence.ILL}}
    portions = [
        eaten(DAYS[0]),
        eaten(DAYS[2]),  # absent after the order
        eaten(DAYS[3], served=False, unserved=Reason.REFUSED),
        eaten(DAYS[4], served=False, unserved=Reason.GIVEN_EXTRA),
        DayPortion(DAYS[5], LUNCH, Portion(1, eats=False)),  # said before the order
        *(eaten(day, 2) for day in DAYS[:6]),
    ]
    month = reckon(facts(portions, mornings=mornings(DAYS[:6], away=away)))

    sheet, signs = month.sheets[0], shipped.month_signs()
    shown = [sign_of(signs, sheet, sheet.pupils[0].cells.get(day)) for day in DAYS[:7]]
    assert [one["kk"] for one in shown] == ["1", "а", "а", "бт", "–", "бт", ""]
    assert [one["ru"] for one in shown] == ["1", "б", "б", "о", "–", "о", ""]
    assert sheet.pupils[0].child_days == 1


def test_a_correction_that_took_a_portion_away_is_not_paid_whatever_the_contract():
    portions = [eaten(DAYS[0], amended=False, reason=Reason.ERROR)]
    ordered = (MealContract(FIRST, PayBy.ORDERED),)

    assert reckon(facts(portions, contracts=ordered)).sums == ()


def test_what_was_cooked_and_not_eaten_is_paid_where_the_contract_says_so():
    portions = [eaten(DAYS[0]), eaten(DAYS[1], served=False, unserved=Reason.REFUSED)]
    served = reckon(facts(portions))
    ordered = reckon(facts(portions, contracts=(MealContract(FIRST, PayBy.ORDERED),)))

    assert (served.child_days, served.paid, served.total) == (1, 1, Decimal("579.00"))
    assert (ordered.child_days, ordered.paid, ordered.total) == (1, 2, Decimal("1158.00"))


def test_the_setting_of_a_contract_counts_from_its_day_and_before_that_of_all():
    all_of_them = MealContract(FIRST, PayBy.ORDERED)
    own = MealContract(DAYS[5], PayBy.SERVED, "7")

    assert pay_by((), "7", FIRST) is PayBy.SERVED
    assert pay_by((all_of_them, own), "7", DAYS[4]) is PayBy.ORDERED
    assert pay_by((all_of_them, own), "7", DAYS[5]) is PayBy.SERVED
    assert pay_by((all_of_them, own), "8", DAYS[5]) is PayBy.ORDERED


def test_who_is_away_the_whole_month_stands_in_the_sheet_of_the_own_source():
    signs = {day: {2: Absence.ILL} for day in DAYS}
    fund = {2: (Eating(2, Source.FUND, FIRST),)}
    known = mornings(pupils=(1, 2), away=signs)
    month = reckon(facts([eaten(day) for day in DAYS[:9]], mornings=known, eatings=fund))

    sheet = month.sheet(1, Source.FUND)
    assert sheet is not None
    assert (len(sheet.pupils), sheet.child_days) == (1, 0)
    assert set(sheet.pupils[0].cells) == set(DAYS[:9])  # days on which the canteen cooked


def test_a_month_closes_once_and_opens_again_only_when_closed():
    month = reckon(facts([eaten(DAYS[0])]))
    accept_month_closing(month)
    closed = replace(month, closing=MonthClosing(1, AT, sums=month.sums))

    with pytest.raises(MonthClosedAlreadyError):
        accept_month_closing(closed)
    with pytest.raises(MonthNotClosedError):
        accept_month_opening(month.closing)
    accept_month_opening(closed.closing)
    with pytest.raises(MonthRunsError):
        accept_month_closing(replace(month, lessons_to_come=True))
    with pytest.raises(NothingEatenError):
        accept_month_closing(reckon(facts([])))


def test_a_change_after_the_closing_shows():
    month = reckon(facts([eaten(DAYS[0])]))
    closing = MonthClosing(1, AT, sums=month.sums)

    assert not reckon(facts([eaten(DAYS[0])], closing=closing)).drifted
    away = mornings(DAYS[:1], away={DAYS[0]: {1: Absence.ILL}})
    assert reckon(facts([eaten(DAYS[0])], closing=closing, mornings=away)).drifted


def test_what_changed_after_the_closing_is_said_by_payer_price_and_day():
    month = reckon(facts([eaten(DAYS[0]), eaten(DAYS[1])]))
    closing = MonthClosing(1, AT, sums=month.sums)
    assert drifts(replace(month, closing=closing)) == ()

    late = [eaten(DAYS[0]), eaten(DAYS[1]), eaten(DAYS[1], 2)]
    (one,) = drifts(reckon(facts(late, closing=closing)))
    assert (one.source, one.tenge) == (Source.PRIMARY, Decimal("579.00"))
    assert one.before == (2, 2, Decimal("1158.00"))
    assert one.after == (3, 3, Decimal("1737.00"))
    assert one.days == (DriftedDay(DAYS[1], (1, 1), (2, 2)),)
    assert one.more == Decimal("579.00")


def test_a_price_that_changed_after_the_closing_is_one_line_less_and_one_more():
    month = reckon(facts([eaten(DAYS[0])]))
    closing = MonthClosing(1, AT, sums=month.sums)

    old, new = drifts(reckon(facts([eaten(DAYS[0])], (price("600.00"),), closing=closing)))

    assert (old.tenge, old.after) == (Decimal("579.00"), (0, 0, Decimal()))
    assert (new.tenge, new.before) == (Decimal("600.00"), (0, 0, Decimal()))
    assert tenge_more((old, new)) == Decimal("21.00")
    assert [one.day for one in (*old.days, *new.days)] == [DAYS[0], DAYS[0]]


def test_a_closing_of_an_older_program_says_what_changed_without_days():
    month = reckon(facts([eaten(DAYS[0])]))
    bare = tuple(replace(one, days=()) for one in month.sums)
    closing = MonthClosing(1, AT, sums=bare)
    assert drifts(replace(month, closing=closing)) == ()

    (one,) = drifts(reckon(facts([eaten(DAYS[0]), eaten(DAYS[1])], closing=closing)))
    assert (one.before[0], one.after[0], one.days) == (1, 2, ())


def test_an_open_month_has_changed_from_nothing():
    month = reckon(facts([eaten(DAYS[0])]))
    reopened = MonthClosing(1, AT, 1, AT, sums=())
    assert drifts(replace(month, closing=reopened)) == ()


@given(
    st.lists(st.tuples(st.sampled_from(DAYS), st.integers(1, 9)), unique=True),
    st.lists(st.tuples(st.sampled_from(DAYS), st.integers(1, 9)), unique=True),
)
def test_the_days_that_changed_add_up_to_what_changed(then, now):
    closed = reckon(facts([eaten(*one) for one in then]))
    closing = MonthClosing(1, AT, sums=closed.sums)
    month = reckon(facts([eaten(*one) for one in now], closing=closing))

    found = drifts(month)

    assert bool(found) == month.drifted
    assert tenge_more(found) == month.total - closed.total
    if then:
        by_days = [day.after[0] - day.before[0] for one in found for day in one.days]
        assert sum(by_days) == month.child_days - closed.child_days


def test_sums_are_kept_with_their_days_and_read_from_both_programs():
    sums = reckon(facts([eaten(DAYS[0]), eaten(DAYS[1]), eaten(DAYS[1], 2)])).sums
    text = written_sums(sums)
    (read,) = read_sums(text)
    assert read.days == sums[0].days == ((DAYS[0], 1, 1), (DAYS[1], 2, 2))

    older = json.dumps([one[:5] for one in json.loads(text)])
    newer = json.dumps([[*one[:5], [["30.02", 1, 1], "x"], "more"] for one in json.loads(text)])
    assert [read_sums(one)[0].days for one in (older, newer)] == [(), ()]
    assert read_sums(older) == read_sums(newer) == sums


def test_a_quarter_has_three_months():
    assert three_months_of(date(2026, 11, 30)) == tuple(date(2026, one, 1) for one in (10, 11, 12))


drawn = st.lists(
    st.tuples(
        st.integers(0, len(DAYS) - 1),
        st.integers(1, 6),
        st.sampled_from((Source.PRIMARY, Source.FUND, Source.PARENT)),
        st.sampled_from((None, True, False)),
        st.sampled_from((None, True, False)),
    ),
    max_size=60,
    unique_by=lambda one: one[:2],
)


@given(drawn, st.sets(st.integers(0, len(DAYS) - 1)), st.sampled_from(PayBy))
def test_pupils_sum_to_sheets_and_sheets_to_the_month_whatever_happened(found, open_, by):
    portions = [
        eaten(DAYS[n], pupil, source=source, amended=amended, served=served)
        for n, pupil, source, amended, served in found
    ]
    prices = [
        replace(price("579.50", ends=DAYS[9]), source=source)
        for source in (Source.PRIMARY, Source.FUND)
    ]
    settled = {(day, LUNCH): n not in open_ for n, day in enumerate(DAYS)}
    contracts = (MealContract(FIRST, by),)
    month = reckon(facts(portions, prices, settled=settled, contracts=contracts))

    for sheet in month.sheets:
        assert sheet.child_days == sum(one.child_days for one in sheet.pupils)
        assert sheet.total == sum(one.total for one in sheet.pupils)
        cells = [cell for one in sheet.pupils for cell in one.cells.values()]
        assert sum(one.portions for one in cells) == sheet.child_days
    assert month.child_days == sum(one.child_days for one in month.sheets)
    assert month.child_days == sum(month.by_day.values())
    assert month.total == sum(one.total for one in month.sheets)
    assert joined_sums([month]) == month.sums
    fed = pupils_fed([month])
    assert max(fed.values(), default=0) <= pupils_fed_in_all([month]) <= sum(fed.values())
