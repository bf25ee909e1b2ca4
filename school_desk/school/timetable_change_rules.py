"""A new timetable beside the one that is there: which lessons come, go and stay."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from school_desk.school.model import TimetableSlot, Weeks

Place = tuple[int, int, int]
"""Teaching group, weekday, slot."""


@dataclass(frozen=True, slots=True)
class TimetableChange:
    """What taking a new timetable does to the classes concerned."""

    groups: frozenset[int]
    comes: tuple[TimetableSlot, ...]
    goes: tuple[TimetableSlot, ...]
    stays: tuple[TimetableSlot, ...]

    @property
    def after(self) -> tuple[TimetableSlot, ...]:
        """The lessons of these groups afterwards."""
        return tuple(sorted((*self.stays, *self.comes), key=_order))


def compare(
    before: Iterable[TimetableSlot], after: Iterable[TimetableSlot], groups: Iterable[int]
) -> TimetableChange:
    """Tell what changes for groups whose timetable is replaced.

    >>> old = TimetableSlot(7, 0, 1, 3, 5)
    >>> found = compare([old], [TimetableSlot(0, 0, 1, 3, 5), TimetableSlot(0, 0, 2, 3, 6)], [3])
    >>> len(found.stays), len(found.comes), len(found.goes)
    (1, 1, 0)
    """
    concerned = frozenset(groups)
    old = {_bare(slot): slot for slot in before if slot.group in concerned}
    new = {_bare(slot): slot for slot in after if slot.group in concerned}
    return TimetableChange(
        concerned,
        comes=tuple(sorted((new[one] for one in new.keys() - old.keys()), key=_order)),
        goes=tuple(sorted((old[one] for one in old.keys() - new.keys()), key=_order)),
        stays=tuple(sorted((old[one] for one in new.keys() & old.keys()), key=_order)),
    )


def by_place(slots: Iterable[TimetableSlot]) -> Mapping[Place, tuple[TimetableSlot, ...]]:
    """The lessons of each place: one of every week, or up to two by turns."""
    found: dict[Place, list[TimetableSlot]] = {}
    for slot in slots:
        found.setdefault((slot.group, slot.weekday, slot.slot), []).append(slot)
    return {place: tuple(sorted(there, key=_order)) for place, there in found.items()}


def numbered(slots: Sequence[TimetableSlot]) -> tuple[TimetableSlot, ...]:
    """Give places that are not in the file yet numbers of their own, as saving will."""
    found: dict[Place, int] = {}
    for slot in slots:
        place = slot.group, slot.weekday, slot.slot
        found.setdefault(place, slot.id or -1 - len(found))
    return tuple(replace(one, id=found[one.group, one.weekday, one.slot]) for one in slots)


def _bare(slot: TimetableSlot) -> TimetableSlot:
    return replace(slot, id=0)


WEEKS_ORDER = {Weeks.EVERY: 0, Weeks.ODD: 1, Weeks.EVEN: 2}


def _order(slot: TimetableSlot) -> tuple[int, ...]:
    return slot.weekday, slot.slot, slot.group, WEEKS_ORDER[slot.weeks], slot.subject
