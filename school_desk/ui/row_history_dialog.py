"""The history of a row (F8): who changed it, when, from what to what, the newest change first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from school_desk.i18n import _, fill
from school_desk.journal.history_model import RowStory
from school_desk.journal.history_rules import NOT_WHOLE
from school_desk.ui.journal.history_panel import change_row
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.labels import label, rule

MOST = 200
"""So many changes are shown; a class of twenty years has more than anybody reads."""


class RowHistoryDialog(DeskDialog):
    """Only to read: Enter and Esc both leave."""

    def __init__(self, name: str, story: RowStory, parent: QWidget | None = None) -> None:
        super().__init__(_("History: {name}").format(name=name), _("Close"), parent=parent)
        self.way_out.hide()
        self.setMinimumWidth(scaled(620))
        self.lines = QWidget()
        column = QVBoxLayout(self.lines)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(0)
        for change in story.changes[:MOST]:
            thing = fill("{thing}", {"thing": change.thing}) if change.thing else ""
            column.addWidget(change_row(change.line, with_thing=True, thing=thing))
            column.addWidget(rule(soft=True))
        if not story.changes:
            column.addWidget(label(_("Nobody has changed this line yet."), tone="muted", wrap=True))
        if not story.whole:
            column.addWidget(label(_(NOT_WHOLE), tone="warn", wrap=True))
        column.addStretch(1)
        self.area = QScrollArea(widgetResizable=True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self.lines)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        most = scaled(440)
        self.area.setMinimumHeight(min(most, self.lines.heightForWidth(scaled(560)) or most))
        self.body.addWidget(self.area, 1)


def show_story(name: str, story: RowStory, parent: QWidget) -> None:
    """Show it until the person leaves."""
    dialog = RowHistoryDialog(name, story, parent)
    dialog.exec()
    dialog.deleteLater()
