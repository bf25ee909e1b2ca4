"""The kitchen's logs as values: what a log asks, the columns of its form, an entry of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from school_desk.intents import Form
from school_desk.school.calendar_model import Status


@dataclass(frozen=True, slots=True)
class Use:
    """A part of what came, used at a moment; the amount is in the unit of the entry."""

    at: datetime
    amount: Decimal


Portions = Mapping[str, int]
"""Portions by age band."""

Value = str | Decimal | Fraction | date | time | bool | tuple[Use, ...] | Portions | None
"""What a column of an entry holds; None: nothing is written."""


class Kind(StrEnum):
    """What kind of thing a column takes."""

    TEXT = "text"
    DAY = "day"
    MOMENT = "moment"
    TIME = "time"
    AMOUNT = "amount"
    DEGREES = "degrees"
    CHOICE = "choice"
    CHECK = "check"
    USES = "uses"
    PORTIONS = "portions"


class Default(StrEnum):
    """What stands in a column before somebody types."""

    NOTHING = ""
    NOW = "now"
    ME = "me"
    LAST = "last"
    YES = "yes"
    NEXT = "next"
    ORDER = "order"


class Known(StrEnum):
    """Where the words of a column come from, to choose instead of typing."""

    NOTHING = ""
    PRODUCTS = "products"
    DISHES = "dishes"
    COOKS = "cooks"
    STAFF = "staff"
    UNITS = "units"
    BANDS = "bands"


@dataclass(frozen=True, slots=True)
class LogColumn:
    """What one is asked for.

    Args:
        words: its caption, to translate.
        needed: it cannot be left empty.
        ahead: it may lie in the future (a term), else it may not.
        computed: nobody types it; `kept` says whether the row holds it.
        choices: the words of its codes; of a CHECK those of yes and no.
        hint: how it is typed, to translate.
        says: how a text of several columns names this one; empty: the value speaks for itself.
    """

    name: str
    words: str
    kind: Kind = Kind.TEXT
    default: Default = Default.NOTHING
    known: Known = Known.NOTHING
    needed: bool = False
    ahead: bool = False
    computed: bool = False
    kept: bool = True
    places: int = 3
    choices: Mapping[str, str] = field(default_factory=dict)
    says: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class LogHead:
    """A column of the printed form: its official words, what stands in it, its share of the width.

    `status`: whether the words were found in the act's form or are to be checked; `joins`: what
    stands between several things in it; `short`: its words on the screen, else those of what stands
    first in it.
    """

    words: str
    columns: tuple[str, ...]
    share: float = 1.0
    status: Status = Status.FOUND
    joins: str = ", "
    short: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    """A log, defined once: for the service, the screen and the paper.

    Args:
        table: where its entries are kept; its columns are those of `columns` that are kept.
        day: the column that says of which day an entry is.
        born: columns by which two computers meet in one entry; they never change.
        told: the column of what a day still waits for: a dish, a person, a refrigerator.
        together: words of writing all that a day waits for at once; empty: each is looked at.
        see, write: the intents that open it and write in it.
        notes: what stands under the paper.
    """

    code: str
    table: str
    title: str
    official: str
    see: str
    write: str
    day: str
    columns: tuple[LogColumn, ...]
    heads: tuple[LogHead, ...]
    born: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    told: str = ""
    together: str = ""

    @property
    def kept(self) -> tuple[LogColumn, ...]:
        """The columns that a row holds."""
        return tuple(one for one in self.columns if one.kept)

    @property
    def asked(self) -> tuple[LogColumn, ...]:
        """The columns that a person fills."""
        return tuple(one for one in self.columns if not one.computed)

    def column(self, name: str) -> LogColumn:
        """A column by its name."""
        return next(one for one in self.columns if one.name == name)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a log; `loose`: of a person who is a name only, to be put in order."""

    log: Log
    values: Mapping[str, Value]
    id: int = 0
    loose: bool = False

    def __getitem__(self, name: str) -> Value:
        return self.values.get(name)

    @property
    def day(self) -> date:
        """The day that it is of."""
        found = self.values.get(self.log.day)
        if isinstance(found, datetime):
            return found.date()
        return found if isinstance(found, date) else date.min

    def text(self, name: str) -> str:
        """A column of words."""
        return str(self.values.get(name) or "")

    def amount(self, name: str) -> Decimal:
        """A column of numbers; nothing written is zero."""
        found = self.values.get(name)
        return found if isinstance(found, Decimal) else Decimal(0)

    def moment(self, name: str) -> datetime | None:
        """A column of moments; a time alone is of the entry's day."""
        found = self.values.get(name)
        if isinstance(found, time):
            return datetime.combine(self.day, found)
        return found if isinstance(found, datetime) else None

    @property
    def uses(self) -> tuple[Use, ...]:
        """What was used when."""
        found = self.values.get("uses")
        return found if isinstance(found, tuple) else ()


@dataclass(frozen=True, slots=True)
class ColdUnit:
    """A refrigerator or a freezer and what it may show, °C, both ends included (None: open)."""

    code: str
    names: Mapping[str, str]
    least: Decimal | None = None
    most: Decimal | None = None
    status: Status = Status.TO_CHECK

    def takes(self, degrees: Decimal) -> bool:
        """Whether it may show so much."""
        low = self.least is None or degrees >= self.least
        return low and (self.most is None or degrees <= self.most)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an entry is checked against: the moment, dated data of its day, the other entries.

    Args:
        moment: now, by the wall clock.
        doses: vitamin C in a portion by band, mg.
        keep_hours: how long a daily sample is kept.
        others: the entries of the same log on the same day.
    """

    moment: datetime
    doses: Mapping[str, Decimal] = field(default_factory=dict)
    units: Mapping[str, ColdUnit] = field(default_factory=dict)
    keep_hours: int = 0
    others: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """What a new entry begins with, and what can be chosen in its columns (value, words)."""

    values: Mapping[str, Value]
    known: Mapping[Known, tuple[tuple[str, str], ...]]
    posts: Mapping[str, str] = field(default_factory=dict)
    """The post of who works in the kitchen, by name."""


@dataclass(frozen=True, slots=True)
class LogMonth:
    """A month of a log as somebody looks at it.

    Args:
        late: entries that wait for something.
        shut: what is sealed of the entries does not open to who looks.
    """

    log: Log
    month: date
    entries: tuple[Entry, ...]
    units: Mapping[str, ColdUnit]
    moment: datetime
    late: frozenset[int] = frozenset()
    shut: bool = False
    form: Form = field(default_factory=Form)
