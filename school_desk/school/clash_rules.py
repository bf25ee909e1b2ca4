"""Where the timetable meets itself: who or what is in two places at once, or cannot be there."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from school_desk.school.combined_rules import ClassSets, hours
from school_desk.school.model import Clash, ClashKind, GroupKind, TimetableSlot, Weeks
from school_desk.school.timetable_model import BOTH_WEEKS, Circumstances

Hour = tuple[int, int]
"""Weekday and slot."""

Trait = Callable[[TimetableSlot], Hashable]


def find_clashes(
    slots: Sequence[TimetableSlot], sets: ClassSets, around: Circumstances
) -> tuple[Clash, ...]:
    """Every clash once, by hour; one of both weeks is said once."""
    found: dict[Clash, None] = {}
    for hour, there in sorted(_by_hour(slots).items()):
        for weeks in BOTH_WEEKS:
            here = tuple(one for one in there if one.weeks in (Weeks.EVERY, weeks))
            found |= dict.fromkeys(_at_once(here, sets, around))
        found |= dict.fromkeys(_out_of_place(hour, there, around))
    return tuple(found)


def _by_hour(slots: Iterable[TimetableSlot]) -> dict[Hour, list[TimetableSlot]]:
    found: dict[Hour, list[TimetableSlot]] = defaultdict(list)
    for slot in slots:
        found[slot.weekday, slot.slot].append(slot)
    return found


def _at_once(
    here: Sequence[TimetableSlot], sets: ClassSets, around: Circumstances
) -> Iterator[Clash]:
    """Clashes of lessons that are held at the same moment."""
    for ours in _together(here, lambda one: one.group):
        if len({one.id for one in ours}) > 1:
            yield Clash(ClashKind.GROUP, ours)
    yield from _of_classes(here, around)
    for ours in _together(here, lambda one: one.teacher):
        if len(hours(map(_of_one_week, ours), sets)) > 1:
            yield Clash(ClashKind.TEACHER, ours)
    for ours in _together(here, lambda one: one.room):
        if len({_who(one) for one in ours}) > 1:
            yield Clash(ClashKind.ROOM, ours)


def _of_classes(here: Sequence[TimetableSlot], around: Circumstances) -> Iterator[Clash]:
    """A class and its subgroup, or two subgroups that have pupils in common.

    Who is taught at home is not with the class: those lessons may be at one time.
    """
    for ours in _together(here, lambda one: around.class_of.get(one.group)):
        whole = [one for one in ours if one.group in around.whole]
        parts = [one for one in ours if one.group not in around.whole]
        inside = [one for one in parts if around.kind.get(one.group) != GroupKind.HOME]
        if whole and inside:
            yield Clash(ClashKind.SUBGROUP, (*whole, *inside))
        for one, other in combinations(parts, 2):
            if one.group != other.group and _share(one.group, other.group, around):
                yield Clash(ClashKind.PUPILS, (one, other))


def _share(one: int, other: int, around: Circumstances) -> bool:
    """Whether a pupil may sit in both subgroups.

    Where both lists are known they say it; else subgroups that were made in one way are parallel.
    """
    if one in around.members and other in around.members:
        return bool(around.members[one] & around.members[other])
    return around.kind.get(one, "") != around.kind.get(other, "")


def _out_of_place(
    hour: Hour, there: Sequence[TimetableSlot], around: Circumstances
) -> Iterator[Clash]:
    """Lessons at an hour at which the teacher or the class cannot come."""
    for one in there:
        if one.teacher is not None and (one.teacher, *hour) in around.busy:
            yield Clash(ClashKind.BUSY, (one,))
        shift = around.shift.get(one.group)
        if shift is not None and not shift.holds(one.slot):
            yield Clash(ClashKind.SHIFT, (one,))


def _together(here: Sequence[TimetableSlot], trait: Trait) -> Iterator[tuple[TimetableSlot, ...]]:
    """The lessons that have someone or something in common, if there are several."""
    found: dict[Hashable, list[TimetableSlot]] = defaultdict(list)
    for one in here:
        if trait(one) not in {None, ""}:
            found[trait(one)].append(one)
    return (tuple(ours) for ours in found.values() if len(ours) > 1)


def _of_one_week(slot: TimetableSlot) -> TimetableSlot:
    """The lesson as the week has it that is looked at."""
    return replace(slot, weeks=Weeks.EVERY)


def _who(slot: TimetableSlot) -> Hashable:
    return ("nobody", slot.group) if slot.teacher is None else slot.teacher
