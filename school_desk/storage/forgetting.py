"""Forget a person, as the law demands: the values go, the chains stay valid."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from school_desk.events import Changed, Committed
from school_desk.storage.engine import Connection
from school_desk.storage.entry import digest_of_entry, spelled, unspelled
from school_desk.storage.errors import DiskFullError, FileBusyError, FileUnwritableError
from school_desk.storage.forgotten import FORGOTTEN, is_forgotten, pending
from school_desk.storage.registry import Field
from school_desk.storage.rows import Place
from school_desk.storage.unit_of_work import Storage


def forget(storage: Storage, row: int) -> None:
    """Replace the personal values of a row by their digests, in the row and all over its log.

    This is the part of one computer; `carry_out` does it where an order of the log says so. Nothing
    of it can be undone, and it is not a change of the log: the log loses values.
    """
    with storage.database.transaction(guarded=False) as db:
        forget_within(storage, db, (row,))
    wipe(storage)


def carry_out(storage: Storage) -> int:
    """Forget what orders of the log name and what is still there; how many rows that were.

    After an order was written or had come, and at each start: a power cut in between leaves the
    order, and the start after it ends the work.
    """
    if not pending(storage.db, storage.registry):
        wipe(storage)
        return 0
    with storage.database.transaction(guarded=False) as db:
        rows = pending(db, storage.registry)
        forget_within(storage, db, rows)
    wipe(storage)
    changes = tuple(
        Changed(place.table.name, row, None, field.name)
        for row in rows
        for place in (storage.keys.place(storage.db, row),)
        for field in place.table.fields
        if field.personal
    )
    storage.events.publish(Committed(0, "", None, changes))
    return len(rows)


def wipe(storage: Storage) -> None:
    """Let nothing that was freed lie on the disk, also of names that were changed long ago.

    A disk without room or somebody at the file leaves it to the next start: the mark stays.
    """
    with suppress(DiskFullError, FileUnwritableError, FileBusyError):
        storage.database.wipe()


def forget_arrived(storage: Storage, db: Connection, rows: Iterable[int], tables: set[str]) -> None:
    """What came of forgotten rows is forgotten as well; an order that came is carried out."""
    if FORGOTTEN not in storage.registry.by_name:
        return
    found = {row for row in rows if _is_ordered(storage, db, row)}
    if FORGOTTEN in tables:
        found.update(pending(db, storage.registry))
    forget_within(storage, db, sorted(found))


def forget_within(storage: Storage, db: Connection, rows: Iterable[int]) -> None:
    """Forget rows within somebody's transaction; `wipe` does the rest after it."""
    for row in rows:
        storage.database.mark_unwiped()
        place = storage.keys.place(db, row)
        _forget_waiting(storage, db, place, row)
        for field in place.table.fields:
            if field.personal:
                _forget_field(db, place, row, field)


def _is_ordered(storage: Storage, db: Connection, row: int) -> bool:
    table = storage.keys.place(db, row).table
    if table.packed or not any(field.personal for field in table.fields):
        return False
    return is_forgotten(db, storage.registry, table, storage.keys.key(db, row))


def _forget_waiting(storage: Storage, db: Connection, place: Place, row: int) -> None:
    """What came of the row and stands in no row yet: it keeps its place in its stream."""
    key = storage.keys.travelling(db, row)
    for table in ("stream_in", "set_aside"):
        lines = db.execute(
            f"SELECT part, dev, seq, entry FROM {table} WHERE part = ?", (place.part,)
        )
        for *dot, text in lines.fetchall():
            entry = unspelled(text)
            if (entry.table, entry.key) == (place.table.id, key) and entry.salt is not None:
                forgotten = replace(entry, val=None, salt=None, digest=digest_of_entry(entry))
                db.execute(
                    f"UPDATE {table} SET entry = ? WHERE part = ? AND dev = ? AND seq = ?",
                    (spelled(forgotten), *dot),
                )


def _forget_field(db: Connection, place: Place, row: int, field: Field) -> None:
    cell = place.part, row, field.id
    lines = db.execute(
        "SELECT dev, seq FROM change_log WHERE part = ? AND row = ? AND field = ?", cell
    ).fetchall()
    for dev, seq in lines:
        dot = place.part, dev, seq
        db.execute("UPDATE change_log SET val = NULL WHERE part = ? AND dev = ? AND seq = ?", dot)
        db.execute(
            "UPDATE personal_salt SET salt = NULL WHERE part = ? AND dev = ? AND seq = ?", dot
        )
    db.execute("DELETE FROM conflict WHERE row = ? AND field = ?", (row, field.id))
    empty = ", ".join(f"{name} = NULL" for name in field.columns)
    db.execute(f"UPDATE {place.table.name} SET {empty} WHERE row = ?", (row,))
