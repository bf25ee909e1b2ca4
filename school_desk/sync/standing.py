"""What is only on this computer: how much waits to be received by another one, since when."""

from dataclasses import dataclass, replace
from datetime import datetime

from school_desk.events import Changed
from school_desk.storage.changelog import Tip
from school_desk.storage.clock import COUNTER_BITS, moment_of
from school_desk.storage.rows import unpack
from school_desk.storage.unit_of_work import Storage
from school_desk.sync.computer_rows import other_computers
from school_desk.sync.grants import shared
from school_desk.sync.receipts import kept, typed_at
from school_desk.sync.streams import Streams, Vector

_NOTHING = Tip(0, b"")
MOST_TOLD = 500
"""Cells of each partition, of which a page is told that they are only here."""
AROUND, EACH, PACKED = 130, 2, 3
"""Bytes around a batch, of a change without a text, and so much shorter a text goes."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How this computer stands to all others together.

    Args:
        waiting: changed fields that no other computer has confirmed.
        bytes: about how many bytes they are on the line.
        since: when the oldest of them was written; None: nothing waits.
        last_receipt: when another computer last confirmed something, by its clock.
        others: how many other computers there are to exchange with.
    """

    waiting: int = 0
    bytes: int = 0
    since: datetime | None = None
    last_receipt: datetime | None = None
    others: int = 0


def peers(storage: Storage) -> tuple[bytes, ...]:
    """The other computers that may hold something of what is here, today."""
    others = (one.device for one in other_computers(storage.db, storage.device.id))
    return tuple(one for one in others if len(shared(storage, one)))


def covered(storage: Storage) -> Vector:
    """How far each own stream is confirmed by any other computer: a vector of what is there.

    Only own streams can be here alone: what another computer wrote is on that one.
    """
    own, found = storage.device.id, Vector()
    for peer in peers(storage):
        receipt = kept(storage, peer)
        for name, tip in (receipt.vector if receipt else {}).items():
            if name[1] == own and tip.seq > found.get(name, _NOTHING).seq:
                found[name] = tip
    return found


def owed(storage: Storage) -> dict[str, tuple[int, int]]:
    """Own entries that nobody has confirmed, by partition: after this number, up to that one.

    Partitions that no other computer may hold wait for nobody and are not in it.
    """
    known, own = covered(storage), storage.device.id
    parts = set().union(*(set(shared(storage, peer)) for peer in peers(storage)))
    found = {
        part: (known.get((part, own), _NOTHING).seq, _end(storage, part, own)) for part in parts
    }
    return {part: span for part, span in found.items() if span[0] < span[1]}


def only_here(storage: Storage, most: int = MOST_TOLD) -> tuple[Changed, ...]:
    """The cells that nobody else has confirmed, the newest first: for pages that show them."""
    registry, found = storage.registry, dict[Changed, None]()
    for part, (after, _) in owed(storage).items():
        rows = storage.db.execute(
            "SELECT row, field FROM change_log AS c JOIN part ON part.ord = c.part "
            "JOIN device ON device.ord = c.dev WHERE part.name = ? AND device.id = ? AND seq > ? "
            "ORDER BY seq DESC LIMIT ?",
            (part, storage.device.id, after, most),
        ).fetchall()
        for row, field in rows:
            table = storage.keys.place(storage.db, row).table
            tag, parent, pupil = unpack(row)
            name = registry.field(table, field).name
            place = (parent, pupil) if tag else (int(row), None)
            found[Changed(table.name, place[0], place[1], name)] = None
    return tuple(found)


def standing(storage: Storage) -> Standing:
    """What waits on this computer, and the last receipt of any other one."""
    spans, others = owed(storage), peers(storage)
    receipts = [one for one in (kept(storage, peer) for peer in others) if one]
    last = max((one.at for one in receipts), default=None)
    own = storage.device.id
    typed = [typed_at(storage, part, own, after + 1) for part, (after, _) in spans.items()]
    return Standing(
        waiting=sum(upto - after for after, upto in spans.values()),
        bytes=_size(storage, own, spans),
        since=min((one for one in typed if one is not None), default=None),
        last_receipt=None if last is None else moment_of(last << COUNTER_BITS),
        others=len(others),
    )


def waiting_for(storage: Storage, peer: bytes) -> Standing:
    """What waits here for one computer, of whomever it is, and its last receipt."""
    receipt, parts = kept(storage, peer), shared(storage, peer)
    known = receipt.vector if receipt else {}
    found = Standing(last_receipt=moment_of(receipt.at << COUNTER_BITS) if receipt else None)
    for (part, device), tip in Streams(storage, storage.device).vector(parts).items():
        after = known.get((part, device), _NOTHING).seq
        if after < tip.seq:
            begun = typed_at(storage, part, device, after + 1)
            since = min((one for one in (found.since, begun) if one is not None), default=None)
            found = replace(
                found,
                waiting=found.waiting + tip.seq - after,
                bytes=found.bytes + _size(storage, device, {part: (after, tip.seq)}),
                since=since,
            )
    return found


def _size(storage: Storage, device: bytes, spans: dict[str, tuple[int, int]]) -> int:
    """About how many bytes it is on the line: reckoned, for spelling it would read all before."""
    size = 0
    for part, (after, upto) in spans.items():
        texts, changes = storage.db.execute(
            "SELECT coalesce(sum(length(val)) FILTER (WHERE typeof(val) IN ('text', 'blob')), 0), "
            "count(*) FROM change_log AS c JOIN part ON part.ord = c.part "
            "JOIN device ON device.ord = c.dev "
            "WHERE part.name = ? AND device.id = ? AND seq > ? AND seq <= ?",
            (part, device, after, upto),
        ).fetchone()
        size += AROUND + int(texts) // PACKED + int(changes) * EACH
    return size


def _end(storage: Storage, part: str, device: bytes) -> int:
    row = storage.db.execute(
        "SELECT seq FROM vv JOIN part ON part.ord = vv.part JOIN device ON device.ord = vv.dev "
        "WHERE part.name = ? AND device.id = ?",
        (part, device),
    ).fetchone()
    return int(row[0]) if row else 0
