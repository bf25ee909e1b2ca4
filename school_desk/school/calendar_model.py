"""A school year as people decide it: terms, breaks, holidays, moved and weather days, exams."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from school_desk.errors import N_
from school_desk.i18n import Spelled, Text
from school_desk.school.model import STAGES, Division, term_title

TOP_YEAR_LEVEL = 12
FIVE_DAYS = (0, 1, 2, 3, 4)


class CalendarKind(StrEnum):
    """What days of a school year are."""

    TERM = "term"
    BREAK = "break"
    HOLIDAY = "holiday"
    MOVED = "moved"
    WEATHER = "weather"
    EXAM = "exam"


KIND_NAMES = {
    CalendarKind.TERM: N_("Term"),
    CalendarKind.BREAK: N_("Break"),
    CalendarKind.HOLIDAY: N_("Public holiday"),
    CalendarKind.MOVED: N_("Moved day"),
    CalendarKind.WEATHER: N_("Weather day"),
    CalendarKind.EXAM: N_("Exams"),
}


class Weather(StrEnum):
    """What becomes of the lessons of a weather day (актированный күн)."""

    CANCELLED = "cancelled"
    MOVED = "moved"
    REMOTE = "remote"


WEATHER_NAMES = {
    Weather.CANCELLED: N_("Lessons cancelled"),
    Weather.MOVED: N_("Lessons moved to another day"),
    Weather.REMOTE: N_("Lessons held from home"),
}


class Status(StrEnum):
    """How sure a date is: read in an order, waiting for the school, confirmed by it."""

    FOUND = "found"
    TO_CHECK = "to_check"
    CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class CalendarSpan:
    """Days of one kind, both edges included.

    Args:
        code: what names it for ever, such as `term/1` or `break/autumn`.
        usual: a name of the shipped calendars, to be translated; else the school's own names.
        year_levels: for whom; empty: for all.
        works_as: the weekday (0 = Monday) whose lessons a moved day has.
        moved_to: the day that has the lessons of a weather day.
    """

    code: str
    kind: CalendarKind
    starts: date
    ends: date
    usual: str = ""
    name_kk: str = ""
    name_ru: str = ""
    year_levels: tuple[int, ...] = ()
    works_as: int | None = None
    weather: Weather | None = None
    moved_to: date | None = None
    status: Status = Status.CHECKED
    reason: str = ""

    @property
    def number(self) -> int:
        """Which term it is; 0: none of them."""
        kind, _slash, number = self.code.partition("/")
        return int(number) if kind == CalendarKind.TERM and number.isdecimal() else 0

    @property
    def own_name(self) -> Text | Spelled | None:
        """Its name, if somebody gave it one."""
        if self.usual:
            return Text(self.usual)
        kk = self.name_kk or self.name_ru
        return Spelled({"kk": kk, "ru": self.name_ru or kk}) if kk else None


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The whole calendar of a school year as data that a school may change."""

    year: str
    spans: tuple[CalendarSpan, ...]
    weekdays: tuple[int, ...] = FIVE_DAYS
    division: Division = Division.TERM
    stages: tuple[tuple[int, int], ...] = STAGES
    source: str = field(default="", compare=False)
    own: bool = field(default=False, compare=False)
    """Whether the school has made it its own; else it is as shipped or proposed."""

    @property
    def begins(self) -> int:
        """The year in which it begins."""
        return int(self.year[:4])

    @property
    def terms(self) -> tuple[CalendarSpan, ...]:
        """The periods it is divided into, by number."""
        return tuple(sorted(self.of(CalendarKind.TERM), key=lambda one: one.number))

    def of(self, *kinds: CalendarKind) -> tuple[CalendarSpan, ...]:
        """The spans of some kinds, by date."""
        found = (one for one in self.spans if one.kind in kinds)
        return tuple(sorted(found, key=lambda one: (one.starts, one.ends, one.code)))

    def title_of(self, span: CalendarSpan) -> Text | Spelled:
        """How people call a span."""
        if span.kind is CalendarKind.TERM:
            return term_title(self.division, span.number)
        if span.kind is CalendarKind.WEATHER and span.weather is not None:
            return span.own_name or Text(WEATHER_NAMES[span.weather])
        return span.own_name or Text(KIND_NAMES[span.kind])

    @property
    def to_check(self) -> tuple[CalendarSpan, ...]:
        """What a person of the school has still to confirm."""
        return tuple(one for one in self.spans if one.status is Status.TO_CHECK)


@dataclass(frozen=True, slots=True)
class LessonFact:
    """A lesson in which somebody has written: how many marks, signs, whether texts."""

    group: int
    subject: int
    date: date
    slot: int
    marks: int = 0
    signs: int = 0
    texts: bool = False
    held: bool = False


@dataclass(frozen=True, slots=True)
class WorkFact:
    """A summative work: the term it counts in and the day it is planned for."""

    group: int
    subject: int
    term: int
    number: int
    term_work: bool
    day: date | None


@dataclass(frozen=True, slots=True)
class ClosedFact:
    """A register page whose marks are closed, by its period's key such as `term/1`."""

    group: int
    subject: int
    period: str


@dataclass(frozen=True, slots=True)
class WrittenFacts:
    """What of the register stands on days: the calendar is told by whoever knows it."""

    lessons: tuple[LessonFact, ...] = ()
    works: tuple[WorkFact, ...] = ()
    closed: tuple[ClosedFact, ...] = ()


def days_between(starts: date, ends: date) -> Iterable[date]:
    """Each day from the first to the last."""
    return (starts + timedelta(days=n) for n in range((ends - starts).days + 1))
