"""What activities of a .fet file say of themselves, so that only our own results come back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b

from school_desk.school.fet_model import Hour, Order, Part
from school_desk.school.model import Weeks

SCHOOLS = 200_000
HOURS = 10_000
"""Numbers of activities: so many ranges of so many. FET counts them in 31 bits."""

WEEKS = {Weeks.EVERY: "e", Weeks.ODD: "o", Weeks.EVEN: "v"}
FROM_WEEKS = {sign: weeks for weeks, sign in WEEKS.items()}
NOBODY = "0"
KEYS = 3

Keys = Mapping[int, int]
"""The travelling key of each row: the same on every computer of the school."""


@dataclass(frozen=True, slots=True)
class KeyedPart:
    """A lesson as a code names it: by travelling keys."""

    group: int
    subject: int
    teacher: int | None
    weeks: Weeks


def mark_of(school: int, year: str) -> str:
    """Which school and year a file is of; it does not betray the school's own number.

    >>> mark_of(1, "2026-27") == mark_of(1, "2026-27") != mark_of(2, "2026-27")
    True
    """
    return _digest(f"{school:016x}/{year}", 8)


def signed(order: Order, mark: str, keys: Keys) -> Order:
    """An order with its mark, its range of numbers, and a code for each hour."""
    said = [_said(hour, keys) for hour in order.hours]
    state = int(_digest(" ".join((mark, *said)), 8), 16)
    first = (1 + state % SCHOOLS) * HOURS + 1
    codes = tuple(code_of(mark, first + number, text) for number, text in enumerate(said))
    return replace(order, mark=mark, first=first, codes=codes)


def code_of(mark: str, number: int, said: str) -> str:
    """A code: a check over school, number and lessons, then the lessons."""
    return f"{_digest(f'{mark} {number} {said}', 6)} {said}"


def read_code(mark: str, number: int, code: str) -> tuple[KeyedPart, ...] | None:
    """The lessons of a code; None: it is not as we wrote it."""
    _check, _space, said = code.partition(" ")
    if not said or code_of(mark, number, said) != code:
        return None
    return tuple(map(_part, said.split("+")))


def _said(hour: Hour, keys: Keys) -> str:
    return "+".join(_spelled(part, keys) for part in hour.parts)


def _spelled(part: Part, keys: Keys) -> str:
    teacher = NOBODY if part.teacher is None else f"{keys[part.teacher]:x}"
    return f"{keys[part.group]:x}.{keys[part.subject]:x}.{teacher}.{WEEKS[part.weeks]}"


def _part(said: str) -> KeyedPart:
    *keys, weeks = said.split(".")
    group, subject, teacher = (int(key, 16) for key in keys[:KEYS])
    return KeyedPart(group, subject, teacher or None, FROM_WEEKS[weeks])


def _digest(text: str, size: int) -> str:
    return blake2b(text.encode(), digest_size=size).hexdigest()
