"""Energy and nutrients of foods: typed amounts are decimals, reckoned ones exact fractions."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Nutrients:
    """Energy in kcal; protein, fat and carbohydrate in grams. Never rounded."""

    energy: Fraction = Fraction()
    protein: Fraction = Fraction()
    fat: Fraction = Fraction()
    carbohydrate: Fraction = Fraction()

    def __add__(self, other: "Nutrients") -> "Nutrients":
        """Both together, as on one plate."""
        return Nutrients(
            self.energy + other.energy,
            self.protein + other.protein,
            self.fat + other.fat,
            self.carbohydrate + other.carbohydrate,
        )

    def times(self, share: Fraction) -> "Nutrients":
        """A share of it, such as a smaller portion."""
        return Nutrients(
            self.energy * share,
            self.protein * share,
            self.fat * share,
            self.carbohydrate * share,
        )


@dataclass(frozen=True, slots=True)
class Composition:
    """What 100 g of the edible part hold, as the table has it: kcal and grams."""

    energy: Decimal
    protein: Decimal
    fat: Decimal
    carbohydrate: Decimal

    @property
    def nutrients(self) -> Nutrients:
        """The same, to reckon with."""
        return Nutrients(
            Fraction(self.energy),
            Fraction(self.protein),
            Fraction(self.fat),
            Fraction(self.carbohydrate),
        )


@dataclass(frozen=True, slots=True)
class Retention:
    """Which part of each stays after cooking; a whole school reckons with it, or nobody."""

    energy: Decimal
    protein: Decimal
    fat: Decimal
    carbohydrate: Decimal
