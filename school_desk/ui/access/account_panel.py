"""The person who stands chosen: roles and where they come from, and what a head can do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from school_desk.app import Desk
from school_desk.errors import N_
from school_desk.i18n import _, say
from school_desk.intents import Scope
from school_desk.ui.access.accounts_model import AccountLine, role_words
from school_desk.ui.access.people_list import initials
from school_desk.ui.actions import action
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.icon_label import Avatar, IconLabel
from school_desk.ui.widgets.labels import NameLabel, label
from school_desk.ui.widgets.page import scrolled


class AccountPanel(QFrame):
    """At the right of the list; its buttons say who may when this person may not."""

    roles_asked = Signal()
    password_asked = Signal()
    leaving_asked = Signal()
    renewal_asked = Signal()
    sheet_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("panel", "side")
        self.setAccessibleName(_("The chosen person"))
        self.setMinimumWidth(scaled(300))
        self.setMaximumWidth(scaled(420))
        self.roles = Button(_("Change roles"), key=action("edit").key_text, icon="pen")
        self.roles.clicked.connect(self.roles_asked)
        self.password = Button(
            _("Give a new password"), key=action("new_password").key_text, icon="key"
        )
        self.password.clicked.connect(self.password_asked)
        self.leaves = Button(
            _("Close the account"), key=action("close_account").key_text, icon="leave"
        )
        self.leaves.clicked.connect(self.leaving_asked)
        self.renewal = Button(_("Renew the keys"), key=action("renew_keys").key_text, icon="key")
        self.renewal.clicked.connect(self.renewal_asked)
        self.sheet = Button(_("New recovery sheet"), key=action("new_sheet").key_text, icon="doc")
        self.sheet.clicked.connect(self.sheet_asked)
        self.own = Button(_("Change my password"), key=action("own_password").key_text, icon="key")
        self.own.clicked.connect(self.password_asked)
        self._facts = QWidget()
        self._why = label(tone="muted", wrap=True)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(18, 18, 18, 16)
        self._column.setSpacing(scaled(10))
        for widget in (
            *(self._facts, self.roles, self.password, self.own),
            *(self.leaves, self.renewal, self.sheet, self._why),
        ):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner))

    def show_line(self, line: AccountLine) -> None:
        """Show another person."""
        self._column.removeWidget(self._facts)
        self._facts.hide()
        self._facts.deleteLater()
        self._facts = _facts(line)
        self._column.insertWidget(0, self._facts)
        own = line.account.id == self._desk.account.id
        self.own.setVisible(own)
        self.password.setVisible(not own)
        self.leaves.setVisible(not own)
        self.renewal.setVisible(own and self._desk.may(N_("Renew keys"), Scope()))
        self.sheet.setVisible(own and self._desk.may(N_("Make recovery sheet"), Scope()))
        refusals = {
            self.roles: self._desk.why_not(N_("Change roles"), Scope()),
            self.password: None
            if own
            else self._desk.why_not(N_("Reset password"), Scope(account=line.account.id)),
            self.leaves: None
            if own
            else self._desk.why_not(N_("Close account"), Scope(account=line.account.id)),
        }
        for button, refusal in refusals.items():
            button.setEnabled(refusal is None)
            button.setToolTip(say(refusal) if refusal else "")
        said = [say(refusal) for refusal in refusals.values() if refusal]
        self._why.setText("\n".join(said))
        self._why.setVisible(bool(said))


def _facts(line: AccountLine) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, scaled(8))
    column.setSpacing(scaled(8))
    column.addLayout(_person(line))
    given = tuple(role_words(role) for role in line.given)
    column.addWidget(_caption(_("Roles given here")))
    for words in given or (_("none"),):
        column.addLayout(_bullet(words, "key" if given else ""))
    if line.follows:
        column.addWidget(_caption(_("From classes and the timetable")))
        for words in line.follows:
            column.addLayout(_bullet(words, "calendar"))
    return whole


def _person(line: AccountLine) -> QHBoxLayout:
    names = QVBoxLayout()
    names.setSpacing(1)
    names.addWidget(label(line.account.name.full, step="strong", wrap=True))
    names.addWidget(NameLabel(line.account.sign_in_name, tone="muted"))
    row = QHBoxLayout()
    row.setSpacing(scaled(10))
    row.addWidget(Avatar(initials(line.account.name.listed)), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(names, 1)
    return row


def _caption(text: str) -> QWidget:
    made = label(text, step="caption", tone="muted", weight="bold", wrap=True)
    made.setContentsMargins(0, scaled(8), 0, 0)
    return made


def _bullet(words: str, icon: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    if icon:
        row.addWidget(IconLabel(icon, "muted"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(words, tone="text" if icon else "muted", wrap=True), 1)
    return row
