"""The table of absences in a span of time: one cell is current, and its number can be opened."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from school_desk.i18n import _
from school_desk.ui.school.period_model import CLASS, NAME, NUMBER, PeriodModel
from school_desk.ui.theme.fonts import Step, row_height, scaled, step_font
from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.widgets.table import LineDelegate, LineHead, LineTable

_Index = QModelIndex | QPersistentModelIndex
_WIDTHS = {NUMBER.head: 40, NAME.head: 196, CLASS.head: 84}
_COUNT, _LEAST_COUNT = 108, 64
_LAST_MORE = 18
"""The last column has the longest word; it stretches over what the others leave."""

_ROW, _HEAD, _AROUND = 28, 46, 13
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class PeriodTable(LineTable):
    """`opened` when Enter is pressed on a number."""

    opened = Signal()

    def __init__(self, model: PeriodModel, accessible_name: str) -> None:
        super().__init__(accessible_name)
        self._shown = model
        self.setItemDelegate(PeriodDelegate(self))
        self.setHorizontalHeader(PeriodHead(model, self))
        self.verticalHeader().setDefaultSectionSize(row_height(scaled(_ROW)))
        self.setModel(model)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        model.modelReset.connect(self.spread)

    def spread(self) -> None:
        """Give the numbers the room that names leave."""
        columns = self._shown.columns
        named = sum(scaled(_WIDTHS.get(one.head, 0)) for one in columns)
        numbers = sum(one.count is not None for one in columns)
        room = (self.viewport().width() - named - scaled(_LAST_MORE)) // max(numbers, 1)
        each = max(scaled(_LEAST_COUNT), min(scaled(_COUNT), room))
        for place, column in enumerate(columns):
            width = _WIDTHS.get(column.head)
            self.setColumnWidth(place, scaled(width) if width else max(each, _least(column.head)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.spread()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & _COMMANDS
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif plain and event.text() and event.text().isprintable():
            event.ignore()  # else the view would search for what is typed
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.horizontalHeader().viewport().update()


def _least(head: str) -> int:
    """Room for the longest word of a head: it wraps between words and never cuts one."""
    metrics = QFontMetrics(step_font(Step.CAPTION, QFont.Weight.Bold))
    return max(map(metrics.horizontalAdvance, _(head).split()), default=0) + scaled(_AROUND)


class PeriodDelegate(LineDelegate):
    """The current number of the current line has a frame."""

    def __init__(self, view: PeriodTable) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        here = self._view.currentIndex()
        if (here.row(), here.column()) == (index.row(), index.column()):
            tokens = current_tokens()
            painter.save()
            painter.setPen(
                QPen(QColor(tokens.accent if self._view.hasFocus() else tokens.control), 2)
            )
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
            painter.restore()


class PeriodHead(LineHead):
    """Heads wrap, stand over their numbers, and the one that sorts has a bar."""

    def __init__(self, model: PeriodModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = model
        self.least_height = max(scaled(_HEAD), 2 * row_height(0))
        self.setFixedHeight(self.least_height)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        tokens = current_tokens()
        column = self._shown.columns[logicalIndex]
        sorts = column == self._shown.sorted_by
        painter.save()
        painter.fillRect(rect, QColor(tokens.alt))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        if sorts:
            painter.fillRect(
                rect.left() + 6, rect.bottom() - 3, rect.width() - 12, 3, QColor(tokens.accent)
            )
        painter.setPen(QColor(tokens.text if sorts else tokens.muted))
        weight = QFont.Weight.Bold if sorts else QFont.Weight.Medium
        painter.setFont(step_font(Step.CAPTION, weight))
        right = column.count is not None or column is NUMBER
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        text = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)
        painter.drawText(
            rect.adjusted(10 if not right else 2, 0, -10 if not right else -9, -3), flags, str(text)
        )
        painter.restore()
