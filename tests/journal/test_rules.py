import ast
import inspect
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.journal import calculate, explain, rules, ruleset
from school_desk.journal.model import MarkKind, Standing, TermCase, TermResult, WorkPoints
from school_desk.journal.rules import (
    NextMark,
    PointsBand,
    column_statistics,
    needed_for_next,
    points_needed,
    term_mark_statistics,
    term_result,
)
from school_desk.school.model import Absence
from tests.journal.kz2025 import (
    DEFAULTS,
    MEAN,
    RULES,
    SCALED_UP,
    VECTORS,
    ZERO,
    case,
    cases,
    settings_of_schools,
)

NINES = {"formative": (9, 9), "unit": (WorkPoints(18, 20),)}


def mark(of: TermCase, settings=DEFAULTS) -> TermResult:
    return term_result(of, RULES, settings)


@pytest.mark.parametrize(("fo", "sor", "soch", "p", "r", "m"), [v[1:] for v in VECTORS])
def test_vectors_of_the_sheet(fo, sor, soch, p, r, m) -> None:
    result = mark(case(fo, sor, soch))

    assert (result.standing, result.percent) == (Standing.MARKED, Fraction(p))
    assert (result.rounded, result.mark) == (r, m)


def test_mean_of_percents_counts_each_unit_summative_alike() -> None:
    result = mark(case([7, 7, 7], [[10, 10], [8, 20]], [15, 25]), MEAN)

    assert (result.percent, result.rounded, result.mark) == (65, 65, 4)


def test_renormalised_weights_keep_formative_at_a_third() -> None:
    result = mark(case([6, 7], None, [18, 25]), SCALED_UP)

    assert (result.percent, result.rounded) == (Fraction(209, 3), 70)
    assert [share.weight for share in result.shares] == [Fraction(100, 3), Fraction(200, 3)]


def test_renormalising_leaves_a_complete_case_alone() -> None:
    complete = case([8, 8, 8], [[14, 20]], [20, 25])

    assert mark(complete, SCALED_UP) == mark(complete)


def test_pupil_ill_at_the_term_summative_is_not_attested() -> None:
    result = mark(TermCase(**NINES, term=WorkPoints(None, 25, Absence.ILL)))

    assert (result.standing, result.percent, result.mark) == (Standing.PENDING, None, None)
    assert [(s.percent, s.weight) for s in result.shares] == [(90, 25), (90, 25)]


def test_unexcused_work_must_be_sat_unless_the_school_says_zero() -> None:
    missed = TermCase((8,), (WorkPoints(14, 20),), WorkPoints(None, 25, Absence.UNEXCUSED))

    by_default, by_choice = mark(missed), mark(missed, ZERO)

    assert (by_default.standing, by_default.mark) == (Standing.MUST_SIT, None)
    assert (by_choice.standing, by_choice.percent, by_choice.mark) == (
        Standing.MARKED,
        Fraction(75, 2),
        2,
    )


def test_zero_is_never_put_for_an_excused_work() -> None:
    excused = TermCase(**NINES, term=WorkPoints(None, 25, Absence.EXCUSED))

    assert mark(excused, ZERO).standing is Standing.PENDING


def test_work_still_to_come_leaves_a_forecast_of_what_exists() -> None:
    result = mark(TermCase(**NINES, term=WorkPoints(None, 25)))

    assert (result.standing, result.percent, result.mark) == (Standing.FORECAST, 90, 5)
    assert [share.weight for share in result.shares] == [50, 50]


def test_pending_weighs_more_than_must_sit_and_that_more_than_forecast() -> None:
    to_come = WorkPoints(None, 10)
    to_sit = WorkPoints(None, 10, Absence.UNEXCUSED)
    pending = WorkPoints(None, 10, Absence.ILL)

    standings = [
        mark(TermCase((8,), works)).standing
        for works in [(to_come, to_sit, pending), (to_come, to_sit), (to_come,)]
    ]

    assert standings == [Standing.PENDING, Standing.MUST_SIT, Standing.FORECAST]


