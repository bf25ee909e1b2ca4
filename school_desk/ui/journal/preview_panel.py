"""What a decision about the rules would change, before it is written: counts, pupils, Apply."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from school_desk.journal.rule_effects import Effect, Preview
from school_desk.ui.journal.rules_words import (
    counts_in_words,
    effect_in_words,
    others_in_words,
)
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.apply_panel import MOST_SHOWN, ApplyPanel
from school_desk.ui.widgets.labels import NameLabel, label, rule

_VALUE = 104


class PreviewPanel(ApplyPanel):
    """Marks that a decision about the rules would change."""

    def show_preview(self, title: str, preview: Preview) -> None:
        """Say how many marks would change, then whose."""
        self.begin(title, counts_in_words(preview))
        for sentence in others_in_words(preview):
            self.body.addWidget(label(sentence, tone="muted", wrap=True))
        self.body.addWidget(_list(preview.effects[:MOST_SHOWN]))
        self.add_more(len(preview.effects) - MOST_SHOWN)
        self.ask()


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
