"""The grid of a log: Enter writes the line as it stands, a digit chooses, Space turns a sign."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent

from school_desk.ui.widgets.cell_grid import CellGrid
from school_desk.ui.widgets.cells_model import CellsModel

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.ShiftModifier
)
DIGITS = "123456789"
NEW = 0
"""The line that takes another entry; lines that a day waits for have numbers below it."""


class LogCells(CellsModel):
    """`closed`: columns of lines that never change, but in the lines of `free`."""

    closed: frozenset[str] = frozenset()
    free: frozenset[int] = frozenset()

    def may_edit(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        if not super().may_edit(index):
            return False
        row, column = self.rows[index.row()].id, self.columns[index.column()].name
        return row == NEW or row in self.free or column not in self.closed


class LogGrid(CellGrid):
    """`confirmed` (line) on Enter where nothing is written yet, `picked` (line, column, digit).

    `turned` (line, column) on Space in a column of yes and no. `choices`: how many a column has;
    `adding`: columns where what is typed goes on after what stands there.
    """

    confirmed = Signal(int)
    picked = Signal(int, str, int)
    turned = Signal(int, str)
    choices: Mapping[str, int] = {}
    checks: frozenset[str] = frozenset()
    adding: frozenset[str] = frozenset()
    by_enter = True
    """Whether what is being written was taken by Enter: Tab and a click only fill the line."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, column = self.row_id, self.column_name
        commands, text = event.modifiers() & _COMMANDS, event.text()
        if row is None or commands or not self.cells.may_edit(self.currentIndex()):
            self._without_cell(event, row)
        elif event.key() in _ENTERS and row <= NEW:
            self.confirmed.emit(row)
        elif text and text in DIGITS and int(text) <= self.choices.get(column, 0):
            self.picked.emit(row, column, int(text))
        elif event.key() == Qt.Key.Key_Space and column in self.checks:
            self.turned.emit(row, column)
        else:
            super().keyPressEvent(event)

    def begin(self, typed: str | None = None) -> None:
        before = self.cells.text(self.currentIndex()) if self.currentIndex().isValid() else ""
        if typed is not None and before and self.column_name in self.adding:
            typed = f"{before}; {typed}"
        super().begin(typed)

    def _without_cell(self, event: QKeyEvent, row: int | None) -> None:
        """Enter writes the line wherever one stands in it."""
        plain = not event.modifiers() & _COMMANDS and not self.cells.read_only
        if event.key() in _ENTERS and plain and row is not None and row <= NEW:
            self.confirmed.emit(row)
        else:
            super().keyPressEvent(event)

    def _on_taken(self, step: str) -> None:
        self.by_enter = step == "down"
        super()._on_taken(step)
        self.by_enter = True
