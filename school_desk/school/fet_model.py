"""What the timetable engine FET is asked to place: hours, the people and times around them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from school_desk.i18n import Text
from school_desk.school.model import Teaching, TeachingGroup, TimetableSlot, Weeks

Time = tuple[int, int]
"""A weekday (0 = Monday) and a slot."""


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One lesson of an hour: who learns what from whom, in which weeks."""

    group: int
    subject: int
    teacher: int | None
    weeks: Weeks = Weeks.EVERY


@dataclass(frozen=True, slots=True)
class Hour:
    """What FET places as one activity: one lesson, a combined hour, or two lessons by turns.

    Args:
        rooms: where it is usually held.
        at: where it stays, when it is in the timetable already.
    """

    parts: tuple[Part, ...]
    rooms: tuple[str, ...] = ()
    at: Time | None = None

    @property
    def teachers(self) -> tuple[int, ...]:
        """Everyone who gives a part of it."""
        return tuple(sorted({one.teacher for one in self.parts if one.teacher is not None}))

    @property
    def groups(self) -> tuple[int, ...]:
        """Everyone who has a part of it."""
        return tuple(sorted({one.group for one in self.parts}))


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """A class group as the engine must know it."""

    label: str
    year_level: int
    slots: tuple[int, ...]
    class_set: int | None = None
    pupils: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SchoolWeek:
    """Everything that a timetable is made from.

    Args:
        members: the pupils of subgroups.
        busy: when a teacher is not at the school.
        hours: curriculum hours a week by class group and subject.
    """

    weekdays: tuple[int, ...]
    slots: tuple[int, ...]
    classes: Mapping[int, ClassFacts]
    groups: Mapping[int, TeachingGroup]
    subjects: Mapping[int, str]
    teachers: Mapping[int, str]
    members: Mapping[int, frozenset[int]]
    busy: Mapping[int, frozenset[Time]]
    rooms: Mapping[str, int | None]
    hours: Mapping[tuple[int, int], Decimal]
    teachings: tuple[Teaching, ...]
    timetable: tuple[TimetableSlot, ...]

    def class_of(self, group: int) -> ClassFacts:
        """The class group of a teaching group."""
        return self.classes[self.groups[group].class_group]

    def name_of(self, group: int) -> str:
        """A teaching group in words: its class, and which subgroup.

        Written alike in every language: FET knows students by this name.
        """
        found = self.groups[group]
        return f"{self.classes[found.class_group].label} {found.name}".strip()

    def size_of(self, group: int) -> int:
        """How many seats it takes."""
        return len(self.members.get(group) or self.class_of(group).pupils)


@dataclass(frozen=True, slots=True)
class Options:
    """What a person chooses before FET is asked.

    Args:
        keep: lessons that are in the timetable stay where they are.
        easy: only what must be; else even days, few free lessons between lessons of a teacher, and
            a lesson of every second week at the end of the day. FET may find no such timetable.
    """

    keep: bool = False
    easy: bool = False


@dataclass(frozen=True, slots=True)
class FetProblem:
    """What is wrong, or worth knowing, about an order or its result.

    Args:
        stops: nothing can be made of it.
    """

    text: Text
    stops: bool = True


@dataclass(frozen=True, slots=True)
class Order:
    """The hours that FET is to place, each by its number, and what stands in the way.

    Args:
        mark: which school and year this is, the same for every order.
        first: the number of the first hour; another school, or another state of this one, has
            others, so that even a bare list of numbers tells where it belongs.
        together: hours of subgroups that begin at the same time.
        codes: what each activity says of itself in the file.
    """

    week: SchoolWeek
    hours: tuple[Hour, ...]
    together: tuple[tuple[int, ...], ...]
    problems: tuple[FetProblem, ...]
    options: Options = Options()
    mark: str = ""
    first: int = 1
    codes: tuple[str, ...] = ()

    @property
    def stops(self) -> tuple[FetProblem, ...]:
        """Why it cannot be given to FET."""
        return tuple(one for one in self.problems if one.stops)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a result puts an activity; None: nowhere."""

    id: int
    at: tuple[str, str] | None
    room: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A result of FET as its file says it.

    Args:
        mark: the school it says it is of; empty in activities.xml, which does not say.
    """

    mark: str
    placed: tuple[Placed, ...]
    days: tuple[str, ...] = ()
    whole: bool = field(default=False)
