"""Plates of a diet: which dishes are replaced for it, by what, and what cannot be told."""

from dataclasses import replace
from decimal import Decimal

import pytest

from school_desk.i18n import translator
from school_desk.nutrition.card_model import CardHead, Ingredient, TechCard
from school_desk.nutrition.card_reckon_rules import reckon
from school_desk.nutrition.diet_plate_rules import (
    DietWish,
    Larder,
    change_text,
    changes_for,
    changes_words,
    is_harmful,
    wish_text,
)
from school_desk.nutrition.eating_model import DietCode, Meal
from school_desk.nutrition.menu_replacement_rules import Replacement, Swap, replaced
from school_desk.nutrition.product_model import Allergen
from tests.nutrition.menu_samples import KITCHEN, card, lunch, serving

OIL = Replacement("butter725", "oil", Decimal(85), Decimal(100))
TWO = DietWish(DietCode.GLUTEN_FREE, "", (DietWish(DietCode.ALLERGY, "сүт; жұмыртқа"),))
NO_MILK = DietWish(DietCode.NO_MILK_PROTEIN)
BUCKWHEAT, MASHED = 4, 5
LARDER = Larder(KITCHEN.products, (), ())


def told(wish: DietWish, servings, larder: Larder = LARDER) -> list[str]:
    voice = translator("en")
    return [voice.tell(change_text(one)) for one in changes_for(wish, servings, larder)]


def mashed():
    return serving(card(MASHED))


def test_a_product_is_replaced_by_the_table_where_the_substitute_does_no_harm() -> None:
    larder = Larder(KITCHEN.products, (OIL,), ())
    found = changes_for(NO_MILK, [serving(card(BUCKWHEAT))], larder)

    assert [(one.swaps[0][0].within("en"), one.swaps[0][1].within("en")) for one in found] == [
        ("Butter 72.5 %", KITCHEN.products["oil"].name.within("en"))
    ]


def test_a_substitute_that_does_harm_itself_is_none() -> None:
    tvorog = Replacement("butter725", "tvorog9", Decimal(1), Decimal(1))
    found = changes_for(
        NO_MILK, [serving(card(BUCKWHEAT))], Larder(KITCHEN.products, (tvorog,), ())
    )

    assert [(one.swaps, one.other) for one in found] == [((), None)]


def test_one_product_without_substitute_and_the_whole_dish_is_another() -> None:
    near, far = serving(lean(21, "rice", 45)), serving(lean(22, "rice", 10))
    breakfast = serving(lean(23, "rice", 40), Meal.BREAKFAST)
    others = (far, breakfast, near, mashed(), serving(card(3)))
    larder = Larder(KITCHEN.products, (OIL,), others)

    found = changes_for(NO_MILK, [mashed()], larder)

    assert [(one.swaps, str(one.other)) for one in found] == [((), "rice 21")]


def test_what_is_served_already_is_not_proposed_once_more() -> None:
    rice = serving(lean(21, "rice", 45))
    larder = Larder(KITCHEN.products, (), (rice,))

    assert changes_for(NO_MILK, [mashed(), rice], larder)[0].other is None


def lean(dish: int, product: str, grams: int) -> TechCard:
    names = {"kk": f"{product} {dish}", "ru": f"{product} {dish}"}
    return TechCard(dish, dish, 1, CardHead(names), (Ingredient(product, Decimal(grams)),))


@pytest.mark.parametrize(
    ("wish", "dishes"),
    [
        (DietWish(DietCode.GLUTEN_FREE), 3),
        (DietWish(DietCode.LACTOSE_FREE), 1),
        (DietWish(DietCode.ALLERGY, "глютен"), 3),
        (DietWish(DietCode.ALLERGY, "сүт; жұмыртқа"), 1),
        (DietWish(DietCode.ALLERGY, "Картофель"), 1),
    ],
)
def test_the_dishes_of_a_lunch_that_a_diet_forbids(wish, dishes) -> None:
    assert len(told(wish, lunch())) == dishes


LOOK = "marks of products do not tell what fits: look through the dishes"


@pytest.mark.parametrize("code", [DietCode.PKU, DietCode.DIABETES, DietCode.HALAL, DietCode.OTHER])
def test_what_products_do_not_tell_is_said_and_never_taken_for_harmless(code) -> None:
    assert told(DietWish(code), lunch()) == [LOOK]
    assert told(DietWish(code), ()) == []
    assert told(DietWish(DietCode.ALLERGY), lunch()) == [LOOK]
    with_potato = told(DietWish(code, "картоп"), lunch())
    assert (len(with_potato), with_potato[-1]) == (2, LOOK)


def test_a_word_that_no_product_has_is_said_and_never_taken_for_harmless() -> None:
    found = told(DietWish(DietCode.ALLERGY, "киви, картоп"), lunch())

    assert len(found) == 2
    assert found[1] == "no product is called «киви»: look through the dishes for it"


def test_a_replaced_product_counts_as_it_is_really_cooked() -> None:
    swap = [Swap(None, MASHED, "butter725", "oil")]  # type: ignore[arg-type]
    one = card(BUCKWHEAT)
    cooked = replaced(one, reckon(one, KITCHEN), swap, [OIL], KITCHEN)
    plain = serving(one)

    assert plain.found.allergens == (Allergen.MILK,)
    assert cooked.allergens == ()
    assert changes_for(NO_MILK, [plain], LARDER)
    cooked_serving = type(plain)(Meal.LUNCH, one, cooked)
    assert changes_for(NO_MILK, [cooked_serving], LARDER) == ()


def test_the_changes_of_a_plate_are_said_in_each_language() -> None:
    larder = Larder(KITCHEN.products, (OIL,), ())
    words = changes_words(changes_for(NO_MILK, [serving(card(BUCKWHEAT)), mashed()], larder))

    assert "Қарақұмық ботқасы" in words.within("kk")
    assert "Каша гречневая рассыпчатая" in words.within("ru")
    assert "Молоко 3,2 %" in words.within("ru")


def test_a_plate_of_two_diets_has_nothing_of_what_either_forbids() -> None:
    for product in LARDER.products.values():
        expected = any(is_harmful(product, one) for one in (replace(TWO, also=()), *TWO.also))
        assert is_harmful(product, TWO) == expected
    assert translator("kk").tell(wish_text(TWO)) == "глютенсіз; аллергенсіз: сүт; жұмыртқа"
    assert LOOK in told(replace(TWO, also=(DietWish(DietCode.PKU),)), lunch())
