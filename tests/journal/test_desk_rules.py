"""The deputy's numbers: counts are added, crowded days named."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from school_desk.journal.desk_model import By, PlannedWork, SchoolReport
from school_desk.journal.desk_rules import class_works, compared, report_lines
from school_desk.journal.indicators import IndicatorRules
from school_desk.journal.model import MarkKind
from school_desk.journal.summary_model import (
    OF_MARK,
    ClassSummary,
    Entry,
    PupilLine,
    SummaryColumn,
)
from school_desk.school.model import Calendar, Period, PeriodKind, PersonName, Pupil, Term

DAY = date(2026, 10, 20)
TERM = Period(PeriodKind.TERM, 1, date(2026, 9, 1), date(2026, 10, 25), (1,))
YEAR = Calendar("2026-27", (Term(1, TERM.starts, TERM.ends),))
NAMES = {"kk": "Математика", "ru": "Математика", "en": "Mathematics"}


def column(subject, teacher):
    return SummaryColumn(1, subject, "5", NAMES, teacher, TERM)


def summary(group, year_level, rows, language="kk", teachers=("Айгүл", "Бота")):
    """A class by the marks of its pupils, a mark for each of two subjects."""
    columns = tuple(column(n, teacher) for n, teacher in enumerate(teachers))
    lines = tuple(
        PupilLine(
            Pupil(100 * group + n, PersonName(f"П{n}")),
            tuple(
                Entry(Pupil(100 * group + n, PersonName("П")), one, OF_MARK[mark])
                for one, mark in zip(columns, marks, strict=True)
            ),
        )
        for n, marks in enumerate(rows)
    )
    facts = (
        group,
        str(year_level),
        language,
        "",
        TERM,
        columns,
        lines,
        IndicatorRules(),
        "kz",
        True,
    )
    return ClassSummary(*facts, DAY)


MARKS = st.lists(
    st.tuples(st.sampled_from([2, 3, 4, 5]), st.sampled_from([2, 3, 4, 5])), min_size=1, max_size=6
)


@given(st.lists(MARKS, min_size=1, max_size=4))
def test_every_way_of_counting_counts_the_same_marks(classes):
    found = [summary(n, 3 * n + 1, rows) for n, rows in enumerate(classes)]
    lines = report_lines(found, {one.class_group: 3 * one.class_group + 1 for one in found}, YEAR)

    all_marks = [mark for rows in classes for pair in rows for mark in pair]
    (school,) = [line for line in lines if line.by is By.SCHOOL]
    good = sum(mark >= 4 for mark in all_marks)
    assert school.indicators.quality == Fraction(100 * good, len(all_marks))
    assert school.indicators.average == Fraction(sum(all_marks), len(all_marks))
    for by in (By.STAGE, By.LANGUAGE, By.CLASS, By.SUBJECT, By.TEACHER):
        assert sum(line.indicators.n for line in lines if line.by is by) == len(all_marks)
    pupils = sum(len(rows) for rows in classes)
    assert len(school.pupils.counted) == pupils


def test_a_small_class_does_not_weigh_as_much_as_a_large_one():
    found = [summary(1, 5, [(5, 5)]), summary(2, 6, [(3, 3)] * 3)]

    (school,) = [line for line in report_lines(found, {1: 5, 2: 6}, YEAR) if line.by is By.SCHOOL]

    assert school.indicators.quality == 25


def test_terms_are_compared_part_by_part_and_a_dash_stands_for_none():
    first = report_lines([summary(1, 5, [(5, 4)])], {1: 5}, YEAR)
    second = report_lines([summary(1, 5, [])], {1: 5}, YEAR)
    reports = [SchoolReport("2026-27", TERM, first, DAY)]
    later = Period(PeriodKind.TERM, 2, TERM.starts, TERM.ends, (2,))
    reports.append(SchoolReport("2026-27", later, second, DAY))

    (line,) = compared(reports, By.CLASS)

    assert line.values["2026-27", 1].quality == 100
    assert line.values["2026-27", 2] is None


def work(day, kind=MarkKind.TERM_SUMMATIVE, number=1):
    return PlannedWork(day, NAMES, kind, number)


def test_four_term_summatives_on_a_day_are_too_many():
    monday = date(2026, 10, 19)
    found = class_works(
        1, "5", [work(DAY)] * 4 + [work(monday, MarkKind.UNIT_SUMMATIVE)] * 5 + [work(None)]
    )

    assert found.crowded == {DAY: 4}
    assert {day: len(works) for day, works in found.weeks.items()} == {monday: 9}
    assert found.total == 10
