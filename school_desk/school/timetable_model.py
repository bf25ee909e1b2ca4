"""What surrounds the weekly timetable: who cannot come when, subgroups, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from school_desk.school.model import Shift, TimetableSlot, Weeks


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What beside the lessons themselves says who cannot be where.

    Args:
        class_of: the class group of each teaching group; a group that is not named stands alone.
        whole: the teaching groups that are whole classes; the others are subgroups.
        kind: how a subgroup was made (by choice, by sex, by list).
        members: the pupils of the subgroups where they are known.
        busy: account, weekday and slot at which a teacher cannot come.
        shift: the shift of each teaching group.
    """

    class_of: Mapping[int, int] = field(default_factory=dict)
    whole: frozenset[int] = frozenset()
    kind: Mapping[int, str] = field(default_factory=dict)
    members: Mapping[int, frozenset[int]] = field(default_factory=dict)
    busy: frozenset[tuple[int, int, int]] = frozenset()
    shift: Mapping[int, Shift] = field(default_factory=dict)

    def groups_of(self, class_group: int) -> tuple[int, ...]:
        """The teaching groups of a class, the whole class first."""
        ours = (group for group, of in self.class_of.items() if of == class_group)
        return tuple(sorted(ours, key=lambda group: (group not in self.whole, group)))


PLAIN = Circumstances()


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of one teaching group in the week."""

    group: int
    weekday: int
    slot: int

    @classmethod
    def of(cls, slot: TimetableSlot) -> "Spot":
        """Where a lesson stands."""
        return cls(slot.group, slot.weekday, slot.slot)

    def at(self, weekday: int, slot: int) -> "Spot":
        """The same group at another hour."""
        return Spot(self.group, weekday, slot)


@dataclass(frozen=True, slots=True)
class Move:
    """Lessons of an hour that go to another hour; what stood there comes back in their place."""

    groups: tuple[int, ...]
    source: tuple[int, int]
    target: tuple[int, int]


BOTH_WEEKS = (Weeks.ODD, Weeks.EVEN)
