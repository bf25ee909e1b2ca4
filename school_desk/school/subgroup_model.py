"""Subgroups of a class as values: who is in them, what they are taught, and how to split."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from school_desk.errors import N_
from school_desk.school.model import Pupil, TeachingGroup
from school_desk.school.stay_rules import Stays, there_on


class Split(StrEnum):
    """How a class is split."""

    CHOICE = "choice"
    LIST = "list"  # the first half of the alphabet, and the second
    SEX = "sex"


SPLIT_WORDS = {
    Split.CHOICE: N_("by choice"),
    Split.LIST: N_("by list, in halves"),
    Split.SEX: N_("girls and boys"),
}


@dataclass(frozen=True, slots=True)
class NewSubgroup:
    """A subgroup to make: its name, who sits in it, who teaches."""

    name: str
    pupils: tuple[int, ...]
    teacher: int | None = None


@dataclass(frozen=True, slots=True)
class Subgroup:
    """A subgroup with everybody who is or was in it, and the subjects it is taught."""

    group: TeachingGroup
    members: Mapping[Pupil, Stays] = field(default_factory=dict)
    subjects: tuple[int, ...] = ()
    teachers: Mapping[int, int | None] = field(default_factory=dict)

    def on(self, day: date) -> tuple[Pupil, ...]:
        """Who sits in it on a day."""
        return tuple(one for one, stays in self.members.items() if there_on(stays, day))


@dataclass(frozen=True, slots=True)
class ClassSplit:
    """The subgroups of a class.

    `unplaced`: who sits in none of the subgroups of a subject on the day, by subject.
    """

    class_group: int
    class_label: str
    day: date
    pupils: tuple[Pupil, ...]
    subgroups: tuple[Subgroup, ...]
    unplaced: Mapping[int, tuple[Pupil, ...]] = field(default_factory=dict)
