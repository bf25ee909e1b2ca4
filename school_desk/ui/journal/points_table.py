"""The entry grid of a work: digits type, Enter is the next pupil, Tab the next descriptor."""

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
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

from school_desk.errors import DeskError
from school_desk.i18n import _
from school_desk.journal.typing import Digit, read_key
from school_desk.ui.journal.points_model import (
    CELL_ROLE,
    ColumnKind,
    PointsCell,
    PointsColumn,
    PointsModel,
)
from school_desk.ui.journal.register_keys import WAIT_MS
from school_desk.ui.journal.register_model import ComputedCellError
from school_desk.ui.journal.register_typing import type_digit
from school_desk.ui.theme.fonts import Step, row_height, scaled, step_font
from school_desk.ui.theme.palette import current_tokens

_Index = QModelIndex | QPersistentModelIndex
_ROW, _HEAD, _NAMES, _PAD = 26, 40, 200, 8
_WIDTHS = {ColumnKind.DESCRIPTOR: 27, ColumnKind.TOTAL: 56, ColumnKind.PERCENT: 52}
_NUMBER = 26
_Key = Qt.Key
_Mod = Qt.KeyboardModifier
_COMMANDS = _Mod.ControlModifier | _Mod.AltModifier | _Mod.MetaModifier
_ALT_GR = _Mod.ControlModifier | _Mod.AltModifier
_STEPS = {
    _Key.Key_Down: (1, 0),
    _Key.Key_Up: (-1, 0),
    _Key.Key_Right: (0, 1),
    _Key.Key_Left: (0, -1),
    _Key.Key_Return: (1, 0),
    _Key.Key_Enter: (1, 0),
    _Key.Key_Tab: (0, 1),
    _Key.Key_Backtab: (0, -1),
}
_TURNS = (_Key.Key_Return, _Key.Key_Enter)
_ERASES = (_Key.Key_Backspace, _Key.Key_Delete)


