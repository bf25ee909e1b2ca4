"""At the door of an empty folder: ask by a file or by a code, see the welcome, have the school."""

import platform
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from school_desk.app import Entrance
from school_desk.errors import DeskError
from school_desk.i18n import _, current, say
from school_desk.joining import Newcomer, Offer
from school_desk.ui.access.code_dialog import JoinByCodeDialog
from school_desk.ui.access.sentence_row import SentenceRow
from school_desk.ui.tasks import Tasks
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.labels import label

T = TypeVar("T")
ASKING_ENDING, WELCOME_ENDING = ".sdask", ".sdwelcome"
MOST_NAME, KB = 80, 1024


class JoinCard(QWidget):
    """Two steps on one card: the file that asks, and the welcome that answers it.

    `joined` when the school is here; `left` is back to the first card.
    """

    joined = Signal()
    left = Signal()

    def __init__(self, entrance: Entrance, tasks: Tasks) -> None:
        super().__init__()
        self._newcomer = Newcomer(entrance)
        self._tasks = tasks
        self._busy = False
        self.offer: Offer | None = None
        self._address = ""
        pending = self._newcomer.pending
        self.name = QLineEdit(pending.asking.name if pending else platform.node())
        self.name.setMaxLength(MOST_NAME)
        self._name = Field(_("What this computer is called"), self.name)
        self.told = label(tone="muted", wrap=True)
        self.number = label(step="title", weight="medium")
        self.problem = SentenceRow()
        self.ask_button = Button(_("Save the file that asks"), key="Enter", icon="usb", height=38)
        self.open_button = Button(_("Open the welcome"), icon="usb", height=38)
        self.code_button = Button(_("Join by a code"), icon="key", height=38)
        self.verb = Button(_("Join this school"), key="Enter", role="primary", height=38)
        self.back = Button(_("Back"), key="Esc", height=38)
        self._lay_out()
        self._show()
        self.setFocusProxy(self.open_button if pending else self.name)

    def enter(self) -> None:
        """Enter: join what is shown, else save the file that asks."""
        if self.offer is not None:
            self.join_in()
        else:
            self.ask()

    def ask(self) -> None:
        """Ask where the file goes, and write it."""
        if self._busy:
            return
        name = f"{self.name.text().strip() or 'PC'}{ASKING_ENDING}"
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save the file that asks"), name, f"*{ASKING_ENDING}"
        )
        if chosen and self._attempt(
            lambda: self._newcomer.ask_into(Path(chosen), self.name.text())
        ):
            self._show()
            self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_welcome(self) -> None:
        """Look into the head's answer; nothing is changed by it."""
        if self._busy:
            return
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Open the welcome"), "", f"*{WELCOME_ENDING};;*"
        )
        if chosen:
            self._work(lambda: self._newcomer.open(Path(chosen)), self._on_offer)

    def by_code(self) -> None:
        """Type address and code, and fetch the welcome over the line."""
        if self._busy:
            return
        dialog = JoinByCodeDialog(self._address, self)
        if dialog.exec():
            self._address, code = dialog.address.text().strip(), dialog.code.text()
            name, call = self.name.text(), self._newcomer.call
            self._set_busy(busy=True)
            task = self._tasks.run(
                lambda job: call(self._address, code, name, job.step),
                success=self._on_offer,
                failure=self._on_refused,
            )
            task.progressed.connect(self._on_progress)

    def join_in(self) -> None:
        """Join the school that is shown."""
        offer = self.offer
        if offer is not None and not self._busy:
            self._work(lambda: self._newcomer.join(offer.content), self._on_joined)

    def go_back(self) -> None:
        """Esc: first the welcome is put away, then the card."""
        if self._busy:
            return
        if self.offer is not None:
            self.offer = None
            self._show()
            self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    def _attempt(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except DeskError as refusal:
            self.problem.say(say(refusal))
            return False
        return True

    def _work(self, function: Callable[[], T], success: Callable[[T], object]) -> None:
        self._set_busy(busy=True)
        self._tasks.run(lambda _job: function(), success=success, failure=self._on_refused)

    def _on_offer(self, offer: Offer) -> None:
        self._set_busy(busy=False)
        self.offer = offer
        self._show()
        self.verb.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_progress(self, done: int, total: int) -> None:
        words = _("The school is being brought here… {done} of {total} kB")
        self.problem.say(words.format(done=done // KB, total=total // KB), "muted")

    def _on_joined(self, _names: tuple[str, ...]) -> None:
        self._set_busy(busy=False)
        self.joined.emit()

    def _on_refused(self, problem: Exception) -> None:
        self._set_busy(busy=False)
        if not isinstance(problem, DeskError):
            raise problem
        self.problem.say(say(problem))

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        for button in (self.ask_button, self.open_button, self.code_button, self.verb, self.back):
            button.setEnabled(not busy)
        self.problem.say(_("The school is being brought here…") if busy else "", "muted")

    def _show(self) -> None:
        """What stands on the card now: to ask, to wait for the welcome, or to say yes."""
        offer, asked = self.offer, self._newcomer.number
        self._title.setText(_school(offer) if offer else _("Join a school that exists"))
        self.told.setText(_offered(offer) if offer else _asked() if asked else _how())
        self.number.setText(offer.number if offer else asked)
        self.number.setVisible(bool(self.number.text()))
        self._name.setVisible(offer is None)
        self.ask_button.setVisible(offer is None)
        self.open_button.setVisible(offer is None)
        self.code_button.setVisible(offer is None)
        self.verb.setVisible(offer is not None)

    def _lay_out(self) -> None:
        self.ask_button.clicked.connect(self.ask)
        self.open_button.clicked.connect(self.open_welcome)
        self.code_button.clicked.connect(self.by_code)
        self.verb.clicked.connect(self.join_in)
        self.back.clicked.connect(self.go_back)
        self._title = label(step="title", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(14))
        for widget in (self._title, self.told, self.number, self._name, self.problem):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.ask_button, self.open_button):
            row.addWidget(button)
        column.addLayout(row)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.code_button)
        below.addStretch(1)
        below.addWidget(self.back)
        below.addWidget(self.verb)
        column.addLayout(below)


def _school(offer: Offer) -> str:
    return offer.names.get(current()) or next(iter(offer.names.values()), "")


def _how() -> str:
    return _(
        "Where there is a network, the head reads you a code. Else save a file on a stick and take "
        "it to the head, who admits this computer and gives back a welcome file; open it here. "
        "There is no secret in the first file."
    )


def _asked() -> str:
    return _(
        "This computer has asked. The head must see this number when admitting it; if it is "
        "another one, the file was exchanged on its way."
    )


def _offered(offer: Offer) -> str:
    words = _(
        "{by} lets this computer in, at the computer {computer}. Signs in here: {people}. "
        "The head must see this number:"
    )
    if not offer.number:
        words = _(
            "{by} lets this computer in, at the computer {computer}. Signs in here: {people}."
        )
    facts = {"by": offer.by, "computer": offer.computer, "people": ", ".join(offer.people)}
    return words.format(**facts)
