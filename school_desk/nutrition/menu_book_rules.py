"""Puts menus together: from dishes, cards and deviations to servings that can be checked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from school_desk.errors import N_, DeskError
from school_desk.i18n import Spelled
from school_desk.nutrition.card_model import TechCard
from school_desk.nutrition.card_reckon_rules import Kitchen, reckon
from school_desk.nutrition.card_rules import in_use_on
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.menu_model import (
    Approval,
    CheckedDay,
    CycleMenu,
    CycleSheet,
    DailyMenu,
    DayLine,
    Deviation,
    Mark,
    MenuDish,
    Serving,
)
from school_desk.nutrition.menu_replacement_rules import Replacement, Swap, replaced
from school_desk.nutrition.menu_rules import Checks, checked, with_repeats


class NoMenuOnDayError(DeskError):
    """A day that no cycle reaches; facts: `day`."""

    sentence = N_(
        "No menu is cooked on {day:short}: it is no school day, or no menu of the season has begun."
    )


class LineGoneError(DeskError):
    """A dish that does not stand in the menu of this day any more."""

    sentence = N_("This dish does not stand in the menu of this day any more.")


class DishThereError(DeskError):
    """One more of a dish that stands at the meal already; facts: `dish`."""

    sentence = N_("«{dish}» stands at this meal already.")


class DayNotReadyError(DeskError):
    """A menu with something that must not be served; facts: `day`."""

    sentence = N_(
        "The menu of {day:short} cannot be approved: something in it is forbidden, above a limit, "
        "or nothing is cooked. Mend what is marked red first."
    )


@dataclass(frozen=True, slots=True)
class Book:
    """The cards of the school with what they come to on a day; each is reckoned once.

    Args:
        versions: all versions of each dish's card.
    """

    versions: Mapping[int, Sequence[TechCard]]
    kitchen: Kitchen
    table: tuple[Replacement, ...] = ()

    def card(self, dish: int, day: date) -> TechCard | None:
        """The version that is in use on a day, else the last one, a draft."""
        own = self.versions.get(dish, ())
        return in_use_on(own, day) or max(own, key=lambda one: one.version, default=None)


def books_of(cards: Iterable[TechCard]) -> Mapping[int, Sequence[TechCard]]:
    """Versions of cards by their dish."""
    found: dict[int, list[TechCard]] = {}
    for one in cards:
        found.setdefault(one.dish, []).append(one)
    return found


def cycle_sheet(
    menu: CycleMenu, lines: Sequence[MenuDish], book: Book, checks: Checks
) -> CycleSheet:
    """A whole cycle, each day checked, repeats of the next day among it."""
    cards = {one.dish: book.card(one.dish, checks.day) for one in lines}
    found = {dish: reckon(card, book.kitchen) for dish, card in cards.items() if card}
    days: dict[int, CheckedDay] = {}
    for number in range(1, menu.length + 1):
        servings = tuple(
            Serving(one.meal, card, found[one.dish], one.portions, one.id)
            for one in lines
            if one.day == number and (card := cards[one.dish]) is not None
        )
        days[number] = checked(servings, checks)
    return CycleSheet(menu, checks.bands, tuple(lines), with_repeats(days, menu.length))


def daily_menu(
    planned: tuple[CycleMenu | None, int | None],
    lines: Sequence[MenuDish],
    otherwise: tuple[Sequence[Deviation], Sequence[Swap]],
    facts: tuple[Book, Checks, Approval | None],
) -> DailyMenu:
    """The menu of a day: the dishes of the cycle, each as it is really cooked, and those more."""
    menu, number = planned
    deviations, swaps = otherwise
    book, checks, approval = facts
    own = {one.line: one for one in deviations if one.line}
    more = [one for one in deviations if one.meal is not None]
    shown = [
        *(_line(one, own.get(one.id), swaps, book, checks.day) for one in lines),
        *(_extra(one, swaps, book, checks.day) for one in more),
    ]
    ordered = tuple(one for meal in Meal for one in shown if one.meal is meal)
    servings = tuple(one.serving for one in ordered if one.serving)
    found = checked(servings, checks)
    return DailyMenu(checks.day, checks.bands, menu, number, ordered, found, approval)


def accept_approval_of_day(day: DailyMenu) -> None:
    """The menu of a day may be approved, or raise DayNotReadyError."""
    empty = any(one.mark is Mark.EMPTY for one in day.checked.findings)
    if day.number is None and not day.kept:
        raise NoMenuOnDayError(day=day.day)
    if day.checked.grave or empty:
        raise DayNotReadyError(day=day.day)


def line_of(day: DailyMenu, line: int) -> DayLine:
    """A line of the cycle on this day, or raise LineGoneError."""
    for one in day.lines:
        if one.line == line and line:
            return one
    raise LineGoneError


def accept_more(day: DailyMenu, meal: Meal, card: TechCard) -> None:
    """One more dish at a meal, or raise DishThereError."""
    for one in day.checked.of(meal):
        if one.card.dish == card.dish:
            raise DishThereError(dish=card.head.name)


def serving_of(day: DailyMenu, dish: int) -> Serving:
    """A dish as it is cooked on this day, or raise LineGoneError."""
    for one in day.servings:
        if one.card.dish == dish:
            return one
    raise LineGoneError


def _line(
    one: MenuDish, deviation: Deviation | None, swaps: Sequence[Swap], book: Book, day: date
) -> DayLine:
    planned = book.card(one.dish, day)
    if deviation is None:
        return _cooked(DayLine(one.meal, None, one.id), planned, one, swaps, book)
    name = planned.head.name if planned else None
    line = DayLine(one.meal, None, one.id, name, deviation)
    card = book.card(deviation.dish, day) if deviation.dish else None
    # Portions were fixed for the planned dish; another one is given as its card says.
    return _cooked(line, card, MenuDish(one.day, one.meal, 0, id=one.id), swaps, book)


def _extra(one: Deviation, swaps: Sequence[Swap], book: Book, day: date) -> DayLine:
    meal = one.meal or Meal.LUNCH
    card = book.card(one.dish or 0, day)
    return _cooked(DayLine(meal, None, 0, None, one), card, MenuDish(0, meal, 0), swaps, book)


def _cooked(
    line: DayLine, card: TechCard | None, place: MenuDish, swaps: Sequence[Swap], book: Book
) -> DayLine:
    if card is None:
        return line
    own = [one for one in swaps if one.dish == card.dish]
    found = replaced(card, reckon(card, book.kitchen), own, book.table, book.kitchen)
    serving = Serving(place.meal, card, found, place.portions, place.id)
    told = tuple((_name(book, one.product), _name(book, one.substitute), one.reason) for one in own)
    return DayLine(line.meal, serving, line.line, line.planned, line.deviation, told)


def _name(book: Book, code: str) -> Spelled:
    found = book.kitchen.products.get(code)
    return found.name if found else Spelled(dict.fromkeys(("kk", "ru", "en"), code))
