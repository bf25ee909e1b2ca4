"""Staff: who works here, as what, with which roles and hours, signing in or not yet."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from school_desk.access.model import Role, roles_in_words
from school_desk.access.staff_model import StaffMember
from school_desk.errors import N_
from school_desk.formats import NOTHING, date_short, number
from school_desk.i18n import _, ngettext, tell
from school_desk.intents import Scope
from school_desk.school.combined_rules import hours
from school_desk.school.model import Weeks
from school_desk.ui.access.account_dialogs import AddAccountDialog
from school_desk.ui.access.staff_dialog import StaffDialog
from school_desk.ui.actions import Handler, action
from school_desk.ui.school.records_screen import RecordsScreen
from school_desk.ui.school.school_screen import gate
from school_desk.ui.school.sheet_import import SheetKind
from school_desk.ui.screen import Place
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.rows_model import Row
from school_desk.ui.work_place import WorkPlace

NAME = "staff"
HALF = Decimal("0.5")


class StaffScreen(RecordsScreen):
    """`Place("staff", (account,))`."""

    name = NAME
    row_table = "account"
    heads = (
        N_("Name"),
        N_("Position"),
        N_("Rate, posts"),
        N_("Hours a week"),
        N_("Roles"),
        N_("Signs in as"),
    )
    widths = (290, 210, 90, 100, 260)
    tables = frozenset(
        ("account", "staff_file", "role_grant", "teaching", "timetable_slot", "class_group")
    )
    write_intent = "Write staff"
    import_intent = "Import staff"
    file_name = "staff.xlsx"

    def __init__(self, at: WorkPlace, place: Place) -> None:
        self._staff: Mapping[int, StaffMember] = {}
        told = action("new_password")
        self.sign_in = Button(_("Let sign in"), icon="key", key=told.key_text)
        self.sign_in.clicked.connect(self.let_sign_in)
        super().__init__(at, place)
        self.head.add_action(self.sign_in)
        self.on_moved()

    def title(self) -> str:
        return _("Staff")

    def handlers(self) -> Mapping[str, Handler]:
        return {**super().handlers(), "new_password": self.let_sign_in}

    def renamed(self) -> Mapping[str, str]:
        return {"new_password": _("Let sign in")}

    def hints(self) -> Sequence[str]:
        return ("add", "edit", "new_password")

    def rows(self) -> Sequence[Row]:
        found = self._desk.staff.staff()
        self._staff = {one.id: one for one in found}
        loads, today = self._loads(), self._desk.today()
        return [
            Row(
                one.id,
                (
                    _name(one),
                    one.file.position or NOTHING,
                    _number(one.file.rate),
                    _number(loads.get(one.id)),
                    _roles(one, today=today),
                    one.sign_in_name or _("does not sign in yet"),
                ),
            )
            for one in found
        ]

    def subtitle(self, count: int) -> str:
        return ngettext("{n} person", "{n} people", count).format(n=count)

    def nothing(self) -> str:
        return _("The staff of the school would be here.")

    def kind(self) -> SheetKind:
        return self._desk.list_files.staff

    def add(self) -> None:
        if self.allowed("Write staff"):
            self._ask(StaffDialog(self._desk.staff.add, parent=self.window()))

    def edit(self) -> None:
        one = self.current()
        if one is not None and self.allowed("Write staff"):
            service = self._desk.staff
            write = lambda new: service.correct(one.id, new)  # noqa: E731
            self._ask(StaffDialog(write, one, self.window()))

    def let_sign_in(self) -> None:
        """Give keys to somebody who is in the list already; the row stays the same."""
        one = self.current()
        if one is None or not self.allowed("Create account"):
            return
        if one.sign_in_name:
            words = _("{name} signs in already. Passwords are given in «People who sign in».")
            self._at.messages.say(words.format(name=one.name.listed))
            return
        dialog = AddAccountDialog(self._desk, self._at.tasks, self.window(), staff=one)
        if dialog.exec():
            words = _("{name} can sign in now.").format(name=one.name.listed)
            self._at.messages.say(words)
        dialog.deleteLater()
        self.take_focus()

    def current(self) -> StaffMember | None:
        """The person who stands chosen."""
        return self._staff.get(self.current_id() or 0)

    def on_moved(self) -> None:
        one = self.current()
        self.sign_in.setVisible(bool(one and not one.sign_in_name))
        gate(self.sign_in, self._desk.why_not("Create account", Scope()))

    def _ask(self, dialog: StaffDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
        self.take_focus()

    def _loads(self) -> Mapping[int, Decimal]:
        """The hours of a week by the timetable; combined classes are one hour."""
        found: dict[int, Decimal] = defaultdict(Decimal)
        for hour in hours(self._desk.school.timetable(), {}):
            teacher = hour[0].teacher
            if teacher is not None:
                found[teacher] += 1 if hour[0].weeks is Weeks.EVERY else HALF
        return found


def _name(one: StaffMember) -> str:
    if one.file.left is None:
        return one.name.full
    return _("{name}, left on {day}").format(name=one.name.full, day=date_short(one.file.left))


def _number(value: Decimal | None) -> str:
    if value is None:
        return NOTHING
    return number(value, max(0, -int(value.as_tuple().exponent)))


def _roles(one: StaffMember, *, today: date) -> str:
    roles = {grant.role for grant in one.grants if grant.holds_on(today)}
    held = tuple(role for role in Role if role in roles)
    return tell(roles_in_words(held)) if held else NOTHING
