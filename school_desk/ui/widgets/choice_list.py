"""A list to choose from or to tick: rows as high as fields, the current one marked as in tables."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from school_desk.ui.icons.icons import BOX, pixmap
from school_desk.ui.theme.fonts import row_height, scaled
from school_desk.ui.theme.palette import current_tokens

_Index = QModelIndex | QPersistentModelIndex
_ROW, _PAD, _BAR, _TICK = 30, 10, 3, 14


class ChoiceList(QListWidget):
    """A QListWidget in the clothes of the house."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(accessible_name)
        self.setItemDelegate(ChoiceDelegate(self))


class ChoiceDelegate(QStyledItemDelegate):
    """The words of a line, behind its tick if it can be ticked."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), row_height(scaled(_ROW)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens = current_tokens()
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, QColor(tokens.accent_soft if chosen else tokens.base))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(tokens.line_soft))
        if chosen:
            painter.fillRect(box.left(), box.top(), _BAR, box.height(), QColor(tokens.accent))
        inner = box.adjusted(scaled(_PAD), 0, -scaled(_PAD), 0)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        if ticked is not None:
            _draw_tick(painter, inner, ticked=Qt.CheckState(ticked) is Qt.CheckState.Checked)
            inner.adjust(scaled(_TICK) + scaled(_PAD), 0, 0, 0)
        painter.setPen(QColor(tokens.text))
        words = painter.fontMetrics().elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


def _draw_tick(painter: QPainter, inner: QRect, *, ticked: bool) -> None:
    """The square of a check box, as the sheet draws it."""
    tokens = current_tokens()
    side = scaled(_TICK)
    square = QRect(inner.left(), inner.center().y() - side // 2, side, side)
    painter.setPen(QPen(QColor(tokens.accent if ticked else tokens.control), 1))
    painter.setBrush(QColor(tokens.accent if ticked else tokens.base))
    painter.drawRoundedRect(square, 2, 2)
    if ticked:
        drawn = pixmap("check", "on_accent", painter.device().devicePixelRatioF(), BOX - 4)
        middle = square.center()
        painter.drawPixmap(middle.x() - (BOX - 4) // 2, middle.y() - (BOX - 4) // 2 + 1, drawn)