def test_points_written_later_count_though_the_pupil_was_ill_that_day() -> None:
    result = mark(TermCase(**NINES, term=WorkPoints(20, 25, Absence.ILL)))

    assert (result.standing, result.percent) == (Standing.MARKED, 85)


def test_late_pupil_is_not_a_missing_one() -> None:
    assert mark(TermCase((8,), (WorkPoints(None, 9, Absence.LATE),))).standing is Standing.FORECAST


def test_pass_fail_subject_has_no_percent() -> None:
    result = mark(TermCase((8, 9), pass_fail=True))

    assert result == TermResult(Standing.PASS_FAIL)


@pytest.mark.parametrize("nothing", [TermCase(), TermCase(unit=(WorkPoints(None, 20),))])
def test_nothing_typed_is_no_mark_and_no_zero(nothing) -> None:
    assert mark(nothing) == TermResult(Standing.EMPTY)


def test_no_formative_points_are_warned_of() -> None:
    assert mark(case(None, [[8, 12]], [15, 20])).warnings == (rules.NO_FORMATIVE,)


def test_one_kind_of_summative_work_alone_has_no_rule_and_says_so() -> None:
    result = mark(case(None, [[8, 12]], None))

    assert (result.standing, result.mark) == (Standing.EMPTY, None)
    assert result.warnings == (rules.NO_RULE,)


@pytest.mark.parametrize(
    ("points", "near"),
    [(63, False), (64, True), (65, False), (84, True), (39, True), (38, False), (100, False)],
)
def test_near_a_border_is_less_than_one_percent_short_of_rounding_to_it(points, near) -> None:
    only_formative = replace(DEFAULTS, formative_top=100)

    assert mark(TermCase((points,)), only_formative).near_border is near


def test_exactly_one_percent_short_is_not_near() -> None:
    # 63.5 rounds to 64; 64.5 would round to 65: exactly one percent is missing.
    assert not mark(TermCase((127,)), replace(DEFAULTS, formative_top=200)).near_border


def test_points_that_the_next_mark_needs() -> None:
    typical = case([8, 9, 7, 8, 9], [[12, 15], [11, 14]], [20, 25])

    ladder = points_needed(typical, RULES, DEFAULTS)

    assert ladder == (PointsBand(3, 0, 12), PointsBand(4, 13, 22), PointsBand(5, 23, 25))
    assert needed_for_next(typical, RULES, DEFAULTS) == NextMark(5, 23)


def test_mark_out_of_reach_is_said_to_be() -> None:
    weak = case([5, 5], [[8, 20]], [20, 25])

    assert points_needed(weak, RULES, DEFAULTS)[-1].mark == 4
    assert needed_for_next(replace(weak, term=WorkPoints(25, 25)), RULES, DEFAULTS) == NextMark(
        5, None
    )


def test_ladder_needs_a_term_summative_and_all_else_settled() -> None:
    without = case([8], [[10, 20]])
    pending = TermCase((8,), (WorkPoints(None, 20, Absence.ILL),), WorkPoints(20, 25))

    assert points_needed(without, RULES, DEFAULTS) == ()
    assert points_needed(pending, RULES, DEFAULTS) == ()
    assert needed_for_next(without, RULES, DEFAULTS) is None


def test_best_mark_needs_nothing_more() -> None:
    assert needed_for_next(case([10], [[20, 20]], [25, 25]), RULES, DEFAULTS) is None


@given(cases, settings_of_schools)
def test_ladder_agrees_with_the_mark_of_every_number_of_points(some, settings) -> None:
    ladder = points_needed(some, RULES, settings)

    for band in ladder:
        for points in range(band.low, band.high + 1):
            tried = replace(some, term=WorkPoints(points, some.term.top))
            assert mark(tried, settings).mark == band.mark
    assert not ladder or [ladder[0].low, ladder[-1].high] == [0, some.term.top]


