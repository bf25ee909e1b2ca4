"""A grid one types in: the first letter or F2 opens a cell, Enter goes down, Tab to the right."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QTableView,
    QWidget,
)

from school_desk.errors import DeskError
from school_desk.i18n import _
from school_desk.ui.theme.fonts import Step, row_height, scaled, step_font
from school_desk.ui.widgets.cell_editor import CellEditor
from school_desk.ui.widgets.cell_paint import PAD, WRAP, CellDelegate, CellHead
from school_desk.ui.widgets.cells_model import CellColumn, CellRow, CellsModel

_Index = QModelIndex | QPersistentModelIndex
_AIR, _LEAST, _TITLE = 8, 30, 34
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ERASES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CellGrid(QTableView):
    """`cell_changed` when another cell is current; `refused` passes on what was not written.

    Enter goes on to the next line; where nothing can be typed it means `activated`.
    """

    cell_changed = Signal()
    refused = Signal(object)

    def __init__(
        self, accessible_name: str, model: CellsModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.cells = model
        self.setModel(model)
        self.setAccessibleName(accessible_name)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(CellDelegate(self))
        head = CellHead(self)
        head.setStretchLastSection(False)
        self.setHorizontalHeader(head)
        self.verticalHeader().hide()
        self.editor = CellEditor(self.viewport())
        self.editor.taken.connect(self._on_taken)
        self.editor.dropped.connect(self._on_dropped)
        self._open_at: QPersistentModelIndex | None = None
        self._stop: tuple[int, str] | None = None
        self._error: DeskError | None = None
        self._centred: QPersistentModelIndex | None = None
        model.refused.connect(self._on_refused)
        model.modelReset.connect(self._arrange)
        model.dataChanged.connect(self._arrange)
        self.doubleClicked.connect(lambda _index: self.begin())
        self._arrange()

    # Where one is

    @property
    def row_id(self) -> int | None:
        """The id of the current line."""
        index = self.currentIndex()
        return self.cells.rows[index.row()].id if index.isValid() else None

    @property
    def column_name(self) -> str:
        """The name of the current column."""
        index = self.currentIndex()
        return self.cells.columns[index.column()].name if index.isValid() else ""

    def go_to(self, row_id: int | None, column: str = "", *, centred: bool = False) -> None:
        """Stand on a line (the first that takes text, if there is none) and a column."""
        place = self.cells.row_of(row_id) if row_id is not None else None
        if place is None:
            place = next((n for n, row in enumerate(self.cells.rows) if not row.title), 0)
        names = [one.name for one in self.cells.columns]
        first = next((n for n, one in enumerate(self.cells.columns) if one.editable), 0)
        index = self.cells.index(place, names.index(column) if column in names else first)
        if index.isValid():
            self._stand(index)
        self._centred = QPersistentModelIndex(index) if centred and index.isValid() else None

    def lead_to(self, row_id: int, column: str) -> None:
        """Where Enter goes after what is being written, in place of the line below."""
        self._stop = row_id, column

    def selected_ids(self) -> tuple[int, ...]:
        """The ids of the lines of the selection, titles left out."""
        places = sorted({index.row() for index in self.selectedIndexes()})
        rows = (self.cells.rows[place] for place in places)
        return tuple(row.id for row in rows if not row.title)

    def copied(self) -> str:
        """The selection as a spreadsheet takes it."""
        chosen = sorted((index.row(), index.column()) for index in self.selectedIndexes())
        lines: dict[int, list[str]] = {}
        for row, column in chosen:
            if not self.cells.rows[row].title:
                text = self.cells.text(self.cells.index(row, column))
                lines.setdefault(row, []).append(text.replace("\t", " ").replace("\n", " "))
        return "\n".join("\t".join(cells) for cells in lines.values())

    # Typing

    @property
    def editing(self) -> bool:
        """Whether a cell is open."""
        return self._open_at is not None

    def begin(self, typed: str | None = None) -> None:
        """Open the current cell, with its text or with what is being typed."""
        index = self.currentIndex()
        if not self.cells.may_edit(index):
            return
        self.scrollTo(index)
        self._open_at = QPersistentModelIndex(index)
        text = self.cells.text(index) if typed is None else typed
        name = _(self.cells.columns[index.column()].head)
        self.editor.open(self.visualRect(index), text, name, whole=typed is None)

    def commit(self, *, leaving: bool = False) -> bool:
        """Write the open cell. False: it was refused and stays open.

        Whoever leaves the page keeps only what may be written at another try.
        """
        place = self._open_at
        if place is None:
            return True
        index = self.cells.index(place.row(), place.column())
        text = self.editor.toPlainText()
        self._error = None
        if index.isValid() and text != self.cells.text(index):
            self._open_at = None
            if not self.cells.setData(index, text) and self._keeps(leaving=leaving):
                self._open_at = place
                return False
        self._close_editor()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._centred = None
        text, commands = event.text(), event.modifiers() & _COMMANDS
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in _ENTERS and not commands and self._only_shows:
            self.activated.emit(self.currentIndex())
        elif event.key() in _ENTERS and not commands:
            self._step(-1 if shifted else 1, 0)
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not commands:
            self._step(0, -1 if event.key() == Qt.Key.Key_Backtab else 1)
        elif event.key() in _ERASES and not commands:
            self._erase()
        elif text and text.isprintable() and not commands:
            self.begin(text)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _next: bool) -> bool:  # noqa: FBT001  Qt's signature
        """Tab belongs to the cells; F6 leaves the grid."""
        return False

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.cell_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        if self._centred is not None and self._centred.isValid():
            index = self.cells.index(self._centred.row(), self._centred.column())
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    # Within

    @property
    def _only_shows(self) -> bool:
        return not any(one.editable for one in self.cells.columns)

    def _stand(self, index: QModelIndex) -> None:
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
        self.scrollTo(index)

    def _go_on(self, step: str) -> None:
        stop, self._stop = self._stop, None
        if stop is not None and step == "down":
            self.go_to(*stop)
        else:
            self._step(*{"down": (1, 0), "right": (0, 1), "left": (0, -1)}[step])

    def _step(self, down: int, right: int) -> None:
        """The next cell one can type in, title lines left out."""
        index = self.currentIndex()
        row, column = index.row() + down, index.column() + right
        while 0 <= row < len(self.cells.rows):
            while 0 <= column < len(self.cells.columns):
                found = self.cells.index(row, column)
                if down or self.cells.may_edit(found):
                    break
                column += right
            else:
                row, column = row + right, 0 if right > 0 else len(self.cells.columns) - 1
                continue
            if not self.cells.rows[row].title:
                self._stand(self.cells.index(row, column))
                return
            row += down or right

    def _erase(self) -> None:
        for index in self.selectedIndexes():
            if self.cells.may_edit(index) and self.cells.text(index):
                self.cells.setData(index, "")

    def _on_taken(self, step: str) -> None:
        if not self.commit():
            return
        if step:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._go_on(step)

    def _on_dropped(self) -> None:
        self._close_editor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_editor(self) -> None:
        self._open_at = None
        self.editor.hide()

    def _on_refused(self, error: DeskError) -> None:
        self._error = error
        self.refused.emit(error)

    def _keeps(self, *, leaving: bool) -> bool:
        return not leaving or (self._error is not None and self._error.worth_repeating)

    def _arrange(self, *_changed: object) -> None:
        self._share_width()
        self.clearSpans()
        for place, row in enumerate(self.cells.rows):
            if row.title:
                self.setSpan(place, 0, 1, len(self.cells.columns))
        self._fit_rows()

    def _share_width(self) -> None:
        metrics = QFontMetrics(step_font(Step.CAPTION, QFont.Weight.Medium))
        least = [_least_width(one, metrics) for one in self.cells.columns]
        room = self.viewport().width() - sum(least)
        shares = sum(one.stretch for one in self.cells.columns) or 1
        for place, one in enumerate(self.cells.columns):
            more = max(0, room) * one.stretch // shares
            self.setColumnWidth(place, least[place] + more)

    def _fit_rows(self) -> None:
        """Each line as high as its longest cell; nothing is cut."""
        metrics = QFontMetrics(QApplication.font())
        widths = [self.columnWidth(n) - 2 * scaled(PAD) for n in range(len(self.cells.columns))]
        for place, row in enumerate(self.cells.rows):
            high = scaled(_TITLE) if row.title else self._high(row, widths, metrics)
            if self.rowHeight(place) != high:
                self.setRowHeight(place, high)

    def _high(self, row: CellRow, widths: Sequence[int], metrics: QFontMetrics) -> int:
        line = metrics.lineSpacing()
        lines = 1
        for text, width in zip(row.texts, widths, strict=True):
            if "\n" in text or metrics.horizontalAdvance(text) > width:
                box = QRect(0, 0, max(width, 1), 10_000)
                lines = max(lines, -(-metrics.boundingRect(box, WRAP, text).height() // line))
        return max(row_height(scaled(_LEAST)), lines * line + scaled(_AIR) + 2)


def _least_width(column: CellColumn, metrics: QFontMetrics) -> int:
    """The width of a column; its head wraps between words and never cuts one."""
    longest = max(map(metrics.horizontalAdvance, _(column.head).split()), default=0)
    return max(scaled(column.width), longest + 2 * scaled(PAD) + 2)
