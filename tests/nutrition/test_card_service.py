"""Cards of the school: written line by line, approved, then changed by a new version only."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from school_desk.access.model import Role
from school_desk.intents import Form
from school_desk.nutrition.card_model import CardHead, DishTag, Ingredient
from school_desk.nutrition.card_reckon_rules import Kitchen, reckon
from school_desk.nutrition.card_refusal_rules import (
    CardEmptyError,
    CardGoneError,
    DraftThereError,
    MassWrongError,
    NumberTakenError,
)
from school_desk.nutrition.card_use_rules import CardInUseError
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.product_rules import ProductUnknownError
from school_desk.nutrition.product_shipped import sample_cards, starter
from school_desk.school.model import PersonName
from school_desk.storage.sealing import Argon2Params
from tests.journal.small_desk import HEAD, PASSWORD

HEAD_OF_CARD = CardHead(
    {"kk": "Езбе", "ru": "Пюре"},
    "Жинақ, № 12, 2019",
    Meal.AFTERNOON,
    Decimal("150.5"),
    {"kk": "Піседі.\nЕзеді.", "ru": "Варят."},
    65,
    "2 сағат",
    frozenset((DishTag.FRIED, DishTag.CREAM)),
)


def written(desk, number: int = 1) -> int:
    """A draft with two lines."""
    card = desk.cards.add(number, HEAD_OF_CARD)
    desk.cards.put_line(card, Ingredient("potato", Decimal(171), Decimal(25), seasonal=True))
    desk.cards.put_line(card, Ingredient("milk32", Decimal(24)))
    return card


def test_a_card_is_there_after_a_restart_as_it_was_written(school) -> None:
    with school.taken_by(HEAD) as desk:
        card = written(desk)
    with school.taken_by(HEAD) as desk:
        found = desk.cards.card(card)

    assert found.head == HEAD_OF_CARD
    assert [replace(one, id=0) for one in found.ingredients] == [
        Ingredient("potato", Decimal(171), Decimal(25), seasonal=True),
        Ingredient("milk32", Decimal(24)),
    ]
    assert not found.in_use


def test_a_line_is_put_right_taken_out_and_undone(head) -> None:
    card = written(head)
    potato, milk = head.cards.card(card).ingredients
    head.cards.put_line(card, replace(potato, gross=Decimal(180)))
    head.cards.remove_line(card, milk.id)
    head.undo(Form())

    assert [one.gross for one in head.cards.card(card).ingredients] == [180, 24]


def test_a_card_in_use_stays_and_a_new_version_takes_its_lines(head) -> None:
    card = written(head)
    head.cards.approve(card)
    used = head.cards.card(card)
    for act in (
        lambda: head.cards.put_line(card, Ingredient("salt", Decimal(1))),
        lambda: head.cards.remove_line(card, used.ingredients[0].id),
        lambda: head.cards.put_head(card, 1, HEAD_OF_CARD),
        lambda: head.cards.approve(card),
        lambda: head.cards.remove(card),
    ):
        with pytest.raises(CardInUseError):
            act()
    other = head.cards.new_version(card)
    with pytest.raises(DraftThereError):
        head.cards.new_version(card)
    head.cards.put_line(other, Ingredient("butter725", Decimal(5)))

    assert used.approved_on == date(2026, 10, 22)
    assert [len(one.ingredients) for one in head.cards.versions(used.dish)] == [2, 3]
    assert [one.version for one in head.cards.cards()] == [2]
    assert head.cards.card(card) == used


def test_on_a_day_the_version_of_that_day_counts_and_no_draft(head) -> None:
    card, draft = written(head), written(head, 2)
    head.cards.approve(card)
    head.cards.new_version(card)

    assert [one.id for one in head.cards.in_use(date(2026, 10, 22))] == [card]
    assert head.cards.in_use(date(2026, 10, 21)) == ()
    assert draft not in {one.id for one in head.cards.in_use(date(2027, 5, 1))}


def test_approval_can_be_undone(head) -> None:
    card = written(head)
    head.cards.approve(card)
    head.undo(Form())

    assert not head.cards.card(card).in_use


def test_an_empty_card_is_not_approved(head) -> None:
    card = head.cards.add(1, HEAD_OF_CARD)

    with pytest.raises(CardEmptyError):
        head.cards.approve(card)


def test_numbers_of_dishes_differ(head) -> None:
    written(head)

    assert head.cards.next_number() == 2
    with pytest.raises(NumberTakenError):
        head.cards.add(1, HEAD_OF_CARD)


def test_a_draft_that_is_taken_away_takes_its_dish_along(head) -> None:
    first = written(head)
    second = written(head, 2)
    head.cards.remove(first)

    assert [one.id for one in head.cards.cards()] == [second]
    with pytest.raises(CardGoneError):
        head.cards.card(first)
    with pytest.raises(CardGoneError):
        head.cards.remove_line(second, 10**6)


def test_nothing_of_a_refused_line_is_kept(head) -> None:
    card = written(head)
    before = head.cards.card(card)

    with pytest.raises(MassWrongError):
        head.cards.put_line(card, Ingredient("salt", Decimal(0)))
    with pytest.raises(ProductUnknownError):
        head.cards.put_line(card, Ingredient("құмырсқа", Decimal(1)))

    assert head.cards.card(card) == before


def test_sample_cards_are_taken_once_and_keep_the_numbers_of_the_school(head) -> None:
    written(head, 3)

    assert head.cards.take_samples() == 7
    assert [one.number for one in head.cards.cards()] == [3, 4, 5, 6, 7, 8, 9, 10]
    assert not any(one.in_use for one in head.cards.cards())
    assert head.cards.take_samples() == 0


def test_the_sample_cards_reckon_through_the_file_as_they_do_in_memory(head) -> None:
    rows = [head.cards.add(card.number, card.head) for card in sample_cards()]
    for row, card in zip(rows, sample_cards(), strict=True):
        for one in card.ingredients:
            head.cards.put_line(row, one)

    found = head.cards.reckoned_all(head.cards.cards())
    kitchen = Kitchen({one.code: one for one in starter().products})
    wanted = [reckon(card, kitchen).portion for card in sample_cards()]
    assert [found[row].portion for row in rows] == wanted


def test_nobody_undoes_what_somebody_has_approved_since(school) -> None:
    with school.taken_by(HEAD) as desk:
        name, quick = PersonName("Омаров", "Серік"), Argon2Params(64, 1, 1)
        desk.create_account("serik", name, PASSWORD, [Role.DEPUTY], params=quick)
        card = written(desk)
    with school.taken_by("serik") as deputy:
        deputy.cards.approve(card)
    with school.taken_by(HEAD) as desk:
        before = desk.cards.card(card)
        with pytest.raises(CardInUseError):
            desk.undo(Form())

        assert desk.cards.card(card) == before


def test_what_another_computer_changed_unseen_is_told(head) -> None:
    card = written(head)
    head.cards.approve(card)
    storage, potato = head._storage, head.cards.card(card).ingredients[0]
    storage.unguarded |= {"Write cards"}
    assert not head.cards.reckoned(head.cards.card(card)).warnings
    with storage.begin("Write cards") as work:
        work.put("ingredient", potato.id, gross="170")

    found = head.cards.card(card)
    assert found.changed
    assert len(head.cards.reckoned(found).warnings) == 1
