"""Nothing is served before permission: the kitchen sees it large, the reconciliation refuses."""

from datetime import time, timedelta

import pytest

from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.headcount_model import Reason
from school_desk.nutrition.menu_model import CycleMenu, Season
from school_desk.nutrition.product_shipped import sample_cards
from school_desk.nutrition.serving_rules import NotPermittedError, RefusedDishError
from school_desk.ui.nutrition.headcount_screen import PLACE, HeadcountScreen
from school_desk.ui.nutrition.kitchen_screen import PLACE as KITCHEN
from school_desk.ui.nutrition.kitchen_screen import KitchenScreen
from school_desk.ui.screen import Place
from tests.ui.keyboard import press, settle
from tests.ui.seat import Seat, words

SOUP, GOULASH = "Күріш қосылған ет сорпасы", "Сиыр етінен гуляш"


@pytest.fixture
def cooking(head_seat: Seat) -> Seat:
    """A school whose menu of today has a soup and a goulash at every sitting's meal."""
    desk = head_seat.desk
    dishes = []
    for sample in sample_cards()[1:3]:
        row = desk.cards.add(sample.number, sample.head)
        for one in sample.ingredients:
            desk.cards.put_line(row, one)
        desk.cards.approve(row)
        dishes.append(desk.cards.card(row).dish)
    menu = desk.menus.write_menu(CycleMenu(Season.SUMMER_AUTUMN, 10, desk.today()))
    for meal in (Meal.BREAKFAST, Meal.LUNCH):
        desk.menus.put_meal(menu, 1, meal, dishes)
    return head_seat


def writes(seat: Seat, dish: str, **values: object) -> None:
    logs, today = seat.desk.meal_logs, seat.desk.today()
    shown = logs.month("dishes", today)
    begun = logs.offer("dishes", today).values
    row = next((one.id for one in shown.entries if one["dish"] == dish), 0)
    logs.put(shown, {**begun, "dish": dish, **values}, row)
    settle()


def opened(seat: Seat, place: str):
    assert seat.window is not None
    seat.window.shell.open(Place(place))
    settle()
    return seat.screen


def test_the_kitchen_sees_which_dish_may_be_served(cooking: Seat) -> None:
    screen = opened(cooking, KITCHEN)
    assert isinstance(screen, KitchenScreen)
    assert words(screen).count("тағам журналында жазба жоқ") == 2

    moment = cooking.now.replace(tzinfo=None) - timedelta(minutes=30)
    writes(cooking, SOUP, made_at=moment, permitted_at=time(9, 20))
    writes(cooking, GOULASH, made_at=moment, permitted_at=None)
    shown = words(screen)
    assert "беруге рұқсат 09:20" in shown
    assert "әзірге рұқсат жоқ" in shown

    writes(cooking, GOULASH, made_at=moment, permitted_at=None, quality="bad")
    assert "беруге болмайды" in words(screen)


def test_the_day_is_reconciled_after_permission_only(cooking: Seat) -> None:
    screen = opened(cooking, PLACE)
    assert isinstance(screen, HeadcountScreen)
    moment = cooking.now.replace(tzinfo=None) - timedelta(minutes=30)
    writes(cooking, GOULASH, made_at=moment, permitted_at=None)
    press("Ctrl+S", "Ctrl+S")
    assert any(f"рұқсаты жоқ: {GOULASH}" in one for one in words(screen.panel))
    press("Ctrl+S")

    assert screen.count is not None
    assert screen.count.order.accepted
    assert not screen.count.order.settled
    assert GOULASH in cooking.said
    assert "Тағам сапасы" in cooking.said

    writes(cooking, GOULASH, made_at=moment, permitted_at=time(9, 25))
    assert any(SOUP in one and GOULASH not in one for one in words(screen.panel))
    press("Ctrl+S")
    assert screen.count.order.settled
    assert SOUP in cooking.said


def test_who_has_eaten_is_not_written_before_permission(cooking: Seat) -> None:
    desk, today = cooking.desk, cooking.desk.today()
    service, moment = desk.headcount, cooking.now.replace(tzinfo=None) - timedelta(minutes=30)
    sitting = service.sittings()[0]
    service.hand_over(service.day(today, sitting))
    service.accept(today, sitting)
    day = service.day(today, sitting)
    pupil = next(pupil.pupil for one in day.classes for pupil in one.eating)

    def says() -> None:
        why = Reason.REFUSED
        service.say_served(service.day(today, sitting), [pupil], served=False, reason=why)

    writes(cooking, GOULASH, made_at=moment, permitted_at=None)
    with pytest.raises(NotPermittedError):
        says()
    writes(cooking, GOULASH, made_at=moment, permitted_at=None, ready=False)
    with pytest.raises(RefusedDishError):
        says()
    line = next(one for one in desk.menus.day(today).lines if one.meal is sitting.meal)
    assert line.serving is not None
    for one in desk.menus.day(today).lines:
        if one.serving is not None and one.serving.name.within("kk") == GOULASH:
            desk.menus.cook_instead(today, one.line, None, "жарамсыз")
    says()
    assert service.day(today, sitting).served == day.served - 1
