"""Rows of the store-room as values: batches, issues, write-offs and returns."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.nutrient_rules import number_text
from school_desk.nutrition.stock_model import StockBatch, StockMove, Taking
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork


def load_batches(db: Connection) -> tuple[StockBatch, ...]:
    """All batches; one that another computer has half sent is left out.

    One that was taken away while somebody else took of it stays: what was cooked was there.
    """
    rows = db.execute(
        "SELECT product, received_on, quantity, price, expires_on, paper, supplier, row "
        "FROM stock_batch WHERE (alive OR row IN (SELECT batch FROM stock_issue WHERE alive) "
        "OR row IN (SELECT batch FROM stock_taking WHERE alive)) "
        "AND product IS NOT NULL AND received_on IS NOT NULL "
        "AND quantity IS NOT NULL AND price IS NOT NULL ORDER BY received_on, row"
    )
    return tuple(
        StockBatch(
            product,
            date.fromisoformat(received),
            Decimal(quantity),
            Decimal(price),
            date.fromisoformat(expires) if expires else None,
            paper or "",
            supplier or "",
            row,
        )
        for product, received, quantity, price, expires, paper, supplier, row in rows
    )


def load_moves(db: Connection) -> tuple[StockMove, ...]:
    """All that left the store-room, by day."""
    return tuple(sorted((*_issues(db), *_takings(db)), key=lambda one: (one.day, one.id)))


def save_batch(work: UnitOfWork, parts: Partitions, one: StockBatch) -> int:
    """A batch, new or as it is from now on; returns its id."""
    facts: dict[str, int | str | None] = {
        "product": one.product,
        "received_on": one.received_on.isoformat(),
        "quantity": number_text(one.quantity),
        "price": number_text(one.price),
        "expires_on": one.expires_on.isoformat() if one.expires_on else None,
        "paper": one.paper or None,
        "supplier": one.supplier or None,
    }
    if one.id:
        work.put("stock_batch", one.id, **facts)
        return one.id
    return work.new("stock_batch", parts.meals, **facts)


def save_issues(work: UnitOfWork, parts: Partitions, moves: Iterable[StockMove]) -> None:
    """What a meal took of its batches."""
    for one in moves:
        work.born(
            "stock_issue",
            parts.meals,
            day=one.day.isoformat(),
            meal=one.meal.value if one.meal else None,
            batch=one.batch,
            quantity=number_text(one.quantity),
        )


def save_taking(work: UnitOfWork, parts: Partitions, one: StockMove) -> int:
    """A write-off or a return."""
    return work.new(
        "stock_taking",
        parts.meals,
        batch=one.batch,
        day=one.day.isoformat(),
        taking=one.taking.value,
        quantity=number_text(one.quantity),
        reason=one.reason,
    )


def _issues(db: Connection) -> Iterable[StockMove]:
    rows = db.execute(
        "SELECT batch, day, quantity, meal, row FROM stock_issue "
        "WHERE alive AND quantity IS NOT NULL"
    )
    for batch, day, quantity, meal, row in rows:
        if meal in set(Meal):
            facts = Taking.ISSUE, Decimal(quantity), "", Meal(meal), row
            yield StockMove(batch, date.fromisoformat(day), *facts)


def _takings(db: Connection) -> Iterable[StockMove]:
    rows = db.execute(
        "SELECT batch, day, taking, quantity, reason, row FROM stock_taking "
        "WHERE alive AND batch IS NOT NULL AND day IS NOT NULL AND quantity IS NOT NULL"
    )
    for batch, day, taking, quantity, reason, row in rows:
        if taking in set(Taking):
            facts = Taking(taking), Decimal(quantity), reason or "", None, row
            yield StockMove(batch, date.fromisoformat(day), *facts)
