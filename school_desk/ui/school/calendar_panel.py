"""What a change of the calendar would touch, before it is written: counts, lines, Apply."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from school_desk.i18n import _
from school_desk.school.calendar_effect_model import CalendarEffect
from school_desk.ui.school.calendar_words import (
    class_effect_words,
    effect_counts,
    touched_counts,
    touched_words,
)
from school_desk.ui.widgets.apply_panel import MOST_SHOWN, ApplyPanel
from school_desk.ui.widgets.labels import label, rule


class CalendarPanel(ApplyPanel):
    """Lessons that a change of the calendar would touch."""

    def show_effect(self, title: str, effect: CalendarEffect) -> None:
        """Say how many lessons would come and go, then what is written on other days."""
        self.begin(title, effect_counts(effect))
        if effect.touched:
            self.body.addWidget(label(touched_counts(effect), tone="warn", wrap=True))
            self.body.addWidget(_list(tuple(map(touched_words, effect.touched[:MOST_SHOWN]))))
            self.add_more(len(effect.touched) - MOST_SHOWN)
        if effect.classes:
            self.body.addWidget(label(_("Lessons of each class in the year"), tone="muted"))
            lines = ((one.class_label, one.appear, one.vanish) for one in effect.classes)
            self.body.addWidget(_counts([class_effect_words(*one) for one in lines]))
        self.ask()


def _list(lines: Sequence[tuple[str, str]]) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for where, what in lines:
        column.addWidget(rule(soft=True))
        column.addWidget(_line(where, what))
    return box


def _counts(lines: Sequence[tuple[str, str]]) -> QWidget:
    """Classes with their numbers, the numbers under each other."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(4)
    for row, (where, what) in enumerate(lines):
        grid.addWidget(label(where, step="caption"), row, 0)
        value = label(what, step="caption", weight="medium")
        value.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(value, row, 1)
    grid.setColumnStretch(0, 1)
    return box


def _line(where: str, what: str) -> QWidget:
    box = QWidget()
    box.setAccessibleName(f"{where}: {what}")
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 4, 0, 4)
    column.setSpacing(1)
    column.addWidget(label(where, step="caption", weight="medium", wrap=True))
    column.addWidget(label(what, step="caption", tone="muted", wrap=True))
    return box
