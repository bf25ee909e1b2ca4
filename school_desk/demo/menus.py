"""What the canteen of the demo school cooks: a menu of ten days over its cards, and bread."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from school_desk.errors import N_
from school_desk.nutrition.card_model import CardHead, Ingredient, TechCard
from school_desk.nutrition.card_store import load_cards, save_approval, save_card
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.menu_model import CycleMenu, Season
from school_desk.nutrition.menu_store import load_lines, save_meal, save_menu, save_portion
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import Storage, UnitOfWork

WHEAT, RYE, LENGTH = 8, 9, 10
BREAKFASTS = ((1, WHEAT), (4, WHEAT, 7), (5, WHEAT, 7))
LUNCHES = ((6, 2, 3, 4, 7, WHEAT, RYE), (6, 2, 3, 5, 7, WHEAT), (2, 3, 4, 7, RYE))
SMALL = {2: Decimal(200), 3: Decimal(80)}
"""Smaller portions of soup and goulash for the youngest."""


def write_menu(storage: Storage, head: int, parts: Partitions, day: date) -> None:
    """The bread and a forward menu of both meals, in use from a day on."""
    with storage.begin(N_("Write menus"), actor=head, origin="demo") as work:
        for number, product, kk, ru, grams in (
            (WHEAT, "bread_w", "Бидай наны", "Хлеб пшеничный", 40),
            (RYE, "bread_r", "Қара бидай наны", "Хлеб ржаной", 20),
        ):
            names = {"kk": kk, "ru": ru}
            line = Ingredient(product, Decimal(grams))
            card = TechCard(0, number, 1, CardHead(names, yield_g=Decimal(grams)), (line,))
            row = save_card(work, parts, card)
            save_approval(work, parts, replace(card, id=row), day, head)
        dishes = {one.number: one.dish for one in load_cards(work.db)}
        menu = save_menu(work, parts, CycleMenu(Season.SUMMER_AUTUMN, LENGTH, day))
        for number in range(1, LENGTH + 1):
            _write_day(work, parts, (menu, number), dishes)


def _write_day(
    work: UnitOfWork, parts: Partitions, place: tuple[int, int], dishes: Mapping[int, int]
) -> None:
    menu, day = place
    for meal, plates in ((Meal.BREAKFAST, BREAKFASTS), (Meal.LUNCH, LUNCHES)):
        own = [dishes[one] for one in plates[day % len(plates)]]
        save_meal(work, parts, (menu, day, meal), own, ())
    for line in load_lines(work.db, menu):
        if line.day == day:
            small = next((SMALL[one] for one in SMALL if dishes[one] == line.dish), None)
            if small is not None:
                save_portion(work, parts, line.id, "7-10", small)
