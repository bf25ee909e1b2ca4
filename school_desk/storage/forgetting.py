"""Forget a person, as the law demands: the values go, the chains stay valid."""

from dataclasses import replace

from school_desk.storage.engine import Connection
from school_desk.storage.entry import digest_of_entry, spelled, unspelled
from school_desk.storage.registry import Field
from school_desk.storage.rows import Place
from school_desk.storage.unit_of_work import Storage


def forget(storage: Storage, row: int) -> None:
    """Replace the personal values of a row by their digests, in the row and all over its log.

    This is the part of one computer; the order that makes the others do the same travels with
    sync. Nothing of it can be undone, and it is not a change of the log: the log loses values.
    """
    with storage.database.transaction(guarded=False) as db:
        place = storage.keys.place(db, row)
        _forget_waiting(storage, db, place, row)
        for field in place.table.fields:
            if field.personal:
                _forget_field(db, place, row, field)


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
