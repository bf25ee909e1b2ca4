"""Dishes of the worked lunch (nutrition 13.1) as servings, reckoned without any season."""

from collections.abc import Mapping
from decimal import Decimal

from school_desk.nutrition.card_model import CardHead, Ingredient, TechCard
from school_desk.nutrition.card_reckon_rules import Kitchen, reckon
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.menu_model import Serving
from school_desk.nutrition.product_shipped import sample_cards, starter

KITCHEN = Kitchen({one.code: one for one in starter().products})
WHEAT, RYE = 101, 102


def card(number: int) -> TechCard:
    """Card D1 to D7, its dish numbered alike."""
    found = next(one for one in sample_cards() if one.number == number)
    return TechCard(number, number, 1, found.head, found.ingredients)


def plain(dish: int, product: str, grams: int, **head: object) -> TechCard:
    """A dish of one product, such as bread."""
    names = {"kk": product, "ru": product}
    facts = CardHead(names, yield_g=Decimal(grams), **head)  # type: ignore[arg-type]
    return TechCard(dish, dish, 1, facts, (Ingredient(product, Decimal(grams)),))


def serving(
    one: TechCard, meal: Meal = Meal.LUNCH, portions: Mapping[str, int] | None = None
) -> Serving:
    """A dish as it is served; `portions`: grams by band."""
    grams = {band: Decimal(size) for band, size in (portions or {}).items()}
    return Serving(meal, one, reckon(one, KITCHEN), grams)


def lunch(small: str = "", *, salad: bool = True) -> tuple[Serving, ...]:
    """D6 + D2 + D3 + D4 + D7 and bread; `small`: the band that gets 0.8 of soup and goulash."""
    soup = {small: 200} if small else {}
    meat = {small: 80} if small else {}
    dishes = [
        *([serving(card(6))] if salad else []),
        serving(card(2), portions=soup),
        serving(card(3), portions=meat),
        serving(card(4)),
        serving(card(7)),
        serving(plain(WHEAT, "bread_w", 40)),
        serving(plain(RYE, "bread_r", 20)),
    ]
    return tuple(dishes)
