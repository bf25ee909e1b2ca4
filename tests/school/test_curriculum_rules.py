"""Section 5.5 of the fact sheet to the last number, and what a class may have a week."""

from decimal import Decimal

import pytest

from school_desk.school.curriculum_model import ClassHours, Component, PlannedHours
from school_desk.school.curriculum_rules import (
    HoursTooManyError,
    HoursUnreadableError,
    accept_hours,
    hours_of_classes,
    lines_of,
    too_many,
    written,
)
from school_desk.school.model import GroupKind, TeachingGroup, TimetableSlot, Weeks
from school_desk.school.shipped import curriculum, subject_names

TOTALS = {
    ("kk", 1): ("18.5", "1", "19.5"),
    ("kk", 2): ("22", "2", "24"),
    ("kk", 3): ("25", "1", "26"),
    ("kk", 4): ("25", "1", "26"),
    ("ru", 1): ("20.5", "0", "20.5"),
    ("ru", 2): ("23", "1", "24"),
    ("ru", 3): ("26", "0", "26"),
    ("ru", 4): ("27", "0", "27"),
    ("kk", 5): ("28.5", "0", "28.5"),
    ("kk", 6): ("28.5", "0", "28.5"),
    ("ru", 5): ("29.5", "0", "29.5"),
    ("ru", 6): ("29.5", "0", "29.5"),
}
CASES = (
    ("kk", 1, "ana_tili", "6"),
    ("kk", 1, "digital_literacy", "0.5"),
    ("kk", 3, "mathematics", "5"),
    ("kk", 2, "russian", "2"),
    ("ru", 2, "kazakh", "3"),
    ("ru", 1, "kazakh", "2"),
    ("ru", 4, "russian", "4"),
    ("kk", 5, "russian_language_and_literature", "3"),
    ("ru", 6, "kazakh_language_and_literature", "4"),
    ("ru", 5, "global_competences", "0.5"),
)


@pytest.mark.parametrize(("language", "year_level"), TOTALS)
def test_totals_are_those_of_the_order(language, year_level):
    plan = curriculum().plan(year_level, language)
    total, variable, maximum = map(Decimal, TOTALS[language, year_level])

    assert plan is not None
    assert sum(one.hours for one in plan.subjects) == total
    assert (plan.variable, plan.maximum) == (variable, maximum)
    assert total + variable == maximum


@pytest.mark.parametrize(("language", "year_level", "code", "hours"), CASES)
def test_hours_of_a_subject_are_those_of_the_order(language, year_level, code, hours):
    plan = curriculum().plan(year_level, language)

    assert plan is not None
    assert {one.code: one.hours for one in plan.subjects}[code] == Decimal(hours)


@pytest.mark.parametrize("year_level", range(7, 12))
def test_from_class_7_on_there_are_names_and_no_numbers(year_level):
    plan = curriculum().plan(year_level, "kk")

    assert plan is not None
    assert plan.to_check
    assert plan.subjects
    assert all(one.hours is None for one in plan.subjects)


def test_every_subject_of_the_plans_has_its_names():
    codes = {one.code for plan in curriculum().plans for one in plan.subjects}

    assert codes <= set(subject_names())


def test_a_language_without_a_plan_of_its_own_gets_none():
    assert curriculum().plan(3, "ug") is None
    assert curriculum().plan(8, "ug") is not None


@pytest.mark.parametrize("text", ["many", "3,5,5", "-1", "1e3", "٣", "0.001"])
def test_what_is_no_number_of_hours_is_refused(text):
    with pytest.raises(HoursUnreadableError):
        accept_hours(text)


def test_a_week_has_not_so_many_hours():
    with pytest.raises(HoursTooManyError):
        accept_hours("41")


@pytest.mark.parametrize("text", ["0,5", "3", "12.25", "40"])
def test_hours_are_written_as_they_are_read(text):
    hours = accept_hours(text)

    assert hours is not None
    assert accept_hours(written(hours)) == hours


def slot(group, subject, number, weeks=Weeks.EVERY):
    return TimetableSlot(number, 0, number, group, subject, 5, weeks=weeks)


def test_subgroups_sit_side_by_side_and_half_hours_count_half():
    groups = TeachingGroup(1, 10), TeachingGroup(2, 10, "1"), TeachingGroup(3, 10, "2")
    slots = [
        slot(1, 7, 1),
        slot(1, 7, 2, Weeks.ODD),
        slot(2, 8, 3),
        slot(3, 8, 3),
        slot(3, 8, 4),
        slot(99, 8, 5),
    ]

    assert hours_of_classes(slots, groups) == {
        (10, 7): Decimal("1.5"),
        (10, 8): Decimal(2),
    }


def test_hours_of_the_whole_class_and_of_its_subgroups_add_up_and_those_at_home_are_none():
    groups = (
        *(TeachingGroup(1, 10), TeachingGroup(2, 10, "1"), TeachingGroup(3, 10, "2")),
        TeachingGroup(4, 10, "Омар Дана", GroupKind.HOME),
    )
    slots = [slot(group, 7, n) for n, group in enumerate((1, 2, 2, 3, 4), 1)]

    assert hours_of_classes(slots, groups) == {(10, 7): Decimal(3)}


def test_a_class_is_warned_of_each_limit_it_goes_beyond():
    plan = curriculum().plan(3, "kk")
    planned = [PlannedHours(10, n, Decimal(9), Component.INVARIANT) for n in (1, 2, 3)]
    lines = lines_of(planned, {}, plan, {}, 10)
    over = ClassHours(
        10, (*lines, *lines_of([PlannedHours(10, 4, Decimal("0.5"))], {}, None, {}, 10)), plan
    )

    assert [one.limit for one in too_many(over, 3, curriculum().caps)] == [27, 26]
    assert [one.limit for one in too_many(ClassHours(10, lines, plan), 3, curriculum().caps)] == [
        26
    ]
    assert too_many(ClassHours(10, lines, None), 8, curriculum().caps) == ()
