"""Rows of cells that one can type in: texts, looks, and a way to write one of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

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

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
ROW = Qt.ItemDataRole.UserRole + 1

Shade = Literal["", "title", "unit", "term", "computed", "off"]
Write = Callable[[int, str, str], object]


@dataclass(frozen=True, slots=True)
class CellColumn:
    """A column: its name for who writes, its head (to translate), how wide, who may type in it."""

    name: str
    head: str
    width: int
    stretch: int = 0
    editable: bool = True
    right: bool = False


@dataclass(frozen=True, slots=True)
class CellRow:
    """A line; a `title` goes over all columns and takes no text.

    Args:
        edits: what a cell has when it opens, where that is not what it shows.
        muted, bold, warned: columns shown so.
    """

    id: int
    texts: tuple[str, ...]
    edits: tuple[str, ...] | None = None
    shade: Shade = ""
    muted: frozenset[int] = frozenset()
    bold: frozenset[int] = frozenset()
    warned: frozenset[int] = frozenset()

    @property
    def title(self) -> bool:
        """Whether it is a line over all columns."""
        return self.shade == "title"


class CellsModel(QAbstractTableModel):
    """`refused` with the DeskError of a text that was not written."""

    refused = Signal(object)

    def __init__(
        self, columns: Sequence[CellColumn], write: Write, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[CellRow, ...] = ()
        self.read_only = False
        self._write = write

    def show_columns(self, columns: Sequence[CellColumn]) -> None:
        """Other columns, without lines yet."""
        self.beginResetModel()
        self.columns, self.rows = tuple(columns), ()
        self.endResetModel()

    def show_rows(self, rows: Sequence[CellRow]) -> None:
        """Replace the lines; where only texts differ, nothing else moves."""
        same = [one.id for one in rows] == [one.id for one in self.rows]
        if same and rows:
            self.rows = tuple(rows)
            last = self.index(len(self.rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def row_of(self, row_id: int) -> int | None:
        """Where a line stands."""
        return next((n for n, row in enumerate(self.rows) if row.id == row_id), None)

    def text(self, index: _Index) -> str:
        """What a cell has when it opens."""
        row = self.rows[index.row()]
        return (row.edits or row.texts)[index.column()]

    def may_edit(self, index: _Index) -> bool:
        """Whether one can type in a cell."""
        if not index.isValid() or self.read_only:
            return False
        return self.columns[index.column()].editable and not self.rows[index.row()].title

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        text = row.texts[index.column()]
        if role == _Role.DisplayRole:
            return text
        if role == _Role.EditRole:
            return self.text(index)
        if role == _Role.AccessibleTextRole:
            return text if row.title else f"{_(self.columns[index.column()].head)}: {text}"
        return None

    def setData(self, index: _Index, value: object, role: int = _Role.EditRole) -> bool:
        if role != _Role.EditRole or not self.may_edit(index):
            return False
        try:
            self._write(self.rows[index.row()].id, self.columns[index.column()].name, str(value))
        except DeskError as error:
            self.refused.emit(error)
            return False
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return plain | Qt.ItemFlag.ItemIsEditable if self.may_edit(index) else plain

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if role != _Role.DisplayRole or not across or not 0 <= section < len(self.columns):
            return None
        return _(self.columns[section].head)
