"""Accounts, the roles they hold and when, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from school_desk.errors import N_, DeskError
from school_desk.i18n import Text
from school_desk.school.model import PersonName


class Role(StrEnum):
    """What a person is in the school; an account may hold several."""

    HEAD = "head"
    DEPUTY = "deputy"
    FORM_TUTOR = "form_tutor"
    TEACHER = "teacher"
    SUPPORT = "support_specialist"
    NURSE = "nurse"
    MEALS = "meals_officer"
    COOK = "cook"


ROLE_NAMES: Mapping[Role, str] = {
    Role.HEAD: N_("head of the school"),
    Role.DEPUTY: N_("deputy head"),
    Role.FORM_TUTOR: N_("form tutor"),
    Role.TEACHER: N_("teacher of the subject"),
    Role.SUPPORT: N_("support specialist"),
    Role.NURSE: N_("nurse"),
    Role.MEALS: N_("meals officer"),
    Role.COOK: N_("cook"),
}

COMPARTMENTS: Mapping[str, frozenset[Role]] = {
    "support": frozenset((Role.SUPPORT, Role.DEPUTY, Role.HEAD)),
    "health": frozenset((Role.NURSE,)),
}
"""Whose accounts hold the key of a sealed compartment of the school (inclusion 13.1).

The third kind, `author/<account>`, is held by that account alone. The recovery sheet opens all.
"""


@dataclass(frozen=True, slots=True)
class Account:
    """A person who signs in."""

    id: int
    sign_in_name: str
    name: PersonName


@dataclass(frozen=True, slots=True)
class RoleGrant:
    """A role of an account: where, and between which days (both included, None is open).

    A form tutor's grant names the class group; a teacher's names the teaching group, its class
    group and the subject. A teacher's grant without a subject covers all subjects of the group,
    as in years 1 to 4; without a group it covers no pupils yet.
    """

    account: int
    role: Role
    class_group: int | None = None
    group: int | None = None
    subject: int | None = None
    starts: date | None = None
    ends: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether the role counts on this day.

        >>> duty = RoleGrant(1, Role.TEACHER, starts=date(2026, 9, 7), ends=date(2026, 9, 7))
        >>> [duty.holds_on(date(2026, 9, day)) for day in (6, 7, 8)]
        [False, True, False]
        """
        return (self.starts or day) <= day <= (self.ends or day)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The person at the keyboard, with every role ever granted."""

    account: Account
    grants: tuple[RoleGrant, ...] = ()

    def roles(self, day: date) -> tuple[Role, ...]:
        """Give the roles of a day, each once, the head first."""
        held = {grant.role for grant in self.grants if grant.holds_on(day)}
        return tuple(role for role in Role if role in held)


class NotAllowedError(DeskError):
    """This person may not do this here; facts: `intent` and `who` (both translatable)."""

    sentence = N_("“{intent}” is not open to you here. Who may: {who}.")


class KeysGivenError(DeskError):
    """Undo reaches rows, not the key file; facts: `step` (translatable)."""

    sentence = N_("“{step}” gave out keys or took them back, so it cannot be undone.")


class HasKeysError(DeskError):
    """Somebody who signs in already; facts: `name`."""

    sentence = N_("{name} signs in already. Give a new password instead.")


class OwnAccountError(DeskError):
    """Nobody closes the account under which they work."""

    sentence = N_("You work under this account just now. Another head can close it.")


class LastHeadError(DeskError):
    """Nobody would be left who may give roles."""

    sentence = N_("{name} is the only head here. Make somebody else head first.")


def roles_in_words(roles: tuple[Role, ...]) -> Text:
    """Name several roles, translated when they are shown."""
    last = Text(ROLE_NAMES[roles[-1]])
    if len(roles) == 1:
        return last
    return Text(N_("{roles}, {role}"), {"roles": roles_in_words(roles[:-1]), "role": last})
