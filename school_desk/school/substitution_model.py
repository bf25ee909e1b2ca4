"""A day that is not as the timetable has it: who takes whose lesson, what falls away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from school_desk.errors import N_
from school_desk.school.model import LessonKey


class SubstitutionKind(StrEnum):
    """What becomes of a lesson; the value is what the file keeps."""

    SUBSTITUTED = "substituted"
    JOINED = "joined"
    OTHER_SUBJECT = "other_subject"
    CANCELLED = "cancelled"


KIND_WORDS: Mapping[SubstitutionKind, str] = {
    SubstitutionKind.SUBSTITUTED: N_("substituted"),
    SubstitutionKind.JOINED: N_("joined with the own lesson"),
    SubstitutionKind.OTHER_SUBJECT: N_("another subject instead"),
    SubstitutionKind.CANCELLED: N_("cancelled"),
}

Place = tuple[int, date, int]
"""Teaching group, day, slot."""


@dataclass(frozen=True, slots=True)
class Substitution:
    """Who gives a lesson on one day instead of its teacher; `subject` is what is taught then.

    A cancelled lesson has no line here: its page knows that it is cancelled, and why.
    """

    group: int
    day: date
    slot: int
    kind: SubstitutionKind
    subject: int | None = None
    teacher: int | None = None
    room: str = ""
    reason: str = ""
    id: int = 0

    @property
    def place(self) -> Place:
        """Where it is."""
        return self.group, self.day, self.slot


@dataclass(frozen=True, slots=True)
class DayLesson:
    """A lesson of a day as planned, and what has become of it.

    Args:
        substitution: who gives it instead; `cancelled` the reason why nobody does.
        held: somebody has noted that it was held.
    """

    key: LessonKey
    teacher: int | None
    room: str = ""
    substitution: Substitution | None = None
    cancelled: str = ""
    held: bool = False

    @property
    def changed(self) -> bool:
        """Whether it is not as the timetable has it."""
        return self.substitution is not None or bool(self.cancelled)

    @property
    def given_by(self) -> int | None:
        """Who gives it in fact."""
        if self.cancelled:
            return None
        return self.substitution.teacher if self.substitution else self.teacher


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who could take a lesson.

    Args:
        same_subject: teaches the subject; `same_class`: teaches the class.
        lessons: how many lessons of the day are already that person's, substitutions counted.
        own_group: the group that this person teaches at that hour: the two would be joined.
    """

    account: int
    same_subject: bool
    same_class: bool
    lessons: int
    own_group: int | None = None


@dataclass(frozen=True, slots=True)
class DayPlan:
    """All lessons of a day, in order, with what has become of them."""

    day: date
    lessons: tuple[DayLesson, ...] = ()

    @property
    def absent(self) -> frozenset[int]:
        """Teachers of whom a lesson is given by somebody else."""
        away = (one for one in self.lessons if one.substitution is not None)
        swapped = (one.teacher for one in away if one.given_by != one.teacher)
        return frozenset(teacher for teacher in swapped if teacher is not None)

    def of(self, teacher: int) -> tuple[DayLesson, ...]:
        """The lessons that the timetable gives a teacher."""
        return tuple(one for one in self.lessons if one.teacher == teacher)

    @property
    def changes(self) -> tuple[DayLesson, ...]:
        """What is not as the timetable has it."""
        return tuple(one for one in self.lessons if one.changed)
