"""Set the cells of many applied lines to what their heads say: what can be, statement by statement.

Nearly every line replaces all that stands in its cell: such cells are written together. The few in
which several values stand go the road of `cells.py`, one by one.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from school_desk.storage.arrivals import Line
from school_desk.storage.canonical import Value
from school_desk.storage.changelog import Dot
from school_desk.storage.engine import Connection
from school_desk.storage.entry import digest_of_entry
from school_desk.storage.heads import Head, shown
from school_desk.storage.registry import ALIVE, Field, Table
from school_desk.storage.rows import Place, unpack
from school_desk.storage.unit_of_work import Storage
from school_desk.storage.values import from_log, local

ROWS_AT_ONCE = 500
LOG = "INSERT INTO change_log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
SALT = "INSERT INTO personal_salt VALUES (?, ?, ?, ?, ?)"
HEAD = (
    "INSERT INTO cell_head VALUES (?, ?, ?, ?) "
    "ON CONFLICT(row, field) DO UPDATE SET dev = excluded.dev, seq = excluded.seq"
)
GAVE_WAY = "INSERT OR IGNORE INTO gave_way VALUES (?, ?, ?, ?)"

Cell = tuple[int, int]
"""Row and number of the field."""


@dataclass(slots=True)
class _Standing:
    """A value that stands in a cell: its dot, and its line where that has only just come."""

    dev: int
    seq: int
    line: Line | None = None
    val: Value = None


@dataclass(slots=True)
class _CellState:
    """What stands in a cell: the displayed value first; `alone` where it was never contested."""

    place: Place
    field: Field
    heads: list[_Standing]
    alone: bool = True


class Settling:
    """One call of apply, from the lines to the rows."""

    def __init__(self, storage: Storage, db: Connection) -> None:
        self._storage = storage
        self._log = storage.log
        self._db = db
        self._cells: dict[Cell, _CellState] = {}
        self._shown: dict[Cell, Dot] = {}
        self._extra: dict[Cell, list[Dot]] = defaultdict(list)
        self._contexts: dict[str, int | None] = {}
        self._places: dict[tuple[int, int], Place] = {}
        self._shows: dict[int, str] = {}
        self._statements: defaultdict[str, list[tuple[Value, ...]]] = defaultdict(list)

    def take(self, lines: Sequence[Line], works: Sequence[int]) -> None:
        """Log the lines (their units of work by number) and show what they come to."""
        self._look_up(lines)
        for line, work in zip(lines, works, strict=True):
            self._line(line, work)
        self._write()
        for cell, state in self._cells.items():
            if state.alone:
                self._show(cell, state)
        self._write()
        for (row, _), state in self._cells.items():
            if not state.alone:
                heads = [self._head(state, one) for one in state.heads]
                self._storage.cells.settle(self._db, state.place, row, state.field, heads)
        self._exist()

    def log(self, lines: Sequence[Line], works: Sequence[int]) -> None:
        """Only log the lines; what their cells come to is found from the log."""
        for line, work in zip(lines, works, strict=True):
            self._log_line(line, work, self._local(line), (None, None))
        self._write()

    # What stands there

    def _look_up(self, lines: Sequence[Line]) -> None:
        """The displayed value and the others of every cell that a line is about."""
        packed: dict[int, set[int]] = defaultdict(set)
        plain: set[int] = set()
        for line in lines:
            table = line.kind.table
            if table.packed is None:
                plain.add(line.row)
            else:
                packed[table.id].add(line.row)
        for number, rows in packed.items():
            self._look_up_packed(self._storage.registry.by_id[number], sorted(rows))
        for some, marks in _portions(sorted(plain)):
            for row, number, dev, seq in self._db.execute(
                f"SELECT row, field, dev, seq FROM cell_head WHERE row IN ({marks})", some
            ):
                self._shown[row, number] = Dot(dev, seq)
        if self._db.execute("SELECT 1 FROM head_extra LIMIT 1").fetchone():
            for some, marks in _portions(sorted({line.row for line in lines})):
                for row, number, dev, seq in self._db.execute(
                    f"SELECT row, field, dev, seq FROM head_extra WHERE row IN ({marks})", some
                ):
                    self._extra[row, number].append(Dot(dev, seq))

    def _look_up_packed(self, table: Table, rows: Sequence[int]) -> None:
        number = table.fields[0].id
        places = {unpack(row)[1:]: row for row in rows}
        every = list(places)
        for at in range(0, len(every), ROWS_AT_ONCE):
            some = every[at : at + ROWS_AT_ONCE]
            marks = ", ".join(["(?, ?)"] * len(some))
            for parent, pupil, dev, seq in self._db.execute(
                f"SELECT parent, pupil, dev, seq FROM {table.name} "
                f"WHERE (parent, pupil) IN (VALUES {marks})",
                [one for place in some for one in place],
            ):
                self._shown[places[parent, pupil], number] = Dot(dev, seq)

    # One line after the other

    def _line(self, line: Line, work: int) -> None:
        entry, field = line.entry, line.kind.field
        state = self._state(line)
        first = self._first(state)
        val = entry.val
        if field.refs:
            val = self._local(line)
        before = (first.dev, first.seq) if first else (None, None)
        self._log_line(line, work, val, before)
        new = _Standing(line.dev, entry.seq, line, val)
        kept = [one for one in state.heads if not self._saw(line, one)]
        state.heads = [*kept, new]
        if kept:
            state.alone = False
            winner = self._first(state)
            cell = line.row, field.id
            self._statements[GAVE_WAY] += [
                (*cell, one.dev, one.seq) for one in state.heads if one is not winner
            ]

    def _local(self, line: Line) -> Value:
        keys, tables = self._storage.keys, self._storage.registry.by_name
        return local(self._db, keys, line.kind.field, line.entry.val, tables)

    def _log_line(
        self, line: Line, work: int, val: Value, before: tuple[int | None, int | None]
    ) -> None:
        entry, field = line.entry, line.kind.field
        context = self._context(line.context)
        self._statements[LOG].append(
            (line.part, line.dev, entry.seq, line.row, field.id, val, *before, context, work)
        )
        if field.personal:
            place = line.part, line.dev, entry.seq
            self._statements[SALT].append((*place, entry.salt, digest_of_entry(entry)))

    def _state(self, line: Line) -> _CellState:
        cell = line.row, line.kind.field.id
        state = self._cells.get(cell)
        if state is None:
            first, extra = self._shown.get(cell), self._extra.get(cell, ())
            dots = ([first] if first else []) + [dot for dot in extra if dot != first]
            heads = [_Standing(dot.dev, dot.seq) for dot in dots]
            place = self._place(line.part, line.kind.table)
            state = _CellState(place, line.kind.field, heads, alone=not extra)
            self._cells[cell] = state
        return state

    def _place(self, part: int, table: Table) -> Place:
        """One place for all lines of a table in a partition."""
        found = self._places.get((part, table.id))
        if found is None:
            found = self._places[part, table.id] = Place(part, table)
        return found

    def _saw(self, line: Line, other: _Standing) -> bool:
        """As Head.saw, told by dots."""
        if other.dev == line.dev:
            return other.seq < line.entry.seq
        return other.seq <= line.entry.ctx.get(self._log.identity(self._db, other.dev), 0)

    def _first(self, state: _CellState) -> _Standing | None:
        """The displayed value."""
        if len(state.heads) <= 1:
            return state.heads[0] if state.heads else None
        heads = [self._head(state, one) for one in state.heads]
        first = shown(heads)
        return state.heads[next(n for n, head in enumerate(heads) if head is first)]

    def _head(self, state: _CellState, one: _Standing) -> Head:
        if one.line is None:
            return self._log.head(self._db, state.place.part, Dot(one.dev, one.seq), state.field)
        entry = one.line.entry
        return Head(entry.device, entry.seq, entry.hlc, entry.val, entry.ctx)

    def _context(self, text: str) -> int | None:
        if text not in self._contexts:
            self._contexts[text] = self._log.context_number(self._db, text)
        return self._contexts[text]

    # Writing

    def _show(self, cell: Cell, state: _CellState) -> None:
        """Display the only value of a cell."""
        (one,) = state.heads
        table, field = state.place.table, state.field
        if table.packed is not None:
            _, parent, pupil = unpack(cell[0])
            values = from_log(field, one.val)
            statement = self._shows.get(table.id)
            if statement is None:
                statement = self._shows[table.id] = self._packed_statement(table, field)
            self._statements[statement].append((parent, pupil, *values, one.dev, one.seq))
            return
        self._statements[HEAD].append((*cell, one.dev, one.seq))
        if field.id != ALIVE:
            ensure = f"INSERT OR IGNORE INTO {table.name}(row, alive) VALUES (?, 1)"
            sets = ", ".join(f"{name} = ?" for name in field.columns)
            update = f"UPDATE {table.name} SET {sets} WHERE row = ?"
            self._statements[ensure].append((cell[0],))
            self._statements[update].append((*from_log(field, one.val), cell[0]))

    @staticmethod
    def _packed_statement(table: Table, field: Field) -> str:
        columns = ", ".join(field.columns)
        updates = ", ".join(f"{name} = excluded.{name}" for name in (*field.columns, "dev", "seq"))
        marks = ", ".join("?" * len(field.columns))
        return (
            f"INSERT INTO {table.name}(parent, pupil, {columns}, dev, seq) "
            f"VALUES (?, ?, {marks}, ?, ?) ON CONFLICT(parent, pupil) DO UPDATE SET {updates}"
        )

    def _write(self) -> None:
        for statement, rows in self._statements.items():
            self._db.executemany(statement, rows)
        self._statements.clear()

    def _exist(self) -> None:
        """Show or hide rows of whose existence somebody has spoken."""
        places = {
            row: state.place
            for (row, _), state in self._cells.items()
            if state.place.table.packed is None
        }
        for some, marks in _portions(sorted(places)):
            spoken = self._db.execute(
                f"SELECT row FROM cell_head WHERE field = {ALIVE} AND row IN ({marks})", some
            ).fetchall()
            for (row,) in spoken:
                self._storage.cells.exist(self._db, places[row], row)


def _portions(rows: Sequence[int]) -> Iterator[tuple[Sequence[int], str]]:
    """So many at once, with their question marks."""
    for at in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[at : at + ROWS_AT_ONCE]
        yield some, ", ".join("?" * len(some))
