"""A table of the calendar: lines that Enter opens, Delete takes out and Space confirms."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from school_desk.ui.theme.fonts import row_height, scaled
from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import LineTable

_Index = QModelIndex | QPersistentModelIndex
_ROW = 30


class CalendarTable(LineTable):
    """`shares` deal the width out; a column of `least` goes where there is less room than that."""

    entered = Signal()
    erased = Signal()
    confirmed = Signal()

    def __init__(self, name: str, heads: Sequence[str], shares: Sequence[int]) -> None:
        super().__init__(name)
        self.rows = CalendarRows(heads, self)
        self.setModel(self.rows)
        self.shares = tuple(shares)
        self.least: dict[int, int] = {}
        self.verticalHeader().setDefaultSectionSize(row_height(scaled(_ROW)))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda _index: self.entered.emit())

    def show_rows(self, rows: Sequence[Row], amber: frozenset[int] = frozenset()) -> None:
        """Replace the lines; the current one stays."""
        kept = self.currentIndex().row()
        self.rows.amber = amber
        self.rows.show_rows(rows)
        self.go_to(kept)

    def go_to(self, row: int) -> None:
        """Stand on a line, or on the nearest there is."""
        self.setCurrentIndex(self.rows.index(max(0, min(row, self.rows.rowCount() - 1)), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width()
        for number, least in self.least.items():
            self.setColumnHidden(number, room < scaled(least))
        shown = {n: s for n, s in enumerate(self.shares) if not self.isColumnHidden(n)}
        for number, share in shown.items():
            self.setColumnWidth(number, room * share // sum(shown.values()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.erased.emit()
        elif plain and key == Qt.Key.Key_Space:
            self.confirmed.emit()
        elif plain and event.text() and event.text().isprintable():
            event.ignore()  # else the view would search for what is typed
        else:
            super().keyPressEvent(event)


class CalendarRows(RowsModel):
    """What is still to check is amber, by its word and by colour."""

    def __init__(self, heads: Sequence[str], parent: QWidget) -> None:
        super().__init__(heads, parent)
        self.amber: frozenset[int] = frozenset()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.ForegroundRole and index.isValid():
            tokens = current_tokens()
            last = index.column() == self.columnCount() - 1
            if last and index.row() in self.amber:
                return QColor(tokens.warn)
            return QColor(tokens.text if index.column() in (0, 1, 2) else tokens.muted)
        return super().data(index, role)
