"""A month of meals as values: what each pupil's day was, what it costs, what is still missing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.nutrition.eating_model import Band, Eating, Meal, Price, Source
from school_desk.nutrition.headcount_model import Portion
from school_desk.school.attendance_model import ClassMornings
from school_desk.school.calendar_model import Status
from school_desk.school.model import Absence, ClassGroup, PersonName

ZERO = Decimal("0.00")


class PayBy(StrEnum):
    """Which portions a contract pays: those eaten, or those cooked as ordered (nutrition 3)."""

    SERVED = "served"
    ORDERED = "ordered"


PAY_BY_WORDS: Mapping[PayBy, str] = {
    PayBy.SERVED: N_("portions that were eaten"),
    PayBy.ORDERED: N_("portions that were cooked as ordered"),
}


@dataclass(frozen=True, slots=True)
class MealContract:
    """By what a contract is paid from a day on; a contract without a number means all of them."""

    starts: date
    pay_by: PayBy
    contract: str = ""
    status: Status = Status.CHECKED
    id: int = 0


class Mark(StrEnum):
    """What a pupil's day was."""

    SERVED = "served"
    AWAY = "away"
    REFUSED = "refused"
    NOT_EATEN = "not_eaten"
    OPEN = "open"  # ordered for, and the day is not reconciled yet


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands in the cells, by mark and language, and by when reports are due."""

    signs: Mapping[Mark, Mapping[str, str]]
    month_due: int
    three_months_due: int
    status: Status = Status.TO_CHECK


@dataclass(frozen=True, slots=True)
class OpenMonth:
    """A month that is over and not closed; `due`: the day by which its report is handed in."""

    first: date
    due: date


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a pupil; `absence`: as the first lesson has it; `portions`: eaten on this day."""

    mark: Mark
    absence: Absence | None = None
    portions: int = 0


@dataclass(frozen=True, slots=True)
class DayPortion:
    """A portion with its day and meal."""

    day: date
    meal: Meal
    portion: Portion


@dataclass(frozen=True, slots=True)
class SumLine:
    """Portions of one source at one price; `tenge` None: there is no price.

    Args:
        child_days: portions that were eaten.
        paid: portions that the contract pays.
        total: tenge, rounded once, half up; None without a price.
        days: each day with its portions, eaten and paid; only sums of a whole month know them, and
            a closing of an older program does not: it tells no two lines apart.
    """

    source: Source
    tenge: Decimal | None
    child_days: int
    paid: int
    total: Decimal | None
    days: tuple[tuple[date, int, int], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class PupilMonth:
    """A pupil's line in a sheet."""

    pupil: int
    name: PersonName
    cells: Mapping[date, Cell]
    sums: tuple[SumLine, ...] = ()

    @property
    def child_days(self) -> int:
        """Days on which the pupil ate."""
        return sum(one.child_days for one in self.sums)

    @property
    def paid(self) -> int:
        """Portions that the contract pays."""
        return sum(one.paid for one in self.sums)

    @property
    def total(self) -> Decimal:
        """Tenge of what has a price."""
        return total_of(self.sums)


@dataclass(frozen=True, slots=True)
class ClassSheet:
    """The month sheet of a class and a source."""

    class_group: int
    class_label: str
    source: Source
    pupils: tuple[PupilMonth, ...]
    sums: tuple[SumLine, ...] = ()
    letters: Mapping[str, Mapping[Absence, str]] = field(default_factory=dict)

    @property
    def key(self) -> tuple[int, Source]:
        """What tells a sheet of a month."""
        return self.class_group, self.source

    @property
    def child_days(self) -> int:
        """Portions that were eaten."""
        return sum(one.child_days for one in self.sums)

    @property
    def paid(self) -> int:
        """Portions that the contract pays."""
        return sum(one.paid for one in self.sums)

    @property
    def total(self) -> Decimal:
        """Tenge of what has a price."""
        return total_of(self.sums)


class Lack(StrEnum):
    """Why a day is not final."""

    NOT_SETTLED = "not_settled"
    NO_ORDER = "no_order"


@dataclass(frozen=True, slots=True)
class OpenDay:
    """A day that is not final; `portions`: how many were ordered."""

    day: date
    lack: Lack
    portions: int = 0


@dataclass(frozen=True, slots=True)
class PriceGap:
    """A day whose portions have no price."""

    day: date
    band: str
    source: Source
    meal: Meal
    portions: int


@dataclass(frozen=True, slots=True)
class MonthClosing:
    """Who closed the month, and with which sums; `reopened_at`: it is open again."""

    closed_by: int | None = None
    closed_at: datetime | None = None
    reopened_by: int | None = None
    reopened_at: datetime | None = None
    sums: tuple[SumLine, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether the month is closed now."""
        return self.closed_at is not None and self.reopened_at is None


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """What a month is reckoned from, read once.

    Args:
        settled: each day and meal that was ordered; whether it is reconciled.
        mornings: what the first lessons of each class say.
        lessons_to_come: whether the month has a school day after today.
    """

    first: date
    portions: tuple[DayPortion, ...]
    settled: Mapping[tuple[date, Meal], bool]
    groups: tuple[ClassGroup, ...]
    mornings: Mapping[int, ClassMornings]
    names: Mapping[int, PersonName]
    bands: Callable[[date], Sequence[Band]]
    eatings: Mapping[int, tuple[Eating, ...]]
    prices: tuple[Price, ...]
    contracts: tuple[MealContract, ...] = ()
    closing: MonthClosing = MonthClosing()
    lessons_to_come: bool = False


@dataclass(frozen=True, slots=True)
class MealMonth:
    """A month as it is now: only days that are reconciled are in the numbers."""

    first: date
    sheets: tuple[ClassSheet, ...]
    sums: tuple[SumLine, ...]
    by_day: Mapping[date, int]
    """Portions eaten, by day that is reconciled."""
    open_days: tuple[OpenDay, ...] = ()
    gaps: tuple[PriceGap, ...] = ()
    closing: MonthClosing = MonthClosing()
    lessons_to_come: bool = False
    form: Form = field(default_factory=Form)

    @property
    def child_days(self) -> int:
        """Portions that were eaten."""
        return sum(one.child_days for one in self.sums)

    @property
    def paid(self) -> int:
        """Portions that the contract pays."""
        return sum(one.paid for one in self.sums)

    @property
    def total(self) -> Decimal:
        """Tenge of what has a price."""
        return total_of(self.sums)

    @property
    def final(self) -> bool:
        """Whether every day is reconciled and has its price."""
        return not self.unsettled and not self.gaps

    @property
    def unsettled(self) -> tuple[OpenDay, ...]:
        """Days that were ordered for and are not reconciled."""
        return tuple(one for one in self.open_days if one.lack is Lack.NOT_SETTLED)

    @property
    def drifted(self) -> bool:
        """Whether the numbers are no longer those with which the month was closed."""
        return self.closing.closed and self.closing.sums != self.sums

    def sheet(self, class_group: int, source: Source) -> ClassSheet | None:
        """The sheet of a class and a source, if there is one."""
        wanted = class_group, source
        return next((one for one in self.sheets if one.key == wanted), None)

    def of_source(self, source: Source) -> tuple[SumLine, ...]:
        """The sums of one source."""
        return tuple(one for one in self.sums if one.source is source)


def total_of(sums: tuple[SumLine, ...]) -> Decimal:
    """Tenge of the lines that have a price."""
    return sum((one.total for one in sums if one.total is not None), start=ZERO)
