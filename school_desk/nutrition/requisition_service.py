"""The menu-requisition of a meal: its dishes for those who eat by the order, or as it was typed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from school_desk.errors import N_
from school_desk.nutrition.diet_plate_rules import DietWish, wish_of
from school_desk.nutrition.menu_store import load_eaters, save_eaters
from school_desk.nutrition.menu_work_service import MealsService
from school_desk.nutrition.requisition_model import ApartPlates
from school_desk.nutrition.requisition_rules import (
    NothingToCookError,
    accept_eaters,
    eaters_of,
    requisition,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from school_desk.nutrition.diet_plate_rules import PlateChange
    from school_desk.nutrition.eating_model import Meal, Sitting
    from school_desk.nutrition.headcount_model import Order, Sheet
    from school_desk.nutrition.meal_norm_store import NormBook
    from school_desk.nutrition.menu_model import DailyMenu
    from school_desk.nutrition.requisition_model import DayEaters, MenuRequisition
    from school_desk.storage.service import Workplace


class Orders(Protocol):
    """What a requisition asks of the day's count."""

    def sittings(self) -> tuple[Sitting, ...]:
        """The sittings of the school."""

    def order(self, day: date, sitting: Sitting) -> Order:
        """The order of a sitting, in counts."""


class Menus(Protocol):
    """What a requisition asks of the menus."""

    def day(self, day: date) -> DailyMenu:
        """The menu of a day."""

    def apart(
        self, day: date, meal: Meal | None, wishes: Iterable[DietWish]
    ) -> Mapping[DietWish, tuple[PlateChange, ...]]:
        """What plates of these diets have otherwise at a meal."""


class RequisitionService(MealsService):
    """What is taken from stock for a meal."""

    def __init__(self, workplace: Workplace, menus: Menus, orders: Orders, book: NormBook) -> None:
        super().__init__(workplace)
        self._menus = menus
        self._orders = orders
        self._book = book

    def eaters(self, day: date, meal: Meal) -> DayEaters:
        """How many eat by band: as ordered; without an order as it was typed."""
        db = self._look(N_("See menus"))
        bands = self._menus.day(day).bands
        ordered = [one.by_band for one in self._sheets(day, meal)]
        return eaters_of(bands, ordered, load_eaters(db, day, meal))

    def apart(self, day: date, meal: Meal) -> tuple[ApartPlates, ...]:
        """The plates of diets that the orders of a meal have; nobody is named."""
        self._look(N_("See menus"))
        plates = [one for sheet in self._sheets(day, meal) for one in sheet.plates]
        counts = Counter(map(wish_of, plates))
        changes = self._menus.apart(day, meal, counts)
        return tuple(ApartPlates(one, count, changes[one]) for one, count in counts.items())

    def requisition(self, day: date, meal: Meal) -> MenuRequisition:
        """What is taken for the dishes of a meal, or raise where there are none or nobody eats."""
        db = self._look(N_("See menus"))
        menu, found = self._menus.day(day), self.eaters(day, meal)
        servings = menu.checked.of(meal)
        if not servings:
            raise NothingToCookError(day=day)
        eaters = accept_eaters(found.eaters, day)
        return requisition(day, servings, eaters, self._book.on(db, day).issuing)

    def planned(self, day: date, meal: Meal) -> MenuRequisition:
        """What the dishes of a meal take for who eats, also where it is nothing or nobody."""
        db = self._look(N_("See menus"))
        servings, eaters = self._menus.day(day).checked.of(meal), self.eaters(day, meal).eaters
        return requisition(day, servings, eaters, self._book.on(db, day).issuing)

    def type_eaters(self, day: date, meal: Meal, eaters: Mapping[str, int]) -> None:
        """How many eat where no order says it."""
        with self._begin(N_("Write requisition"), self._seen) as work:
            for band, count in accept_eaters(eaters, day).items():
                save_eaters(work, self._at.partitions, (day, meal, band), count)

    def _sheets(self, day: date, meal: Meal) -> list[Sheet]:
        """Of each sitting of the meal the order that was handed over."""
        orders = [
            self._orders.order(day, one) for one in self._orders.sittings() if one.meal is meal
        ]
        return [one.sheet for one in orders if one.handed]
