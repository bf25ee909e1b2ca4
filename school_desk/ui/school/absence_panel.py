"""The days behind a number of absences, beside the table; Enter goes to the day."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from school_desk.i18n import _
from school_desk.ui.widgets.card import Card, CardRow
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.side_panel import SidePanel

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}

Lines = Sequence[tuple[date, str, str]]


class AbsencePanel(SidePanel):
    """`day_asked` with the day that was pressed."""

    day_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Days behind the number"), parent=parent)
        self._card = Card()
        self.body.addWidget(self._card)
        self.rows: list[CardRow] = []

    def show_lines(self, title: str, lines: Lines) -> None:
        """Show days under a title."""
        self.subtitle.setText(title)
        self.body.removeWidget(self._card)
        self._card.deleteLater()
        self._card = Card()
        self.rows = [self._row(*line) for line in lines]
        for row in self.rows:
            self._card.add_row(row)
        if not lines:
            self._card.body.addWidget(_padded(_("Nothing: the number is none.")))
        self.body.addWidget(self._card)

    def take_focus(self) -> None:
        """On the first day."""
        (self.rows[0] if self.rows else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go through the days."""
        here = next((n for n, row in enumerate(self.rows) if row.hasFocus()), None)
        step = _STEPS.get(Qt.Key(event.key())) if event.key() in _STEPS else None
        if here is not None and step is not None:
            self.rows[max(0, min(here + step, len(self.rows) - 1))].setFocus()
            return
        super().keyPressEvent(event)

    def _row(self, day: date, title: str, words: str) -> CardRow:
        content = QVBoxLayout()
        content.setContentsMargins(12, 8, 12, 8)
        content.setSpacing(2)
        content.addWidget(label(title, weight="medium", wrap=True))
        content.addWidget(label(words, step="caption", tone="muted", wrap=True))
        row = CardRow(f"{title}: {words}", content)
        row.clicked.connect(lambda: self.day_asked.emit(day))
        return row


def _padded(text: str) -> QWidget:
    shown = label(text, tone="muted", wrap=True)
    shown.setContentsMargins(12, 12, 12, 12)
    return shown
