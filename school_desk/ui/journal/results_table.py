"""The table of works: one walks from number to number, Enter opens the pupils behind it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from school_desk.i18n import _
from school_desk.journal.analysis import Figure
from school_desk.ui.journal.results_model import FIGURES, NAME, WorksModel
from school_desk.ui.theme.fonts import Step, row_height, scaled, step_font
from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.widgets.table import LineDelegate, LineHead, LineTable

_ROW = 30
_HEAD = 54
_NAME_WIDTH = 76


class WorksTable(LineTable):
    """`asked` when Enter or a double click wants to know who is behind a number."""

    asked = Signal()
    moved = Signal()

    def __init__(self, model: WorksModel, parent: QWidget | None = None) -> None:
        super().__init__(_("Results of the works"), parent)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setItemDelegate(FigureDelegate(self))
        head = FigureHead(self)
        head.setStretchLastSection(False)
        self.setHorizontalHeader(head)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setDefaultSectionSize(row_height(scaled(_ROW)))
        self.doubleClicked.connect(lambda _index: self.asked.emit())
        model.modelReset.connect(self.fit)
        self.selectionModel().currentChanged.connect(lambda *_indexes: self.moved.emit())
        self.fit()
        if model.rowCount():
            self.setCurrentIndex(model.index(0, FIGURES.index(Figure.WROTE)))

    def fit(self) -> None:
        """As high as its lines: the page scrolls, not the table."""
        rows = self.model().rowCount() * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(scaled(_HEAD) + rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers share the width; nothing is ever out of sight."""
        super().resizeEvent(event)
        first = scaled(_NAME_WIDTH)
        self.setColumnWidth(NAME, first)
        each, more = divmod(self.viewport().width() - first, len(FIGURES) - 1)
        for column in range(1, len(FIGURES)):
            self.setColumnWidth(column, each + (column <= more))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            self.asked.emit()
            return
        if event.text() and event.text().isprintable():
            return  # no search by typed letters
        super().keyPressEvent(event)


class FigureDelegate(LineDelegate):
    """Cells of a table; the current one has a frame, its line a ground."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        tokens = current_tokens()
        box: QRect = option.rect
        view = self.parent()
        here = isinstance(view, WorksTable) and view.currentIndex() == index
        painter.save()
        computed = FIGURES[index.column()] is not None
        painter.fillRect(box, QColor(tokens.computed if computed else tokens.base))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(tokens.line_soft))
        painter.fillRect(box.right(), box.top(), 1, box.height(), QColor(tokens.line_soft))
        name = index.column() == NAME
        weight = QFont.Weight.Medium if name or here else QFont.Weight.Normal
        painter.setFont(step_font(Step.BODY, weight))
        painter.setPen(QColor(tokens.text))
        side = index.data(Qt.ItemDataRole.TextAlignmentRole) or int(Qt.AlignmentFlag.AlignLeft)
        flags = int(side) | int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(box.adjusted(10 if name else 2, 0, -2, 0), flags, str(index.data() or ""))
        if here:
            focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(QColor(tokens.accent if focus else tokens.control), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()


class FigureHead(LineHead):
    """Two lines of words, centred over their numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.least_height = scaled(_HEAD)
        self.setFixedHeight(self.least_height)

    def _fit(self, *_section: int) -> None:
        """The table counts on two lines: it is as high as its rows and this head."""

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        tokens = current_tokens()
        painter.save()
        painter.fillRect(rect, QColor(tokens.alt))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), QColor(tokens.line_soft))
        painter.setPen(QColor(tokens.muted))
        painter.setFont(step_font(Step.CAPTION, QFont.Weight.Medium))
        text = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)
        side = Qt.AlignmentFlag.AlignLeft if logicalIndex == NAME else Qt.AlignmentFlag.AlignHCenter
        flags = int(side) | int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        pad = 10 if logicalIndex == NAME else 3
        painter.drawText(rect.adjusted(pad, 0, -3, 0), flags, str(text or ""))
        painter.restore()
