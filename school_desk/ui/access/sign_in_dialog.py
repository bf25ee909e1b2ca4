"""Sign in: choose one's name, type one's password, Enter. What goes wrong is said in the card."""

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from school_desk.app import SIGN_IN_REFUSALS, Entrance
from school_desk.errors import DeskError
from school_desk.i18n import _, say
from school_desk.ui.access.password_line import PasswordField, has_cyrillic
from school_desk.ui.access.people_list import PeopleList
from school_desk.ui.access.sentence_row import SentenceRow
from school_desk.ui.messages import announce
from school_desk.ui.tasks import Tasks
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.notice import Notice

_SECOND_MS = 1000


class SignInCard(QWidget):
    """The content of the card. `signed_in` hands over a Desk, `refused` what the folder says."""

    signed_in = Signal(object)
    refused = Signal(object)
    forgotten = Signal()

    def __init__(
        self,
        entrance: Entrance,
        tasks: Tasks,
        *,
        person: str = "",
        school: str = "",
        note: str = "",
    ) -> None:
        super().__init__()
        self._entrance = entrance
        self._tasks = tasks
        self._busy = False
        self._seconds = 0
        names = entrance.names
        self.people = PeopleList(names)
        self.people.choose(person)
        self.password = PasswordField(_("Password"))
        self.problem = SentenceRow()
        self.verb = Button(_("Sign in"), key="Enter", role="primary", height=38)
        self.help = Button(_("The password is forgotten"), role="link", height=26)
        self.timer = QTimer(self)
        self.timer.setInterval(_SECOND_MS)
        self.timer.timeout.connect(self._on_second)
        self._lay_out(school or _("Sign in"), note)
        self._connect()
        known = person in names or len(names) == 1
        self.setFocusProxy(self.password.line if known else self.people)

    @property
    def busy(self) -> bool:
        """Whether a password is being tried right now."""
        return self._busy

    def sign_in(self) -> None:
        """Try the password; the answer comes as a signal or as a sentence in the card."""
        if self._busy or self._seconds:
            return
        if not self.people.name or not self.password.text:
            self._ask_again()
            return
        name, password = self.people.name, self.password.text
        self._set_busy(busy=True)
        self._tasks.run(
            lambda _job: self._try(name, password),
            success=self._on_opened,
            failure=self._on_refused,
        )

    def _lay_out(self, title: str, note: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(12))
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(label(title, step="title", wrap=True))
        head.addWidget(label(_("Choose your name and type the password."), tone="muted", wrap=True))
        column.addLayout(head)
        if note:
            column.addWidget(Notice(note, icon="lock", closable=False))
        for widget in (self.people, self.password, self.problem):
            column.addWidget(widget)
        column.addSpacing(2)
        column.addWidget(self.verb)
        column.addWidget(self.help, 0, Qt.AlignmentFlag.AlignHCenter)

    def _connect(self) -> None:
        self.people.chosen.connect(self._on_chosen)
        self.people.moved.connect(lambda _name: self._forget())
        self.password.line.returnPressed.connect(self.sign_in)
        self.verb.clicked.connect(self.sign_in)
        self.help.clicked.connect(self.forgotten)

    def _on_chosen(self) -> None:
        self.password.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_again(self) -> None:
        nobody = not self.people.name
        self._refuse(_("Choose your name.") if nobody else _("Type the password."))
        (self.people if nobody else self.password.line).setFocus()

    def _forget(self) -> None:
        """Another person stands chosen: what was said was not meant for that one."""
        self._seconds = 0
        self.timer.stop()
        self._end_wait()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.verb.setEnabled(not busy)
        self.password.line.setReadOnly(busy)
        if busy:
            self._refuse("")
            self.problem.say(_("Opening the school…"), "muted")

    def _try(self, name: str, password: str) -> object:
        """What a right password opens."""
        return self._entrance.sign_in(name, password)

    def _on_opened(self, desk: Any) -> None:  # noqa: ANN401  what `_try` gave
        self._content()
        self.signed_in.emit(desk)

    def _content(self) -> None:
        """It was right: nothing of it stays in the card."""
        self._set_busy(busy=False)
        self.problem.say("")
        self.password.line.clear()

    def _on_refused(self, problem: Exception) -> None:
        self._set_busy(busy=False)
        if not isinstance(problem, DeskError):
            raise problem
        if not isinstance(problem, SIGN_IN_REFUSALS):
            self.refused.emit(problem)
            return
        self._refuse(say(problem))
        self._advise()
        self.password.line.selectAll()
        self.password.line.setFocus(Qt.FocusReason.OtherFocusReason)
        # A refusal that names seconds is over when they are.
        self._wait(problem)

    def _advise(self) -> None:
        """The layout is the commonest mistake, and a hidden password does not show it."""
        if has_cyrillic(self.password.text):
            words = _(
                "It was typed in Kazakh or Russian letters. For Latin ones change the layout."
            )
        else:
            words = _(
                "It was typed without Kazakh or Russian letters. For those change the layout."
            )
        self.password.advise(words)

    def _wait(self, problem: DeskError) -> None:
        seconds = problem.facts.get("seconds", 0)
        if not isinstance(seconds, int) or not seconds:
            return
        self._waited_for = problem
        self._seconds = seconds
        self.verb.setEnabled(False)
        self.password.advise("")
        self.timer.start()

    def _on_second(self) -> None:
        self._seconds -= 1
        if self._seconds > 0:
            self._waited_for.facts["seconds"] = self._seconds
            self.password.show_problem(say(self._waited_for))
            return
        self.timer.stop()
        self._end_wait()

    def _end_wait(self) -> None:
        self._refuse("")
        self.verb.setEnabled(not self._busy)

    def _refuse(self, sentence: str) -> None:
        self.problem.say("")
        self.password.show_problem(sentence)
        if sentence:
            announce(self, sentence, urgent=True)
