"""Write rows and cells that nobody has written before, many at once: nothing is looked up first."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from school_desk.events import Changed
from school_desk.storage.canonical import Value, canonical
from school_desk.storage.changelog import Tip, link
from school_desk.storage.registry import Field, Table, natural_key
from school_desk.storage.rows import Place, pack
from school_desk.storage.unit_of_work import UnitOfWork
from school_desk.storage.values import digest_of, to_log

LOG = "INSERT INTO change_log VALUES (?, ?, ?, ?, ?, ?, NULL, NULL, ?, ?)"
ROW_KEY = "INSERT INTO row_key(row, part, tbl, key) VALUES (?, ?, ?, ?)"
HEAD = "INSERT INTO cell_head VALUES (?, ?, ?, ?)"


@contextmanager
def fresh_rows(work: UnitOfWork) -> Iterator["FreshRows"]:
    """Rows for a unit of work that cannot be there yet: for a school that a program makes.

    Every field is logged and chained as in any unit, several times faster. Until the block ends
    the unit must write nothing else. A row that is there already is refused by the engine.
    """
    rows = FreshRows(work)
    yield rows
    rows.flush()


class FreshRows(UnitOfWork):
    """Gathers rows and their log, and writes them statement by statement. Made by fresh_rows."""

    def __init__(self, work: UnitOfWork) -> None:
        super().__init__(work._storage, work.db, work._book)  # noqa: SLF001  the same unit
        self._next = int(self.db.execute("SELECT coalesce(max(row), 0) FROM row_key").fetchone()[0])
        self._given: dict[int, tuple[int, int]] = {}
        self._parts: dict[str, int] = {}
        self._ends: dict[int, bytes] = {}
        self._spelled: dict[int, bytes] = {}
        self._statements: defaultdict[str, list[tuple[Value, ...]]] = defaultdict(list)

    def add(self, table: str, part: str, **values: Value) -> int:
        """A row born with its natural parts; returns its ordinal."""
        entry = self._storage.registry.by_name[table]
        place = Place(self._part_named(part), entry)
        key = self._born_with(entry, values)
        row = self._next = self._next + 1
        self._given[row] = place.part, key
        self._statements[ROW_KEY].append((row, place.part, entry.id, key))
        columns = ", ".join(entry.columns)
        marks = ", ".join("?" * len(entry.columns))
        insert = f"INSERT INTO {table}(row, alive, {columns}) VALUES (?, 1, {marks})"
        self._statements[insert].append((row, *(values.get(name) for name in entry.columns)))
        for field in entry.fields:
            self._field(place, row, field, values)
        self._book.changes.append(Changed(table, row, None, entry.fields[0].name))
        return row

    def fill(self, table: str, parent: int, cells: Mapping[int, Value]) -> None:
        """The cells of a row, by member; a change is said once for all of them."""
        entry = self._storage.registry.by_name[table]
        field, tag = entry.fields[0], entry.packed or 0
        place = Place(self._part_of(parent), entry)
        insert = f"INSERT INTO {table}(parent, pupil, {field.columns[0]}, dev, seq) "
        gathered = self._statements[insert + "VALUES (?, ?, ?, ?, ?)"]
        above = canonical(self._key(parent))
        for member, value in cells.items():
            keys = b"t2:%b%b" % (above, self._member(member))
            row = pack(tag, parent, member)
            gathered.append((parent, member, value, *self._line_of(place, row, keys, field, value)))
        self._book.changes.append(Changed(table, parent, None, field.name))

    def flush(self) -> None:
        """Write what has been gathered."""
        for statement, rows in self._statements.items():
            self.db.executemany(statement, rows)
        self._statements.clear()

    def _field(self, place: Place, row: int, field: Field, values: Mapping[str, Value]) -> None:
        wanted = [values.get(name) for name in field.columns]
        if all(value is None for value in wanted):
            return
        if field.personal:
            raise ValueError(f"{place.table.name}: what is personal needs its salt")
        sent = [self._sent(place.table, name, values.get(name)) for name in field.columns]
        keys, val = canonical((self._key(row),)), to_log(field, wanted)
        dot = self._line_of(place, row, keys, field, val, to_log(field, sent))
        self._statements[HEAD].append((row, field.id, *dot))

    def _line_of(
        self,
        place: Place,
        row: int,
        keys: bytes,
        field: Field,
        val: Value,
        sent: Value = None,
    ) -> tuple[int, int]:
        """Log a first value; `sent` where it travels in another form than it is kept."""
        book, part, own = self._book, place.part, self._log.own
        tip = book.tips.get(part) or self._log.tip(self.db, part, own)
        seq = tip.seq + 1
        context = self._context(part)[0]
        self._statements[LOG].append((part, own, seq, row, field.id, val, context, book.work))
        book.before.append((part, seq, None, None))
        digest = digest_of(val if sent is None else sent)
        book.tips[part] = Tip(seq, link(tip.chain, self._head(place, keys, field, seq), digest))
        return own, seq

    def _head(self, place: Place, keys: bytes, field: Field, seq: int) -> bytes:
        """The same bytes as `changelog.head_bytes`: what stays the same is spelled once."""
        end = self._ends.get(place.part)
        if end is None:
            rest = self.hlc, self._context(place.part)[1], self._trail()
            end = self._ends[place.part] = b"".join(map(canonical, rest))
        table, number = canonical(place.table.id), canonical(field.id)
        return b"t7:%b%b%b%b%b" % (table, keys, number, canonical(seq), end)

    def _part_named(self, name: str) -> int:
        if name not in self._parts:
            self._parts[name] = self._storage.keys.part_named(self.db, name)
        return self._parts[name]

    def _born_with(self, table: Table, values: Mapping[str, Value]) -> int:
        parts = (self._sent(table, name, values[name]) for name in table.natural)
        return natural_key(table.id, map(self._part, parts))

    def _sent(self, table: Table, name: str, value: Value) -> Value:
        return self._key(int(str(value))) if table.ref(name) and value is not None else value

    def _key(self, row: int) -> int:
        given = self._given.get(row)
        return given[1] if given else self._storage.keys.key(self.db, row)

    def _member(self, row: int) -> bytes:
        """The key of a pupil in its only spelling: the same ones come again and again."""
        if row not in self._spelled:
            self._spelled[row] = canonical(self._key(row))
        return self._spelled[row]

    def _part_of(self, row: int) -> int:
        given = self._given.get(row)
        return given[0] if given else self._storage.keys.place(self.db, row).part
