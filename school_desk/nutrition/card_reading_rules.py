"""Technological cards read from the file that comes with the program."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal

from school_desk.nutrition.card_model import CardHead, DishTag, Ingredient, TechCard
from school_desk.nutrition.eating_model import Meal


def parse_cards(text: str) -> tuple[TechCard, ...]:
    """The cards of a file, in its order; none of them is approved."""
    return tuple(_card(told) for told in tomllib.loads(text)["card"])


def _card(told: Mapping[str, object]) -> TechCard:
    lines = told["ingredients"]
    if not isinstance(lines, list):
        raise TypeError(told)
    number = int(str(told["number"]))
    return TechCard(0, number, 1, _head(told), tuple(_ingredient(*one) for one in lines))


def _head(told: Mapping[str, object]) -> CardHead:
    tags, hot = told.get("tags", []), told.get("temperature")
    if not isinstance(tags, list):
        raise TypeError(tags)
    return CardHead(
        names={"kk": str(told["kk"]), "ru": str(told["ru"])},
        source=str(told.get("source", "")),
        meal=Meal(str(told["meal"])),
        yield_g=Decimal(str(told["yield"])),
        process={"kk": str(told["process_kk"]), "ru": str(told["process_ru"])},
        temperature=int(str(hot)) if hot is not None else None,
        shelf=str(told.get("shelf", "")),
        tags=frozenset(map(DishTag, tags)),
    )


def _ingredient(product: str, gross: str, loss: str = "0", season: str = "") -> Ingredient:
    return Ingredient(product, Decimal(gross), Decimal(loss), seasonal=season == "season")