@given(cases, settings_of_schools)
def test_more_points_never_lower_a_mark(some, settings) -> None:
    before = mark(some, settings)

    for better in _with_more(some):
        after = mark(better, settings)
        assert (after.percent or 0) >= (before.percent or 0)
        assert (after.mark or 0) >= (before.mark or 0)


def _with_more(some: TermCase):
    for i, points in enumerate(some.formative):
        if points < 10:
            yield replace(some, formative=_set(some.formative, i, points + 1))
    for i, work in enumerate(some.unit):
        if work.points is not None and work.points < work.top:
            yield replace(some, unit=_set(some.unit, i, replace(work, points=work.points + 1)))
    term = some.term
    if term is not None and term.points is not None and term.points < term.top:
        yield replace(some, term=replace(term, points=term.points + 1))


def _set(values: tuple, i: int, value: object) -> tuple:
    return (*values[:i], value, *values[i + 1 :])


@given(cases, settings_of_schools, st.randoms(use_true_random=False))
def test_order_never_matters(some, settings, random) -> None:
    formative, unit = list(some.formative), list(some.unit)
    random.shuffle(formative)
    random.shuffle(unit)

    shuffled = replace(some, formative=tuple(formative), unit=tuple(unit))

    assert mark(shuffled, settings) == mark(some, settings)


@given(cases, settings_of_schools)
def test_mark_and_percent_always_belong_together(some, settings) -> None:
    result = mark(some, settings)

    counts = result.standing in (Standing.MARKED, Standing.FORECAST)
    assert (result.mark is not None) is (result.percent is not None) is counts
    assert not counts or sum(share.weight for share in result.shares) == 100
    assert result.percent is None or 0 <= result.percent <= 100


@given(cases, settings_of_schools)
def test_no_number_is_ever_a_float(some, settings) -> None:
    result = mark(some, settings)

    assert not any(isinstance(leaf, float) for leaf in _leaves(result))
    assert isinstance(result.percent, Fraction | None)


def _leaves(value: object):
    if is_dataclass(value):
        for each in fields(value):
            yield from _leaves(getattr(value, each.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _leaves(each)
    else:
        yield value


@pytest.mark.parametrize("module", [rules, ruleset, explain, calculate])
def test_no_float_is_written_in_the_arithmetic(module) -> None:
    tree = ast.parse(inspect.getsource(module))

    constants = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)]
    names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}

    assert not any(isinstance(value, float) for value in constants)
    assert not names & {"float", "round", "fsum", "mean", "Decimal"}


def test_there_is_exactly_one_rounding() -> None:
    called = [
        node.func.id
        for module in (rules, ruleset, explain, calculate)
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]

    assert (called.count("floor"), called.count("round_half_up")) == (1, 1)


def test_column_statistics_are_exact() -> None:
    statistics = column_statistics([(8, 10), (6, 10), (7, 10)], RULES)

    assert (statistics.n, statistics.average, statistics.quality) == (3, 7, Fraction(200, 3))


def test_quality_of_a_column_begins_at_exactly_65_percent() -> None:
    assert column_statistics([(13, 20), (11, 17)], RULES).quality == 50


def test_empty_column_has_a_dash_not_a_zero() -> None:
    statistics = column_statistics([], RULES)

    assert (statistics.n, statistics.average, statistics.quality) == (0, None, None)


def test_only_marks_that_count_enter_the_statistics_of_term_marks() -> None:
    five = mark(case([10], [[20, 20]], [25, 25]))
    two = mark(case([1], [[0, 15]], [0, 25]))
    forecast = mark(TermCase((8,), (WorkPoints(None, 20),)))

    statistics = term_mark_statistics([five, two, forecast], RULES)

    assert (statistics.n, statistics.average, statistics.quality) == (2, Fraction(7, 2), 50)


def test_share_of_a_kind_is_found() -> None:
    result = mark(case([8, 8, 8], [[14, 20]], [20, 25]))

    assert result.share(MarkKind.TERM_SUMMATIVE).value == 40
