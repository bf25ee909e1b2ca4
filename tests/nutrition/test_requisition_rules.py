"""The menu-requisition to the last digit, and what must be true of any of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.nutrition.card_model import Ingredient
from school_desk.nutrition.menu_shipped import issuing
from school_desk.nutrition.requisition_rules import (
    EatersWrongError,
    NobodyToCookForError,
    accept_eaters,
    exact_grams,
    requisition,
    typed_eaters,
)
from tests.nutrition.menu_samples import card, lunch, plain, serving

DAY = date(2026, 10, 22)
KILOGRAMS = {
    "beef1": "20.022",
    "rice": "1.692",
    "potato": "9.447",
    "carrot": "1.763",
    "onion": "4.230",
    "oil": "0.987",
    "salt": "0.207",
    "tomato_paste": "0.705",
    "flour1": "0.423",
    "buckwheat": "11.385",
    "butter725": "0.825",
    "dried_apple": "2.475",
    "raisin": "0.825",
    "sugar": "1.650",
    "bread_w": "6.600",
    "bread_r": "3.300",
    "water": "83.595",
}
counts = st.fixed_dictionaries({band: st.integers(0, 400) for band in ("7-10", "11-14", "15-18")})


def test_a_piece_that_the_school_has_weighed_counts_before_that_of_the_program() -> None:
    egg = serving(plain(1, "egg", 100))
    lines = tuple(
        replace(one, product=replace(one.product, piece=Decimal(50))) for one in egg.found.lines
    )
    weighed = replace(egg, found=replace(egg.found, lines=lines))

    told = [
        requisition(DAY, [one], {"7-10": 1}, issuing()).lines[0].pieces for one in (egg, weighed)
    ]

    assert told == [ceil(100 / issuing().pieces["egg"]), 2]


def test_the_worked_requisition_comes_to_its_kilograms() -> None:
    found = requisition(DAY, lunch("7-10", salad=False), {"7-10": 120, "11-14": 45}, issuing())

    assert {one.product.code: str(one.kg) for one in found.lines} == KILOGRAMS
    assert [one.product.code for one in found.lines if not one.issued] == ["water"]
    assert found.portions == 165


def test_carrot_lies_exactly_between_two_grams_and_goes_up() -> None:
    found = requisition(DAY, lunch("7-10", salad=False), {"7-10": 120, "11-14": 45}, issuing())
    carrot = next(one for one in found.lines if one.product.code == "carrot")
    assert (carrot.grams, carrot.kg) == (Fraction("1762.5"), Decimal("1.763"))


def test_grams_a_person_follow_the_portion_of_the_band() -> None:
    found = requisition(DAY, lunch("7-10", salad=False), {"7-10": 120, "11-14": 45}, issuing())
    beef = next(one for one in found.lines if one.product.code == "beef1")
    assert beef.taken[0].per_person == {"7-10": Fraction("27.2"), "11-14": 34}
    assert beef.taken[0].grams + beef.taken[1].grams == beef.grams


@given(counts, counts)
def test_more_eaters_take_what_both_would_have_taken(one: dict, two: dict) -> None:
    plates = lunch("7-10")
    both = {band: one[band] + two[band] for band in one}
    parts = [exact_grams(plates, each) for each in (one, two)]
    together = exact_grams(plates, both)
    assert together == {code: parts[0][code] + parts[1][code] for code in together}
    found = requisition(DAY, plates, both, issuing())
    assert {line.product.code: line.grams for line in found.lines} == together


def test_eggs_are_counted_whole_for_each_dish() -> None:
    omelette, salad = plain(1, "egg", 60), plain(2, "egg", 10)
    found = requisition(DAY, (serving(omelette), serving(salad)), {"7-10": 7}, issuing())
    eggs = found.lines[0]
    # 420 g and 70 g of eggs of 41 g: 10.24 and 1.71 pieces; together it would have been 12 as well.
    assert [eggs.taken[n].pieces for n in (0, 1)] == [11, 2]
    assert (eggs.pieces, eggs.quantity) == (13, 13)
    assert eggs.grams == 490


def test_a_product_twice_in_a_card_is_one_line() -> None:
    soup = card(2)
    more = replace(soup, ingredients=(*soup.ingredients, Ingredient("oil", Decimal(1))))
    found = requisition(DAY, (serving(more),), {"7-10": 10}, issuing())
    oil = [one for one in found.lines if one.product.code == "oil"]
    assert [one.grams for one in oil] == [40]
    assert oil[0].taken[0].per_person["7-10"] == 4


def test_a_day_for_nobody_is_refused() -> None:
    with pytest.raises(NobodyToCookForError):
        accept_eaters({"7-10": 0}, DAY)
    with pytest.raises(EatersWrongError):
        accept_eaters({"7-10": -1}, DAY)
    for text in ("", "-1", "12,5", "много", "10001", "²"):
        with pytest.raises(EatersWrongError):
            typed_eaters(text)
    assert typed_eaters(" 45 ") == 45
