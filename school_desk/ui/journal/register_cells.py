"""What one cell shows: a frozen value made once per change, so that painting only paints."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntFlag

from school_desk.formats import NOTHING, number
from school_desk.i18n import _, tell
from school_desk.journal.model import ColumnKey, PupilRow, RegisterPage, Standing
from school_desk.journal.rules import stand_in
from school_desk.school.model import Absence, LessonKey, Pupil
from school_desk.ui.journal.pupil_work_words import imported_text, words_of
from school_desk.ui.journal.register_layout import Section, SectionKind

LOWEST_MARK = 2
ABOUT = "≈"


class CellState(IntFlag):
    """What is special about a cell; each has a shape or a letter, never a colour alone."""

    NONE = 0
    ABSENT = 1  # hatched, with the letter
    UNEXCUSED = 2  # the letter is a broken rule
    LATE = 4  # small letter top left
    MISSING = 8  # a planned work missed with a valid reason: dashes
    MUST_SIT = 16  # the same without one
    PENDING = 32  # a clock for the mark
    NEAR_BORDER = 64  # a triangle beside the percent
    FORECAST = 128  # counts nowhere yet
    FAILED = 256  # a frame round a 2
    CONFLICT = 512  # two values, a badge
    NOTE = 1024  # a triangle in the corner
    ADAPTED = 2048  # a small letter top right
    NOT_THERE = 4096  # the pupil came later or had left: plain ground
    ACHIEVED = 8192  # a filled disc
    NOT_YET = 16384  # a ring
    WORDS = 32768  # a word of the language, not a number
    BROUGHT = 65536  # points of another school: an arrow top left
    OWN_DAY = 131072  # an absent pupil's own day for the work: a small calendar


@dataclass(frozen=True, slots=True)
class Cell:
    """Everything the delegate needs to paint one cell; `corner` is the letter of a late pupil.

    `words` are what it has no room for: they go to the tooltip and to the screen reader.
    """

    text: str
    kind: SectionKind
    states: CellState = CellState.NONE
    corner: str = ""
    words: tuple[str, ...] = ()


Place = tuple[ColumnKey, int]
"""A cell of the register: its column and the pupil's id."""


def pupil_words(pupil: Pupil) -> str:
    """The name; of whom was forgotten a word, since a bare dash would look like a mistake."""
    return _("Forgotten person") if pupil.forgotten else pupil.name.listed


def text_of(cell: Cell) -> str:
    """A cell as one would type it: the letter of a late pupil comes before the points.

    >>> text_of(Cell("8", SectionKind.LESSON, corner="К"))
    'К 8'
    """
    return " ".join(part for part in (cell.corner, cell.text) if part)


@dataclass(frozen=True, slots=True)
class PageSigns:
    """What others left on the cells of a page: conflicts, notes, adapted tasks, padlocks."""

    cells: Mapping[Place, CellState] = field(default_factory=dict)
    closed_columns: frozenset[ColumnKey] = frozenset()


ACHIEVED_SIGN, NOT_YET_SIGN = "●", "○"
"""How a cell is copied; on the screen both are drawn, for no font is sure to have them."""

EMPTY_CELLS = {kind: Cell("", kind) for kind in SectionKind}


@dataclass(frozen=True, slots=True)
class AbsenceLetters:
    """The letters that are shown, and all those that are understood when typed."""

    shown: Mapping[Absence, str]
    understood: Mapping[str, Absence]


def work_lessons(page: RegisterPage) -> dict[ColumnKey, LessonKey | None]:
    """In which lesson each work is written."""
    return {work.key: page.lesson_of(work) for work in page.works}


