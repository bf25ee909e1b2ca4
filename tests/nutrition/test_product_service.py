"""Products of the school: its own copy counts, what it added stays while cards need it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from school_desk.access.model import NotAllowedError
from school_desk.intents import Form
from school_desk.nutrition.card_model import CardHead, Ingredient
from school_desk.nutrition.nutrient_model import Composition
from school_desk.nutrition.product_model import Adds, Allergen, Product
from school_desk.nutrition.product_rules import (
    LossWrongError,
    ProductGoneError,
    ProductNotOwnError,
    ProductUsedError,
    SeasonEmptyError,
    season_on,
)
from school_desk.nutrition.product_shipped import starter
from school_desk.school.calendar_model import Status
from tests.journal.small_desk import HEAD

KURT = Product(
    "",
    {"kk": "Құрт", "ru": "Курт", "en": ""},
    Composition(Decimal("260.5"), Decimal(25), Decimal(16), Decimal("2.70")),
    Status.CHECKED,
    frozenset((Allergen.MILK, Allergen.GLUTEN)),
    Decimal("1.5"),
    Adds.SALT,
)


def by_code(desk, code: str) -> Product:
    return next(one for one in desk.products.products() if one.code == code)


def test_a_product_of_the_school_is_there_after_a_restart(school) -> None:
    with school.taken_by(HEAD) as desk:
        code = desk.products.put(KURT)
    with school.taken_by(HEAD) as desk:
        found = by_code(desk, code)

    names = {"kk": "Құрт", "ru": "Курт", "en": "Құрт"}
    assert replace(found, id=0) == replace(KURT, code="курт", names=names, own=True)


def test_a_changed_product_goes_back_to_what_came_with_the_program(head) -> None:
    potato = by_code(head, "potato")
    head.products.put(replace(potato, loss=Decimal(28)))
    changed = by_code(head, "potato")
    head.products.remove("potato")

    assert (changed.loss, changed.own) == (28, True)
    assert by_code(head, "potato") == potato
    with pytest.raises(ProductNotOwnError):
        head.products.remove("potato")


def test_undo_brings_a_product_back(head) -> None:
    code = head.products.put(KURT)
    head.products.remove(code)
    head.undo(Form())

    assert by_code(head, code).names["kk"] == "Құрт"


def test_a_product_that_a_card_needs_stays(head) -> None:
    code = head.products.put(KURT)
    card = head.cards.add(1, CardHead({"kk": "Құрт көже", "ru": "Суп с куртом"}))
    line = head.cards.put_line(card, Ingredient(code, Decimal(20)))

    with pytest.raises(ProductUsedError):
        head.products.remove(code)
    head.cards.remove_line(card, line)
    head.products.remove(code)
    with pytest.raises(ProductGoneError):
        head.products.remove(code)


def test_a_product_may_wait_for_its_composition(head) -> None:
    code = head.products.put(replace(KURT, composition=None))

    assert by_code(head, code).composition is None


def test_losses_of_the_school_count_from_their_day_on(head) -> None:
    since = date(2026, 10, 1)
    head.products.write_losses("potato", since, {(9, 1): Decimal(22), (1, 1): Decimal(33)})

    assert len(head.products.losses()) == len(starter().losses) + 2
    kitchen = head.products.kitchen(season=True)
    card = head.cards.add(1, CardHead({"kk": "Езбе", "ru": "Пюре"}))
    head.cards.put_line(card, Ingredient("potato", Decimal(78), Decimal(0), seasonal=True))
    found = head.cards.reckoned(head.cards.card(card), season=True)
    assert kitchen.day == date(2026, 10, 22)
    assert (found.lines[0].gross, found.lines[0].loss) == (100, 22)


def test_a_season_that_is_written_again_forgets_its_former_days(head) -> None:
    since = date(2026, 10, 1)
    head.products.write_losses("onion", since, {(9, 1): Decimal(16), (1, 1): Decimal(20)})
    head.products.write_losses("onion", since, {(9, 1): Decimal(17), (2, 1): Decimal(21)})

    ours = season_on(head.products.losses(), "onion", since)
    assert [(one.starts, one.loss) for one in ours] == [((2, 1), 21), ((9, 1), 17)]
    with pytest.raises(SeasonEmptyError):
        head.products.write_losses("onion", since, {})
    with pytest.raises(LossWrongError):
        head.products.write_losses("onion", since, {(9, 1): Decimal(100)})


def test_a_school_reckons_with_cooking_everywhere_or_nowhere(head) -> None:
    card = head.cards.add(1, CardHead({"kk": "Езбе", "ru": "Пюре"}))
    head.cards.put_line(card, Ingredient("potato", Decimal(100)))
    before = head.cards.reckoned(head.cards.card(card))
    head.products.reckon_cooking(retains=True)
    after = head.cards.reckoned(head.cards.card(card))
    head.products.reckon_cooking(retains=False)

    assert (before.retained, after.retained) == (False, True)
    assert after.portion.energy == before.portion.energy * 9 / 10
    assert head.products.reckons_cooking() is False


def test_a_teacher_has_nothing_to_do_in_the_kitchen(teacher) -> None:
    for act in (
        teacher.products.products,
        lambda: teacher.products.put(KURT),
        teacher.cards.cards,
        lambda: teacher.cards.approve(1),
    ):
        with pytest.raises(NotAllowedError):
            act()
