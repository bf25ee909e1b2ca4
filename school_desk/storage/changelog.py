"""The change log: every changed field, chained, with what its author had seen."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

from school_desk.storage.canonical import Value, canonical
from school_desk.storage.engine import Connection
from school_desk.storage.heads import Head
from school_desk.storage.registry import Field, Registry, Table
from school_desk.storage.rows import Place, RowKeys, unpack
from school_desk.storage.values import travelling

CHAIN_BYTES = 16
WORK_CHAIN_BYTES = 8
SALT_BYTES = 16
CONTEXTS = 1 << 12
"""So many contexts are kept in memory, since lines beside each other have seen the same."""


LAST_HLC = (
    "SELECT CAST(max(w.hlc) AS INTEGER) FROM vv CROSS JOIN change_log AS c "
    "ON c.part = vv.part AND c.dev = vv.dev AND c.seq = vv.seq "
    "CROSS JOIN work AS w ON w.work = c.work WHERE vv.dev = ?"
)
"""From the ends of the streams: a plain JOIN walks the whole log, two seconds in a large school."""


@dataclass(frozen=True, slots=True)
class Trail:
    """Who did a unit of work, why and how: travels with each of its changes."""

    label: str
    actor: int | None = None
    origin: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A change by its place: device (local ordinal) and number in the device's stream."""

    dev: int
    seq: int


@dataclass(frozen=True, slots=True)
class Tip:
    """The end of a stream: last number and chain value."""

    seq: int
    chain: bytes


def context_text(context: Mapping[bytes, int]) -> str:
    """A context's only spelling.

    >>> context_text({b"b": 2, b"a": 1})
    '{"61":1,"62":2}'
    """
    ordered = {device.hex(): context[device] for device in sorted(context)}
    return json.dumps(ordered, separators=(",", ":"))


def context_of(text: str) -> dict[bytes, int]:
    """The context of a spelling."""
    return {bytes.fromhex(device): int(seq) for device, seq in dict(json.loads(text)).items()}


def beginning(device: bytes, part: str) -> bytes:
    """Where a stream's chain begins: bound to its device and partition."""
    return blake2b(canonical((device, part)), digest_size=CHAIN_BYTES).digest()


def link(before: bytes, head: bytes, digest: bytes) -> bytes:
    """The next value of a chain: BLAKE2b-128 over the one before, the head and the digest."""
    return blake2b(before + head + digest, digest_size=CHAIN_BYTES).digest()


def salted(value: Value, salt: bytes) -> bytes:
    """What the chain covers of a personal value, so that the value can be forgotten."""
    return blake2b(salt + canonical(value), digest_size=CHAIN_BYTES).digest()


def head_bytes(  # noqa: PLR0917  the parts of a change, in the order of their spelling
    table: Table,
    keys: tuple[int, ...],
    field: int,
    seq: int,
    hlc: int,
    context: str,
    trail: tuple[Value, ...],
) -> bytes:
    """Everything of a change but its value, spelled canonically."""
    return canonical((table.id, keys, field, seq, hlc, context, trail))


