"""Dishes and their technological cards: a card in use is never edited, another version is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from school_desk.errors import N_
from school_desk.i18n import Spelled, Text
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.extra_model import Extra, Known
from school_desk.nutrition.nutrient_model import Nutrients
from school_desk.nutrition.product_model import Allergen, Product


class DishTag(StrEnum):
    """What a dish is, for the lists of forbidden dishes; which are forbidden where is data."""

    FRIED = "fried"
    DEEP_FRIED = "deep_fried"
    FRIED_EGGS = "fried_eggs"
    STUFFED_PANCAKES = "stuffed_pancakes"
    CREAM = "cream"
    OKROSHKA = "okroshka"
    FAST_FOOD = "fast_food"
    PIZZA = "pizza"
    HOT_SAUCE = "hot_sauce"
    SAUSAGE = "sausage"
    SMOKED = "smoked"
    SWEET_DRINK = "sweet_drink"
    JUICE = "juice"
    MINCED_PASTA = "minced_pasta"
    JELLIED_MEAT = "jellied_meat"
    MUSHROOMS = "mushrooms"


TAG_WORDS: Mapping[DishTag, str] = {
    DishTag.FRIED: N_("fried"),
    DishTag.DEEP_FRIED: N_("deep-fried"),
    DishTag.FRIED_EGGS: N_("fried eggs"),
    DishTag.STUFFED_PANCAKES: N_("stuffed pancakes"),
    DishTag.CREAM: N_("with cream"),
    DishTag.OKROSHKA: N_("okroshka"),
    DishTag.FAST_FOOD: N_("fast food"),
    DishTag.PIZZA: N_("pizza"),
    DishTag.HOT_SAUCE: N_("with hot sauce"),
    DishTag.SAUSAGE: N_("of sausage"),
    DishTag.SMOKED: N_("smoked"),
    DishTag.SWEET_DRINK: N_("sweet drink"),
    DishTag.JUICE: N_("juice"),
    DishTag.MINCED_PASTA: N_("pasta with minced meat"),
    DishTag.JELLIED_MEAT: N_("jellied meat"),
    DishTag.MUSHROOMS: N_("with mushrooms"),
}


class Method(StrEnum):
    """How a dish is made ready."""

    RAW = "raw"
    BOILED = "boiled"
    STEAMED = "steamed"
    STEWED = "stewed"
    BAKED = "baked"
    FRIED = "fried"
    DEEP_FRIED = "deep_fried"


METHOD_WORDS: Mapping[Method, str] = {
    Method.RAW: N_("without cooking"),
    Method.BOILED: N_("boiled"),
    Method.STEAMED: N_("steamed"),
    Method.STEWED: N_("stewed"),
    Method.BAKED: N_("baked"),
    Method.FRIED: N_("fried"),
    Method.DEEP_FRIED: N_("deep-fried"),
}


@dataclass(frozen=True, slots=True)
class Ingredient:
    """A line of a card.

    Args:
        gross: what is taken for one portion, in grams.
        loss: what cleaning takes away, in percent of it.
        seasonal: the loss follows the season: net stays, gross is reckoned again.
        heat: what cooking takes away of the net mass, in percent.
    """

    product: str
    gross: Decimal
    loss: Decimal = Decimal()
    seasonal: bool = False
    id: int = 0
    heat: Decimal = Decimal()


@dataclass(frozen=True, slots=True)
class CardHead:
    """What a card says beside its ingredients.

    Args:
        source: the collection of recipes.
        recipe_no, recipe_year: which recipe of it, and when it came out.
        yield_g: what one ready portion weighs.
        temperature: °C at which it is served; None: not written.
        shelf: how long it may stand before it is served, in words.
        yields: what a portion of an age group weighs, by band, where that is not `yield_g`.
    """

    names: Mapping[str, str]
    source: str = ""
    meal: Meal = Meal.LUNCH
    yield_g: Decimal = Decimal(100)
    process: Mapping[str, str] = field(default_factory=dict)
    temperature: int | None = None
    shelf: str = ""
    tags: frozenset[DishTag] = frozenset()
    yields: Mapping[str, Decimal] = field(default_factory=dict)
    method: Method | None = None
    recipe_no: str = ""
    recipe_year: int | None = None

    @property
    def name(self) -> Spelled:
        """Its name in the language of the reader."""
        return Spelled(self.names)

    def portion(self, band: str) -> Decimal:
        """What a portion of an age group weighs, unless a menu says otherwise."""
        return self.yields.get(band, self.yield_g)


@dataclass(frozen=True, slots=True)
class TechCard:
    """One version of a dish's card.

    Args:
        approved_on: since when it is in use; None: a draft.
        changed: it holds something else than what was approved: somebody wrote on another computer
            without knowing of the approval.
        figures: a short sign of the compositions that it was approved with.
    """

    dish: int
    number: int
    version: int
    head: CardHead
    ingredients: tuple[Ingredient, ...] = ()
    approved_on: date | None = None
    approved_by: int | None = None
    changed: bool = False
    id: int = 0
    figures: str = ""

    @property
    def in_use(self) -> bool:
        """Whether it was approved, so that nothing in it changes any more."""
        return self.approved_on is not None


@dataclass(frozen=True, slots=True)
class ReckonedLine:
    """An ingredient with what was reckoned of it: grams and nutrients, not rounded."""

    ingredient: Ingredient
    product: Product
    gross: Fraction
    loss: Decimal
    net: Fraction
    nutrients: Nutrients

    @property
    def ready(self) -> Fraction:
        """What is left of the net mass after cooking, in grams."""
        return self.net * (100 - Fraction(self.ingredient.heat)) / 100


@dataclass(frozen=True, slots=True)
class ReckonedCard:
    """All that a card comes to, for a portion and for 100 g; nothing rounded.

    Args:
        added_salt, added_sugar: grams per 100 g of the ready dish.
        retained: whether losses of cooking were reckoned with.
        warnings: what is worth a look; nothing of it forbids.
        extras: vitamins and minerals of a portion, as far as they are known.
    """

    lines: tuple[ReckonedLine, ...]
    portion: Nutrients
    per_100: Nutrients
    check: Fraction
    added_salt: Fraction
    added_sugar: Fraction
    allergens: tuple[Allergen, ...]
    retained: bool
    warnings: tuple[Text, ...]
    extras: Mapping[Extra, Known] = field(default_factory=dict)
