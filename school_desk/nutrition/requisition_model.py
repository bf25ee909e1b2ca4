"""The menu-requisition of a day as values: dishes, who eats, what is taken for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from school_desk.nutrition.diet_plate_rules import DietWish, PlateChange
from school_desk.nutrition.menu_model import Serving
from school_desk.nutrition.nutrient_rules import MASS_PLACES, rounded
from school_desk.nutrition.product_model import Product

GRAMS = 1000


@dataclass(frozen=True, slots=True)
class Issuing:
    """How the kitchen issues: grams of a piece by product, and what is not from stock."""

    pieces: Mapping[str, Decimal]
    not_issued: frozenset[str]


@dataclass(frozen=True, slots=True)
class Taken:
    """A product for one dish: grams a person by band, grams of all, pieces where it is counted."""

    per_person: Mapping[str, Fraction]
    grams: Fraction
    pieces: int | None = None


@dataclass(frozen=True, slots=True)
class RequisitionLine:
    """A product of the day.

    Args:
        taken: by the place of the dish among those of the requisition.
        grams: all of it, not rounded.
        issued: whether it comes from stock; water is shown only.
    """

    product: Product
    taken: Mapping[int, Taken]
    grams: Fraction
    pieces: int | None = None
    issued: bool = True

    @property
    def kg(self) -> Decimal:
        """Kilograms, half up once after summing (nutrition 5.1)."""
        return rounded(self.grams / GRAMS, MASS_PLACES)

    @property
    def quantity(self) -> Decimal:
        """What the storekeeper hands out: pieces, else kilograms."""
        return Decimal(self.pieces) if self.pieces is not None else self.kg


@dataclass(frozen=True, slots=True)
class MenuRequisition:
    """What is taken from stock for the dishes of a day and so many who eat, by band."""

    day: date
    eaters: Mapping[str, int]
    servings: tuple[Serving, ...]
    lines: tuple[RequisitionLine, ...]

    @property
    def portions(self) -> int:
        """How many eat."""
        return sum(self.eaters.values())

    @property
    def bands(self) -> tuple[str, ...]:
        """The bands that eat, in their order."""
        return tuple(band for band, count in self.eaters.items() if count)


@dataclass(frozen=True, slots=True)
class ApartPlates:
    """Plates of a diet at a meal: how many, and what they have otherwise than those of all."""

    wish: DietWish
    plates: int
    changes: tuple[PlateChange, ...]


@dataclass(frozen=True, slots=True)
class DayEaters:
    """How many eat at a meal, by band; `ordered`: the order says so, else it was typed."""

    eaters: Mapping[str, int]
    ordered: bool
