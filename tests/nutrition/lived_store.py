"""The store-room of the lived month: a menu of ten days, what comes, what is taken, what spoils."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from school_desk.app import Desk
from school_desk.nutrition.card_model import CardHead, Ingredient
from school_desk.nutrition.menu_model import CycleMenu, Season
from school_desk.nutrition.product_shipped import sample_cards
from school_desk.nutrition.stock_model import StockBatch, Taking
from tests.nutrition.lived_month import FIRST, MEAL, Month

EGGS, BREAD = 8, 9
DISHES = ((1, BREAD), (2, 3, BREAD), (4, 7, EGGS), (5, 3, 6), (EGGS, 1, 7))
SMALL = {2: "200", 3: "80", EGGS: "75.5"}
KEEPS = {"milk32": 3, "butter725": 20, "beef1": 4}
"""Days for which a batch may be used."""


@dataclass
class Store:
    """What the test keeps of the store-room: who ate by band when a meal was issued."""

    menu: int = 0
    issued: dict[date, dict[str, int]] = field(default_factory=dict)
    waste: int = 0


def furnish(desk: Desk) -> Store:
    """Cards, among them eggs in pieces and bread, and a menu of ten days with smaller portions."""
    own = (
        (EGGS, "Омлет", "115", [("egg", "82"), ("milk32", "30"), ("butter725", "3.3")]),
        (BREAD, "Нан", "40", [("bread_w", "40")]),
    )
    for sample in sample_cards():
        row = desk.cards.add(sample.number, sample.head)
        for line in sample.ingredients:
            desk.cards.put_line(row, line)
        desk.cards.approve(row)
    for number, name, grams, lines in own:
        head = CardHead({"kk": name, "ru": name}, yield_g=Decimal(grams))
        row = desk.cards.add(number, head)
        for product, gross in lines:
            desk.cards.put_line(row, Ingredient(product, Decimal(gross)))
        desk.cards.approve(row)
    dishes = {one.number: one.dish for one in desk.cards.cards()}
    menu = desk.menus.write_menu(CycleMenu(Season.SUMMER_AUTUMN, 10, FIRST))
    for day in range(1, 11):
        plates = DISHES[day % len(DISHES)]
        desk.menus.put_meal(menu, day, MEAL, [dishes[one] for one in plates])
    by_dish = {dish: number for number, dish in dishes.items()}
    lines = desk.menus.sheet(menu).lines
    small = [
        (one.id, "7-10", Decimal(SMALL[by_dish[one.dish]]))
        for one in lines
        if by_dish[one.dish] in SMALL
    ]
    desk.menus.put_portions(menu, small)
    return Store(menu)


def cook(desk: Desk, lived: Month, store: Store, day: date) -> None:
    """Issue the meal of the order; what is short comes first, in two batches of two prices."""
    for product, rest in desk.stock.cost(day, MEAL).short.items():
        whole = desk.stock.counted(product)
        for share in ("0.7", "0.85"):
            wanted = (rest * Decimal(share) * 3).quantize(Decimal(1 if whole else "0.001"))
            _receive(desk, lived, day, product, max(wanted, Decimal(1)))
    desk.stock.issue(day, MEAL)
    store.issued[day] = eaters(desk, day)


def cook_anew(desk: Desk, store: Store, day: date) -> None:
    """After the corrections of the day: all of it back, and issued once more."""
    desk.stock.take_back(day, MEAL)
    desk.stock.issue(day, MEAL)
    store.issued[day] = eaters(desk, day)


def clear(desk: Desk, lived: Month, store: Store, day: date) -> None:
    """What has expired is written off; now and then something good goes back or spoils."""
    lived.moment = datetime.combine(day, datetime.min.time(), lived.moment.tzinfo)
    lived.moment += timedelta(hours=16)
    for one in desk.stock.stock():
        if one.expired and one.left:
            desk.stock.take(one.batch.id, Taking.WRITE_OFF, one.left, "мерзімі өтті")
            store.waste += 1
    there = [one for one in desk.stock.stock() if one.left > 3]
    for taking in (Taking.RETURN, Taking.WRITE_OFF):
        if there and lived.random.random() < 0.3:
            one = lived.random.choice(there)
            there.remove(one)
            desk.stock.take(one.batch.id, taking, Decimal(2), "ылғал тиген")


def eaters(desk: Desk, day: date) -> dict[str, int]:
    """By band who is cooked for, from the raw portions."""
    rows = desk._storage.db.execute(
        "SELECT CASE WHEN g.year_level <= 4 THEN '7-10' WHEN g.year_level <= 9 THEN '11-14' "
        "ELSE '15-18' END, sum(coalesce(p.amended, p.ordered)) FROM portion AS p "
        "JOIN class_group AS g ON g.row = p.class_group WHERE p.alive AND p.day = ? GROUP BY 1",
        (day.isoformat(),),
    )
    return dict(rows.fetchall())


def _receive(desk: Desk, lived: Month, day: date, product: str, quantity: Decimal) -> None:
    keeps = KEEPS.get(product)
    tenge = Decimal(lived.random.randrange(5_000, 400_000)) / 100
    desk.stock.receive(
        StockBatch(
            *(product, day, quantity, tenge),
            expires_on=day + timedelta(keeps) if keeps else None,
            paper="№ 5",
            supplier="«Дала» ЖК",
        )
    )
