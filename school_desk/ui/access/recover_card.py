"""The recovery sheet at the door: type its code, give a head a new password, come in."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from school_desk.app import Desk, Entrance
from school_desk.errors import DeskError
from school_desk.i18n import _, say
from school_desk.recovering import Recovery
from school_desk.ui.access.new_password import NewPasswordFields
from school_desk.ui.access.sentence_row import SentenceRow
from school_desk.ui.tasks import Tasks
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.labels import label

T = TypeVar("T")
WIDTH = 600
_LETTERS = 160


class RecoverCard(QWidget):
    """`signed_in` hands over the Desk of the head; `left` is back to the names."""

    signed_in = Signal(object)
    left = Signal()

    def __init__(self, entrance: Entrance, tasks: Tasks) -> None:
        super().__init__()
        self._entrance = entrance
        self._tasks = tasks
        self._busy = False
        self._recovery: Recovery | None = None
        self.code = QLineEdit()
        self.code.setMaxLength(_LETTERS)
        self._code = Field(_("All nine groups of the sheet"), self.code)
        self.heads = QComboBox()
        self._heads = Field(_("Head of the school"), self.heads)
        self.password = NewPasswordFields()
        self.problem = SentenceRow()
        self._lay_out()
        self._show_password(opened=False)
        self.setFocusProxy(self.code)

    def go_on(self) -> None:
        """What the verb does; Enter does the same."""
        if self._busy:
            return
        if self._recovery is None:
            text = self.code.text()
            self._work(lambda: self._entrance.open_with_sheet(text), self._on_opened)
        elif self.password.accept((self.heads.currentText(),)):
            name, password = self.heads.currentText(), self.password.password
            self._work(lambda: self._come_in(name, password), self._on_signed_in)

    def enter(self) -> None:
        """Enter: on to the empty second line of the password, or what the verb does."""
        first, second = self.password.first.line, self.password.second.line
        if first.hasFocus() and first.text() and not second.text():
            second.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.go_on()

    def go_back(self) -> None:
        """Esc: nothing is changed."""
        if not self._busy:
            self.close_school()
            self.left.emit()

    def close_school(self) -> None:
        """Let go of what the code has opened."""
        if self._recovery is not None:
            self._recovery.close()
            self._recovery = None

    def _come_in(self, name: str, password: str) -> Desk:
        recovery = self._recovery
        if recovery is not None:
            recovery.give_password(name, password)
        self.close_school()
        return self._entrance.sign_in(name, password)

    def _work(self, function: Callable[[], T], success: Callable[[T], object]) -> None:
        self._set_busy(busy=True)
        self._tasks.run(lambda _job: function(), success=success, failure=self._on_refused)

    def _on_opened(self, recovery: Recovery) -> None:
        self._set_busy(busy=False)
        self._recovery = recovery
        self.heads.addItems(recovery.heads)
        self._show_password(opened=True)
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_signed_in(self, desk: Desk) -> None:
        self._set_busy(busy=False)
        self.signed_in.emit(desk)

    def _on_refused(self, problem: Exception) -> None:
        self._set_busy(busy=False)
        if not isinstance(problem, DeskError):
            raise problem
        self.problem.say(say(problem))

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.verb.setEnabled(not busy)
        self.back.setEnabled(not busy)
        self.problem.say(_("Opening the school…") if busy else "", "muted")

    def _show_password(self, *, opened: bool) -> None:
        self._code.setVisible(not opened)
        self._heads.setVisible(opened)
        self.password.setVisible(opened)
        self.verb.set_words(_("Give this password") if opened else _("Open with the sheet"))
        self._told.setText(_what_next() if opened else _what_to_type())

    def _lay_out(self) -> None:
        self._told = label(tone="muted", wrap=True)
        self.back = Button(_("Back"), key="Esc", height=38)
        self.back.clicked.connect(self.go_back)
        self.verb = Button("", key="Enter", role="primary", height=38)
        self.verb.clicked.connect(self.go_on)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.verb)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(14))
        column.addWidget(label(_("Open with the recovery sheet"), step="title", wrap=True))
        column.addWidget(self._told)
        for widget in (self._code, self._heads, self.password, self.problem):
            column.addWidget(widget)
        column.addLayout(buttons)


def _what_to_type() -> str:
    return _(
        "A forgotten password is replaced by a head of the school, in the list of people who sign "
        "in. If no head can sign in, type the code from the recovery sheet; spaces and small "
        "letters do not matter."
    )


def _what_next() -> str:
    return _(
        "The code is right. Give the head a new password: it counts at once, and with it the head "
        "gives new ones to the others."
    )
