"""What is still to fill in the register, as values: lines to work off, and the end of a period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum

from school_desk.journal.model import ColumnKey, MarkKind
from school_desk.school.model import Absence, Period, PersonName


class Lack(Enum):
    """What a lesson that is over has not."""

    HELD = "held"
    TOPIC = "topic"
    HOMEWORK = "homework"


class TodoKind(StrEnum):
    """What a line asks for."""

    LESSON = "lesson"  # noted as held, its topic, its homework
    POINTS = "points"  # a work that pupils wrote and that has no points
    SCHEDULE = "schedule"  # a work missed: the pupil needs a day of his own
    SITTING = "sitting"  # that day has come and gone
    TERM_WORK = "term_work"  # the term summative is not planned
    VERDICTS = "verdicts"  # pass or fail at the end of the period
    NO_POINTS = "no_points"  # pupils without a formative point in the period
    FEW_POINTS = "few_points"  # pupils with very few
    ATTENDANCE = "attendance"  # lessons of one's class that nobody has noted


@dataclass(frozen=True, slots=True)
class PagePlace:
    """Where on the register a line belongs, and how it is called."""

    group: int
    subject: int
    term: int
    class_group: int
    class_label: str
    year_level: int
    subject_names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Todo:
    """One line: the day, the place to jump to, what is lacking, for whom.

    Args:
        subject_names: empty for a line of the class as a whole (attendance).
        n: of how many (pupils, lessons); what a sentence counts.
    """

    kind: TodoKind
    day: date
    place: PagePlace
    column: ColumnKey | None = None
    pupil: int | None = None
    lacks: tuple[Lack, ...] = ()
    work: tuple[MarkKind, int] | None = None
    pupils: tuple[PersonName, ...] = ()
    absence: Absence | None = None
    sits_on: date | None = None
    n: int = 0
    minutes: int = 1

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from other lines, so that one finds it again."""
        place = self.place
        where = place.group, place.subject, place.term, place.class_group
        own = self.pupil if self.absence is not None else None
        return self.kind, self.day, where, self.column, own


class Check(Enum):
    """What to look at before the term summative."""

    SAME_DAY = "same_day"
    LAST_DAY = "last_day"
    CROWDED = "crowded"  # more than three term summatives of a class on a day


@dataclass(frozen=True, slots=True)
class LookAhead:
    """A page in the last weeks of its period: what is given of what is planned.

    Args:
        verdicts: whether pass or fail is given instead of points.
        failing: who would get the `lowest` mark of the scale.
    """

    place: PagePlace
    period: Period
    given: int
    planned: int
    verdicts: bool = False
    near: tuple[PersonName, ...] = ()
    failing: tuple[PersonName, ...] = ()
    lowest: int = 0
    checks: tuple[Check, ...] = ()
    check_day: date | None = None

    @property
    def to_give(self) -> int:
        """How many are still to give."""
        return self.planned - self.given


@dataclass(frozen=True, slots=True)
class ToFill:
    """Everything one has to fill, by date and class, and the end of the periods."""

    items: tuple[Todo, ...] = ()
    ahead: tuple[LookAhead, ...] = ()

    @property
    def minutes(self) -> int:
        """About how long it takes, all together."""
        return sum(one.minutes for one in self.items)
