"""The store-room, written of on two computers unseen by each other: once issued is once taken."""

from decimal import Decimal

import pytest

from school_desk.access.model import Role
from school_desk.demo.school import DEMO_PASSWORD
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.menu_model import CycleMenu, Season
from school_desk.nutrition.stock_model import StockBatch, Taking
from school_desk.school.model import PersonName
from tests.sync.newcomers import CHEAP, HEAD, room, small_school
from tests.sync.test_cards_travel import at
from tests.sync.test_keys_travel import join
from tests.sync.test_meals_travel import OFFICER, both, meet, open_conflicts
from tests.sync.test_menus_travel import FIRST, cooked


@pytest.fixture
def places(tmp_path):
    """Today 40 eat 50 g of rice each; 5 kg are in the store-room."""
    first, second = room(tmp_path / "first"), room(tmp_path / "second")
    desk = small_school(first)
    person = PersonName("Омарова", OFFICER)
    desk.create_account(OFFICER, person, DEMO_PASSWORD, (Role.MEALS,), params=CHEAP)
    dish = cooked(desk, 1)
    menu = desk.menus.write_menu(CycleMenu(Season.SUMMER_AUTUMN, 10, FIRST))
    for day in range(1, 11):
        desk.menus.put_meal(menu, day, Meal.LUNCH, [dish])
    eats(40)(desk)
    desk.stock.receive(StockBatch("rice", desk.today(), Decimal(5), Decimal(400)))
    desk.close()
    join(first, second, OFFICER)
    yield first, second
    for place in (first, second):
        place.entrance.close()


def eats(count):
    return lambda desk: desk.requisitions.type_eaters(desk.today(), Meal.LUNCH, {"7-10": count})


def issue(desk):
    desk.stock.issue(desk.today(), Meal.LUNCH)


def left(desk):
    return [one.left for one in desk.stock.stock()]


def since(desk):
    return dict(desk.stock.since_issue(desk.today(), Meal.LUNCH))


def only(desk):
    (one,) = desk.stock.stock()
    return one.batch.id


def written_off(kg):
    def act(desk):
        desk.stock.take(only(desk), Taking.WRITE_OFF, Decimal(kg), "бүлінді")

    return act


def test_a_meal_that_both_issued_is_taken_once(places):
    first, second = places
    at(first, HEAD, issue)
    at(second, OFFICER, issue)
    meet(places)

    assert both(places, left) == ([3], [3])
    assert both(places, since) == ({}, {})
    assert at(first, HEAD, open_conflicts) == set()


def test_other_amounts_of_one_issue_are_both_shown_and_the_card_has_one_of_them(places):
    first, second = places
    at(first, HEAD, issue)
    at(second, OFFICER, eats(60))
    at(second, OFFICER, issue)
    meet(places)

    assert both(places, left) in (([3], [3]), ([2], [2]))
    assert at(first, HEAD, open_conflicts) == {("stock_issue", "stock_quantity")}


def test_more_taken_on_both_than_there_was_is_said_as_less_than_nothing(places):
    """Never hidden: somebody has to weigh what is there and put the batch right."""
    first, second = places
    at(first, HEAD, issue)
    at(second, OFFICER, written_off(4))
    meet(places)

    assert both(places, left) == ([-1], [-1])
    card = at(first, HEAD, lambda desk: desk.stock.card("rice"))
    assert card[-1].left == -1


def test_a_batch_that_one_took_away_while_another_cooked_of_it_stays(places):
    first, second = places
    at(first, HEAD, issue)
    at(second, OFFICER, lambda desk: desk.stock.remove(only(desk)))
    meet(places)

    assert both(places, left) == ([3], [3])
    costs = both(places, lambda desk: desk.stock.cost(desk.today(), Meal.LUNCH).total)
    assert costs == (800, 800)
