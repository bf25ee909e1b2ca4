"""The store-room: first in first out, nothing expired, costs to the tiyn, cards that add up."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.nutrition.cost_rules import day_costs, line_costs, meal_cost, tenge_of
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.menu_shipped import issuing
from school_desk.nutrition.product_shipped import starter
from school_desk.nutrition.requisition_rules import requisition
from school_desk.nutrition.stock_document import stock_table
from school_desk.nutrition.stock_model import (
    BatchLeft,
    LineCost,
    MealCost,
    PortionCost,
    StockBatch,
    StockMove,
    Taking,
)
from school_desk.nutrition.stock_rules import (
    BatchUsedError,
    ExpiryTurnedError,
    LaterReceiptError,
    MoreThanLeftError,
    NoReasonToTakeError,
    QuantityWrongError,
    StockPriceError,
    StockShortError,
    accept_batch,
    accept_taking,
    drawn,
    issue,
    left_on,
    needs_of,
    stock_card,
)
from tests.nutrition.menu_samples import lunch, plain, serving

DAY = date(2026, 10, 22)
PRODUCTS = {one.code: one for one in starter().products}
AT = DAY, Meal.LUNCH
NONE = Decimal()


def batch(number: int, quantity: str, price: str = "100", *, days: int = -5, **also) -> StockBatch:
    came = DAY + timedelta(days)
    facts = Decimal(quantity), Decimal(price)
    return StockBatch(also.pop("product", "rice"), came, *facts, id=number, **also)


def taken(need: str, *batches: StockBatch) -> list[tuple[int, Decimal]]:
    moves = issue({"rice": Decimal(need)}, left_on(batches, (), DAY), AT, PRODUCTS)
    return [(one.batch, one.quantity) for one in moves]


def test_what_came_first_goes_first() -> None:
    new, old = batch(1, "10", days=-1), batch(2, "2.5", days=-9)
    assert taken("4", new, old) == [(2, Decimal("2.5")), (1, Decimal("1.5"))]
    assert taken("2.5", new, old) == [(2, Decimal("2.5"))]


def test_an_expired_batch_and_one_that_is_still_to_come_are_left_alone() -> None:
    today = batch(1, "1", expires_on=DAY)
    gone = batch(2, "9", days=-20, expires_on=DAY - timedelta(1))
    later = batch(3, "9", days=1)
    assert taken("1", today, gone, later) == [(1, 1)]
    with pytest.raises(StockShortError) as refused:
        taken("1.5", today, gone, later)
    assert str(refused.value.facts["list"]) == "Күріш 0,5"


def test_all_that_is_short_is_said_at_once_and_nothing_is_taken() -> None:
    with pytest.raises(StockShortError) as refused:
        issue(
            {"rice": Decimal(3), "egg": Decimal(2)},
            left_on((batch(1, "1"),), (), DAY),
            AT,
            PRODUCTS,
        )
    assert str(refused.value.facts["list"]) == "Күріш 2; Тауық жұмыртқасы 2"


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=6), st.integers(1, 30_000), st.randoms())
def test_what_is_taken_and_what_is_left_is_what_was_there(sizes, need, chance) -> None:
    batches = [
        batch(n, str(Decimal(size) / 1000), days=-chance.randint(0, 9))
        for n, size in enumerate(sizes, 1)
    ]
    wanted = Decimal(need) / 1000
    if wanted > sum(one.quantity for one in batches):
        with pytest.raises(StockShortError):
            taken(str(wanted), *batches)
        return
    moves = issue({"rice": wanted}, left_on(batches, (), DAY), AT, PRODUCTS)
    assert sum(one.quantity for one in moves) == wanted
    after = left_on(batches, moves, DAY)
    assert all(one.left >= 0 for one in after)
    started = [one for one in after if one.left < one.batch.quantity]
    assert all(one.left == 0 for one in started[:-1])
    assert stock_card(batches, moves)[-1].left == sum(one.left for one in after)


def moved(number: int, quantity: str) -> StockMove:
    return StockMove(number, DAY, Taking.ISSUE, Decimal(quantity), "", Meal.LUNCH)


def test_what_a_batch_owes_the_next_ones_do_not_give_again() -> None:
    """5 kg came twice, 6 kg of the first went on two computers: 4 kg lie there, not 5."""
    batches = batch(1, "5", days=-9), batch(2, "5")
    stock = left_on(batches, (moved(1, "2"), moved(1, "4")), DAY)

    assert [one.left for one in stock] == [-1, 5]
    moves = issue({"rice": Decimal(4)}, stock, AT, PRODUCTS)
    assert [(one.batch, one.quantity) for one in moves] == [(2, Decimal(4))]
    with pytest.raises(StockShortError) as refused:
        issue({"rice": Decimal("4.5")}, stock, AT, PRODUCTS)
    assert str(refused.value.facts["list"]) == "Күріш 0,5"


def test_what_is_owed_of_one_product_takes_nothing_of_another() -> None:
    batches = batch(1, "1"), batch(2, "5", product="egg")
    stock = left_on(batches, (moved(1, "3"),), DAY)

    moves = issue({"egg": Decimal(5)}, stock, AT, PRODUCTS)
    assert [one.quantity for one in moves] == [5]


@given(
    st.lists(st.tuples(st.integers(1, 50), st.integers(0, 80)), min_size=1, max_size=6),
    st.integers(1, 300),
)
def test_never_more_is_given_than_all_batches_of_a_product_hold_together(rows, need) -> None:
    batches = [batch(n, str(came), days=-n) for n, (came, _gone) in enumerate(rows, 1)]
    gone = [moved(n, str(went)) for n, (_came, went) in enumerate(rows, 1) if went]
    there = max(0, sum(came - went for came, went in rows))
    moves, short = drawn({"rice": Decimal(need)}, left_on(batches, gone, DAY), AT)

    given_out = sum(one.quantity for one in moves)
    assert given_out == min(need, there)
    assert short.get("rice", 0) == need - given_out
    after = left_on(batches, (*gone, *moves), DAY)
    assert all(
        one.left >= 0 or one.left == before.left
        for one, before in zip(after, left_on(batches, gone, DAY), strict=True)
    )


def test_what_is_owed_stands_on_the_paper_too_so_that_its_sum_is_right() -> None:
    batches = batch(1, "5", days=-9), batch(2, "5"), batch(3, "2")
    stock = left_on(batches, (moved(1, "6"), moved(3, "2")), DAY)
    table = stock_table(stock, PRODUCTS)

    assert [row[3] for row in table.rows] == [-1, 5, ""]
    assert table.rows[-1][5] == 400


def test_bad_receipts_are_refused() -> None:
    def accept(one: StockBatch, *, counted: bool = False, gone: Decimal = NONE) -> None:
        accept_batch(one, DAY, counted=counted, taken=gone)

    for quantity in ("0", "-1", "100000.1"):
        with pytest.raises(QuantityWrongError):
            accept(batch(0, quantity))
    with pytest.raises(QuantityWrongError):
        accept(batch(0, "1.5", product="egg"), counted=True)
    for price in ("0", "-5", "1000000.01"):
        with pytest.raises(StockPriceError):
            accept(batch(0, "1", price))
    with pytest.raises(LaterReceiptError):
        accept(batch(0, "1", days=1))
    with pytest.raises(ExpiryTurnedError):
        accept(batch(0, "1", expires_on=DAY - timedelta(9)))
    with pytest.raises(BatchUsedError):
        accept(batch(0, "1"), gone=Decimal("1.001"))
    accept(batch(0, "1", expires_on=DAY), gone=Decimal(1))


def test_a_write_off_wants_a_reason_and_no_more_than_is_left() -> None:
    here = BatchLeft(batch(1, "2"), Decimal(2), expired=False)
    move = StockMove(1, DAY, Taking.WRITE_OFF, Decimal(2), "мерзімі өтті")
    assert accept_taking(move, here, counted=False) == move
    with pytest.raises(MoreThanLeftError):
        accept_taking(replace(move, quantity=Decimal("2.001")), here, counted=False)
    with pytest.raises(NoReasonToTakeError):
        accept_taking(replace(move, reason=" "), here, counted=False)


def test_a_portion_costs_what_its_batches_cost() -> None:
    plate = (serving(plain(1, "rice", 50), portions={"7-10": 40}),)
    found = requisition(DAY, plate, {"7-10": 50, "11-14": 40}, issuing())
    assert needs_of(found) == {"rice": 4}
    stock = (batch(1, "1", "300", days=-9), batch(2, "10", "500"))
    moves = issue(needs_of(found), left_on(stock, (), DAY), AT, PRODUCTS)
    cost = meal_cost(found, moves, stock, {"7-10": Decimal(18)})

    assert cost.total == 300 + 3 * 500
    assert [one.tenge for one in cost.portions] == [18, Fraction("22.5")]
    assert [one.above for one in cost.portions] == [False, False]
    assert cost.child_day == 20
    dear = meal_cost(found, moves, stock, {"7-10": Decimal("17.99")})
    assert [one.above for one in dear.portions] == [True, False]


def test_portions_of_all_eaters_together_cost_what_was_issued() -> None:
    eaters = {"7-10": 120, "11-14": 45}
    found = requisition(DAY, lunch("7-10", salad=False), eaters, issuing())
    needs = needs_of(found)
    assert "water" not in needs
    stock = tuple(batch(n, "500", str(100 + n), product=code) for n, code in enumerate(needs, 1))
    moves = issue(needs, left_on(stock, (), DAY), AT, PRODUCTS)
    cost = meal_cost(found, moves, stock, {})
    shares = sum(one.tenge * eaters[one.band] for one in cost.portions)
    assert shares == cost.total


def test_each_batch_is_rounded_once_and_then_only_summed() -> None:
    """0.005 kg at 450.50 is 2.2525, two such takings are 4.50 and not 4.51."""
    stock = [batch(1, "5", "450.50"), batch(2, "5", "450.50"), batch(3, "1", product="oil")]
    moves = [StockMove(row, DAY, Taking.ISSUE, Decimal("0.005"), "", Meal.LUNCH) for row in (1, 2)]
    lines = line_costs(moves, stock)
    assert lines == {"rice": LineCost((Decimal("450.50"),), Decimal("4.50"))}
    assert tenge_of(Decimal("0.01"), Decimal("450.50")) == Decimal("4.51")


def test_a_child_day_is_a_portion_of_every_meal_beside_the_prices_of_all() -> None:
    def meal(tenge: str, ceiling: str | None, band: str = "7-10") -> MealCost:
        top = Decimal(ceiling) if ceiling else None
        return MealCost({}, {band: 1}, (PortionCost(band, Fraction(tenge), top),))

    both = day_costs([meal("210.25", "250"), meal("369.75", "329.99")])
    assert [(one.tenge, one.ceiling, one.above) for one in both] == [
        (580, Decimal("579.99"), True),
    ]
    without = day_costs([meal("210", "250"), meal("100", None), meal("90", "91", "11-14")])
    assert [(one.band, one.tenge, one.ceiling) for one in without] == [
        ("7-10", 310, None),
        ("11-14", 90, 91),
    ]


def test_what_a_child_day_may_cost_is_weighed_by_who_eats() -> None:
    portions = [
        PortionCost("7-10", Fraction(), Decimal(579)),
        PortionCost("11-14", Fraction(), Decimal(634)),
    ]
    cost = MealCost({}, {"7-10": 30, "11-14": 10}, tuple(portions))
    assert cost.planned == Fraction(579 * 30 + 634 * 10, 40)
    assert replace(cost, portions=(portions[0], replace(portions[1], ceiling=None))).planned is None
