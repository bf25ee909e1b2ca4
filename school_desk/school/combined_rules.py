"""Combined hours: one hour, one teacher, one room, several classes, each with its own lesson."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal

from school_desk.school.model import LessonKey, TimetableSlot, Weeks

ClassSets = Mapping[int, int | None]
"""The set of classes (сынып-жинақ, класс-комплект) that each teaching group is taught in."""

EITHER_WEEK = (Weeks.ODD, Weeks.EVEN)
NO_SETS: ClassSets = {}


def hours(slots: Iterable[TimetableSlot], sets: ClassSets) -> tuple[tuple[TimetableSlot, ...], ...]:
    """Put the lessons of one hour together: what a teacher's time and the bells count once.

    Lessons are one hour when one teacher gives them at the same time to classes of one set, or in
    one room. Curriculum hours count them once for each class (fact sheet 5.3, consequence 2).
    """
    found: dict[Hashable, list[TimetableSlot]] = defaultdict(list)
    for slot in slots:
        found[slot.weekday, slot.slot, slot.weeks, _who(slot), where(slot, sets)].append(slot)
    return tuple(map(tuple, found.values()))


def where(slot: TimetableSlot, sets: ClassSets) -> Hashable:
    """Where a lesson is held, for a teacher who can be in one place only."""
    return _place(slot.group, slot.room, sets)


def lessons_in_hours(
    lessons: Iterable[LessonKey], slots: Iterable[TimetableSlot], sets: ClassSets
) -> tuple[tuple[LessonKey, ...], ...]:
    """Put one teacher's lessons of a day together that are one hour, by the rooms of `slots`."""
    rooms = {(slot.group, slot.slot): slot.room for slot in slots}
    found: dict[Hashable, list[LessonKey]] = defaultdict(list)
    for key in lessons:
        room = rooms.get((key.group, key.slot), "")
        found[key.slot, _place(key.group, room, sets)].append(key)
    return tuple(map(tuple, found.values()))


def hours_of_teachers(slots: Iterable[TimetableSlot], sets: ClassSets) -> Mapping[int, Decimal]:
    """The weekly hours of each teacher's time: a combined hour counts once.

    A lesson of every second week is half an hour a week, unless another class fills that half.
    """
    found: dict[int, set[Hashable]] = defaultdict(set)
    for slot in slots:
        if slot.teacher is not None:
            found[slot.teacher].update((*week, where(slot, sets)) for week in _weeks_of(slot))
    return {teacher: Decimal(len(places)) / 2 for teacher, places in found.items()}


def _weeks_of(slot: TimetableSlot) -> Sequence[tuple[Weeks, int, int]]:
    """The places of a slot in the two weeks of a pattern."""
    weeks = EITHER_WEEK if slot.weeks is Weeks.EVERY else (slot.weeks,)
    return [(week, slot.weekday, slot.slot) for week in weeks]


def _who(slot: TimetableSlot) -> Hashable:
    return ("nobody", slot.group) if slot.teacher is None else slot.teacher


def _place(group: int, room: str, sets: ClassSets) -> Hashable:
    class_set = sets.get(group)
    if class_set is not None:
        return "set", class_set
    return ("room", room) if room else ("group", group)
