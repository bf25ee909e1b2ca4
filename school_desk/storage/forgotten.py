"""Which rows are to be forgotten: orders in the log, for this and every other computer."""

from school_desk.storage.engine import Connection
from school_desk.storage.registry import Registry, Table

FORGOTTEN = "forgotten"
"""Table of the orders: the number of a table, the travelling key of a row of it."""

PENDING = (
    "SELECT DISTINCT k.row FROM forgotten AS f "
    "JOIN row_key AS k ON k.tbl = f.tbl AND k.key = f.key "
    "JOIN cell_head AS h ON h.row = k.row JOIN personal_salt AS s "
    "ON s.part = k.part AND s.dev = h.dev AND s.seq = h.seq WHERE s.salt IS NOT NULL"
)


def is_forgotten(db: Connection, registry: Registry, table: Table, key: int) -> bool:
    """Whether a row has to be forgotten: nothing personal is written into it any more."""
    return FORGOTTEN in registry.by_name and bool(
        db.execute("SELECT 1 FROM forgotten WHERE key = ? AND tbl = ?", (key, table.id)).fetchone()
    )


def pending(db: Connection, registry: Registry) -> tuple[int, ...]:
    """Rows that an order names and that still show a personal value."""
    if FORGOTTEN not in registry.by_name:
        return ()
    return tuple(row for (row,) in db.execute(PENDING))
