"""The table of a term summary: names stay at the left, heads may stand upright, Enter opens."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
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

from school_desk.ui.journal.summary_cells import EMPTY, Grid, GridCell, GridGroup, GridRow
from school_desk.ui.theme.fonts import Step, scaled, step_font
from school_desk.ui.theme.palette import current_tokens

CELL = Qt.ItemDataRole.UserRole
ROW = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_ScrollHint = QAbstractItemView.ScrollHint
_UPRIGHT, _FLAT = 110, 40
_TOTAL_ROW = 32
_AIR = 6
_NUMBER = 30
_PAD = 8
_WIDER = 1.35
"""How much wider than asked for a column may get where there is room."""

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CENTER = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class GridModel(QAbstractTableModel):
    """A grid of values; it is replaced whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.grid = EMPTY

    def show_grid(self, grid: Grid) -> None:
        """Replace all of it."""
        self.beginResetModel()
        self.grid = grid
        self.endResetModel()

    def cell(self, index: _Index) -> GridCell | None:
        """The cell of an index."""
        return self.grid.rows[index.row()].cells[index.column()] if index.isValid() else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.grid.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.grid.heads)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        cell = self.cell(index)
        if cell is None:
            return None
        match role:
            case _Role.DisplayRole:
                return cell.text
            case _Role.AccessibleTextRole | _Role.ToolTipRole:
                return cell.told or cell.text
            case _ if role == CELL:
                return cell
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if not 0 <= section < (self.columnCount() if across else self.rowCount()):
            return None
        if across:
            head = self.grid.heads[section]
            return head.text if role in (_Role.DisplayRole, _Role.ToolTipRole) else None
        row = self.grid.rows[section]
        if role == ROW:
            return row
        return row.name if role in (_Role.DisplayRole, _Role.ToolTipRole) else None


