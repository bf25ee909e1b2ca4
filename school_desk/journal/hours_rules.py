"""Whose an hour was, what a month comes to, and how far the lessons of a class have come."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from school_desk.journal.hours_model import (
    GivenHour,
    HeldHours,
    HeldLesson,
    Substituted,
)
from school_desk.school.calendar import falls_on, is_school_day
from school_desk.school.combined_rules import ClassSets, hours, hours_of_teachers
from school_desk.school.curriculum_rules import weight
from school_desk.school.model import Calendar, TimetableSlot, Weeks

Planned = Mapping[tuple[date, int, int], TimetableSlot]
"""The place of the timetable behind each day, slot and teaching group."""

CANCELLED = "cancelled"


def month_of(day: date) -> tuple[date, date]:
    """The first and last day of a month.

    >>> month_of(date(2026, 2, 10))
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    """
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def planned_places(
    calendar: Calendar,
    first: date,
    last: date,
    slots: Sequence[TimetableSlot],
    year_level_of: Mapping[int, int],
) -> Planned:
    """Which lesson the timetable plans at each day, slot and teaching group of a span."""
    return {
        (day, slot.slot, slot.group): slot
        for day in _days(first, last)
        for slot in slots
        if slot.group in year_level_of and falls_on(calendar, slot, day, year_level_of[slot.group])
    }


def with_subjects(held: Iterable[HeldLesson], planned: Planned) -> tuple[HeldLesson, ...]:
    """Held lessons of which the register names no subject take that of the timetable."""
    return tuple(
        replace(one, subject=planned[key].subject)
        if one.subject is None and (key := (one.day, one.slot, one.group)) in planned
        else one
        for one in held
    )


def given(
    held: Iterable[HeldLesson],
    planned: Planned,
    substitutions: Iterable[Substituted],
    teacher_of: Mapping[tuple[int, int], int],
) -> tuple[GivenHour, ...]:
    """The hours that teachers gave, a combined hour once (fact sheet 5.3, consequence 2).

    The office's substitution says whose an hour was; without one it was that of the person who
    noted it as held. It was for another when the timetable (or the class's teaching) names one.
    """
    decided = {(one.day, one.slot, one.group): one for one in substitutions}
    together: dict[tuple[int, date, int], list[HeldLesson]] = defaultdict(list)
    for one in held:
        decision = decided.get((one.day, one.slot, one.group))
        ordered = decision.teacher if decision and decision.kind != CANCELLED else None
        together[ordered or one.held_by, one.day, one.slot].append(one)
    return tuple(
        _hour(teacher, day, slot, lessons, planned, decided, teacher_of)
        for (teacher, day, slot), lessons in sorted(together.items(), key=lambda one: one[0])
    )


def planned_hours(planned: Planned, sets: ClassSets) -> Mapping[int, Decimal]:
    """Hours that the timetable plans for each teacher in a span, a combined hour once."""
    found: dict[int, Decimal] = defaultdict(Decimal)
    by_day: dict[date, list[TimetableSlot]] = defaultdict(list)
    for (day, _slot, _group), slot in planned.items():
        by_day[day].append(replace(slot, weeks=Weeks.EVERY))
    for slots in by_day.values():
        for together in hours(slots, sets):
            if together[0].teacher is not None:
                found[together[0].teacher] += 1
    return found


def weekly(
    slots: Iterable[TimetableSlot], sets: ClassSets
) -> Mapping[int, tuple[Decimal, Decimal]]:
    """By teacher the hours a week, a combined hour once, and the lessons, each class for itself."""
    lessons: dict[int, Decimal] = defaultdict(Decimal)
    week = tuple(slots)
    for slot in week:
        if slot.teacher is not None:
            lessons[slot.teacher] += weight(slot)
    whole = hours_of_teachers(week, sets)
    return {teacher: (whole[teacher], lessons[teacher]) for teacher in lessons}


def weeks_gone(calendar: Calendar, first: date, last: date, year_level: int) -> Fraction:
    """How many weeks of lessons lie in a span: its school days by the days of a school week."""
    days = sum(is_school_day(calendar, day, year_level) for day in _days(first, last))
    return Fraction(days, len(calendar.weekdays))


def compared(
    week: Mapping[int, Decimal],
    weeks: Fraction,
    timetabled: Mapping[int, Decimal],
    held: Mapping[int, Decimal],
) -> tuple[HeldHours, ...]:
    """Planned, timetabled and held hours of each subject of a class, side by side."""
    return tuple(
        HeldHours(
            subject,
            Fraction(week.get(subject, Decimal())) * weeks,
            timetabled.get(subject, Decimal()),
            held.get(subject, Decimal()),
        )
        for subject in dict.fromkeys((*week, *timetabled, *held))
    )


def _hour(  # noqa: PLR0917  one hour with all that decides whose it was
    teacher: int,
    day: date,
    slot: int,
    lessons: Sequence[HeldLesson],
    planned: Planned,
    decided: Mapping[tuple[date, int, int], Substituted],
    teacher_of: Mapping[tuple[int, int], int],
) -> GivenHour:
    owners = [_owner(one, planned, teacher_of) for one in lessons]
    others = [owner for owner in owners if owner is not None]
    own = not others or teacher in others
    reasons = (decided.get((day, slot, one.group)) for one in lessons)
    return GivenHour(
        teacher,
        day,
        slot,
        max(one.hours for one in lessons),
        tuple(sorted(((one.group, one.subject) for one in lessons), key=str)),
        None if own else others[0],
        next((one.reason for one in reasons if one and one.reason), ""),
    )


def _owner(
    one: HeldLesson, planned: Planned, teacher_of: Mapping[tuple[int, int], int]
) -> int | None:
    slot = planned.get((one.day, one.slot, one.group))
    if slot is not None and slot.subject == one.subject and slot.teacher is not None:
        return slot.teacher
    return teacher_of.get((one.group, one.subject)) if one.subject is not None else None


def _days(first: date, last: date) -> Iterator[date]:
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)
