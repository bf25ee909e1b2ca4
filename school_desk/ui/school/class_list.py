"""The class groups at the left of a page: label, a quiet line under it, a lock where closed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from school_desk.ui.icons.icons import BOX, pixmap
from school_desk.ui.theme.fonts import Step, row_height, scaled, step_font
from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.widgets.lines_model import LINE, LinesModel

_Index = QModelIndex | QPersistentModelIndex
WIDE, NARROW = 212, 148
_NARROWEST = 88
_ROW = 50
_PAD = 16
_BAR = 3


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class group as the list shows it; `refusal` says who may open it, if not this person."""

    id: int
    label: str
    note: str = ""
    refusal: str = ""


class ClassListModel(LinesModel[ClassLine]):
    """The class groups in their order."""

    def shown(self, line: ClassLine) -> str:
        """The label."""
        return line.label

    def read_out(self, line: ClassLine) -> str:
        """With all that is told of it."""
        return ", ".join(filter(None, (line.label, line.note, line.refusal)))

    def hint(self, line: ClassLine) -> str | None:
        """Why it is closed."""
        return line.refusal or None


class ClassList(QListView):
    """`chosen` with the id of the class group that became current."""

    chosen = Signal(int)

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Qt calls currentChanged while the model is being set.
        self._telling = True
        self.lines = ClassListModel(self)
        self.setAccessibleName(accessible_name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(ClassDelegate(self))
        self.setModel(self.lines)
        self.setFixedWidth(scaled(WIDE))

    def show_lines(self, lines: Sequence[ClassLine]) -> None:
        """Replace the lines and keep the current one, without telling of it."""
        kept = self.current()
        self._telling = False
        self.lines.show_lines(lines)
        self.go_to(kept)
        self._telling = True

    def current(self) -> int | None:
        """The class group that is current."""
        row = self.currentIndex().row()
        return self.lines.lines[row].id if 0 <= row < len(self.lines.lines) else None

    def go_to(self, class_group: int | None) -> None:
        """Make a class group current, or the first one."""
        ids = [line.id for line in self.lines.lines]
        row = ids.index(class_group) if class_group in ids else 0
        self.setCurrentIndex(self.lines.index(row))

    def fit(self, widest: int) -> None:
        """Be as wide as the longest line, and no wider than this."""
        texts = [text for line in self.lines.lines for text in (line.label, line.note)]
        bold = QFontMetrics(step_font(Step.BODY, QFont.Weight.Bold))
        wish = max(map(bold.horizontalAdvance, texts), default=0) + scaled(_PAD) + scaled(12)
        self.setFixedWidth(min(widest, max(scaled(_NARROWEST), wish)))

    def set_narrow(self, *, narrow: bool) -> None:
        """Take less room in a small window."""
        self.setFixedWidth(scaled(NARROW if narrow else WIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(current_tokens().alt))
        painter.end()
        super().paintEvent(event)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        found = self.current()
        if self._telling and found is not None:
            self.chosen.emit(found)


class ClassDelegate(QStyledItemDelegate):
    """Label over note; the current one has a bar and a white field, a frame where the focus is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return QSize(scaled(NARROW), max(scaled(_ROW), 2 * row_height(0)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens = current_tokens()
        line: ClassLine = index.data(LINE)
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, QColor(tokens.base if chosen else tokens.alt))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(tokens.line_soft))
        if chosen:
            painter.fillRect(box.left(), box.top(), _BAR, box.height(), QColor(tokens.accent))
        self._write(painter, box, line, QColor(tokens.muted if line.refusal else tokens.text))
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, line: ClassLine, ink: QColor) -> None:
        inner = box.adjusted(scaled(_PAD), 0, -scaled(8), 0)
        half = inner.height() // 2 if line.note else 0
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.TextElideMode.ElideRight
        high = Qt.AlignmentFlag.AlignBottom if line.note else Qt.AlignmentFlag.AlignVCenter
        painter.setPen(ink)
        painter.setFont(step_font(Step.BODY, QFont.Weight.Bold))
        label = painter.fontMetrics().elidedText(line.label, right, inner.width())
        painter.drawText(inner.adjusted(0, 0, 0, -half), left | high, label)
        painter.setPen(QColor(current_tokens().muted))
        painter.setFont(step_font(Step.CAPTION))
        note = painter.fontMetrics().elidedText(line.note, right, inner.width())
        low = left | Qt.AlignmentFlag.AlignTop
        painter.drawText(inner.adjusted(0, half + 1, 0, 0), low, note)
        if line.refusal:
            ratio = painter.device().devicePixelRatioF()
            at = inner.right() - BOX, inner.top() + scaled(8)
            painter.drawPixmap(*at, pixmap("lock", "muted", ratio))
