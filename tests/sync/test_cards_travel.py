"""Products and technological cards on two computers of a school: the head's, the nurse's."""

from dataclasses import replace
from decimal import Decimal

import pytest

from school_desk.nutrition.card_model import CardHead, Ingredient
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
