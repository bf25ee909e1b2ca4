"""The weekly timetable: which lessons it makes of a term, and where it meets itself."""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial

from school_desk.errors import N_, DeskError
from school_desk.school.calendar import falls_on, school_days
from school_desk.school.combined_rules import NO_SETS, ClassSets, where
from school_desk.school.model import (
    Bell,
    Calendar,
    Clash,
    ClashKind,
    LessonKey,
    Period,
    Term,
    TimetableSlot,
)


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
            for day in school_days(calendar, term, year_level)
            for slot in ours
            if falls_on(calendar, slot, day, year_level)
        )
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


def current_lesson(
    now: datetime, lessons_today: Iterable[LessonKey], bells: Iterable[Bell]
) -> LessonKey | None:
    """Find the lesson that is running, else the next one of today."""
    ends = {bell.slot: bell.ends for bell in bells}
    coming = (
        lesson
        for lesson in lessons_today
        if lesson.date == now.date() and lesson.slot in ends and now.time() < ends[lesson.slot]
    )
    return min(coming, key=lambda lesson: lesson.slot, default=None)


def clashes(slots: Sequence[TimetableSlot], sets: ClassSets = NO_SETS) -> tuple[Clash, ...]:
    """Find who or what is in two places at once; a combined hour is one place."""
    return (
        *_clashes(slots, ClashKind.GROUP, lambda slot: slot.group, lambda slot: slot.id),
        *_clashes(slots, ClashKind.TEACHER, lambda slot: slot.teacher, partial(where, sets=sets)),
        *_clashes(slots, ClashKind.ROOM, lambda slot: slot.room, lambda slot: slot.teacher),
    )


Trait = Callable[[TimetableSlot], Hashable]


def _clashes(
    slots: Sequence[TimetableSlot], kind: ClashKind, who: Trait, place: Trait
) -> Iterator[Clash]:
    """Find the hours at which one `who` would have to be in several places."""
    hours: dict[Hashable, list[TimetableSlot]] = defaultdict(list)
    for slot in slots:
        if who(slot) not in {None, ""}:
            hours[slot.weekday, slot.slot, who(slot)].append(slot)
    for together in hours.values():
        if len({place(slot) for slot in together}) > 1:
            yield Clash(kind, tuple(together))
