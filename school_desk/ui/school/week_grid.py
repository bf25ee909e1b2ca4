"""The grid of the week on the screen: keys that type instead of searching, lessons one can drag."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from school_desk.ui.school.week_model import BELLS, WeekModel
from school_desk.ui.school.week_paint import WeekDelegate, three_lines
from school_desk.ui.theme.fonts import row_height, scaled
from school_desk.ui.widgets.table import LineHead

_ROW, _HIGH_ROW, _LOW_ROW = 46, 62, 28
_BELL_WIDTH, _HOUR_WIDTH = 96, 118
_CLASS_WIDTH, _WIDE_CLASS = 44, 108
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ERASES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class WeekGrid(QTableView):
    """`typed` with the first letter, `erased` on Delete, `entered` on Enter.

    `stepped` with rows and columns when a lesson is moved by Ctrl and an arrow; `taken_up` and
    `put_down` when one is dragged; `turned` on Space; `wandered` when another cell is current.
    """

    typed = Signal(str)
    erased = Signal()
    entered = Signal()
    turned = Signal()
    stepped = Signal(int, int)
    taken_up = Signal()
    put_down = Signal(bool)
    wandered = Signal()

    row_range = (_ROW, _HIGH_ROW)

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed: QPoint | None = None
        self.dragging = False
        self.setAccessibleName(accessible_name)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(WeekDelegate(self))
        self.setHorizontalHeader(LineHead(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(max(scaled(_ROW), 2 * row_height(0) - 6))

    def spread(self) -> None:
        """Give the columns equal room beside the bells; a whole school may need to scroll."""
        head = self.horizontalHeader()
        if not head.count():
            return
        model, width = self.model(), _BELL_WIDTH
        if isinstance(model, WeekModel) and model.week.groups:
            width = _HOUR_WIDTH
            room = self.viewport().width() - scaled(width)
            share = max(scaled(_CLASS_WIDTH), room // (head.count() - 1))
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            for column in range(head.count()):
                head.resizeSection(column, share)
        else:
            head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(BELLS, QHeaderView.ResizeMode.Fixed)
        head.resizeSection(BELLS, scaled(width))
        self._share_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows share the height there is: long subjects then have two lines."""
        super().resizeEvent(event)
        if isinstance(self.model(), WeekModel):
            self.spread()
        else:
            self._share_height()

    def _share_height(self) -> None:
        rows = self.verticalHeader().count()
        if not rows:
            return
        model = self.model()
        if isinstance(model, WeekModel) and model.week.groups:
            wide = self.columnWidth(1) >= scaled(_WIDE_CLASS)
            height = three_lines() if wide else row_height(scaled(_LOW_ROW))
            self.verticalHeader().setDefaultSectionSize(height)
            return
        share = self.viewport().height() // rows
        least, most = self.row_range
        low = max(scaled(least), 2 * row_height(0) - 6)
        self.verticalHeader().setDefaultSectionSize(max(low, min(share, scaled(most))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        commands = event.modifiers() & _COMMANDS
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() in _TAKES and not commands:
            self.entered.emit()
        elif step and commands == Qt.KeyboardModifier.ControlModifier:
            self.stepped.emit(*step)
        elif event.key() in _ERASES:
            self.erased.emit()
        elif text == " " and not commands:
            self.turned.emit()
        elif text and text.isprintable() and not commands:
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current, previous) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        super().currentChanged(current, previous)
        self.wandered.emit()

    # A lesson dragged by the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if not self.dragging and far:
            self.dragging = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.taken_up.emit()
        if self.dragging:
            index = self.indexAt(at)
            if index.isValid() and index.column() != BELLS:
                self.setCurrentIndex(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self.dragging, self._pressed = self.dragging, False, None
        if not dragged:
            super().mouseReleaseEvent(event)
            return
        self.viewport().unsetCursor()
        index = self.indexAt(event.position().toPoint())
        self.put_down.emit(index.isValid() and index.column() != BELLS)
