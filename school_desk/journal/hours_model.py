"""Hours that were given: who held which lesson, whom they replaced, and what a month comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from school_desk.school.model import PersonName

Hour = tuple[date, int]
"""A day and a slot of it."""


@dataclass(frozen=True, slots=True)
class HeldLesson:
    """A lesson that somebody noted as held; `subject` None: neither plan nor register says it."""

    day: date
    slot: int
    group: int
    subject: int | None
    held_by: int
    hours: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Substituted:
    """What the office decided about one lesson of one day."""

    day: date
    slot: int
    group: int
    kind: str
    subject: int | None
    teacher: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GivenHour:
    """An hour of a teacher: one or, in a combined hour, several lessons.

    Args:
        lessons: teaching group and subject of each lesson of the hour.
        instead_of: whose hour it was, where it was a substitution.
    """

    teacher: int
    day: date
    slot: int
    hours: Decimal
    lessons: tuple[tuple[int, int | None], ...]
    instead_of: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Norm:
    """What the office has written of a teacher: position, norm of hours a week (None: unknown)."""

    position: str = ""
    hours: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A teacher's month: what the timetable plans, what was given by day, of it for others."""

    teacher: int
    name: PersonName
    planned: Decimal
    days: Mapping[date, Decimal] = field(default_factory=dict)
    substituted: Decimal = Decimal()
    given_by_others: Decimal = Decimal()
    staff: Norm = Norm()

    @property
    def given(self) -> Decimal:
        """All hours given, those for others included."""
        return sum(self.days.values(), Decimal())

    @property
    def own(self) -> Decimal:
        """Hours given of the own timetable."""
        return self.given - self.substituted


@dataclass(frozen=True, slots=True)
class MonthHours:
    """The pay sheet of a month: a line for each teacher, and each substituted hour behind it."""

    first: date
    last: date
    lines: tuple[MonthLine, ...]
    substituted: tuple[GivenHour, ...]
    names: Mapping[int, PersonName]
    classes: Mapping[int, str]
    subjects: Mapping[int, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class TeacherLoad:
    """A teacher's hours a week: a combined hour counts once; None: no norm is known."""

    teacher: int
    name: PersonName
    hours: Decimal
    lessons: Decimal
    staff: Norm = Norm()

    @property
    def above(self) -> Decimal:
        """How many hours a week go beyond the norm."""
        norm = self.staff.hours
        return max(Decimal(), self.hours - norm) if norm is not None else Decimal()


@dataclass(frozen=True, slots=True)
class HeldHours:
    """A subject of a class from the first day of a span to a day of it, in hours.

    Args:
        planned: what the curriculum comes to (hours a week by the weeks gone; exact).
        timetabled: how many lessons the timetable and the calendar made.
        held: how many were noted as held.
    """

    subject: int
    planned: Fraction
    timetabled: Decimal
    held: Decimal
