"""Set a cell to what its heads say: the shown value in the row, the dots beside it."""

from collections.abc import Sequence

from school_desk.storage.canonical import Value
from school_desk.storage.changelog import ChangeLog, Dot
from school_desk.storage.engine import Connection
from school_desk.storage.heads import Head, deleted, differ, shown
from school_desk.storage.registry import ALIVE, ALIVE_FIELD, Field, Policy, Table
from school_desk.storage.rows import Place, unpack
from school_desk.storage.values import from_log, local


class Cells:
    """Writes rows, heads and conflicts within somebody's transaction."""

    def __init__(self, log: ChangeLog) -> None:
        self._log = log

    def show(
        self, db: Connection, place: Place, row: int, field: Field, dot: Dot, val: Value
    ) -> None:
        """Display one value (in its local form) as the only head."""
        if place.table.packed:
            self._show_packed(db, place.table, row, field, dot, val)
            return
        db.execute(
            "INSERT INTO cell_head VALUES (?, ?, ?, ?) "
            "ON CONFLICT(row, field) DO UPDATE SET dev = excluded.dev, seq = excluded.seq",
            (row, field.id, dot.dev, dot.seq),
        )
        if field.id != ALIVE:
            self._show_columns(db, place.table, row, field, val)

    def settle(
        self, db: Connection, place: Place, row: int, field: Field, heads: Sequence[Head]
    ) -> None:
        """Display the winner of several heads, keep the others, open or close the conflict."""
        log = self._log
        first = shown(heads)
        tables = log.registry.by_name
        val = local(db, log.keys, field, first.val, tables)  # type: ignore[arg-type]
        self.show(db, place, row, field, self._dot(db, first), val)
        db.execute("DELETE FROM head_extra WHERE row = ? AND field = ?", (row, field.id))
        db.execute("DELETE FROM conflict WHERE row = ? AND field = ?", (row, field.id))
        for head in heads:
            if head is not first:
                dot = self._dot(db, head)
                cell = row, field.id, dot.dev, dot.seq
                db.execute("INSERT INTO head_extra VALUES (?, ?, ?, ?)", cell)
                db.execute("INSERT OR IGNORE INTO gave_way VALUES (?, ?, ?, ?)", cell)
        if field.policy is not Policy.LATEST and differ(heads):
            db.execute("INSERT INTO conflict VALUES (?, ?, ?)", (row, field.id, first.hlc))

    def exist(self, db: Connection, place: Place, row: int) -> None:
        """Show or hide a row by the heads of its existence and of everything that stands in it."""
        ends = self._log.heads(db, place, row, ALIVE_FIELD)
        if not ends:
            return
        fields = place.table.fields
        others = [head for field in fields for head in self._log.heads(db, place, row, field)]
        gone = deleted(ends, others)
        unseen = not gone and any(end.val == 0 for end in ends)
        self._ensure(db, place.table, row)
        db.execute(f"UPDATE {place.table.name} SET alive = ? WHERE row = ?", (int(not gone), row))
        db.execute("DELETE FROM conflict WHERE row = ? AND field = ?", (row, ALIVE))
        if unseen:
            hlc = shown(ends).hlc
            db.execute("INSERT INTO conflict VALUES (?, ?, ?)", (row, ALIVE, hlc))

    def _dot(self, db: Connection, head: Head) -> Dot:
        return Dot(self._log.device(db, head.device), head.seq)

    def _show_packed(
        self, db: Connection, table: Table, row: int, field: Field, dot: Dot, val: Value
    ) -> None:
        _, parent, pupil = unpack(row)
        values = from_log(field, val)
        columns = ", ".join(field.columns)
        updates = ", ".join(f"{name} = excluded.{name}" for name in (*field.columns, "dev", "seq"))
        marks = ", ".join("?" * len(values))
        db.execute(
            f"INSERT INTO {table.name}(parent, pupil, {columns}, dev, seq) "
            f"VALUES (?, ?, {marks}, ?, ?) ON CONFLICT(parent, pupil) DO UPDATE SET {updates}",
            (parent, pupil, *values, dot.dev, dot.seq),
        )

    def _show_columns(
        self, db: Connection, table: Table, row: int, field: Field, val: Value
    ) -> None:
        self._ensure(db, table, row)
        sets = ", ".join(f"{name} = ?" for name in field.columns)
        db.execute(f"UPDATE {table.name} SET {sets} WHERE row = ?", (*from_log(field, val), row))

    def _ensure(self, db: Connection, table: Table, row: int) -> None:
        db.execute(f"INSERT OR IGNORE INTO {table.name}(row, alive) VALUES (?, 1)", (row,))


def any_open(db: Connection) -> bool:
    """Whether several values stand in some cell."""
    return db.execute("SELECT 1 FROM conflict LIMIT 1").fetchone() is not None
