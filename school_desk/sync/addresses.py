"""Where computers of the school can be called: typed, reached there before, told by a welcome."""

import socket
from contextlib import suppress
from enum import StrEnum

from school_desk.storage.clock import COUNTER_BITS, stamp
from school_desk.storage.unit_of_work import Storage

MOST_KEPT = 8
"""Addresses remembered of one computer; of more the oldest go."""
_ANYWHERE = ("192.0.2.1", 9)
"""A documentation address: nothing is sent, the system only says by which way it would go."""


class Source(StrEnum):
    """How an address came to be known, the surest first."""

    TYPED = "typed"
    REACHED = "reached"
    TOLD = "told"


def keep_address(storage: Storage, peer: bytes, address: str, source: Source) -> None:
    """Remember where a computer can be called; of many the oldest are forgotten."""
    now = stamp(storage.now()) >> COUNTER_BITS
    with storage.database.transaction(guarded=False) as db:
        db.execute(
            "INSERT INTO address VALUES (?, ?, ?, ?) ON CONFLICT(peer, address) DO UPDATE SET "
            "source = iif(source = 'typed', source, excluded.source), at = excluded.at",
            (peer, address, source.value, max(0, now)),
        )
        db.execute(
            "DELETE FROM address WHERE peer = ? AND address NOT IN (SELECT address FROM address "
            "WHERE peer = ? ORDER BY at DESC, address LIMIT ?)",
            (peer, peer, MOST_KEPT),
        )


def forget_addresses(storage: Storage, peer: bytes) -> None:
    """Forget where a computer was called: somebody says it anew."""
    with storage.database.transaction(guarded=False) as db:
        db.execute("DELETE FROM address WHERE peer = ?", (peer,))


def addresses_of(storage: Storage, peer: bytes) -> tuple[str, ...]:
    """Where to call a computer, the surest and newest first."""
    rows = storage.db.execute(
        "SELECT address, source FROM address WHERE peer = ? ORDER BY at DESC, address", (peer,)
    ).fetchall()
    order = [one.value for one in Source]
    return tuple(address for address, _ in sorted(rows, key=lambda row: order.index(row[1])))


def source_of(storage: Storage, peer: bytes, address: str) -> str:
    """How a kept address came to be known; empty: it is not kept."""
    told = "SELECT source FROM address WHERE peer = ? AND address = ?"
    row = storage.db.execute(told, (peer, address)).fetchone()
    return str(row[0]) if row else ""


def own_addresses(port: int) -> tuple[str, ...]:
    """Where this computer can be called on its network: by number, then by name."""
    numbers = []
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        asked.connect(_ANYWHERE)
        numbers.append(str(asked.getsockname()[0]))
    name = socket.gethostname()
    with suppress(OSError):
        numbers += [one for one in socket.gethostbyname_ex(name)[2] if not one.startswith("127.")]
    return tuple(f"{one}:{port}" for one in dict.fromkeys((*numbers, name)) if one)
