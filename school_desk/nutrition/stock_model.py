"""The store-room as values: batches that came, what was taken of them, what is left."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from school_desk.errors import N_
from school_desk.nutrition.eating_model import Meal


class Taking(StrEnum):
    """Why something left the store-room."""

    ISSUE = "issue"
    WRITE_OFF = "write_off"
    RETURN = "return"


TAKING_WORDS: Mapping[Taking, str] = {
    Taking.ISSUE: N_("issued to the kitchen"),
    Taking.WRITE_OFF: N_("written off"),
    Taking.RETURN: N_("returned to the supplier"),
}


@dataclass(frozen=True, slots=True)
class StockBatch:
    """A batch of a product as it came.

    Args:
        quantity: kilograms, or pieces of what is counted.
        price: tenge for one of them.
        expires_on: the last day on which it may be used; None: it keeps.
    """

    product: str
    received_on: date
    quantity: Decimal
    price: Decimal
    expires_on: date | None = None
    paper: str = ""
    supplier: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class StockMove:
    """What was taken of a batch; `meal`: of an issue, for which meal of the day."""

    batch: int
    day: date
    taking: Taking
    quantity: Decimal
    reason: str = ""
    meal: Meal | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class BandIssue:
    """What was issued on a day to the children of a band: how many, kilograms or pieces."""

    portions: int
    masses: tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True, slots=True)
class BatchLeft:
    """A batch with what is left of it on a day."""

    batch: StockBatch
    left: Decimal
    expired: bool
    days_left: int | None = None


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line of the stock card: what came or went, what was left after it, in tenge too."""

    day: date
    came: Decimal | None
    went: Decimal | None
    left: Decimal
    price: Decimal
    taking: Taking | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class LineCost:
    """What a product of a requisition costs.

    Args:
        prices: of the batches it comes from, the first taken first.
        tenge: each batch rounded half up once, summed.
    """

    prices: tuple[Decimal, ...] = ()
    tenge: Decimal = Decimal()


@dataclass(frozen=True, slots=True)
class PortionCost:
    """What a portion of a band cost in products, and what the contract lets it cost.

    Args:
        ceiling: tenge of the price of the day; None: there is no price.
    """

    band: str
    tenge: Fraction
    ceiling: Decimal | None

    @property
    def above(self) -> bool:
        """Whether the products alone cost more than the price."""
        return self.ceiling is not None and self.tenge > self.ceiling


@dataclass(frozen=True, slots=True)
class MealCost:
    """The cost of a meal: of each product, of all of it, of a portion of each band.

    Args:
        eaters: by band.
        issued: what was taken; else what would be taken now.
        short: what the store-room has too little of, so that it is not in the cost.
    """

    lines: Mapping[str, LineCost]
    eaters: Mapping[str, int]
    portions: tuple[PortionCost, ...]
    issued: bool = True
    short: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def total(self) -> Decimal:
        """Tenge of all lines."""
        return sum((one.tenge for one in self.lines.values()), start=Decimal())

    @property
    def child_day(self) -> Fraction:
        """Tenge of products for one child, on the average of the bands."""
        return self._each(Fraction(self.total))

    @property
    def planned(self) -> Fraction | None:
        """What the prices of the day let a child-day cost, on the average; None: one is missing."""
        asked = [(one.ceiling, self.eaters[one.band]) for one in self.portions]
        known = [Fraction(tenge) * count for tenge, count in asked if tenge is not None]
        return self._each(sum(known, start=Fraction())) if len(known) == len(asked) else None

    def _each(self, tenge: Fraction) -> Fraction:
        eaters = sum(self.eaters.values())
        return tenge / eaters if eaters else Fraction()
