"""Pupils by descriptors as a Qt table: points, the total and its percent of the maximum."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from school_desk.errors import N_, DeskError
from school_desk.formats import NOTHING, percent
from school_desk.i18n import _, fill
from school_desk.journal.typing import Digit, read_key
from school_desk.journal.work_page_model import WorkLine, WorkPage
from school_desk.school.model import Absence
from school_desk.ui.journal.work_words import line_in_words

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_ROOT = QModelIndex()
CELL_ROLE = Qt.ItemDataRole.UserRole + 1

PutPoints = Callable[[int, int, int | None], None]
"""Write points of a pupil for a descriptor."""

PutTotal = Callable[[int, str], None]
"""Write what was typed under a pupil's total."""


class OnlyDigitsError(DeskError):
    """A letter where points of a descriptor are typed."""

    sentence = N_("A descriptor takes points from 0 to {top}. Note an absence under the total.")


class ColumnKind(Enum):
    """What a column is."""

    DESCRIPTOR = auto()
    TOTAL = auto()
    PERCENT = auto()


@dataclass(frozen=True, slots=True)
class PointsColumn:
    """A column: for a descriptor its row, its number and its points."""

    kind: ColumnKind
    top: int
    name: str = ""
    text: str = ""
    descriptor: int = 0
    first: bool = False


@dataclass(frozen=True, slots=True)
class PointsCell:
    """What a cell shows."""

    text: str
    kind: ColumnKind
    missing: bool = False
    must_sit: bool = False
    brought: bool = False
    contradicts: bool = False
    first: bool = False


class PointsModel(QAbstractTableModel):
    """It writes through what the screen gives it and changes only when told of a change."""

    refused = Signal(object)

    def __init__(self, letters: dict[Absence, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._letters = letters
        self.columns: tuple[PointsColumn, ...] = ()
        self.laid: WorkPage | None = None
        self.put_points: PutPoints = _nowhere
        self.put_total: PutTotal = _nowhere

    def show_work(self, laid: WorkPage) -> None:
        """Show a work, or the same one after a change."""
        columns = _columns(laid)
        pupils = [line.row.pupil for line in laid.lines]
        same = self.laid is not None and columns == self.columns
        if same and pupils == [line.row.pupil for line in self.lines]:
            self.laid = laid
            last = self.index(len(pupils) - 1, len(columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.laid, self.columns = laid, columns
        self.endResetModel()

    @property
    def lines(self) -> tuple[WorkLine, ...]:
        """The pupils' lines."""
        return self.laid.lines if self.laid else ()

    def row_of(self, pupil: int | None) -> int:
        """The line of a pupil, or the first."""
        rows = (n for n, line in enumerate(self.lines) if line.row.pupil.id == pupil)
        return next(rows, 0)

    def put(self, row: int, column: int, text: str) -> bool:
        """Write what was typed in a cell; a refusal is told by `refused` and changes nothing."""
        pupil, shown = self.lines[row].row.pupil.id, self.columns[column]
        try:
            if shown.kind is ColumnKind.DESCRIPTOR:
                self.put_points(pupil, shown.descriptor, _read(text, shown.top))
            elif shown.kind is ColumnKind.TOTAL:
                self.put_total(pupil, text)
        except DeskError as error:
            self.refused.emit(error)
            return False
        return True

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401  Qt's border
        if not index.isValid():
            return None
        if role == CELL_ROLE:
            return self.cell(index.row(), index.column())
        if role == _Role.DisplayRole:
            return self.cell(index.row(), index.column()).text
        if role == _Role.ToolTipRole and self.columns[index.column()].kind is ColumnKind.TOTAL:
            return "\n".join(line_in_words(self.lines[index.row()]))
        if role == _Role.AccessibleTextRole:
            return self._in_words(index.row(), index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:  # noqa: ANN401  Qt's border
        if orientation is Qt.Orientation.Vertical:
            known = role == _Role.DisplayRole and 0 <= section < len(self.lines)
            return self.lines[section].row.pupil.name.listed if known else None
        if not 0 <= section < len(self.columns):
            return None
        shown = self.columns[section]
        if role == _Role.DisplayRole:
            return shown.name
        if role in (_Role.ToolTipRole, _Role.AccessibleTextRole):
            return _column_in_words(shown)
        return None

    def cell(self, row: int, column: int) -> PointsCell:
        """What a cell shows."""
        line, shown = self.lines[row], self.columns[column]
        if shown.kind is ColumnKind.DESCRIPTOR:
            points = line.points.get(shown.descriptor)
            text = "" if points is None else str(points)
            return PointsCell(text, shown.kind, first=shown.first)
        if shown.kind is ColumnKind.PERCENT:
            said = NOTHING if line.percent is None else percent(line.percent)
            return PointsCell(said, shown.kind)
        return self._total(line)

    def _total(self, line: WorkLine) -> PointsCell:
        kind = ColumnKind.TOTAL
        if line.total is not None:
            other_top = self.laid is not None and line.top != self.laid.work.top
            text = f"{line.total}/{line.top}" if other_top else str(line.total)
            brought = line.imported is not None
            return PointsCell(text, kind, brought=brought, contradicts=line.contradicts)
        if line.absence is None:
            return PointsCell("", kind)
        valid = line.absence.valid
        letter = self._letters.get(line.absence, "")
        return PointsCell(letter, kind, missing=valid, must_sit=not valid)

    def _in_words(self, row: int, column: int) -> str:
        line, shown = self.lines[row], self.columns[column]
        said = self.cell(row, column).text or _("empty")
        extra = line_in_words(line) if shown.kind is ColumnKind.TOTAL else ()
        return ", ".join((line.row.pupil.name.listed, _column_in_words(shown), said, *extra))


def _columns(laid: WorkPage) -> tuple[PointsColumn, ...]:
    found = [
        PointsColumn(
            ColumnKind.DESCRIPTOR, one.points, f"{n}.{place}", one.text, one.row, place == 1
        )
        for n, task in enumerate(laid.tasks, start=1)
        for place, one in enumerate(task.descriptors, start=1)
    ]
    total = PointsColumn(ColumnKind.TOTAL, laid.work.top, _("Total"))
    return (*found, total, PointsColumn(ColumnKind.PERCENT, 0, "%"))


def _column_in_words(shown: PointsColumn) -> str:
    if shown.kind is ColumnKind.PERCENT:
        return _("percent of the maximum")
    if shown.kind is ColumnKind.TOTAL:
        return fill(_("{title}, of {top}"), {"title": shown.name, "top": shown.top})
    facts = {"number": shown.name, "text": shown.text, "top": shown.top}
    return fill(_("descriptor {number} {text}, of {top}"), facts)


def _read(text: str, top: int) -> int | None:
    """Points of a descriptor from digits typed in any layout; blank clears."""
    keys = [read_key(sign, {}) for sign in text.strip()]
    digits = [str(key.value) for key in keys if isinstance(key, Digit)]
    if len(digits) < len(keys):
        raise OnlyDigitsError(top=top)
    return int("".join(digits)) if digits else None


def _nowhere(*_facts: object) -> None:
    """Stand where the screen's own way of writing goes."""
