"""The people who sign in here, to choose one: arrows, or a few letters of the name."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QStringListModel,
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
    QVBoxLayout,
    QWidget,
)

from school_desk.i18n import _
from school_desk.ui.menu import fold
from school_desk.ui.theme.fonts import Step, row_height, scaled, step_font
from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.widgets.fields import SearchField

_ROW = 36
_AVATAR = 26
_SHOWN_ROWS = 5
_SHOWN_ROWS_LOW = 3
_FILTER_FROM = 6
_UP_AND_DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class PeopleList(QWidget):
    """`chosen` when Enter or a click says that this is the person; `moved` at each step."""

    chosen = Signal(str)
    moved = Signal(str)

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(names)
        self._model = QStringListModel(list(names), self)
        self.field = SearchField(_("Find by name"))
        if len(names) < _FILTER_FROM:
            self.field.hide()
        self.field.textChanged.connect(self._on_typed)
        self.field.installEventFilter(self)
        self.view = _List()
        self.view.setModel(self._model)
        self.set_rows(_SHOWN_ROWS)
        self.view.clicked.connect(lambda index: self.chosen.emit(index.data()))
        self.view.entered_key.connect(self._on_entered)
        self.view.typed.connect(self._on_list_typed)
        self.view.selectionModel().currentChanged.connect(lambda *_of: self.moved.emit(self.name))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addWidget(self.field)
        column.addWidget(self.view)
        self.setFocusProxy(self.field if len(names) >= _FILTER_FROM else self.view)
        self.choose(names[0] if names else "")

    @property
    def name(self) -> str:
        """The person who stands chosen; "" when nobody fits what was typed."""
        index = self.view.currentIndex()
        return str(index.data()) if index.isValid() else ""

    @property
    def shown_names(self) -> tuple[str, ...]:
        """Who fits what was typed."""
        return tuple(self._model.stringList())

    def choose(self, name: str) -> None:
        """Stand on this person, if he or she is here."""
        if name in self.shown_names:
            self.view.setCurrentIndex(self._model.index(self.shown_names.index(name)))

    def set_rows(self, most: int) -> None:
        """Show so many people at once; the others by scrolling."""
        rows = min(max(len(self._names), 1), most)
        self.view.setFixedHeight(rows * row_height(scaled(_ROW)) + 2)
        self.view.scrollTo(self.view.currentIndex())

    def set_low(self, low: bool) -> None:  # noqa: FBT001  a signal's value
        """Fewer lines in a low window."""
        self.set_rows(_SHOWN_ROWS_LOW if low else _SHOWN_ROWS)

    def eventFilter(self, watched: object, event: object) -> bool:
        """Arrows and Enter in the field move and choose in the list."""
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QKeyEvent.Type.KeyPress and event.key() in _UP_AND_DOWN:
                self.view.keyPressEvent(event)
                return True
            if event.type() == QKeyEvent.Type.KeyPress and _is_enter(event):
                self._on_entered()
                return True
        return False

    def _on_typed(self, typed: str) -> None:
        kept = self.name
        words = fold(typed).split()
        fitting = [name for name in self._names if all(word in fold(name) for word in words)]
        self._model.setStringList(fitting)
        if fitting:
            self.choose(kept if kept in fitting else fitting[0])
        self.moved.emit(self.name)

    def _on_list_typed(self, text: str) -> None:
        if self.field.isVisible():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.setText(text)

    def _on_entered(self) -> None:
        if self.name:
            self.chosen.emit(self.name)


class _List(QListView):
    """A list whose letters go to the field above it."""

    entered_key = Signal()
    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("People who sign in"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(PersonDelegate(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_enter(event):
            self.entered_key.emit()
        elif event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class PersonDelegate(QStyledItemDelegate):
    """Initials in a circle and the name; the chosen one has a bar, a tint and a bold name."""

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002  Qt's signature
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        return QSize(0, row_height(scaled(_ROW)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        tokens = current_tokens()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
        box = QRectF(option.rect)
        name = str(index.data())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(box, QColor(tokens.accent_soft))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), QColor(tokens.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(tokens.alt))
        if focused:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        side = scaled(_AVATAR)
        circle = QRectF(box.left() + 12, box.center().y() - side / 2, side, side)
        _paint_initials(painter, circle, initials(name), chosen=chosen)
        painter.setPen(QColor(tokens.text))
        painter.setFont(step_font(Step.BODY, QFont.Weight.Bold if chosen else QFont.Weight.Normal))
        words = box.adjusted(12 + side + 10, 0, -8, 0)
        shown = painter.fontMetrics().elidedText(
            name, Qt.TextElideMode.ElideRight, round(words.width())
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


def _paint_initials(painter: QPainter, circle: QRectF, letters: str, *, chosen: bool) -> None:
    tokens = current_tokens()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent if chosen else tokens.computed))
    painter.drawEllipse(circle)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QColor(tokens.on_accent if chosen else tokens.muted))
    painter.setFont(step_font(Step.CAPTION, QFont.Weight.Bold))
    painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, letters)


def initials(name: str) -> str:
    """The first letters of two words of a name.

    >>> initials("Жақсыбек Гүлнар Серікқызы"), initials("айдос")
    ('ЖГ', 'А')
    """
    return "".join(word[0] for word in name.split()[:2]).upper()


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
