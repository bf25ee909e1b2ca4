"""Figures of a day: compositions with their dates, vitamins as far as known, yields by age."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from school_desk.i18n import tell
from school_desk.intents import Form
from school_desk.nutrition.card_model import CardHead, Ingredient, Method, TechCard
from school_desk.nutrition.card_reckon_rules import CORRECTED, NEWER, Kitchen, reckon
from school_desk.nutrition.card_refusal_rules import (
    CardLongError,
    HeatWrongError,
    MassWrongError,
    ProductTwiceInCardError,
    RecipeYearError,
    YieldWrongError,
)
from school_desk.nutrition.card_rules import accept_head, accept_ingredient, content_of
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.extra_model import Extra, Known
from school_desk.nutrition.extra_rules import ExtraWrongError, accept_extras, sum_of
from school_desk.nutrition.menu_model import Serving
from school_desk.nutrition.nutrient_model import Composition
from school_desk.nutrition.product_model import Product
from school_desk.nutrition.product_rules import PieceWrongError, SourceLongError, accept_product
from tests.journal.small_desk import HEAD

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
NEWER_FIGURES = Composition(Decimal(80), Decimal(2), Decimal("0.4"), Decimal(17))
NAMES = {"kk": "Езбе", "ru": "Пюре"}


def by_code(desk, code: str) -> Product:
    return next(one for one in desk.products.products() if one.code == code)


def newer(desk, since: date) -> Product:
    return replace(by_code(desk, "potato"), composition=NEWER_FIGURES, since=since)


def energy(desk, day: date) -> Fraction:
    """Of 100 g of potato, peeled already."""
    card = TechCard(0, 1, 1, CardHead(NAMES), (Ingredient("potato", Decimal(100)),))
    return reckon(card, desk.products.kitchen(day=day)).portion.energy


def test_a_card_takes_the_figures_of_its_day(head) -> None:
    before = energy(head, OCTOBER)

    head.products.put(newer(head, OCTOBER))

    assert energy(head, date(2026, 9, 30)) == before != 80
    assert energy(head, OCTOBER) == energy(head, date(2027, 1, 1)) == 80
    head.undo(Form())
    assert energy(head, OCTOBER) == before


def test_figures_with_a_day_leave_the_names_and_those_before_as_they_were(school) -> None:
    with school.taken_by(HEAD) as desk:
        before = by_code(desk, "potato")
        desk.products.put(newer(desk, OCTOBER))
        desk.products.put(newer(desk, SEPTEMBER))
    with school.taken_by(HEAD) as desk:
        found = by_code(desk, "potato")
        assert [one.since for one in found.versions] == [None, SEPTEMBER, OCTOBER]
        assert found.versions[0].composition == before.composition
        assert (found.since, found.own, found.names) == (OCTOBER, True, before.names)
        desk.products.remove("potato")
        assert by_code(desk, "potato") == before
        assert len(by_code(desk, "potato").versions) == 1


def approved(desk) -> TechCard:
    card = desk.cards.add(1, CardHead(NAMES, yield_g=Decimal(100)))
    desk.cards.put_line(card, Ingredient("potato", Decimal(171), Decimal(25)))
    desk.cards.approve(card)
    return desk.cards.card(card)


def warned(desk, card: TechCard) -> list[str]:
    wanted = {CORRECTED, NEWER}
    return [one.msgid for one in desk.cards.reckoned(card).warnings if one.msgid in wanted]


def test_an_approved_card_says_that_figures_under_it_were_corrected(head) -> None:
    card = approved(head)
    assert warned(head, card) == []
    potato = by_code(head, "potato")
    head.products.put(replace(potato, loss=Decimal(28)))
    assert warned(head, card) == []

    head.products.put(replace(potato, composition=NEWER_FIGURES))

    assert warned(head, card) == [CORRECTED]
    head.undo(Form())
    assert warned(head, card) == []


def test_an_approved_card_says_since_when_figures_under_it_are_newer(head) -> None:
    card = approved(head)
    tomorrow = date.fromordinal(card.approved_on.toordinal() + 1)
    head.products.put(newer(head, tomorrow))
    kitchen = head.products.kitchen(day=tomorrow)

    assert warned(head, card) == []
    said = [one for one in reckon(card, kitchen).warnings if one.msgid == NEWER]
    assert [(one.facts["since"], one.facts["day"]) for one in said] == [
        (tomorrow, card.approved_on)
    ]
    assert "Картоп" in tell(said[0]) or "Potato" in tell(said[0])


def test_an_approval_of_before_has_no_sign_and_says_nothing(head) -> None:
    card = replace(approved(head), figures="")
    head.products.put(replace(by_code(head, "potato"), composition=NEWER_FIGURES))

    assert warned(head, card) == []


def test_a_vitamin_that_nobody_knows_is_not_zero() -> None:
    known = {Extra.C: Decimal(20), Extra.FE: Decimal(0)}
    found = sum_of([(Fraction(150), known), (Fraction(50), {Extra.FE: Decimal("0.5")})])

    assert found[Extra.C] == Known(Fraction(30), 1, 2)
    assert found[Extra.FE] == Known(Fraction(1, 4), 2, 2)
    assert not found[Extra.C].whole
    assert Extra.B1 not in found


def test_vitamins_and_a_piece_are_there_after_a_restart(school) -> None:
    with school.taken_by(HEAD) as desk:
        egg = by_code(desk, "egg")
        extras = {Extra.A: Decimal(250), Extra.CA: Decimal("55.5")}
        desk.products.put(replace(egg, extras=extras, piece=Decimal(40), source="Заттаңба"))
    with school.taken_by(HEAD) as desk:
        found = by_code(desk, "egg")

    assert (found.extras, found.piece, found.source) == (extras, 40, "Заттаңба")


def test_a_portion_of_an_age_group_weighs_what_the_card_says(school) -> None:
    yields = {"7-10": Decimal(150), "11-14": Decimal(200)}
    head = CardHead(
        NAMES,
        yield_g=Decimal(200),
        yields=yields,
        method=Method.STEAMED,
        recipe_no="245",
        recipe_year=1996,
    )
    with school.taken_by(HEAD) as desk:
        row = desk.cards.add(1, head)
        line = Ingredient("potato", Decimal(171), Decimal(25), heat=Decimal("3.5"))
        desk.cards.put_line(row, line)
        card = desk.cards.card(row)
        found = desk.cards.reckoned(card)

    # 200 g is what every portion weighs, so it is not kept once more.
    assert card.head == replace(head, yields={"7-10": Decimal(150)}, process=card.head.process)
    serving = Serving(Meal.LUNCH, card, found)
    assert serving.factor("7-10") == Fraction(3, 4)
    assert serving.factor("11-14") == serving.factor("15-18") == 1
    assert serving.nutrients("7-10").energy == found.portion.energy * Fraction(3, 4)
    typed = replace(serving, portions={"7-10": Decimal(100)})
    assert typed.factor("7-10") == Fraction(1, 2)
    assert found.lines[0].ready == found.lines[0].net * Fraction("0.965")


def test_what_is_new_in_a_card_changes_its_sign_and_what_is_empty_does_not() -> None:
    card = TechCard(1, 1, 1, CardHead(NAMES), (Ingredient("salt", Decimal(1)),))
    heads = (
        replace(card.head, yields={"7-10": Decimal(50)}),
        replace(card.head, method=Method.BOILED),
        replace(card.head, recipe_no="7"),
        replace(card.head, recipe_year=1996),
    )
    signs = {content_of(replace(card, head=one)) for one in heads}
    heated = replace(card, ingredients=(Ingredient("salt", Decimal(1), heat=Decimal(2)),))

    assert content_of(card) == SIGN_OF_OLD
    assert len({*signs, content_of(heated), content_of(card)}) == 6


SIGN_OF_OLD = "746374a76aef72525d0c5da7e8a39a01"
"""Of the same card, written before cards said more."""


def salt(desk) -> Product:
    return by_code(desk, "salt")


@pytest.mark.parametrize("gross", ["0", "-5", "2000.0001", "90000"])
def test_an_absurd_mass_is_refused(head, gross) -> None:
    with pytest.raises(MassWrongError):
        accept_ingredient(Ingredient("salt", Decimal(gross)), salt(head))


@pytest.mark.parametrize("heat", ["-1", "100", "101"])
def test_a_loss_of_cooking_leaves_something(head, heat) -> None:
    with pytest.raises(HeatWrongError):
        accept_ingredient(Ingredient("salt", Decimal(1), heat=Decimal(heat)), salt(head))


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"yield_g": Decimal(0)}, YieldWrongError),
        ({"yields": {"7-10": Decimal(0)}}, YieldWrongError),
        ({"source": "х" * 10_000}, CardLongError),
        ({"shelf": "х" * 10_000}, CardLongError),
        ({"recipe_no": "1" * 10_000}, CardLongError),
        ({"process": {"kk": "х" * 10_000}}, CardLongError),
        ({"recipe_year": 96}, RecipeYearError),
    ],
)
def test_a_head_that_no_card_has_is_refused(told, refusal) -> None:
    with pytest.raises(refusal):
        accept_head(CardHead(NAMES, **told))


def test_too_long_a_text_is_told_with_its_field_and_length() -> None:
    with pytest.raises(CardLongError) as caught:
        accept_head(CardHead(NAMES, process={"ru": "х" * 10_000}))

    assert "10000" in str(caught.value) or caught.value.facts["count"] == 10_000
    assert caught.value.facts["top"] == 4000


def test_an_ingredient_stands_in_a_card_once(head) -> None:
    card = head.cards.add(1, CardHead(NAMES))
    line = head.cards.put_line(card, Ingredient("salt", Decimal(1)))
    other = head.cards.put_line(card, Ingredient("potato", Decimal(1)))

    with pytest.raises(ProductTwiceInCardError) as caught:
        head.cards.put_line(card, Ingredient("salt", Decimal(2)))
    assert caught.value.facts["place"] == 1
    with pytest.raises(ProductTwiceInCardError):
        head.cards.put_line(card, Ingredient("salt", Decimal(2), id=other))
    head.cards.put_line(card, Ingredient("salt", Decimal(2), id=line))
    assert [one.gross for one in head.cards.card(card).ingredients] == [2, 1]


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"piece": Decimal(0)}, PieceWrongError),
        ({"piece": Decimal(20_001)}, PieceWrongError),
        ({"source": "х" * 10_000}, SourceLongError),
        ({"extras": {Extra.C: Decimal(10_001)}}, ExtraWrongError),
    ],
)
def test_a_product_that_cannot_be_is_refused(told, refusal) -> None:
    with pytest.raises(refusal):
        accept_product(Product("", {"kk": "Құрт", "ru": "Курт"}, **told), ())


def test_vitamins_are_kept_in_one_order() -> None:
    told = {Extra.FE: Decimal(1), Extra.B1: Decimal(2)}

    assert list(accept_extras(told)) == [Extra.B1, Extra.FE]
    assert reckon(TechCard(0, 1, 1, CardHead(NAMES)), Kitchen({})).extras == {}
