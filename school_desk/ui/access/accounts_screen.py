"""People who sign in: who has which roles; the head adds people, gives roles and passwords."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from school_desk.access.model import OwnAccountError
from school_desk.errors import N_, DeskError
from school_desk.events import Committed
from school_desk.i18n import _, ngettext, say
from school_desk.intents import Scope
from school_desk.journal.history_model import RowPlace
from school_desk.ui.access.account_dialogs import (
    AddAccountDialog,
    ResetPasswordDialog,
    RolesDialog,
)
from school_desk.ui.access.account_panel import AccountPanel
from school_desk.ui.access.accounts_model import AccountLine, AccountsModel, account_lines
from school_desk.ui.access.key_dialogs import (
    CloseAccountDialog,
    HandOverDialog,
    NewSheetDialog,
    RenewKeysDialog,
)
from school_desk.ui.access.own_password import change_own_password
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.on_screen import OnScreen
from school_desk.ui.screen import Place, Room, Screen
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.notice import Notice
from school_desk.ui.widgets.table import WrappingTable
from school_desk.ui.work_place import WorkPlace

NAME = "accounts"
INTENT = N_("See accounts")
TABLES = frozenset(("account", "role_grant", "teaching", "class_group"))
_NO_LIMIT = 16_777_215
"""Qt's QWIDGETSIZE_MAX, which PySide does not name."""

_NAME_WIDTH, _SIGN_IN_WIDTH = 260, 200


