"""Lessons of every second week, and days that have the lessons of another weekday."""

from datetime import date

import pytest

from school_desk.school.calendar import falls_on, is_school_day, lessons_as, stage_of, weeks_on
from school_desk.school.model import Calendar, DayOff, MovedDay, Term, TimetableSlot, Weeks
from school_desk.school.timetable import lessons

TERM = Term(1, date(2026, 9, 1), date(2026, 10, 25))
MONDAY, SATURDAY = date(2026, 9, 7), date(2026, 9, 12)
YEAR = Calendar(
    "2026-27",
    (TERM,),
    days_off=(DayOff(MONDAY, MONDAY, "frost", (1, 2)),),
    moved=(MovedDay(SATURDAY, works_as=0, year_levels=(1, 2)),),
)


def test_a_moved_day_has_the_lessons_of_another_weekday_for_its_year_levels():
    assert lessons_as(YEAR, SATURDAY, 1) == 0
    assert lessons_as(YEAR, SATURDAY, 5) is None
    assert not is_school_day(YEAR, MONDAY, 2)
    assert is_school_day(YEAR, MONDAY, 5)


def test_weeks_are_counted_from_the_week_of_the_first_day():
    assert weeks_on(YEAR, date(2026, 9, 1)) is Weeks.ODD
    assert weeks_on(YEAR, date(2026, 9, 6)) is Weeks.ODD
    assert weeks_on(YEAR, MONDAY) is Weeks.EVEN


@pytest.mark.parametrize(
    ("weeks", "days"),
    [(Weeks.ODD, [14, 28]), (Weeks.EVEN, [7, 21]), (Weeks.EVERY, [7, 14, 21, 28])],
)
def test_half_an_hour_a_week_is_a_lesson_of_every_second_week(weeks, days):
    slot = TimetableSlot(1, 0, 1, group=3, subject=4, weeks=weeks)

    found = lessons(YEAR, TERM, [slot], year_level=5, group=3, subject=4)

    assert [one.date.day for one in found if one.date.month == TERM.starts.month] == days
    assert falls_on(YEAR, slot, date(2026, 9, days[0]), 5)


def test_stages_are_data():
    assert stage_of(YEAR, 10) == (10, 11)
    assert stage_of(YEAR, 12) is None
    assert stage_of(Calendar("x", (TERM,), stages=((1, 4), (5, 10), (11, 12))), 10) == (5, 10)
