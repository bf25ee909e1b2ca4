"""Menus: cycles of days, and the menu of each day with what is otherwise on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from school_desk.errors import N_
from school_desk.nutrition.card_reckon_rules import reckon
from school_desk.nutrition.card_rules import all_in_use_on
from school_desk.nutrition.card_store import load_cards
from school_desk.nutrition.diet_plate_rules import Larder, changes_for
from school_desk.nutrition.menu_ban_rules import NothingForbiddenError, accept_dish, bans_of
from school_desk.nutrition.menu_book_rules import (
    Book,
    LineGoneError,
    accept_approval_of_day,
    accept_more,
    books_of,
    cycle_sheet,
    daily_menu,
    line_of,
    serving_of,
)
from school_desk.nutrition.menu_book_rules import NoMenuOnDayError as NoMenuError
from school_desk.nutrition.menu_day_rules import cycle_on, number_on
from school_desk.nutrition.menu_model import (
    Allowed,
    Approval,
    DailyMenu,
    Deviation,
    Eatery,
    Serving,
)
from school_desk.nutrition.menu_replacement_rules import (
    Swap,
    accept_reason,
    accept_swap,
    substitutes,
)
from school_desk.nutrition.menu_rules import (
    Checks,
    DishUnknownError,
    MenuGoneError,
    accept_day,
    accept_menu,
    accept_portion,
)
from school_desk.nutrition.menu_store import (
    load_allowed,
    load_approval,
    load_approved,
    load_changes,
    load_lines,
    load_menus,
    load_swaps,
    save_allowed,
    save_approval,
    save_approved,
    save_change,
    save_meal,
    save_menu,
    save_portion,
    save_swap,
)
from school_desk.nutrition.menu_work_service import MealsService

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime
    from decimal import Decimal

    from school_desk.nutrition.card_model import TechCard
    from school_desk.nutrition.diet_plate_rules import DietWish, PlateChange
    from school_desk.nutrition.eating_model import Meal
    from school_desk.nutrition.meal_norm_store import NormBook
    from school_desk.nutrition.menu_day_rules import IsSchoolDay
    from school_desk.nutrition.menu_model import Ban, CycleMenu, CycleSheet, MenuDish, Norms
    from school_desk.nutrition.menu_replacement_rules import Replacement
    from school_desk.nutrition.product_service import ProductService
    from school_desk.school.model import PersonName
    from school_desk.storage.engine import Connection
    from school_desk.storage.service import Workplace
    from school_desk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class MenuFacts:
    """By what menus are made and checked: norms by day, the calendar, sittings, the clock."""

    book: NormBook
    is_school_day: IsSchoolDay
    now: Callable[[], datetime]
    names: Callable[[Connection], Mapping[int, PersonName]]


class MenuService(MealsService):
    """The menus of the school's canteen."""

    def __init__(self, workplace: Workplace, products: ProductService, facts: MenuFacts) -> None:
        super().__init__(workplace)
        self._products = products
        self._facts = facts

    def menus(self) -> tuple[CycleMenu, ...]:
        """All cycles, the newest first."""
        return load_menus(self._look(N_("See menus")))

    def sheet(self, menu: int) -> CycleSheet:
        """A cycle with everything in it, checked, or raise MenuGoneError."""
        db = self._look(N_("See menus"))
        found = _there(db, menu)
        day = max(found.since, self._at.today())
        # Of no date: cold losses as the cards have them.
        book = replace(self._book(db, day), kitchen=self._products.kitchen())
        return cycle_sheet(found, load_lines(db, menu), book, self._checks(db, day))

    def norms(self, day: date | None = None) -> Norms:
        """By what menus are checked on a day; without one: today."""
        db = self._look(N_("See menus"))
        return self._facts.book.on(db, day or self._at.today()).norms

    def write_menu(self, menu: CycleMenu) -> int:
        """A cycle, new or as it is from now on; returns its id."""
        with self._begin(N_("Write menus"), self._seen) as work:
            if menu.id:
                _there(work.db, menu.id)
            return save_menu(work, self._at.partitions, accept_menu(menu))

    def remove_menu(self, menu: int) -> None:
        """Take a cycle away with its dishes."""
        with self._begin(N_("Write menus"), self._seen) as work:
            _there(work.db, menu)
            for one in load_lines(work.db, menu):
                work.delete(one.id)
            work.delete(menu)

    def put_meal(self, menu: int, day: int, meal: Meal, dishes: Sequence[int]) -> None:
        """These dishes stand at a meal of a day of the cycle, in this order, or raise."""
        with self._begin(N_("Write menus"), self._seen) as work:
            found = _there(work.db, menu)
            accept_day(found, day)
            lines = load_lines(work.db, menu)
            before = [one for one in lines if (one.day, one.meal) == (day, meal)]
            there = {one.dish for one in before}
            on = max(found.since, self._at.today())
            self._accept_dishes(work.db, [one for one in dishes if one not in there], on)
            save_meal(work, self._at.partitions, (menu, day, meal), dishes, before)

    def copy_day(self, menu: int, source: int, target: int) -> None:
        """A day of the cycle as another is, portions with it."""
        with self._begin(N_("Write menus"), self._seen) as work:
            found = _there(work.db, menu)
            accept_day(found, target)
            lines = load_lines(work.db, menu)
            for meal in dict.fromkeys(one.meal for one in lines if one.day in (source, target)):
                own = [one for one in lines if (one.day, one.meal) == (source, meal)]
                before = [one for one in lines if (one.day, one.meal) == (target, meal)]
                place = menu, target, meal
                save_meal(work, self._at.partitions, place, [one.dish for one in own], before)
            sizes = {(one.meal, one.dish): one.portions for one in lines if one.day == source}
            for one in load_lines(work.db, menu):
                if one.day == target:
                    for band, grams in sizes.get((one.meal, one.dish), {}).items():
                        save_portion(work, self._at.partitions, one.id, band, grams)

    def put_portions(self, menu: int, portions: Sequence[tuple[int, str, Decimal | None]]) -> None:
        """How large portions are: line of the cycle, band, grams; None: as the card has it."""
        with self._begin(N_("Write menus"), self._seen) as work:
            _there(work.db, menu)
            known = {one.id for one in load_lines(work.db, menu)}
            for line, band, grams in portions:
                if line not in known:
                    raise MenuGoneError
                accepted = accept_portion(grams) if grams is not None else None
                save_portion(work, self._at.partitions, line, band, accepted)

    def forbidden(self, dish: int, day: date) -> tuple[Ban, ...]:
        """What forbids a dish in the school's menus on a day."""
        db = self._look(N_("See menus"))
        return self._forbidden(db, self._book(db, day), dish, day)

    def allow(self, dish: int, day: date, reason: str) -> None:
        """The head lets a forbidden dish be cooked, with a reason."""
        with self._begin(N_("Allow forbidden dish"), self._seen) as work:
            book = self._book(work.db, day)
            found = self._forbidden(work.db, book, dish, day)
            if not found:
                raise NothingForbiddenError(dish=_card(book, dish, day).head.name)
            for ban in found:
                facts = accept_reason(reason), self._at.actor, self._at.today()
                save_allowed(work, self._at.partitions, Allowed(dish, ban.code, *facts))

    # The menu of a day

    def day(self, day: date) -> DailyMenu:
        """The menu of a day: that of its cycle, with what is otherwise."""
        return self._day(self._look(N_("See menus")), day)

    def substitutes(self, product: str, day: date) -> tuple[Replacement, ...]:
        """What the table has in place of a product on a day."""
        db = self._look(N_("See menus"))
        return substitutes(self._facts.book.on(db, day).table, product)

    def apart(
        self, day: date, meal: Meal | None, wishes: Iterable[DietWish]
    ) -> Mapping[DietWish, tuple[PlateChange, ...]]:
        """What plates of these diets have otherwise at a meal; None: on the whole day."""
        db = self._look(N_("See menus"))
        servings = [one for one in self._day(db, day).servings if meal in (None, one.meal)]
        book = self._book(db, day)
        cards = all_in_use_on(load_cards(db), day)
        others = tuple(Serving(one.head.meal, one, reckon(one, book.kitchen)) for one in cards)
        larder = Larder(book.kitchen.products, book.table, others)
        return {one: changes_for(one, servings, larder) for one in dict.fromkeys(wishes)}

    def cook_instead(self, day: date, line: int, dish: int | None, reason: str) -> None:
        """Another dish in place of a planned one, or none, with the reason."""
        with self._begin(N_("Change menu of day"), self._seen) as work:
            line_of(self._open(work.db, day), line)
            if dish is not None:
                self._accept_dishes(work.db, [dish], day)
            facts = accept_reason(reason), self._at.actor
            save_change(work, self._at.partitions, Deviation(day, line, dish, None, *facts))
            self._wait_again(work, day)

    def cook_more(self, day: date, meal: Meal, dish: int, reason: str) -> None:
        """One more dish on a day, with the reason."""
        with self._begin(N_("Change menu of day"), self._seen) as work:
            shown = self._open(work.db, day)
            self._accept_dishes(work.db, [dish], day)
            accept_more(shown, meal, _card(self._book(work.db, day), dish, day))
            facts = accept_reason(reason), self._at.actor
            save_change(work, self._at.partitions, Deviation(day, 0, dish, meal, *facts))
            self._wait_again(work, day)

    def swap(self, day: date, dish: int, product: str, substitute: str, reason: str) -> None:
        """Another product in a dish of a day, by the table, with the reason."""
        with self._begin(N_("Change menu of day"), self._seen) as work:
            card = serving_of(self._open(work.db, day), dish).card
            swap = Swap(day, dish, product, substitute, reason, self._at.actor)
            others = load_swaps(work.db, day)
            known = self._products.kitchen().products
            table = self._facts.book.on(work.db, day).table
            accepted = accept_swap(swap, card, others, table, known)
            save_swap(work, self._at.partitions, accepted)
            self._wait_again(work, day)

    def as_planned(self, day: date, deviation: int) -> None:
        """Take a deviation back: what the cycle says is cooked."""
        with self._begin(N_("Change menu of day"), self._seen) as work:
            if deviation not in {one.id for one in load_changes(work.db, day)}:
                raise LineGoneError
            work.delete(deviation)
            self._wait_again(work, day)

    def as_on_card(self, day: date, dish: int) -> None:
        """Take the replacements in a dish back: what its card says goes into it."""
        with self._begin(N_("Change menu of day"), self._seen) as work:
            for one in load_swaps(work.db, day):
                if one.dish == dish:
                    work.delete(one.id)
            self._wait_again(work, day)

    def approve(self, day: date) -> None:
        """The head approves the menu of a day; a change asks for it again."""
        with self._begin(N_("Approve menu of day"), self._seen) as work:
            shown = self._day(work.db, day)
            accept_approval_of_day(shown)
            lines = self._kept(work.db, day) or _lines(work.db, shown.menu, shown.number)
            save_approved(work, self._at.partitions, day, lines)
            approval = Approval(self._at.actor, self._facts.now())
            save_approval(work, self._at.partitions, day, approval)

    # How it is done

    def _day(self, db: Connection, day: date) -> DailyMenu:
        found = self._facts.book.on(db, day)
        seasons, bands = found.norms.seasons, found.band_codes
        menu = cycle_on(load_menus(db), seasons, day)
        number = number_on(menu, seasons, day, self._facts.is_school_day) if menu else None
        kept = self._kept(db, day)
        if number is None and not kept:
            return DailyMenu(day, bands, menu)
        otherwise = load_changes(db, day), load_swaps(db, day)
        ready = self._book(db, day), self._checks(db, day), self._approval(db, day)
        shown = daily_menu((menu, number), kept or _lines(db, menu, number), otherwise, ready)
        return replace(shown, kept=bool(kept))

    def _kept(self, db: Connection, day: date) -> Sequence[MenuDish]:
        """What was approved for a day, if that counts: of a day that has begun in any case.

        A day that is still to come and waits for approval again follows its cycle.
        """
        begun = day <= self._at.today()
        return load_approved(db, day) if begun or load_approval(db, day) else ()

    def _open(self, db: Connection, day: date) -> DailyMenu:
        found = self._day(db, day)
        if found.number is None and not found.kept:
            raise NoMenuError(day=day)
        return found

    def _wait_again(self, work: UnitOfWork, day: date) -> None:
        if load_approval(work.db, day) is not None:
            save_approval(work, self._at.partitions, day, None)

    def _accept_dishes(self, db: Connection, dishes: Sequence[int], day: date) -> None:
        book, allowed = self._book(db, day), load_allowed(db)
        for dish in dishes:
            card = _card(book, dish, day)
            accept_dish(card, self._forbidden(db, book, dish, day), allowed)

    def _forbidden(self, db: Connection, book: Book, dish: int, day: date) -> tuple[Ban, ...]:
        card = _card(book, dish, day)
        products = [one.product for one in card.ingredients]
        return bans_of(card, products, self._facts.book.on(db, day).bans, Eatery.SCHOOL, day)

    def _book(self, db: Connection, day: date) -> Book:
        kitchen = replace(self._products.kitchen(day=day), day=day)
        return Book(books_of(load_cards(db)), kitchen, self._facts.book.on(db, day).table)

    def _allowed(self, db: Connection) -> tuple[Allowed, ...]:
        """What the head let through, with the head's name."""
        names = self._facts.names(db)
        return tuple(replace(one, head=_name(names, one.by)) for one in load_allowed(db))

    def _approval(self, db: Connection, day: date) -> Approval | None:
        found = load_approval(db, day)
        return replace(found, head=_name(self._facts.names(db), found.by)) if found else None

    def _checks(self, db: Connection, day: date) -> Checks:
        found = self._facts.book.on(db, day)
        return Checks(found.norms, found.bans, self._allowed(db), found.band_codes, day)


def _name(names: Mapping[int, PersonName], account: int | None) -> str:
    found = names.get(account or 0)
    return found.listed if found else ""


def _lines(db: Connection, menu: CycleMenu | None, number: int | None) -> Sequence[MenuDish]:
    """What a day of the cycle has."""
    return [one for one in load_lines(db, menu.id) if one.day == number] if menu else []


def _there(db: Connection, menu: int) -> CycleMenu:
    for one in load_menus(db):
        if one.id == menu:
            return one
    raise MenuGoneError


def _card(book: Book, dish: int, day: date) -> TechCard:
    found = book.card(dish, day)
    if found is None:
        raise DishUnknownError(text=str(dish))
    return found
