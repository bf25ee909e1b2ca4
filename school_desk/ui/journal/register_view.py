"""One of the three tied tables: ground and lines under the cells, frames and badges over them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from school_desk.ui.journal.register_cells import Cell, CellState
from school_desk.ui.journal.register_cursor import ranges_of
from school_desk.ui.journal.register_delegate import RegisterDelegate
from school_desk.ui.journal.register_head import RegisterHead
from school_desk.ui.journal.register_ink import CENTRE, FRAME, Ink, framed
from school_desk.ui.journal.register_layout import (
    COMPUTED,
    NAMES,
    WORKS,
    Section,
    SectionKind,
)
from school_desk.ui.journal.register_model import RegisterModel

_BAR = 3
_AROUND = 6
_CARET_GAP = 2
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


_BLOCK_ENDS = frozenset({SectionKind.NAME, SectionKind.TERM, SectionKind.PERCENT})


KeyHandler = Callable[[QKeyEvent], bool]
"""Takes a key, or leaves it to the window by saying False."""


class RegisterView(QTableView):
    """Shows some columns of the model. Keys go to `press`, never to Qt's own search."""

    pointed = Signal(int, int, bool)
    dragged = Signal(QPoint)
    entered = Signal(int, int)
    focus_changed = Signal(bool)
    resized = Signal()

    def __init__(self, model: RegisterModel, delegate: RegisterDelegate, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._delegate = delegate
        self.columns: tuple[int, ...] = ()
        self.typed: str | None = None
        self.has_caret = False
        self.refusing = False
        self.lively = False
        self.press: KeyHandler = _left_alone
        self.head = RegisterHead(model, delegate.ink, self)
        self.setHorizontalHeader(self.head)
        self._set_up()
        self.setModel(model)

    @property
    def ink(self) -> Ink:
        """What it is painted with."""
        return self._delegate.ink

    def show_columns(self, columns: tuple[int, ...], widths: dict[int, int]) -> None:
        """Show only these columns, this wide."""
        self.columns = columns
        self.head.columns = columns
        shown = set(columns)
        for column in range(self._model.columnCount()):
            if self.isColumnHidden(column) != (column not in shown):
                self.setColumnHidden(column, column not in shown)
            if column in shown and self.columnWidth(column) != widths[column]:
                self.setColumnWidth(column, widths[column])

    def refresh_row(self, row: int) -> None:
        """Paint a whole line again: its pupil became or ceased to be the current one."""
        if row >= 0:
            top = self.rowViewportPosition(row)
            height = self.rowHeight(row)
            self.viewport().update(0, top - _AROUND, self.viewport().width(), height + 2 * _AROUND)

    def refresh_blocks(self, before: Sequence[QRect]) -> list[QRect]:
        """Paint the selected block again, and where it was; say where it is now."""
        now = self.blocks()
        for block in (*before, *now):
            self.viewport().update(block.adjusted(-1, -1, 1, 1))
        return now

    def refresh_cell(self, index: QModelIndex) -> None:
        """Paint a cell and the frame round it again."""
        if index.isValid() and not self.isColumnHidden(index.column()):
            around = (-_AROUND, -_AROUND, _AROUND, _AROUND)
            self.viewport().update(self.visualRect(index).adjusted(*around))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and tints, then the cells through the delegate, then frames and badges.

        Qt's own loop asks flags, options and a style for each cell: twice the time of all this.
        """
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        self._paint_ground(painter, event.rect())
        self._paint_cells(painter, event.rect())
        self._paint_over(painter)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Keep plain keys from shortcuts of the window; Esc only while something is typed."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & _COMMANDS and event.text().isprintable()
            if (plain and event.text()) or self._takes_escape(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the key on; Qt's search by letters would move the cell."""
        event.setAccepted(self.press(event))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the grid, which keeps the current lesson in sight."""
        super().resizeEvent(event)
        self.resized.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the frame as alive."""
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was being typed is saved, the frame goes grey."""
        super().focusOutEvent(event)
        self.focus_changed.emit(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Make the cell the current one; with Shift, stretch the block to it."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is not Qt.MouseButton.MiddleButton:
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.pointed.emit(index.row(), index.column(), extend)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Stretch the block while the button is down, also into the neighbour table."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing waits for the button to come up."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit, as F2 does."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.entered.emit(index.row(), index.column())

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(8)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAutoScroll(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def _takes_escape(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and self.typed is not None

    def _bottom(self) -> int:
        """Where the rows end, in the viewport."""
        last = self._model.rowCount() - 1
        return self.rowViewportPosition(last) + self.rowHeight(last) if last >= 0 else 0

    def _seen(self, area: QRect) -> list[tuple[Section, int, int]]:
        """The columns that touch an area: what each is, where it begins, how wide it is."""
        sections, found = self._model.sections, []
        for column in self.columns:
            left, width = self.columnViewportPosition(column), self.columnWidth(column)
            if left <= area.right() and left + width > area.left():
                found.append((sections[column], left, width))
        return found

    def _paint_ground(self, painter: QPainter, area: QRect) -> None:
        ink, bottom = self.ink, self._bottom()
        painter.fillRect(area, ink.colour("base"))
        seen = self._seen(area)
        for section, left, width in seen:
            painter.fillRect(left, 0, width, bottom, ink.colour(self._ground(section)))
        if seen and seen[0][0].kind in NAMES:
            self._paint_current_name(painter)
        self._paint_lines(painter, area, seen, bottom)
        for block in self.blocks():
            painter.fillRect(block, ink.tint)

    def _ground(self, section: Section) -> str:
        if section.kind in COMPUTED and not section.words:
            return "computed"
        if self._model.closed:
            return "off"
        if section.kind in WORKS:
            return "term" if section.kind is SectionKind.TERM else "unit"
        today = section.column is not None and section.column.date == self._model.today
        return "accent_soft" if today else "base"

    def _paint_current_name(self, painter: QPainter) -> None:
        row = self._delegate.marked_row
        if row < 0:
            return
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        painter.fillRect(0, top, self.viewport().width(), height, self.ink.colour("accent_soft"))
        painter.fillRect(0, top, _BAR, height - 1, self.ink.colour("accent"))

    def _paint_lines(
        self,
        painter: QPainter,
        area: QRect,
        seen: list[tuple[Section, int, int]],
        bottom: int,
    ) -> None:
        if not seen:
            return
        painter.setPen(self.ink.colour("line_soft"))
        right = seen[-1][1] + seen[-1][2] - 1
        for row in self._rows_in(area):
            y = self.rowViewportPosition(row) + self.rowHeight(row) - 1
            painter.drawLine(seen[0][1], y, right, y)
        for section, left, width in seen:
            if section.kind is SectionKind.NUMBER:
                continue
            strong = section.kind in _BLOCK_ENDS
            painter.setPen(self.ink.colour("line" if strong else "line_soft"))
            painter.drawLine(left + width - 1, 0, left + width - 1, bottom - 1)

    def _paint_cells(self, painter: QPainter, area: QRect) -> None:
        columns = [
            (column, self.columnViewportPosition(column), self.columnWidth(column))
            for column in self.columns
        ]
        seen = [each for each in columns if each[1] <= area.right() and sum(each[1:]) > area.left()]
        paint, current = self._delegate.paint_cell, self._delegate.marked_row
        for row in self._rows_in(area):
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            cells = self._model.cells(row)
            for column, left, width in seen:
                cell = cells[column]
                if cell.text or cell.states:
                    paint(painter, QRect(left, top, width, height), cell, strong=row == current)

    def _rows_in(self, area: QRect) -> range:
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self._model.rowCount() - 1) + 1)

    def blocks(self) -> list[QRect]:
        """The selected blocks as rectangles of this view; a single cell has only its frame."""
        ranges = [
            found
            for found in ranges_of(self.selectionModel())
            if found.width() > 1 or found.height() > 1
        ]
        blocks = []
        for found in ranges:
            inside = [c for c in self.columns if found.left() <= c <= found.right()]
            if inside:
                top = self._model.index(found.top(), inside[0])
                low = self._model.index(found.bottom(), inside[-1])
                blocks.append(self.visualRect(top).united(self.visualRect(low)))
        return blocks

    def _paint_over(self, painter: QPainter) -> None:
        painter.setPen(self.ink.colour("accent"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for block in self.blocks():
            painter.drawRect(block.adjusted(0, 0, -1, -1))
        current = self.currentIndex()
        shown = current.isValid() and not self._delegate.resting
        if shown and current.column() in self.columns:
            self._paint_current(painter, current)
        for row, column in self._conflicts():
            place = self.visualRect(self._model.index(row, column))
            self._delegate.paint_badge(painter, place)

    def _paint_current(self, painter: QPainter, index: QModelIndex) -> None:
        section = self._model.sections[index.column()]
        if section.kind in NAMES:
            return
        rect = self.visualRect(index)
        cell = self._model.cell(index.row(), index.column())
        frame = rect.adjusted(-1, -1, 0, 0)
        frame.setLeft(max(frame.left(), 1))  # whole at the edge of its table, too
        ground = "computed" if section.kind in COMPUTED and not section.words else "base"
        painter.fillRect(frame, self.ink.colour(ground))
        self._paint_inside(painter, rect, cell, editable=section.typed)
        framed(painter, frame, QPen(self.ink.colour(self._frame_role()), FRAME))

    def _paint_inside(self, painter: QPainter, rect: QRect, cell: Cell, *, editable: bool) -> None:
        text = cell.text if self.typed is None else self.typed
        writing = editable and (self.typed is not None or self.has_caret)
        if not writing:
            self._delegate.paint_cell(painter, rect, cell, strong=False)
            return
        if cell.states & CellState.LATE:
            corner = Cell("", cell.kind, CellState.LATE, cell.corner)
            self._delegate.paint_cell(painter, rect, corner, strong=False)
        ink = self.ink
        painter.setFont(ink.medium)
        painter.setPen(ink.colour("text"))
        inside = rect.adjusted(0, 0, -_CARET_GAP - 1, -1)
        painter.drawText(inside, CENTRE, text)
        width = painter.fontMetrics().horizontalAdvance(text)
        x = inside.center().x() + width // 2 + _CARET_GAP
        painter.setPen(ink.colour("accent"))
        painter.drawLine(x, rect.top() + 5, x, rect.bottom() - 6)

    def _frame_role(self) -> str:
        if self.refusing:
            return "danger"
        return "accent" if self.lively else "control"

    def _conflicts(self) -> list[tuple[int, int]]:
        """Cells with a badge; there are few, so their list is walked."""
        found = []
        for (key, pupil), state in self._model.signs.cells.items():
            row, column = self._model.row_of(pupil), self._model.column_of(key)
            if state & CellState.CONFLICT and row is not None and column in self.columns:
                found.append((row, column))
        return found

    def selectionCommand(
        self,
        _index: QModelIndex | QPersistentModelIndex,
        _event: QEvent | None = None,
    ) -> QItemSelectionModel.SelectionFlag:
        """Let only the cursor of the grid select."""
        return QItemSelectionModel.SelectionFlag.NoUpdate


def _left_alone(_event: QKeyEvent) -> bool:
    """Take no key until the grid gives its own."""
    return False
