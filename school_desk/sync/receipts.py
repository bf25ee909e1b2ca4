"""Receipts: what another computer has signed that it holds; nothing else counts as delivered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from school_desk.storage.canonical import canonical
from school_desk.storage.clock import moment_of
from school_desk.storage.device import signed_by
from school_desk.storage.unit_of_work import Storage
from school_desk.sync.streams import Streams, Vector
from school_desk.sync.vectors import read_vector, spell_vector

PURPOSE = "School Desk receipt 1"
COUNTED = 2000
"""So many waiting entries are spelled to tell their bytes; of more, the rest is reckoned."""
CLOCK_SHIFT = 16


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a computer (`peer`) holds for another (`of`) the streams up to there, since when."""

    peer: bytes
    of: bytes
    vector: Vector
    at: int

    @property
    def message(self) -> bytes:
        """What the peer signs."""
        return canonical((PURPOSE, self.peer, self.of, self.at, spell_vector(self.vector)))

    def is_newer(self, before: "Receipt") -> bool:
        """By what it holds, or by that computer's clock: a wrong clock alone hides nothing."""
        known = {name: tip.seq for name, tip in self.vector.items()}
        as_much = all(known.get(name, 0) >= tip.seq for name, tip in before.vector.items())
        return as_much or self.at > before.at


@dataclass(frozen=True, slots=True)
class SyncState:
    """What another computer has not confirmed yet.

    Args:
        waiting: how many changed fields.
        bytes: about how many bytes they are on the line.
        since: when the oldest of them was typed; None: nothing waits.
        last_receipt: when the other computer last confirmed something, by its clock.
    """

    waiting: int
    bytes: int
    since: datetime | None
    last_receipt: datetime | None


def keep(storage: Storage, receipt: Receipt, signature: bytes, public_key: bytes) -> bool:
    """Keep a receipt, unless it says less than the last one; False: it is not the peer's."""
    if not signed_by(public_key, receipt.message, signature):
        return False
    before = kept(storage, receipt.peer)
    if before is not None and not receipt.is_newer(before):
        return True
    facts = receipt.peer, spell_vector(receipt.vector), receipt.at, signature
    with storage.database.transaction(guarded=False) as db:
        db.execute(
            "INSERT INTO receipt VALUES (?, ?, ?, ?) ON CONFLICT(peer) DO UPDATE SET "
            "vector = excluded.vector, at = excluded.at, signature = excluded.signature",
            facts,
        )
    return True


def kept(storage: Storage, peer: bytes) -> Receipt | None:
    """The last receipt of a computer."""
    row = storage.db.execute("SELECT vector, at FROM receipt WHERE peer = ?", (peer,)).fetchone()
    if row is None:
        return None
    return Receipt(peer, storage.device.id, read_vector(bytes(row[0]), 0)[0], int(row[1]))


def state_of(storage: Storage, streams: Streams, peer: bytes, parts: Collection[str]) -> SyncState:
    """What waits for a computer."""
    receipt = kept(storage, peer)
    known = receipt.vector if receipt else {}
    here = streams.vector(parts)
    lacking = {
        name: known[name].seq if name in known else 0
        for name, tip in here.items()
        if name not in known or known[name].seq < tip.seq
    }
    waiting = sum(here[name].seq - seq for name, seq in lacking.items())
    size = sum(map(len, streams.batches(known, parts, COUNTED * 2))) if waiting else 0
    if waiting > COUNTED:
        size = size * waiting // COUNTED
    oldest = [typed_at(storage, *name, seq + 1) for name, seq in lacking.items()]
    since = min((one for one in oldest if one is not None), default=None)
    last = moment_of(receipt.at << CLOCK_SHIFT) if receipt else None
    return SyncState(waiting, size, since, last)


def told_by_receipt(
    storage: Storage, streams: Streams, peer: bytes, parts: Collection[str]
) -> tuple[int, datetime | None]:
    """How many changes a computer has not confirmed, and when it last did: quick, for lists."""
    receipt = kept(storage, peer)
    known = receipt.vector if receipt else {}
    here = streams.vector(parts)
    waiting = sum(
        max(0, tip.seq - (known[name].seq if name in known else 0)) for name, tip in here.items()
    )
    return waiting, moment_of(receipt.at << CLOCK_SHIFT) if receipt else None


def typed_at(storage: Storage, part: str, device: bytes, seq: int) -> datetime | None:
    """When an entry was written, by the clock of its computer; None: it is not here."""
    row = storage.db.execute(
        "SELECT hlc FROM change_log AS c JOIN part ON part.ord = c.part "
        "JOIN device ON device.ord = c.dev JOIN work USING(work) "
        "WHERE part.name = ? AND device.id = ? AND seq = ?",
        (part, device, seq),
    ).fetchone()
    return moment_of(int(row[0])) if row else None
