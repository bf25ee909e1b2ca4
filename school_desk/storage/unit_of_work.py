"""The only way to write: one intent, all or nothing, logged field by field, durable."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from operator import itemgetter

from school_desk.events import Changed, Committed, Events
from school_desk.intents import Seen
from school_desk.storage.canonical import Value, canonical
from school_desk.storage.cells import Cells
from school_desk.storage.changelog import (
    WORK_CHAIN_BYTES,
    ChangeLog,
    Dot,
    Tip,
    Trail,
    context_of,
    context_text,
    head_bytes,
    link,
)
from school_desk.storage.clock import Now, tick
from school_desk.storage.compartments import Compartments, Spot
from school_desk.storage.database import Database
from school_desk.storage.device import Device
from school_desk.storage.engine import Connection, IntegrityError
from school_desk.storage.errors import ForgottenError, SecondWindowError, TailChangedError
from school_desk.storage.forgotten import is_forgotten
from school_desk.storage.heads import Head, install
from school_desk.storage.registry import ALIVE_FIELD, Field, Registry, Table
from school_desk.storage.rows import Place, RowKeys, pack, unpack
from school_desk.storage.values import digest_of, local, to_log, travelling

Before = tuple[int, int, int | None, int | None]
"""A line of the log by partition and number, and the dot of the head that it replaced."""

LOOK = "look"
ORIGINS = ("", "import", "paste", "undo", "redo", "demo", LOOK)
"""How a unit of work came about; kept by number, never reordered.

A look changes nothing that a screen shows: nobody hears of it, and undo passes over it.
"""


class WrittenForGoodError(RuntimeError):
    """Somebody writes on a row of a log that only grows: a bug, not a refusal."""


@dataclass(slots=True)
class _Book:
    """What a running unit of work has written so far."""

    trail: Trail
    seen: Seen
    work: int
    hlc: int
    tips: dict[int, Tip] = field(default_factory=dict)
    before: list[Before] = field(default_factory=list)
    changes: list[Changed] = field(default_factory=list)
    contexts: dict[int, tuple[int | None, str]] = field(default_factory=dict)
    trail_value: tuple[Value, ...] | None = None


class Storage:
    """A school's file with its log: gives connections to read and units of work to write."""

    def __init__(
        self, database: Database, registry: Registry, device: Device, now: Now, events: Events
    ) -> None:
        self.database = database
        self.registry = registry
        self.device = device
        self.events = events
        self.now = now
        self.keys = RowKeys(registry)
        self.log = ChangeLog(registry, self.keys)
        self.cells = Cells(self.log)
        self.read_only = False
        self.compartments = Compartments()
        """What the signed-in person may seal and open; nothing until somebody has signed in."""
        self.unguarded: frozenset[str] = frozenset()
        """Labels of units that only say whose something is: a closed page does not stop them."""
        self.log.own = self._own(database)
        self.last_hlc = self.log.last_hlc(database.connection)

    def _own(self, database: Database) -> int:
        """This device's ordinal; only a new device writes its line."""
        found = database.connection.execute(
            "SELECT ord FROM device WHERE id = ?", (self.device.id,)
        ).fetchone()
        if found:
            return int(found[0])
        with database.transaction(guarded=False) as db:
            return self.log.device(db, self.device.id, self.device.public_key)

    @property
    def db(self) -> Connection:
        """This thread's connection, to read."""
        return self.database.connection

    def context(self, *parts: str) -> dict[str, dict[bytes, int]]:
        """What a form that shows these partitions has seen of other devices."""
        found = {part: self.log.vector(self.db, part) for part in parts}
        return {part: vector for part, vector in found.items() if vector}

    def spot(self, db: Connection, row: int, entry: Field) -> Spot:
        """Where a sealed value stands, as its key closes over it."""
        table = self.keys.place(db, row).table
        return Spot(entry.sealed, table.id, self.keys.travelling(db, row), entry.id)

    def plain(self, db: Connection, row: int, entry: Field, kept: Value) -> Value:
        """A value of the log or of a row as people read it, or raise where it is sealed to others.

        Every other way of reading gives a sealed value as it lies on the disk.
        """
        if not entry.sealed or not isinstance(kept, bytes):
            return kept
        return self.compartments.open(self.spot(db, row, entry), kept)

    def readings(self, db: Connection, row: int, entry: Field) -> tuple[Value, ...]:
        """The different values that stand in a cell, the displayed one first.

        Sealed ones are compared after opening: two people who wrote the same words unseen by each
        other do not differ, although their ciphertexts do and the log has to call that a conflict.
        """
        place = self.keys.place(db, row)
        heads = self.log.heads(db, place, row, entry)
        shown_first = (
            local(db, self.keys, entry, one.val, self.registry.by_name)  # type: ignore[arg-type]
            for one in heads
        )
        found = (self.plain(db, row, entry, val) for val in shown_first)
        return tuple(dict.fromkeys(found))

    def forget_caches(self) -> None:
        """After a rollback: numbers that were given in it do not exist."""
        self.keys.forget_cache()
        self.log.forget_cache()

    @contextmanager
    def begin(
        self,
        label: str,
        *,
        actor: int | None = None,
        context: Seen | None = None,
        origin: str = "",
        of: int | None = None,
        reason: str = "",
    ) -> Iterator["UnitOfWork"]:
        """One unit of work. It commits at the end of the block, or changes nothing."""
        if self.read_only:
            raise SecondWindowError
        with self.database.lock:
            try:
                with self.database.transaction(guarded=False) as db:
                    trail = Trail(label, actor, origin, reason)
                    work = UnitOfWork(self, db, self._book(db, trail, context or {}))
                    yield work
                    event = work.finish(of)
            except BaseException:
                self.forget_caches()
                raise
            self.last_hlc = max(self.last_hlc, work.hlc)
        if event is not None and origin != LOOK:
            self.events.publish(event)

    def _book(self, db: Connection, trail: Trail, seen: Seen) -> _Book:
        number = int(db.execute("SELECT coalesce(max(work), 0) + 1 FROM work").fetchone()[0])
        return _Book(trail, seen, number, tick(self.last_hlc, self.now()))


