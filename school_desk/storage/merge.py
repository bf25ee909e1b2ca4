"""Take in what other devices wrote: gap-free, after what it depends on, never twice, never lost."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from school_desk.events import Changed, Committed, Heard
from school_desk.storage.arrivals import Arrivals, Line
from school_desk.storage.canonical import Value
from school_desk.storage.changelog import Trail
from school_desk.storage.clock import hear
from school_desk.storage.engine import Connection
from school_desk.storage.entry import Entry, unspelled
from school_desk.storage.forgetting import forget_arrived, wipe
from school_desk.storage.rows import unpack
from school_desk.storage.settling import Settling
from school_desk.storage.unit_of_work import ORIGINS, Storage
from school_desk.storage.values import travelling

__all__ = ["Entry", "Taken", "Works", "apply", "entries"]

TO_THE_END = 2**63 - 1
FIRST_WITH_SET_ASIDE = 12


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of what had come: how many lines are here now, how many wait or are set aside."""

    applied: int = 0
    waiting: int = 0
    set_aside: int = 0


def entries(
    storage: Storage, part: str, device: bytes, after: int = 0, upto: int = TO_THE_END
) -> Iterator[Entry]:
    """A device's stream of a partition, in order, from the line after `after`.

    What is set aside here is in it unchanged: others may know what to do with it.
    """
    aside = _set_aside(storage, part, device, after, upto)
    for entry in _logged(storage, part, device, after, upto):
        while aside and aside[-1].seq < entry.seq:
            yield aside.pop()
        yield entry
    yield from reversed(aside)


def _set_aside(storage: Storage, part: str, device: bytes, after: int, upto: int) -> list[Entry]:
    """The lines of a stream that stand in no row, the last first; older files know of none."""
    if storage.db.execute("PRAGMA user_version").fetchone()[0] < FIRST_WITH_SET_ASIDE:
        return []
    rows = storage.db.execute(
        "SELECT entry FROM set_aside AS s JOIN part ON part.ord = s.part "
        "JOIN device ON device.ord = s.dev WHERE part.name = ? AND device.id = ? "
        "AND seq > ? AND seq <= ? ORDER BY seq DESC",
        (part, device, after, upto),
    ).fetchall()
    return [unspelled(text) for (text,) in rows]


def _logged(storage: Storage, part: str, device: bytes, after: int, upto: int) -> Iterator[Entry]:
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
            ctx=log.context(db, ctx),
            hlc=hlc,
            trail=log.trail_value(db, trail),
            salt=salt,
            digest=digest if salt is None else None,
        )


def _nothing_beside(_db: Connection) -> None:
    """Nothing else is written."""


def apply(
    storage: Storage,
    arrived: Iterable[Entry],
    beside: Callable[[Connection], None] = _nothing_beside,
) -> Taken:
    """Apply what can be applied, in one transaction; what must wait is kept and tried again.

    `beside` writes down in the same transaction what belongs to the entries (their signature).

    An entry waits until every entry its author had seen is here. What is here already is skipped.
    What this version does not know, or what no row can hold, is set aside: it blocks nothing, is
    shown, and goes on to others as it came.
    """
    with storage.database.lock:
        try:
            with storage.database.transaction(guarded=False) as db:
                arrivals = Arrivals(storage, db, arrived)
                lines = arrivals.take()
                works = Works(storage, db)
                numbers = [works.number(line) for line in lines]
                works.write()
                Settling(storage, db).take(lines, numbers)
                tables = {line.kind.table.name for line in lines}
                forget_arrived(storage, db, dict.fromkeys(line.row for line in lines), tables)
                arrivals.finish()
                beside(db)
        except BaseException:
            storage.forget_caches()
            raise
        storage.last_hlc = hear(storage.last_hlc, arrivals.hlc, storage.now())
    wipe(storage)
    event = _event(lines, max(numbers, default=0), arrivals.heard)
    if event.changes or event.heard:
        storage.events.publish(event)
    return Taken(len(lines), arrivals.waiting, arrivals.set_aside)


class Works:
    """The local lines of foreign units of work: same device, moment and trail."""

    def __init__(self, storage: Storage, db: Connection) -> None:
        self._storage = storage
        self._db = db
        self._found: dict[tuple[int, int, tuple[Value, ...]], int] = {}
        self._last: tuple[int, int, tuple[Value, ...], int] = (0, -1, (), 0)
        self._next = int(db.execute("SELECT coalesce(max(work), 0) FROM work").fetchone()[0])

    def number(self, line: Line) -> int:
        """The unit's local number."""
        entry = line.entry
        last = self._last
        if last[0] == line.dev and last[1] == entry.hlc and last[2] == entry.trail:
            return last[3]
        name = line.dev, entry.hlc, entry.trail
        number = self._found.get(name)
        if number is None:
            self._next += 1
            number = self._found[name] = self._next
        self._last = *name, number
        return number

    def write(self) -> None:
        """Write the lines down."""
        self._db.executemany(
            "INSERT INTO work VALUES (?, ?, ?, ?, NULL, ?, ?, NULL)",
            [
                (number, *self._trail(trail), hlc)
                for (_dev, hlc, trail), number in self._found.items()
            ],
        )

    def _trail(self, trail: tuple[Value, ...]) -> tuple[Value, ...]:
        label, actor, origin, reason = trail
        keys, tables = self._storage.keys, self._storage.registry.by_name
        who = None if actor is None else keys.ordinal(self._db, tables["account"], int(str(actor)))
        what = self._storage.log.label(self._db, str(label))
        return what, who, ORIGINS.index(str(origin)) or None, reason or None


def _event(lines: Iterable[Line], work: int, heard: tuple[Heard, ...]) -> Committed:
    """What has changed: one event for all, so that much that comes repaints a page once."""
    found: dict[Changed, None] = {}
    for line in lines:
        kind = line.kind
        tag, parent, pupil = unpack(line.row)
        name, only = kind.table.name, kind.field.name
        changed = Changed(name, parent, pupil, only) if tag else Changed(name, line.row, None, only)
        found[changed] = None
    return Committed(work, "", None, tuple(found), heard)
