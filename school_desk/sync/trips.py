"""What this computer last wrote for each other one on a stick: under way, not yet delivered."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from school_desk.storage.clock import COUNTER_BITS, moment_of
from school_desk.storage.unit_of_work import Storage
from school_desk.sync.receipts import kept
from school_desk.sync.streams import Vector
from school_desk.sync.vectors import read_vector, spell_vector


@dataclass(frozen=True, slots=True)
class Trip:
    """What was written for a computer.

    Args:
        folder: where to.
        at: when, seconds since 2020.
        whole: everything that it lacked had room.
        state: a digest of both vectors: unchanged, there is nothing to write anew.
        vector: what the other computer holds once it has taken it in.
    """

    peer: bytes
    folder: str
    at: int
    whole: bool
    state: bytes
    vector: Vector

    def is_this(self, folder: Path, state: bytes) -> bool:
        """Whether writing there again would write the same."""
        return self.whole and self.folder == str(folder) and self.state == state

    @property
    def moment(self) -> datetime:
        """When it was written."""
        return moment_of(self.at << COUNTER_BITS)


def note_trip(storage: Storage, trip: Trip) -> None:
    """Remember what was written for a computer; only the last of it counts."""
    facts = trip.peer, trip.folder, trip.at, trip.whole, trip.state, spell_vector(trip.vector)
    with storage.database.transaction(guarded=False) as db:
        db.execute("INSERT OR REPLACE INTO courier_trip VALUES (?, ?, ?, ?, ?, ?)", facts)


def last_trip(storage: Storage, peer: bytes) -> Trip | None:
    """What was last written for a computer."""
    row = storage.db.execute(
        "SELECT folder, at, whole, state, vector FROM courier_trip WHERE peer = ?", (peer,)
    ).fetchone()
    if row is None:
        return None
    folder, at, whole, state, vector = row
    return Trip(
        peer, str(folder), int(at), bool(whole), bytes(state), read_vector(bytes(vector), 0)[0]
    )


def under_way(storage: Storage, peer: bytes) -> tuple[int, Trip | None]:
    """So many changes were written for a computer and are not confirmed by it, and when."""
    trip, receipt = last_trip(storage, peer), kept(storage, peer)
    if trip is None:
        return 0, None
    known = receipt.vector if receipt else {}
    lines = sum(
        max(0, tip.seq - (known[name].seq if name in known else 0))
        for name, tip in trip.vector.items()
    )
    return lines, trip
