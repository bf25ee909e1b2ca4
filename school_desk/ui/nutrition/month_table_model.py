"""Lines of a month as a table: numbers at the right, totals strong, what differs on warm ground."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.widgets.rows_model import Row, RowsModel

TOTAL = -1
"""The id of a line of totals."""

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class MonthTableModel(RowsModel):
    """`warned`: ids of lines that want a look."""

    def __init__(
        self,
        heads: Sequence[str],
        parent: QObject | None = None,
        *,
        numbers: Collection[int] = (),
    ) -> None:
        super().__init__(heads, parent, numbers=numbers)
        self.warned: frozenset[int] = frozenset()

    def show_lines(self, rows: Sequence[Row], warned: Collection[int] = ()) -> None:
        """Replace the lines."""
        self.warned = frozenset(warned)
        self.show_rows(rows)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if index.isValid() and role in (_Role.BackgroundRole, _Role.FontRole):
            return _dress(self.rows[index.row()].id, self.warned, role)
        return super().data(index, role)


def _dress(row: int, warned: frozenset[int], role: int) -> object:
    tokens = current_tokens()
    if role == _Role.BackgroundRole:
        if row == TOTAL:
            return QColor(tokens.alt)
        return QColor(tokens.warn_soft) if row in warned else None
    font = QFont()
    font.setBold(row == TOTAL)
    return font
