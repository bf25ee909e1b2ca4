"""The thematic plan (КТЖ): its rows, the lessons they fall on, and what does not fit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.journal.model import Column, MarkKind, PageHead
from school_desk.school.model import LessonKey, Term

MOST_HOURS = 20


class RowKind(StrEnum):
    """What a row of the plan stands for; a header takes no lesson."""

    LESSON = "lesson"
    UNIT_SUMMATIVE = "unit_summative"
    TERM_SUMMATIVE = "term_summative"
    REVISION = "revision"
    HEADER = "header"


KIND_NAMES = {
    RowKind.LESSON: N_("Lesson"),
    RowKind.UNIT_SUMMATIVE: N_("SAU"),
    RowKind.TERM_SUMMATIVE: N_("SAT"),
    RowKind.REVISION: N_("Revision"),
    RowKind.HEADER: N_("Heading"),
}

WORKS = {
    RowKind.UNIT_SUMMATIVE: MarkKind.UNIT_SUMMATIVE,
    RowKind.TERM_SUMMATIVE: MarkKind.TERM_SUMMATIVE,
}
"""The rows that a summative work can be planned from."""


class PlanField(StrEnum):
    """What can be typed in a row."""

    KIND = "kind"
    UNIT = "unit"
    TOPIC = "topic"
    OBJECTIVES = "objectives"
    HOURS = "hours"
    DAY = "day"
    HOMEWORK = "homework"
    TOP = "top"
    NOTE = "note"


FIELD_NAMES = {
    PlanField.KIND: N_("Kind"),
    PlanField.UNIT: N_("Unit, cross-cutting theme"),
    PlanField.TOPIC: N_("Lesson topic"),
    PlanField.OBJECTIVES: N_("Learning objectives"),
    PlanField.HOURS: N_("Hours"),
    PlanField.DAY: N_("Planned for"),
    PlanField.HOMEWORK: N_("Homework"),
    PlanField.TOP: N_("Maximum of points"),
    PlanField.NOTE: N_("Note"),
}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row; `day` pins it to a date, else the timetable gives it one. `id` 0: not yet kept."""

    id: int = 0
    term: int = 1
    position: int = 0
    kind: RowKind = RowKind.LESSON
    unit: str = ""
    topic: str = ""
    objectives: str = ""
    hours: int = 1
    day: date | None = None
    note: str = ""
    top: int | None = None
    homework: str = ""

    @property
    def takes(self) -> int:
        """How many lessons it needs."""
        return 0 if self.kind is RowKind.HEADER else self.hours


@dataclass(frozen=True, slots=True)
class Shortage:
    """A row for which lessons are missing, and how many."""

    row: PlanRow
    missing: int


@dataclass(frozen=True, slots=True)
class TermFit:
    """How the rows of a term fit its lessons.

    Args:
        hours: what the rows need together.
        lessons: what the timetable gives, cancelled lessons left out.
        short: rows that fall off the end, wholly or in part.
        misplaced: rows pinned to a day without a lesson; they took the next free one, or none.
        free: lessons without a row.
    """

    term: int
    hours: int = 0
    lessons: int = 0
    short: tuple[Shortage, ...] = ()
    misplaced: tuple[PlanRow, ...] = ()
    free: tuple[LessonKey, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether nobody needs to look."""
        return not (self.short or self.misplaced or self.free)


@dataclass(frozen=True, slots=True)
class Binding:
    """Which lessons each row (by its place in the plan) takes, and how each term fits."""

    lessons: tuple[tuple[LessonKey, ...], ...] = ()
    rows: Mapping[LessonKey, PlanRow] = field(default_factory=dict)
    fits: tuple[TermFit, ...] = ()


@dataclass(frozen=True, slots=True)
class ThematicPlan:
    """The plan of a subject for a teaching group: rows in order, their lessons, the year's terms.

    `heads` has the head of each register page of the year by the number of its first term.
    """

    heads: Mapping[int, PageHead]
    terms: tuple[Term, ...]
    rows: tuple[PlanRow, ...]
    binding: Binding
    form: Form = field(default_factory=Form)

    @property
    def head(self) -> PageHead:
        """The head of the year's first page."""
        return self.heads[min(self.heads)]

    def days(self, place: int) -> tuple[date, ...]:
        """The dates of a row, by its place in the plan."""
        return tuple(lesson.date for lesson in self.binding.lessons[place])

    def place_of(self, row: int) -> int | None:
        """Where a row stands in the plan."""
        return next((n for n, one in enumerate(self.rows) if one.id == row), None)


@dataclass(frozen=True, slots=True)
class TakenWorks:
    """What was planned from the rows: new works, and rows left as they were with the reason."""

    taken: int = 0
    there: int = 0
    without_points: int = 0
    without_lesson: int = 0
    over_limit: int = 0


@dataclass(frozen=True, slots=True)
class ListedLesson:
    """A lesson of a page as the list of lessons shows it; `cancelled` has the reason."""

    key: LessonKey
    column: Column
    row: PlanRow | None = None
    cancelled: str = ""
