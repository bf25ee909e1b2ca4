"""What sync tells people: the values that stand in a cell, and what was set aside."""

from dataclasses import dataclass
from datetime import datetime

from school_desk.i18n import Text


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that stand: in a sentence, by whom, when, on which computer.

    Args:
        value: the value alone, in words (a number, a day, a Text).
        dot: device and number of the change, by which it is chosen.
        ahead: how far its computer's clock is ahead; None: not worth a word.
    """

    dot: tuple[bytes, int]
    text: Text
    value: object
    who: str
    at: datetime
    computer: str
    here: bool
    shown: bool
    ahead: Text | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell in which several values stand until a person decides; `what` names the cell.

    `before` is what all of them replaced, in words; None: nothing stood there.
    """

    row: int
    field: int
    table: str
    name: str
    what: Text
    opened: datetime
    choices: tuple[Choice, ...]
    before: object = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A decided conflict: the values that stood, and the decision; `last`: nothing came since."""

    row: int
    field: int
    table: str
    name: str
    what: Text
    choices: tuple[Choice, ...]
    decided: Choice
    last: bool


@dataclass(frozen=True, slots=True)
class Aside:
    """A line from elsewhere that stands in no row here, and why, in words."""

    at: datetime
    computer: str
    why: str
    label: str
