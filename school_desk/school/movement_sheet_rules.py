"""The movement of pupils in a span of days: how many came and left in each class, and who."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from school_desk.school.model import ClassGroup
from school_desk.school.movement_model import Movement
from school_desk.school.stay_rules import Stays, there_on

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class ClassCount:
    """One class: how many on the first morning, come and gone, and on the last day.

    `others` is what changed without a movement: lists that were typed or taken from a file.
    """

    label: str
    before: int
    came: int
    moved_in: int
    moved_out: int
    left: int
    after: int

    @property
    def others(self) -> int:
        """What the movements do not explain."""
        return self.after - self.before - self.came - self.moved_in + self.moved_out + self.left


@dataclass(frozen=True, slots=True)
class MovementLine:
    """A movement as a paper lists it."""

    movement: Movement
    from_label: str
    to_label: str


@dataclass(frozen=True, slots=True)
class MovementSheet:
    """What screen, paper and workbook show alike; `class_label` empty: the whole school."""

    class_label: str
    first: date
    last: date
    counts: tuple[ClassCount, ...]
    lines: tuple[MovementLine, ...]
    school: Mapping[str, str] = field(default_factory=dict)

    @property
    def total(self) -> ClassCount:
        """All classes together; a move within the school is none of the school's."""
        names = ("before", "came", "moved_in", "moved_out", "left", "after")
        sums = (sum(getattr(one, name) for one in self.counts) for name in names)
        return ClassCount("", *sums)

    @property
    def open_orders(self) -> int:
        """How many movements have no order yet."""
        return sum(line.movement.order.missing for line in self.lines)


def sheet_of(
    classes: Sequence[ClassGroup],
    people: Mapping[int, Mapping[int, Stays]],
    moved: Iterable[Movement],
    days: Days,
    labels: Mapping[int, str],
    school: Mapping[str, str],
    *,
    whole: bool,
) -> MovementSheet:
    """Count the classes by the stays of their people, and list the movements that touch them."""
    first, last = days
    ours = {one.id for one in classes}
    here = [one for one in moved if {one.from_class, one.to_class} & ours]
    return MovementSheet(
        "" if whole else classes[0].label,
        first,
        last,
        tuple(_count(one, people[one.id], here, days) for one in classes),
        tuple(
            MovementLine(
                one, labels.get(one.from_class or 0, ""), labels.get(one.to_class or 0, "")
            )
            for one in here
        ),
        school,
    )


def _count(
    group: ClassGroup, people: Mapping[int, Stays], moved: Iterable[Movement], days: Days
) -> ClassCount:
    """How many there were before the first movement of the first day, and after the last one."""
    first, last = days
    arrivals = [one for one in moved if one.to_class == group.id]
    departures = [one for one in moved if one.from_class == group.id]
    new = {one.pupil.id for one in arrivals if one.day == first}
    old = {one.pupil.id for one in departures if one.day == first and not one.kind.goes}
    gone = {one.pupil.id for one in departures if one.day == last and one.kind.goes}
    return ClassCount(
        group.label,
        before=len(_there(people, first) - new | old),
        came=sum(one.kind.comes for one in arrivals),
        moved_in=sum(not one.kind.comes for one in arrivals),
        moved_out=sum(not one.kind.goes for one in departures),
        left=sum(one.kind.goes for one in departures),
        after=len(_there(people, last) - gone),
    )


def _there(people: Mapping[int, Stays], day: date) -> set[int]:
    return {pupil for pupil, stays in people.items() if there_on(stays, day)}
