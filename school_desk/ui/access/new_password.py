"""A new password: typed twice, or four words drawn by the program."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from school_desk.app import check_password, offered_password
from school_desk.errors import DeskError
from school_desk.i18n import _, current, say
from school_desk.ui.access.password_line import PasswordField
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button


class NewPasswordFields(QWidget):
    """Who types for oneself types twice; for another person the password stays readable."""

    def __init__(self, *, twice: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = PasswordField(
            _("New password"),
            shown=not twice,
            rule=_("At least 10 characters, or four words that do not belong together."),
        )
        self.second = PasswordField(_("The same once more"))
        if not twice:
            self.second.hide()
        self._twice = twice
        self.offer = Button(_("Offer four words"), icon="key", height=30)
        self.offer.clicked.connect(self.offer_words)
        self.first.line.textChanged.connect(lambda _text: self.first.show_problem(""))
        self.second.line.textChanged.connect(lambda _text: self.second.show_problem(""))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(12))
        column.addWidget(self.first)
        column.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.second)
        self.setFocusProxy(self.first)

    @property
    def password(self) -> str:
        """What was typed in the first field."""
        return self.first.text

    def offer_words(self) -> None:
        """Draw four words, readable, and let them be typed once more."""
        self.first.line.setText(offered_password(current()))
        self.first.line.show_password(shown=True)
        self.second.line.clear()
        (self.second if self._twice else self.first).setFocus()

    def accept(self, own_names: Sequence[str]) -> bool:
        """Whether it is a password and was typed alike; says under the field what is wrong."""
        try:
            check_password(self.password, own_names)
        except DeskError as refusal:
            self.first.show_problem(say(refusal))
            self.first.setFocus()
            return False
        if self._twice and self.second.text != self.password:
            differs = _("The two passwords differ. Type it once more.")
            self.second.show_problem(differs if self.second.text else _("Type it once more."))
            self.second.line.selectAll()
            self.second.setFocus()
            return False
        return True
