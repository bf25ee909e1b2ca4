"""The head reads a code aloud; the dialog says what becomes of it, and its end ends the code."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from school_desk.i18n import _, say
from school_desk.sync.enrol_door import EnrolServer
from school_desk.ui.access.sentence_row import SentenceRow
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.labels import label

_WIDTH = 620
_LOOK_MS = 250
_MINUTE = 60


class CodeDialog(DeskDialog):
    """Shows address and code while the door is open; it does not close the door itself."""

    def __init__(self, server: EnrolServer, people: str, parent: QWidget | None = None) -> None:
        sentence = _(
            "At the new computer press “Join a school that exists”, then “Join by a code”, and "
            "type this address and this code there."
        )
        title = _("A code for the new computer")
        super().__init__(title, _("Close"), sentence=sentence, parent=parent)
        self.setMinimumWidth(scaled(_WIDTH))
        self.way_out.hide()
        self._door = server.door
        self.address = label(server.addresses[0], step="title", weight="medium")
        self.code = label(server.door.spelled, step="title", weight="medium")
        others = ", ".join(server.addresses[1:])
        self.told = label(tone="muted", wrap=True)
        self.problem = SentenceRow()
        self.address.setFocusProxy(self.verb)
        for widget in (
            label(_("Address"), tone="muted"), self.address, label(_("Code"), tone="muted"),
            self.code, self.told, self.problem,
        ):  # fmt: skip
            self.body.addWidget(widget)
        words = _("Will work there: {people}.").format(people=people)
        if others:
            words += " " + _("It can be called also: {others}.").format(others=others)
        self.body.addWidget(label(words, tone="muted", wrap=True))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_MS)
        self.look()

    def look(self) -> None:
        """Say how it stands."""
        door = self._door
        self.problem.say(say(door.problem) if door.problem else "")
        if door.received:
            self.told.setText(_("“{name}” is admitted and has the school.").format(name=door.name))
            self._timer.stop()
        elif not door.seconds_left:
            self.told.setText(_("This code counts no more. Close this and take a new one."))
        elif door.name:
            self.told.setText(_("“{name}” receives the school…").format(name=door.name))
        else:
            words = _("Minutes left: {minutes}. Tries left: {tries}.")
            minutes = int(door.seconds_left // _MINUTE) + 1
            self.told.setText(words.format(minutes=minutes, tries=door.tries))
