"""A summative work laid open: its tasks, and the points of every pupil by descriptor."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from school_desk.journal.model import (
    ImportedWork,
    PupilRow,
    RegisterPage,
    Sitting,
    Work,
)
from school_desk.journal.rules import stand_in
from school_desk.journal.work_parts import (
    HUNDRED,
    Descriptor,
    PupilPoints,
    Task,
    objectives_of,
    sum_of,
)
from school_desk.school.model import Absence


class Fit(StrEnum):
    """How the points of the descriptors stand to the maximum of the work."""

    NO_TASKS = "no_tasks"
    FITS = "fits"
    LACKS = "lacks"
    EXCEEDS = "exceeds"


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One pupil's line of a work: points by descriptor (its row), the total, why it is missing."""

    row: PupilRow
    points: Mapping[int, int]
    total: int | None
    top: int
    absence: Absence | None = None
    sitting: Sitting | None = None
    imported: ImportedWork | None = None

    @property
    def described(self) -> int | None:
        """The sum of the points by descriptor; None where there are none."""
        return sum(self.points.values()) if self.points else None

    @property
    def percent(self) -> Fraction | None:
        """The total of the maximum, exact."""
        return None if self.total is None else Fraction(self.total * HUNDRED, self.top)

    @property
    def contradicts(self) -> bool:
        """Whether the total is another than what the descriptors add up to."""
        return self.described is not None and self.described != self.total


@dataclass(frozen=True, slots=True)
class WorkPage:
    """All of one work, as screen, paper and spreadsheet show it."""

    page: RegisterPage
    work: Work
    tasks: tuple[Task, ...]
    lines: tuple[WorkLine, ...]

    @property
    def descriptors(self) -> tuple[tuple[Task, Descriptor], ...]:
        """Every descriptor with its task, in order."""
        return tuple((task, one) for task in self.tasks for one in task.descriptors)

    @property
    def sum(self) -> int:
        """The points of all descriptors together."""
        return sum_of(self.tasks)

    @property
    def fit(self) -> Fit:
        """Whether one can write by descriptor."""
        if not self.descriptors:
            return Fit.NO_TASKS
        if self.sum == self.work.top:
            return Fit.FITS
        return Fit.LACKS if self.sum < self.work.top else Fit.EXCEEDS

    @property
    def objectives(self) -> tuple[str, ...]:
        """Every learning objective of the work, by number."""
        return objectives_of(self.tasks)

    @property
    def written(self) -> int:
        """How many pupils have points."""
        return sum(line.total is not None for line in self.lines)

    def line_of(self, pupil: int) -> WorkLine | None:
        """The line of a pupil."""
        return next((line for line in self.lines if line.row.pupil.id == pupil), None)


def lay_open(
    page: RegisterPage, work: Work, tasks: tuple[Task, ...], points: PupilPoints
) -> WorkPage:
    """Put a work together from its page, its tasks and the points by descriptor."""
    rows = (row for row in page.rows if _writes(row, work))
    lines = tuple(_line(page, work, row, points.get(row.pupil.id, {})) for row in rows)
    return WorkPage(page, work, tasks, lines)


def _writes(row: PupilRow, work: Work) -> bool:
    there = work.date is None or row.there_on(work.date)
    return there or row.points(work.key) is not None or stand_in(work, row) is not None


def _line(page: RegisterPage, work: Work, row: PupilRow, points: Mapping[int, int]) -> WorkLine:
    brought = stand_in(work, row)
    lesson = page.lesson_of(work)
    sign = row.signs.get(lesson) if lesson else None
    own = row.points(work.key)
    return WorkLine(
        row,
        points,
        total=own if brought is None else brought.points,
        top=work.top if brought is None else brought.top,
        absence=sign if sign is not None and sign.away and own is None else None,
        sitting=row.sittings.get(work.key.work or 0),
        imported=brought,
    )
