"""Rows of examinations of kitchen staff as entries of their log; older ones with a name only."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from school_desk.nutrition.checkup_rules import SEALED, sealed_text, sealed_values, worker_named
from school_desk.nutrition.log_forms_rules import HEALTH
from school_desk.nutrition.log_model import Entry, Value
from school_desk.storage.compartments import CompartmentClosedError
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import Storage, UnitOfWork

COMPARTMENT, NOBODY = "health", "—"
_NEWER = "SELECT row, day, worker, post, admitted, signs, signed FROM kitchen_checkup WHERE alive"
_OLDER = (
    "SELECT row, day, person, post, skin, breathing, bowel, family, admitted, measures, signed "
    "FROM log_health WHERE alive"
)
_BETWEEN = " AND day >= ? AND day <= ? ORDER BY day, row"


def load_checkups(
    storage: Storage, db: Connection, workers: Mapping[int, str], first: date, last: date
) -> tuple[Entry, ...]:
    """The examinations between two days, both included, in the order of days and rows."""
    days = first.isoformat(), last.isoformat()
    newer = (_newer(storage, db, workers, kept) for kept in db.execute(_NEWER + _BETWEEN, days))
    older = (_older(kept) for kept in db.execute(_OLDER + _BETWEEN, days))
    return tuple(sorted((*newer, *older), key=lambda one: (one.day, one.id)))


def load_checkup(
    storage: Storage, db: Connection, workers: Mapping[int, str], row: int
) -> Entry | None:
    """One examination, if it is there."""
    newer = db.execute(f"{_NEWER} AND row = ?", (row,)).fetchone()
    if newer:
        return _newer(storage, db, workers, newer)
    older = db.execute(f"{_OLDER} AND row = ?", (row,)).fetchone()
    return _older(older) if older else None


def rows_of_worker(db: Connection, worker: int) -> tuple[int, ...]:
    """Every examination of a person, also what was taken away: what an order to forget names."""
    found = db.execute("SELECT row FROM kitchen_checkup WHERE worker = ?", (worker,))
    return tuple(row for (row,) in found)


def save_checkup(
    work: UnitOfWork, parts: Partitions, workers: Mapping[int, str], entry: Entry
) -> int:
    """An examination as it is from now on; a line with a name only is put in order by it."""
    worker = worker_named(entry.text("person"), workers)
    row = work.born(
        "kitchen_checkup",
        parts.sealed(COMPARTMENT),
        day=entry.day.isoformat(),
        worker=worker,
        post=entry.text("post") or None,
        admitted=int(bool(entry["admitted"])),
        signs=sealed_text(entry),
        signed=entry.text("signed") or None,
    )
    if entry.loose:
        work.delete(entry.id)
    return row


def _newer(
    storage: Storage, db: Connection, workers: Mapping[int, str], kept: tuple[Any, ...]
) -> Entry:
    row, day, worker, post, admitted, signs, signed = kept
    values: dict[str, Value] = {
        "day": date.fromisoformat(day),
        "person": workers.get(worker) or NOBODY,
        "post": post,
        "admitted": bool(admitted) if isinstance(admitted, int) else None,
        "signed": signed,
    }
    return Entry(HEALTH, {**values, **dict(_opened(storage, db, row, signs))}, row)


def _opened(
    storage: Storage, db: Connection, row: int, signs: str | bytes | None
) -> Iterator[tuple[str, Value]]:
    """What is sealed, to who holds the key; to others, and of who was forgotten, nothing."""
    field = next(one for one in storage.registry.by_name["kitchen_checkup"].fields if one.sealed)
    try:
        text = storage.plain(db, row, field, signs)
    except CompartmentClosedError:
        return
    if isinstance(text, str):
        yield from sealed_values(text).items()


def _older(kept: tuple[Any, ...]) -> Entry:
    row, day, person, post, *signs, signed = kept
    told = zip(SEALED, signs, strict=True)
    values = {name: bool(one) if isinstance(one, int) else one for name, one in told}
    facts = {"day": date.fromisoformat(day), "person": person, "post": post, "signed": signed}
    return Entry(HEALTH, {**facts, **values}, row, loose=True)
