"""How the cells of a grid look: heads over their texts, shades of rows, the frame of the cursor."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from school_desk.ui.theme.fonts import Step, scaled, step_font
from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.theme.tokens import Tokens
from school_desk.ui.widgets.cells_model import ROW, CellRow, CellsModel
from school_desk.ui.widgets.table import LineHead

_Index = QModelIndex | QPersistentModelIndex
PAD = 8
WRAP = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


class CellHead(LineHead):
    """The words of a column stand over its texts, at the right over numbers."""

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        tokens, model = current_tokens(), self.model()
        if not isinstance(model, CellsModel):
            return
        painter.save()
        painter.fillRect(rect, QColor(tokens.alt))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        painter.setPen(QColor(tokens.muted))
        painter.setFont(step_font(Step.CAPTION, QFont.Weight.Medium))
        right = model.columns[logicalIndex].right
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        inner = rect.adjusted(scaled(PAD), 0, -scaled(PAD), 0)
        text = model.headerData(logicalIndex, Qt.Orientation.Horizontal)
        painter.drawText(inner, int(side) | int(WRAP), str(text or ""))
        painter.restore()


class CellDelegate(QStyledItemDelegate):
    """Text in its tone, a title over all columns, the current cell in a frame."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens = current_tokens()
        box: QRect = option.rect
        row = index.data(ROW)
        grid = self.parent()
        if not isinstance(row, CellRow) or not isinstance(grid, QTableView):
            return
        here = grid.currentIndex()
        painter.save()
        painter.fillRect(box, QColor(_ground(tokens, row, here.row() == index.row())))
        if option.state & QStyle.StateFlag.State_Selected and here != index:
            tint = QColor(tokens.accent)
            tint.setAlphaF(0.13)
            painter.fillRect(box, tint)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(tokens.line_soft))
        if not row.title:
            painter.fillRect(box.right(), box.top(), 1, box.height(), QColor(tokens.line_soft))
        self._write(painter, box, row, index)
        if here == index:
            painter.setPen(QPen(QColor(tokens.accent if grid.hasFocus() else tokens.control), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, row: CellRow, index: _Index) -> None:
        tokens, place = current_tokens(), index.column()
        bold = row.title or place in row.bold
        painter.setFont(step_font(Step.BODY, QFont.Weight.Medium if bold else QFont.Weight.Normal))
        tone = tokens.text
        if place in row.warned:
            tone = tokens.warn
        elif place in row.muted:
            tone = tokens.muted
        painter.setPen(QColor(tone))
        model = index.model()
        right = isinstance(model, CellsModel) and model.columns[place].right and not row.title
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        inner = box.adjusted(scaled(PAD), 0, -scaled(PAD), 0)
        painter.drawText(inner, int(side) | int(WRAP), str(index.data() or ""))


def _ground(tokens: Tokens, row: CellRow, current: bool) -> str:  # noqa: FBT001
    if row.title:
        return tokens.warn_soft if row.warned else tokens.computed
    if row.shade in ("unit", "term", "off"):
        return str(getattr(tokens, row.shade))
    return tokens.accent_soft if current else tokens.base
