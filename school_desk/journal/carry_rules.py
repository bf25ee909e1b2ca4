"""Carrying values over to another register: what is next, what has changed since."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum

from school_desk.errors import N_
from school_desk.i18n import Translator
from school_desk.journal.model import (
    Column,
    ColumnKey,
    PupilRow,
    RegisterPage,
    Scale,
    Standing,
    Work,
)
from school_desk.school.model import Absence, LessonKey, Pupil

NOTHING = "—"
ACHIEVED, NOT_YET, PASSED, FAILED = "achieved", "not_yet", "passed", "failed"
WORDS = {
    ACHIEVED: N_("achieved"),
    NOT_YET: N_("not yet"),
    PASSED: N_("pass"),
    FAILED: N_("fail"),
}


PERIOD = ColumnKey()
"""No column: the marks of the whole period."""


class TargetKind(StrEnum):
    """What is carried over: a lesson's column, its attendance, a work, the marks of the period."""

    LESSON = "lesson"
    ATTENDANCE = "attendance"
    WORK = "work"
    MARKS = "marks"


@dataclass(frozen=True, slots=True)
class Target:
    """One column that is carried over."""

    kind: TargetKind
    key: ColumnKey = PERIOD


class CarryState(Enum):
    """Where a pupil's value stands."""

    WAITING = "waiting"  # not carried over yet
    DONE = "done"
    CHANGED = "changed"  # carried over, and another value since
    EMPTY = "empty"  # there is nothing to carry over


@dataclass(frozen=True, slots=True)
class CarryLine:
    """A pupil's value as it is now, and as it was carried over (None: never)."""

    pupil: Pupil
    value: str
    carried: str | None = None

    @property
    def state(self) -> CarryState:
        """Where it stands.

        >>> one = Pupil(1, None)
        >>> [CarryLine(one, "8", was).state.value for was in (None, "8", "7")]
        ['waiting', 'done', 'changed']
        """
        if self.carried is None:
            return CarryState.WAITING if self.value else CarryState.EMPTY
        return CarryState.DONE if self.carried == self.value else CarryState.CHANGED

    @property
    def waits(self) -> bool:
        """Whether there is something to type into the other register."""
        return self.state in (CarryState.WAITING, CarryState.CHANGED)


@dataclass(frozen=True, slots=True)
class CarrySheet:
    """A column to carry over: its pupils in the order of the register."""

    target: Target
    lines: tuple[CarryLine, ...]

    @property
    def waiting(self) -> tuple[CarryLine, ...]:
        """What is still to be typed there."""
        return tuple(line for line in self.lines if line.waits)

    @property
    def begun(self) -> bool:
        """Whether anything of it was carried over."""
        return any(line.carried is not None for line in self.lines)

    def next_line(self, after: int = -1) -> int | None:
        """The place of the next value to carry over: further down, else from the top."""
        places = [*range(after + 1, len(self.lines)), *range(after + 1)]
        return next((place for place in places if self.lines[place].waits), None)


@dataclass(frozen=True, slots=True)
class CarryChange:
    """A value that is another one since it was carried over, or that came after its column was."""

    target: Target
    line: CarryLine


Carried = Mapping[str, Mapping[int, str]]
"""Values that were carried over, by the name of their column and by pupil."""

WorkKeys = Mapping[int, int]
"""The keys by which works travel, by their rows."""


def targets_of(page: RegisterPage) -> Iterator[Target]:
    """Everything of a page that can be carried over, in the order of the page."""
    told: set[LessonKey | None] = set()
    for column in page.columns:
        yield Target(TargetKind.LESSON, column.key)
        if column.key.lesson not in told:
            told.add(column.key.lesson)
            yield Target(TargetKind.ATTENDANCE, ColumnKey(column.key.lesson))
    for work in page.works:
        yield Target(TargetKind.WORK, work.key)
    yield Target(TargetKind.MARKS)


def name_of(page: RegisterPage, target: Target, works: WorkKeys) -> str:
    """How the file names a target: the same on every computer."""
    lesson = target.key.lesson
    if target.kind is TargetKind.MARKS:
        return f"{target.kind}/{page.head.period.key}"
    if target.kind is TargetKind.WORK:
        return f"{target.kind}/{works[target.key.work or 0]:016x}"
    if lesson is None:
        raise ValueError(target)
    name = f"{target.kind}/{lesson.date.isoformat()}/{lesson.slot}"
    return name if target.kind is TargetKind.ATTENDANCE else f"{name}/{target.key.n}"


def sheet_of(page: RegisterPage, target: Target, carried: Mapping[int, str]) -> CarrySheet:
    """A column with what was carried over of it."""
    place = page.find(target.key)
    rows = [row for row in page.rows if _belongs(row, place) or row.pupil.id in carried]
    return CarrySheet(
        target,
        tuple(
            CarryLine(row.pupil, value_of(page, row, target), carried.get(row.pupil.id))
            for row in rows
        ),
    )


def changes_of(page: RegisterPage, carried: Carried, works: WorkKeys) -> tuple[CarryChange, ...]:
    """What is another value since it was carried over, and what came later, column by column."""
    found = []
    for target in targets_of(page):
        before = carried.get(name_of(page, target, works))
        if before:
            waiting = sheet_of(page, target, before).waiting
            found += [CarryChange(target, line) for line in waiting]
    return tuple(found)


def value_of(page: RegisterPage, row: PupilRow, target: Target) -> str:
    """What of a pupil goes into the other register: points, else a sign; "" for nothing."""
    if target.kind is TargetKind.MARKS:
        return _mark(row)
    place = page.find(target.key)
    lesson = page.lesson_of(place) if isinstance(place, Work) else target.key.lesson
    sign = row.signs.get(lesson) if lesson is not None else None
    points = None if target.kind is TargetKind.ATTENDANCE else row.points(target.key)
    if points is None:
        return sign.value if sign is not None else ""
    if page.head.scale is Scale.ACHIEVED and target.kind is TargetKind.LESSON:
        return ACHIEVED if points else NOT_YET
    return str(points)


def written(value: str, letters: Mapping[Absence, str], voice: Translator) -> str:
    """A value as one types it there: digits, the letter of an absence, a word.

    >>> written("ill", {Absence.ILL: "А"}, str), written("8", {}, str), written("passed", {}, str)
    ('А', '8', 'pass')
    """
    if value in WORDS:
        return voice(WORDS[value])
    if value in set(Absence):
        return letters[Absence(value)]
    return value


def as_lines(lines: Sequence[CarryLine], letters: Mapping[Absence, str], voice: Translator) -> str:
    """A whole column to paste at once: a line for each pupil, empty where there is nothing."""
    return "\n".join(written(line.value, letters, voice) for line in lines)


def _mark(row: PupilRow) -> str:
    """Only what counts is carried over: a forecast is nobody's mark."""
    if row.result.standing is Standing.PASS_FAIL and row.verdict is not None:
        return PASSED if row.verdict else FAILED
    counts = row.result.standing is Standing.MARKED and row.result.mark is not None
    return str(row.result.mark) if counts else ""


def _belongs(row: PupilRow, place: Column | Work | None) -> bool:
    """Whether a pupil sat in the group on the day of a column."""
    return place is None or place.date is None or row.there_on(place.date)
