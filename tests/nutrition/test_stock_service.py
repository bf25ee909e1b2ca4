"""The store-room of the school: receipts, issues of a meal, write-offs, cards, costs."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from school_desk.intents import Form
from school_desk.nutrition.card_model import CardHead, Ingredient
from school_desk.nutrition.eating_model import Meal, Price, Source
from school_desk.nutrition.menu_model import CycleMenu, Season
from school_desk.nutrition.stock_model import StockBatch, Taking
from school_desk.nutrition.stock_rules import (
    AlreadyIssuedError,
    BatchGoneError,
    BatchUsedError,
    MoreThanLeftError,
    NotIssuedError,
    StockShortError,
)

FIRST = date(2026, 9, 1)


@pytest.fixture
def day(head) -> date:
    """A day with rice for lunch: 50 g a portion, 40 eaters of 7-10 years."""
    card = head.cards.add(1, CardHead({"kk": "Күріш", "ru": "Рис"}, yield_g=Decimal(150)))
    head.cards.put_line(card, Ingredient("rice", Decimal(50)))
    head.cards.put_line(card, Ingredient("water", Decimal(100)))
    head.cards.approve(card)
    menu = head.menus.write_menu(CycleMenu(Season.SUMMER_AUTUMN, 10, FIRST))
    for number in range(1, 11):
        head.menus.put_meal(menu, number, Meal.LUNCH, [head.cards.card(card).dish])
    found = head.today()
    while head.menus.day(found).number is None:
        found -= timedelta(1)
    head.requisitions.type_eaters(found, Meal.LUNCH, {"7-10": 40})
    return found


def rice(day: date, quantity: str, price: str, *, before: int = 3, **also) -> StockBatch:
    came = day - timedelta(before)
    return StockBatch("rice", came, Decimal(quantity), Decimal(price), **also)


def left(head) -> list[Decimal]:
    return [one.left for one in head.stock.stock()]


def test_a_meal_takes_its_products_once_and_gives_them_back(head, day) -> None:
    head.stock.receive(rice(day, "5", "400", before=1))
    head.stock.receive(rice(day, "1.5", "300", before=9, paper="№ 7", supplier="ЖК Дала"))
    head.stock.issue(day, Meal.LUNCH)

    assert left(head) == [0, Decimal("4.5")]
    with pytest.raises(AlreadyIssuedError):
        head.stock.issue(day, Meal.LUNCH)
    head.undo(Form())
    assert left(head) == [Decimal("1.5"), 5]
    assert head.stock.issued(day, Meal.LUNCH) == ()


def test_where_something_is_short_nothing_is_taken(head, day) -> None:
    head.stock.receive(rice(day, "1", "300"))
    head.stock.receive(rice(day, "9", "300", before=5, expires_on=day - timedelta(1)))
    with pytest.raises(StockShortError):
        head.stock.issue(day, Meal.LUNCH)
    assert left(head) == [9, 1]
    assert [one.expired for one in head.stock.stock()] == [True, False]


def test_a_portion_is_compared_with_the_price_of_the_day(head, day) -> None:
    facts = "7-10", Source.PRIMARY, Meal.LUNCH, Decimal("19.99"), FIRST
    head.eating.write_price(Price(*facts))
    head.stock.receive(rice(day, "1", "300", before=9))
    head.stock.receive(rice(day, "5", "500"))
    head.stock.issue(day, Meal.LUNCH)
    cost = head.stock.cost(day, Meal.LUNCH)

    assert (cost.total, cost.child_day) == (800, 20)
    assert [(one.band, one.tenge, one.ceiling, one.above) for one in cost.portions] == [
        ("7-10", 20, Decimal("19.99"), True)
    ]


def test_what_changed_since_the_issue_is_said_and_the_meal_is_issued_anew(head, day) -> None:
    head.stock.receive(rice(day, "5", "300"))
    with pytest.raises(NotIssuedError):
        head.stock.take_back(day, Meal.LUNCH)
    head.stock.issue(day, Meal.LUNCH)
    assert head.stock.since_issue(day, Meal.LUNCH) == {}
    head.requisitions.type_eaters(day, Meal.LUNCH, {"7-10": 50})
    assert head.stock.since_issue(day, Meal.LUNCH) == {"rice": Decimal("0.5")}

    head.stock.take_back(day, Meal.LUNCH)
    assert left(head) == [5]
    head.stock.issue(day, Meal.LUNCH)
    assert left(head) == [Decimal("2.5")]
    assert head.stock.since_issue(day, Meal.LUNCH) == {}


def test_the_card_of_a_product_adds_up(head, day) -> None:
    batch = head.stock.receive(rice(day, "5", "400", paper="№ 7"))
    head.stock.issue(day, Meal.LUNCH)
    head.stock.take(batch, Taking.WRITE_OFF, Decimal("0.25"), "қап жыртылды")
    head.stock.take(batch, Taking.RETURN, Decimal("0.75"), "ылғал")

    told = [(one.came, one.went, one.left, one.note) for one in head.stock.card("rice")]
    assert told == [
        (5, None, 5, "№ 7"),
        (None, 2, 3, ""),
        (None, Decimal("0.25"), Decimal("2.75"), "қап жыртылды"),
        (None, Decimal("0.75"), 2, "ылғал"),
    ]


def test_a_batch_is_put_right_but_never_below_what_was_taken(head, day) -> None:
    batch = head.stock.receive(rice(day, "5", "400"))
    head.stock.issue(day, Meal.LUNCH)
    found = head.stock.stock()[0].batch
    with pytest.raises(BatchUsedError):
        head.stock.receive(replace(found, quantity=Decimal("1.999")))
    with pytest.raises(BatchUsedError):
        head.stock.remove(batch)
    with pytest.raises(MoreThanLeftError):
        head.stock.take(batch, Taking.WRITE_OFF, Decimal("3.001"), "мерзімі өтті")
    head.stock.receive(replace(found, quantity=Decimal(2), price=Decimal("410.5")))
    assert left(head) == [0]
    with pytest.raises(BatchGoneError):
        head.stock.take(batch + 1000, Taking.RETURN, Decimal(1), "ылғал")


def test_before_it_is_issued_a_meal_costs_what_it_would_take_now(head, day) -> None:
    head.eating.write_price(Price("7-10", Source.PRIMARY, Meal.LUNCH, Decimal("21.50"), FIRST))
    head.stock.receive(rice(day, "1.5", "300", before=9))
    cost = head.stock.cost(day, Meal.LUNCH)
    assert (cost.issued, cost.total, cost.short) == (False, 450, {"rice": Decimal("0.5")})
    assert cost.planned == Decimal("21.50")

    head.stock.receive(rice(day, "5", "500"))
    cost = head.stock.cost(day, Meal.LUNCH)
    assert (cost.total, cost.short) == (700, {})
    assert cost.lines["rice"].prices == (300, 500)
    head.stock.issue(day, Meal.LUNCH)
    assert replace(head.stock.cost(day, Meal.LUNCH), issued=False) == cost


def test_a_day_of_two_meals_is_compared_with_both_prices(head, day) -> None:
    for meal, tenge in ((Meal.LUNCH, "19.00"), (Meal.BREAKFAST, "20.00")):
        head.eating.write_price(Price("7-10", Source.PRIMARY, meal, Decimal(tenge), FIRST))
    menu = head.menus.menus()[0].id
    dish = head.menus.sheet(menu).days[1].of(Meal.LUNCH)[0].card.dish
    for number in range(1, 11):
        head.menus.put_meal(menu, number, Meal.BREAKFAST, [dish])
    head.requisitions.type_eaters(day, Meal.BREAKFAST, {"7-10": 40})
    head.stock.receive(rice(day, "9", "390"))
    head.stock.issue(day, Meal.LUNCH)
    assert [one.tenge for one in head.stock.day_cost(day)] == [Decimal("19.5")]
    head.stock.issue(day, Meal.BREAKFAST)

    (band,) = head.stock.day_cost(day)
    assert (band.tenge, band.ceiling, band.above) == (39, 39, False)
