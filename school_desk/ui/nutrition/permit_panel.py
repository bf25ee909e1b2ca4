"""The dishes of a meal and whether each may be served, in large type; what is not in the log."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from school_desk.i18n import _, fill, tell
from school_desk.nutrition.serving_rules import DishPermit, Permit
from school_desk.ui.widgets.labels import Tone, label

TABLES = frozenset(
    (
        *("log_dish", "cycle_menu", "menu_dish", "menu_change", "menu_extra", "calendar_span"),
        *("dish", "tech_card", "ingredient", "product"),
    )
)
"""What its answer stands on."""
_TONES: dict[Permit, Tone] = {Permit.REFUSED: "danger", Permit.WAITING: "warn"}


def permit_grid(permits: Sequence[DishPermit]) -> QWidget:
    """Each dish: its name, and below it permitted at which time, not yet, refused."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    for one in permits:
        tone = _TONES.get(one.permit, "muted" if one.permit is Permit.UNWRITTEN else "accent")
        column.addWidget(label(tell_dish(one), step="title", wrap=True))
        column.addWidget(label(tell(one.words), step="strong", tone=tone, wrap=True))
        column.addSpacing(8)
    return made


def tell_dish(one: DishPermit) -> str:
    """The name of a dish in the language of the screen."""
    return fill("{dish}", {"dish": one.dish})


def unwritten_words(permits: Sequence[DishPermit]) -> str:
    """What the log of dishes says nothing of; empty: nothing is missing."""
    found = [one for one in permits if one.permit is Permit.UNWRITTEN]
    words = _("Not in the log of dishes: {dishes}. Look whether the log on paper permits them.")
    return words.format(dishes=_names(found)) if found else ""


def held_words(permits: Sequence[DishPermit]) -> str:
    """What cannot be served as the log stands; empty: nothing."""
    found = [one for one in permits if one.permit in (Permit.WAITING, Permit.REFUSED)]
    words = _("Without permission in the log of dishes: {dishes}. The day cannot be reconciled.")
    return words.format(dishes=_names(found)) if found else ""


def _names(permits: Sequence[DishPermit]) -> str:
    return ", ".join(tell_dish(one) for one in permits)