class PointsTable(QTableView):
    """What waits for a further digit is written by any other key, by leaving, or after 700 ms."""

    pupil_changed = Signal()

    def __init__(self, model: PointsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points = model
        self._waiting: str | None = None
        self._unsaved = self._may_repeat = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.flush)
        self.setAccessibleName(_("Points of the pupils"))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(PointsDelegate(self))
        self.setHorizontalHeader(PointsHead(model, self))
        self.setVerticalHeader(NamesHead(self))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self._corner = NamesCorner(self)
        self.setModel(model)
        model.modelReset.connect(self._on_reset)
        model.refused.connect(self._on_refused)

    @property
    def typed(self) -> str | None:
        """What stands in the current cell and is not written yet."""
        return self._waiting

    @property
    def unsaved(self) -> bool:
        """Whether a text waits because the computer could not save it."""
        return self._waiting is not None and self._unsaved

    @property
    def pupil(self) -> int | None:
        """Whose line the current cell is in."""
        row = self.currentIndex().row()
        lines = self._points.lines
        return lines[row].row.pupil.id if 0 <= row < len(lines) else None

    @property
    def wish(self) -> int:
        """How wide it would like to be: no column out of sight."""
        columns = sum(scaled(_WIDTHS[shown.kind]) for shown in self._points.columns)
        return scaled(_NAMES) + columns + 2

    def go_to(self, row: int, column: int) -> None:
        """Make a cell the current one."""
        index = self._points.index(row, column)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
        self.scrollTo(index)

    def flush(self) -> bool:
        """Write what waits; False when it was refused."""
        self._timer.stop()
        text, self._waiting = self._waiting, None
        if text is None:
            return True
        written = self._put(text)
        self.viewport().update()
        return written

    def event(self, event: QEvent) -> bool:
        """Keep plain keys and Tab from shortcuts and focus; Esc only while something is typed."""
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride and self._keeps(event):
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress and event.key() in _STEPS:
                self.keyPressEvent(event)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, type or erase; anything else is the window's."""
        mods, text = event.modifiers(), event.text()
        writes = bool(text) and text.isprintable()
        commands = bool(mods & _COMMANDS) and not (writes and mods & _ALT_GR == _ALT_GR)
        if commands:
            event.ignore()
        elif event.key() in _STEPS:
            self._walk(_Key(event.key()), shift=bool(mods & _Mod.ShiftModifier))
        elif event.key() in _ERASES:
            self._erase()
        elif event.key() == _Key.Key_Escape and self._waiting is not None:
            self._cancel()
        elif writes and not text.isspace():
            self._type(text)
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """A cell that is left is written before the next one is typed in."""
        super().currentChanged(current, previous)
        if self._waiting is not None:
            self._cancel()
        self.verticalHeader().viewport().update()
        if current.row() != previous.row():
            self.pupil_changed.emit()

    def mousePressEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  Qt's
        self.flush()
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._corner.setGeometry(
            0, 0, self.verticalHeader().width(), self.horizontalHeader().height()
        )
        self._corner.raise_()

    def _keeps(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & _COMMANDS
        if event.key() == _Key.Key_Escape:
            return self._waiting is not None
        return plain and bool(event.text()) and event.text().isprintable()

    def _walk(self, key: Qt.Key, *, shift: bool) -> None:
        if not self.flush():
            return
        rows, columns = _STEPS[key]
        index = self.currentIndex()
        row = index.row() + (-rows if shift and key in _TURNS else rows)
        columns = -columns if shift and key is _Key.Key_Tab else columns
        row = min(max(row, 0), self._points.rowCount() - 1)
        column = min(max(index.column() + columns, 0), self._last_typed())
        if index.isValid():
            self.go_to(row, column)

    def _type(self, text: str) -> None:
        if self._unsaved:
            self._cancel()
        shown = self._shown()
        if shown is None or shown.kind is ColumnKind.PERCENT:
            self._points.refused.emit(ComputedCellError())
            return
        said = read_key(text, {})
        if not isinstance(said, Digit):
            self.flush()
            self._put(text)
            return
        typed = type_digit(self._waiting or "", said.value, top=shown.top, collects=True)
        self._timer.stop()
        self._waiting = None
        for ready in typed.ready:
            self._put(ready)
        if typed.waiting:
            self._waiting = typed.waiting
            self._timer.start()
        self.viewport().update()

    def _put(self, text: str) -> bool:
        """Write a text; what the computer refuses stays in the cell, so that Enter repeats it."""
        self._may_repeat = False
        index = self.currentIndex()
        written = self._points.put(index.row(), index.column(), text)
        self._unsaved = not written and self._may_repeat
        if self._unsaved:
            self._waiting = text
        return written

    def _erase(self) -> None:
        if self._waiting is not None:
            self._waiting = self._waiting[:-1] or None
            if self._waiting is None:
                self._cancel()
            self.viewport().update()
        elif self._shown() is not None:
            self._put("")

    def _cancel(self) -> None:
        self._timer.stop()
        self._waiting, self._unsaved = None, False
        self.viewport().update()

    def _shown(self) -> PointsColumn | None:
        column = self.currentIndex().column()
        return self._points.columns[column] if 0 <= column < len(self._points.columns) else None

    def _last_typed(self) -> int:
        kinds = [shown.kind for shown in self._points.columns]
        return kinds.index(ColumnKind.TOTAL) if ColumnKind.TOTAL in kinds else 0

    def _on_refused(self, error: DeskError) -> None:
        self._may_repeat = error.worth_repeating

    def _on_reset(self) -> None:
        for n, shown in enumerate(self._points.columns):
            self.setColumnWidth(n, scaled(_WIDTHS[shown.kind]))


class PointsDelegate(QStyledItemDelegate):
    """Points in the middle; what is worked out on its own ground; the current cell framed."""

    def __init__(self, table: PointsTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens = current_tokens()
        box: QRect = option.rect
        cell: PointsCell = index.data(CELL_ROLE)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, QColor(tokens.base if current else _ground(cell)))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(tokens.line_soft))
        painter.fillRect(box.right(), box.top(), 1, box.height(), QColor(tokens.line_soft))
        if cell.first or cell.kind is ColumnKind.TOTAL:
            painter.fillRect(box.left() - 1, box.top(), 1, box.height(), QColor(tokens.line))
        self._write(painter, box, cell, typed=self._table.typed if current else None)
        if current:
            self._frame(painter, box)
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, cell: PointsCell, *, typed: str | None) -> None:
        tokens = current_tokens()
        strong = cell.kind is ColumnKind.TOTAL
        lettered = (cell.missing or cell.must_sit) and typed is None
        weight = QFont.Weight.Bold if lettered else QFont.Weight.Medium
        painter.setFont(step_font(Step.BODY, weight if strong else QFont.Weight.Normal))
        colour = tokens.muted if cell.kind is ColumnKind.PERCENT else tokens.text
        if lettered:
            colour = tokens.warn if cell.missing else tokens.danger
            painter.setPen(QPen(QColor(colour), 1.4, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box.adjusted(4, 3, -5, -4), 3, 3)
        painter.setPen(QColor(colour))
        text = cell.text if typed is None else typed
        painter.drawText(box.adjusted(0, 0, -1, -1), Qt.AlignmentFlag.AlignCenter, text)
        if cell.brought or cell.contradicts:
            self._corner(painter, box, "muted" if cell.brought else "danger")

    def _corner(self, painter: QPainter, box: QRect, role: str) -> None:
        """A triangle in the corner: there is more to know, in the tooltip and the status line."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(current_tokens(), role)))
        right, bottom = box.right(), box.bottom()
        points = [(right, bottom - 7), (right, bottom), (right - 7, bottom)]
        painter.drawPolygon([QPoint(*each) for each in points])

    def _frame(self, painter: QPainter, box: QRect) -> None:
        tokens = current_tokens()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        lively = self._table.hasFocus()
        painter.setPen(QPen(QColor(tokens.accent if lively else tokens.control), 2))
        painter.drawRect(box.adjusted(1, 1, -2, -2))


class PointsHead(QHeaderView):
    """The number of a descriptor over its points; «total» over the maximum."""

    def __init__(self, model: PointsModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._points = model
        self.setFixedHeight(scaled(_HEAD))
        self.setMinimumSectionSize(scaled(_WIDTHS[ColumnKind.DESCRIPTOR]))
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        tokens = current_tokens()
        shown = self._points.columns[logicalIndex]
        painter.save()
        painter.fillRect(rect, QColor(tokens.alt))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        if shown.first or shown.kind is ColumnKind.TOTAL:
            painter.fillRect(rect.left() - 1, rect.top(), 1, rect.height(), QColor(tokens.line))
        half = rect.height() // 2
        upper, lower = rect.adjusted(0, 2, 0, -half), rect.adjusted(0, half - 2, 0, -2)
        if shown.kind is ColumnKind.PERCENT:
            upper = rect
        painter.setFont(step_font(Step.CAPTION, QFont.Weight.Medium))
        painter.setPen(QColor(tokens.text))
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, shown.name)
        if shown.kind is not ColumnKind.PERCENT:
            painter.setFont(step_font(Step.CAPTION))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, f"/ {shown.top}")
        painter.restore()


class NamesHead(QHeaderView):
    """The pupils, painted as the first column of the register; they stay while points scroll."""

    def __init__(self, table: PointsTable) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._table = table
        self.setFixedWidth(scaled(_NAMES))
        self.setSectionsClickable(False)
        self.setDefaultSectionSize(row_height(_ROW))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(current_tokens().base))
        painter.end()
        super().paintEvent(event)
        below = self.rect().adjusted(0, self.length(), 0, 0)
        painter = QPainter(self.viewport())
        painter.fillRect(below, QColor(current_tokens().base))
        painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        tokens = current_tokens()
        current = self._table.currentIndex().row() == logicalIndex
        painter.save()
        painter.fillRect(rect, QColor(tokens.accent_soft if current else tokens.base))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line_soft))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), QColor(tokens.line))
        if current:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(tokens.accent))
        number = QRect(rect.left(), rect.top(), scaled(_NUMBER), rect.height())
        painter.setPen(QColor(tokens.muted))
        painter.setFont(step_font(Step.CAPTION))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(logicalIndex + 1))
        painter.setPen(QColor(tokens.text))
        weight = QFont.Weight.Bold if current else QFont.Weight.Normal
        painter.setFont(step_font(Step.BODY, weight))
        name = str(self.model().headerData(logicalIndex, Qt.Orientation.Vertical) or "")
        inner = rect.adjusted(scaled(_NUMBER) + 4, 0, -_PAD, 0)
        fitted = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, fitted)
        painter.restore()


class NamesCorner(QWidget):
    """Where the two heads meet."""

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tokens.alt))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens.line))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), QColor(tokens.line))
        painter.setPen(QColor(tokens.muted))
        painter.setFont(step_font(Step.CAPTION, QFont.Weight.Medium))
        box = self.rect().adjusted(scaled(_NUMBER) + 4, 0, 0, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, _("Surname, given name"))


def _ground(cell: PointsCell) -> str:
    tokens = current_tokens()
    if cell.kind is ColumnKind.DESCRIPTOR:
        return tokens.base
    return tokens.unit if cell.kind is ColumnKind.TOTAL else tokens.computed
