"""The kitchen's page as a value: an order, and what was counted of it."""

from dataclasses import dataclass, field

from school_desk.intents import Form
from school_desk.nutrition.headcount_model import Order
from school_desk.nutrition.plates_model import PlateLine


@dataclass(frozen=True, slots=True)
class KitchenDay:
    """An order with what the kitchen counted of it."""

    order: Order
    lines: tuple[PlateLine, ...] = ()
    form: Form = field(default_factory=Form)
    """What the page has seen: undo takes back nothing that came since."""

    @property
    def eaten(self) -> int:
        """Plates eaten, of all classes."""
        return sum(one.shown.eaten for one in self.lines)
