"""The lock: the window stays behind it as it was, until the same person or another one comes."""

from typing import Any

from PySide6.QtCore import Signal

from school_desk.app import Desk, Entrance
from school_desk.errors import DeskError
from school_desk.i18n import _, say
from school_desk.pin import digits_of
from school_desk.ui.access.sign_in_dialog import SignInCard
from school_desk.ui.tasks import Tasks


class LockCard(SignInCard):
    """The sign-in of a locked program: who locked it stands chosen, another may sign in.

    `returned` when the person who locked it is back; `switched` hands over another one who was
    admitted, and whose school is opened when the first one's work is put away.
    """

    returned = Signal()
    switched = Signal(object)

    def __init__(self, entrance: Entrance, tasks: Tasks, *, desk: Desk, school: str) -> None:
        self._desk = desk
        super().__init__(
            entrance,
            tasks,
            person=desk.account.sign_in_name,
            school=school,
            note=_("Locked. Everything stays as it was."),
        )
        self.help.hide()
        self.people.moved.connect(lambda _name: self._name_field())
        self._name_field()

    def sign_in(self) -> None:
        """A PIN is tried at once; a password as at every sign-in."""
        if self._pin_counts() and digits_of(self.password.text) and not self.busy:
            self._try_pin()
        else:
            super().sign_in()

    def refuse(self, refusal: DeskError) -> None:
        """Say in the card why another person cannot sign in now."""
        self._refuse(say(refusal))

    def _try(self, name: str, password: str) -> object:
        """Who came: another person who was admitted, or None for the same."""
        if name != self._desk.account.sign_in_name:
            return self._entrance.admit(name, password)
        self._desk.prove(password)
        return None

    def _on_opened(self, admitted: Any) -> None:  # noqa: ANN401  what `_try` gave
        self._content()
        if admitted is None:
            self._desk.pin.password_was_right()
            self.returned.emit()
        else:
            self.switched.emit(admitted)

    def _try_pin(self) -> None:
        try:
            self._desk.pin.open(self.password.text)
        except DeskError as refusal:
            self._refuse(say(refusal))
            self.password.line.selectAll()
            return
        self._content()
        self.returned.emit()

    def _pin_counts(self) -> bool:
        return self.people.name == self._desk.account.sign_in_name and self._desk.pin.is_set

    def _name_field(self) -> None:
        self.password.show_caption(_("Password or PIN") if self._pin_counts() else _("Password"))
