"""Combined hours: one hour, one teacher, one room, several classes, each with its own lesson."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping

from school_desk.school.model import TimetableSlot

ClassSets = Mapping[int, int | None]
"""The set of classes (сынып-жинақ, класс-комплект) that each teaching group is taught in."""


def hours(slots: Iterable[TimetableSlot], sets: ClassSets) -> tuple[tuple[TimetableSlot, ...], ...]:
    """Put the lessons of one hour together: what a teacher's time and the bells count once.

    Lessons are one hour when one teacher gives them at the same time to classes of one set, or in
    one room. Curriculum hours count them once for each class (fact sheet 5.3, consequence 2).
    """
    found: dict[Hashable, list[TimetableSlot]] = defaultdict(list)
    for slot in slots:
        found[slot.weekday, slot.slot, slot.weeks, _who(slot), _where(slot, sets)].append(slot)
    return tuple(map(tuple, found.values()))


def _who(slot: TimetableSlot) -> Hashable:
    return ("nobody", slot.group) if slot.teacher is None else slot.teacher


def _where(slot: TimetableSlot, sets: ClassSets) -> Hashable:
    class_set = sets.get(slot.group)
    if class_set is not None:
        return "set", class_set
    return ("room", slot.room) if slot.room else ("group", slot.group)
