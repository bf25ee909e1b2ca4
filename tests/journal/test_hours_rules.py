"""Whose hour it was: combined hours once, substitutions for whom, weeks gone."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from school_desk.journal.hours_model import HeldLesson, Substituted
from school_desk.journal.hours_rules import (
    given,
    planned_hours,
    planned_places,
    weekly,
    weeks_gone,
    with_subjects,
)
from school_desk.school.model import Calendar, DayOff, Term, TimetableSlot, Weeks

MONDAY = date(2026, 9, 7)
TUESDAY = date(2026, 9, 8)
YEAR = Calendar(
    "2026-27",
    (Term(1, date(2026, 9, 1), date(2026, 10, 25)),),
    days_off=(DayOff(date(2026, 9, 10), date(2026, 9, 10), "frost", (2,)),),
)
SECOND, FOURTH = 20, 40
LEVEL = {SECOND: 2, FOURTH: 4}
MATHS, KAZAKH = 7, 8
AIGUL, BOTA = 1, 2
SETS = {SECOND: 5, FOURTH: 5}
SLOTS = (
    TimetableSlot(1, 0, 1, SECOND, MATHS, AIGUL),
    TimetableSlot(2, 0, 1, FOURTH, KAZAKH, AIGUL),
    TimetableSlot(3, 1, 2, SECOND, KAZAKH, BOTA),
    TimetableSlot(4, 1, 3, FOURTH, MATHS, BOTA, weeks=Weeks.EVEN),
)
SEPTEMBER = date(2026, 9, 1), date(2026, 9, 30)


def places():
    return planned_places(YEAR, *SEPTEMBER, SLOTS, LEVEL)


def test_a_combined_hour_counts_once_for_the_teacher_and_once_for_each_class():
    found = weekly(SLOTS, SETS)

    assert found[AIGUL] == (Decimal(1), Decimal(2))
    assert found[BOTA] == (Decimal("1.5"), Decimal("1.5"))
    assert planned_hours(places(), SETS) == {AIGUL: 4, BOTA: 5 + 2}


def test_an_hour_that_one_class_has_every_week_and_another_every_second_is_one_hour():
    slots = (
        TimetableSlot(1, 0, 1, SECOND, MATHS, AIGUL),
        TimetableSlot(2, 0, 1, FOURTH, KAZAKH, AIGUL, weeks=Weeks.ODD),
    )

    assert weekly(slots, SETS) == {AIGUL: (Decimal(1), Decimal("1.5"))}


def test_the_hours_given_of_a_combined_lesson_are_one_hour():
    held = [HeldLesson(MONDAY, 1, SECOND, MATHS, AIGUL), HeldLesson(MONDAY, 1, FOURTH, None, AIGUL)]

    (hour,) = given(with_subjects(held, places()), places(), [], {})

    assert (hour.teacher, hour.hours, hour.instead_of) == (AIGUL, 1, None)
    assert hour.lessons == ((SECOND, MATHS), (FOURTH, KAZAKH))


def test_an_hour_of_another_is_a_substitution():
    held = [HeldLesson(TUESDAY, 2, SECOND, KAZAKH, AIGUL)]
    order = Substituted(TUESDAY, 2, SECOND, "substituted", KAZAKH, AIGUL, "ill")

    (hour,) = given(held, places(), [order], {})

    assert (hour.teacher, hour.instead_of, hour.reason) == (AIGUL, BOTA, "ill")


def test_the_office_decides_whose_hour_it_was():
    held = [HeldLesson(TUESDAY, 2, SECOND, KAZAKH, BOTA)]
    order = Substituted(TUESDAY, 2, SECOND, "substituted", KAZAKH, AIGUL)
    cancelled = Substituted(TUESDAY, 2, SECOND, "cancelled", None, AIGUL)

    assert given(held, places(), [order], {})[0].teacher == AIGUL
    assert given(held, places(), [cancelled], {})[0].teacher == BOTA


def test_a_lesson_beside_the_timetable_is_the_teachers_who_teaches_the_class():
    held = [HeldLesson(date(2026, 9, 12), 6, SECOND, MATHS, BOTA)]

    assert given(held, places(), [], {(SECOND, MATHS): AIGUL})[0].instead_of == AIGUL
    assert given(held, places(), [], {(SECOND, MATHS): BOTA})[0].instead_of is None


def test_weeks_gone_are_counted_by_days_of_lessons():
    assert weeks_gone(YEAR, MONDAY, date(2026, 9, 13), 4) == 1
    assert weeks_gone(YEAR, MONDAY, date(2026, 9, 13), 2) == Fraction(4, 5)
    assert weeks_gone(YEAR, MONDAY, TUESDAY, 4) == Fraction(2, 5)
