"""The weekly timetable: which lessons it makes of a term, and where it meets itself."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from school_desk.errors import N_, DeskError
from school_desk.school.calendar import falls_on, in_its_week, lesson_days
from school_desk.school.clash_rules import find_clashes
from school_desk.school.combined_rules import NO_SETS, ClassSets
from school_desk.school.model import (
    Bell,
    Calendar,
    Clash,
    LessonKey,
    Period,
    Term,
    TimetableSlot,
)
from school_desk.school.timetable_model import PLAIN, Circumstances


class BellError(DeskError):
    """A bell that ends before it begins, or rings within another lesson."""

    sentence = N_("Lesson {slot} from {starts} to {ends} does not fit. Nothing was written.")


def accept_bells(bells: Iterable[Bell]) -> tuple[Bell, ...]:
    """Take the times of lessons in their order, or raise: each ends before the next begins."""
    found = tuple(sorted(bells, key=lambda bell: bell.slot))
    before = None
    for bell in found:
        if bell.starts >= bell.ends or (before and bell.starts < before.ends):
            raise BellError(slot=bell.slot, starts=bell.starts, ends=bell.ends)
        before = bell
    return found


def parse_bells(text: str) -> tuple[Bell, ...]:
    """Read the times of lessons from TOML."""
    entries = tomllib.loads(text)["bells"]
    return tuple(Bell(each["slot"], each["starts"], each["ends"]) for each in entries)


def lessons(
    calendar: Calendar,
    term: Term | Period,
    slots: Iterable[TimetableSlot],
    *,
    year_level: int,
    group: int,
    subject: int,
) -> tuple[LessonKey, ...]:
    """List the planned lessons of one page, in the order of their dates."""
    ours = [slot for slot in slots if slot.group == group and slot.subject == subject]
    return tuple(
        sorted(
            LessonKey(group, subject, day, slot.slot)
            for day, weekday in lesson_days(calendar, term, year_level)
            for slot in ours
            if slot.weekday == weekday and in_its_week(calendar, slot, day)
        )
    )


def suspended(
    calendar: Calendar,
    term: Term | Period,
    slots: Iterable[TimetableSlot],
    year_level: int,
    subject: int,
) -> tuple[LessonKey, ...]:
    """List the lessons of a subject that weather took away from a teaching group."""
    off = [one for one in calendar.suspended if term.starts <= one.ends and one.starts <= term.ends]
    if not off:
        return ()
    ours = [slot for slot in slots if slot.subject == subject]
    return tuple(
        LessonKey(slot.group, subject, day, slot.slot)
        for one in off
        if not one.year_levels or year_level in one.year_levels
        for day in (one.starts + timedelta(days=n) for n in range((one.ends - one.starts).days + 1))
        for slot in ours
        if slot.weekday == day.weekday() and term.starts <= day <= term.ends
    )


def lessons_on(
    calendar: Calendar,
    day: date,
    slots: Iterable[TimetableSlot],
    year_levels: Mapping[int, int],
) -> tuple[LessonKey, ...]:
    """List the planned lessons of a day by hour; `year_levels` tells that of each group."""
    found = (
        LessonKey(slot.group, slot.subject, day, slot.slot)
        for slot in slots
        if falls_on(calendar, slot, day, year_levels[slot.group])
    )
    return tuple(sorted(found, key=lambda lesson: (lesson.slot, lesson)))


def clashes(
    slots: Sequence[TimetableSlot], sets: ClassSets = NO_SETS, around: Circumstances = PLAIN
) -> tuple[Clash, ...]:
    """Find who or what is in two places at once; a combined hour counts once for its teacher."""
    return find_clashes(slots, sets, around)
