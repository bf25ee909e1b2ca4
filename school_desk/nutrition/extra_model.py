"""Vitamins and minerals: each may be known of a product, or not; a sum says how much is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from school_desk.errors import N_


class Extra(StrEnum):
    """What a card may tell beside energy and nutrients (sheet on meals, 5.2)."""

    B1 = "b1"
    B2 = "b2"
    C = "c"
    A = "a"
    CA = "ca"
    FE = "fe"
    IODINE = "i"


EXTRA_WORDS: Mapping[Extra, str] = {
    Extra.B1: N_("vitamin B1, mg"),
    Extra.B2: N_("vitamin B2, mg"),
    Extra.C: N_("vitamin C, mg"),
    Extra.A: N_("vitamin A, µg"),
    Extra.CA: N_("calcium, mg"),
    Extra.FE: N_("iron, mg"),
    Extra.IODINE: N_("iodine, µg"),
}

EXTRA_SHORT: Mapping[Extra, str] = {
    Extra.B1: N_("B1, mg"),
    Extra.B2: N_("B2, mg"),
    Extra.C: N_("C, mg"),
    Extra.A: N_("A, µg"),
    Extra.CA: N_("Ca, mg"),
    Extra.FE: N_("Fe, mg"),
    Extra.IODINE: N_("I, µg"),
}
"""The same over a narrow field."""

Extras = Mapping[Extra, Decimal]
"""What 100 g of the edible part hold; what is not there is not known, never zero."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a dish holds of one of them, as far as its products are known.

    Args:
        amount: in the unit of the words above, not rounded; raw, before cooking.
        known, of: of how many ingredients it is known, and how many there are.
    """

    amount: Fraction
    known: int
    of: int

    @property
    def whole(self) -> bool:
        """Whether it is known of every ingredient."""
        return self.known == self.of
