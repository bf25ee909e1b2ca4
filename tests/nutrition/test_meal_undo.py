"""Ctrl+Z takes back every write of meals whole, bulk too, and redo brings all of it again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest

from school_desk.app import Desk
from school_desk.nutrition.eating_model import (
    Category,
    Diet,
    DietCode,
    Eating,
    Paper,
    Price,
    Source,
)
from school_desk.nutrition.headcount_model import Reason
from school_desk.nutrition.month_model import MealContract, PayBy
from school_desk.nutrition.supply_model import ActLine, SupplierAct
from tests.nutrition.cut_off import pay, pupils, shown
from tests.nutrition.test_month_service import SEPTEMBER, THURSDAY, TUESDAY, live, priced

TABLES = (
    *("eating", "diet", "meal_price", "meal_sitting", "portion", "meal_order"),
    *("meal_act", "meal_act_line", "state_total", "meal_month", "meal_contract"),
    "kitchen_count",
)
LINES = (
    ActLine(Source.PARENT, Decimal(600), 2, Decimal(1200)),
    ActLine(Source.FUND, Decimal(610), 1, Decimal(610)),
)
ACT = SupplierAct(SEPTEMBER, "7", SEPTEMBER, "ЖК", LINES)


def write_price(head: Desk) -> None:
    """The one that was open ends the day before."""
    sitting = head.headcount.sittings()[0]
    price = Price("11-14", Source.PARENT, sitting.meal, Decimal(650), THURSDAY)
    head.eating.write_price(price)


def pay_otherwise(head: Desk) -> None:
    """What counted before ends, for all of them."""
    paper = Paper("анықтама", "8", None, "16-н")
    fund = Source.FUND, THURSDAY, None, Category.ORPHAN, paper
    head.eating.write([Eating(one, *fund) for one in pupils(head)])


def end_diet(head: Desk) -> None:
    (diet,) = head.eating.of_pupil(pupils(head)[0])[1]
    head.eating.end_diet(diet, THURSDAY)


def write_times(head: Desk) -> None:
    head.eating.write_sitting(replace(head.headcount.sittings()[0], order_by=time(9, 30)))


def remove_line(head: Desk) -> None:
    (act,) = head.meal_month.acts(SEPTEMBER)
    head.meal_month.remove_act_line(SEPTEMBER, act.id, act.lines[0].id)


def refuse(head: Desk) -> None:
    head.headcount.say_served(
        shown(head, THURSDAY), pupils(head), served=False, reason=Reason.REFUSED
    )


def correct(head: Desk) -> None:
    head.headcount.correct(
        shown(head, THURSDAY), pupils(head), wanted=False, reason=Reason.LEFT_EARLY
    )


STEPS: dict[str, Callable[[Desk], object]] = {
    "pay": pay,
    "pay otherwise": pay_otherwise,
    "write a diet": lambda head: head.eating.write_diet(Diet(pupils(head)[0], DietCode.PKU)),
    "end it": end_diet,
    "write a price": write_price,
    "write times": write_times,
    "say who eats": lambda head: head.headcount.say_eats(
        shown(head, THURSDAY), pupils(head)[:2], eats=False
    ),
    "say otherwise": lambda head: head.headcount.say_eats(
        shown(head, THURSDAY), pupils(head)[:2], eats=True
    ),
    "hand over": lambda head: head.headcount.hand_over(shown(head, THURSDAY)),
    "accept": lambda head: head.headcount.accept(THURSDAY, head.headcount.sittings()[0]),
    "refuse": refuse,
    "correct": correct,
    "settle": lambda head: head.headcount.settle(shown(head, THURSDAY)),
    "contract": lambda head: head.meal_month.write_contract(
        MealContract(SEPTEMBER, PayBy.ORDERED, "7")
    ),
    "act": lambda head: head.meal_month.write_act(ACT),
    "remove a line": remove_line,
    "acts of a file": lambda head: head.meal_month.import_acts([ACT, replace(ACT, number="8")]),
    "state totals": lambda head: head.meal_month.import_state_totals({TUESDAY: 3, THURSDAY: 2}),
}


def rows(head: Desk) -> list[object]:
    queries = [f"SELECT * FROM {one} WHERE alive ORDER BY row" for one in TABLES]  # noqa: S608
    return [head._storage.db.execute(one).fetchall() for one in queries]


def tried(head: Desk, step: Callable[[Desk], object]) -> None:
    """Do it, take it back, do it again."""
    before = rows(head)
    step(head)
    after = rows(head)
    assert after != before
    head.undo(shown(head, THURSDAY).form)
    assert rows(head) == before
    head.redo(shown(head, THURSDAY).form)
    assert rows(head) == after


def test_each_step_is_taken_back_whole_and_done_again(head: Desk) -> None:
    priced(head)
    live(head, TUESDAY)
    for name, step in STEPS.items():
        try:
            tried(head, step)
        except AssertionError as error:
            raise AssertionError(name) from error
    assert head.verify() == ()


@pytest.mark.parametrize("again", [False, True])
def test_closing_and_opening_a_month_is_taken_back(head: Desk, *, again: bool) -> None:
    priced(head)
    live(head, TUESDAY)
    month = head.meal_month
    tried(head, lambda desk: desk.meal_month.close(month.month(TUESDAY)))
    tried(head, lambda desk: desk.meal_month.reopen(month.month(TUESDAY)))
    if again:
        tried(head, lambda desk: desk.meal_month.close(month.month(TUESDAY)))
    assert head.meal_month.month(TUESDAY).closing.closed is again
