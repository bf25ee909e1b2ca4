"""How masses, nutrients, allergens and the state of a card are written on the screen."""

from collections.abc import Iterable
from decimal import Decimal

from school_desk.formats import NOTHING, date_short, number
from school_desk.i18n import _, fill
from school_desk.nutrition.card_model import TechCard
from school_desk.nutrition.nutrient_model import Nutrients
from school_desk.nutrition.nutrient_rules import ENERGY_PLACES, NUTRIENT_PLACES
from school_desk.nutrition.product_model import ALLERGEN_WORDS, Allergen


def exact(value: Decimal) -> str:
    """A number as it was typed, without zeros that say nothing."""
    places = -int(value.normalize().as_tuple().exponent)
    return number(value, max(0, places))


def amounts(one: Nutrients) -> tuple[str, str, str, str]:
    """Energy, protein, fat and carbohydrate, each rounded once."""
    grams = (one.protein, one.fat, one.carbohydrate)
    protein, fat, carbohydrate = (number(value, NUTRIENT_PLACES) for value in grams)
    return number(one.energy, ENERGY_PLACES), protein, fat, carbohydrate


def allergens(found: Iterable[Allergen]) -> str:
    """Their names in the order of the list, or a dash."""
    met = set(found)
    return ", ".join(_(ALLERGEN_WORDS[one]) for one in Allergen if one in met) or NOTHING


def state(card: TechCard) -> str:
    """Which version it is, and whether it is in use."""
    version = fill(_("version {n}"), {"n": number(card.version)})
    use = _("in use") if card.in_use else _("draft")
    return f"{version}, {use}"


def in_use(card: TechCard) -> str:
    """Since when a card is in use; a draft is not."""
    return date_short(card.approved_on) if card.approved_on else NOTHING
