"""One's own lock: after how many minutes, and a PIN to come back with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from school_desk.errors import DeskError
from school_desk.i18n import _, ngettext, say
from school_desk.pin import accept_pin, digits_of
from school_desk.ui.access.account_dialogs import WorkingDialog
from school_desk.ui.access.lock import LOCK_AFTER, MINUTES, USUAL_MINUTES
from school_desk.ui.access.password_line import PasswordField
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.labels import label
from school_desk.ui.work_place import WorkPlace


class LockDialog(WorkingDialog):
    """A PIN needs the password: else whoever passes by gives it to themselves."""

    def __init__(self, at: WorkPlace, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Lock of your window"),
            _("Keep this"),
            at.tasks,
            sentence=_("Ctrl+L locks at once. Everything stays as it is behind the lock."),
            parent=parent,
        )
        self._at = at
        self.minutes = QComboBox()
        for minutes in MINUTES:
            words = ngettext("{n} minute", "{n} minutes", minutes)
            self.minutes.addItem(words.format(n=minutes), str(minutes))
        kept = self.minutes.findData(at.memory.get(LOCK_AFTER, str(USUAL_MINUTES)))
        self.minutes.setCurrentIndex(max(0, kept))
        self.first = PasswordField(_("New PIN, 4 to 8 digits"))
        self.second = PasswordField(_("The same once more"))
        self.without = QCheckBox(_("Without a PIN"))
        self.without.setVisible(at.desk.pin.is_set)
        self.present = PasswordField(_("Present password"))
        pins = QWidget()
        row = QHBoxLayout(pins)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(12))
        for field in (self.first, self.second):
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(Field(_("Lock when nobody touches anything for"), self.minutes))
        for widget in (label(_what_a_pin_is(), tone="muted", wrap=True), pins):
            self.body.addWidget(widget)
        for widget in (self.present, self.without, self.problem):
            self.body.addWidget(widget)

    def accept(self) -> None:
        """Keep the minutes; a new PIN after the password was right."""
        pin = self.first.text
        if not pin or self.without.isChecked():
            self._keep_minutes()
            if self.without.isChecked():
                self._at.desk.pin.forget()
            self._end(None)
        elif self._accept_pin(pin):
            password = self.present.text
            self.work(lambda: self._choose(password, pin), lambda _done: self._keep_minutes())

    def _accept_pin(self, pin: str) -> bool:
        wrong = {self.first: "", self.second: "", self.present: ""}
        try:
            accept_pin(pin)
        except DeskError as refusal:
            wrong[self.first] = say(refusal)
        if digits_of(self.second.text) != digits_of(pin):
            wrong[self.second] = _("Type it once more.")
        if not self.present.text:
            wrong[self.present] = _("Fill this in.")
        for field, sentence in wrong.items():
            field.show_problem(sentence)
        first = next((field for field, sentence in wrong.items() if sentence), None)
        if first is not None:
            first.setFocus()
        return first is None

    def _choose(self, password: str, pin: str) -> None:
        self._at.desk.prove(password)
        self._at.desk.pin.choose(pin)

    def _keep_minutes(self) -> None:
        self._at.memory.put(LOCK_AFTER, str(self.minutes.currentData()))


def _what_a_pin_is() -> str:
    return _(
        "A PIN opens your locked window as long as the program runs, five tries; after that, and "
        "at every start, the password."
    )
