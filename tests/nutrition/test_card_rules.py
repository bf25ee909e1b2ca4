"""What a card may hold: bad masses, losses and yields are refused, versions stay as they were."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from school_desk.nutrition.card_model import CardHead, Ingredient, TechCard
from school_desk.nutrition.card_reckon_rules import Kitchen, reckon
from school_desk.nutrition.card_refusal_rules import (
    CardEmptyError,
    CardLongError,
    CardNumberError,
    CardUnnamedError,
    DraftThereError,
    MassWrongError,
    NetAboveGrossError,
    NoCompositionError,
    NumberTakenError,
    TemperatureError,
    YieldWrongError,
)
from school_desk.nutrition.card_rules import (
    accept_approval,
    accept_head,
    accept_ingredient,
    accept_new_version,
    accept_number,
    accept_open,
    in_use_on,
    newest,
    next_number,
    with_net,
)
from school_desk.nutrition.card_use_rules import CardInUseError
from school_desk.nutrition.nutrient_model import Composition
from school_desk.nutrition.product_model import Allergen, Product
from school_desk.nutrition.product_rules import (
    LossWrongError,
    ProductTwiceError,
    ProductUnclearError,
    ProductUnknownError,
    ProductUnnamedError,
    accept_product,
    product_named,
    with_own,
)
from school_desk.nutrition.product_shipped import sample_cards, starter
from school_desk.school.calendar_model import Status

PRODUCTS = {one.code: one for one in starter().products}
POTATO, KURT = PRODUCTS["potato"], Product("курт", dict.fromkeys(("kk", "ru", "en"), "Құрт"))
CARD = sample_cards()[0]
HEAD = CARD.head
USED = date(2026, 9, 1)


@pytest.mark.parametrize("gross", ["0", "-1", "2000.1", "100000"])
def test_a_mass_no_portion_has_is_refused(gross: str) -> None:
    with pytest.raises(MassWrongError):
        accept_ingredient(Ingredient("potato", Decimal(gross)), POTATO)


@pytest.mark.parametrize("loss", ["100", "250", "-1"])
def test_a_loss_that_leaves_nothing_is_refused(loss: str) -> None:
    with pytest.raises(LossWrongError):
        accept_ingredient(Ingredient("potato", Decimal(67), Decimal(loss)), POTATO)


def test_a_product_without_composition_stands_in_no_card() -> None:
    with pytest.raises(NoCompositionError):
        accept_ingredient(Ingredient("курт", Decimal(5)), KURT)


@pytest.mark.parametrize("net", ["0", "67.1", "-3"])
def test_net_is_never_above_gross(net: str) -> None:
    with pytest.raises(NetAboveGrossError):
        with_net(Ingredient("potato", Decimal(67)), Decimal(net))


def test_a_typed_net_says_what_was_lost() -> None:
    line = Ingredient("potato", Decimal(67), Decimal(30), seasonal=True)

    assert with_net(line, Decimal("50.25")) == replace(line, loss=Decimal(25), seasonal=False)


@pytest.mark.parametrize("yield_g", ["0", "-5", "2001"])
def test_a_portion_weighs_something(yield_g: str) -> None:
    with pytest.raises(YieldWrongError):
        accept_head(replace(HEAD, yield_g=Decimal(yield_g)))


@pytest.mark.parametrize(
    ("head", "error"),
    [
        (replace(HEAD, names={"kk": "Ботқа", "ru": " "}), CardUnnamedError),
        (replace(HEAD, names={"kk": "Б" * 121, "ru": "Каша"}), CardUnnamedError),
        (replace(HEAD, source="с" * 201), CardLongError),
        (replace(HEAD, process={"kk": "п" * 4001}), CardLongError),
        (replace(HEAD, temperature=101), TemperatureError),
    ],
)
def test_a_head_that_says_nonsense_is_refused(head: CardHead, error: type[Exception]) -> None:
    with pytest.raises(error):
        accept_head(head)


def test_a_number_belongs_to_one_dish() -> None:
    known = (replace(CARD, dish=1), replace(CARD, dish=2, number=9))

    assert accept_number(1, 1, known) == 1
    assert next_number(known) == 10
    with pytest.raises(NumberTakenError):
        accept_number(9, 1, known)
    with pytest.raises(CardNumberError):
        accept_number(0, 1, known)


def test_a_card_in_use_is_never_edited() -> None:
    with pytest.raises(CardInUseError):
        accept_open(replace(CARD, approved_on=USED))


def test_only_a_card_with_ingredients_comes_into_use() -> None:
    with pytest.raises(CardEmptyError):
        accept_approval(replace(CARD, ingredients=()))
    assert accept_approval(CARD) == CARD


def test_another_version_waits_for_no_draft() -> None:
    used = replace(CARD, approved_on=USED)

    assert accept_new_version(used, (used,)) == 2
    with pytest.raises(DraftThereError):
        accept_new_version(used, (used, replace(CARD, version=2)))


def test_the_version_of_a_day_is_the_last_approved_until_then() -> None:
    first, second = (
        replace(CARD, version=n, approved_on=date(2026, month, 1)) for n, month in ((1, 9), (2, 11))
    )
    draft = replace(CARD, version=3)
    known = (second, draft, first)

    assert in_use_on(known, date(2026, 8, 31)) is None
    assert in_use_on(known, date(2026, 10, 31)) == first
    assert in_use_on(known, date(2026, 11, 1)) == second
    assert newest(known) == (draft,)


def test_allergens_of_a_card_are_those_of_all_its_products() -> None:
    found = reckon(CARD, Kitchen(PRODUCTS)).allergens

    assert found == (Allergen.GLUTEN, Allergen.MILK)


def test_energy_far_from_its_parts_is_worth_a_look() -> None:
    lemon = TechCard(
        0, 8, 1, replace(HEAD, yield_g=Decimal(50)), (Ingredient("lemon", Decimal(50)),)
    )

    assert len(reckon(lemon, Kitchen(PRODUCTS)).warnings) == 1


def test_more_served_than_taken_is_worth_a_look() -> None:
    heavy = replace(CARD, head=replace(HEAD, yield_g=Decimal(400)))

    assert len(reckon(heavy, Kitchen(PRODUCTS)).warnings) == 1


def test_a_product_that_is_not_known_yet_hides_nothing() -> None:
    card = replace(CARD, ingredients=(*CARD.ingredients, Ingredient("курт", Decimal(5))))
    found = reckon(card, Kitchen(PRODUCTS))

    assert found.lines[-1].product.code == "курт"
    assert len(found.warnings) == 1


# Products


def test_the_directory_holds_what_the_table_has() -> None:
    found = starter().products

    assert len(found) == 82
    assert len({one.code for one in found}) == 82
    assert {one.status for one in found} == {Status.FOUND, Status.TO_CHECK}
    assert PRODUCTS["smetana15"].composition == Composition(
        *map(Decimal, ("158.8", "2.9", "15.0", "3.05"))
    )


def test_every_product_of_the_directory_could_be_typed_by_a_school() -> None:
    for one in starter().products:
        accept_product(one, starter().products)


def test_the_own_copy_of_a_product_counts_and_what_is_added_stands_last() -> None:
    mine = replace(POTATO, loss=Decimal(28))

    found = with_own(starter().products, (KURT, mine))

    assert found[-1] == KURT
    assert [one.loss for one in found if one.code == "potato"] == [28]


@pytest.mark.parametrize(
    ("text", "code"),
    [("potato", "potato"), ("КАРТОП", "potato"), ("картофель", "potato"), ("қарақ", "buckwheat")],
)
def test_a_product_is_found_by_its_name_in_any_language(text: str, code: str) -> None:
    assert product_named(starter().products, text).code == code


def test_an_unclear_name_is_asked_again() -> None:
    with pytest.raises(ProductUnclearError):
        product_named(starter().products, "сүт")
    with pytest.raises(ProductUnknownError):
        product_named(starter().products, "құмырсқа")
    with pytest.raises(ProductUnknownError):
        product_named(starter().products, "  ")


def test_a_product_needs_two_names_and_no_double() -> None:
    with pytest.raises(ProductUnnamedError):
        accept_product(replace(KURT, code="", names={"kk": "Құрт"}), PRODUCTS.values())
    same = Product("", {"kk": "картоп ", "ru": "Бульба"})
    with pytest.raises(ProductTwiceError):
        accept_product(same, PRODUCTS.values())


def test_two_computers_that_add_the_same_product_mean_one() -> None:
    names = {"kk": " Құрт", "ru": "Курт"}

    assert accept_product(Product("", names), PRODUCTS.values()).code == "курт"