class SummaryTable(QTableView):
    """`opened` with the cell on Enter or double click, `typed` with a letter: one looks for it."""

    opened = Signal(object)
    typed = Signal(str)

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid_model = GridModel(self)  # Qt scrolls while a table is being set up
        self.setAccessibleName(accessible_name)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.setModel(self.grid_model)
        self.setItemDelegate(CellDelegate(self))
        self.setHorizontalHeader(TopHead(self))
        self.setVerticalHeader(NameHead(self))
        self._corner = Corner(self)
        self.doubleClicked.connect(self._open)

    @property
    def grid(self) -> Grid:
        """What is shown."""
        return self.grid_model.grid

    def show_grid(self, grid: Grid) -> None:
        """Show another grid; the cell one was on stays current where it is still there."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        self.grid_model.show_grid(grid)
        self._size()
        self.go_to(max(row, 0), max(column, 0))

    def go_to(self, row: int, column: int) -> None:
        """Make a cell current, or the nearest there is."""
        if self.grid.rows and self.grid.heads:
            at = min(row, len(self.grid.rows) - 1), min(column, len(self.grid.heads) - 1)
            self.setCurrentIndex(self.grid_model.index(*at))

    def show_rows(self, fits: set[int] | None) -> None:
        """Show only these rows (and totals); None shows all."""
        for row, line in enumerate(self.grid.rows):
            hidden = fits is not None and row not in fits and not line.total
            self.setRowHidden(row, hidden)
        if fits:
            self.go_to(min(fits), max(self.currentIndex().column(), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() in _TAKES and not event.modifiers() & _COMMANDS:
            self._open()
        elif text and text.isprintable() and not event.modifiers() & _COMMANDS and text != " ":
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def scrollTo(self, index: _Index, hint: _ScrollHint = _ScrollHint.EnsureVisible) -> None:
        """Bring a cell into sight, and all of its group where there is room for it."""
        first = 0
        for one in self.grid.groups:
            if first <= index.column() < first + one.span:
                for column in (first + one.span - 1, first):
                    super().scrollTo(index.sibling(index.row(), column), hint)
            first += one.span
        super().scrollTo(index, hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()
        corner = self.verticalHeader().width(), self.horizontalHeader().height()
        self._corner.setGeometry(0, 0, *corner)
        self._corner.raise_()

    def _open(self) -> None:
        cell = self.grid_model.cell(self.currentIndex())
        if cell is not None:
            self.opened.emit(cell)

    def _size(self) -> None:
        """Widths of columns, heights of rows and heads, as the grid asks for them."""
        grid = self.grid
        self.verticalHeader().setFixedWidth(scaled(grid.names_width))
        for place, head in enumerate(grid.heads):
            self.setColumnWidth(place, scaled(head.width or _UPRIGHT))
        self._stretch()
        # A whole class with its totals stands on a small screen: rows are as low as they may be.
        low = max(scaled(grid.row_height), QFontMetrics(step_font(Step.BODY)).height() + _AIR)
        for place, row in enumerate(grid.rows):
            high = max(low, scaled(_TOTAL_ROW)) if row.total else low
            self.setRowHeight(place, max(high, self._wrapped(row) if grid.wraps else 0))

    def _stretch(self) -> None:
        """A column without a width takes what is left; else all share it, up to a measure."""
        heads = self.grid.heads
        taken = sum(scaled(head.width) for head in heads)
        room = self.viewport().width()
        shared = bool(heads) and all(head.width for head in heads)
        wider = min(_WIDER, max(1.0, room / taken)) if shared else 1.0
        for place, head in enumerate(heads):
            width = int(scaled(head.width) * wider) if head.width else room - taken
            self.setColumnWidth(place, max(width, 0 if head.width else scaled(200)))
        self._raise_head()

    def _raise_head(self) -> None:
        """As high as the heads need, and the groups above them."""
        head = self.horizontalHeader()
        if isinstance(head, TopHead):
            own = scaled(_UPRIGHT if self.grid.upright else _FLAT)
            head.setFixedHeight(own + head.measure_groups())

    def _wrapped(self, row: GridRow) -> int:
        metrics = QFontMetrics(step_font(Step.BODY))
        heights = [
            metrics.boundingRect(
                QRect(0, 0, self.columnWidth(place) - 2 * _PAD, 10_000), int(_LEFT), cell.text
            ).height()
            for place, cell in enumerate(row.cells)
        ]
        return max(heights, default=0) + scaled(14)


class CellDelegate(QStyledItemDelegate):
    """A number in the middle, a quiet line below it; frames over grounds."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens = current_tokens()
        box: QRect = option.rect
        cell: GridCell = index.data(CELL)
        model = index.model()
        grid = model.grid if isinstance(model, GridModel) else EMPTY
        view = self.parent()
        here = isinstance(view, QTableView) and view.currentIndex().row() == index.row()
        computed = grid.heads[index.column()].computed or grid.rows[index.row()].total
        ground = tokens.accent_soft if here else tokens.computed if computed else tokens.base
        painter.save()
        painter.fillRect(box, QColor(ground))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(tokens.line_soft))
        painter.fillRect(box.right(), box.top(), 1, box.height(), QColor(tokens.line_soft))
        self._write(painter, box, cell, left=grid.heads[index.column()].width == 0)
        if cell.framed:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.danger), 1.4))
            side = scaled(18)
            frame = QRectF(0, 0, side, side)
            frame.moveCenter(QRectF(box).center())
            painter.drawRoundedRect(frame, 2, 2)
        if option.state & QStyle.StateFlag.State_Selected:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(QColor(tokens.accent if focused else tokens.control), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, cell: GridCell, *, left: bool) -> None:
        tokens = current_tokens()
        painter.setPen(QColor(getattr(tokens, cell.tone)))
        weight = QFont.Weight.Bold if cell.strong else QFont.Weight.Normal
        painter.setFont(step_font(Step.BODY, weight))
        inner = box.adjusted(2, 0, -2, 0)
        if left:
            painter.drawText(box.adjusted(_PAD, 0, -_PAD, 0), int(_LEFT), cell.text)
            return
        if not cell.below:
            painter.drawText(inner, int(_CENTER), cell.text)
            return
        if painter.fontMetrics().horizontalAdvance(cell.text) > inner.width() - 4:
            painter.setFont(step_font(Step.CAPTION, weight))
        small = QFontMetrics(step_font(Step.CAPTION)).height()
        high = painter.fontMetrics().height()
        top = inner.top() + (inner.height() - high - small) // 2
        middle = int(Qt.AlignmentFlag.AlignCenter)
        painter.drawText(QRect(inner.left(), top, inner.width(), high), middle, cell.text)
        painter.setPen(QColor(tokens.muted))
        painter.setFont(step_font(Step.CAPTION))
        below = QRect(inner.left(), top + high - 1, inner.width(), small)
        painter.drawText(below, middle, cell.below)


