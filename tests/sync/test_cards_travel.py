"""Products and technological cards on two computers of a school: the head's, the nurse's."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from school_desk.nutrition.card_model import CardHead, Ingredient, Method
from school_desk.nutrition.card_reckon_rules import CORRECTED
from school_desk.nutrition.product_model import Product
from tests.sync.newcomers import HEAD, NURSE, room, small_school
from tests.sync.test_keys_travel import join, meets

SOUP = CardHead({"kk": "Құрт көже", "ru": "Суп с куртом"}, yield_g=Decimal(200))
KURT = Product("", {"kk": "Құрт", "ru": "Курт"})


@pytest.fixture
def places(tmp_path):
    """PC 1 with a draft of one card, and PC 2 that has it."""
    first, second = room(tmp_path / "first"), room(tmp_path / "second")
    desk = small_school(first)
    card = desk.cards.add(1, SOUP)
    desk.cards.put_line(card, Ingredient("potato", Decimal(100), Decimal(25), seasonal=True))
    desk.close()
    join(first, second, NURSE)
    yield first, second
    for place in (first, second):
        place.entrance.close()


def at(place, name, act):
    """Let somebody do something at a computer, and go."""
    desk = place.sits_down(name)
    try:
        return act(desk)
    finally:
        desk.close()


def only(desk):
    (card,) = desk.cards.cards()
    return card


def test_a_card_comes_to_the_same_on_the_other_computer(places) -> None:
    first, second = places

    cards = [at(place, name, only) for place, name in ((first, HEAD), (second, NURSE))]
    energies = [
        at(place, name, lambda desk: desk.cards.reckoned(only(desk)).portion)
        for place, name in ((first, HEAD), (second, NURSE))
    ]

    assert cards[0].head == cards[1].head == replace(SOUP, process={"kk": "", "ru": ""})
    assert energies[0] == energies[1]
    assert energies[0].energy == Decimal("57.75")


def test_a_product_that_both_have_added_is_one(places) -> None:
    first, second = places
    for place, name in ((first, HEAD), (second, NURSE)):
        at(place, name, lambda desk: desk.products.put(KURT))
    meets(first, second, HEAD, NURSE)

    for place, name in ((first, HEAD), (second, NURSE)):
        own = at(place, name, lambda desk: [one for one in desk.products.products() if one.own])
        assert [one.code for one in own] == ["курт"]


def test_who_changes_a_card_without_knowing_of_its_approval_is_told_on_both(places) -> None:
    first, second = places
    at(first, HEAD, lambda desk: desk.cards.approve(only(desk).id))

    def heavier(desk):
        card = only(desk)
        desk.cards.put_line(card.id, replace(card.ingredients[0], gross=Decimal(120)))

    at(second, NURSE, heavier)
    meets(first, second, HEAD, NURSE)

    for place, name in ((first, HEAD), (second, NURSE)):
        card = at(place, name, only)
        assert card.in_use
        assert card.changed
        assert card.ingredients[0].gross == 120


def figures_of(desk, code: str = "potato") -> list[tuple[date | None, Decimal]]:
    product = next(one for one in desk.products.products() if one.code == code)
    return [(one.since, one.composition.energy) for one in product.versions]


def newer(energy: int, since: date | None):
    """Write other figures of potato, since a day or always."""

    def act(desk) -> None:
        potato = next(one for one in desk.products.products() if one.code == "potato")
        composition = replace(potato.composition, energy=Decimal(energy))
        desk.products.put(replace(potato, composition=composition, since=since))

    return act


def test_figures_since_two_days_stand_beside_each_other_and_the_rest_of_a_card_comes(
    places,
) -> None:
    first, second = places
    yields = {"7-10": Decimal(150)}

    def writes(desk) -> None:
        card = only(desk)
        head = replace(SOUP, yields=yields, method=Method.BOILED, recipe_no="7", recipe_year=1996)
        desk.cards.put_head(card.id, 1, head)
        desk.cards.put_line(card.id, replace(card.ingredients[0], heat=Decimal("3.5")))

    at(first, HEAD, writes)
    at(first, HEAD, newer(80, date(2026, 9, 1)))
    at(second, NURSE, newer(81, date(2026, 10, 1)))
    meets(first, second, HEAD, NURSE)

    for place, name in ((first, HEAD), (second, NURSE)):
        found = at(place, name, figures_of)
        assert found[1:] == [(date(2026, 9, 1), 80), (date(2026, 10, 1), 81)]
        card = at(place, name, only)
        assert (card.head.yields, card.head.method) == (yields, Method.BOILED)
        assert (card.head.recipe_no, card.head.recipe_year) == ("7", 1996)
        assert card.ingredients[0].heat == Decimal("3.5")


def test_an_approval_beside_figures_corrected_unseen_is_told_on_both(places) -> None:
    first, second = places
    at(first, HEAD, lambda desk: desk.cards.approve(only(desk).id))
    at(second, NURSE, newer(99, None))
    meets(first, second, HEAD, NURSE)

    for place, name in ((first, HEAD), (second, NURSE)):
        told = at(place, name, lambda desk: desk.cards.reckoned(only(desk)).warnings)
        assert CORRECTED in {one.msgid for one in told}