class UnitOfWork:
    """Rows to write and the log of them, within one transaction. Made by Storage.begin."""

    def __init__(self, storage: Storage, db: Connection, book: _Book) -> None:
        self.db = db
        self._storage = storage
        self._log = storage.log
        self._book = book

    @property
    def hlc(self) -> int:
        """This unit's clock value."""
        return self._book.hlc

    @property
    def number(self) -> int:
        """This unit's local number."""
        return self._book.work

    def new(self, table: str, part: str, **values: Value) -> int:
        """A row of its own; returns its ordinal."""
        entry = self._storage.registry.by_name[table]
        keys = self._storage.keys
        ordinal = keys.part_named(self.db, part)
        row = keys.fresh(self.db, entry, ordinal, secrets.randbits)
        self.put(table, row, **values)
        return row

    def known(self, table: str, part: str, key: int, **values: Value) -> int:
        """The row of a travelling key that was given elsewhere (an account of the key file)."""
        entry = self._storage.registry.by_name[table]
        keys = self._storage.keys
        row = keys.ordinal(self.db, entry, key, keys.part_named(self.db, part))
        self.put(table, row, **values)
        return row

    def born(self, table: str, part: str, **values: Value) -> int:
        """The row born with its natural parts, made when it is not there yet (or was deleted)."""
        entry = self._storage.registry.by_name[table]
        keys = self._storage.keys
        parts = tuple(self._part(values[name]) for name in entry.natural)
        key = keys.born(self.db, entry, parts)
        row = keys.ordinal(self.db, entry, key, keys.part_named(self.db, part))
        found = self.db.execute(f"SELECT alive FROM {table} WHERE row = ?", (row,)).fetchone()
        if found and not found[0]:
            self.revive(row)
        self.put(table, row, **values)
        return row

    def put(self, table: str, row: int, **values: Value) -> None:
        """Write what differs of a row; each changed field is one line of the log."""
        entry = self._storage.registry.by_name[table]
        stored = self._stored(entry, row)
        for found in entry.fields:
            wanted = [values.get(name, stored.get(name)) for name in found.columns]
            if wanted != [stored.get(name) for name in found.columns]:
                val = to_log(found, wanted)
                if not found.sealed or self._says_otherwise(row, found, val, stored):
                    self.write(row, found, val)

    def put_cell(self, table: str, parent: int, pupil: int, **values: Value) -> None:
        """Write a cell (parent, pupil), if it differs."""
        entry = self._storage.registry.by_name[table]
        only = entry.fields[0]
        names = only.columns
        found = self.db.execute(
            f"SELECT {', '.join(names)}, dev, seq FROM {table} WHERE parent = ? AND pupil = ?",
            (parent, pupil),
        ).fetchone()
        stored = found[:-2] if found else (None,) * len(names)
        wanted = tuple(values.get(name, old) for name, old in zip(names, stored, strict=True))
        if wanted != stored:
            before = Dot(*found[-2:]) if found else None
            row = pack(entry.packed or 0, parent, pupil)
            place = self._storage.keys.place(self.db, row)
            self._write(place, row, only, to_log(only, wanted), before)

    def delete(self, row: int) -> None:
        """Let a row cease to exist; its history stays."""
        self.write(row, ALIVE_FIELD, 0)

    def revive(self, row: int) -> None:
        """Let a deleted row exist again."""
        self.write(row, ALIVE_FIELD, 1)

    def _says_otherwise(
        self, row: int, entry: Field, val: Value, stored: Mapping[str, Value]
    ) -> bool:
        """Whether a sealed field differs: decided after opening what stands there."""
        spot = self._storage.spot(self.db, row, entry)
        return not self._storage.compartments.same(spot, val, stored.get(entry.columns[0]))

    def write(self, row: int, entry: Field, val: Value) -> None:
        """Log one changed field and set the row to it; a sealed field takes its plain value."""
        place = self._storage.keys.place(self.db, row)
        self._write(place, row, entry, val, self._log.displayed(self.db, place, row, entry))

    def _write(self, place: Place, row: int, entry: Field, val: Value, before: Dot | None) -> None:
        if place.table.append_only and (before is not None or entry is ALIVE_FIELD):
            raise WrittenForGoodError(place.table.name)
        if entry.personal and val is not None:
            self._accept_known(place.table, row)
        dot = Dot(self._log.own, self._tip(place.part).seq + 1)
        if entry.sealed and val is not None:
            spot, device = self._storage.spot(self.db, row, entry), self._storage.device.id
            val = self._storage.compartments.seal(spot, val, device, dot.seq)
        self._append(dot, place, row, entry, val, before)
        if self._contested(row, entry, before, place.part):
            self._merge(place, row, entry, dot, val)
        else:
            self._storage.cells.show(self.db, place, row, entry, dot, val)
        if place.table.packed is None and (entry is ALIVE_FIELD or self._ended(row)):
            self._line(None, None)
            self._storage.cells.exist(self.db, place, row)
        if place.table.guard and self._book.trail.label not in self._storage.unguarded:
            tag, parent, pupil = unpack(row)
            place.table.guard(self.db, *((parent, pupil) if tag else (row, None)))
        self._note(place.table, row, entry)

    def finish(self, of: int | None) -> Committed | None:
        """Close the unit: its line and chain. Nothing written, nothing said."""
        book = self._book
        if not book.changes:
            return None
        self._line(of, work_chain(book.tips, of, book.before))
        for part, tip in book.tips.items():
            self.db.execute(
                "INSERT INTO vv VALUES (?, ?, ?, ?) ON CONFLICT(part, dev) "
                "DO UPDATE SET seq = excluded.seq, chain = excluded.chain",
                (part, self._log.own, tip.seq, tip.chain),
            )
        trail = book.trail
        return Committed(book.work, trail.label, trail.actor, tuple(dict.fromkeys(book.changes)))

    def _line(self, of: int | None, chain: bytes | None) -> None:
        book, trail = self._book, self._book.trail
        self.db.execute(
            "INSERT INTO work VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT(work) DO UPDATE SET of = excluded.of, chain = excluded.chain",
            (
                book.work,
                self._log.label(self.db, trail.label),
                trail.actor,
                ORIGINS.index(trail.origin) or None,
                of,
                trail.reason or None,
                book.hlc,
                chain,
            ),
        )

    def _accept_known(self, table: Table, row: int) -> None:
        """Of whom the law made the school forget nothing is written down again."""
        key = self._storage.keys.key(self.db, row)
        if is_forgotten(self.db, self._storage.registry, table, key):
            raise ForgottenError

    def _log_line(self, line: tuple[Value, ...]) -> None:
        """A further line; where one stands at its place already, the end of the log is not ours."""
        try:
            self.db.execute(f"INSERT INTO change_log VALUES ({', '.join('?' * len(line))})", line)
        except IntegrityError as error:
            raise TailChangedError(file=self._storage.database.path.name) from error

    def _tip(self, part: int) -> Tip:
        return self._book.tips.get(part) or self._log.tip(self.db, part, self._log.own)

    def _append(
        self, dot: Dot, place: Place, row: int, entry: Field, val: Value, before: Dot | None
    ) -> None:
        book, part, table = self._book, place.part, place.table
        tip = self._tip(part)
        number, context = self._context(part)
        facts = part, dot.dev, dot.seq, row, entry.id, val
        replaced = (before.dev, before.seq) if before else (None, None)
        self._log_line((*facts, *replaced, number, book.work))
        book.before.append((part, dot.seq, *replaced))
        sent = travelling(self.db, self._storage.keys, entry, val)
        digest = (
            self._log.salt(self.db, part, dot, sent, None) if entry.personal else digest_of(sent)
        )
        keys = self._storage.keys.travelling(self.db, row)
        head = head_bytes(table, keys, entry.id, dot.seq, book.hlc, context, self._trail())
        book.tips[part] = Tip(dot.seq, link(tip.chain, head, digest))

    def _trail(self) -> tuple[Value, ...]:
        book = self._book
        if book.trail_value is None:
            book.trail_value = self._log.trail_value(self.db, book.trail)
        return book.trail_value

    def _context(self, part: int) -> tuple[int | None, str]:
        if not self._book.seen:
            return None, "{}"
        found = self._book.contexts.get(part)
        if found is None:
            name = self.db.execute("SELECT name FROM part WHERE ord = ?", (part,)).fetchone()[0]
            text = context_text(self._book.seen.get(name, {}))
            found = self._log.context_number(self.db, text), text
            self._book.contexts[part] = found
        return found

    def _covers(self, part: int, before: Dot) -> bool:
        if before.dev == self._log.own:
            return True
        seen = context_of(self._context(part)[1])
        return before.seq <= seen.get(self._log.identity(self.db, before.dev), 0)

    def _contested(self, row: int, entry: Field, before: Dot | None, part: int) -> bool:
        if before is not None and not self._covers(part, before):
            return True
        found = self.db.execute(
            "SELECT 1 FROM head_extra WHERE row = ? AND field = ?", (row, entry.id)
        )
        return found.fetchone() is not None

    def _merge(self, place: Place, row: int, entry: Field, dot: Dot, val: Value) -> None:
        """The rare road: values that this form had not seen stand beside the new one."""
        self._line(None, None)
        identity = self._log.identity(self.db, dot.dev)
        others = self._log.heads(self.db, place, row, entry)
        sent = travelling(self.db, self._storage.keys, entry, val)
        context = context_of(self._context(place.part)[1])
        mine = Head(identity, dot.seq, self.hlc, sent, context)
        self._storage.cells.settle(self.db, place, row, entry, install(others, mine))

    def _ended(self, row: int) -> bool:
        found = self.db.execute("SELECT 1 FROM cell_head WHERE row = ? AND field = 0", (row,))
        return found.fetchone() is not None

    def _stored(self, table: Table, row: int) -> dict[str, Value]:
        names = table.columns
        found = self.db.execute(
            f"SELECT {', '.join(names)} FROM {table.name} WHERE row = ?", (row,)
        ).fetchone()
        return dict(zip(names, found, strict=True)) if found else {}

    def _note(self, table: Table, row: int, entry: Field) -> None:
        tag, parent, pupil = unpack(row)
        changed = (
            Changed(table.name, parent, pupil, entry.name)
            if tag
            else Changed(table.name, row, None, entry.name)
        )
        self._book.changes.append(changed)

    @staticmethod
    def _part(value: Value) -> int | str:
        if isinstance(value, int | str):
            return value
        raise TypeError("a natural part is a number or a text")


def work_chain(tips: Mapping[int, Tip], of: int | None, before: Iterable[Before]) -> bytes:
    """What a unit of work is checked by: the chains of its streams, what it undoes and replaced.

    The last two are known to this computer only, so they are not in the chains that travel.
    """
    chains = b"".join(tips[part].chain for part in sorted(tips))
    content = canonical((chains, of, tuple(sorted(before, key=itemgetter(0, 1)))))
    return blake2b(content, digest_size=WORK_CHAIN_BYTES).digest()
