"""Rows of meals of which only the first fields are there yet: a batch may be cut anywhere.

Also what is left of a row whose pupil was forgotten, and an issue whose batch is not there. Every
place of meals opens all the same.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from school_desk.app import Desk
from school_desk.errors import DeskError
from school_desk.nutrition.eating_model import (
    Category,
    Diet,
    DietCode,
    Eating,
    Meal,
    Paper,
    Price,
    Source,
)
from school_desk.nutrition.log_forms_rules import LOGS
from school_desk.nutrition.month_model import MealContract, PayBy
from school_desk.nutrition.stock_model import StockBatch, Taking
from school_desk.nutrition.stock_rules import BatchUsedError, TakenAsItWasError
from school_desk.nutrition.supply_model import ActLine, SupplierAct
from school_desk.storage.registry import ALIVE
from tests.nutrition.test_month_service import SEPTEMBER, TUESDAY, live, priced
from tests.nutrition.test_stock_service import day as cooked_day

__all__ = ("cooked_day",)
PREFIXES = ("meals/", "benefit/")


class UndoneError(Exception):
    """Takes back what a test has spoiled."""


@pytest.fixture
def lived(head: Desk, cooked_day: date) -> tuple[Desk, date]:
    """A day of everything: payers, diets, an order, a menu, stock, acts, logs, a closed month."""
    priced(head)
    pupil = head.eating.eaters(TUESDAY)[0].pupil
    paper = Paper("анықтама", "7", None, "15-н")
    head.eating.write([Eating(pupil, Source.FUND, SEPTEMBER, None, Category.ASP, paper)])
    head.eating.write_diet(Diet(pupil, DietCode.HALAL))
    meal = head.headcount.sittings()[0].meal
    head.eating.write_price(Price("11-14", Source.FUND, meal, Decimal(610), SEPTEMBER))
    head.eating.write_sitting(head.headcount.sittings()[0])
    live(head, TUESDAY)
    head.meal_month.write_contract(MealContract(SEPTEMBER, PayBy.SERVED))
    line = ActLine(Source.PARENT, Decimal(600), 2, Decimal(1200))
    head.meal_month.write_act(SupplierAct(SEPTEMBER, "7", SEPTEMBER, "ЖК", (line,)))
    head.meal_month.write_state_total(TUESDAY, 3)
    head.meal_month.close(head.meal_month.month(TUESDAY))
    came = cooked_day - timedelta(2)
    batch = head.stock.receive(StockBatch("rice", came, Decimal(5), Decimal(400)))
    head.stock.issue(cooked_day, Meal.LUNCH)
    head.stock.take(batch, Taking.WRITE_OFF, Decimal(1), "бүлінді")
    head.stock._at.seen = lambda *_of: None  # a look is written down, and here nothing can be
    return head, cooked_day


def doors(head: Desk, day: date) -> dict[str, Callable[[], object]]:
    sitting = head.headcount.sittings()[0]
    return {
        "sittings": head.headcount.sittings,
        "eaters": lambda: head.eating.eaters(TUESDAY),
        "prices": head.eating.prices,
        "count": lambda: head.headcount.day(TUESDAY, sitting),
        "order": lambda: head.headcount.order(TUESDAY, sitting),
        "month": lambda: head.meal_month.month(TUESDAY),
        "acts": lambda: head.meal_month.acts(TUESDAY),
        "state": lambda: head.meal_month.state_totals(TUESDAY),
        "contracts": head.meal_month.contracts,
        "menus": head.menus.menus,
        "day": lambda: head.menus.day(day),
        "requisition": lambda: head.requisitions.requisition(day, Meal.LUNCH),
        "stock": head.stock.stock,
        "stock card": lambda: head.stock.card("rice"),
        "issued": lambda: head.stock.issued(day, Meal.LUNCH),
        "since": lambda: head.stock.since_issue(day, Meal.LUNCH),
        "cost": lambda: head.stock.cost(day, Meal.LUNCH),
        **{log.code: lambda log=log: head.meal_logs.month(log.code, day) for log in LOGS},
    }


@contextmanager
def spoiled(head: Desk, *statements: str) -> Iterator[None]:
    with suppress(UndoneError), head._storage.database.transaction(guarded=False) as db:
        for one in statements:
            db.execute(one)
        yield
        raise UndoneError


def failing(head: Desk, day: date) -> set[str]:
    found = set()
    for name, door in doors(head, day).items():
        try:
            door()
        except DeskError:
            continue
        except Exception as error:  # noqa: BLE001  what a person would see as a fault
            found.add(f"{name}: {error!r}")
    return found


def halves(head: Desk) -> Iterator[tuple[str, str]]:
    for table in head._storage.registry.tables:
        fields = [one for one in table.fields if one.id != ALIVE]
        if not table.partition.startswith(PREFIXES) or table.packed:
            continue
        for n in range(1, len(fields)):
            empty = ", ".join(f"{name} = NULL" for one in fields[n:] for name in one.columns)
            yield f"{table.name} with {n}", f"UPDATE {table.name} SET {empty}"  # noqa: S608


def test_every_place_of_meals_opens_while_rows_have_come_in_half(lived) -> None:
    head, day = lived
    assert failing(head, day) == set()

    found = {}
    for name, statement in halves(head):
        with spoiled(head, statement):
            found[name] = failing(head, day)

    assert {name: problems for name, problems in found.items() if problems} == {}


@pytest.mark.parametrize("table", ["stock_batch", "pupil", "dish", "tech_card", "cycle_menu"])
def test_every_place_of_meals_opens_where_what_a_row_points_to_is_gone(lived, table) -> None:
    head, day = lived
    assert failing(head, day) == set()

    with spoiled(head, f"UPDATE {table} SET alive = 0"):  # noqa: S608
        assert failing(head, day) == set()


def test_a_batch_that_somebody_cooked_of_stays_though_another_took_it_away(lived) -> None:
    """One person receives, another issues, the first takes the receipt back."""
    head, day = lived
    stock, cost = head.stock.stock(), head.stock.cost(day, Meal.LUNCH)
    with head._storage.begin("Write stock") as work:
        work.delete(stock[0].batch.id)

    assert head.stock.stock() == stock
    assert head.stock.cost(day, Meal.LUNCH) == cost
    assert head.stock.since_issue(day, Meal.LUNCH) == {}
    with pytest.raises(BatchUsedError):
        head.stock.remove(stock[0].batch.id)


def test_a_batch_that_was_cooked_of_stays_what_it_was_and_was_there(lived) -> None:
    head, day = lived
    (one,) = (found.batch for found in head.stock.stock())

    for other in (replace(one, product="sugar"), replace(one, received_on=day + timedelta(1))):
        with pytest.raises(TakenAsItWasError):
            head.stock.receive(other)
    head.stock.receive(replace(one, received_on=day, price=Decimal(450), paper="№ 8"))
    assert head.stock.stock()[0].batch.price == 450


def test_what_the_program_itself_writes_is_what_its_rows_can_hold(lived) -> None:
    """Else another computer would set aside what this one wrote."""
    head, _day = lived
    db, seen = head._storage.db, 0
    for table in head._storage.registry.tables:
        for one in table.fields if table.partition.startswith(PREFIXES) else ():
            if one.check is None:
                continue
            query = f"SELECT {', '.join(one.columns)} FROM {table.name}"  # noqa: S608
            for values in db.execute(query).fetchall():
                if any(value is not None for value in values):
                    assert one.check(values), (table.name, one.name, values)
                    seen += 1
    assert seen > 40
