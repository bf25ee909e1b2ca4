"""Movements of pupils as values: who came, moved and left, when and by which order."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from school_desk.errors import N_
from school_desk.school.model import Pupil


class MovementKind(StrEnum):
    """What a movement is."""

    ENROL = "enrol"  # for the first time: class 1, or without papers from elsewhere
    TRANSFER_IN = "transfer_in"  # from another school
    RETURN = "return"  # was here before
    MOVE = "move"  # to another class of this school
    TRANSFER_OUT = "transfer_out"  # to another school
    LEAVE = "leave"  # for any other reason

    @property
    def comes(self) -> bool:
        """Whether the pupil was in no class before."""
        return self in ARRIVALS

    @property
    def goes(self) -> bool:
        """Whether the pupil is in no class after."""
        return self in DEPARTURES

    @property
    def elsewhere(self) -> bool:
        """Whether another school is part of it."""
        return self in (MovementKind.TRANSFER_IN, MovementKind.TRANSFER_OUT)


ARRIVALS = (MovementKind.ENROL, MovementKind.TRANSFER_IN, MovementKind.RETURN)
DEPARTURES = (MovementKind.TRANSFER_OUT, MovementKind.LEAVE)

KIND_WORDS = {
    MovementKind.ENROL: N_("Enrolled"),
    MovementKind.TRANSFER_IN: N_("Came from another school"),
    MovementKind.RETURN: N_("Returned"),
    MovementKind.MOVE: N_("Moved to another class"),
    MovementKind.TRANSFER_OUT: N_("Left for another school"),
    MovementKind.LEAVE: N_("Left"),
}


@dataclass(frozen=True, slots=True)
class Order:
    """The order of the head by which a pupil moves; both empty: still to be written."""

    number: str = ""
    day: date | None = None

    @property
    def missing(self) -> bool:
        """Whether it has still to be completed."""
        return not self.number


NO_ORDER = Order()


@dataclass(frozen=True, slots=True)
class NewMovement:
    """A movement to note.

    Args:
        day: the first day in the new class; of a departure the last day here.
        to_class: where the pupil is from then on; None for departures.
    """

    kind: MovementKind
    day: date
    to_class: int | None = None
    order: Order = NO_ORDER
    other_school: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Movement:
    """A movement that is noted."""

    row: int
    pupil: Pupil
    kind: MovementKind
    day: date
    order: Order = NO_ORDER
    from_class: int | None = None
    to_class: int | None = None
    other_school: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A pupil's days in one class without a break, as one row keeps them; None: no edge."""

    row: int
    class_group: int
    since: date | None
    until: date | None

    @property
    def begin(self) -> date:
        """The first day, for comparing."""
        return self.since or date.min

    @property
    def end(self) -> date:
        """The last day, for comparing."""
        return self.until or date.max

    @property
    def empty(self) -> bool:
        """Whether it holds no day: the pupil was moved on at once."""
        return self.end < self.begin


@dataclass(frozen=True, slots=True)
class Placing:
    """What a movement does to the class lists: a stretch that ends, a class that begins."""

    kind: MovementKind
    day: date
    closes: Stretch | None = None
    last_day: date | None = None
    opens: int | None = None


@dataclass(frozen=True, slots=True)
class PupilCard:
    """A pupil with the stretches in the classes of a year and every movement."""

    pupil: Pupil
    stretches: tuple[Stretch, ...]
    movements: tuple[Movement, ...]
    merged: tuple[Pupil, ...] = ()
    """Other records of the same person that were joined into this one."""
