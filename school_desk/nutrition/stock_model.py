"""The store-room as values: batches that came, what was taken of them, what is left."""

from collections.abc import Mapping
from dataclasses import dataclass
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
    """The cost of an issued meal: all of it, and a portion of each band."""

    total: Fraction
    eaters: int
    portions: tuple[PortionCost, ...]

    @property
    def child_day(self) -> Fraction:
        """Tenge of products for one child, on the average of the bands."""
        return self.total / self.eaters if self.eaters else Fraction()
