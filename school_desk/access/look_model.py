"""A look as a value: who saw, printed or took out what, when, on which computer; never contents."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum

from school_desk.access.model import Role
from school_desk.errors import N_
from school_desk.school.model import PersonName


class Act(StrEnum):
    """What somebody did with personal data, or to come near it."""

    VIEW = "view"
    PRINT = "print"
    EXPORT = "export"
    SIGN_IN = "sign_in"
    FAILED_SIGN_IN = "failed_sign_in"
    RESTORE = "restore"


ACT_NAMES: Mapping[Act, str] = {
    Act.VIEW: N_("seen"),
    Act.PRINT: N_("printed"),
    Act.EXPORT: N_("saved to a file"),
    Act.SIGN_IN: N_("signed in"),
    Act.FAILED_SIGN_IN: N_("wrong password"),
    Act.RESTORE: N_("restored from a backup"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """A line of the log of looks.

    Args:
        at: by the wall clock, UTC; the order of the lines is that of the change log.
        roles: those that the person held on that day.
        computer: the id of the device, as hexadecimal digits; empty while a line waits for a file
            that has no device yet.
        intent: what it was, by the name that the permission table has for it.
        class_group, pupil, person: whose data; without any of them the school's.
        times: how many wrong passwords, where it is about them.
        purpose: why, where that was asked for: one of a few choices, never words of a person.
    """

    at: datetime
    account: int | None
    roles: tuple[Role, ...]
    computer: str
    act: Act
    intent: str
    class_group: int | None = None
    pupil: int | None = None
    person: int | None = None
    times: int | None = None
    purpose: str | None = None


def text_of(look: Look) -> str:
    """A look as a line of text, for while it waits."""
    return json.dumps([getattr(look, one.name) for one in fields(look)], default=str)


def look_of(text: str) -> Look | None:
    """A look from the text of `text_of`; None where another program has written it otherwise.

    >>> look = Look(datetime(2026, 10, 22), 1, (Role.HEAD,), "c0", Act.VIEW, "See lists", pupil=3)
    >>> look_of(text_of(look)) == look
    True
    """
    try:
        at, account, roles, computer, act, *rest = json.loads(text)
        held = tuple(Role(one) for one in roles)
        return Look(datetime.fromisoformat(at), account, held, computer, Act(act), *rest)
    except (ValueError, TypeError):
        return None


@dataclass(frozen=True, slots=True)
class LookLine:
    """A look with the names of today: who, of whom, of which class; without both the school's."""

    id: int
    look: Look
    name: PersonName | None
    whose: str
    label: str
    here: bool

    @property
    def of(self) -> str:
        """Of whom and which class, in short."""
        return ", ".join(filter(None, (self.whose, self.label)))


@dataclass(frozen=True, slots=True)
class LookWish:
    """Which looks are wanted: the days (both included), of whom, what was done."""

    first: date
    last: date
    name: str = ""
    act: Act | None = None
