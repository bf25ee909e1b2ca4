"""The history of a cell (F8): who changed it, when, from what to what, the newest change first."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from school_desk.i18n import _, current, translator
from school_desk.journal.history_model import CellHistory, History, HistoryLine
from school_desk.journal.history_rules import (
    NOT_WHOLE,
    change_words,
    how_words,
    moment_words,
    sentence,
)
from school_desk.journal.model import ColumnKey, RegisterPage
from school_desk.ui.journal.cleared import cleared
from school_desk.ui.journal.register_grid import RegisterGrid
from school_desk.ui.journal.register_layout import sections_of
from school_desk.ui.journal.register_words import SEPARATOR, section_in_words
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import label, rule
from school_desk.ui.widgets.side_panel import SidePanel

REST_MS = 60

Ask = Callable[[RegisterPage, ColumnKey | None, int], CellHistory]
"""The history of a cell; without a column that of the pupil's verdict."""


class HistoryPanel(SidePanel):
    """Follows the current cell of a grid while it is in sight; `print_asked` for paper."""

    print_asked = Signal()

    def __init__(self, ask: Ask, grid: RegisterGrid, parent: QWidget | None = None) -> None:
        super().__init__(_("History of the cell"), parent=parent)
        self._ask = ask
        self._grid = grid
        # Whoever walks fast is not held up: the panel follows when the hand rests.
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.refresh)
        grid.pupil_changed.connect(self._on_changed)
        grid.column_changed.connect(self._on_changed)
        grid.page_changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Tell the history of the current cell anew."""
        pupil = self._grid.pupil
        if pupil is None or self.isHidden():
            return
        page, key = self._grid.page, self._grid.column
        self.subtitle.setText(whose(page, key, pupil))
        self._fill(self._ask(page, key, pupil), key)

    def showEvent(self, event: QShowEvent) -> None:
        """Come up with the cell of now."""
        super().showEvent(event)
        self.refresh()

    def _on_changed(self) -> None:
        self._rest.start()

    def _fill(self, found: CellHistory, key: ColumnKey | None) -> None:
        cleared(self.body)
        self.body.setSpacing(0)
        self._add_part(found.cell, self._nothing(key), told=False)
        if found.column.lines:
            about = _("The work") if key is not None and key.work else _("The lesson")
            self.body.addSpacing(20)
            self.body.addWidget(label(about, step="strong"))
            self.body.addSpacing(4)
            self._add_part(found.column, "", told=True)
        self.body.addSpacing(14)
        button = Button(_("Print"), key="Ctrl+P", icon="print")
        button.clicked.connect(self.print_asked)
        self.body.addWidget(button)

    def _nothing(self, key: ColumnKey | None) -> str:
        """What a cell without a history says."""
        if key is None and not self._grid.page.head.pass_fail:
            return _("The program works this out. F9 tells how.")
        return _("Nobody has changed this cell yet.")

    def _add_part(self, history: History, nothing: str, *, told: bool) -> None:
        lines = history.newest_first
        several = told or len({line.what for line in lines}) > 1
        for line in lines:
            self.body.addWidget(change_row(line, with_thing=several))
            self.body.addWidget(rule(soft=True))
        if not lines:
            self.body.addWidget(label(nothing, tone="muted", wrap=True))
        if not history.whole:
            self.body.addWidget(label(_(NOT_WHOLE), tone="warn", wrap=True))


def whose(page: RegisterPage, key: ColumnKey | None, pupil: int) -> str:
    """Whose cell, in which column."""
    row = page.row_of(pupil)
    section = next((one for one in sections_of(page) if key is not None and one.key == key), None)
    parts = (row.pupil.name.listed if row else "", section_in_words(section) if section else "")
    return SEPARATOR.join(part for part in parts if part)


def change_row(line: HistoryLine, *, with_thing: bool, thing: str = "") -> QWidget:
    """One change: what became of what in large, when, who and how below it.

    `thing`: the row that changed, where the lines of several stand together.
    """
    voice = translator(current())
    row = QFrame()
    row.setAccessibleName(sentence(line, voice))
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 7, 0, 7)
    column.setSpacing(2)
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(label(change_words(line, voice), weight="bold", wrap=True), 1)
    if line.origin in {"undo", "redo"}:
        head.addWidget(IconLabel("undo", "muted"))
    column.addLayout(head)
    below: Sequence[str] = (
        " · ".join(part for part in (moment_words(line, voice), line.who) if part),
        " · ".join(
            part
            for part in (thing, _(line.what) if with_thing else "", how_words(line, voice))
            if part
        ),
    )
    for text in below:
        column.addWidget(label(text, step="caption", tone="muted", wrap=True))
    return row
