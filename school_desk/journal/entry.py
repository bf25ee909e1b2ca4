"""What may be written in a cell of the register: a text becomes entries, or a refusal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from school_desk.errors import N_, DeskError
from school_desk.i18n import Spelled
from school_desk.journal.model import (
    VERDICT,
    Column,
    ColumnKey,
    PupilRow,
    RegisterPage,
    Scale,
    Work,
)
from school_desk.journal.ruleset import RuleSettings
from school_desk.journal.typing import (
    CellText,
    Letters,
    parse_achieved,
    parse_cell,
    parse_typed,
    parse_verdict,
)
from school_desk.school.model import Absence, LessonKey


class PageClosedError(DeskError):
    """The term is closed: only a correction may change it."""

    sentence = N_("{who} closed the term on {date}. For a correction ask the deputy head.")


class OffPageError(DeskError):
    """A cell that the page does not have, or no longer."""

    sentence = N_("This place is no longer on the page. Nothing was written.")


class PupilNotThereError(DeskError):
    """The pupil came later or had left."""

    sentence = N_("The pupil was not in this class on {date}. Nothing was written.")


class FutureLessonError(DeskError):
    """The lesson is still to come."""

    sentence = N_("This lesson is on {date}. Nothing was written.")


class UnmarkedYearLevelError(DeskError):
    """The order gives these pupils no marks."""

    sentence = N_("Year {year_level} is not given marks this term. Absences can be noted.")


class UnmarkedSubjectError(DeskError):
    """A subject of the timetable in which nobody is marked."""

    sentence = N_("There are no marks in this subject. Absences can be noted.")


class PointsTooHighError(DeskError):
    """More points than the scale or the work has."""

    sentence = N_("The highest points are {top}. {points} was not written.")


class PointsTooLowError(DeskError):
    """Fewer points than the scale has."""

    sentence = N_("The lowest points are {bottom}. {points} was not written.")


class AchievedOnlyError(DeskError):
    """Points where there are none."""

    sentence = N_(
        "This column takes 1 or + (achieved), 0 or − (not yet). {points} was not written."
    )


class NoVerdictError(DeskError):
    """Pass or fail on a page that ends in marks."""

    sentence = N_("This subject ends in marks here, not in pass or fail. Nothing was written.")


class PeriodAheadError(DeskError):
    """A verdict before the period has begun."""

    sentence = N_("This period begins on {date}. Nothing was written.")


class PupilAwayError(DeskError):
    """A mark for a lesson that the pupil missed."""

    sentence = N_("The pupil was not in this lesson. First clear the sign «{sign}» (Backspace).")


class PointsInTheWayError(DeskError):
    """An absence in a lesson where the pupil got points."""

    sentence = N_("The pupil has {points} points in this lesson. Clear them first (Backspace).")


class WorkWithoutLessonError(DeskError):
    """An absence on a work that has no lesson yet."""

    sentence = N_("This work has no lesson yet. Give it a date to note an absence.")


@dataclass(frozen=True, slots=True)
class Cell:
    """A text for one cell: which column, whose line, what was typed or pasted."""

    column: ColumnKey
    pupil: int
    text: str


@dataclass(frozen=True, slots=True)
class PutMark:
    """Write points in a column; None clears them."""

    column: ColumnKey
    pupil: int
    points: int | None


@dataclass(frozen=True, slots=True)
class PutSign:
    """Write a sign of attendance in a lesson; None clears it."""

    lesson: LessonKey
    pupil: int
    sign: Absence | None


@dataclass(frozen=True, slots=True)
class PutVerdict:
    """Say that a pupil passed or failed a subject in a period; None takes it back."""

    group: int
    subject: int
    period: str
    pupil: int
    passed: bool | None


Entry = PutMark | PutSign | PutVerdict


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Why one cell of a pasted block cannot be written."""

    column: ColumnKey
    pupil: int
    error: DeskError


class PasteRefusedError(DeskError):
    """Some cells of a pasted block cannot be written, so none was; `problems` names each."""

    sentence = N_("{n} cells of the pasted block cannot be written. Nothing was written.")

    def __init__(self, problems: tuple[CellProblem, ...]) -> None:
        super().__init__(n=len(problems))
        self.problems = problems


def accept_entry(
    page: RegisterPage, cell: Cell, settings: RuleSettings, today: date
) -> tuple[Entry, ...]:
    """Say what a typed text writes ("К 8" writes two things, a blank empty cell none), or refuse.

    A blank (Backspace) clears the points first, the sign the next time.
    """
    if cell.column == VERDICT:
        return _verdict(page, cell, today)
    place = _place(page, cell, settings, today)
    said = place.read(cell.text, parse_typed)
    return place.clear() if said.blank else place.put(said)


def accept_block(
    page: RegisterPage, cells: Sequence[Cell], settings: RuleSettings, today: date
) -> tuple[tuple[Entry, ...], tuple[CellProblem, ...]]:
    """Check a whole pasted block: all that it writes, or nothing and every problem.

    A blank cell clears points and leaves signs: a column of points from a spreadsheet, blank for
    the absent, must not take their absences away.
    """
    entries: list[Entry] = []
    problems: list[CellProblem] = []
    for cell in cells:
        try:
            accepted = _pasted(page, cell, settings, today)
        except DeskError as error:
            problems.append(CellProblem(cell.column, cell.pupil, error))
        else:
            entries += accepted
            page = _with_entries(page, accepted)
    return (() if problems else tuple(entries)), tuple(problems)


