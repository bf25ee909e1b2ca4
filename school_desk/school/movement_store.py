"""Movements and the stretches of pupils in classes, as rows."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from school_desk.school.model import NAMELESS, PersonName, Pupil
from school_desk.school.movement_model import (
    Movement,
    MovementKind,
    NewMovement,
    Order,
    Placing,
    Stretch,
)
from school_desk.school.stay_rules import DAY
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork

MOVEMENTS = (
    "SELECT m.row, p.row, p.surname, p.given, p.patronymic, m.kind, m.day, m.order_number, "
    "m.order_date, m.from_class, m.to_class, m.other_school, m.reason FROM movement AS m "
    "JOIN pupil AS p ON p.row = m.pupil WHERE m.alive AND p.alive"
)


def load_pupil(db: Connection, pupil: int) -> Pupil | None:
    """One pupil, wherever in the school."""
    found = db.execute(
        "SELECT surname, given, patronymic FROM pupil WHERE alive AND row = ?", (pupil,)
    ).fetchone()
    return Pupil(pupil, PersonName(*(part or "" for part in found))) if found else None


def load_joined(db: Connection, pupil: int) -> tuple[Pupil, ...]:
    """Other records that were joined into a pupil's."""
    rows = db.execute(
        "SELECT row, surname, given, patronymic FROM pupil WHERE merged_into = ?", (pupil,)
    )
    return tuple(Pupil(row, PersonName(*(part or "" for part in parts))) for row, *parts in rows)


def load_stretches(db: Connection, pupil: int, year: str) -> tuple[Stretch, ...]:
    """A pupil's stretches in the classes of a year, by day."""
    rows = db.execute(
        "SELECT m.row, m.class_group, m.starts, m.ends FROM membership AS m "
        "JOIN class_group AS c ON c.row = m.class_group "
        "WHERE m.alive AND c.alive AND m.pupil = ? AND c.year = ?",
        (pupil, year),
    )
    found = (Stretch(row, group, _day(starts), _day(ends)) for row, group, starts, ends in rows)
    return tuple(sorted(found, key=lambda one: (one.begin, one.end, one.row)))


def was_here(db: Connection, pupil: int, year: str) -> bool:
    """Whether a pupil was in a class of an earlier school year."""
    found = db.execute(
        "SELECT 1 FROM membership AS m JOIN class_group AS c ON c.row = m.class_group "
        "WHERE m.alive AND m.pupil = ? AND c.year < ?",
        (pupil, year),
    )
    return found.fetchone() is not None


def load_movements(db: Connection, first: date, last: date) -> tuple[Movement, ...]:
    """The movements of the school between two days, by day."""
    days = first.isoformat(), last.isoformat()
    return _read(db.execute(f"{MOVEMENTS} AND m.day BETWEEN ? AND ?", days))


def load_movements_of(db: Connection, pupil: int) -> tuple[Movement, ...]:
    """All movements of a pupil, by day."""
    return _read(db.execute(f"{MOVEMENTS} AND m.pupil = ?", (pupil,)))


def load_movement(db: Connection, row: int) -> Movement | None:
    """One movement."""
    return next(iter(_read(db.execute(f"{MOVEMENTS} AND m.row = ?", (row,)))), None)


def save_movement(
    work: UnitOfWork, parts: Partitions, pupil: int, wanted: NewMovement, placing: Placing
) -> int:
    """Note a movement and change the class lists as it says."""
    if placing.closes is not None and placing.last_day is not None:
        work.put("membership", placing.closes.row, ends=placing.last_day.isoformat())
    if placing.opens is not None:
        save_stay(work, parts, pupil, placing.opens, placing.day)
    return work.new(
        "movement",
        parts.school_wide,
        pupil=pupil,
        kind=wanted.kind.value,
        day=wanted.day.isoformat(),
        **_order(wanted.order),
        from_class=placing.closes.class_group if placing.closes else None,
        to_class=placing.opens,
        other_school=wanted.other_school or None,
        reason=wanted.reason or None,
    )


def save_order(work: UnitOfWork, movement: int, order: Order) -> None:
    """The order of a movement, when it is written."""
    work.put("movement", movement, **_order(order))


def save_stay(
    work: UnitOfWork, parts: Partitions, pupil: int, class_group: int, since: date
) -> int:
    """Put a pupil in a class from a day on, for the first time or once more.

    The first stay is the natural row; a stretch that held no day is used again.
    """
    rows = work.db.execute(
        "SELECT row, starts, ends FROM membership WHERE alive AND pupil = ? AND class_group = ?",
        (pupil, class_group),
    ).fetchall()
    empty = next((row for row, one, two in rows if one and two and two < one), None)
    facts = {"starts": since.isoformat(), "ends": None}
    if empty is not None:
        work.put("membership", empty, **facts)
        return int(empty)
    make = work.new if rows else work.born
    return make("membership", parts.school_wide, pupil=pupil, class_group=class_group, **facts)


def save_taken_back(work: UnitOfWork, movement: Movement, stretches: Iterable[Stretch]) -> None:
    """Undo what a movement did to the class lists, and forget it."""
    last = movement.day - DAY if movement.kind is MovementKind.MOVE else movement.day
    for one in stretches:
        if one.class_group == movement.to_class and one.since == movement.day:
            work.delete(one.row)
        elif one.class_group == movement.from_class and one.until == last:
            work.put("membership", one.row, ends=None)
    work.delete(movement.row)


def _order(order: Order) -> dict[str, str | None]:
    return {
        "order_number": order.number or None,
        "order_date": order.day.isoformat() if order.day else None,
    }


def _read(rows: Iterable[tuple[Any, ...]]) -> tuple[Movement, ...]:
    found = (_movement(*row) for row in rows)
    return tuple(sorted(found, key=lambda one: (one.day, one.row)))


def _movement(row: int, pupil: int, *facts: Any) -> Movement:  # noqa: ANN401  columns of a row
    surname, given, patronymic, kind, day, number, order_day, *places = facts
    from_class, to_class, other_school, reason = places
    return Movement(
        row,
        Pupil(pupil, PersonName(surname or NAMELESS, given or "", patronymic or "")),
        MovementKind(kind),
        date.fromisoformat(day),
        Order(number or "", _day(order_day)),
        from_class,
        to_class,
        other_school or "",
        reason or "",
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
