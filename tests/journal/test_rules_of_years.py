"""The rule sets of every school year: the cases of the sheet; a mark or a reason for any case."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.journal.explain import explain, recompute
from school_desk.journal.model import MarkKind, Standing, TermCase, WorkPoints
from school_desk.journal.rules import (
    ONLY_FORMATIVE,
    NextMark,
    needed_for_next,
    points_needed,
    round_half_up,
    term_result,
)
from school_desk.journal.ruleset import choose
from school_desk.journal.shipped import ruleset, rulesets
from school_desk.school.model import Absence
from tests.journal.kz2025 import case, cases

SETS = {one.id: one for one in rulesets()}
OLD, REMOTE, MIDDLE, NOW = (SETS[f"kz-{one}"] for one in ("2016", "2020-remote", "2021", "2025"))
sets = st.sampled_from(sorted(SETS)).map(SETS.__getitem__)
year_levels = st.integers(0, 12)
GAP = ["kz-2020-remote", "kz-2021"]


def mark(rules, of):
    return term_result(of, rules, rules.defaults)


# Which rules count


@pytest.mark.parametrize(
    ("year", "found"),
    [
        (2015, []),
        *((year, ["kz-2016"]) for year in range(2016, 2020)),
        (2020, GAP),
        *((year, ["kz-2021"]) for year in range(2021, 2025)),
        (2025, ["kz-2025"]),
        (2026, ["kz-2025"]),
        (2040, ["kz-2025"]),
    ],
)
def test_each_school_year_has_its_rules_or_leaves_the_choice_to_people(year, found):
    days = (date(year, 9, 1), date(year, 11, 5), date(year + 1, 1, 11), date(year + 1, 4, 1))

    assert [sorted(one.id for one in choose(rulesets(), day)) for day in days] == [found] * 4


def test_a_set_is_found_by_its_name_or_not_at_all():
    assert ruleset("kz-2016") is OLD
    assert ruleset("kz-1999") is None


# The editions before 2020: two halves, formative points do not count


def test_the_published_example_of_the_old_edition_is_reckoned_as_published():
    result = mark(OLD, case(None, [[8, 12], [5, 10], [10, 12]], [15, 20]))

    assert (result.percent, result.rounded, result.mark) == (Fraction(2425, 34), 71, 4)
    assert [share.weight for share in result.shares] == [50, 50]
    assert result.warnings == ()


def test_formative_points_moved_nothing_in_the_old_edition():
    works = [[8, 12], [5, 10], [10, 12]], [15, 20]

    without, with_points = mark(OLD, case(None, *works)), mark(OLD, case([1, 1, 1], *works))

    assert with_points == without
    assert with_points.share(MarkKind.FORMATIVE) is None
    assert not OLD.defaults.formative_counts
    assert NOW.defaults.formative_counts


def test_formative_points_alone_made_no_mark_in_the_old_edition_and_it_says_why():
    result = mark(OLD, case([9, 9]))

    assert (result.standing, result.mark) == (Standing.EMPTY, None)
    assert result.warnings == (ONLY_FORMATIVE,)


@pytest.mark.parametrize(("unit", "term", "percent"), [([[9, 12]], None, 75), (None, [15, 25], 60)])
def test_works_of_one_kind_made_the_whole_mark_in_the_old_edition(unit, term, percent):
    assert mark(OLD, case([3], unit, term)).percent == percent


@pytest.mark.parametrize(
    ("percent", "first", "later"),
    [(20, 2, 2), (21, 3, 2), (50, 3, 3), (51, 4, 3), (80, 4, 4), (81, 5, 4), (100, 5, 5)],
)
def test_year_1_had_a_scale_of_its_own(percent, first, later):
    of = case(None, [[percent, 100]], [percent, 100])

    assert mark(OLD.for_year_level(1), of).mark == first
    assert mark(OLD.for_year_level(2), of).mark == later
    assert OLD.for_year_level(2) is OLD


def test_year_1_was_marked_from_the_third_term_on_and_is_not_marked_today():
    marked = [OLD.defaults.is_marked(1, term) for term in (1, 2, 3, 4)]

    assert marked == [False, False, True, True]
    assert not any(NOW.defaults.is_marked(1, term) for term in (1, 2, 3, 4))
    assert all(NOW.defaults.is_marked(2, term) for term in (1, 2, 3, 4))


def test_what_the_next_mark_takes_follows_the_scale_of_year_1():
    of = case(None, [[50, 100]], [50, 100])
    rules = OLD.for_year_level(1)

    assert needed_for_next(of, rules, OLD.defaults) == NextMark(4, 51)
    assert needed_for_next(of, OLD, OLD.defaults) == NextMark(4, 79)
    assert [(one.mark, one.low) for one in points_needed(of, rules, OLD.defaults)] == [
        *((3, 0), (4, 51)),
    ]


def test_near_the_border_is_near_the_border_of_the_own_scale():
    of = case(None, [[50, 100]], [50, 100])

    assert mark(OLD.for_year_level(1), of).near_border
    assert not mark(OLD, of).near_border


# The rules of distance learning


def test_distance_learning_gave_formative_points_one_half():
    result = mark(REMOTE, case([8, 8], [[10, 20]], [20, 25]))

    assert [share.weight for share in result.shares] == [50, 25, 25]
    assert result.percent == Fraction(80 * 50 + 50 * 25 + 80 * 25, 100)


def test_the_gap_counts_as_the_rules_of_today_but_everything_is_to_check():
    of = case([8, 8, 8], [[14, 20], [14, 20]], [20, 25])

    assert mark(MIDDLE, of).percent == mark(NOW, of).percent == Fraction(155, 2)
    assert MIDDLE.facts["weights.formative+unit+term"].to_check
    assert not NOW.facts["weights.formative+unit+term"].to_check


# Any case under any rules


@given(cases, sets, year_levels)
def test_every_set_makes_a_mark_or_says_why_there_is_none(some, rules, year_level):
    rules = rules.for_year_level(year_level)
    result = mark(rules, some)

    if result.mark is not None:
        assert result.standing in (Standing.MARKED, Standing.FORECAST)
        assert sum(share.weight for share in result.shares) == 100
        assert result.rounded == round_half_up(result.percent)
    elif result.standing is Standing.EMPTY:
        written = bool(some.formative) or any(
            work.points is not None for work in (*some.unit, *((some.term,) if some.term else ()))
        )
        assert bool(result.warnings) is written
    else:
        assert result.standing in (Standing.PENDING, Standing.MUST_SIT)


@given(cases, sets, year_levels)
def test_every_mark_can_be_reckoned_again_from_its_explanation(some, rules, year_level):
    rules = rules.for_year_level(year_level)
    result = mark(rules, some)
    told = explain(some, result, rules, rules.defaults)

    assert recompute(told) == result.mark or result.standing is Standing.EMPTY
    assert told.scale == rules.scale
    assert all(one.fact.to_check for one in told.notes)


@pytest.mark.parametrize("name", sorted(SETS))
def test_what_nobody_has_found_in_the_order_names_no_paragraph(name):
    rules = SETS[name]
    of = case([8, 8], [[10, 20]], [20, 25])
    told = explain(of, mark(rules, of), rules, rules.defaults)

    assert all(told.paragraphs)
    assert "appendix 1" in told.paragraphs


@pytest.mark.parametrize("name", sorted(SETS))
def test_a_missed_work_is_never_silently_zero_under_any_rules(name):
    rules = SETS[name]
    missed = WorkPoints(None, 20, Absence.UNEXCUSED)

    assert mark(rules, TermCase((8,), (missed,), WorkPoints(9, 10))).mark is None


# Values in place of facts to check


def test_a_school_s_value_also_reaches_what_is_no_setting():
    adapted = MIDDLE.adapted({"half_year_weekly_hours": "1/2", "unit_works_per_term": 4})

    assert (adapted.half_year_weekly_hours, adapted.unit_works_per_term) == (Fraction(1, 2), 4)
    assert MIDDLE.half_year_weekly_hours == 1
    assert MIDDLE.adapted({}) is MIDDLE


def test_scale_and_rules_of_year_1_survive_an_unmarked_case():
    unmarked = replace(case([8]), unmarked=True)

    assert mark(OLD.for_year_level(1), unmarked).standing is Standing.UNMARKED
