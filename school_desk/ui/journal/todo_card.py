"""The first lines to fill as a card of the start screen, each one press away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from school_desk.formats import day_and_month, month_short
from school_desk.i18n import _, ngettext
from school_desk.journal.todo_model import Todo, ToFill
from school_desk.ui.journal.todo_words import place_of_todo, place_words, todo_words
from school_desk.ui.screen import Place
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.card import Card, CardRow
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import label

SHOWN = 5


class TodoCard(Card):
    """`place_asked` with where a line is done; under five lines a way to all of them."""

    place_asked = Signal(object)

    def __init__(self, found: ToFill) -> None:
        super().__init__()
        for one in found.items[:SHOWN]:
            self.add_row(self._row(one))
        more = len(found.items) - SHOWN
        if more > 0:
            self.add_row(self._more(more))
        if not found.items:
            self.body.addWidget(EmptyState(_("Everything is filled in.")))

    def _row(self, one: Todo) -> CardRow:
        content = QHBoxLayout()
        content.setContentsMargins(12, 5, 12, 5)
        content.setSpacing(12)
        content.addLayout(_leaf(one))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(place_words(one.place), weight="medium", wrap=True))
        words.addWidget(label(todo_words(one), tone="muted", wrap=True))
        content.addLayout(words, 1)
        content.addWidget(IconLabel("arrow_right", "muted"))
        spoken = ", ".join((day_and_month(one.day), place_words(one.place), todo_words(one)))
        row = CardRow(spoken, content)
        row.setMinimumHeight(scaled(44))
        row.clicked.connect(lambda: self.place_asked.emit(place_of_todo(one)))
        return row

    def _more(self, n: int) -> CardRow:
        content = QHBoxLayout()
        content.setContentsMargins(12, 5, 12, 5)
        words = ngettext("{n} more", "{n} more", n).format(n=n)
        content.addWidget(label(words, tone="accent", weight="medium"), 1)
        content.addWidget(label("Ctrl+3", step="caption", tone="muted"))
        row = CardRow(words, content)
        row.setMinimumHeight(scaled(34))
        row.clicked.connect(lambda: self.place_asked.emit(Place("to_fill")))
        return row


def _leaf(one: Todo) -> QVBoxLayout:
    """The day as a leaf of a calendar."""
    column = QVBoxLayout()
    column.setSpacing(0)
    for text in (
        label(str(one.day.day), step="strong"),
        label(month_short(one.day.month), step="caption", tone="muted"),
    ):
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        text.setMinimumWidth(scaled(30))
        column.addWidget(text)
    column.addStretch(1)
    return column
