"""Lists a school is asked for: clubs, transport, boarding, social help, contests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from school_desk.school.model import ClassGroup, Pupil


@dataclass(frozen=True, slots=True)
class ListKind:
    """A list: its code, its name in each language; a school's own has one name for all."""

    code: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A line of a list: what, where, from when to when, with which outcome, by which order."""

    kind: str
    pupil: int
    title: str
    place: str = ""
    starts: date | None = None
    ends: date | None = None
    outcome: str = ""
    note: str = ""
    order_number: str = ""
    order_day: date | None = None
    id: int = 0

    def holds_on(self, day: date) -> bool:
        """Whether it counts on a day."""
        return (self.starts or day) <= day <= (self.ends or day)


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry with its pupil and class group."""

    entry: ListEntry
    pupil: Pupil
    class_group: ClassGroup
    sex: str = ""


@dataclass(frozen=True, slots=True)
class ListCount:
    """How many pupils of a class (or of the school) are on a list; nobody is counted twice."""

    kind: str
    class_label: str
    boys: int
    girls: int
    pupils: int
    entries: int
