"""The grid of the week on the screen: own painting, and keys that type instead of searching."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from school_desk.formats import time_range
from school_desk.school.model import Bell
from school_desk.ui.icons.icons import BOX, pixmap
from school_desk.ui.school.week_model import BELLS, CELL, WeekCell
from school_desk.ui.theme.fonts import Step, row_height, scaled, step_font
from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.widgets.table import LineHead

_Index = QModelIndex | QPersistentModelIndex
_ROW, _HIGH_ROW = 46, 62
_BELL_WIDTH = 96
_PAD = 8
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ERASES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WeekGrid(QTableView):
    """`typed` with the first letter, `erased` on Delete, `entered` on Enter."""

    typed = Signal(str)
    erased = Signal()
    entered = Signal()

    row_range = (_ROW, _HIGH_ROW)

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        """Give the weekdays equal room beside the bells."""
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        if head.count():
            head.setSectionResizeMode(BELLS, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(BELLS, scaled(_BELL_WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows share the height there is: long subjects then have two lines."""
        super().resizeEvent(event)
        rows = self.verticalHeader().count()
        if rows:
            share = self.viewport().height() // rows
            least, most = self.row_range
            low = max(scaled(least), 2 * row_height(0) - 6)
            self.verticalHeader().setDefaultSectionSize(max(low, min(share, scaled(most))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() in _TAKES and not event.modifiers() & _COMMANDS:
            self.entered.emit()
        elif event.key() in _ERASES:
            self.erased.emit()
        elif text and text.isprintable() and not event.modifiers() & _COMMANDS:
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)


class WeekDelegate(QStyledItemDelegate):
    """Subject over teacher; a clash has a dashed frame and a sign, the current cell a frame."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens = current_tokens()
        box: QRect = option.rect
        shown = index.data(CELL)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, QColor(tokens.alt if isinstance(shown, Bell) else tokens.base))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(tokens.line_soft))
        painter.fillRect(box.right(), box.top(), 1, box.height(), QColor(tokens.line_soft))
        if isinstance(shown, Bell):
            times = time_range(shown.starts, shown.ends)
            self._write(painter, box, str(shown.slot), times, QFont.Weight.Bold)
        elif isinstance(shown, WeekCell):
            self._write(painter, box, shown.subject, shown.teacher, QFont.Weight.Medium)
            if shown.clash:
                self._mark_clash(painter, box)
        if current:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(QColor(tokens.accent if focused else tokens.control), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def _write(
        self, painter: QPainter, box: QRect, first: str, second: str, weight: QFont.Weight
    ) -> None:
        inner = box.adjusted(scaled(_PAD), 3, -scaled(_PAD), -4)
        painter.setFont(step_font(Step.CAPTION))
        low = painter.fontMetrics().height() if second else 0
        painter.setFont(step_font(Step.BODY, weight))
        name, high = _fitted(first, inner.width(), inner.height() - low, painter.fontMetrics())
        top = inner.top() + (inner.height() - low - high) // 2
        painter.setPen(QColor(current_tokens().text))
        painter.drawText(QRect(inner.left(), top, inner.width(), high), _WRAP, name)
        painter.setPen(QColor(current_tokens().muted))
        painter.setFont(step_font(Step.CAPTION))
        name = painter.fontMetrics().elidedText(second, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(QRect(inner.left(), top + high, inner.width(), low), _WRAP, name)

    def _mark_clash(self, painter: QPainter, box: QRect) -> None:
        tokens = current_tokens()
        pen = QPen(QColor(tokens.warn), 1.4, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(box.adjusted(3, 3, -4, -4), 2, 2)
        ratio = painter.device().devicePixelRatioF()
        at = box.right() - BOX - 6, box.bottom() - BOX - 6
        painter.drawPixmap(*at, pixmap("warn", "warn", ratio))


def _fitted(text: str, width: int, height: int, metrics: QFontMetrics) -> tuple[str, int]:
    """The whole text in as many lines as there is room for, else cut; and its height."""
    whole = metrics.boundingRect(QRect(0, 0, width, height), _WRAP, text)
    if whole.height() <= height and whole.width() <= width:
        return text, whole.height()
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width), metrics.height()
