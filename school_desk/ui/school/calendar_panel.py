"""What a change of the calendar would touch, before it is written: counts, lines, Apply."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from school_desk.i18n import _, ngettext
from school_desk.school.calendar_effect_model import CalendarEffect
from school_desk.ui.school.calendar_words import (
    class_effect_words,
    effect_counts,
    touched_counts,
    touched_words,
)
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.labels import label, rule
from school_desk.ui.widgets.side_panel import SidePanel

MOST_SHOWN = 200


class CalendarPanel(SidePanel):
    """`applied` when the person wants it so; `closed` leaves everything as it was."""

    applied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What would change"), parent=parent)
        self.apply = Button(_("Apply"), key="Enter", role="primary", height=32)
        self.leave = Button(_("Leave unchanged"), key="Esc", height=32)
        self.apply.clicked.connect(self.applied)
        self.leave.clicked.connect(self.closed)
        self.subtitle.hide()
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.addWidget(self.apply)
        row.addWidget(self.leave)
        row.addStretch(1)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.addLayout(row)

    def show_effect(self, title: str, effect: CalendarEffect) -> None:
        """Say how many lessons would come and go, then what is written on other days."""
        _clear(self.body)
        self.body.addWidget(label(title, weight="medium", wrap=True))
        self.body.addWidget(label(effect_counts(effect), step="strong", wrap=True))
        if effect.touched:
            self.body.addWidget(label(touched_counts(effect), tone="warn", wrap=True))
            self._add(map(touched_words, effect.touched[:MOST_SHOWN]))
            self._add_more(len(effect.touched) - MOST_SHOWN)
        if effect.classes:
            self.body.addWidget(label(_("Lessons of each class in the year"), tone="muted"))
            lines = ((one.class_label, one.appear, one.vanish) for one in effect.classes)
            self.body.addWidget(_counts([class_effect_words(*one) for one in lines]))
        self.show()
        self.apply.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, lines: Iterable[tuple[str, str]]) -> None:
        self.body.addWidget(_list(tuple(lines)))

    def _add_more(self, more: int) -> None:
        if more > 0:
            text = ngettext("and {n} more", "and {n} more", more).format(n=more)
            self.body.addWidget(label(text, tone="muted"))


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


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
