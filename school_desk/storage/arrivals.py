"""What has come from elsewhere: which lines may be applied now, which wait, which are set aside."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from school_desk.events import Heard
from school_desk.storage.canonical import Value, canonical
from school_desk.storage.changelog import Tip, context_text, link
from school_desk.storage.engine import Connection
from school_desk.storage.entry import Entry, digest_of_entry, spelled, unspelled
from school_desk.storage.incoming import Kind, Why, kind_of
from school_desk.storage.registry import Table
from school_desk.storage.rows import pack
from school_desk.storage.unit_of_work import ORIGINS, Storage

Stream = tuple[int, int]
"""Partition and device, by their local ordinals."""

TRAIL_PARTS = 4


@dataclass(slots=True)
class Line:
    """A line that is applied now: its place here, what the registry says of it, its context."""

    part: int
    dev: int
    row: int
    kind: Kind
    entry: Entry
    context: str


class Arrivals:
    """One call of apply, up to the rows: in which order lines come, how the chains go on."""

    def __init__(self, storage: Storage, db: Connection, arrived: Iterable[Entry]) -> None:
        self._storage = storage
        self._db = db
        self._tips: dict[Stream, Tip] = {}
        self._moved: dict[Stream, int] = {}
        self._kinds: dict[tuple[int, int, str], Kind | Why] = {}
        self._contexts: dict[int, tuple[str, bool]] = {}
        self._last: tuple[int, str, tuple[Value, ...], bytes] = (-1, "", (), b"")
        self._spellings: dict[int, bytes] = {}
        self._aside: list[tuple[int, int, int, str, str]] = []
        self._pending: dict[Stream, dict[int, Entry | str]] = defaultdict(dict)
        self._stored: set[tuple[int, int, int]] = set()
        self._kept: list[Entry] = list(arrived)  # alive as long as contexts are told by their ids
        self._parts: dict[str, int] = {}
        self._devices: dict[bytes, int] = {}
        self.hlc = 0
        self._sort()

    @property
    def waiting(self) -> int:
        """How many lines of these partitions wait."""
        return sum(map(len, self._pending.values()))

    @property
    def set_aside(self) -> int:
        """How many lines were set aside now."""
        return len(self._aside)

    @property
    def heard(self) -> tuple[Heard, ...]:
        """How far streams went on now."""
        parts = {number: name for name, number in self._parts.items()}
        devices = {number: name for name, number in self._devices.items()}
        return tuple(
            Heard(parts[part], devices[dev], after, self._tips[part, dev].seq)
            for (part, dev), after in sorted(self._moved.items())
            if dev in devices  # all but what waited of a computer that nothing else came from
        )

    def take(self) -> list[Line]:
        """All lines whose time has come, each after what its author had seen."""
        self._look_up()
        lines: list[Line] = []
        moved = True
        while moved:
            moved = False
            for stream in sorted(self._pending):
                found = list(self._run_of(stream))
                moved = moved or bool(found)
                lines += [line for line in found if line is not None]
        return lines

    def finish(self) -> None:
        """Write down how far each stream is, what waits and what is set aside."""
        db = self._db
        ends = [(*stream, *self._end(stream)) for stream in sorted(self._moved)]
        db.executemany(
            "INSERT INTO vv VALUES (?, ?, ?, ?) ON CONFLICT(part, dev) "
            "DO UPDATE SET seq = excluded.seq, chain = excluded.chain",
            ends,
        )
        db.executemany("INSERT INTO set_aside VALUES (?, ?, ?, ?, ?)", self._aside)
        waiting = {
            (*stream, seq): one
            for stream, ones in self._pending.items()
            for seq, one in ones.items()
        }
        gone = self._stored - waiting.keys()
        db.executemany("DELETE FROM stream_in WHERE part = ? AND dev = ? AND seq = ?", sorted(gone))
        db.executemany(
            "INSERT INTO stream_in VALUES (?, ?, ?, ?)",
            [
                (*place, spelled(one))
                for place, one in sorted(waiting.items(), key=lambda found: found[0])
                if isinstance(one, Entry)
            ],
        )

    # What is here

    def _sort(self) -> None:
        """By stream; what is here already is left out, and what waited joins in."""
        for entry in self._kept:
            stream = self._part(entry.part), self._device(entry.device)
            if entry.seq > self._tip(stream).seq:
                self._pending[stream].setdefault(entry.seq, entry)
        for part in set(self._parts.values()):
            for dev, seq, text in self._db.execute(
                "SELECT dev, seq, entry FROM stream_in WHERE part = ?", (part,)
            ):
                self._stored.add((part, dev, seq))
                if seq > self._tip((part, dev)).seq:
                    self._pending[part, dev][seq] = text

    def _look_up(self) -> None:
        """The ordinals of all rows at once."""
        wanted: dict[int, set[int]] = defaultdict(set)
        registry = self._storage.registry
        for entry in self._kept:
            table = registry.by_id.get(entry.table)
            if table is not None:
                for one, key in zip(_tables_of(table, registry.by_name), entry.key, strict=False):
                    wanted[one.id].add(key)
        for number, keys in sorted(wanted.items()):
            table = registry.by_id[number]
            numbers = sorted(key for key in keys if type(key) is int and 0 <= key < 1 << 63)
            self._storage.keys.learn(self._db, table, numbers)

    # One stream

    def _run_of(self, stream: Stream) -> Iterator[Line | None]:
        """The next lines of a stream as far as they may come; None for one that is set aside."""
        pending = self._pending[stream]
        while True:
            seq = self._tip(stream).seq + 1
            one = pending.get(seq)
            if one is None:
                return
            entry = unspelled(one) if isinstance(one, str) else one
            if isinstance(one, str):
                self._kept.append(entry)
                pending[seq] = entry
            context, ready = self._context(stream[0], entry)
            if not ready:
                if isinstance(one, str):
                    pending[seq] = one
                return
            del pending[seq]
            yield self._next(stream, entry, context)

    def _context(self, part: int, entry: Entry) -> tuple[str, bool]:
        """A context's spelling, and whether all of it is here; once it is, it stays so."""
        known = self._contexts.get(id(entry.ctx))
        if known is not None and known[1]:
            return known
        text = known[0] if known else context_text(entry.ctx)
        ready = all(
            self._tip((part, self._device(device))).seq >= seq for device, seq in entry.ctx.items()
        )
        self._contexts[id(entry.ctx)] = text, ready
        return text, ready

    def _next(self, stream: Stream, entry: Entry, context: str) -> Line | None:
        """Go on by a line; None where it is set aside."""
        tip = self._tips[stream]
        digits = b"%d" % entry.seq
        head = b"t7:%b%b%bi%d:%b%b" % (
            self._spelled(entry.table),
            b"t%d:%b" % (len(entry.key), b"".join(map(self._spelled, entry.key))),
            self._spelled(entry.field),
            len(digits),
            digits,
            self._end_of(entry, context),
        )
        chain = link(tip.chain, head, digest_of_entry(entry))
        self._tips[stream] = Tip(entry.seq, chain)
        self._moved.setdefault(stream, entry.seq - 1)
        self.hlc = max(self.hlc, entry.hlc)
        found = self.placed(stream[0], entry)
        if isinstance(found, Why):
            self._aside.append((*stream, entry.seq, spelled(entry), found.value))
            return None
        kind, row = found
        return Line(*stream, row, kind, entry, context)

    def placed(self, part: int, entry: Entry) -> tuple[Kind, int] | Why:
        """What the registry says of a line and its row here, or why it has none."""
        name = entry.table, entry.field, entry.part
        kind = self._kinds.get(name)
        if kind is None:
            kind = self._kinds[name] = kind_of(self._storage.registry, *name)
        if isinstance(kind, Why):
            return kind
        why = kind.reason_against(entry) or _reason_against_trail(entry.trail)
        if why is not None:
            return why
        return self._row(part, kind, entry)

    def _row(self, part: int, kind: Kind, entry: Entry) -> tuple[Kind, int] | Why:
        keys, tables, table = self._storage.keys, self._storage.registry.by_name, kind.table
        above = table if table.packed is None else tables[table.parent]
        row = keys.ordinal(self._db, above, entry.key[0], part)
        if keys.part(self._db, row) != part:
            return Why.PLACE
        if table.packed is None:
            return kind, row
        return kind, pack(
            table.packed, row, keys.ordinal(self._db, tables[table.member], entry.key[1])
        )

    def _end_of(self, entry: Entry, context: str) -> bytes:
        """Moment, context and trail in their only spelling: the same ones come in a row."""
        last = self._last
        if last[0] != entry.hlc or last[1] != context or last[2] != entry.trail:
            name = entry.hlc, context, entry.trail
            self._last = *name, b"".join(map(canonical, name))
        return self._last[3]

    def _spelled(self, number: int) -> bytes:
        """A number in its only spelling: tables, fields and pupils come again and again."""
        found = self._spellings.get(number)
        if found is None:
            found = self._spellings[number] = canonical(number)
        return found

    # Ordinals

    def _end(self, stream: Stream) -> tuple[int, bytes]:
        tip = self._tips[stream]
        return tip.seq, tip.chain

    def _tip(self, stream: Stream) -> Tip:
        found = self._tips.get(stream)
        if found is None:
            found = self._tips[stream] = self._storage.log.tip(self._db, *stream)
        return found

    def _part(self, name: str) -> int:
        if name not in self._parts:
            self._parts[name] = self._storage.keys.part_named(self._db, name)
        return self._parts[name]

    def _device(self, identity: bytes) -> int:
        if identity not in self._devices:
            self._devices[identity] = self._storage.log.device(self._db, identity)
        return self._devices[identity]


def _tables_of(table: Table, tables: Mapping[str, Table]) -> tuple[Table, ...]:
    """Whose keys a line of a table is told by."""
    return (table,) if table.packed is None else (tables[table.parent], tables[table.member])


def _reason_against_trail(trail: tuple[Value, ...]) -> Why | None:
    """A label, an account's key, an origin that we know, a reason."""
    if len(trail) != TRAIL_PARTS or trail[2] not in ORIGINS:
        return Why.UNKNOWN
    good = isinstance(trail[0], str) and isinstance(trail[3], str)
    actor = trail[1]
    return None if good and (actor is None or type(actor) is int) else Why.VALUE
