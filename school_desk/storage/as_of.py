"""The file as it stood at a past moment, reckoned from the log: to read only, nothing is written.

Each connection sees, in place of every table with younger changes, a view of that name: rows that
did not change since as they are, the others put together from the log. So whoever reads by the
usual ways reads the past. The views live in the memory of the connection.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from school_desk.events import Events
from school_desk.storage.canonical import Value
from school_desk.storage.changelog import ChangeLog
from school_desk.storage.database import Database
from school_desk.storage.engine import Connection
from school_desk.storage.registry import ALIVE, ALIVE_FIELD, Field, Registry, Table
from school_desk.storage.rows import Place, RowKeys, unpack
from school_desk.storage.unit_of_work import Storage
from school_desk.storage.values import from_log

LINE = (
    "SELECT c.val, c.prev_dev, c.prev_seq, w.hlc FROM change_log AS c JOIN work AS w "
    "ON w.work = c.work WHERE c.part = ? AND c.dev = ? AND c.seq = ?"
)
YOUNGER = (
    "SELECT DISTINCT c.row FROM change_log AS c JOIN work AS w ON w.work = c.work "
    "WHERE c.work >= (SELECT min(work) FROM work WHERE hlc >= ?) AND w.hlc >= ?"
)


def storage_as_of(storage: Storage, before: int) -> Storage:
    """The same file as it was before a value of the clock; its log stays the whole log."""
    database = PastDatabase(storage.database, storage.registry, before)
    past = Storage(database, storage.registry, storage.device, storage.now, Events())
    past.read_only = True
    return past


class PastDatabase(Database):
    """The same file; its connections show what stood before a value of the clock."""

    def __init__(self, database: Database, registry: Registry, before: int) -> None:
        self._registry = registry
        self._before = before
        super().__init__(database.path, database.key)

    def _connect(self) -> Connection:
        connection = super()._connect()
        connection.execute("PRAGMA temp_store = MEMORY")
        _Past(connection, self._registry, self._before).lay()
        return connection


@dataclass(slots=True)
class _Past:
    """Lays the past over the tables of one connection."""

    db: Connection
    registry: Registry
    before: int

    def lay(self) -> None:
        keys = RowKeys(self.registry)
        log = ChangeLog(self.registry, keys)
        changed: dict[str, list[tuple[int, Place]]] = {}
        for (row,) in self.db.execute(YOUNGER, (self.before, self.before)).fetchall():
            place = keys.place(self.db, row)
            changed.setdefault(place.table.name, []).append((row, place))
        for name, rows in changed.items():
            table = self.registry.by_name[name]
            self._begin(table)
            for row, place in rows:
                self._put(table, row, dict(self._stood(log, place, row)))
            self._cover(table)

    def _begin(self, table: Table) -> None:
        key = ", ".join(_key(table))
        self.db.execute(
            f"CREATE TEMP TABLE then_{table.name} AS SELECT * FROM {table.name} LIMIT 0"
        )
        self.db.execute(f"CREATE TEMP TABLE young_{table.name}({key}, PRIMARY KEY({key}))")
        self.db.execute(f"CREATE INDEX temp.then_{table.name}_at ON then_{table.name}({key})")

    def _stood(self, log: ChangeLog, place: Place, row: int) -> Iterator[tuple[Field, Value]]:
        """The fields that were written by then, with what stood there."""
        entries = place.table.fields if place.table.packed else (ALIVE_FIELD, *place.table.fields)
        for entry in entries:
            dot = log.displayed(self.db, place, row, entry)
            at = (dot.dev, dot.seq) if dot else None
            while at is not None:
                line = self.db.execute(LINE, (place.part, *at)).fetchone()
                if line is None:
                    break
                val, prev_dev, prev_seq, hlc = line
                if hlc < self.before:
                    yield entry, val
                    break
                at = (prev_dev, prev_seq) if prev_dev else None

    def _put(self, table: Table, row: int, stood: dict[Field, Value]) -> None:
        """A row as it was; one that nobody had written by then is not there."""
        where = unpack(row)[1:] if table.packed else (row,)
        named = " AND ".join(f"{column} = ?" for column in _key(table))
        marks = ", ".join("?" * len(where))
        self.db.execute(f"INSERT INTO young_{table.name} VALUES ({marks})", where)
        if not stood:
            return
        self.db.execute(
            f"INSERT INTO then_{table.name} SELECT * FROM main.{table.name} WHERE {named}", where
        )
        values: dict[str, Value] = {
            column: None for entry in table.fields for column in entry.columns
        }
        for entry, val in stood.items():
            if entry.id != ALIVE:
                values |= dict(zip(entry.columns, from_log(entry, val), strict=True))
        if not table.packed:
            values["alive"] = stood.get(ALIVE_FIELD, 1)
        sets = ", ".join(f"{column} = ?" for column in values)
        sql = f"UPDATE then_{table.name} SET {sets} WHERE {named}"
        self.db.execute(sql, (*values.values(), *where))

    def _cover(self, table: Table) -> None:
        """From now on the name of the table means what stood then."""
        same = " AND ".join(f"y.{column} = t.{column}" for column in _key(table))
        self.db.execute(
            f"CREATE TEMP VIEW {table.name} AS SELECT * FROM main.{table.name} AS t "
            f"WHERE NOT EXISTS (SELECT 1 FROM temp.young_{table.name} AS y WHERE {same}) "
            f"UNION ALL SELECT * FROM temp.then_{table.name}"
        )


def _key(table: Table) -> tuple[str, ...]:
    return ("parent", "pupil") if table.packed else ("row",)
