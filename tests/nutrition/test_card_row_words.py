"""Rows of the kitchen in a history and in a conflict: by words, never by codes."""

from dataclasses import replace
from decimal import Decimal

import pytest

from school_desk.i18n import Spelled, translator
from school_desk.journal.history_model import RowPlace
from school_desk.journal.history_rules import change_words
from school_desk.nutrition.card_model import CardHead, DishTag, Ingredient
from school_desk.nutrition.card_row_words import kitchen_codes
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.product_model import Allergen
from school_desk.nutrition.product_shipped import starter

CODES = kitchen_codes(starter().products)


RUSSIAN = translator("ru")


def told(desk, place: RowPlace) -> str:
    """All that the history of a row says, in one text."""
    story = desk.row_history.of_place(place)
    return " | ".join(change_words(one.line, RUSSIAN) for one in story.changes)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_several_marks_are_told_one_after_the_other(language) -> None:
    found = CODES["tech_card", "tags"].get("fried pizza")

    speak = translator(language)
    assert isinstance(found, Spelled)
    assert found.within(language) == f"{speak('fried')}, {speak('pizza')}"
    assert CODES["tech_card", "tags"].get("fried") == "fried"
    assert CODES["tech_card", "tags"].get("fried newer") is None


def test_the_history_of_a_card_names_products_meals_and_marks(head) -> None:
    names = {"kk": "Езбе", "ru": "Пюре"}
    tags = frozenset((DishTag.FRIED, DishTag.PIZZA))
    card = head.cards.add(1, CardHead(names, meal=Meal.LUNCH, tags=tags))
    line = head.cards.put_line(card, Ingredient("potato", Decimal(171), Decimal(25), seasonal=True))
    head.cards.put_line(card, Ingredient("salt", Decimal(2), id=line))

    said = told(head, RowPlace("tech_card", card, name="Пюре"))
    for word in ("Картофель", "Соль йодированная", "обед", "жареное, пицца", "171", "по сезону"):
        assert word in said
    for code in ("potato", "lunch", "fried"):
        assert code not in said


def test_the_history_of_a_product_names_its_allergens_and_where_figures_are_from(head) -> None:
    milk = next(one for one in head.products.products() if one.code == "milk32")
    code = head.products.put(replace(milk, allergens=milk.allergens | {Allergen.SOYA}))
    row = next(one.id for one in head.products.products() if one.code == code)

    said = told(head, RowPlace("product", row, name="Молоко"))
    assert "молоко, соя" in said
    assert "to_check" not in said
