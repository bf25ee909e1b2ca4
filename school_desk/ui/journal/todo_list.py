"""The lines to fill as a list: day, class and subject, what is lacking; done ones are ticked."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from school_desk.formats import day_and_month, month_short
from school_desk.i18n import _, ngettext
from school_desk.journal.todo_model import Todo
from school_desk.ui.icons.icons import BOX, pixmap
from school_desk.ui.journal.todo_words import place_words, todo_words
from school_desk.ui.theme.fonts import Step, row_height, scaled, step_font
from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.widgets.lines_model import LINE, LinesModel

_Index = QModelIndex | QPersistentModelIndex
_ROW = 46
_DAY = 56
_PAD = 12
_MINUTES = 84
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_LEFT = Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class TodoLine:
    """A line; `done` since the list was shown."""

    todo: Todo
    done: bool = False

    @property
    def words(self) -> tuple[str, str]:
        """Where, and what."""
        return place_words(self.todo.place), todo_words(self.todo)


class TodoListModel(LinesModel[TodoLine]):
    """Lines in their order; they stay while one works them off."""

    def shown(self, line: TodoLine) -> str:
        """Where, and what."""
        where, what = line.words
        return f"{where}: {what}"

    def read_out(self, line: TodoLine) -> str:
        """With the day, and whether it is done."""
        state = _("done") if line.done else ""
        words = (day_and_month(line.todo.day), *line.words, state)
        return ", ".join(word for word in words if word)

    def hint(self, line: TodoLine) -> str | None:
        """The whole line, which the list may cut."""
        return self.shown(line)


class TodoList(QListView):
    """`entered` when Enter is pressed on a line, or it is double-clicked."""

    entered_line = Signal()

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = TodoListModel(self)
        self.setAccessibleName(accessible_name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(TodoDelegate(self))
        self.setModel(self.lines)
        self.doubleClicked.connect(lambda _index: self.entered_line.emit())

    @property
    def current(self) -> TodoLine | None:
        """The line with the cursor."""
        row = self.currentIndex().row()
        return self.lines.lines[row] if 0 <= row < len(self.lines.lines) else None

    def stand(self, row: int) -> None:
        """Make a line current, as near as there is one."""
        last = len(self.lines.lines) - 1
        if last >= 0:
            self.setCurrentIndex(self.lines.index(max(0, min(row, last))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & _COMMANDS
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_line.emit()
        elif plain and event.text() and event.text().isprintable():
            event.ignore()  # else the view would search for what is typed
        else:
            super().keyPressEvent(event)


class TodoDelegate(QStyledItemDelegate):
    """The day at the left as a calendar leaf, then where over what, the minutes at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return QSize(scaled(320), max(scaled(_ROW), 2 * row_height(0)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens = current_tokens()
        line: TodoLine = index.data(LINE)
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, QColor(tokens.accent_soft if chosen else tokens.base))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(tokens.line_soft))
        if chosen:
            painter.fillRect(box.left(), box.top(), 3, box.height(), QColor(tokens.accent))
        self._day(painter, box, line)
        self._words(painter, box, line)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def _day(self, painter: QPainter, box: QRect, line: TodoLine) -> None:
        tokens, day = current_tokens(), line.todo.day
        leaf = QRect(box.left(), box.top(), scaled(_DAY), box.height())
        half = leaf.height() // 2
        centre = Qt.AlignmentFlag.AlignHCenter
        painter.setPen(QColor(tokens.muted if line.done else tokens.text))
        painter.setFont(step_font(Step.STRONG, QFont.Weight.Medium))
        top = leaf.adjusted(0, 0, 0, -half)
        painter.drawText(top, int(centre | Qt.AlignmentFlag.AlignBottom), str(day.day))
        painter.setFont(step_font(Step.CAPTION))
        painter.setPen(QColor(tokens.muted))
        low = leaf.adjusted(0, half, 0, 0)
        painter.drawText(low, int(centre | Qt.AlignmentFlag.AlignTop), month_short(day.month))

    def _words(self, painter: QPainter, box: QRect, line: TodoLine) -> None:
        tokens, (where, what) = current_tokens(), line.words
        inner = box.adjusted(scaled(_DAY), 0, -scaled(_MINUTES + _PAD), 0)
        half = inner.height() // 2
        painter.setPen(QColor(tokens.muted if line.done else tokens.text))
        painter.setFont(step_font(Step.BODY, QFont.Weight.Medium))
        top = inner.adjusted(0, 0, 0, -half)
        painter.drawText(top, int(_LEFT | Qt.AlignmentFlag.AlignBottom), where)
        painter.setPen(QColor(tokens.muted))
        painter.setFont(step_font(Step.BODY))
        low = inner.adjusted(0, half, 0, 0)
        shown = painter.fontMetrics().elidedText(what, Qt.TextElideMode.ElideRight, low.width())
        painter.drawText(low, int(_LEFT | Qt.AlignmentFlag.AlignTop), shown)
        self._end(painter, box, line)

    def _end(self, painter: QPainter, box: QRect, line: TodoLine) -> None:
        ratio = painter.device().devicePixelRatioF()
        icon = ("check", "accent") if line.done else ("arrow_right", "muted")
        at = box.right() - _PAD - BOX, box.center().y() - BOX // 2
        painter.drawPixmap(*at, pixmap(*icon, ratio))
        n = line.todo.minutes
        text = _("done") if line.done else ngettext("{n} min", "{n} min", n).format(n=n)
        painter.setFont(step_font(Step.CAPTION))
        side = QRect(
            box.right() - scaled(_MINUTES + _PAD), box.top(), scaled(_MINUTES - 24), box.height()
        )
        painter.drawText(
            side, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text
        )
