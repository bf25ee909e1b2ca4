"""Who opens a backup: a name and the password of that day, or the code of the recovery sheet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from school_desk.i18n import _
from school_desk.restoring import Differences, Restoring
from school_desk.ui.access.password_line import PasswordField
from school_desk.ui.tasks import Job
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.fields import Field


class RestoreFields(QWidget):
    """Name and password; a word under them changes to the recovery code and back: `changed`."""

    changed = Signal()

    def __init__(self, names: Sequence[str], person: str = "") -> None:
        super().__init__()
        self.who = QComboBox()
        self.password = PasswordField(_("Password of that day"))
        self.code = QLineEdit()
        self._person = Field(_("Who"), self.who)
        self._code = Field(_("Recovery code"), self.code)
        self._words = {False: _("With the recovery code"), True: _("With a password")}
        self.other = Button(self._words[False], role="link", height=24)
        self.other.clicked.connect(self.change)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(10))
        for widget in (self._person, self.password, self._code):
            column.addWidget(widget)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self._code.hide()
        self.show_names(names, person)
        self.setFocusProxy(self.password.line)

    @property
    def by_code(self) -> bool:
        """Whether the recovery code is asked for."""
        return not self._code.isHidden()

    def show_names(self, names: Sequence[str], person: str = "") -> None:
        """The names of another backup."""
        chosen = person or self.who.currentText()
        self.who.clear()
        self.who.addItems(list(names))
        self.who.setCurrentIndex(max(0, self.who.findText(chosen)))

    def change(self) -> None:
        """To the recovery code, or back to the password."""
        by_code = not self.by_code
        for field in (self._person, self.password, self._code):
            field.hide()
        for field in (self._code,) if by_code else (self._person, self.password):
            field.show()
        self.other.set_words(self._words[by_code])
        first = self.code if by_code else self.password.line
        self.setFocusProxy(first)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def filled(self) -> bool:
        """Whether there is something to try; else the line to fill has the focus."""
        line = self.code if self.by_code else self.password.line
        if not line.text():
            line.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(line.text())

    def preparing(self, restoring: Restoring) -> "Preparing":
        """What a worker does with what was typed."""
        code = self.code.text() if self.by_code else ""
        return Preparing(restoring, self.who.currentText(), self.password.text, code)


class Preparing:
    """Opens a backup, puts the side copy there and compares: call it on a worker."""

    def __init__(self, restoring: Restoring, name: str, password: str, code: str) -> None:
        self._restoring = restoring
        self._name, self._password, self._code = name, password, code

    def __call__(self, job: Job) -> Differences:
        if self._code:
            self._restoring.unlock_with_code(self._code)
        else:
            self._restoring.unlock(self._name, self._password)
        return self._restoring.prepare(job.step, lambda: job.stopped)
