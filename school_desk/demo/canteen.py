"""The weeks behind the demo school's canteen: orders, who did not eat, what came and was cooked."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from fractions import Fraction
from random import Random

from school_desk.app import Desk
from school_desk.nutrition.eating_model import Sitting
from school_desk.nutrition.headcount_model import Reason
from school_desk.nutrition.menu_shipped import issuing
from school_desk.nutrition.nutrient_rules import rounded
from school_desk.nutrition.requisition_model import GRAMS
from school_desk.nutrition.requisition_rules import exact_grams
from school_desk.nutrition.stock_model import StockBatch

ORDERED, TAKEN, EATEN = time(9, 5), time(9, 20), time(11, 40)
PAPERS, SUPPLIER = "№ {n}", "«Аққайың астық» ЖШС"
WEEK = 5
"""For how many school days the store-room is filled at once."""
OVER = Fraction(6, 5)
PRICES = {
    "butter725": "3450.00",
    "beef1": "3200.00",
    "buckwheat": "480.50",
    "dried_apple": "1290.00",
    "milk32": "420.00",
    "raisin": "1680.00",
}
USUAL = "365.00"
KEEPS = {"milk32": 9, "bread_w": 8, "butter725": 45}
"""Days for which a product may be used."""


def live_canteen(
    desk: Desk, wind: Callable[[datetime], None], now: datetime, chance: Random
) -> None:
    """Every school day of the month before `now`, reconciled, with what its meal took."""
    sitting = desk.headcount.sittings()[0]
    for number, day in enumerate(_days(desk, now.date())):
        _at(wind, day, ORDERED, now.tzinfo)
        if number % WEEK == 0:
            _receive(desk, day, sitting, number)
        if desk.headcount.hand_over(desk.headcount.day(day, sitting)).ordered:
            _eat(desk, wind, (day, sitting, now.tzinfo), chance)
    wind(now)


def _days(desk: Desk, today: date) -> Iterator[date]:
    day = today.replace(day=1)
    while day < today:
        if desk.school.is_school_day(day, 5):
            yield day
        day += timedelta(1)


def _eat(
    desk: Desk,
    wind: Callable[[datetime], None],
    place: tuple[date, Sitting, tzinfo | None],
    chance: Random,
) -> None:
    day, sitting, zone = place
    _at(wind, day, TAKEN, zone)
    desk.headcount.accept(day, sitting)
    desk.stock.issue(day, sitting.meal)
    _at(wind, day, EATEN, zone)
    count = desk.headcount.day(day, sitting)
    eating = [one.pupil for group in count.classes for one in group.eating]
    left = chance.sample(eating, chance.randrange(3))
    if left:
        desk.headcount.say_served(count, left, served=False, reason=Reason.REFUSED)
    desk.headcount.settle(desk.headcount.day(day, sitting))


def _receive(desk: Desk, day: date, sitting: Sitting, number: int) -> None:
    """What the coming days take, with a little over."""
    eaters = desk.headcount.day(day, sitting).by_band
    week = (desk.menus.day(day + timedelta(ahead)) for ahead in range(8))
    servings = [one for menu in week for one in menu.checked.of(sitting.meal)]
    for code, grams in exact_grams(servings, eaters).items():
        if code in issuing().not_issued:
            continue
        desk.stock.receive(
            StockBatch(
                *(code, day, rounded(grams * OVER / GRAMS, 1)),
                Decimal(PRICES.get(code, USUAL)),
                day + timedelta(KEEPS[code]) if code in KEEPS else None,
                PAPERS.format(n=112 + number),
                SUPPLIER,
            )
        )


def _at(wind: Callable[[datetime], None], day: date, hour: time, zone: tzinfo | None) -> None:
    wind(datetime.combine(day, hour, zone))
