"""Take in what other devices wrote: gap-free, after what it depends on, never twice."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from school_desk.events import Changed, Committed
from school_desk.storage.canonical import Value
from school_desk.storage.changelog import (
    Dot,
    Tip,
    Trail,
    context_of,
    context_text,
    head_bytes,
    link,
)
from school_desk.storage.clock import hear
from school_desk.storage.engine import Connection
from school_desk.storage.heads import Head, install
from school_desk.storage.rows import pack, unpack
from school_desk.storage.unit_of_work import ORIGINS, Storage
from school_desk.storage.values import digest_of, local, travelling

TO_THE_END = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log in its travelling form: no local ordinal in it."""

    part: str
    device: bytes
    seq: int
    table: int
    key: tuple[int, ...]
    field: int
    val: Value
    ctx: Mapping[bytes, int]
    hlc: int
    trail: tuple[Value, ...]
    salt: bytes | None = None
    digest: bytes | None = None
    """In place of a personal value that was forgotten: what the chain covers of it."""


def entries(
    storage: Storage, part: str, device: bytes, after: int = 0, upto: int = TO_THE_END
) -> Iterator[Entry]:
    """A device's stream of a partition, in order, from the line after `after`."""
    db, log, keys = storage.db, storage.log, storage.keys
    rows = db.execute(
        "SELECT seq, row, field, val, ctx, hlc, label.text, actor, origin, reason, salt, digest "
        "FROM change_log AS c JOIN part ON part.ord = c.part JOIN device ON device.ord = c.dev "
        "JOIN work USING(work) JOIN label ON label.ord = work.label "
        "LEFT JOIN personal_salt USING(part, dev, seq) "
        "WHERE part.name = ? AND device.id = ? AND seq > ? AND seq <= ? ORDER BY seq",
        (part, device, after, upto),
    ).fetchall()
    for seq, row, number, val, ctx, hlc, label, actor, origin, reason, salt, digest in rows:
        table = keys.place(db, row).table
        trail = Trail(label, actor, ORIGINS[origin or 0], reason or "")
        yield Entry(
            part=part,
            device=device,
            seq=seq,
            table=table.id,
            key=keys.travelling(db, row),
            field=number,
            val=travelling(db, keys, storage.registry.field(table, number), val),
            ctx=context_of(log.context_text(db, ctx)),
            hlc=hlc,
            trail=log.trail_value(db, trail),
            salt=salt,
            digest=digest if salt is None else None,
        )


def apply(storage: Storage, arrived: Iterable[Entry]) -> tuple[Entry, ...]:
    """Apply what can be applied, in one transaction; the answer is what must still wait.

    An entry waits until every entry its author had seen is here. What is here already is skipped.
    """
    waiting = sorted(arrived, key=lambda entry: (entry.part, entry.device, entry.seq))
    with storage.database.lock:
        try:
            with storage.database.transaction(guarded=False) as db:
                run = _Run(storage, db)
                while waiting != (waiting := [one for one in waiting if not run.take(one)]):
                    continue
                run.finish()
        except BaseException:
            storage.forget_caches()
            raise
        storage.last_hlc = max(storage.last_hlc, run.hlc)
    for event in run.events():
        storage.events.publish(event)
    return tuple(waiting)


