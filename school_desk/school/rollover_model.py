"""The beginning of the next school year: what it starts from, and who goes where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from school_desk.i18n import Spelled, Text
from school_desk.school.model import ClassGroup, Pupil

Label = tuple[int, str]
"""Year level and letter: what a class group of a year is known by."""


class Settled(StrEnum):
    """What the pedagogical council decided about a pupil at the end of a year."""

    MOVED = "moved"
    CONDITIONAL = "conditional"  # moved, with a work to write before the new school year
    REPEATS = "repeats"
    GRADUATED = "graduated"


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of the council about a pupil, and the order it stands in."""

    outcome: Settled
    order_number: str = ""
    order_date: date | None = None


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A register page that nobody has closed."""

    class_label: str
    subject: Spelled
    period: Text


@dataclass(frozen=True, slots=True)
class ClassNow:
    """A class group at the end of its year.

    Args:
        class_set: the code of the class set that it belongs to.
        whole: its teaching group of all pupils.
        pupils: who is in it on the day before the next year; who has left in summer is not.
    """

    class_group: ClassGroup
    shift: int | None = None
    class_set: str = ""
    whole: int = 0
    pupils: tuple[Pupil, ...] = ()

    @property
    def label(self) -> Label:
        """Year level and letter."""
        return self.class_group.year_level, self.class_group.letter


@dataclass(frozen=True, slots=True)
class SubgroupNow:
    """A subgroup of a class group with its pupils."""

    class_group: int
    id: int
    name: str
    kind: str
    pupils: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class TaughtNow:
    """A subject taught to a class group or to one of its subgroups ("" is the whole class)."""

    class_group: int
    group_name: str
    subject: int
    teacher: int | None
    pass_fail: int | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class HoursNow:
    """A line of the curriculum of a class group."""

    class_group: int
    subject: int
    hours: str
    component: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class YearNow:
    """A school year at its end, and what the file holds of the next one.

    Args:
        last_day: of its last term.
        next_starts: the first day of the next year.
        ahead: the pupils of each class group that the next year has already.
    """

    year: str
    next_year: str
    last_day: date
    next_starts: date
    stages: tuple[tuple[int, int], ...]
    classes: tuple[ClassNow, ...] = ()
    decisions: Mapping[tuple[int, int], Decided] = field(default_factory=dict)
    subgroups: tuple[SubgroupNow, ...] = ()
    taught: tuple[TaughtNow, ...] = ()
    hours: tuple[HoursNow, ...] = ()
    ahead: Mapping[Label, tuple[Pupil, ...]] = field(default_factory=dict)

    @property
    def last_year_level(self) -> int:
        """The year level that ends the school."""
        return self.stages[-1][1]

    def stage(self, year_level: int) -> tuple[int, int] | None:
        """The first and last year level of a stage."""
        return next((one for one in self.stages if one[0] <= year_level <= one[1]), None)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chooses before the year begins.

    Args:
        stays: pupils who have finished a stage and go on in this school.
        places: for a pupil who repeats, the class group of the next year.
        letters: for a class group that goes on, its letter in the next year, if it is another.
        why: what the movements of those who finish say.
    """

    stays: frozenset[int] = frozenset()
    places: Mapping[int, Label] = field(default_factory=dict)
    letters: Mapping[int, str] = field(default_factory=dict)
    why: str = ""

    def next_label(self, one: ClassGroup) -> Label:
        """What a class group is in the next year."""
        return one.year_level + 1, self.letters.get(one.id, one.letter)


class Fate(StrEnum):
    """What happens to a pupil when the next year begins."""

    MOVES = "moves"
    CONDITIONAL = "conditional"
    STAYS = "stays"
    REPEATS = "repeats"
    FINISHES = "finishes"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Going:
    """A pupil, from which class group to which; None: out of the school (or nobody knows yet)."""

    pupil: Pupil
    of: ClassGroup
    fate: Fate
    to: Label | None = None
    decided: Decided | None = None


@dataclass(frozen=True, slots=True)
class NextClass:
    """A class group of the next year.

    Args:
        of: the class group that it goes on from; None: a class that begins, or one of repeaters.
        enrolled: who is in it already, in the next year.
    """

    label: Label
    language: str
    of: ClassGroup | None = None
    form_tutor: int | None = None
    shift: int | None = None
    class_set: str = ""
    enrolled: tuple[Pupil, ...] = ()


@dataclass(frozen=True, slots=True)
class NextSubgroup:
    """A subgroup that goes on with those of its pupils who stay together."""

    label: Label
    name: str
    kind: str
    pupils: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NextTaught:
    """A subject of a class group (or subgroup) of the next year, and who teaches it."""

    label: Label
    group_name: str
    subject: int
    teacher: int | None
    pass_fail: int | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class NextHours:
    """A line of the curriculum of a class group of the next year."""

    label: Label
    subject: int
    hours: str
    component: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class RolloverPlan:
    """All that will happen; while there are problems, nothing does."""

    before: YearNow
    classes: tuple[NextClass, ...]
    goings: tuple[Going, ...]
    problems: tuple[Text, ...] = ()
    why: str = ""

    def of_class(self, class_group: int) -> tuple[Going, ...]:
        """What happens to the pupils of a class group."""
        return tuple(one for one in self.goings if one.of.id == class_group)

    def to_class(self, label: Label) -> tuple[Going, ...]:
        """Who comes into a class group of the next year."""
        return tuple(one for one in self.goings if one.to == label)

    def count(self, *fates: Fate) -> int:
        """How many pupils meet one of these fates."""
        return sum(one.fate in fates for one in self.goings)
