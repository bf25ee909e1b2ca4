"""The grid of a rubric: 1, 2, 3 tick a row, F2 rewrites a sentence, Page Down is the next pupil."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from school_desk.i18n import _
from school_desk.journal.attainment import Attainment
from school_desk.journal.typing import Digit, read_key
from school_desk.ui.journal.rubric_model import ATTAINMENTS, CELL, RubricCell, RubricModel
from school_desk.ui.theme.fonts import Step, scaled, step_font
from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.widgets.table import LineHead, LineTable

_Index = QModelIndex | QPersistentModelIndex
_PAD = 10
_BOX = 14
_CAPTION = 16
_CRITERION_SHARE = 22
_WHOLE = 100
_LEAST = 64
_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RubricGrid(LineTable):
    """`ticked` with the line and an attainment (None: as proposed)."""

    ticked = Signal(int, object)
    dropped = Signal(int)
    pupil_stepped = Signal(int)

    def __init__(self, model: RubricModel, parent: QWidget | None = None) -> None:
        super().__init__(_("Rubric"), parent)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setItemDelegate(RubricDelegate(self))
        head = LineHead(self)
        head.setStretchLastSection(False)
        self.setHorizontalHeader(head)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.dataChanged.connect(lambda *_changed: self.resizeRowsToContents())
        model.modelReset.connect(self.resizeRowsToContents)
        if model.rowCount():
            self.setCurrentIndex(model.index(0, 1))

    def edit_current(self) -> None:
        """Rewrite the sentence (or the criterion) of the current cell."""
        if self.currentIndex().isValid():
            self.edit(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.viewport().width()
        first = width * _CRITERION_SHARE // _WHOLE
        self.setColumnWidth(0, first)
        for column in range(1, len(ATTAINMENTS)):
            self.setColumnWidth(column, (width - first) // (len(ATTAINMENTS) - 1))
        self.resizeRowsToContents()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.currentIndex().row()
        commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if event.modifiers() & commands:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.pupil_stepped.emit(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.key() == Qt.Key.Key_Delete and self.currentIndex().column() == 0:
            self.dropped.emit(line)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.ticked.emit(line, None)
        elif event.key() in (*_RETURNS, Qt.Key.Key_Space):
            self._tick_here(line)
        elif event.text() and event.text().isprintable():
            self._type(event.text(), line)
        else:
            super().keyPressEvent(event)

    def _type(self, text: str, line: int) -> None:
        """The digit of the key, whatever the layout types."""
        digit = read_key(text, {})
        if isinstance(digit, Digit) and 0 < digit.value < len(ATTAINMENTS):
            self._tick(line, ATTAINMENTS[digit.value])

    def _tick_here(self, line: int) -> None:
        attainment = ATTAINMENTS[max(self.currentIndex().column(), 0)]
        if attainment is not None:
            self._tick(line, attainment)

    def _tick(self, line: int, attainment: Attainment | None) -> None:
        """Tick, and go down to the next criterion."""
        self.ticked.emit(line, attainment)
        below = min(line + 1, self.model().rowCount() - 1)
        self.setCurrentIndex(self.model().index(below, self.currentIndex().column()))


class SentenceEditor(QPlainTextEdit):
    """A sentence being rewritten in its cell."""


class RubricDelegate(QStyledItemDelegate):
    """A sentence with its box; what holds is ticked, bold, on a ground, and says who chose it."""

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002  Qt's signature
        index: _Index,
    ) -> QWidget:
        made = SentenceEditor(parent)
        made.setTabChangesFocus(True)
        made.setAccessibleName(str(index.model().headerData(index.column(), _ACROSS)))
        made.setFont(step_font(Step.BODY))
        return made

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText())

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: _Index,  # noqa: ARG002  Qt's signature
    ) -> None:
        editor.setGeometry(option.rect.adjusted(0, 0, -1, -1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter keeps the sentence, Esc leaves it as it was."""
        if (
            isinstance(event, QKeyEvent)
            and isinstance(watched, QPlainTextEdit)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _RETURNS
        ):
            self.commitData.emit(watched)
            self.closeEditor.emit(watched, QAbstractItemDelegate.EndEditHint.NoHint)
            return True
        return super().eventFilter(watched, event)

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002  Qt's signature
        index: _Index,
    ) -> QSize:
        cell = index.data(CELL)
        view = self.parent()
        if not isinstance(cell, RubricCell) or not isinstance(view, QTableView):
            return QSize(0, scaled(_LEAST))
        width = (
            view.columnWidth(index.column()) - 2 * _PAD - (scaled(_BOX) + 8 if cell.boxed else 0)
        )
        metrics = QFontMetrics(step_font(Step.BODY, QFont.Weight.Medium))
        flags = int(Qt.TextFlag.TextWordWrap)
        words = metrics.boundingRect(QRect(0, 0, max(width, 40), 2000), flags, cell.text)
        room = scaled(_CAPTION) if cell.boxed else 0
        return QSize(0, max(scaled(_LEAST), words.height() + 2 * _PAD + room))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        cell = index.data(CELL)
        if not isinstance(cell, RubricCell):
            return
        tokens, box = current_tokens(), QRect(option.rect)
        painter.save()
        painter.fillRect(box, QColor(tokens.accent_soft if cell.ticked else tokens.base))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(tokens.line_soft))
        painter.fillRect(box.right(), box.top(), 1, box.height(), QColor(tokens.line_soft))
        inner = box.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        if cell.boxed:
            self._draw_box(painter, inner.topLeft(), cell)
            inner.setLeft(inner.left() + scaled(_BOX) + 8)
        heavy = cell.ticked or not cell.boxed
        weight = QFont.Weight.Medium if heavy else QFont.Weight.Normal
        painter.setFont(step_font(Step.BODY, weight))
        painter.setPen(QColor(tokens.text))
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop)
        painter.drawText(inner, flags, cell.text)
        self._draw_caption(painter, inner, cell)
        self._draw_frame(painter, option, index)
        painter.restore()

    def _draw_box(self, painter: QPainter, corner: QPoint, cell: RubricCell) -> None:
        """A square, ticked where the attainment holds."""
        tokens, side = current_tokens(), scaled(_BOX)
        square = QRect(corner.x(), corner.y() + 1, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.accent if cell.ticked else tokens.control), 1.4))
        painter.setBrush(QColor(tokens.accent if cell.chosen else tokens.base))
        painter.drawRoundedRect(square, 2, 2)
        if cell.ticked:
            painter.setPen(QPen(QColor(tokens.on_accent if cell.chosen else tokens.accent), 2))
            points = ((0.2, 0.5), (0.43, 0.73), (0.8, 0.28))
            found = [
                QPoint(round(square.x() + x * side), round(square.y() + y * side))
                for x, y in points
            ]
            painter.drawPolyline(found)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _draw_caption(self, painter: QPainter, inner: QRect, cell: RubricCell) -> None:
        """Who says so; and that a sentence is no longer the one the program made."""
        told = [_("chosen") if cell.chosen else _("proposed")] if cell.ticked else []
        told += [_("edited")] if cell.edited else []
        if not told:
            return
        painter.setFont(step_font(Step.CAPTION))
        painter.setPen(QColor(current_tokens().muted))
        flags = int(Qt.AlignmentFlag.AlignBottom) | int(Qt.AlignmentFlag.AlignLeft)
        painter.drawText(inner, flags, " · ".join(told))

    def _draw_frame(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = self.parent()
        if not isinstance(view, QTableView) or view.currentIndex() != index:
            return
        tokens = current_tokens()
        focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.accent if focus else tokens.control), 2))
        painter.drawRect(QRect(option.rect).adjusted(1, 1, -2, -2))


_ACROSS = Qt.Orientation.Horizontal