class _Run:
    """One call of apply: what it has advanced and changed so far."""

    def __init__(self, storage: Storage, db: Connection) -> None:
        self._storage = storage
        self._log = storage.log
        self._db = db
        self._tips: dict[tuple[int, int], Tip] = {}
        self._works: dict[tuple[int, int, tuple[Value, ...]], int] = {}
        self._changes: dict[int, list[Changed]] = {}
        self._rows: dict[int, None] = {}
        self.hlc = storage.last_hlc

    def take(self, entry: Entry) -> bool:
        """Apply one entry if its time has come; True when it is here (now or already)."""
        db, keys = self._db, self._storage.keys
        part = keys.part_named(db, entry.part)
        dev = self._log.device(db, entry.device)
        tip = self._tip(part, dev)
        if entry.seq <= tip.seq:
            return True
        if entry.seq != tip.seq + 1 or not self._ready(part, entry):
            return False
        self._apply(part, dev, tip, entry)
        return True

    def finish(self) -> None:
        """Write down how far each stream is applied and settle what exists."""
        for (part, dev), tip in self._tips.items():
            self._db.execute(
                "INSERT INTO vv VALUES (?, ?, ?, ?) ON CONFLICT(part, dev) "
                "DO UPDATE SET seq = excluded.seq, chain = excluded.chain",
                (part, dev, tip.seq, tip.chain),
            )
        for row in self._rows:
            place = self._storage.keys.place(self._db, row)
            self._storage.cells.exist(self._db, place, row)

    def events(self) -> Iterator[Committed]:
        """What has changed, one event for each foreign unit of work."""
        for work, changes in self._changes.items():
            yield Committed(work, "", None, tuple(dict.fromkeys(changes)))

    def _tip(self, part: int, dev: int) -> Tip:
        return self._tips.get((part, dev)) or self._log.tip(self._db, part, dev)

    def _ready(self, part: int, entry: Entry) -> bool:
        return all(
            self._tip(part, self._log.device(self._db, device)).seq >= seq
            for device, seq in entry.ctx.items()
        )

    def _apply(self, part: int, dev: int, tip: Tip, entry: Entry) -> None:
        storage, db = self._storage, self._db
        table = storage.registry.by_id[entry.table]
        field = storage.registry.field(table, entry.field)
        row = self._row(part, entry)
        place = storage.keys.place(db, row)
        before = self._log.heads(db, place, row, field)
        dot = Dot(dev, entry.seq)
        prev = self._log.displayed(db, place, row, field)
        text = context_text(entry.ctx)
        val = local(db, storage.keys, field, entry.val, storage.registry.by_name)
        work = self._work(dev, entry)
        db.execute(
            "INSERT INTO change_log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (part, dev, entry.seq, row, entry.field, val)
            + ((prev.dev, prev.seq) if prev else (None, None))
            + (self._log.context_number(db, text), work),
        )
        digest = self._digest(part, dot, entry) if field.personal else digest_of(entry.val)
        head = head_bytes(table, entry.key, entry.field, entry.seq, entry.hlc, text, entry.trail)
        self._tips[part, dev] = Tip(entry.seq, link(tip.chain, head, digest))
        new = Head(entry.device, entry.seq, entry.hlc, entry.val, entry.ctx)
        storage.cells.settle(db, place, row, field, install(before, new))
        self.hlc = hear(self.hlc, entry.hlc, storage.now())
        self._note(work, row, table.name, field.name)

    def _digest(self, part: int, dot: Dot, entry: Entry) -> bytes:
        if entry.salt is not None:
            return self._log.salt(self._db, part, dot, entry.val, entry.salt)
        if entry.digest is None or entry.val is not None:
            raise ValueError("a personal value travels with its salt")
        return self._log.keep_digest(self._db, part, dot, entry.digest)

    def _row(self, part: int, entry: Entry) -> int:
        keys, registry = self._storage.keys, self._storage.registry
        table = registry.by_id[entry.table]
        if table.packed is None:
            return keys.ordinal(self._db, table, entry.key[0], part)
        parent = keys.ordinal(self._db, registry.by_name[table.parent], entry.key[0], part)
        pupil = keys.ordinal(self._db, registry.by_name[table.member], entry.key[1])
        return pack(table.packed, parent, pupil)

    def _work(self, dev: int, entry: Entry) -> int:
        """The local line of a foreign unit of work: same device, moment and trail."""
        name = dev, entry.hlc, entry.trail
        if name not in self._works:
            label, actor, origin, reason = entry.trail
            number = self._db.execute("SELECT coalesce(max(work), 0) + 1 FROM work").fetchone()[0]
            self._works[name] = number
            self._db.execute(
                "INSERT INTO work VALUES (?, ?, ?, ?, NULL, ?, ?, NULL)",
                (
                    number,
                    self._log.label(self._db, str(label)),
                    None if actor is None else self._actor(int(str(actor))),
                    ORIGINS.index(str(origin)) or None,
                    reason or None,
                    entry.hlc,
                ),
            )
        return self._works[name]

    def _actor(self, key: int) -> int:
        keys, registry = self._storage.keys, self._storage.registry
        return keys.ordinal(self._db, registry.by_name["account"], key)

    def _note(self, work: int, row: int, table: str, field: str) -> None:
        tag, parent, pupil = unpack(row)
        if not tag:
            self._rows[row] = None
        changed = Changed(table, parent, pupil, field) if tag else Changed(table, row, None, field)
        self._changes.setdefault(work, []).append(changed)