class TopHead(QHeaderView):
    """The words of the columns, upright or flat, over one line; nothing to press.

    Groups stand above: title, and quiet lines that wrap within the columns of the group.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setMinimumSectionSize(1)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self._above = 0

    def measure_groups(self) -> int:
        """How high the groups must be for every word of them to be read."""
        heights = [self._group_height(one, box.width()) for one, box in self._groups()]
        self._above = max(heights, default=0)
        return self._above

    def _group_height(self, group: GridGroup, width: int) -> int:
        lines = _high(group.lines, Step.CAPTION, width) + _AIR if group.lines else 0
        return _high((group.title,), Step.BODY, width) + lines + _AIR

    def _groups(self) -> list[tuple[GridGroup, QRect]]:
        """The groups, each with its place in the head."""
        found, first = [], 0
        for one in _grid_of(self).groups:
            last = first + one.span - 1
            left = self.sectionViewportPosition(first)
            right = self.sectionViewportPosition(last) + self.sectionSize(last)
            found.append((one, QRect(left, 0, right - left, self._above)))
            first = last + 1
        return found

    def _paint_group(self, painter: QPainter, group: GridGroup, box: QRect) -> None:
        tokens = current_tokens()
        painter.fillRect(box, QColor(tokens.alt))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(tokens.line_soft))
        painter.fillRect(box.right(), 0, 1, self.height(), QColor(tokens.line))
        inner = box.adjusted(_PAD, _AIR // 2, -_PAD, 0)
        painter.setPen(QColor(tokens.text))
        painter.setFont(step_font(Step.BODY, QFont.Weight.Bold))
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(inner, int(top), group.title)
        inner.setTop(inner.top() + _high((group.title,), Step.BODY, box.width()))
        painter.setPen(QColor(tokens.muted))
        painter.setFont(step_font(Step.CAPTION))
        painter.drawText(inner, int(top), "\n".join(group.lines))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens = current_tokens()
        painter = QPainter(self.viewport())
        right, width = self.length() - self.offset(), self.viewport().width()
        height = self.viewport().height()
        painter.fillRect(right, 0, max(0, width - right), height, QColor(tokens.alt))
        painter.fillRect(0, height - 1, width, 1, QColor(tokens.line))
        for group, box in self._groups():
            self._paint_group(painter, group, box)
        painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        tokens = current_tokens()
        grid = _grid_of(self)
        rect = rect.adjusted(0, self._above, 0, 0)
        text = grid.heads[logicalIndex].text
        painter.save()
        painter.fillRect(rect, QColor(tokens.alt))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), QColor(tokens.line_soft))
        painter.setPen(QColor(tokens.text if grid.upright else tokens.muted))
        painter.setFont(step_font(Step.CAPTION, QFont.Weight.Medium))
        if grid.upright:
            painter.translate(rect.left(), rect.bottom())
            painter.rotate(-90)
            box = QRect(scaled(6), 0, rect.height() - scaled(8), rect.width())
            painter.drawText(box, int(_LEFT), text)
        elif grid.heads[logicalIndex].width:
            painter.drawText(rect.adjusted(2, 0, -2, 0), int(_CENTER), text)
        else:
            painter.drawText(rect.adjusted(_PAD, 0, -_PAD, 0), int(_LEFT), text)
        painter.restore()


def _high(lines: Sequence[str], step: Step, width: int) -> int:
    """How high lines are that wrap within a group of this width; titles are bold."""
    weight = QFont.Weight.Bold if step is Step.BODY else QFont.Weight.Normal
    room = QRect(0, 0, max(1, width - 2 * _PAD), 10_000)
    return (
        QFontMetrics(step_font(step, weight))
        .boundingRect(room, int(_LEFT), "\n".join(lines))
        .height()
    )


def _grid_of(head: QHeaderView) -> Grid:
    model = head.model()
    return model.grid if isinstance(model, GridModel) else EMPTY


class NameHead(QHeaderView):
    """Whose line it is, painted as the first column: number, name, a quiet note."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens = current_tokens()
        painter = QPainter(self.viewport())
        below = self.length() - self.offset()
        width, height = self.viewport().width(), self.viewport().height()
        painter.fillRect(0, below, width, max(0, height - below), QColor(tokens.base))
        painter.fillRect(width - 1, 0, 1, height, QColor(tokens.line))
        painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        tokens = current_tokens()
        row = self.model().headerData(logicalIndex, Qt.Orientation.Vertical, ROW)
        if not isinstance(row, GridRow):
            return
        view = self.parent()
        here = isinstance(view, QTableView) and view.currentIndex().row() == logicalIndex
        ground = tokens.accent_soft if here else tokens.computed if row.total else tokens.base
        painter.save()
        painter.fillRect(rect, QColor(ground))
        if here:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(tokens.accent))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line_soft))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), QColor(tokens.line))
        inner = rect.adjusted(_PAD + 6, 0, -_PAD, 0)
        if row.number is not None:
            painter.setPen(QColor(tokens.muted))
            painter.setFont(step_font(Step.CAPTION))
            side = QRect(rect.left(), rect.top(), scaled(_NUMBER), rect.height())
            painter.drawText(side, _RIGHT, str(row.number))
            inner = rect.adjusted(scaled(_NUMBER) + _PAD, 0, -_PAD, 0)
        self._write(painter, inner, row, bold=row.total or here)
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, row: GridRow, *, bold: bool) -> None:
        tokens = current_tokens()
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(QColor(tokens.muted if row.note else tokens.text))
        painter.setFont(step_font(Step.BODY, QFont.Weight.Bold if bold else QFont.Weight.Normal))
        text = f"{row.name} · {row.note}" if row.note else row.name
        metrics = painter.fontMetrics()
        if metrics.horizontalAdvance(text) > box.width() and box.height() > 2 * metrics.height():
            painter.drawText(box, int(_LEFT), text)
            return
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, flags, shown)


class Corner(QWidget):
    """Where the two heads meet: what the rows are."""

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        view = self.parent()
        grid = view.grid if isinstance(view, SummaryTable) else EMPTY
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tokens.alt))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens.line))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), QColor(tokens.line))
        painter.setPen(QColor(tokens.muted))
        painter.setFont(step_font(Step.CAPTION, QFont.Weight.Medium))
        box = self.rect().adjusted(_PAD + 6, 0, 0, -6 if grid.upright else 0)
        side = Qt.AlignmentFlag.AlignBottom if grid.upright else Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, int(side), grid.corner)