class ChangeLog:
    """Reads and writes the log's tables within somebody's transaction."""

    def __init__(self, registry: Registry, keys: RowKeys) -> None:
        self.registry = registry
        self.keys = keys
        self.own = 0
        self._devices: dict[int, bytes] = {}
        self._labels: dict[str, int] = {}
        self._contexts: dict[int, dict[bytes, int]] = {}

    def forget_cache(self) -> None:
        """After a rollback: devices, labels and contexts first heard of in it have no number."""
        self._devices.clear()
        self._labels.clear()
        self._contexts.clear()

    def last_hlc(self, db: Connection) -> int:
        """This computer's own newest clock value.

        Foreign ones do not count here: a clock that is years ahead must not pull ours with it.
        """
        found = db.execute(LAST_HLC, (self.own,)).fetchone()
        return int(found[0] or 0)

    def device(self, db: Connection, identity: bytes, public: bytes | None = None) -> int:
        """The local ordinal of a device, made when it is first heard of."""
        found = db.execute("SELECT ord FROM device WHERE id = ?", (identity,)).fetchone()
        if found:
            return int(found[0])
        cursor = db.execute("INSERT INTO device(id, public) VALUES (?, ?)", (identity, public))
        return int(cursor.lastrowid or 0)

    def identity(self, db: Connection, dev: int) -> bytes:
        """The device of a local ordinal."""
        if dev not in self._devices:
            row = db.execute("SELECT id FROM device WHERE ord = ?", (dev,)).fetchone()
            self._devices[dev] = bytes(row[0])
        return self._devices[dev]

    def tip(self, db: Connection, part: int, dev: int) -> Tip:
        """Where a stream ends now."""
        row = db.execute(
            "SELECT seq, chain FROM vv WHERE part = ? AND dev = ?", (part, dev)
        ).fetchone()
        return Tip(int(row[0]), bytes(row[1])) if row else self.start(db, part, dev)

    def start(self, db: Connection, part: int, dev: int) -> Tip:
        """A stream before its first line."""
        name = db.execute("SELECT name FROM part WHERE ord = ?", (part,)).fetchone()[0]
        return Tip(0, beginning(self.identity(db, dev), str(name)))

    def vector(self, db: Connection, part: str) -> dict[bytes, int]:
        """What has been applied of other devices' streams of a partition."""
        rows = db.execute(
            "SELECT device.id, vv.seq FROM vv JOIN part ON part.ord = vv.part "
            "JOIN device ON device.ord = vv.dev WHERE part.name = ? AND vv.dev <> ?",
            (part, self.own),
        )
        return {bytes(identity): int(seq) for identity, seq in rows}

    def context_number(self, db: Connection, text: str) -> int | None:
        """The local number of a context; None for the empty one."""
        if text == "{}":
            return None
        found = db.execute("SELECT ctx FROM ctx WHERE vector = ?", (text,)).fetchone()
        if found:
            return int(found[0])
        return int(db.execute("INSERT INTO ctx(vector) VALUES (?)", (text,)).lastrowid or 0)

    def context_text(self, db: Connection, number: int | None) -> str:
        """The spelling of a context's local number."""
        if number is None:
            return "{}"
        return str(db.execute("SELECT vector FROM ctx WHERE ctx = ?", (number,)).fetchone()[0])

    def context(self, db: Connection, number: int | None) -> dict[bytes, int]:
        """The context of a local number, kept in memory; to look at."""
        if number is None:
            return {}
        found = self._contexts.get(number)
        if found is None:
            if len(self._contexts) >= CONTEXTS:
                self._contexts.clear()
            found = self._contexts[number] = context_of(self.context_text(db, number))
        return found

    def label(self, db: Connection, text: str) -> int:
        """The local number of an intent's label."""
        if text not in self._labels:
            found = db.execute("SELECT ord FROM label WHERE text = ?", (text,)).fetchone()
            if found is None:
                made = db.execute("INSERT INTO label(text) VALUES (?)", (text,))
                found = (made.lastrowid,)
            self._labels[text] = int(found[0] or 0)
        return self._labels[text]

    def trail_value(self, db: Connection, trail: Trail) -> tuple[Value, ...]:
        """The trail as it travels and as the chain covers it."""
        actor = None if trail.actor is None else self.keys.key(db, trail.actor)
        return trail.label, actor, trail.origin, trail.reason

    def heads(self, db: Connection, place: Place, row: int, field: Field) -> tuple[Head, ...]:
        """All heads of a cell: the displayed one and, in a conflict, the others."""
        dots = self._extra(db, row, field)
        first = self.displayed(db, place, row, field)
        if first is not None and first not in dots:
            dots = (first, *dots)
        return tuple(self.head(db, place.part, dot, field) for dot in dots)

    def displayed(self, db: Connection, place: Place, row: int, field: Field) -> Dot | None:
        """The dot of the displayed head: in the row itself for cells, else in cell_head."""
        if place.table.packed:
            _, parent, pupil = unpack(row)
            found = db.execute(
                f"SELECT dev, seq FROM {place.table.name} WHERE parent = ? AND pupil = ?",
                (parent, pupil),
            ).fetchone()
        else:
            found = db.execute(
                "SELECT dev, seq FROM cell_head WHERE row = ? AND field = ?", (row, field.id)
            ).fetchone()
        return Dot(int(found[0]), int(found[1])) if found else None

    def head(self, db: Connection, part: int, dot: Dot, field: Field) -> Head:
        """A logged change as the merge sees it."""
        val, ctx, hlc = db.execute(
            "SELECT val, ctx, hlc FROM change_log JOIN work USING(work) "
            "WHERE part = ? AND dev = ? AND seq = ?",
            (part, dot.dev, dot.seq),
        ).fetchone()
        context = self.context(db, ctx)
        sent = travelling(db, self.keys, field, val)
        return Head(self.identity(db, dot.dev), dot.seq, int(hlc), sent, context)

    def salt(self, db: Connection, part: int, dot: Dot, value: Value, salt: bytes | None) -> bytes:
        """Draw (or take) the salt of a personal value, keep it, and give the digest."""
        used = salt if salt is not None else secrets.token_bytes(SALT_BYTES)
        return self.keep_digest(db, part, dot, salted(value, used), used)

    def keep_digest(
        self, db: Connection, part: int, dot: Dot, digest: bytes, salt: bytes | None = None
    ) -> bytes:
        """Keep what the chain covers of a personal value; without a salt it is forgotten."""
        db.execute(
            "INSERT INTO personal_salt VALUES (?, ?, ?, ?, ?)",
            (part, dot.dev, dot.seq, salt, digest),
        )
        return digest

    def _extra(self, db: Connection, row: int, field: Field) -> tuple[Dot, ...]:
        rows = db.execute(
            "SELECT dev, seq FROM head_extra WHERE row = ? AND field = ?", (row, field.id)
        )
        return tuple(Dot(int(dev), int(seq)) for dev, seq in rows)
