"""Menus and the store-room on two computers of a school: the head's, the nurse's."""

from datetime import date
from decimal import Decimal

import pytest

from school_desk.nutrition.card_model import CardHead, Ingredient
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.menu_model import CycleMenu, Season
from school_desk.nutrition.stock_model import StockBatch
from tests.sync.newcomers import HEAD, NURSE, room, small_school
from tests.sync.test_cards_travel import at
from tests.sync.test_keys_travel import join, meets

FIRST = date(2026, 9, 1)
WHY = "жеткізілмеді"


def cooked(desk, number: int) -> int:
    names = {"kk": f"Тағам {number}", "ru": f"Блюдо {number}"}
    card = desk.cards.add(number, CardHead(names, yield_g=Decimal(100)))
    desk.cards.put_line(card, Ingredient("rice", Decimal(50)))
    desk.cards.approve(card)
    return desk.cards.card(card).dish


@pytest.fixture
def places(tmp_path):
    """PC 1 with two dishes, a menu of the first, 5 kg of rice; PC 2 that has them."""
    first, second = room(tmp_path / "first"), room(tmp_path / "second")
    desk = small_school(first)
    dish = cooked(desk, 1)
    cooked(desk, 2)
    menu = desk.menus.write_menu(CycleMenu(Season.SUMMER_AUTUMN, 10, FIRST))
    for day in range(1, 11):
        desk.menus.put_meal(menu, day, Meal.LUNCH, [dish])
    today = desk.today()
    desk.requisitions.type_eaters(today, Meal.LUNCH, {"7-10": 40})
    desk.stock.receive(StockBatch("rice", today, Decimal(5), Decimal(400)))
    desk.close()
    join(first, second, NURSE)
    yield first, second
    for place in (first, second):
        place.entrance.close()


def second_dish(desk) -> int:
    return next(one.dish for one in desk.cards.cards() if one.number == 2)


def numbers(desk) -> list[int]:
    return [one.card.number for one in desk.menus.day(desk.today()).servings]


def test_the_menu_of_a_day_is_the_same_on_both(places) -> None:
    first, second = places
    assert at(first, HEAD, numbers) == at(second, NURSE, numbers) == [1]


def test_the_same_dish_put_to_a_meal_on_both_is_one(places) -> None:
    first, second = places

    def add(desk) -> None:
        sheet = desk.menus.sheet(desk.menus.menus()[0].id)
        dishes = [one.dish for one in sheet.at(1, Meal.LUNCH)]
        desk.menus.put_meal(sheet.menu.id, 1, Meal.LUNCH, [*dishes, second_dish(desk)])

    def shown(desk) -> list[int]:
        sheet = desk.menus.sheet(desk.menus.menus()[0].id)
        return [one.card.number for one in sheet.days[1].of(Meal.LUNCH)]

    at(first, HEAD, add)
    at(second, NURSE, add)
    meets(first, second, HEAD, NURSE)
    assert at(first, HEAD, shown) == at(second, NURSE, shown) == [1, 2]


def test_a_deviation_reaches_the_other_with_its_reason(places) -> None:
    first, second = places

    def instead(desk) -> None:
        line = desk.menus.day(desk.today()).lines[0].line
        desk.menus.cook_instead(desk.today(), line, second_dish(desk), WHY)

    at(second, NURSE, instead)
    meets(first, second, HEAD, NURSE)

    assert at(first, HEAD, numbers) == [2]
    told = at(first, HEAD, lambda desk: desk.menus.day(desk.today()).lines[0].deviation.reason)
    assert told == WHY


def test_a_meal_that_is_issued_is_issued_on_the_other_too(places) -> None:
    first, second = places
    at(first, HEAD, lambda desk: desk.stock.issue(desk.today(), Meal.LUNCH))
    meets(first, second, HEAD, NURSE)

    left = at(second, NURSE, lambda desk: [one.left for one in desk.stock.stock()])
    assert left == [3]
