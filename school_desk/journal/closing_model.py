"""Closing as values: what a page came to, who closed it, what it lacked, what was corrected."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from school_desk.errors import N_
from school_desk.i18n import Spelled, Text
from school_desk.journal.model import Standing
from school_desk.school.model import Calendar, Period, PeriodKind, PersonName


@dataclass(frozen=True, slots=True)
class Closing:
    """That a page was closed, by whom and under which rules; and whether it was opened again."""

    row: int
    group: int
    subject: int
    period: str
    closed_on: date
    closed_by: PersonName
    ruleset: str
    reopened_on: date | None = None
    reopened_by: PersonName | None = None
    reason: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether the page is closed now."""
        return self.reopened_on is None

    @property
    def kind(self) -> PeriodKind:
        """For how long the page ran when it was closed."""
        return PeriodKind(self.period.partition("/")[0])

    def terms(self, calendar: Calendar) -> tuple[int, ...]:
        """The terms that it covers."""
        return terms_of(self.period, tuple(term.number for term in calendar.terms))


@dataclass(frozen=True, slots=True)
class ClosedMark:
    """What a page came to for one pupil on the day it was closed."""

    standing: Standing
    mark: int | None = None
    passed: bool | None = None
    percent: Fraction | None = None


ClosedMarks = Mapping[int, ClosedMark]
"""What a page came to, by pupil."""


class GapKind(StrEnum):
    """What a page still lacks when somebody means to close it, the worst first."""

    PENDING = "pending"
    MUST_SIT = "must_sit"
    NO_MARK = "no_mark"
    NO_VERDICT = "no_verdict"
    NO_POINTS = "no_points"
    NO_TERM_WORK = "no_term_work"
    LESSONS_AHEAD = "lessons_ahead"
    NOT_TAKEN = "not_taken"
    NO_TOPIC = "no_topic"


GAP_WORDS = {
    GapKind.PENDING: N_("temporarily not attested"),
    GapKind.MUST_SIT: N_("must still sit a work"),
    GapKind.NO_MARK: N_("no mark"),
    GapKind.NO_VERDICT: N_("neither pass nor fail"),
    GapKind.NO_POINTS: N_("works without points"),
    GapKind.NO_TERM_WORK: N_("no term summative"),
    GapKind.LESSONS_AHEAD: N_("lessons still to come"),
    GapKind.NOT_TAKEN: N_("attendance not taken"),
    GapKind.NO_TOPIC: N_("lessons without a topic"),
}
"""What people call a gap, to be followed by a number."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a page lacks: how often, and for whom or on which days."""

    kind: GapKind
    n: int
    pupils: tuple[str, ...] = ()
    days: tuple[date, ...] = ()


class PageState(StrEnum):
    """Where a page stands on its way to the archive."""

    OPEN = "open"  # its period goes on
    READY = "ready"  # nothing is missing
    GAPS = "gaps"  # its period is over, and something is missing
    CLOSED = "closed"
    REOPENED = "reopened"


STATE_WORDS = {
    PageState.OPEN: N_("open"),
    PageState.READY: N_("ready"),
    PageState.GAPS: N_("has gaps"),
    PageState.CLOSED: N_("closed"),
    PageState.REOPENED: N_("reopened"),
}


PAGE = N_("{class_label}, {subject}")


@dataclass(frozen=True, slots=True)
class PageClosing:
    """A page as the deputy sees it before closing: where it stands, and what is missing."""

    group: int
    subject: int
    class_group: int
    class_label: str
    year_level: int
    subject_names: Mapping[str, str]
    teacher_name: str
    period: Period
    state: PageState
    gaps: tuple[Gap, ...] = ()
    closed_by: str = ""
    closed_on: date | None = None
    reopened_by: str = ""
    reopened_on: date | None = None
    reason: str = ""
    pupils: int = 0
    marked: int = 0

    @property
    def place(self) -> tuple[int, int, int]:
        """Teaching group, subject and term, by which the page is opened."""
        return self.group, self.subject, self.period.term

    @property
    def is_closed(self) -> bool:
        """Whether it is closed now."""
        return self.state is PageState.CLOSED

    @property
    def name(self) -> Text:
        """How people call the page."""
        facts = {"class_label": self.class_label, "subject": Spelled(self.subject_names)}
        return Text(PAGE, facts)

    def ends_with(self, term: int) -> bool:
        """Whether its period ends with a term: a half-year is closed with its second term."""
        return self.period.terms[-1] == term


@dataclass(frozen=True, slots=True)
class Correction:
    """A mark of a closed page that was changed with a reason, or a page that was opened again.

    Args:
        before, after: what stood and stands there: a mark, a verdict or a standing in words.
        pupil: nobody where the whole page was reopened.
    """

    at: datetime
    who: str
    class_label: str
    subject_names: Mapping[str, str]
    period: object
    pupil: str
    before: object
    after: object
    reason: str
    intent: str = ""
    origin: str = ""
    work: int = 0


@dataclass(frozen=True, slots=True)
class LateMark:
    """A value that was typed on a computer which did not know yet that its page is closed.

    It is kept and shown; the stored mark stands until the page is opened again or this declined.
    """

    at: datetime
    who: str
    pupil: str
    what: str
    value: object


TYPED_LATE = N_("typed before it knew of the closing")


def terms_of(period: str, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """The terms of a period by its key.

    >>> terms_of("half_year/2", (1, 2, 3, 4)), terms_of("term/3", (1, 2, 3, 4))
    ((3, 4), (3,))
    """
    kind, _, number = period.partition("/")
    together = {"term": 1, "half_year": 2}.get(kind, len(numbers))
    first = (int(number) - 1) * together
    return numbers[first : first + together]


CLOSED_WORD, REOPENED_WORD = Text(N_("closed")), Text(N_("reopened"))
VERDICT_WORDS = {1: Text(N_("pass")), 0: Text(N_("fail"))}
STANDING_WORDS = {
    Standing.PENDING: Text(N_("temporarily not attested")),
    Standing.MUST_SIT: Text(N_("must still sit a work")),
    Standing.EMPTY: Text(N_("no mark")),
    Standing.UNMARKED: Text(N_("without marks")),
}


def closed_value(values: tuple[object, ...]) -> object:
    """A closed mark as the log holds it, as people read it: a mark, a verdict or a standing."""
    standing, mark, passed = values[:3]
    if mark is not None:
        return mark
    if passed is not None:
        return VERDICT_WORDS[int(str(passed))]
    return None if standing is None else STANDING_WORDS.get(Standing(str(standing)))