@dataclass(frozen=True, slots=True)
class CellMaker:
    """Makes the cells of a page, pupil by pupil."""

    sections: tuple[Section, ...]
    lessons: Mapping[ColumnKey, LessonKey | None]
    letters: Mapping[Absence, str]
    signs: PageSigns = field(default_factory=PageSigns)

    def row(self, ordinal: int, row: PupilRow) -> tuple[Cell, ...]:
        """All cells of one pupil."""
        return tuple(self._cell(ordinal, row, section) for section in self.sections)

    def _cell(self, ordinal: int, row: PupilRow, section: Section) -> Cell:
        if section.kind is SectionKind.LESSON:
            return self._lesson(row, section)
        if section.work:
            return self._work(row, section)
        if section.kind is SectionKind.NUMBER:
            return Cell(str(ordinal), section.kind)
        if section.kind is SectionKind.NAME:
            gone = row.pupil.forgotten
            words = (tell(gone.words),) if gone else ()
            return Cell(pupil_words(row.pupil), section.kind, words=words)
        return _computed(row, section)

    def _lesson(self, row: PupilRow, section: Section) -> Cell:
        key = section.key
        points = row.marks.get(key) if key else None
        absence = row.signs.get(key.lesson) if key and key.lesson else None
        states = self._extra(row, section)
        if points is None and absence is None and not states:
            return EMPTY_CELLS[section.kind]
        text = "" if points is None else str(points)
        if points is not None and section.achieved:
            text, sign = _reached(points)
            states |= sign
        if absence is None:
            return Cell(text, section.kind, states)
        if absence.away:
            states |= _away(absence)
            return Cell(text or self.letters[absence], section.kind, states)
        return Cell(text, section.kind, states | CellState.LATE, self.letters[absence])

    def _work(self, row: PupilRow, section: Section) -> Cell:
        key, states, work = section.key, self._extra(row, section), section.work
        points = row.marks.get(key) if key else None
        if points is not None:
            return Cell(str(points), section.kind, states)
        if work is None:
            return EMPTY_CELLS[section.kind]
        words = words_of(row, work) if row.imported or row.sittings else ()
        brought = stand_in(work, row)
        if brought is not None:
            text = imported_text(brought, work.top)
            return Cell(text, section.kind, states | CellState.BROUGHT, words=words)
        states |= CellState.OWN_DAY if words else CellState.NONE
        lesson = self.lessons.get(key) if key else None
        absence = row.signs.get(lesson) if lesson else None
        if absence is None or not absence.away:
            blank = EMPTY_CELLS[section.kind]
            return Cell("", section.kind, states, words=words) if states else blank
        missing = CellState.MISSING if absence.valid else CellState.MUST_SIT
        return Cell(self.letters[absence], section.kind, states | missing, words=words)

    def _extra(self, row: PupilRow, section: Section) -> CellState:
        """What is known of the cell beside its mark and sign."""
        place = section.column or section.work
        if place is None:
            return CellState.NONE
        states = self.signs.cells.get((place.key, row.pupil.id), CellState.NONE)
        if place.date is not None and not row.there_on(place.date):
            states |= CellState.NOT_THERE
        return states


def verdict_words(passed: bool) -> str:  # noqa: FBT001  the only fact
    """Pass or fail as the mark column says it."""
    return _("pass") if passed else _("fail")


def _reached(points: int) -> tuple[str, CellState]:
    """The sign of «achieved» or «not yet»; points of the time before the scale changed stay."""
    if points > 1:
        return str(points), CellState.NONE
    return (ACHIEVED_SIGN, CellState.ACHIEVED) if points else (NOT_YET_SIGN, CellState.NOT_YET)


def _away(absence: Absence) -> CellState:
    return CellState.ABSENT if absence.valid else CellState.ABSENT | CellState.UNEXCUSED


def _verdict(row: PupilRow, section: Section) -> Cell:
    if row.verdict is None:
        return EMPTY_CELLS[section.kind]
    failed = CellState.NONE if row.verdict else CellState.FAILED
    return Cell(verdict_words(row.verdict), section.kind, CellState.WORDS | failed)


def _computed(row: PupilRow, section: Section) -> Cell:
    if section.words:
        return _verdict(row, section)
    result = row.result
    if result.standing is Standing.EMPTY:
        return EMPTY_CELLS[section.kind]
    if section.share:
        share = result.share(section.share)
        return Cell(number(share.value, 1) if share else NOTHING, section.kind)
    if section.kind is SectionKind.PERCENT:
        return _percent(row)
    return _mark(row)


def _percent(row: PupilRow) -> Cell:
    result = row.result
    if result.rounded is None:
        return Cell(NOTHING, SectionKind.PERCENT)
    states = CellState.NEAR_BORDER if result.near_border else CellState.NONE
    if result.standing is Standing.FORECAST:
        return Cell(f"{ABOUT}{result.rounded}", SectionKind.PERCENT, states | CellState.FORECAST)
    return Cell(str(result.rounded), SectionKind.PERCENT, states)


def _mark(row: PupilRow) -> Cell:
    result = row.result
    if result.standing is Standing.PENDING:
        return Cell("", SectionKind.MARK, CellState.PENDING)
    if result.mark is None:
        return Cell(NOTHING, SectionKind.MARK)
    if result.standing is Standing.FORECAST:
        return Cell(f"{ABOUT}{result.mark}", SectionKind.MARK, CellState.FORECAST)
    failed = CellState.FAILED if result.mark == LOWEST_MARK else CellState.NONE
    return Cell(str(result.mark), SectionKind.MARK, failed)