def _pasted(
    page: RegisterPage, cell: Cell, settings: RuleSettings, today: date
) -> tuple[Entry, ...]:
    if cell.column == VERDICT:
        return _verdict(page, cell, today)
    place = _place(page, cell, settings, today)
    said = place.read(cell.text, parse_cell)
    return place.clear_points() if said.blank else place.put(said)


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell that is open for writing, with all that decides what it takes."""

    page: RegisterPage
    column: Column | Work
    row: PupilRow
    settings: RuleSettings

    @property
    def lesson(self) -> LessonKey | None:
        if isinstance(self.column, Work):
            return self.page.lesson_of(self.column)
        return self.column.key.lesson

    @property
    def sign(self) -> Absence | None:
        return None if self.lesson is None else self.row.signs.get(self.lesson)

    @property
    def achieved(self) -> bool:
        return not isinstance(self.column, Work) and self.column.achieved

    def read(self, text: str, parse: Callable[[str, Letters], CellText]) -> CellText:
        """What a text says in this cell."""
        return (parse_achieved if self.achieved else parse)(text, self.settings.letters)

    def clear(self) -> tuple[Entry, ...]:
        cleared = self.clear_points()
        if cleared or self.lesson is None or self.sign is None:
            return cleared
        return (PutSign(self.lesson, self.row.pupil.id, None),)

    def clear_points(self) -> tuple[Entry, ...]:
        if self.row.points(self.column.key) is None:
            return ()
        return (PutMark(self.column.key, self.row.pupil.id, None),)

    def put(self, said: CellText) -> tuple[Entry, ...]:
        entries: list[Entry] = []
        if said.sign is not None:
            entries.append(self._put_sign(said.sign))
        if said.points is not None:
            entries.append(self._put_points(said.points, said.sign or self.sign))
        return tuple(entries)

    def _put_points(self, points: int, sign: Absence | None) -> PutMark:
        head = self.page.head
        work = isinstance(self.column, Work)
        if head.scale is Scale.NONE or (work and head.unmarked):
            raise self._unmarked()
        zero = work or head.scale is Scale.ACHIEVED
        bottom = 0 if zero else self.settings.formative_bottom
        if self.achieved and points > 1:
            raise AchievedOnlyError(points=points)
        if points > self.column.top:
            raise PointsTooHighError(top=self.column.top, points=points)
        if points < bottom:
            raise PointsTooLowError(bottom=bottom, points=points)
        # A work missed on its day is written later, on the pupil's own schedule.
        if sign is not None and sign.away and not work:
            raise PupilAwayError(sign=self._letter(sign))
        return PutMark(self.column.key, self.row.pupil.id, points)

    def _unmarked(self) -> DeskError:
        head = self.page.head
        if self.settings.is_marked(head.year_level, head.period.terms[-1]):
            return UnmarkedSubjectError()
        return UnmarkedYearLevelError(year_level=head.year_level)

    def _put_sign(self, sign: Absence) -> PutSign:
        if self.lesson is None:
            raise WorkWithoutLessonError
        points = self._points_in_the_way()
        if sign.away and points is not None:
            raise PointsInTheWayError(points=points)
        return PutSign(self.lesson, self.row.pupil.id, sign)

    def _points_in_the_way(self) -> int | None:
        """Points of any column of this lesson, and of the work the sign is typed on."""
        keys = [c.key for c in self.page.columns if c.key.lesson == self.lesson]
        found = (self.row.points(key) for key in (self.column.key, *keys))
        return next((points for points in found if points is not None), None)

    def _letter(self, sign: Absence) -> Spelled:
        """The letter that stands in the cell, whatever the language of the window."""
        return Spelled({language: signs[sign] for language, signs in self.settings.signs.items()})


def _place(page: RegisterPage, cell: Cell, settings: RuleSettings, today: date) -> _Place:
    head = page.head
    column, row = page.find(cell.column), page.row_of(cell.pupil)
    if column is None or row is None:
        raise OffPageError
    if head.closed_on is not None:
        raise PageClosedError(who=head.closed_by, date=head.closed_on)
    if column.date is not None and column.date > today:
        raise FutureLessonError(date=column.date)
    if column.date is not None and not row.there_on(column.date):
        raise PupilNotThereError(date=column.date)
    return _Place(page, column, row, settings)


def _verdict(page: RegisterPage, cell: Cell, today: date) -> tuple[Entry, ...]:
    """What a text says in the column of pass or fail (order No. 125, paragraph 16)."""
    head, row = page.head, page.row_of(cell.pupil)
    if row is None:
        raise OffPageError
    if not head.pass_fail:
        raise NoVerdictError
    if head.closed_on is not None:
        raise PageClosedError(who=head.closed_by, date=head.closed_on)
    day = min(today, head.period.ends)
    if day < head.period.starts:
        raise PeriodAheadError(date=head.period.starts)
    if not row.there_on(day):
        raise PupilNotThereError(date=day)
    passed = parse_verdict(cell.text)
    if passed is None and row.verdict is None:
        return ()
    return (PutVerdict(head.group, head.subject, head.period.key, cell.pupil, passed),)


def _with_entries(page: RegisterPage, entries: Sequence[Entry]) -> RegisterPage:
    """The page as it would be, so that two cells of one block cannot contradict each other."""
    for entry in entries:
        rows = (_with_entry(r, entry) if r.pupil.id == entry.pupil else r for r in page.rows)
        page = replace(page, rows=tuple(rows))
    return page


def _with_entry(row: PupilRow, entry: Entry) -> PupilRow:
    if isinstance(entry, PutVerdict):
        return replace(row, verdict=entry.passed)
    if isinstance(entry, PutMark):
        marks = {key: n for key, n in row.marks.items() if key != entry.column}
        if entry.points is not None:
            marks[entry.column] = entry.points
        return replace(row, marks=marks)
    signs = {key: sign for key, sign in row.signs.items() if key != entry.lesson}
    if entry.sign is not None:
        signs[entry.lesson] = entry.sign
    return replace(row, signs=signs)
