"""Rows of the supplier's acts and of the state's totals, as values."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from school_desk.nutrition.eating_model import Source
from school_desk.nutrition.month_store import month_key
from school_desk.nutrition.supply_model import ActLine, SupplierAct
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork


def load_acts(db: Connection, first: date) -> tuple[SupplierAct, ...]:
    """The acts of a month with their lines, in the order in which they came."""
    lines: dict[int, list[ActLine]] = {}
    for act, source, tenge, days, total, row in db.execute(
        "SELECT l.act, l.source, l.tenge, l.child_days, l.total, l.row FROM meal_act_line AS l "
        "JOIN meal_act AS a ON a.row = l.act AND a.alive AND a.month = ? "
        "WHERE l.alive AND l.source IS NOT NULL ORDER BY l.row",
        (month_key(first),),
    ):
        line = ActLine(Source(source), Decimal(tenge), days, Decimal(total), row)
        lines.setdefault(act, []).append(line)
    rows = db.execute(
        "SELECT number, issued_on, supplier, row FROM meal_act WHERE alive AND month = ? "
        "ORDER BY row",
        (month_key(first),),
    )
    return tuple(
        SupplierAct(
            first,
            number or "",
            date.fromisoformat(issued) if issued else None,
            supplier or "",
            tuple(lines.get(row, ())),
            row,
        )
        for number, issued, supplier, row in rows
    )


def save_act(work: UnitOfWork, parts: Partitions, one: SupplierAct) -> int:
    """An act as it is from now on; a line that it no longer has goes."""
    facts = {
        "month": month_key(one.month),
        "number": one.number,
        "issued_on": one.issued_on.isoformat() if one.issued_on else None,
        "supplier": one.supplier or None,
    }
    row = one.id
    if row:
        work.put("meal_act", row, **facts)
    else:
        row = work.new("meal_act", parts.meals, **facts)
    kept = {line.id for line in one.lines}
    for (line,) in work.db.execute(
        "SELECT row FROM meal_act_line WHERE alive AND act = ?", (row,)
    ).fetchall():
        if line not in kept:
            work.delete(line)
    for line in one.lines:
        _save_line(work, parts, row, line)
    return row


def delete_act(work: UnitOfWork, act: int) -> None:
    """Take an act away with its lines."""
    for (line,) in work.db.execute(
        "SELECT row FROM meal_act_line WHERE alive AND act = ?", (act,)
    ).fetchall():
        work.delete(line)
    work.delete(act)


def load_state_totals(db: Connection, first: date, last: date) -> Mapping[date, int]:
    """What the state's system says of each day."""
    rows = db.execute(
        "SELECT day, portions FROM state_total WHERE alive AND portions IS NOT NULL "
        "AND day BETWEEN ? AND ? ORDER BY day",
        (first.isoformat(), last.isoformat()),
    )
    return {date.fromisoformat(day): portions for day, portions in rows}


def save_state_total(work: UnitOfWork, parts: Partitions, day: date, portions: int | None) -> None:
    """What the state's system says of a day; None: nothing."""
    work.born("state_total", parts.meals, day=day.isoformat(), portions=portions)


def _save_line(work: UnitOfWork, parts: Partitions, act: int, line: ActLine) -> None:
    facts: dict[str, int | str | None] = {
        "act": act,
        "source": line.source.value,
        "tenge": str(line.tenge),
        "child_days": line.child_days,
        "total": str(line.total),
    }
    if line.id:
        work.put("meal_act_line", line.id, **facts)
    else:
        work.new("meal_act_line", parts.meals, **facts)
