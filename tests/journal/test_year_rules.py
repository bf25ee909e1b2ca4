"""The end of a year by the vectors of the fact sheet (sections 3.1 to 3.4 and 10)."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.journal.model import Standing
from school_desk.journal.ruleset import MissingPeriod, PastMarks, YearInput
from school_desk.journal.shipped import rulesets
from school_desk.journal.year_explain_rules import WITH_EXAM, explain_year
from school_desk.journal.year_model import (
    Award,
    EarlierYear,
    ExamKind,
    ExamResult,
    FinalWay,
    Lack,
    MarkSource,
    Outcome,
    PeriodMark,
    YearCell,
    YearColumn,
    YearMark,
)
from school_desk.journal.year_rules import (
    ExamPointsError,
    earlier_marks,
    exam_mark,
    final_mark,
    propose_awards,
    propose_outcome,
    read_exam,
    year_mark,
    year_verdict,
)

RULES = next(one for one in rulesets() if one.id == "kz-2025")
SETTINGS = RULES.defaults.year
YEAR = [
    *([[3, 3, 4, 4], 4], [[4, 4, 5, 5], 5], [[3, 3, 3, 4], 3], [[2, 3, 2, 3], 3]),
    *([[2, 2, 3, 2], 2], [[4, 5], 5]),
]
EXAM_FINAL = [
    *([2, 2, 2], [2, 3, 2], [2, 4, 3], [2, 5, 3], [3, 2, 3], [3, 3, 3], [3, 4, 3], [3, 5, 4]),
    *([4, 2, 3], [4, 3, 4], [4, 4, 4], [4, 5, 4], [5, 2, 4], [5, 3, 4], [5, 4, 5], [5, 5, 5]),
]
WORK_FINAL = [[2, 2, 2], [2, 3, 3], [2, 4, 3], [2, 5, 4]]
MARKS = st.integers(2, 5)


def period(mark, n=1, **facts):
    standing = Standing.EMPTY if mark is None else Standing.MARKED
    return PeriodMark(f"term/{n}", MarkSource.CLOSED, standing, mark, **facts)


def periods(marks):
    return [period(mark, n) for n, mark in enumerate(marks, start=1)]


def whole(mark):
    return YearMark((mark,), Fraction(mark), mark)


def cell(mark, *exams):
    year = whole(mark)
    found = {kind: ExamResult(reached) for kind, reached in exams}
    return YearCell(periods([mark] * 4), year, found, final_mark(year, found, SETTINGS))


@pytest.mark.parametrize(("marks", "mark"), YEAR)
@pytest.mark.parametrize("rules", rulesets(), ids=lambda one: one.id)
def test_the_year_mark_is_the_mean_of_marks_half_up(rules, marks, mark):
    assert year_mark(periods(marks), rules.defaults.year).mark == mark


@pytest.mark.parametrize(("year", "exam", "final"), EXAM_FINAL)
def test_year_and_exam_make_the_final_mark(year, exam, final):
    found = final_mark(whole(year), {ExamKind.EXAM: ExamResult(exam)}, SETTINGS)

    assert (found.mark, found.way) == (final, FinalWay.EXAM)


@pytest.mark.parametrize(("year", "work", "final"), WORK_FINAL)
@pytest.mark.parametrize("kind", [ExamKind.YEAR_WORK, ExamKind.EXTRA_WORK])
def test_year_and_summative_work_make_the_final_mark(kind, year, work, final):
    assert final_mark(whole(year), {kind: ExamResult(work)}, SETTINGS).mark == final


def test_the_two_ways_to_take_the_year_differ_only_where_the_fact_sheet_says():
    means = {Fraction(sum(four), 4) for four in product((2, 3, 4, 5), repeat=4)}
    mean = replace(SETTINGS, year_input=YearInput.MEAN)
    differ = set()
    for one, exam in product(means, (2, 3, 4, 5)):
        year = YearMark((), one, int(one + Fraction(1, 2)))
        exams = {ExamKind.EXAM: ExamResult(exam)}
        if final_mark(year, exams, SETTINGS).mark != final_mark(year, exams, mean).mark:
            differ.add((float(one), exam))

    assert differ == {(2.5, 2), (2.5, 5), (2.75, 5), (3.5, 3), (4.25, 2), (4.5, 4)}


def test_without_an_exam_the_year_mark_is_the_final_mark():
    assert final_mark(whole(4), {}, SETTINGS).mark == 4


@pytest.mark.parametrize(("weight", "final"), [(0, 2), (30, 3), (80, 4), (100, 5)])
def test_the_exam_weighs_as_much_as_the_school_says(weight, final):
    settings = replace(SETTINGS, exam_weight=weight)

    assert final_mark(whole(2), {ExamKind.EXAM: ExamResult(5)}, settings).mark == final


def test_an_exam_again_takes_the_place_of_the_first():
    exams = {ExamKind.EXAM: ExamResult(2), ExamKind.RESIT: ExamResult(5)}

    assert final_mark(whole(4), exams, SETTINGS).mark == 4
    assert final_mark(whole(4), {ExamKind.EXAM: ExamResult(2)}, SETTINGS).mark == 3


def test_a_term_that_waits_leaves_the_year_mark_empty_whatever_the_setting():
    marks = [*periods([4, 4, 4]), PeriodMark("term/4", MarkSource.CLOSED, Standing.PENDING)]
    lenient = replace(SETTINGS, missing_period=MissingPeriod.MEAN_OF_EXISTING)

    assert year_mark(marks, lenient) == YearMark((4, 4, 4), lack=Lack.WAITS, lacking=("term/4",))


def test_a_missing_term_is_a_setting_of_the_school():
    marks = periods([None, 4, 4, 5])
    lenient = replace(SETTINGS, missing_period=MissingPeriod.MEAN_OF_EXISTING)

    assert year_mark(marks, SETTINGS).lacking == ("term/1",)
    assert year_mark(marks, lenient).mark == 4


def test_marks_of_another_school_count_unless_the_school_decides_otherwise():
    marks = [replace(period(5), source=MarkSource.PAST), *periods([4, 4, 4])]
    without = replace(SETTINGS, past_marks=PastMarks.LEAVE_OUT)

    assert year_mark(marks, SETTINGS).marks == (5, 4, 4, 4)
    assert year_mark(marks, without) == YearMark((4, 4, 4), lack=Lack.MISSING, lacking=("term/1",))
    both = replace(without, missing_period=MissingPeriod.MEAN_OF_EXISTING)
    assert year_mark(marks, both).marks == (4, 4, 4)


@given(marks=st.lists(MARKS, min_size=1, max_size=4))
def test_a_year_mark_lies_between_the_worst_and_the_best(marks):
    found = year_mark(periods(marks), SETTINGS)

    assert min(marks) <= found.mark <= max(marks)
    assert year_mark(periods(marks[::-1]), SETTINGS).mark == found.mark


@given(year=MARKS, exam=MARKS, better=MARKS)
def test_a_better_exam_never_makes_a_final_mark_worse(year, exam, better):
    low, high = sorted((exam, better))
    finals = [
        final_mark(whole(year), {ExamKind.EXAM: ExamResult(one)}, SETTINGS).mark
        for one in (low, high)
    ]

    assert finals == sorted(finals)


def test_pass_or_fail_of_a_year_needs_every_period():
    passed = [replace(period(None), passed=True), replace(period(None, 2), passed=True)]

    assert year_verdict(passed).passed is True
    assert year_verdict([passed[0], replace(passed[1], passed=False)]).passed is False
    assert year_verdict([passed[0], period(None, 2)]).lack is Lack.MISSING


@pytest.mark.parametrize(
    ("points", "top", "mark"), [(12, 30, 3), (11, 30, 2), (39, 60, 4), (51, 60, 5), (0, 1, 2)]
)
def test_exam_points_become_a_mark_by_the_scale(points, top, mark):
    assert exam_mark(points, top, RULES) == mark


def test_an_exam_is_typed_as_a_mark_or_as_points():
    assert read_exam(" 4 ", RULES) == ExamResult(4)
    assert read_exam("23/30", RULES) == ExamResult(4, 23, 30)
    assert read_exam("", RULES) is None


@pytest.mark.parametrize(
    "text", ["6", "1", "31/30", "4/0", "-1/30", "a", "3/", "/3", "²/3", "9/9999"]
)
def test_an_exam_that_makes_no_sense_is_refused(text):
    with pytest.raises(ExamPointsError):
        read_exam(text, RULES)


def test_why_a_final_mark_names_the_exam_that_counts():
    year = cell(4, (ExamKind.EXAM, 2), (ExamKind.RESIT, 5))
    column = YearColumn(7, {"kk": "Алгебра"})

    found = explain_year(column, year, RULES, SETTINGS)

    (final,) = [one for one in found if one.msgid == WITH_EXAM]
    assert (final.facts["exam"], final.facts["mark"]) == (5, 4)


def outcome(*cells, year_level=6):
    return propose_outcome(list(enumerate(cells, start=1)), year_level, SETTINGS).outcome


TWO, SECOND, THIRD = (cell(2) for _n in range(3))
WORK, EXTRA = ExamKind.YEAR_WORK, ExamKind.EXTRA_WORK


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([cell(3), cell(5)], Outcome.TRANSFERRED),
        ([cell(3), TWO], Outcome.SUMMER_WORK),
        ([TWO, SECOND, cell(4)], Outcome.SUMMER_WORK),
        ([TWO, SECOND, THIRD], Outcome.REPEATS),
        ([cell(2, (WORK, 3)), cell(4)], Outcome.TRANSFERRED),
        ([cell(2, (WORK, 3)), TWO], Outcome.SUMMER_WORK),
        ([cell(2, (WORK, 2)), cell(4)], Outcome.EXTRA_WORK),
        ([cell(2, (WORK, 2), (EXTRA, 3)), cell(4)], Outcome.TRANSFERRED),
        ([cell(2, (WORK, 2), (EXTRA, 2)), cell(4)], Outcome.REPEATS),
        ([cell(4), YearCell()], Outcome.OPEN),
        ([], Outcome.OPEN),
    ],
)
def test_transfer_follows_the_four_points_of_the_order(cells, expected):
    assert outcome(*cells) is expected


def test_class_1_goes_on_and_graduates_leave():
    assert outcome(year_level=1) is Outcome.TRANSFERRED
    examined = cell(4, (ExamKind.EXAM, 4))
    assert outcome(cell(4), year_level=9) is Outcome.OPEN
    assert outcome(cell(4), examined, year_level=9) is Outcome.GRADUATED
    assert outcome(examined, TWO, year_level=11) is Outcome.RESIT


def awards(cells, year_level, earlier=()):
    found = propose_awards(cells, year_level, earlier, SETTINGS)
    return dict(found)


def fives(first, last):
    return [EarlierYear(n, f"{2020 + n}", (5, 5), (5,) * 8) for n in range(first, last + 1)]


def test_praise_needs_a_five_everywhere_and_a_passed_subject_counts():
    passed = YearCell(year=YearMark(passed=True))

    assert set(awards([cell(5), passed], 6)) == {Award.PRAISE}
    assert not awards([cell(5), cell(4)], 6)
    assert not awards([cell(5), YearCell(year=YearMark(passed=False))], 6)
    assert not awards([], 6)


def test_honours_of_basic_school_look_back_to_class_5():
    assert Award.HONOURS_BASIC in awards([cell(5)], 9, fives(5, 8))
    four = EarlierYear(7, "2023", (5, 4))
    assert Award.HONOURS_BASIC not in awards([cell(5)], 9, [*fives(5, 6), four, *fives(8, 8)])
    unknown = awards([cell(5)], 9, fives(7, 8))[Award.HONOURS_BASIC]
    assert sum(one.to_check for one in unknown) == 3


def test_altyn_belgi_looks_at_every_term_of_classes_10_and_11():
    assert set(awards([cell(5)], 11, fives(9, 10))) == {Award.HONOURS_GENERAL, Award.ALTYN_BELGI}
    term_four = EarlierYear(10, "2030", (5, 5), (5, 4, 5, 5))
    assert set(awards([cell(5)], 11, [*fives(9, 9), term_four])) == {Award.HONOURS_GENERAL}


@given(marks=st.lists(MARKS, min_size=1, max_size=4))
def test_the_mark_of_an_earlier_year_is_made_as_that_of_this_year(marks):
    assert earlier_marks({7: marks}, {}) == (year_mark(periods(marks), SETTINGS).mark,)
    assert earlier_marks({7: marks}, {7: 5, 8: 2}) == (5, 2)
