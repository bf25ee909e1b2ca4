"""What a backup would change, before anybody says yes to it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from school_desk.i18n import _
from school_desk.restoring import Differences
from school_desk.restoring_words import (
    count_rows,
    first_words,
    kind_rows,
    notes,
    person_rows,
)
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.notice import Notice
from school_desk.ui.widgets.stat_panel import StatPanel

MOST_PEOPLE = 6
TOP = Qt.AlignmentFlag.AlignTop


class DifferencesView(QWidget):
    """One sentence, then what would be missing by kind and by person, then counts."""

    def __init__(self, found: Differences) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(12))
        loses = bool(found.later.units) or found.unreadable is not None
        kind, icon = ("warn", "warn") if loses else ("quiet", "info")
        column.addWidget(Notice(first_words(found), kind=kind, icon=icon, closable=False))  # type: ignore[arg-type]
        blocks = QHBoxLayout()
        blocks.setSpacing(scaled(24))
        if found.later.units:
            blocks.addWidget(_panel(_("What would be missing"), kind_rows(found)), 1, TOP)
            blocks.addWidget(_panel(_("Whose it is"), person_rows(found)[:MOST_PEOPLE]), 1, TOP)
        blocks.addWidget(_panel(_("Now → in the backup"), _counts(found)), 1, TOP)
        column.addLayout(blocks)
        for sentence in notes(found):
            column.addWidget(label(sentence, tone="muted", wrap=True))


def _counts(found: Differences) -> tuple[tuple[str, str], ...]:
    return tuple((what, f"{now} → {then}") for what, now, then in count_rows(found))


def _panel(caption: str, rows: tuple[tuple[str, str], ...]) -> StatPanel:
    panel = StatPanel(caption)
    for what, value in rows:
        panel.add_line(what, value)
    return panel
