"""What comes with the program for meals, as dated lines under those of the school."""

from functools import lru_cache

from school_desk.nutrition import menu_shipped, shipped
from school_desk.nutrition.meal_norm_model import DayNorms, NormLine
from school_desk.nutrition.meal_norm_rules import lines_of


@lru_cache
def usual() -> DayNorms:
    """Everything as it came, whatever the day."""
    return DayNorms(
        menu_shipped.norms(),
        menu_shipped.bans(),
        menu_shipped.replacements(),
        shipped.bands(),
        shipped.month_signs(),
        menu_shipped.issuing(),
    )


@lru_cache
def lines() -> tuple[NormLine, ...]:
    """The same, line by line; each school writes its own over them."""
    return tuple(lines_of(usual()))
