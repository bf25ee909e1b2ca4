"""The list of everything one can do, with a field to find it: the menu (F10) and the palette."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
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
from school_desk.ui.theme.fonts import Step, row_height, scaled, step_font
from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.widgets.fields import SearchField
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.lines_model import LINE, LinesModel

_Index = QModelIndex | QPersistentModelIndex
# People type without the Kazakh letters when the keyboard has none: fold them to their neighbours.
_FOLD = str.maketrans("әғқңөұүһіё", "агкноуухие")
_PAD = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what is done, its key, the part of the program, and what happens on Enter."""

    text: str
    run: Callable[[], object]
    key: str = ""
    part: str = ""
    words: str = ""
    available: bool = True

    def fits(self, typed: str) -> bool:
        """Whether every word that was typed begins or stands within one of ours."""
        ours = fold(f"{self.text} {self.words} {self.key} {self.part}")
        return all(word in ours for word in fold(typed).split())

    def begins(self, typed: str) -> bool:
        """Whether it can be done here and begins with what was typed: then it comes first."""
        return self.available and fold(self.text).startswith(fold(typed.strip()))


def fold(text: str) -> str:
    """Letters as one types them without a Kazakh keyboard.

    >>> fold("Оқушыны ТАБУ")
    'окушыны табу'
    """
    return text.casefold().translate(_FOLD)


class EntryModel(LinesModel[Entry]):
    """The entries that fit what was typed, best first as given."""

    def shown(self, line: Entry) -> str:
        """Its text."""
        return line.text

    def read_out(self, line: Entry) -> str:
        """With its key."""
        return f"{line.text}, {line.key}" if line.key else line.text


class EntryDelegate(QStyledItemDelegate):
    """Text at the left, the part in muted, the key at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return QSize(scaled(200), row_height(scaled(30)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens = current_tokens()
        entry: Entry = index.data(LINE)
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(box, QColor(tokens.accent_soft))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), QColor(tokens.accent))
        inner = box.adjusted(_PAD + 3, 0, -_PAD, 0)
        painter.setFont(step_font(Step.CAPTION))
        painter.setPen(QColor(tokens.muted))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, right, entry.key or entry.part)
        taken = painter.fontMetrics().horizontalAdvance(entry.key or entry.part) + 2 * _PAD
        painter.setPen(QColor(tokens.text if entry.available else tokens.muted))
        weight = QFont.Weight.Medium if chosen else QFont.Weight.Normal
        painter.setFont(step_font(Step.BODY, weight))
        painter.drawText(inner.adjusted(0, 0, -taken, 0), Qt.AlignmentFlag.AlignVCenter, entry.text)
        painter.restore()


class CommandList(QFrame):
    """A floating list over the window; typing narrows it, Enter does, Esc leaves all unchanged."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("panel", "float")
        self.setAccessibleName(_("Menu"))
        self.setAutoFillBackground(True)
        self._entries: tuple[Entry, ...] = ()
        self._find: Callable[[str], Sequence[Entry]] = lambda _typed: ()
        self.field = SearchField(_("What do you want to do?"), key="Esc")
        self.field.textChanged.connect(self._on_typed)
        self.model = EntryModel(self)
        self.list = QListView()
        self.list.setAccessibleName(_("Actions"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntryDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._on_chosen)
        self.nothing = label(_("Nothing was found. Try another word."), tone="muted", wrap=True)
        self.nothing.setContentsMargins(8, 4, 8, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.field)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        self.hide()

    def open(
        self,
        entries: Sequence[Entry],
        box: QRect,
        find: Callable[[str], Sequence[Entry]] | None = None,
    ) -> None:
        """Show the entries within this rectangle; `find` adds what a typed text finds elsewhere."""
        self._entries = tuple(entries)
        self._find = find or (lambda _typed: ())
        self.field.clear()
        self._on_typed("")
        self.setGeometry(box)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Go away, having done nothing."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.dismiss()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._on_chosen(self.list.currentIndex())
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self._move(1 if event.key() == Qt.Key.Key_Down else -1)
            case _:
                super().keyPressEvent(event)

    def _move(self, by: int) -> None:
        count = self.model.rowCount()
        if count:
            row = (self.list.currentIndex().row() + by) % count
            self.list.setCurrentIndex(self.model.index(row))

    def _on_typed(self, typed: str) -> None:
        found = [entry for entry in self._entries if entry.fits(typed)]
        if typed:
            found += self._find(typed)
            found.sort(key=lambda entry: not entry.begins(typed))
        self.model.show_lines(found)
        self.nothing.setVisible(not found)
        self.list.setCurrentIndex(self.model.index(0))

    def _on_chosen(self, index: QModelIndex) -> None:
        entry = index.data(LINE)
        if isinstance(entry, Entry):
            self.dismiss()
            entry.run()
