"""Lines of plain texts for a LineTable, each with the id of what it stands for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from school_desk.i18n import _

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what it stands for, and a text for each column."""

    id: int
    texts: tuple[str, ...]


class RowsModel(QAbstractTableModel):
    """`heads` are texts to translate; they are asked for at each painting.

    `numbers`: the columns that stand at the right, head and cells.
    """

    def __init__(
        self,
        heads: Sequence[str],
        parent: QObject | None = None,
        *,
        numbers: Collection[int] = (),
    ) -> None:
        super().__init__(parent)
        self._heads = tuple(heads)
        self._numbers = frozenset(numbers)
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace the lines."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def row_of(self, row_id: int | None) -> int:
        """The line of an id, or the first."""
        return next((n for n, row in enumerate(self.rows) if row.id == row_id), 0)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        text = self.rows[index.row()].texts[index.column()]
        if role == _Role.DisplayRole:
            return text
        if role == _Role.AccessibleTextRole:
            return f"{_(self._heads[index.column()])}: {text}"
        if role == _Role.TextAlignmentRole and index.column() in self._numbers:
            return int(Qt.AlignmentFlag.AlignRight)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if role == _Role.TextAlignmentRole and across and section in self._numbers:
            return int(Qt.AlignmentFlag.AlignRight)
        if role != _Role.DisplayRole or not across or not 0 <= section < len(self._heads):
            return None
        return _(self._heads[section])
