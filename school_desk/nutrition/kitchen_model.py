"""The kitchen's page as a value: an order, and what was counted of it."""

from dataclasses import dataclass

from school_desk.nutrition.headcount_model import Order
from school_desk.nutrition.plates_model import PlateLine


@dataclass(frozen=True, slots=True)
class KitchenDay:
    """An order with what the kitchen counted of it."""

    order: Order
    lines: tuple[PlateLine, ...] = ()

    @property
    def eaten(self) -> int:
        """Plates eaten, of all classes."""
        return sum(one.shown.eaten for one in self.lines)
