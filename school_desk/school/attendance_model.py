"""Attendance as values: the hours of a day, who missed which, whole days missed, spans of time."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum, StrEnum

from school_desk.intents import Form
from school_desk.school.model import Absence, Bell, Division, LessonKey, Pupil
from school_desk.school.stay_rules import ALWAYS, Stays, there_on

Letters = Mapping[str, Mapping[Absence, str]]
"""The letters of absence in each language, as the rules in force have them."""

Understood = Mapping[str, Absence]
"""Every letter that may be typed for an absence."""

REASONS = (Absence.ILL, Absence.EXCUSED, Absence.UNEXCUSED)
"""Why a pupil was away, in the order of every table."""


class Taken(Enum):
    """Whether somebody has said that a lesson was held; without it nobody was present."""

    HELD = "held"
    NOT_TAKEN = "not_taken"  # the hour is over and nobody has noted it
    TO_COME = "to_come"  # the hour is not over yet


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of a class: one lesson, or several where subgroups sit apart in the same hour.

    `held` are those lessons of it that somebody has noted; `over`: its bell has rung.
    """

    day: date
    slot: int
    lessons: tuple[LessonKey, ...]
    taken: Taken
    held: frozenset[LessonKey] = frozenset()
    over: bool = True

    @property
    def at(self) -> tuple[date, int]:
        """Its day and slot."""
        return self.day, self.slot


Signs = Mapping[tuple[date, int], Absence]
"""One pupil's signs, by day and slot."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """A pupil of a class group between two days, with the signs of attendance.

    `sits` names the days in each subgroup or at home; in a teaching group that it does not name
    the pupil sits with the whole class.
    """

    pupil: Pupil
    stays: Stays = ALWAYS
    signs: Signs = field(default_factory=dict)
    sits: Mapping[int, Stays] = field(default_factory=dict)

    def there_on(self, day: date) -> bool:
        """Whether the pupil was in the class group on a day."""
        return there_on(self.stays, day)

    def sits_in(self, lesson: LessonKey) -> bool:
        """Whether a lesson of the class is one of this pupil's."""
        return there_on(self.sits.get(lesson.group, ALWAYS), lesson.date)

    def hour_of(self, hour: Hour) -> Hour | None:
        """What an hour of the class is to this pupil: the lesson of the own subgroup, or none."""
        own = tuple(one for one in hour.lessons if self.sits_in(one))
        if not own or not self.there_on(hour.day):
            return None
        return hour if len(own) == len(hour.lessons) else _narrowed(hour, own)


def _narrowed(hour: Hour, lessons: tuple[LessonKey, ...]) -> Hour:
    held = hour.held & frozenset(lessons)
    apart = Taken.NOT_TAKEN if hour.over else Taken.TO_COME
    return replace(hour, lessons=lessons, held=held, taken=Taken.HELD if held else apart)


@dataclass(frozen=True, slots=True)
class ClassDay:
    """A day of a class: pupils by hours, with what is known of each hour."""

    class_group: int
    class_label: str
    day: date
    hours: tuple[Hour, ...]
    pupils: tuple[Attendee, ...]
    bells: Mapping[int, Bell]
    subjects: Mapping[int, Mapping[str, str]]
    remote: bool = False
    form: Form = field(default_factory=Form)


@dataclass(frozen=True, slots=True)
class Morning:
    """The hour that says who of a class is there today: the first that was held, else the first.

    Args:
        taken: somebody has noted the lesson; without it nobody was present.
        teacher: who noted it, an account; `at` when.
        away: pupils with a sign of absence in that hour; before it is taken, on this day.
        pupils: who is on the list of the class on this day, in its order.
    """

    class_group: int
    day: date
    slot: int
    taken: bool
    pupils: tuple[Pupil, ...]
    away: frozenset[int] = frozenset()
    teacher: int | None = None
    at: datetime | None = None
    signs: Mapping[int, Absence] = field(default_factory=dict, hash=False)
    """By which sign who is away is away."""


@dataclass(frozen=True, slots=True)
class ClassMornings:
    """The mornings of a class between two days, with its letters of absence."""

    class_group: int
    letters: Letters
    mornings: Mapping[date, Morning]


@dataclass(frozen=True, slots=True)
class MissedDay:
    """A day of which a pupil missed every lesson held; no one reason: None."""

    day: date
    reason: Absence | None
    not_taken: int = 0
    """How many lessons of the day nobody has noted."""


@dataclass(frozen=True, slots=True)
class MissedHour:
    """A lesson held that a pupil missed, or came late to."""

    day: date
    slot: int
    sign: Absence


@dataclass(frozen=True, slots=True)
class PupilAttendance:
    """One pupil in a span of time. Every number can be opened into the days behind it.

    Args:
        held: lessons held while the pupil was in the class.
        not_taken: lessons that are over and that nobody has noted: neither present nor missed.
    """

    pupil: Pupil
    held: int
    not_taken: int
    hours: tuple[MissedHour, ...] = ()
    days: tuple[MissedDay, ...] = ()

    def lessons(self, reason: Absence | None = None) -> int:
        """Lessons missed, for one reason or for any; late is present."""
        wanted = REASONS if reason is None else (reason,)
        return sum(one.sign in wanted for one in self.hours)

    @property
    def late(self) -> int:
        """How often the pupil came late."""
        return sum(one.sign is Absence.LATE for one in self.hours)

    @property
    def mixed_days(self) -> int:
        """Whole days missed for more than one reason."""
        return sum(one.reason is None for one in self.days)

    def full_days(self, reason: Absence | None = None) -> int:
        """Whole days missed, for one reason or for any."""
        return sum(reason is None or one.reason is reason for one in self.days)


class SpanKind(StrEnum):
    """How a span of time is called."""

    TERM = "term"
    HALF_YEAR = "half_year"
    YEAR = "year"
    MONTH = "month"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Span:
    """Days to count between, both edges included; `number` is that of the term or the month."""

    kind: SpanKind
    starts: date
    ends: date
    number: int = 0
    division: Division = Division.TERM


class Unit(StrEnum):
    """What a list of frequent absences counts."""

    LESSONS = "lessons"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class ClassAttendance:
    """A class in a span of time: what screen, paper and workbook draw alike."""

    class_group: int
    class_label: str
    form_tutor: str
    span: Span
    pupils: tuple[PupilAttendance, ...]
    held: int
    not_taken: int
    letters: Letters = field(default_factory=dict)

    def at_least(self, least: int, unit: Unit) -> tuple[PupilAttendance, ...]:
        """Those who missed so many lessons or whole days, or more; all for 0."""
        return tuple(one for one in self.pupils if missed(one, unit) >= least)


def missed(one: PupilAttendance, unit: Unit) -> int:
    """What a list of frequent absences counts of a pupil."""
    return one.lessons() if unit is Unit.LESSONS else one.full_days()
