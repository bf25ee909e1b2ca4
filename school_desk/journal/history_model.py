"""The history of a cell, a lesson or a row as values: what changed, when, by whose hand, how."""

from dataclasses import dataclass
from datetime import datetime

from school_desk.errors import N_
from school_desk.school.model import Absence

POINTS, SIGN, WORK_POINTS = N_("Points"), N_("Attendance"), N_("Points of the work")
TOPIC, OBJECTIVE, HOMEWORK = N_("Topic"), N_("Learning objective"), N_("Homework")
CANCELLED, HELD = N_("Cancelled"), N_("Lesson")
WORK_PLAN, WORK_DAY, SITTING = N_("Maximum and title"), N_("Day of the work"), N_("Own day")
STORED, CLOSING = N_("Stored mark"), N_("Closing of the page")
VERDICT, EXISTENCE = N_("Pass or fail"), N_("The line itself")

ABSENCE_WORDS = {
    Absence.ILL: N_("ill"),
    Absence.EXCUSED: N_("absent with a valid reason"),
    Absence.UNEXCUSED: N_("absent without a valid reason"),
    Absence.LATE: N_("late"),
}

FIELD_WORDS = {
    "alive": EXISTENCE,
    "topic": TOPIC,
    "objective": OBJECTIVE,
    "homework": HOMEWORK,
    "cancelled": CANCELLED,
    "held": HELD,
    "plan": WORK_PLAN,
    "date": WORK_DAY,
    "passed": VERDICT,
    "points": POINTS,
    "name": N_("Name"),
    "text": N_("Text"),
    "place": N_("Place"),
    "written_by": N_("Written by"),
    "done": N_("Done"),
    "answer": N_("Answer"),
    "aim": N_("Aim"),
    "seen": N_("Seen"),
    "advice": N_("Advice"),
    "lesson": N_("Lesson"),
    "value": N_("Value"),
    "teacher": N_("Teacher"),
    "dates": N_("Dates"),
}
"""What people call the fields of rows; others keep their own name."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change in words' parts.

    Args:
        what: which thing changed (a text to translate).
        before, after: texts, days, numbers or texts to translate; None: nothing.
        secret: the values are personal and are not shown.
        sealed: they are sealed as well, so that a history has no word of them to show.
        intent: the step in which it happened (a text to translate).
        here: whether it was done on this computer.
    """

    at: datetime
    who: str
    here: bool
    what: str
    before: object
    after: object
    intent: str
    origin: str = ""
    reason: str = ""
    work: int = 0
    secret: bool = False
    sealed: bool = False
    beside: bool = False
    gave_way: bool = False

    @property
    def corrects(self) -> bool:
        """Whether something that stood there was replaced or taken away."""
        return self.before is not None


@dataclass(frozen=True, slots=True)
class History:
    """Changes, the oldest first; `whole` is False where older ones are not on this computer."""

    lines: tuple[HistoryLine, ...] = ()
    whole: bool = True

    @property
    def newest_first(self) -> tuple[HistoryLine, ...]:
        """As a panel shows them."""
        return self.lines[::-1]


@dataclass(frozen=True, slots=True)
class CellHistory:
    """What happened in a cell, and what to the lesson or work it stands in."""

    cell: History
    column: History


@dataclass(frozen=True, slots=True)
class ListedChange:
    """A change in the list of a whole page: whose line, which column (a text to translate)."""

    pupil: str
    place: object
    line: HistoryLine


def joined(*parts: History) -> History:
    """Several pasts as one, in the order in which they happened on this computer."""
    lines = sorted((line for part in parts for line in part.lines), key=lambda line: line.work)
    return History(tuple(lines), all(part.whole for part in parts))


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A row that somebody points at: by its number, or by what a natural row is born with.

    Args:
        born: the values of the natural key, of a cell its parent and member; a row among them may
            be pointed at in the same way. A natural table without them is meant as a whole.
        name: what the screen calls it.
        beside: what people take for one thing with it: a lesson that was given over or cancelled.
    """

    table: str
    row: int | None = None
    born: "tuple[int | str | RowPlace, ...]" = ()
    name: str = ""
    beside: "tuple[RowPlace, ...]" = ()


@dataclass(frozen=True, slots=True)
class RowChange:
    """A change of a row or of one that belongs to it: which (a text to translate; "" the row)."""

    thing: object
    line: HistoryLine


@dataclass(frozen=True, slots=True)
class RowStory:
    """What happened to a row and to what belongs to it, the newest change first."""

    changes: tuple[RowChange, ...] = ()
    whole: bool = True
