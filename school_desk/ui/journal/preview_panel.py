"""What a decision about the rules would change, before it is written: counts, pupils, Apply."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from school_desk.i18n import _, ngettext
from school_desk.journal.rule_effects import Effect, Preview
from school_desk.ui.journal.rules_words import (
    counts_in_words,
    effect_in_words,
    others_in_words,
)
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.labels import NameLabel, label, rule
from school_desk.ui.widgets.side_panel import SidePanel

MOST_SHOWN = 200
_VALUE = 104


class PreviewPanel(SidePanel):
    """`applied` when the person wants it so; `closed` leaves everything as it was."""

    applied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What would change"), parent=parent)
        self.apply = Button(_("Apply"), key="Enter", role="primary", height=32)
        self.leave = Button(_("Leave unchanged"), key="Esc", height=32)
        self.apply.clicked.connect(self.applied)
        self.leave.clicked.connect(self.closed)
        self.subtitle.hide()
        self._add_buttons()

    def show_preview(self, title: str, preview: Preview) -> None:
        """Say how many marks would change, then whose."""
        _clear(self.body)
        self.body.addWidget(label(title, weight="medium", wrap=True))
        self.body.addWidget(label(counts_in_words(preview), step="strong", wrap=True))
        for sentence in others_in_words(preview):
            self.body.addWidget(label(sentence, tone="muted", wrap=True))
        self.body.addWidget(_list(preview.effects[:MOST_SHOWN]))
        more = len(preview.effects) - MOST_SHOWN
        if more > 0:
            text = ngettext("and {n} more", "and {n} more", more).format(n=more)
            self.body.addWidget(label(text, tone="muted"))
        self.show()
        self.apply.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.addWidget(self.apply)
        row.addWidget(self.leave)
        row.addStretch(1)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.addLayout(row)


def _list(effects: Sequence[Effect]) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 4, 0, 0)
    column.setSpacing(0)
    for effect in effects:
        column.addWidget(rule(soft=True))
        column.addWidget(_line(effect))
    return box


def _line(effect: Effect) -> QWidget:
    where, change = effect_in_words(effect)
    box = QWidget()
    box.setAccessibleName(f"{where}: {change}")
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 3, 0, 3)
    name = NameLabel(where, step="caption")
    row.addWidget(name, 1)
    strong = effect.counts
    value = label(change, weight="bold" if strong else "normal", tone="text" if strong else "muted")
    value.setMinimumWidth(scaled(_VALUE))
    value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(value)
    return box


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
