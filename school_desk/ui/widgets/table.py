"""A plain table of lines: own head and own painting, a whole line is current, Tab leaves it."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
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

from school_desk.ui.theme.fonts import Step, row_height, scaled, step_font
from school_desk.ui.theme.palette import current_tokens

_PAD = 10
_BAR = 3
_HEAD = 34
_AIR = 6
_AROUND = 10
_ENDLESS = 10_000
_ROW = 38
_AIR = 8


class LineTable(QTableView):
    """Give it a model. Double click and Enter mean `activated`, as everywhere in Qt."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(accessible_name)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(LineDelegate(self))
        self.setHorizontalHeader(LineHead(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height(scaled(_ROW)))

    def selectRow(self, row: int) -> None:
        """Only this line is chosen and current, whatever keys are held.

        Qt asks the keyboard in a list of many choices: under Shift, as after Ctrl+Shift+Z, it would
        choose none.
        """
        there = self.model().index(row, 0)
        if there.isValid():
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(there, flag.ClearAndSelect | flag.Rows)

    def fit_rows(self) -> None:
        """Rows as high as their words need, and never tight."""
        self.resizeRowsToContents()
        least = self.verticalHeader().defaultSectionSize()
        for row in range(self.model().rowCount()):
            self.setRowHeight(row, max(self.rowHeight(row) + _AIR, least))


class WrappingTable(LineTable):
    """A table whose lines are as high as their words need, and never tight."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(accessible_name, parent)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.resizeRowsToContents)
        self.horizontalHeader().sectionResized.connect(lambda *_section: self._later.start())

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            self.verticalHeader().setMinimumSectionSize(self.verticalHeader().defaultSectionSize())
            model.modelReset.connect(self.resizeRowsToContents)
            model.dataChanged.connect(lambda *_changed: self.resizeRowsToContents())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resizeRowsToContents()


class LineDelegate(QStyledItemDelegate):
    """Text by the model's alignment and colour, a hairline under it, the current line marked."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Room for the words as they wrap when the line is current, with air around them."""
        metrics = QFontMetrics(step_font(Step.BODY, QFont.Weight.Medium))
        box = QRect(0, 0, max(1, option.rect.width() - 2 * _PAD), _ENDLESS)
        text = str(index.data() or "")
        words = metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, text)
        return QSize(words.width() + 2 * _PAD, words.height() + scaled(_AROUND))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        tokens = current_tokens()
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        plain = ground if isinstance(ground, QColor) else QColor(tokens.base)
        painter.fillRect(box, QColor(tokens.accent_soft) if chosen else plain)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(tokens.line_soft))
        if chosen and index.column() == 0:
            painter.fillRect(box.left(), box.top(), _BAR, box.height(), QColor(tokens.accent))
        colour = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(colour if isinstance(colour, QColor) else QColor(tokens.text))
        weight = QFont.Weight.Medium if chosen else QFont.Weight.Normal
        font = index.data(Qt.ItemDataRole.FontRole)
        if isinstance(font, QFont) and font.bold():
            weight = QFont.Weight.Bold
        painter.setFont(step_font(Step.BODY, weight))
        side = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft
        flags = int(side) | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        text = index.data(Qt.ItemDataRole.DisplayRole)
        painter.drawText(box.adjusted(_PAD, 0, -_PAD, 0), flags, "" if text is None else str(text))
        painter.restore()


class LineHead(QHeaderView):
    """The words of the columns, muted, over one line; nothing to press."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.least_height = scaled(_HEAD)
        self.setFixedHeight(self.least_height)
        self.setStretchLastSection(True)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.sectionResized.connect(self._fit)

    def _fit(self, *_section: int) -> None:
        """As high as the words that wrap most."""
        metrics = QFontMetrics(step_font(Step.CAPTION, QFont.Weight.Medium))
        lines = 1
        for section in range(self.count()):
            text = self.model().headerData(section, Qt.Orientation.Horizontal)
            box = QRect(0, 0, max(1, self.sectionSize(section) - 2 * _PAD), _ENDLESS)
            words = metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, str(text or ""))
            lines = max(lines, -(-words.height() // metrics.lineSpacing()))
        wanted = max(self.least_height, lines * metrics.lineSpacing() + _AIR)
        if wanted != self.height():
            self.setFixedHeight(wanted)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        tokens = current_tokens()
        painter.save()
        painter.fillRect(rect, QColor(tokens.alt))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        painter.setPen(QColor(tokens.muted))
        painter.setFont(step_font(Step.CAPTION, QFont.Weight.Medium))
        text = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)
        flags = self._side(logicalIndex) | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(rect.adjusted(_PAD, 0, -_PAD, 0), flags, "" if text is None else str(text))
        painter.restore()

    def _side(self, section: int) -> Qt.AlignmentFlag:
        """Over numbers at the right, as they stand; else at the left."""
        role, right = Qt.ItemDataRole.TextAlignmentRole, Qt.AlignmentFlag.AlignRight
        told = self.model().headerData(section, Qt.Orientation.Horizontal, role)
        return right if told == int(right) else Qt.AlignmentFlag.AlignLeft
