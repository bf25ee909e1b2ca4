"""The keys of this page, then of the program, over the page (F1); typing narrows them."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from school_desk.i18n import _
from school_desk.ui.actions import ACTIONS, Action, Where
from school_desk.ui.menu import fold
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.fields import SearchField
from school_desk.ui.widgets.key_hint import KeyCap
from school_desk.ui.widgets.labels import label

_COLUMN = 330
_SCROLLS: dict[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageDown: 2,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageUp: -2,
}


class HelpOverlay(QFrame):
    """`sheet_asked` on the second F1: the same keys on paper."""

    sheet_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("panel", "float")
        self.setAutoFillBackground(True)
        self.setAccessibleName(_("Help"))
        self._where = Where.EVERYWHERE
        self._places: Mapping[str, str] = {}
        self._columns = 3
        self.field = SearchField(_("Find a key or an action"), key="Esc")
        self.field.textChanged.connect(self._fill)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(label(_("Keys"), step="title"), 1)
        head.addWidget(self.field, 1)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        column.addWidget(label(_("F1 once more: a sheet to print."), tone="muted", wrap=True))
        self.hide()

    def open(self, where: Where, places: Mapping[str, str]) -> None:
        """Show the keys of this part of the program first; the rail's places by their names."""
        self._where = where
        self._places = places
        self._columns = max(1, min(3, self.width() // scaled(_COLUMN)))
        self.field.clear()
        self._fill("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Go away."""
        self.hide()
        self.closed.emit()

    def shown_actions(self) -> tuple[Action, ...]:
        """The actions that fit what was typed, those of this page first."""
        typed = fold(self.field.text()).split()
        return tuple(
            told
            for part in ordered_parts(self._where)
            for told in ACTIONS
            if told.where is part and self._fits(told, typed)
        )

    def _fits(self, told: Action, typed: Sequence[str]) -> bool:
        if told.id.startswith("place_") and told.id not in self._places:
            return False
        ours = fold(f"{told.search_words} {self._places.get(told.id, '')}")
        return all(word in ours for word in typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() == Qt.Key.Key_F1:
            self.dismiss()
            self.sheet_asked.emit()
        elif event.key() in _SCROLLS:
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + _SCROLLS[event.key()] * bar.pageStep() // 2)
        else:
            super().keyPressEvent(event)

    def _fill(self, _typed: str) -> None:
        inner = QWidget()
        inner.setProperty("clear", "true")
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        for lines in dealt(self.shown_actions(), self._columns):
            row.addWidget(_column(lines, self._places), 1, Qt.AlignmentFlag.AlignTop)
        self._area.setWidget(inner)


def ordered_parts(where: Where) -> tuple[Where, ...]:
    """The parts of the program, this one first, then what works everywhere."""
    first = (where, Where.LISTS, Where.EVERYWHERE) if where is Where.REGISTER else (where,)
    return tuple(dict.fromkeys((*first, Where.EVERYWHERE, *Where)))


def dealt(actions: Sequence[Action], columns: int) -> list[Sequence[Action]]:
    """The same lines in columns of equal length."""
    height = -(-len(actions) // columns) or 1
    return [actions[at : at + height] for at in range(0, len(actions), height)]


def _column(actions: Iterable[Action], places: Mapping[str, str]) -> QWidget:
    held = QWidget()
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    part: Where | None = None
    for told in actions:
        if told.where is not part:
            part = told.where
            title = label(_(part.value), weight="bold", tone="muted")
            grid.addWidget(title, grid.rowCount(), 0, 1, 2)
        row = grid.rowCount()
        grid.addWidget(_caps(told), row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(places.get(told.id, told.title), wrap=True), row, 1)
    return held


def _caps(told: Action) -> QWidget:
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(3)
    for key in told.caps:
        row.addWidget(KeyCap(key))
    return held
