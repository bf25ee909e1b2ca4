"""What is cooked apart on a day, by diet and never by name."""

from collections import Counter
from collections.abc import Iterable, Mapping

from PySide6.QtWidgets import QWidget

from school_desk.formats import number
from school_desk.i18n import _, tell
from school_desk.nutrition.diet_plate_rules import (
    DietWish,
    PlateChange,
    change_text,
    wish_of,
    wish_text,
)
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.headcount_model import Sheet
from school_desk.ui.widgets.labels import label


def diets_of(sheets: Iterable[tuple[Meal, Sheet]]) -> Mapping[Meal, Counter[DietWish]]:
    """How many plates of each diet the orders of a day have, by meal."""
    found: dict[Meal, Counter[DietWish]] = {}
    for meal, sheet in sheets:
        if sheet.plates:
            counted = found.setdefault(meal, Counter())
            counted.update(wish_of(one) for one in sheet.plates)
    return found


def apart_parts(wish: DietWish, count: int, changes: Iterable[PlateChange]) -> list[QWidget]:
    """A diet with its number of plates, and below it what they have otherwise."""
    diet = tell(wish_text(wish))
    told = [tell(change_text(one)) for one in changes] or [_("as all others")]
    shown = [label(f"{diet} — {number(count)}", tone="muted", weight="medium", wrap=True)]
    return [*shown, *(label(one, wrap=True) for one in told)]
