"""Write rows and cells that nobody has written before, many at once: no question is asked first."""

from collections.abc import Mapping

from school_desk.storage.canonical import Value
from school_desk.storage.registry import Field
from school_desk.storage.rows import Place, pack
from school_desk.storage.unit_of_work import UnitOfWork
from school_desk.storage.values import to_log


class FreshRows(UnitOfWork):
    """A unit of work for rows that cannot be there yet: a school that is made by a program.

    It logs and chains every field as any unit does, and is several times faster because it looks
    nothing up. A row that is there already is refused by the engine.
    """

    def __init__(self, work: UnitOfWork) -> None:
        super().__init__(work._storage, work.db, work._book)  # noqa: SLF001  the same unit

    def add(self, table: str, part: str, **values: Value) -> int:
        """A row born with its natural parts; returns its ordinal."""
        entry = self._storage.registry.by_name[table]
        place = Place(self._storage.keys.part_named(self.db, part), entry)
        parts = tuple(self._part(values[name]) for name in entry.natural)
        key = self._storage.keys.born(self.db, entry, parts)
        cursor = self.db.execute(
            "INSERT INTO row_key(part, tbl, key) VALUES (?, ?, ?)", (place.part, entry.id, key)
        )
        row = int(cursor.lastrowid or 0)
        names = [name for name in entry.columns if values.get(name) is not None]
        self.db.execute(
            f"INSERT INTO {table}(row, alive, {', '.join(names)}) "
            f"VALUES (?, 1, {', '.join('?' * len(names))})",
            (row, *(values[name] for name in names)),
        )
        for field in entry.fields:
            self._head(place, row, field, values)
        return row

    def fill(self, table: str, parent: int, cells: Mapping[int, Value]) -> None:
        """The cells of a row, by member."""
        entry = self._storage.registry.by_name[table]
        field, tag = entry.fields[0], entry.packed or 0
        place = self._storage.keys.place(self.db, pack(tag, parent, 0))
        rows = [
            (parent, member, value, *self._dot(place, pack(tag, parent, member), field, value))
            for member, value in cells.items()
        ]
        self.db.executemany(
            f"INSERT INTO {table}(parent, pupil, {field.columns[0]}, dev, seq) "
            "VALUES (?, ?, ?, ?, ?)",
            rows,
        )

    def _head(self, place: Place, row: int, field: Field, values: Mapping[str, Value]) -> None:
        wanted = [values.get(name) for name in field.columns]
        if any(value is not None for value in wanted):
            dev, seq = self._dot(place, row, field, to_log(field, wanted))
            self.db.execute("INSERT INTO cell_head VALUES (?, ?, ?, ?)", (row, field.id, dev, seq))

    def _dot(self, place: Place, row: int, field: Field, val: Value) -> tuple[int, int]:
        dot = self._append(place.part, place.table, row, field, val, None)
        self._note(place.table, row, field)
        return dot.dev, dot.seq