class AccountsScreen(Screen):
    """A list and, beside it, the person who stands chosen. The place remembers who that is."""

    where = Where.SETUP

    def __init__(self, at: WorkPlace, place: Place | None = None) -> None:
        super().__init__()
        self._at = at
        self._desk = at.desk
        self._chosen = next(iter(place.facts), None) if place else None
        lines = account_lines(self._desk)
        self.dialog: DeskDialog | None = None
        self._model = AccountsModel(self)
        self.table = WrappingTable(self.title())
        self.table.setModel(self._model)
        self.table.setColumnWidth(0, scaled(_NAME_WIDTH))
        self.table.setColumnWidth(1, scaled(_SIGN_IN_WIDTH))
        self.panel = AccountPanel(self._desk)
        self._lay_out()
        self._show(lines)
        self._connect()

    @property
    def model(self) -> AccountsModel:
        """The lines as the table sees them."""
        return self._model

    @property
    def line(self) -> AccountLine:
        """The person who stands chosen."""
        return self._model.lines[max(0, self.table.currentIndex().row())]

    def title(self) -> str:
        return _("People who sign in")

    def place(self) -> Place:
        return Place(NAME, (self.line.account.id,))

    def row_place(self) -> RowPlace | None:
        account = self.line.account
        return RowPlace("account", account.id, name=account.name.full)

    def handlers(self) -> Mapping[str, Handler]:
        return {
            "add": self.add,
            "edit": self.open,
            "new_password": self.reset_password,
            "close_account": self.close_account,
            "renew_keys": self.renew_keys,
            "new_sheet": self.new_sheet,
            "hand_over": self.hand_over,
        }

    def hints(self) -> Sequence[str]:
        return ("add", "edit", "help")

    def regions(self) -> Sequence[QWidget]:
        return (self.table, self.head, self.panel)

    def set_room(self, room: Room) -> None:
        self.head.set_compact(compact=room is Room.COMPACT)
        self.panel.setVisible(room is not Room.COMPACT)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._unsubscribe()
        super().closeEvent(event)

    def add(self) -> None:
        """Ask for a new person, or raise where one may not."""
        self._may(N_("Create account"), Scope())
        self._ask(AddAccountDialog(self._desk, self._at.tasks, self), _("{name} can sign in now."))

    def open(self) -> None:
        """Ask for the roles of the chosen person."""
        self._may(N_("Change roles"), Scope())
        self._ask(RolesDialog(self._desk, self.line, self), _("The roles of {name} are kept."))

    def reset_password(self) -> None:
        """Ask for a new password of the chosen person; one's own is changed another way."""
        line = self.line
        if line.account.id == self._desk.account.id:
            change_own_password(self._at, self)
            return
        self._may(N_("Reset password"), Scope(account=line.account.id))
        dialog = ResetPasswordDialog(self._desk, line, self._at.tasks, self)
        self._ask(dialog, _("{name} signs in with the new password from now on."))

    def close_account(self) -> None:
        """Ask whether the chosen person leaves; then the keys want to be renewed."""
        line = self.line
        if line.account.id == self._desk.account.id:
            raise OwnAccountError
        self._may(N_("Close account"), Scope(account=line.account.id))
        done = _("The account of {name} is closed.").format(name=line.account.name.listed)
        self._ask(CloseAccountDialog(self._desk, line, self), done)

    def renew_keys(self) -> None:
        """Ask whether the file gets a new key."""
        self._may(N_("Renew keys"), Scope())
        dialog = RenewKeysDialog(self._desk, self._at.tasks, self)
        self._ask(dialog, _("The keys are renewed. Everybody signs in as before."))

    def hand_over(self) -> None:
        """Open older sealed notes for who may read them now, by the recovery sheet's code."""
        self._may(N_("Hand over sealed notes"), Scope())
        dialog = HandOverDialog(self._desk, self)
        self._ask(dialog, _("Older sealed notes are open to all who may read them."))

    def new_sheet(self) -> None:
        """Make another recovery sheet; then a copy of the old one wants new keys, too."""
        self._may(N_("Make recovery sheet"), Scope())
        dialog = NewSheetDialog(self._desk, self._at.tasks, self)
        self._ask(
            dialog,
            _("The new recovery sheet counts. Destroy the old one and renew the keys (Alt+V)."),
        )
        dialog.accepted.connect(lambda: QTimer.singleShot(0, self, self.renew_keys))

    def _lay_out(self) -> None:
        self.head = PageHead(self.title())
        self.add_button = Button(
            _("Add a person"), key=action("add").key_text, icon="plus", height=32
        )
        self.head.add_action(self.add_button)
        refusal = self._desk.why_not(N_("Create account"), Scope())
        self.add_button.setEnabled(refusal is None)
        self.add_button.setToolTip(say(refusal) if refusal else "")
        self._empty = EmptyState(
            _("Only you sign in here. Add the teachers of the school."),
            act=_("Add a person"),
            key=action("add").key_text,
        )
        self.due = Notice("", kind="warn", icon="key", act=_("Renew the keys"), closable=False)
        told = " · ".join((_("Open them"), action("hand_over").key_text))
        self.closed = Notice("", icon="lock", act=told, closable=False)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self._empty, 2)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        outer.addWidget(self.due)
        outer.addWidget(self.closed)
        outer.addWidget(split, 1)

    def _connect(self) -> None:
        here = OnScreen(self)
        self._unsubscribe = self._desk.events.subscribe(Committed, here.handler(self._on_change))
        self.table.selectionModel().currentChanged.connect(lambda *_of: self._on_moved())
        self.table.activated.connect(lambda _index: self._said(self.open))
        self.add_button.clicked.connect(lambda: self._said(self.add))
        self._empty.acted.connect(lambda: self._said(self.add))
        self.panel.roles_asked.connect(lambda: self._said(self.open))
        self.panel.leaving_asked.connect(lambda: self._said(self.close_account))
        self.panel.renewal_asked.connect(lambda: self._said(self.renew_keys))
        self.panel.sheet_asked.connect(lambda: self._said(self.new_sheet))
        self.due.acted.connect(lambda: self._said(self.renew_keys))
        self.closed.acted.connect(lambda: self._said(self.hand_over))
        self.panel.password_asked.connect(lambda: self._said(self.reset_password))

    def _show(self, lines: Sequence[AccountLine]) -> None:
        self._model.show_lines(lines)
        self.head.subtitle.setText(
            ngettext("{n} person", "{n} people", len(lines)).format(n=len(lines))
        )
        left = self._desk.keys.left()
        self.due.set_words(_who_left(left))
        self.due.setVisible(bool(left) and self._desk.may(N_("Renew keys"), Scope()))
        self._show_closed(lines)
        alone = len(lines) == 1 and self.add_button.isEnabled()
        self._empty.setVisible(alone)
        rows_high = self.table.horizontalHeader().height() + self.table.rowHeight(0)
        self.table.setMaximumHeight(rows_high if alone else _NO_LIMIT)
        rows = [n for n, line in enumerate(lines) if line.account.id == self._chosen]
        self.table.selectRow(rows[0] if rows else 0)
        self.panel.show_line(self.line)

    def _show_closed(self, lines: Sequence[AccountLine]) -> None:
        """Whose older notes are closed to them, and for whom the new sheet waits."""
        may = self._desk.may(N_("Hand over sealed notes"), Scope())
        names = {line.account.id: line.account.name.listed for line in lines}
        closed = [names[one] for one in self._desk.keys.closed_notes() if one in names]
        waits = [names[one] for one in self._desk.keys.sheet_waits_for() if one in names]
        self.closed.set_words(_what_is_closed(closed, waits))
        self.closed.setVisible(may and bool(closed or waits))

    def _on_moved(self) -> None:
        if self._model.lines:
            self._chosen = self.line.account.id
            self.panel.show_line(self.line)

    def _on_change(self, change: Committed) -> None:
        if any(one.table in TABLES for one in change.changes):
            self._show(account_lines(self._desk))

    def _may(self, intent: str, scope: Scope) -> None:
        refusal = self._desk.why_not(intent, scope)
        if refusal is not None:
            raise refusal

    def _said(self, handler: Handler) -> None:
        """What a press does, refusals in the status line as after a key."""
        try:
            handler()
        except DeskError as refusal:
            self._at.messages.refuse(refusal)

    def _ask(self, dialog: DeskDialog, done: str) -> None:
        """Open a dialog over this page; `done` is said, with the name, when it was accepted."""
        self.dialog = dialog
        dialog.accepted.connect(lambda: self._on_answered(dialog, done))
        dialog.finished.connect(lambda _result: self.take_focus())
        dialog.open()

    def _on_answered(self, dialog: DeskDialog, done: str) -> None:
        made = dialog.made if isinstance(dialog, AddAccountDialog) else None
        self._chosen = made or self._chosen
        self._show(account_lines(self._desk))
        self._at.messages.say(done.format(name=self.line.account.name.listed))


def _what_is_closed(closed: Sequence[str], waits: Sequence[str]) -> str:
    said = []
    if closed:
        words = _("Older sealed notes are closed to: {names}. The recovery sheet opens them.")
        said.append(words.format(names="; ".join(closed)))
    if waits:
        words = _("The recovery sheet opens the notes of these people once they sign in: {names}.")
        said.append(words.format(names="; ".join(waits)))
    return " ".join(said)


def _who_left(people: int) -> str:
    words = ngettext(
        "{n} person has left since the keys were renewed: renew them.",
        "{n} people have left since the keys were renewed: renew them.",
        people,
    )
    return words.format(n=people)
