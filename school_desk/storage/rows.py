"""How rows are numbered: small local ordinals, packed cells, and the keys that travel."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from school_desk.storage.engine import Connection
from school_desk.storage.registry import Registry, Table, natural_key

PUPIL_BITS = 22
PARENT_BITS = 23
KEY_BITS = 63
KEYS_AT_ONCE = 500


def pack(tag: int, parent: int, pupil: int) -> int:
    """The row number of a cell (parent, pupil): 47 bits, six bytes on disk.

    >>> unpack(pack(1, 70000, 900))
    (1, 70000, 900)
    """
    if parent >> PARENT_BITS or pupil >> PUPIL_BITS:
        raise OverflowError("more rows than a packed cell can number")
    return (tag << PARENT_BITS | parent) << PUPIL_BITS | pupil


def unpack(row: int) -> tuple[int, int, int]:
    """The table's sign (0: not a cell), the parent and the pupil of a row number."""
    parent = row >> PUPIL_BITS & (1 << PARENT_BITS) - 1
    return row >> PUPIL_BITS + PARENT_BITS, parent, row & (1 << PUPIL_BITS) - 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row is kept: its partition (local ordinal) and its table."""

    part: int
    table: Table


class RowKeys:
    """Local ordinals of rows and the keys by which they travel."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._keys: dict[int, tuple[int | None, int, int]] = {}
        self._ordinals: dict[tuple[int, int], int] = {}

    def forget_cache(self) -> None:
        """After a rollback: ordinals given in it do not exist."""
        self._keys.clear()
        self._ordinals.clear()

    def part_named(self, db: Connection, name: str) -> int:
        """The ordinal of a partition, made when it is new."""
        found = db.execute("SELECT ord FROM part WHERE name = ?", (name,)).fetchone()
        if found:
            return int(found[0])
        return int(db.execute("INSERT INTO part(name) VALUES (?)", (name,)).lastrowid or 0)

    def ordinal(self, db: Connection, table: Table, key: int, part: int | None = None) -> int:
        """The local ordinal of a travelling key; given when it is first heard of."""
        row = self._ordinals.get((table.id, key))
        if row is not None and (part is None or row in self._keys):
            return row
        found = db.execute(
            "SELECT row, part FROM row_key WHERE tbl = ? AND key = ?", (table.id, key)
        ).fetchone()
        if found is None:
            cursor = db.execute(
                "INSERT INTO row_key(part, tbl, key) VALUES (?, ?, ?)", (part, table.id, key)
            )
            found = int(cursor.lastrowid or 0), part
        elif found[1] is None and part is not None:
            db.execute("UPDATE row_key SET part = ? WHERE row = ?", (part, found[0]))
            found = found[0], part
        self._learn(int(found[0]), found[1], table.id, key)
        return int(found[0])

    def learn(self, db: Connection, table: Table, keys: Iterable[int]) -> None:
        """Look up many travelling keys at once; what nobody has heard of stays unknown."""
        wanted = [key for key in keys if (table.id, key) not in self._ordinals]
        for at in range(0, len(wanted), KEYS_AT_ONCE):
            some = wanted[at : at + KEYS_AT_ONCE]
            marks = ", ".join("?" * len(some))
            for row, part, key in db.execute(
                f"SELECT row, part, key FROM row_key WHERE tbl = ? AND key IN ({marks})",
                (table.id, *some),
            ):
                self._learn(row, part, table.id, key)

    def _learn(self, row: int, part: int | None, table: int, key: int) -> None:
        self._ordinals[table, key] = row
        if part is not None:  # a row only heard of gets its partition later, perhaps elsewhere
            self._keys[row] = part, table, key

    def born(self, db: Connection, table: Table, parts: tuple[int | str, ...]) -> int:
        """The travelling key of a natural row: references count by their own keys."""
        named = zip(table.natural, parts, strict=True)
        keys = (self.key(db, int(part)) if table.ref(name) else part for name, part in named)
        return natural_key(table.id, keys)

    def find(self, db: Connection, table: Table, parts: tuple[int | str, ...]) -> int | None:
        """The ordinal of a natural row, if it was ever heard of."""
        found = db.execute(
            "SELECT row FROM row_key WHERE tbl = ? AND key = ?",
            (table.id, self.born(db, table, parts)),
        ).fetchone()
        return int(found[0]) if found else None

    def fresh(self, db: Connection, table: Table, part: int, random: Callable[[int], int]) -> int:
        """The ordinal of a row whose key is drawn by lot."""
        return self.ordinal(db, table, random(KEY_BITS), part)

    def key(self, db: Connection, row: int) -> int:
        """The travelling key of an ordinal."""
        return self._entry(db, row)[2]

    def part(self, db: Connection, row: int) -> int:
        """The partition of a row that is no cell; 0 where it is not known yet."""
        return self._entry(db, row)[0] or 0

    def place(self, db: Connection, row: int) -> Place:
        """Partition and table of a row; a cell lives with its parent unless its table says else."""
        tag, parent, _ = unpack(row)
        if tag:
            return Place(self._entry(db, parent)[0] or 0, self._registry.by_tag[tag])
        part, table, _ = self._entry(db, row)
        return Place(part or 0, self._registry.by_id[table])

    def travelling(self, db: Connection, row: int) -> tuple[int, ...]:
        """The key of a row as it travels: one number, two for a cell."""
        tag, parent, pupil = unpack(row)
        if tag:
            return self.key(db, parent), self.key(db, pupil)
        return (self.key(db, row),)

    def _entry(self, db: Connection, row: int) -> tuple[int | None, int, int]:
        entry = self._keys.get(row)
        if entry is None:
            found = db.execute("SELECT part, tbl, key FROM row_key WHERE row = ?", (row,))
            part, table, key = found.fetchone()
            entry = part, table, key
            self._learn(row, part, table, key)
        return entry
