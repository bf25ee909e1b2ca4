"""B21: a four-week menu is checked as a whole, beside one pass of its multiplications alone."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figure import Figure, Plan
from benchmarks.samples import in_words, interleaved, median, timed
from school_desk.app import Desk, Entrance
from school_desk.nutrition.card_model import ReckonedLine
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.menu_model import CycleMenu, CycleSheet, Season
from school_desk.nutrition.product_shipped import sample_cards
from school_desk.paths import SchoolFolder
from school_desk.school.model import PersonName
from school_desk.school_file import NewSchool
from school_desk.storage.sealing import Argon2Params

NOW = datetime(2026, 10, 2, 17, tzinfo=timezone(timedelta(hours=5)))
SINCE, LENGTH = date(2026, 9, 1), 20
MEALS = (Meal.BREAKFAST, Meal.LUNCH)
DISHES = (1, 2, 3, 4, 5, 6, 7)
NUTRIENTS = 4
GOAL_S = 0.1

Card = Sequence[tuple[Fraction, Sequence[Fraction]]]
"""Net grams and what 100 g hold, line by line."""
Plain = tuple[Sequence[Card], Sequence[Sequence[tuple[int, Sequence[Fraction]]]]]
"""Cards; of each day its dishes: which card, a factor for each band."""


def measure(plan: Plan) -> tuple[Figure, ...]:
    """The whole cycle with sums, shares, limits, lists and repeats; a cell typed; the floor."""
    with TemporaryDirectory(dir=plan.cache) as folder, _school(Path(folder)) as (desk, menu):
        sheet = desk.menus.sheet(menu)
        plain = _plain(sheet)
        if _floor(plain) != [_energy(sheet, day) for day in sheet.days]:
            raise RuntimeError("the floor comes to other sums than the menu")
        dishes = [one.dish for one in sheet.at(1, Meal.LUNCH)]
        tasks = {
            "floor": timed(partial(_floor, plain)),
            "sheet": timed(partial(desk.menus.sheet, menu)),
            "typed": timed(partial(_retyped, desk, menu, dishes)),
        }
        times = interleaved(tasks, max(5, plan.repeats // 5))
        findings = sum(len(day.findings) for day in sheet.days.values())
    floor, whole, typed = (times[name] for name in ("floor", "sheet", "typed"))
    size = f"{LENGTH} days, {len(sheet.lines)} dishes, {len(sheet.bands)} bands"
    return (
        Figure(
            "B21",
            f"a four-week menu read and checked ({size}, {findings} findings)",
            median(whole) / 1e3,
            "s",
            GOAL_S,
            in_words(whole),
        ),
        Figure(
            "B21",
            "the same ÷ one pass of its multiplications over plain lists (floor)",
            median(whole) / median(floor),
            "×",
            None,
            f"{in_words(whole)} ÷ {in_words(floor)}",
        ),
        Figure(
            "B21",
            "dishes of a meal written, durable, and the whole menu checked again",
            median(typed) / 1e3,
            "s",
            GOAL_S,
            in_words(typed),
        ),
    )


def _floor(plain: Plain) -> list[list[Fraction]]:
    """Each card once, then Σ card × factor of four nutrients; gives the energy of each day."""
    cards, days = plain
    whole = [_whole(one) for one in cards]
    found = []
    for day in days:
        sums = [[Fraction()] * NUTRIENTS for _band in day[0][1]]
        for card, factors in day:
            for band, factor in enumerate(factors):
                for n in range(NUTRIENTS):
                    sums[band][n] += whole[card][n] * factor
        found.append([one[0] for one in sums])
    return found


def _whole(card: Card) -> list[Fraction]:
    parts = zip(*([net * each / 100 for each in held] for net, held in card), strict=True)
    return [sum(one, start=Fraction()) for one in parts]


def _energy(sheet: CycleSheet, day: int) -> list[Fraction]:
    """The same of the checked menu."""
    servings = sheet.days[day].servings
    return [
        sum((one.nutrients(band).energy for one in servings), start=Fraction())
        for band in sheet.bands
    ]


def _plain(sheet: CycleSheet) -> Plain:
    places: dict[int, int] = {}
    cards: list[Card] = []
    days = []
    for day in sheet.days.values():
        for one in day.servings:
            if one.card.dish not in places:
                places[one.card.dish] = len(cards)
                cards.append([_held(line) for line in one.found.lines if line.product.composition])
        factors = [
            (places[one.card.dish], [one.factor(band) for band in sheet.bands])
            for one in day.servings
        ]
        days.append(factors)
    return cards, days


def _held(line: ReckonedLine) -> tuple[Fraction, list[Fraction]]:
    held = line.product.composition
    parts = (held.energy, held.protein, held.fat, held.carbohydrate) if held else ()
    return line.net, [Fraction(part) for part in parts]


def _retyped(desk: Desk, menu: int, dishes: list[int]) -> CycleSheet:
    """What a cell of the screen does: other dishes, then everything again."""
    dishes.append(dishes.pop(0))
    desk.menus.put_meal(menu, 1, Meal.LUNCH, dishes)
    return desk.menus.sheet(menu)


@contextmanager
def _school(folder: Path) -> Iterator[tuple[Desk, int]]:
    """The head of a school with the sample cards and a full cycle of four weeks."""
    place = folder / "school"
    place.mkdir()
    entrance = Entrance(SchoolFolder(place), now=lambda: NOW, cost=Argon2Params)
    head = PersonName("Ахметова", "Сәуле", "Бекқызы")
    new = NewSchool({"kk": "Мектеп", "ru": "Школа"}, "2026-27", head, "head", "алма құс тау өзен")
    desk, _code = entrance.set_up(new, params=Argon2Params())
    for one in sample_cards():
        row = desk.cards.add(one.number, one.head)
        for line in one.ingredients:
            desk.cards.put_line(row, line)
        desk.cards.approve(row)
    known = {one.number: one.dish for one in desk.cards.cards()}
    menu = desk.menus.write_menu(CycleMenu(Season.SUMMER_AUTUMN, LENGTH, SINCE))
    for day in range(1, LENGTH + 1):
        for meal in MEALS:
            numbers = [DISHES[(day + n) % len(DISHES)] for n in range(6)]
            desk.menus.put_meal(menu, day, meal, [known[number] for number in numbers])
    yield desk, menu
    desk.close()
    entrance.close()
