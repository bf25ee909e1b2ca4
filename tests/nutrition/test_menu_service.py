"""Menus of the school: cycles written and checked, the menu of a day, its deviations, its order."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from school_desk.access.model import NotAllowedError
from school_desk.intents import Form
from school_desk.nutrition.card_model import CardHead, Ingredient
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.menu_ban_rules import DishForbiddenError, NothingForbiddenError
from school_desk.nutrition.menu_book_rules import (
    DayNotReadyError,
    DishThereError,
    LineGoneError,
    NoMenuOnDayError,
)
from school_desk.nutrition.menu_model import CycleMenu, Mark, Season
from school_desk.nutrition.menu_replacement_rules import WhyMissingError
from school_desk.nutrition.menu_rules import MenuDayError, MenuGoneError, PortionWrongError
from school_desk.nutrition.product_shipped import sample_cards
from school_desk.nutrition.requisition_rules import NobodyToCookForError, NothingToCookError
from tests.journal.small_desk import HEAD

FIRST = date(2026, 9, 1)
WHY = "жеткізілмеді"


def dish(desk, number: int, head: CardHead, *lines: Ingredient) -> int:
    """A dish with a card that is in use."""
    card = desk.cards.add(number, head)
    for one in lines:
        desk.cards.put_line(card, one)
    desk.cards.approve(card)
    return desk.cards.card(card).dish


@pytest.fixture
def dishes(head) -> dict[int, int]:
    """Dishes D1 to D7 by the numbers of their cards, and 8, of curd."""
    found = {
        one.number: dish(head, one.number, one.head, *one.ingredients) for one in sample_cards()
    }
    curd = CardHead({"kk": "Сүзбе", "ru": "Творог"}, yield_g=Decimal(100))
    found[8] = dish(head, 8, curd, Ingredient("tvorog9", Decimal(100)))
    return found


@pytest.fixture
def menu(head) -> int:
    return head.menus.write_menu(CycleMenu(Season.SUMMER_AUTUMN, 10, FIRST, "Күз"))


def a_day(head, number: int) -> date:
    """The first date on which this day of the cycle is cooked."""
    days = (FIRST + timedelta(n) for n in range(40))
    return next(one for one in days if head.menus.day(one).number == number)


def test_a_cycle_is_there_after_a_restart_as_it_was_written(school) -> None:
    with school.taken_by(HEAD) as desk:
        soup = dish(desk, 2, sample_cards()[1].head, *sample_cards()[1].ingredients)
        menu = desk.menus.write_menu(CycleMenu(Season.WINTER_SPRING, 24, FIRST))
        desk.menus.put_meal(menu, 24, Meal.LUNCH, [soup])
        line = desk.menus.sheet(menu).lines[0]
        desk.menus.put_portions(menu, [(line.id, "7-10", Decimal("200.5"))])
    with school.taken_by(HEAD) as desk:
        found = desk.menus.sheet(menu)

    assert found.menu == CycleMenu(Season.WINTER_SPRING, 24, FIRST, id=menu)
    assert [(one.day, one.meal, one.dish) for one in found.lines] == [(24, Meal.LUNCH, soup)]
    assert found.lines[0].portions == {"7-10": Decimal("200.5")}


def test_dishes_of_a_meal_keep_their_order_and_portions_when_one_comes_and_one_goes(
    head, menu, dishes
) -> None:
    head.menus.put_meal(menu, 1, Meal.LUNCH, [dishes[2], dishes[3], dishes[7]])
    line = head.menus.sheet(menu).at(1, Meal.LUNCH)[1]
    head.menus.put_portions(menu, [(line.id, "7-10", Decimal(80))])
    head.menus.put_meal(menu, 1, Meal.LUNCH, [dishes[6], dishes[3], dishes[2]])
    found = head.menus.sheet(menu).at(1, Meal.LUNCH)

    assert [one.dish for one in found] == [dishes[6], dishes[3], dishes[2]]
    assert found[1].portions == {"7-10": Decimal(80)}
    head.undo(Form())
    assert [one.dish for one in head.menus.sheet(menu).at(1, Meal.LUNCH)] == [
        *(dishes[2], dishes[3], dishes[7]),
    ]


def test_a_day_is_copied_with_its_portions(head, menu, dishes) -> None:
    head.menus.put_meal(menu, 1, Meal.LUNCH, [dishes[2]])
    head.menus.put_meal(menu, 2, Meal.BREAKFAST, [dishes[1]])
    line = head.menus.sheet(menu).at(1, Meal.LUNCH)[0]
    head.menus.put_portions(menu, [(line.id, "7-10", Decimal(200))])
    head.menus.copy_day(menu, 1, 2)
    found = head.menus.sheet(menu)

    assert [(one.dish, one.portions) for one in found.at(2, Meal.LUNCH)] == [
        (dishes[2], {"7-10": Decimal(200)})
    ]
    assert found.at(2, Meal.BREAKFAST) == ()
    repeats = [n for n, day in found.days.items() if Mark.REPEAT in {f.mark for f in day.findings}]
    assert repeats == [1]


def test_bad_menus_and_portions_are_refused_and_nothing_is_written(head, menu, dishes) -> None:
    head.menus.put_meal(menu, 1, Meal.LUNCH, [dishes[2]])
    line = head.menus.sheet(menu).lines[0].id
    with pytest.raises(MenuDayError):
        head.menus.put_meal(menu, 11, Meal.LUNCH, [dishes[2]])
    with pytest.raises(PortionWrongError):
        head.menus.put_portions(menu, [(line, "7-10", Decimal(50)), (line, "11-14", Decimal(0))])
    with pytest.raises(MenuGoneError):
        head.menus.sheet(menu + 1000)
    assert head.menus.sheet(menu).lines[0].portions == {}


def test_a_forbidden_dish_waits_for_the_head(head, menu, dishes) -> None:
    with pytest.raises(DishForbiddenError):
        head.menus.put_meal(menu, 1, Meal.LUNCH, [dishes[8]])
    with pytest.raises(WhyMissingError):
        head.menus.allow(dishes[8], head.today(), " ")
    with pytest.raises(NothingForbiddenError):
        head.menus.allow(dishes[2], head.today(), WHY)
    head.menus.allow(dishes[8], head.today(), "дәрігер тағайындаған")
    head.menus.put_meal(menu, 1, Meal.LUNCH, [dishes[8]])

    findings = head.menus.sheet(menu).days[1].findings
    marks = [one.mark for one in findings]
    allowed = next(one for one in findings if one.mark is Mark.ALLOWED)
    assert allowed.text.facts["head"] == head.account.name.listed
    assert Mark.ALLOWED in marks
    assert Mark.FORBIDDEN not in marks


def test_the_day_comes_from_the_cycle_by_its_school_days(head, menu, dishes) -> None:
    head.menus.put_meal(menu, 1, Meal.LUNCH, [dishes[2]])
    head.menus.put_meal(menu, 2, Meal.LUNCH, [dishes[3]])
    first, second = a_day(head, 1), a_day(head, 2)
    sunday = next(one for n in range(8) if (one := FIRST + timedelta(n)).weekday() == 6)

    assert [one.card.dish for one in head.menus.day(first).servings] == [dishes[2]]
    assert [one.card.dish for one in head.menus.day(second).servings] == [dishes[3]]
    assert head.menus.day(sunday).number is None
    with pytest.raises(NoMenuOnDayError):
        head.menus.cook_more(sunday, Meal.LUNCH, dishes[2], WHY)
    assert head.menus.day(date(2026, 8, 31)).menu is None


def test_a_deviation_says_what_was_planned_and_why_and_is_taken_back(head, menu, dishes) -> None:
    head.menus.put_meal(menu, 1, Meal.LUNCH, [dishes[2], dishes[3]])
    day = a_day(head, 1)
    soup, goulash = head.menus.day(day).lines
    head.menus.cook_instead(day, goulash.line, dishes[5], WHY)
    head.menus.cook_instead(day, soup.line, None, WHY)
    head.menus.cook_more(day, Meal.LUNCH, dishes[7], WHY)
    found = head.menus.day(day)

    assert [one.card.dish for one in found.servings] == [dishes[5], dishes[7]]
    assert [str(one.planned) for one in found.lines if one.planned] == [
        *("Күріш қосылған ет сорпасы", "Сиыр етінен гуляш"),
    ]
    assert {one.deviation.reason for one in found.lines if one.deviation} == {WHY}
    with pytest.raises(DishThereError):
        head.menus.cook_more(day, Meal.LUNCH, dishes[7], WHY)
    with pytest.raises(LineGoneError):
        head.menus.cook_instead(day, 999_999, dishes[5], WHY)
    with pytest.raises(WhyMissingError):
        head.menus.cook_instead(day, soup.line, dishes[5], "")
    for one in found.lines:
        head.menus.as_planned(day, one.deviation.id)
    assert [one.card.dish for one in head.menus.day(day).servings] == [dishes[2], dishes[3]]


def test_a_replaced_product_reaches_the_requisition_in_its_grams(head, menu, dishes) -> None:
    head.menus.put_meal(menu, 1, Meal.LUNCH, [dishes[3]])
    day = a_day(head, 1)
    head.menus.swap(day, dishes[3], "beef1", "liver", WHY)
    head.requisitions.type_eaters(day, Meal.LUNCH, {"7-10": 10})
    found = head.requisitions.requisition(day, Meal.LUNCH)

    kilograms = {one.product.code: str(one.kg) for one in found.lines}
    assert kilograms["liver"] == "1.253"  # 108 g × 116 / 100 × 10
    assert "beef1" not in kilograms
    head.menus.as_on_card(day, dishes[3])
    again = head.requisitions.requisition(day, Meal.LUNCH)
    assert {one.product.code: str(one.kg) for one in again.lines}["beef1"] == "1.080"


def test_a_requisition_takes_the_portions_of_the_card_unless_the_menu_says_otherwise(
    head, menu, dishes
) -> None:
    card = head.cards.new_version(next(one.id for one in head.cards.cards() if one.number == 3))
    draft = head.cards.card(card)
    yields = {"7-10": Decimal(80), "15-18": Decimal(125)}
    head.cards.put_head(card, 3, replace(draft.head, yields=yields))
    head.cards.approve(card)
    head.menus.put_meal(menu, 1, Meal.LUNCH, [dishes[3]])
    day = a_day(head, 1)
    head.requisitions.type_eaters(day, Meal.LUNCH, {"7-10": 10, "11-14": 10, "15-18": 8})

    def beef() -> str:
        lines = head.requisitions.requisition(day, Meal.LUNCH).lines
        return next(str(one.kg) for one in lines if one.product.code == "beef1")

    assert beef() == "3.024"  # 108 g × (0.8 × 10 + 10 + 1.25 × 8)
    (line,) = head.menus.sheet(menu).lines
    head.menus.put_portions(menu, [(line.id, "7-10", Decimal(100))])
    assert beef() == "3.240"


def test_the_head_approves_a_day_and_a_change_asks_for_it_again(head, menu, dishes) -> None:
    day = a_day(head, 1)
    with pytest.raises(DayNotReadyError):
        head.menus.approve(day)
    head.menus.put_meal(menu, 1, Meal.LUNCH, [dishes[3]])
    head.menus.approve(day)
    assert head.menus.day(day).approval is not None
    head.menus.cook_more(day, Meal.LUNCH, dishes[7], WHY)
    assert head.menus.day(day).approval is None


def test_a_requisition_wants_dishes_and_eaters(head, menu, dishes) -> None:
    day = a_day(head, 1)
    with pytest.raises(NothingToCookError):
        head.requisitions.requisition(day, Meal.LUNCH)
    head.menus.put_meal(menu, 1, Meal.LUNCH, [dishes[3]])
    with pytest.raises(NobodyToCookForError):
        head.requisitions.requisition(day, Meal.LUNCH)
    with pytest.raises(NobodyToCookForError):
        head.requisitions.type_eaters(day, Meal.LUNCH, {"7-10": 0})


def test_the_masses_of_a_requisition_follow_the_season_of_its_day(head, menu, dishes) -> None:
    head.menus.put_meal(menu, 1, Meal.LUNCH, [dishes[2]])
    early = a_day(head, 1)
    late = next(
        one
        for n in range(90)
        if (one := date(2026, 11, 1) + timedelta(n)) and head.menus.day(one).number == 1
    )
    found = []
    for day in (early, late):
        head.requisitions.type_eaters(day, Meal.LUNCH, {"11-14": 100})
        lines = head.requisitions.requisition(day, Meal.LUNCH).lines
        found.append(next(str(one.kg) for one in lines if one.product.code == "potato"))
    assert found == ["6.700", "7.179"]


def test_a_cycle_is_taken_away_with_its_dishes_and_comes_back(head, menu, dishes) -> None:
    head.menus.put_meal(menu, 1, Meal.LUNCH, [dishes[3]])
    head.menus.remove_menu(menu)
    assert head.menus.menus() == ()
    head.undo(Form())
    assert [one.dish for one in head.menus.sheet(menu).lines] == [dishes[3]]


def test_a_teacher_sees_no_menus(teacher) -> None:
    with pytest.raises(NotAllowedError):
        teacher.menus.menus()
