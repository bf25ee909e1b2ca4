"""What the order warns of when a work is planned (No. 125, paragraph 21); nothing blocks."""

from dataclasses import replace
from datetime import date

from school_desk.journal.model import ColumnKey, MarkKind, Work
from school_desk.journal.shipped import ruleset
from school_desk.journal.works import (
    LAST_DAY,
    SAME_DAY,
    TOO_MANY_A_DAY,
    TOO_MANY_UNITS,
    UNUSUAL_TOP,
    ClassWork,
    WorkTerm,
    work_warnings,
)
from tests.journal.pages import HEAD, PAGE

RULES = ruleset("kz-2025")
UNIT, TERM = MarkKind.UNIT_SUMMATIVE, MarkKind.TERM_SUMMATIVE
MONDAY, THURSDAY = date(2026, 10, 19), date(2026, 10, 22)
FRIDAY, SUNDAY = date(2026, 10, 23), date(2026, 10, 25)
FIRST = WorkTerm(1, FRIDAY)


def planned(kind=TERM, day=MONDAY, top=20, row=None) -> Work:
    return Work(ColumnKey(work=row), kind, 1, top, date=day)


def beside(row, subject=9, kind=TERM, day=MONDAY, term=1, group=1) -> ClassWork:
    return ClassWork(row, group, subject, kind, term, day)


def warned(work, *others, term=FIRST, page=PAGE) -> tuple[str, ...]:
    return work_warnings(page, work, term, others, RULES)


def test_a_fourth_term_work_of_a_day_is_warned_of_whatever_its_subject() -> None:
    three = [beside(row, subject=row) for row in (21, 22, 23)]

    assert warned(planned(), *three[:2]) == ()
    assert warned(planned(), *three) == (TOO_MANY_A_DAY,)
    assert warned(planned(day=THURSDAY), *three) == ()


def test_two_groups_that_write_one_subject_are_one_work_of_the_day() -> None:
    two_of_one = [beside(21, 9), beside(22, 9, group=2), beside(23, 8)]

    assert warned(planned(), *two_of_one) == ()


def test_the_last_day_of_lessons_is_the_last_day_of_the_term_not_the_sunday_after_it() -> None:
    assert warned(planned(day=FRIDAY)) == (LAST_DAY,)
    assert warned(planned(day=SUNDAY)) == (LAST_DAY,)
    assert warned(planned(UNIT, day=FRIDAY)) == ()


def test_a_unit_and_a_term_work_of_one_subject_on_one_day_are_warned_of_from_either() -> None:
    unit, term = beside(21, 2, UNIT), beside(22, 2)

    assert warned(planned(), unit) == (SAME_DAY,)
    assert warned(planned(UNIT), term) == (SAME_DAY,)
    assert warned(planned(), beside(21, 9, UNIT)) == ()
    assert warned(planned(UNIT, day=None), beside(21, 2, TERM, None)) == ()


def test_units_are_counted_by_term_also_on_the_page_of_a_half_year() -> None:
    first = [beside(row, 2, UNIT, term=1) for row in (21, 22, 23)]
    second = [beside(row, 2, UNIT, term=2) for row in (24, 25)]

    assert warned(planned(UNIT, day=FRIDAY), *first, *second) == (TOO_MANY_UNITS,)
    assert warned(planned(UNIT, day=FRIDAY), *first, *second, term=WorkTerm(2, None)) == ()


def test_a_work_that_is_changed_does_not_count_itself() -> None:
    three = [beside(row, 2, UNIT) for row in (21, 22, 23)]

    assert warned(planned(UNIT, day=FRIDAY, row=22), *three) == ()


def test_an_unusual_maximum_is_warned_of_where_the_order_names_one() -> None:
    primary = replace(PAGE, head=replace(HEAD, year_level=3))

    assert warned(planned(UNIT, top=20), page=primary) == (UNUSUAL_TOP,)
    assert warned(planned(UNIT, top=15), page=primary) == ()
