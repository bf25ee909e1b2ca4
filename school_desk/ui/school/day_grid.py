"""The grid of a class's day: letters are typed as in the register, the cursor walks by arrows."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from school_desk.i18n import _
from school_desk.school.attendance_model import Taken
from school_desk.ui.icons.icons import pixmap
from school_desk.ui.journal.register_ink import CENTRE, LEFT, Ink, device_ratio
from school_desk.ui.school.day_model import (
    BEFORE,
    CELL,
    HEAD,
    NAME,
    NUMBER,
    TAKEN_WORDS,
    DayCell,
    DayModel,
    HourHead,
    Look,
)
from school_desk.ui.theme.fonts import Step, row_height, scaled, step_font
from school_desk.ui.theme.palette import current_tokens

_Index = QModelIndex | QPersistentModelIndex
_Key = Qt.Key
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_STEPS = {
    _Key.Key_Return: (1, 0),
    _Key.Key_Enter: (1, 0),
    _Key.Key_Tab: (0, 1),
    _Key.Key_Backtab: (0, -1),
    _Key.Key_Down: (1, 0),
    _Key.Key_Up: (-1, 0),
    _Key.Key_Right: (0, 1),
    _Key.Key_Left: (0, -1),
}
_WIDTHS = {NUMBER: 36, NAME: 224}
_COUNT_WIDTH = 108
_HOUR, _NARROW_HOUR = 176, 44
_ROW, _HEAD = 26, 76
_NUMBER, _SUBJECT, _SIGN = 20, 32, 20
_ICON = 12
_LOOKS = {
    Look.PLAIN: ("body", "text"),
    Look.AWAY: ("bold", "muted"),
    Look.UNEXCUSED: ("bold", "danger"),
    Look.LATE: ("bold", "warn"),
    Look.UNKNOWN: ("body", "muted"),
}


class DayGrid(QTableView):
    """`typed` with a character, `erased` on Backspace and Delete; both mean the current cell."""

    typed = Signal(str)
    erased = Signal()

    def __init__(
        self, model: DayModel, accessible_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self.setAccessibleName(accessible_name)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(DayDelegate(self))
        self.setHorizontalHeader(DayHead(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height(scaled(_ROW)))
        self.setModel(model)
        model.modelReset.connect(self.spread)

    def stand(self, row: int, column: int) -> None:
        """Make a cell current, as near as there is one."""
        rows, columns = self._model.rowCount(), self._model.columnCount()
        if rows and columns:
            last = columns - 2 if self._model.hours else NAME
            where = min(max(row, 0), rows - 1), min(max(column, NAME), last)
            self.setCurrentIndex(self._model.index(*where))

    def spread(self) -> None:
        """Give the hours the room there is, as far as a subject needs it."""
        head = self.horizontalHeader()
        hours = len(self._model.hours)
        if not head.count():
            return
        for column, width in _WIDTHS.items():
            head.resizeSection(column, scaled(width))
        room = self.viewport().width() - sum(map(scaled, (*_WIDTHS.values(), _COUNT_WIDTH)))
        each = max(scaled(_NARROW_HOUR), min(scaled(_HOUR), room // max(hours, 1)))
        for n in range(hours):
            head.resizeSection(BEFORE + n, each)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.spread()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text, plain = event.text(), not event.modifiers() & _COMMANDS
        if plain and event.key() in _STEPS:
            self._walk(_Key(event.key()), back=bool(event.modifiers() & _SHIFT))
        elif plain and event.key() in (_Key.Key_Backspace, _Key.Key_Delete):
            self.erased.emit()
        elif plain and text and text.isprintable():
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def _walk(self, key: Qt.Key, *, back: bool) -> None:
        rows, columns = _STEPS[key]
        turned = -1 if back and key in (_Key.Key_Return, _Key.Key_Enter) else 1
        here = self.currentIndex()
        self.stand(here.row() + rows * turned, here.column() + columns)


_SHIFT = Qt.KeyboardModifier.ShiftModifier


class DayDelegate(QStyledItemDelegate):
    """Letters on hatch as in the register; what nobody knows is a question mark, never a blank."""

    def __init__(self, view: DayGrid) -> None:
        super().__init__(view)
        self._view = view
        self._ink = Ink.prepare(device_ratio())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens = current_tokens()
        if tokens is not self._ink.tokens:
            self._ink = Ink.prepare(device_ratio())
        box: QRect = option.rect
        here = self._view.currentIndex()
        in_row = here.row() == index.row()
        current = in_row and here.column() == index.column()
        cell: DayCell = index.data(CELL)
        painter.save()
        painter.fillRect(box, self._ink.colour("accent_soft" if in_row and not current else "base"))
        inside = box.adjusted(0, 0, -1, -1)
        if cell.look in (Look.AWAY, Look.UNEXCUSED):
            painter.drawTiledPixmap(inside, self._ink.hatch, QPointF(inside.topLeft()).toPoint())
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, self._ink.colour("line_soft"))
        painter.fillRect(box.right(), box.top(), 1, box.height(), self._ink.colour("line_soft"))
        self._write(painter, inside, index.column(), cell, strong=in_row)
        if in_row and index.column() == NUMBER:
            painter.fillRect(box.left(), box.top(), 3, box.height(), self._ink.colour("accent"))
        if current:
            role = "accent" if self._view.hasFocus() else "control"
            painter.setPen(QPen(self._ink.colour(role), 2))
            painter.drawRect(inside.adjusted(1, 1, -1, -1))
        painter.restore()

    def _write(
        self, painter: QPainter, box: QRect, column: int, cell: DayCell, *, strong: bool
    ) -> None:
        font, role = _LOOKS[cell.look]
        if column == NUMBER:
            font, role = "number", "muted"
        elif column == NAME and strong:
            font = "bold"
        painter.setFont(getattr(self._ink, font))
        painter.setPen(self._ink.colour(role))
        if column == NAME:
            inner = box.adjusted(6, 0, -4, 0)
            name = self._ink.elided(cell.text, getattr(self._ink, font), inner.width())
            painter.drawText(inner, LEFT, name)
        else:
            painter.drawText(box, CENTRE, cell.text)


class DayHead(QHeaderView):
    """Hour over subject over whether attendance is taken, in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(scaled(_HEAD))
        self.setStretchLastSection(True)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        tokens = current_tokens()
        told = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal, HEAD)
        painter.save()
        painter.fillRect(rect, QColor(tokens.alt))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        if isinstance(told, HourHead):
            painter.fillRect(rect.right(), rect.top(), 1, rect.height(), QColor(tokens.line_soft))
            self._paint_hour(painter, rect, told)
        else:
            text = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)
            painter.setPen(QColor(tokens.muted))
            painter.setFont(step_font(Step.CAPTION, QFont.Weight.Medium))
            painter.drawText(rect.adjusted(6, 0, -4, 0), LEFT | Qt.TextFlag.TextWordWrap, text)
        painter.restore()

    def _paint_hour(self, painter: QPainter, rect: QRect, told: HourHead) -> None:
        tokens = current_tokens()
        top = QRect(rect.left(), rect.top() + 2, rect.width(), scaled(_NUMBER))
        painter.setFont(step_font(Step.BODY, QFont.Weight.Bold))
        painter.setPen(QColor(tokens.text))
        painter.drawText(top, CENTRE, told.number)
        painter.setFont(step_font(Step.CAPTION))
        painter.setPen(QColor(tokens.muted))
        middle = QRect(rect.left(), top.bottom(), rect.width(), scaled(_SUBJECT))
        self._fitted(painter, middle, told.subject)
        low = QRect(rect.left(), middle.bottom() + 1, rect.width(), scaled(_SIGN))
        if told.taken is Taken.NOT_TAKEN:
            painter.setPen(QColor(tokens.warn))
        icon = {Taken.HELD: ("check", "muted"), Taken.NOT_TAKEN: ("warn", "warn")}.get(told.taken)
        words = _(TAKEN_WORDS[told.taken])
        width = painter.fontMetrics().horizontalAdvance(words)
        fits = width <= low.width() - 4 - (_ICON + 3 if icon else 0)
        width = width if fits else 0
        if icon:
            ratio = painter.device().devicePixelRatioF()
            left = max(low.left() + 3, low.center().x() - (width + _ICON + 3) // 2)
            painter.drawPixmap(left, low.center().y() - _ICON // 2, pixmap(*icon, ratio, _ICON))
            low = low.adjusted(_ICON + 3, 0, 0, 0)
        if fits:
            painter.drawText(low, CENTRE, words)

    @staticmethod
    def _fitted(painter: QPainter, box: QRect, text: str) -> None:
        """In two lines where it must; cut only where even that is too narrow."""
        metrics, inner = painter.fontMetrics(), box.adjusted(4, 0, -4, 0)
        flags = int(CENTRE) | int(Qt.TextFlag.TextWordWrap)
        words = metrics.boundingRect(QRect(0, 0, inner.width(), 0), flags, text)
        if words.width() > inner.width() or words.height() > inner.height():
            flags = int(CENTRE)
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, flags, text)
