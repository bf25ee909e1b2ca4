"""How masses, nutrients, allergens and the state of a card are written on the screen."""

from collections.abc import Iterable
from decimal import Decimal

from school_desk.formats import NOTHING, date_short, number
from school_desk.i18n import _, fill
from school_desk.nutrition.card_model import CardHead, TechCard
from school_desk.nutrition.extra_model import Known
from school_desk.nutrition.extra_rules import EXTRA_PLACES
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


def extra_words(known: Known | None) -> str:
    """How much of a vitamin, and of how many ingredients it is known; never zero for unknown."""
    if known is None:
        return _("not known")
    amount = number(known.amount, EXTRA_PLACES)
    if known.whole:
        return amount
    facts = {"amount": amount, "n": number(known.known), "of": number(known.of)}
    return fill(_("{amount} ({n} of {of})"), facts)


def source_words(head: CardHead) -> str:
    """The collection, the number of the recipe in it, its year."""
    recipe = fill(_("No. {n}"), {"n": head.recipe_no}) if head.recipe_no else ""
    year = str(head.recipe_year) if head.recipe_year else ""
    return ", ".join(one for one in (head.source, recipe, year) if one)


def yields_words(head: CardHead) -> str:
    """What a portion of each age group weighs, where the card says it."""
    told = ((band.replace("-", "–"), exact(one)) for band, one in sorted(head.yields.items()))
    return "; ".join(f"{band}: {grams}" for band, grams in told)


def state(card: TechCard) -> str:
    """Which version it is, and whether it is in use."""
    version = fill(_("version {n}"), {"n": number(card.version)})
    use = _("in use") if card.in_use else _("draft")
    return f"{version}, {use}"


def in_use(card: TechCard) -> str:
    """Since when a card is in use; a draft is not."""
    return date_short(card.approved_on) if card.approved_on else NOTHING
