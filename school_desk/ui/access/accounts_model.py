"""The people who sign in, a line each: name, name in the list, roles in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from school_desk.access.model import ROLE_NAMES, Account, Role, RoleGrant, roles_in_words
from school_desk.app import Desk
from school_desk.errors import N_
from school_desk.formats import classes_words, tutor_words
from school_desk.i18n import _, current, tell

_Index = QModelIndex | QPersistentModelIndex
HEADS = (N_("Name"), N_("Name in the sign-in list"), N_("Roles"))
GIVEN_BY_HAND = (
    *(Role.HEAD, Role.DEPUTY, Role.TEACHER, Role.SUPPORT),
    *(Role.NURSE, Role.MEALS, Role.COOK),
)
"""Roles that a head gives; form tutors are named with the class, subjects in the timetable."""


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account with its roles: given by hand, and following from classes and lessons."""

    account: Account
    given: tuple[Role, ...]
    follows: tuple[str, ...]
    roles: str

    @property
    def texts(self) -> tuple[str, str, str]:
        """What stands in the columns."""
        return (self.account.name.full, self.account.sign_in_name, self.roles)


class AccountsModel(QAbstractTableModel):
    """Adapts a list of lines; `show_lines` replaces them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[AccountLine, ...] = ()

    @property
    def lines(self) -> tuple[AccountLine, ...]:
        """The lines in their order."""
        return self._lines

    def show_lines(self, lines: Sequence[AccountLine]) -> None:
        """Show these from now on."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        text = self._lines[index.row()].texts[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_(HEADS[index.column()])}: {text}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _(HEADS[section]) if shown else None


def account_lines(desk: Desk) -> tuple[AccountLine, ...]:
    """Everyone who signs in, in the order of names, or raise where one may not see them."""
    words = _Words(desk)
    today = desk.today()
    return tuple(
        _line(account, desk.access.roles(account.id), words, today)
        for account in desk.access.accounts()
    )


def _line(
    account: Account, grants: tuple[RoleGrant, ...], words: "_Words", today: date
) -> AccountLine:
    held = tuple(grant for grant in grants if grant.holds_on(today))
    given = {grant.role for grant in held if not _follows(grant)}
    roles = tuple(role for role in Role if any(grant.role is role for grant in held))
    return AccountLine(
        account,
        tuple(role for role in GIVEN_BY_HAND if role in given),
        words.follows(held),
        tell(roles_in_words(roles)) if roles else _("no role yet"),
    )


def _follows(grant: RoleGrant) -> bool:
    """Whether a role comes from a class or a lesson, not from this list."""
    return grant.class_group is not None or grant.group is not None


class _Words:
    """Classes and subjects by name, looked up once."""

    def __init__(self, desk: Desk) -> None:
        self._classes = {one.id: one.label for one in desk.school.class_groups()}
        self._subjects = {
            one.id: one.names.get(current()) or one.names.get("kk", "")
            for one in desk.school.subjects()
        }

    def follows(self, grants: Sequence[RoleGrant]) -> tuple[str, ...]:
        """A sentence for each role that follows from a class or from lessons."""
        tutored = [self._class(one) for one in grants if one.role is Role.FORM_TUTOR]
        tutor = [tutor_words(one) for one in tutored]
        taught: dict[str, list[str]] = {}
        for grant in grants:
            if grant.role is Role.TEACHER and grant.subject is not None:
                classes = taught.setdefault(self._subjects.get(grant.subject, ""), [])
                classes.append(self._class(grant))
        lessons = [
            _("{subject}: {classes}").format(subject=subject, classes=classes_words(classes))
            for subject, classes in taught.items()
        ]
        return (*tutor, *lessons)

    def _class(self, grant: RoleGrant) -> str:
        return self._classes.get(grant.class_group or 0, "")


def role_choices() -> tuple[tuple[Role, str], ...]:
    """The roles that a head gives, with their words."""
    return tuple((role, role_words(role)) for role in GIVEN_BY_HAND)


def role_words(role: Role) -> str:
    """A role as a line of its own begins: with a capital."""
    words = _(ROLE_NAMES[role])
    return words[:1].upper() + words[1:]
