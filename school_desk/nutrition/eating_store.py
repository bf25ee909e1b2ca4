"""Rows of who eats how, of diets, prices and sittings, as values."""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal

from school_desk.nutrition.eating_model import (
    Category,
    Diet,
    DietCode,
    Eating,
    Meal,
    Paper,
    Price,
    Sitting,
    Source,
)
from school_desk.school.calendar_model import Status
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork


def load_eatings(db: Connection) -> Mapping[int, tuple[Eating, ...]]:
    """What is written of each pupil, the earliest first.

    A row of a pupil who was forgotten, or that has come in half, says nothing.
    """
    rows = db.execute(
        "SELECT pupil, source, starts, ends, category, document, number, issued_on, order_no, "
        "order_date, decided_by, row FROM eating WHERE alive AND pupil IS NOT NULL "
        "AND source IS NOT NULL ORDER BY starts, row"
    )
    found: dict[int, tuple[Eating, ...]] = {}
    for pupil, source, starts, ends, category, *rest in rows:
        kind, number, issued, order_no, order_date, by, row = rest
        paper = Paper(
            kind or "", number or "", _day(issued), order_no or "", _day(order_date), by or ""
        )
        one = Eating(
            pupil,
            Source(source),
            _day(starts),
            _day(ends),
            Category(category) if category else None,
            paper,
            row,
        )
        found[pupil] = (*found.get(pupil, ()), one)
    return found


def save_eating(work: UnitOfWork, parts: Partitions, one: Eating) -> int:
    """How a pupil eats, new or as it is from now on."""
    paper = one.paper
    facts: dict[str, int | str | None] = {
        "pupil": one.pupil,
        "source": one.source.value,
        "category": one.category.value if one.category else None,
        "starts": _iso(one.starts),
        "ends": _iso(one.ends),
        "document": paper.kind.strip() or None,
        "number": paper.number.strip() or None,
        "issued_on": _iso(paper.issued_on),
        "order_no": paper.order_no.strip() or None,
        "order_date": _iso(paper.order_date),
        "decided_by": paper.decided_by.strip() or None,
    }
    return _save(work, parts.benefit, "eating", one.id, facts)


def load_diets(db: Connection) -> Mapping[int, tuple[Diet, ...]]:
    """The diets of each pupil, the earliest first; of who was forgotten there is none."""
    rows = db.execute(
        "SELECT pupil, code, excluded, starts, ends, row FROM diet WHERE alive "
        "AND pupil IS NOT NULL AND code IS NOT NULL ORDER BY starts, row"
    )
    found: dict[int, tuple[Diet, ...]] = {}
    for pupil, code, excluded, starts, ends, row in rows:
        one = Diet(pupil, DietCode(code), excluded or "", _day(starts), _day(ends), row)
        found[pupil] = (*found.get(pupil, ()), one)
    return found


def save_diet(work: UnitOfWork, parts: Partitions, one: Diet) -> int:
    """A diet, new or as it is from now on."""
    facts: dict[str, int | str | None] = {
        "pupil": one.pupil,
        "code": one.code.value,
        "excluded": one.excluded or None,
        "starts": _iso(one.starts),
        "ends": _iso(one.ends),
    }
    return _save(work, parts.meals, "diet", one.id, facts)


def load_prices(db: Connection) -> tuple[Price, ...]:
    """All prices, by what they are for, the earliest first; one that came in half is left out."""
    rows = db.execute(
        "SELECT band, source, meal, tenge, starts, ends, contract, region, row FROM meal_price "
        "WHERE alive AND band IS NOT NULL AND tenge IS NOT NULL AND starts IS NOT NULL "
        "ORDER BY meal, band, source, starts, row"
    )
    return tuple(
        Price(
            band,
            Source(source),
            Meal(meal),
            Decimal(tenge),
            date.fromisoformat(starts),
            _day(ends),
            contract or "",
            region or "",
            row,
        )
        for band, source, meal, tenge, starts, ends, contract, region, row in rows
    )


def save_price(work: UnitOfWork, parts: Partitions, one: Price) -> int:
    """A price, new or as it is from now on."""
    facts: dict[str, int | str | None] = {
        "band": one.band,
        "source": one.source.value,
        "meal": one.meal.value,
        "tenge": str(one.tenge),
        "starts": _iso(one.starts),
        "ends": _iso(one.ends),
        "contract": one.contract.strip() or None,
        "region": one.region.strip() or None,
    }
    return _save(work, parts.meals, "meal_price", one.id, facts)


def load_sittings(db: Connection) -> tuple[Sitting, ...]:
    """The sittings that the school has made its own."""
    rows = db.execute(
        "SELECT shift, meal, count_by, order_by, accept_by, status FROM meal_sitting "
        "WHERE alive AND meal IS NOT NULL AND count_by IS NOT NULL ORDER BY shift"
    )
    return tuple(
        Sitting(
            shift,
            Meal(meal),
            time.fromisoformat(count_by),
            time.fromisoformat(order_by),
            time.fromisoformat(accept_by),
            Status(status or "to_check"),
        )
        for shift, meal, count_by, order_by, accept_by, status in rows
    )


def load_waiting_days(db: Connection, sitting: Sitting) -> tuple[date, ...]:
    """Days on which the shift ordered another meal that is not reconciled yet."""
    rows = db.execute(
        "SELECT day FROM meal_order WHERE alive AND shift = ? AND meal <> ? "
        "AND handed_at IS NOT NULL AND settled_at IS NULL ORDER BY day",
        (sitting.shift, sitting.meal.value),
    )
    return tuple(date.fromisoformat(day) for (day,) in rows)


def save_sitting(work: UnitOfWork, parts: Partitions, one: Sitting) -> int:
    """When a shift eats and by when its count is due."""
    return work.born(
        "meal_sitting",
        parts.meals,
        shift=one.shift,
        meal=one.meal.value,
        count_by=f"{one.count_by:%H:%M}",
        order_by=f"{one.order_by:%H:%M}",
        accept_by=f"{one.accept_by:%H:%M}",
        status=one.status.value,
    )


def _save(
    work: UnitOfWork, part: str, table: str, row: int, facts: dict[str, int | str | None]
) -> int:
    if not row:
        return work.new(table, part, **facts)
    work.put(table, row, **facts)
    return row


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
