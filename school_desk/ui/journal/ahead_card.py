"""The end of the periods: a bar of what is given for each page, and what to look at."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from school_desk.i18n import _, ngettext
from school_desk.journal.todo_model import LookAhead
from school_desk.ui.journal.todo_words import ahead_notes, place_words, to_give_words
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.gauge import Gauge
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import NameLabel, label

SHOWN = 5
_BAR = 80


def most_to_give(pages: Sequence[LookAhead]) -> list[LookAhead]:
    """The few pages that lack most, in their usual order; the others are on the page of all."""
    lacking = sorted(pages, key=lambda one: -one.to_give)[:SHOWN]
    return [one for one in pages if one in lacking]


class AheadBars(QWidget):
    """A line for each page: its name, the bar, the count in words."""

    def __init__(self, pages: Sequence[LookAhead], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Until the end of the term"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(1, scaled(_BAR))
        for row, one in enumerate(pages):
            grid.addWidget(NameLabel(place_words(one.place)), row, 0)
            grid.addWidget(_bar(one), row, 1, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(_count(one), row, 2, Qt.AlignmentFlag.AlignRight)


class AheadPages(QWidget):
    """The same with what lies near a border: for pages that still need something."""

    def __init__(self, pages: Sequence[LookAhead], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Until the end of the term"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        asking = [one for one in pages if one.to_give or ahead_notes(one)]
        for one in asking:
            column.addLayout(_page(one))
        ready = len(pages) - len(asking)
        if ready:
            text = ngettext("{n} page is ready", "{n} pages are ready", ready).format(n=ready)
            column.addWidget(_ticked(text))


def _page(one: LookAhead) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    head = QHBoxLayout()
    head.addWidget(NameLabel(place_words(one.place), weight="medium"), 1)
    head.addWidget(_count(one))
    column.addLayout(head)
    column.addWidget(_bar(one))
    for note in ahead_notes(one):
        column.addWidget(label(note, step="caption", tone="muted", wrap=True))
    return column


def _bar(one: LookAhead) -> Gauge:
    words = to_give_words(one) or _("ready")
    return Gauge(one.given, one.planned, f"{place_words(one.place)}: {words}")


def _count(one: LookAhead) -> QWidget:
    said = to_give_words(one)
    return label(said, tone="muted") if said else _ticked(_("ready"))


def _ticked(text: str) -> QWidget:
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(IconLabel("check", "accent"))
    row.addWidget(label(text, tone="muted"))
    row.addStretch(1)
    return held
