"""What this computer last wrote for each other one on a stick: under way, not yet delivered."""

from dataclasses import dataclass
from datetime import datetime

from school_desk.storage.clock import COUNTER_BITS, moment_of
from school_desk.storage.unit_of_work import Storage
from school_desk.sync.courier_model import Standing
from school_desk.sync.receipts import kept, typed_at
from school_desk.sync.streams import Vector
from school_desk.sync.vectors import read_vector, spell_vector


@dataclass(frozen=True, slots=True)
class Trip:
    """What was written for a computer.

    Args:
        folder: where to.
        at: when, seconds since 2020.
        whole: everything that it lacked had room.
        state: digests of both vectors and of the file: unchanged, there is nothing to write anew.
        vector: what the other computer holds once it has taken it in.
    """

    peer: bytes
    folder: str
    at: int
    whole: bool
    state: bytes
    vector: Vector

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


def standing(storage: Storage, here: Vector, peer: bytes) -> Standing:
    """How it stands with a computer that may hold these streams."""
    trip, receipt = last_trip(storage, peer), kept(storage, peer)
    confirmed = receipt.vector if receipt else {}
    written = _of(here, trip.vector) if trip else {}
    carried = {**confirmed, **_ahead(written, confirmed)}
    to_write = _ahead(here, carried)
    days = [typed_at(storage, *name, _seq(carried, name) + 1) for name in to_write]
    return Standing(
        sum(_ahead_by(here, carried).values()),
        sum(_ahead_by(carried, confirmed).values()),
        min((day for day in days if day is not None), default=None),
        trip.moment if trip else None,
        moment_of(receipt.at << COUNTER_BITS) if receipt else None,
    )


def beyond(vector: Vector, known: Vector) -> int:
    """So many lines has a vector more than another one."""
    return sum(_ahead_by(vector, known).values())


def _of(here: Vector, vector: Vector) -> Vector:
    """Without streams that the other computer may hold no more."""
    return {name: tip for name, tip in vector.items() if name in here}


def _ahead_by(vector: Vector, known: Vector) -> dict[tuple[str, bytes], int]:
    return {name: tip.seq - _seq(known, name) for name, tip in _ahead(vector, known).items()}


def _ahead(vector: Vector, known: Vector) -> Vector:
    return {name: tip for name, tip in vector.items() if tip.seq > _seq(known, name)}


def _seq(vector: Vector, name: tuple[str, bytes]) -> int:
    return vector[name].seq if name in vector else 0
