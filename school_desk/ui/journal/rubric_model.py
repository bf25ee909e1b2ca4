"""The rubric of one pupil as a table: criteria down, three attainments across, one ticked a row."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from school_desk.errors import DeskError
from school_desk.i18n import _
from school_desk.journal import rubric_words as words
from school_desk.journal.attainment import ATTAINMENT_NAMES, Attainment
from school_desk.journal.rubric import Part, Rubric, RubricRow, Tick

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole

PARTS = (Part.CRITERION, Part.LOW, Part.MIDDLE, Part.HIGH)
ATTAINMENTS = (None, Attainment.LOW, Attainment.MIDDLE, Attainment.HIGH)
CELL = int(_Role.UserRole)

Write = Callable[[int, Part, str, str], object]
"""Write a text: number of the row, part, language, text."""


@dataclass(frozen=True, slots=True)
class RubricCell:
    """What the delegate draws: the words, and whether this attainment holds and who says so."""

    text: str
    ticked: bool = False
    chosen: bool = False
    edited: bool = False
    boxed: bool = True


class RubricModel(QAbstractTableModel):
    """The rubric of the pupil who is current, in one language."""

    refused = Signal(object)

    def __init__(self, rubric: Rubric, write: Write, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rubric = rubric
        self.language = "kk"
        self.pupil: int | None = None
        self._write = write

    def show_rubric(self, rubric: Rubric, pupil: int | None, language: str) -> None:
        """Show a pupil's ticks, or the same after a change."""
        same = len(rubric.rows) == len(self.rubric.rows)
        if not same:
            self.beginResetModel()
        self.rubric, self.pupil, self.language = rubric, pupil, language
        if not same:
            self.endResetModel()
        elif rubric.rows:
            last = self.index(len(rubric.rows) - 1, len(PARTS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row_at(self, line: int) -> RubricRow | None:
        """The criterion of a line."""
        return self.rubric.rows[line] if 0 <= line < len(self.rubric.rows) else None

    def tick_at(self, line: int) -> Tick:
        """How far the pupil has reached in a criterion."""
        found = self.rubric.of(self.pupil) if self.pupil is not None else None
        return found.ticks[line] if found else Tick()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.rubric.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(PARTS)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        known = super().flags(index)
        return known | Qt.ItemFlag.ItemIsEditable if index.isValid() else known

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self._cell(index)
        if role == CELL:
            return cell
        if role in (_Role.DisplayRole, _Role.EditRole):
            return cell.text
        if role == _Role.AccessibleTextRole:
            state = _state(cell)
            return f"{self._head(index.column())}: {cell.text}{f', {state}' if state else ''}"
        return None

    def setData(self, index: _Index, value: object, role: int = _Role.EditRole) -> bool:
        row = self.row_at(index.row())
        if role != _Role.EditRole or row is None:
            return False
        part, text = PARTS[index.column()], " ".join(str(value).split())
        wanted = "" if text == words.made(row, part, self.language) else text
        if wanted == row.texts.get((part, self.language), ""):
            return False
        try:
            self._write(row.number, part, self.language, wanted)
        except DeskError as refusal:
            self.refused.emit(refusal)
            return False
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if role != _Role.DisplayRole or not across or not 0 <= section < len(PARTS):
            return None
        return self._head(section)

    def _head(self, column: int) -> str:
        attainment = ATTAINMENTS[column]
        if attainment is None:
            return _(words.CRITERION)
        return f"{column}  {_(ATTAINMENT_NAMES[attainment]).capitalize()}"

    def _cell(self, index: _Index) -> RubricCell:
        row, part = self.rubric.rows[index.row()], PARTS[index.column()]
        text = words.said(row, part, self.language)
        edited = (part, self.language) in row.texts
        attainment = ATTAINMENTS[index.column()]
        if attainment is None:
            return RubricCell(text, edited=edited, boxed=False)
        tick = self.tick_at(index.row())
        ticked = tick.attainment is attainment
        return RubricCell(text, ticked, ticked and tick.chosen, edited)


def _state(cell: RubricCell) -> str:
    if not cell.ticked:
        return ""
    return _("chosen by the teacher") if cell.chosen else _("proposed")
