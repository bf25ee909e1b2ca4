"""The dialogs of accounts: a new person, other roles, another person's or one's own password."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from school_desk.access.model import Role
from school_desk.access.staff_model import StaffMember
from school_desk.app import Desk
from school_desk.errors import DeskError
from school_desk.i18n import _, say
from school_desk.intents import Form
from school_desk.ui.access.accounts_model import AccountLine, role_choices
from school_desk.ui.access.name_fields import SignInNameFields
from school_desk.ui.access.new_password import NewPasswordFields
from school_desk.ui.access.password_line import PasswordField
from school_desk.ui.access.sentence_row import SentenceRow
from school_desk.ui.tasks import Tasks
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.labels import label

T = TypeVar("T")
_WIDTH = 560


class WorkingDialog(DeskDialog):
    """A dialog whose verb takes a while: it stays open until the work is done or refused."""

    def __init__(
        self, question: str, verb: str, tasks: Tasks, *, sentence: str, parent: QWidget | None
    ) -> None:
        super().__init__(question, verb, sentence=sentence, parent=parent)
        self._tasks = tasks
        self._busy = False
        self.problem = SentenceRow()

    def work(
        self, function: Callable[[], T], keep: Callable[[T], object] = lambda _done: None
    ) -> None:
        """Do it on a worker; then the dialog is accepted, or says why not."""
        if self._busy:
            return
        self._set_busy(busy=True)
        self._tasks.run(
            lambda _job: function(),
            success=lambda done: self._end(keep(done)),
            failure=self._on_refused,
        )

    def reject(self) -> None:
        """Esc: nothing is changed. Work that has begun is waited for."""
        if not self._busy:
            super().reject()

    def _end(self, _kept: object) -> None:
        self._set_busy(busy=False)
        super().accept()

    def _on_refused(self, problem: Exception) -> None:
        self._set_busy(busy=False)
        if not isinstance(problem, DeskError):
            raise problem
        self.problem.say(say(problem))

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.verb.setEnabled(not busy)
        self.way_out.setEnabled(not busy)
        self.problem.say(_("Making the keys…") if busy else "", "muted")


class AddAccountDialog(WorkingDialog):
    """A new person: name, name in the list, roles, and a password to hand over."""

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        parent: QWidget | None = None,
        *,
        staff: StaffMember | None = None,
    ) -> None:
        super().__init__(_("Who will sign in?"), _("Add"), tasks, sentence="", parent=parent)
        self._desk = desk
        self._staff = staff
        self.setMinimumWidth(scaled(_WIDTH))
        self.person = SignInNameFields()
        if staff is not None:
            self.person.names.show_name(staff.name)
        self.made: int | None = None
        self.roles = RoleBoxes((Role.TEACHER,))
        self.password = NewPasswordFields(twice=False)
        self.password.offer_words()
        for widget in (self.person, self.roles, self.password):
            self.body.addWidget(widget)
        self.body.addWidget(label(_what_to_hand_over(), tone="muted", wrap=True))
        self.body.addWidget(self.problem)

    def accept(self) -> None:
        """Check what was typed, then make the account."""
        person, password = self.person, self.password
        if not person.accept() or not password.accept(person.own_names):
            return
        name, sign_in, words = person.name, person.sign_in_name, password.password
        roles = self.roles.chosen
        staff = self._staff.id if self._staff else None

        def make() -> int:
            return self._desk.create_account(sign_in, name, words, roles, staff=staff)

        self.work(make, self._keep)

    def _keep(self, made: int) -> None:
        self.made = made


class RolesDialog(DeskDialog):
    """Other roles for a person."""

    def __init__(self, desk: Desk, line: AccountLine, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Which roles has {name}?").format(name=line.account.name.listed),
            _("Give these roles"),
            parent=parent,
        )
        self._desk = desk
        self._line = line
        self.roles = RoleBoxes(line.given)
        self.problem = SentenceRow()
        self.body.addWidget(self.roles)
        if line.follows:
            self.body.addWidget(label(_what_follows(), tone="muted", wrap=True))
            self.body.addWidget(label("\n".join(line.follows), wrap=True))
        self.body.addWidget(self.problem)

    def accept(self) -> None:
        """Give the roles that are ticked, or say why not."""
        chosen = self.roles.chosen
        if chosen != self._line.given:
            try:
                self._desk.access.change_roles(self._line.account.id, chosen, Form())
            except DeskError as refusal:
                self.problem.say(say(refusal))
                return
        super().accept()


class ResetPasswordDialog(WorkingDialog):
    """A new password for somebody who has forgotten theirs."""

    def __init__(
        self, desk: Desk, line: AccountLine, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("A new password for {name}").format(name=line.account.name.listed),
            _("Give this password"),
            tasks,
            sentence=_("The old password stops working at once."),
            parent=parent,
        )
        self._desk = desk
        self._line = line
        self.password = NewPasswordFields(twice=False)
        self.password.offer_words()
        self.body.addWidget(self.password)
        self.body.addWidget(label(_what_to_hand_over(), tone="muted", wrap=True))
        self.body.addWidget(self.problem)

    def accept(self) -> None:
        """Check the password, then close the keys with it."""
        account = self._line.account
        own = (account.sign_in_name, account.name.surname, account.name.given)
        if self.password.accept(own):
            words = self.password.password
            self.work(lambda: self._desk.reset_password(account.id, words))


class OwnPasswordDialog(WorkingDialog):
    """One's own password: the present one first, so that a passer-by cannot change it."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Change your password"),
            _("Change the password"),
            tasks,
            sentence=_("It counts from the next sign-in, on this computer."),
            parent=parent,
        )
        self._desk = desk
        self.present = PasswordField(_("Present password"))
        self.password = NewPasswordFields()
        self.body.addWidget(self.present)
        self.body.addWidget(self.password)
        self.body.addWidget(self.problem)

    def accept(self) -> None:
        """Check the new password, prove the present one, then change it."""
        account = self._desk.account
        own = (account.sign_in_name, account.name.surname, account.name.given)
        if not self.present.text:
            self.present.show_problem(_("Fill this in."))
            self.present.setFocus()
            return
        self.present.show_problem("")
        if self.password.accept(own):
            present, new = self.present.text, self.password.password
            self.work(lambda: self._change(present, new))

    def _change(self, present: str, new: str) -> None:
        self._desk.prove(present)
        self._desk.change_password(new)


class RoleBoxes(QWidget):
    """A tick for each role that a head gives."""

    def __init__(self, ticked: Sequence[Role], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Roles"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(6))
        column.addWidget(label(_("Roles"), tone="muted", weight="medium"))
        self.boxes: dict[Role, QCheckBox] = {}
        for role, words in role_choices():
            box = QCheckBox(words)
            box.setChecked(role in ticked)
            box.setMinimumHeight(scaled(24))
            self.boxes[role] = box
            column.addWidget(box)
        self.setFocusProxy(next(iter(self.boxes.values())))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def chosen(self) -> tuple[Role, ...]:
        """The roles that are ticked."""
        return tuple(role for role, box in self.boxes.items() if box.isChecked())


def _what_to_hand_over() -> str:
    return _(
        "Hand these words over on paper or by mouth. Their owner can change them after signing in."
    )


def _what_follows() -> str:
    return _("These follow from the classes and the timetable and are changed there:")
