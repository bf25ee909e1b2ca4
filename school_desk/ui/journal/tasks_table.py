"""The table of a work's tasks: one types in it as in a spreadsheet, Enter goes down, Tab across."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from school_desk.errors import DeskError
from school_desk.i18n import _
from school_desk.ui.journal.task_lines import LineKind, TaskLine
from school_desk.ui.journal.tasks_model import (
    LINE_ROLE,
    NUMBER,
    OBJECTIVES,
    POINTS,
    TEXT,
    TasksModel,
)
from school_desk.ui.theme.fonts import Step, row_height, scaled, step_font
from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.widgets.table import LineHead

_Index = QModelIndex | QPersistentModelIndex
_PAD = 8
_ROW = 28
_WIDTHS = {NUMBER: 38, OBJECTIVES: 104, POINTS: 68}
_EDITS = QAbstractItemView.EditTrigger
_ERASES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_GOES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TasksTable(QTableView):
    """`erased` on Delete. What could not be saved is opened again with the text that was typed."""

    erased = Signal()

    def __init__(self, model: TasksModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = model
        self._refused: tuple[QPersistentModelIndex, str] | None = None
        self._may_repeat = False
        self.setAccessibleName(_("Tasks of the work"))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(_EDITS.AnyKeyPressed | _EDITS.EditKeyPressed | _EDITS.DoubleClicked)
        self.setItemDelegate(TaskDelegate(self))
        self.setHorizontalHeader(LineHead(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setMinimumSectionSize(row_height(scaled(_ROW)))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(model)
        model.refused.connect(self._on_refused)

    @property
    def typing(self) -> bool:
        """Whether a text is open that is not saved."""
        return self.state() is QAbstractItemView.State.EditingState

    @property
    def unsaved(self) -> bool:
        """Whether a text is open that the computer could not save; nonsense may be left behind."""
        return self.typing and not self.flush() and self._may_repeat

    def flush(self) -> bool:
        """Save the text that is open; False when it was refused."""
        editor = self.viewport().findChild(QLineEdit)
        if not self.typing or editor is None:
            return True
        self._refused = None
        self.commitData(editor)
        if self._was_refused():
            return False
        self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        return True

    def keep(self, index: _Index, text: str) -> None:
        """Remember what was refused, to open it again."""
        self._refused = (QPersistentModelIndex(index), text)

    def go_to(self, row: int, column: int = TEXT) -> None:
        """Make a cell the current one."""
        self.setCurrentIndex(self._tasks.index(row, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _GOES and not self.typing:
            self._step_down()
        elif event.key() in _ERASES:
            self.erased.emit()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if self._refused is not None:
            QTimer.singleShot(0, self._open_again)
        elif hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._step_down()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        head = self.horizontalHeader()
        head.setStretchLastSection(False)
        for column, width in _WIDTHS.items():
            head.resizeSection(column, scaled(width))
        rest = sum(scaled(width) for width in _WIDTHS.values())
        head.resizeSection(TEXT, max(scaled(120), self.viewport().width() - rest))
        self.resizeRowsToContents()

    def _on_refused(self, error: DeskError) -> None:
        self._may_repeat = error.worth_repeating

    def _was_refused(self) -> bool:
        return self._refused is not None

    def _step_down(self) -> None:
        index = self.currentIndex()
        below = self._tasks.index(index.row() + 1, index.column())
        if below.isValid():
            self.setCurrentIndex(below)

    def _open_again(self) -> None:
        refused, self._refused = self._refused, None
        if refused is None or not refused[0].isValid():
            return
        index = self._tasks.index(refused[0].row(), refused[0].column())
        self.setCurrentIndex(index)
        self.edit(index)
        editor = self.viewport().findChild(QLineEdit)
        if editor is not None:
            editor.setText(refused[1])


class TaskDelegate(QStyledItemDelegate):
    """A task is strong, its criterion quiet, its descriptors set in; the current cell framed."""

    def __init__(self, table: TasksTable) -> None:
        super().__init__(table)
        self._table = table

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002  Qt's signature
        index: _Index,
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setProperty("bare", True)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        editor.setAutoFillBackground(True)
        return editor

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QLineEdit) and not model.setData(index, editor.text()):
            self._table.keep(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        line = index.data(LINE_ROLE)
        editor.setGeometry(option.rect.adjusted(_inset(line, index.column()), 2, -2, -2))

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index):  # type: ignore[no-untyped-def]  # noqa: ANN201  Qt's own size
        size = super().sizeHint(option, index)
        size.setHeight(row_height(scaled(_ROW)))
        if index.column() in (TEXT, OBJECTIVES):
            width = self._table.columnWidth(index.column())
            width -= _inset(index.data(LINE_ROLE), index.column()) + _PAD
            box = self._table.fontMetrics().boundingRect(
                QRect(0, 0, max(width, 40), 1000),
                int(Qt.TextFlag.TextWordWrap),
                str(index.data(Qt.ItemDataRole.DisplayRole)),
            )
            size.setHeight(max(size.height(), box.height() + 10))
        return size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens = current_tokens()
        box: QRect = option.rect
        line: TaskLine = index.data(LINE_ROLE)
        task = line.kind is LineKind.TASK
        computed = task and index.column() == POINTS
        painter.save()
        ground = tokens.computed if computed else tokens.alt if task else tokens.base
        painter.fillRect(box, QColor(ground))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(tokens.line_soft))
        self._write(painter, box, line, index)
        if option.state & QStyle.StateFlag.State_Selected:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(QColor(tokens.accent if focused else tokens.control), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, line: TaskLine, index: _Index) -> None:
        tokens = current_tokens()
        column = index.column()
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        task = line.kind is LineKind.TASK
        quiet = line.kind is LineKind.CRITERION or column == NUMBER
        if self._table.typing and index == self._table.currentIndex():
            return
        if not text and column == TEXT:
            text, quiet = _blank(line), True
        weight = QFont.Weight.Medium if task else QFont.Weight.Normal
        painter.setFont(step_font(Step.BODY, weight))
        painter.setPen(QColor(tokens.muted if quiet else tokens.text))
        side = Qt.AlignmentFlag.AlignHCenter if column == POINTS else Qt.AlignmentFlag.AlignLeft
        inner = box.adjusted(_inset(line, column), 0, -4 if column == POINTS else -_PAD, 0)
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(inner, flags, text)


def _inset(line: TaskLine, column: int) -> int:
    if column == POINTS:
        return 4
    return scaled(_PAD if line.kind is LineKind.TASK or column != TEXT else 2 * _PAD)


def _blank(line: TaskLine) -> str:
    return {
        LineKind.TASK: _("Task"),
        LineKind.CRITERION: _("Criterion"),
        LineKind.DESCRIPTOR: _("Descriptor"),
    }[line.kind]
