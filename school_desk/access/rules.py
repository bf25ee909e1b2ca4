"""Who may do what, where and when: the permission table, read from data and asked by services."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from school_desk.access.look_model import Act
from school_desk.access.model import (
    Account,
    HasKeysError,
    LastHeadError,
    NotAllowedError,
    Role,
    RoleGrant,
    SignedIn,
    roles_in_words,
)
from school_desk.errors import N_, DeskError
from school_desk.i18n import Text
from school_desk.intents import Scope


class Reach(StrEnum):
    """How far a role goes for one intent."""

    SCHOOL = "school"
    OWN_CLASS = "own_class"
    OWN_TEACHING = "own_teaching"
    OWN_PUPILS = "own_pupils"
    OWN_ACCOUNT = "own_account"


class IntentWithoutPermissionError(LookupError):
    """A service asks about an intent that the table does not know: a bug, not a refusal."""


class PermissionTableError(DeskError):
    """The table cannot be read as written."""

    sentence = N_("The table of permissions is damaged at “{place}”. Install the program again.")


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer for one person, and the roles that may (somewhere) do it."""

    allowed: bool
    who: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Permissions:
    """The permission table: for each intent the roles that have it and how far they go.

    `looked`: the intents that are noted in the log of looks, and as what.
    """

    table: Mapping[str, Mapping[Role, Reach]]
    looked: Mapping[str, Act] = field(default_factory=dict)

    def decide(self, person: SignedIn, intent: str, scope: Scope, today: date) -> Decision:
        """Decide by all roles that the person holds today."""
        if intent not in self.table:
            raise IntentWithoutPermissionError(intent)
        reaches = self.table[intent]
        allowed = any(
            grant.role in reaches and covers(grant, reaches[grant.role], scope)
            for grant in person.grants
            if grant.account == person.account.id and grant.holds_on(today)
        )
        return Decision(allowed, tuple(role for role in Role if role in reaches))

    def somewhere(self, person: SignedIn, intent: str, today: date) -> bool:
        """Whether some role of today has it at all, be there a place for it by now or not."""
        if intent not in self.table:
            raise IntentWithoutPermissionError(intent)
        return any(
            grant.role in self.table[intent]
            for grant in person.grants
            if grant.account == person.account.id and grant.holds_on(today)
        )

    def require(self, person: SignedIn, intent: str, scope: Scope, today: date) -> None:
        """Raise NotAllowedError unless the person may."""
        decision = self.decide(person, intent, scope, today)
        if not decision.allowed:
            raise NotAllowedError(intent=Text(intent), who=roles_in_words(decision.who))


READING = frozenset(("See", "Open", "Print", "Preview", "Export", "Find", "Verify"))
"""The verbs of intents that change nothing."""

BESIDE = frozenset(("Archive the year",))
"""What writes beside a year and not in it: that something of it left the file."""


def leaves_year_alone(intent: str) -> bool:
    """Tell whether an intent changes nothing of a school year: only such are open in a past one.

    >>> leaves_year_alone("See class list"), leaves_year_alone("Put mark")
    (True, False)
    """
    return intent.partition(" ")[0] in READING or intent in BESIDE


def covers(grant: RoleGrant, reach: Reach, scope: Scope) -> bool:
    """Tell whether a grant reaches a place.

    A scope that leaves something open is wider, not narrower: all groups are not one's own.

    >>> maths = RoleGrant(1, Role.TEACHER, class_group=7, group=70, subject=3)
    >>> covers(maths, Reach.OWN_TEACHING, Scope(group=70, subject=3))
    True
    >>> covers(maths, Reach.OWN_TEACHING, Scope(group=70))
    False
    """
    match reach:
        case Reach.SCHOOL:
            return True
        case Reach.OWN_CLASS:
            return scope.class_group is not None and scope.class_group == grant.class_group
        case Reach.OWN_TEACHING:
            return _own_group(grant, scope) and grant.subject in (None, scope.subject)
        case Reach.OWN_PUPILS:
            return _own_group(grant, scope) or _only_own_class(grant, scope)
        case Reach.OWN_ACCOUNT:
            return scope.account == grant.account


def parse_permissions(text: str) -> Permissions:
    """Read the table from TOML: a line per intent, `"Put mark" = { teacher = "own_teaching" }`."""
    try:
        read = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PermissionTableError(place="permissions.toml") from error
    permissions = read.get("permissions")
    if not isinstance(permissions, dict):
        raise PermissionTableError(place="permissions")
    table = {intent: _reaches(intent, row) for intent, row in permissions.items()}
    return Permissions(table, _looked(read.get("looked", {}), table))


def accept_keyless(accounts: Iterable[Account], account: int | None) -> None:
    """Refuse second keys for one person."""
    found = next((one for one in accounts if one.id == account), None)
    if found is not None:
        raise HasKeysError(name=found.name.listed)


def _reaches(intent: str, row: object) -> dict[Role, Reach]:
    if not isinstance(row, dict) or not row:
        raise PermissionTableError(place=intent)
    try:
        return {Role(role): Reach(reach) for role, reach in row.items()}
    except ValueError as error:
        raise PermissionTableError(place=intent) from error


def accept_lasting_head(grants: Iterable[RoleGrant], name: str) -> None:
    """Refuse a last day after which nobody could give roles.

    >>> accept_lasting_head([RoleGrant(1, Role.HEAD)], "Ахметова Сәуле")
    """
    if not any(one.role is Role.HEAD and one.ends is None for one in grants):
        raise LastHeadError(name=name)


def _looked(read: object, table: Mapping[str, object]) -> dict[str, Act]:
    if not isinstance(read, dict):
        raise PermissionTableError(place="looked")
    for intent, act in read.items():
        if intent not in table or act not in set(Act):
            raise PermissionTableError(place=str(intent))
    return {intent: Act(act) for intent, act in read.items()}


def _own_group(grant: RoleGrant, scope: Scope) -> bool:
    return scope.group is not None and scope.group == grant.group


def _only_own_class(grant: RoleGrant, scope: Scope) -> bool:
    """A class list asked for without a group: one teaches somebody of that class."""
    return (
        scope.group is None
        and scope.class_group is not None
        and scope.class_group == grant.class_group
    )
