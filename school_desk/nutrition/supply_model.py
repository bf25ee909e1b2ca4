"""The supplier's act and the state's totals as values, and how they stand beside our own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from school_desk.errors import N_
from school_desk.nutrition.eating_model import Source


@dataclass(frozen=True, slots=True)
class ActLine:
    """A line of an act: a source, a price, child-days and the sum as the supplier writes it."""

    source: Source
    tenge: Decimal
    child_days: int
    total: Decimal
    id: int = 0


@dataclass(frozen=True, slots=True)
class SupplierAct:
    """An act of a month; `month` is its first day."""

    month: date
    number: str
    issued_on: date | None = None
    supplier: str = ""
    lines: tuple[ActLine, ...] = ()
    id: int = 0


class Agreement(StrEnum):
    """How a line of the acts stands beside ours."""

    SAME = "same"
    DIFFERS = "differs"
    ONLY_HERE = "only_here"
    ONLY_ACT = "only_act"
    NO_SUM = "no_sum"  # the act's own price × child-days is another sum


AGREEMENT_WORDS: Mapping[Agreement, str] = {
    Agreement.SAME: N_("agrees"),
    Agreement.DIFFERS: N_("differs"),
    Agreement.ONLY_HERE: N_("not in the act"),
    Agreement.ONLY_ACT: N_("only in the act"),
    Agreement.NO_SUM: N_("the act's own sum is wrong"),
}


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A source at a price: ours (portions that are paid, tenge) and the acts'."""

    source: Source
    tenge: Decimal | None
    ours: tuple[int, Decimal]
    theirs: tuple[int, Decimal]
    agreement: Agreement

    @property
    def days_off(self) -> int:
        """Child-days in the acts less ours."""
        return self.theirs[0] - self.ours[0]

    @property
    def tenge_off(self) -> Decimal:
        """Tenge in the acts less ours."""
        return self.theirs[1] - self.ours[1]


@dataclass(frozen=True, slots=True)
class ComparedDay:
    """Portions eaten on a day: ours, and what the state's system says; None: nothing is said."""

    day: date
    ours: int | None
    theirs: int | None

    @property
    def differs(self) -> bool:
        """Whether both are said and are not the same, or only one of them is."""
        return self.ours != self.theirs
