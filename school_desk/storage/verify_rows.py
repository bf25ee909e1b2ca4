"""Check that every row shows what the log says, no more, no less: heads, conflicts, existence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from school_desk.errors import N_
from school_desk.storage.canonical import Value
from school_desk.storage.changelog import Dot, context_of
from school_desk.storage.engine import Row
from school_desk.storage.heads import Head, deleted, differ, shown
from school_desk.storage.registry import ALIVE, ALIVE_FIELD, Field, Policy, Table
from school_desk.storage.rows import Place, pack, unpack
from school_desk.storage.unit_of_work import Storage
from school_desk.storage.values import to_log, travelling

NOT_SHOWN = N_("Row {row} of {table} ({field}) does not show what the log says.")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not fit: a sentence with its facts; `work` where the log names one."""

    sentence: str
    facts: dict[str, object]
    work: int | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the log with its change as the merge sees it."""

    dot: Dot
    val: Value
    work: int
    head: Head


@dataclass(slots=True)
class _Expected:
    """What the log says of one row: per field its heads, and the values to be shown."""

    row: int
    place: Place
    heads: dict[int, tuple[_Line, ...]] = field(default_factory=dict)

    def winner(self, number: int) -> _Line:
        lines = self.heads[number]
        first = shown([line.head for line in lines])
        return next(line for line in lines if line.head is first)

    @property
    def gone(self) -> bool:
        return deleted(self._of(ALIVE), self._others())

    def contested(self, number: int) -> bool:
        heads = self._of(number)
        if number == ALIVE:
            return not self.gone and any(head.val == 0 for head in heads)
        only = next(one for one in self.place.table.fields if one.id == number)
        return only.policy is not Policy.LATEST and differ(heads)

    def _of(self, number: int) -> list[Head]:
        return [line.head for line in self.heads.get(number, ())]

    def _others(self) -> list[Head]:
        return [head for number in self.heads if number != ALIVE for head in self._of(number)]


def row_faults(storage: Storage) -> Iterator[Fault]:
    """Rows, heads and conflicts that do not fit the log."""
    check = _Check(storage)
    for expected in check.expected():
        try:
            yield from tuple(check.row(expected))
        except (TypeError, ValueError):  # what stands in the file is not what we write
            yield _bad_row(expected.place.table, ALIVE_FIELD, expected.row)
    yield from check.left_over()
    for table in storage.registry.tables:
        yield from (check.unlogged_cells if table.packed else check.unlogged_rows)(table)


class _Check:
    """One reading of all rows; remembers the few open conflicts."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._db = storage.db
        self._extra: dict[tuple[int, int], set[Dot]] = {}
        for row, number, dev, seq in self._db.execute(
            "SELECT row, field, dev, seq FROM head_extra"
        ):
            self._extra.setdefault((row, number), set()).add(Dot(dev, seq))
        self._open = set(self._db.execute("SELECT row, field FROM conflict").fetchall())
        self._contexts: dict[int | None, dict[bytes, int]] = {}

    def expected(self) -> Iterator[_Expected]:
        """What the log says, row by row; lines that cannot be read are faults of the log."""
        lines = self._db.execute(
            "SELECT row, field, dev, seq, val, c.ctx, hlc, c.work FROM change_log AS c "
            "JOIN work USING(work) ORDER BY row, field"
        )
        for row, of_row in groupby(lines, key=itemgetter(0)):
            try:
                found = _Expected(row, self._storage.keys.place(self._db, row))
                for number, of_cell in groupby(of_row, key=itemgetter(1)):
                    entry = self._storage.registry.field(found.place.table, number)
                    found.heads[number] = self._heads(entry, list(of_cell))
            except (TypeError, KeyError, ValueError):
                continue
            yield found

    def _heads(self, entry: Field, lines: Sequence[Row]) -> tuple[_Line, ...]:
        """The closed form: a change is a head if no change of this cell's had seen it."""
        last = {line[2]: line for line in sorted(lines, key=itemgetter(3))}
        if len(last) == 1:
            return tuple(self._line(entry, line) for line in last.values())
        seen: dict[bytes, int] = {}
        for line in lines:
            for device, seq in self._context(line[5]).items():
                seen[device] = max(seq, seen.get(device, 0))
        found = (self._line(entry, line) for line in last.values())
        heads = tuple(line for line in found if line.dot.seq > seen.get(line.head.device, 0))
        if not heads:  # contexts that cover each other are not ours
            raise ValueError(lines)
        return heads

    def _line(self, entry: Field, line: Row) -> _Line:
        _, _, dev, seq, val, ctx, hlc, work = line
        sent = travelling(self._db, self._storage.keys, entry, val)
        device = self._storage.log.identity(self._db, dev)
        return _Line(Dot(dev, seq), val, work, Head(device, seq, hlc, sent, self._context(ctx)))

    def _context(self, number: int | None) -> dict[bytes, int]:
        if number not in self._contexts:
            text = self._storage.log.context_text(self._db, number)
            self._contexts[number] = context_of(text)
        return self._contexts[number]

    def row(self, expected: _Expected) -> Iterator[Fault]:
        """Whether a row shows exactly what the log says of it."""
        table = expected.place.table
        stored = self._stored(table, expected.row)
        for number in expected.heads:
            entry = self._storage.registry.field(table, number)
            if stored is None or not self._fits(expected, entry, stored):
                yield _bad_row(table, entry, expected.row, expected.winner(number).work)
        if stored is not None and "alive" in stored and stored["alive"] != int(not expected.gone):
            newest = max(line.work for lines in expected.heads.values() for line in lines)
            yield _bad_row(table, ALIVE_FIELD, expected.row, newest)

    def _stored(self, table: Table, row: int) -> dict[str, Value] | None:
        names, where = ("alive", *table.columns), "row = ?"
        key: tuple[int, ...] = (row,)
        if table.packed:
            names, where, key = table.columns, "parent = ? AND pupil = ?", unpack(row)[1:]
        found = self._db.execute(
            f"SELECT {', '.join(names)} FROM {table.name} WHERE {where}", key
        ).fetchone()
        return dict(zip(names, found, strict=True)) if found else None

    def _fits(self, expected: _Expected, entry: Field, stored: dict[str, Value]) -> bool:
        row, number = expected.row, entry.id
        first = expected.winner(number)
        others = {line.dot for line in expected.heads[number] if line is not first}
        cell = row, number
        contested = cell in self._open
        self._open.discard(cell)
        values = [stored.get(name) for name in entry.columns]
        return (
            self._extra.pop(cell, set()) == others
            and contested == expected.contested(number)
            and self._storage.log.displayed(self._db, expected.place, row, entry) == first.dot
            and (number == ALIVE or to_log(entry, values) == first.val)
        )

    def left_over(self) -> Iterator[Fault]:
        """Heads and conflicts of cells that the log does not know."""
        lost = self._db.execute(
            "SELECT h.row, h.field FROM cell_head AS h "
            "WHERE NOT EXISTS (SELECT 1 FROM row_key AS k "
            "JOIN change_log AS c ON c.part = k.part AND c.dev = h.dev AND c.seq = h.seq "
            "WHERE k.row = h.row AND c.row = h.row AND c.field = h.field)"
        ).fetchall()
        for row, number in (*self._extra, *self._open, *lost, *self._gave_way_to_nothing()):
            yield Fault(
                N_("Row {row}, field {field}, has a head that the log does not know."),
                {"row": row, "field": number},
            )

    def _gave_way_to_nothing(self) -> Iterator[tuple[int, int]]:
        """Values that are said to have stood beside another and that nobody has written."""
        rows = self._db.execute("SELECT row, field, dev, seq FROM gave_way").fetchall()
        for row, number, dev, seq in rows:
            try:
                part = self._storage.keys.place(self._db, row).part
            except (TypeError, KeyError):  # no number of a row
                part = 0
            found = self._db.execute(
                "SELECT row, field FROM change_log WHERE part = ? AND dev = ? AND seq = ?",
                (part, dev, seq),
            ).fetchone()
            if found != (row, number):
                yield row, number

    def unlogged_rows(self, table: Table) -> Iterator[Fault]:
        """Values that stand in a row although nobody has written them."""
        known = "SELECT 1 FROM cell_head AS h WHERE h.row = t.row"
        for entry in table.fields:
            filled = " OR ".join(f"t.{name} IS NOT NULL" for name in entry.columns)
            rows = self._db.execute(
                f"SELECT row FROM {table.name} AS t WHERE ({filled}) "
                f"AND NOT EXISTS ({known} AND h.field = ?)",
                (entry.id,),
            ).fetchall()
            yield from (_bad_row(table, entry, row) for (row,) in rows)
        unknown = self._db.execute(f"SELECT row FROM {table.name} AS t WHERE NOT EXISTS ({known})")
        yield from (_bad_row(table, ALIVE_FIELD, row) for (row,) in unknown.fetchall())

    def unlogged_cells(self, table: Table) -> Iterator[Fault]:
        """Cells that nobody has written."""
        for parent, pupil, dev, seq in self._db.execute(
            f"SELECT parent, pupil, dev, seq FROM {table.name}"
        ).fetchall():
            if not self._logged(table, parent, pupil, Dot(dev, seq)):
                yield _bad_row(table, table.fields[0], parent)

    def _logged(self, table: Table, parent: int, pupil: int, dot: Dot) -> bool:
        try:
            row = pack(table.packed or 0, parent, pupil)
            part = self._storage.keys.place(self._db, row).part
        except (TypeError, ValueError, OverflowError):  # no number of a row, or one without a key
            return False
        found = self._db.execute(
            "SELECT row FROM change_log WHERE part = ? AND dev = ? AND seq = ?",
            (part, dot.dev, dot.seq),
        ).fetchone()
        return bool(found) and found[0] == row


def _bad_row(table: Table, entry: Field, row: int, work: int | None = None) -> Fault:
    return Fault(NOT_SHOWN, {"row": row, "table": table.name, "field": entry.name}, work)
