"""What one computer writes for another one on a stick: its receipt, then batches; docs/courier.md.

Bytes only: how they are locked and where they lie is known elsewhere.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b

from school_desk.storage.canonical import canonical
from school_desk.storage.device import ID_BYTES, signed_by
from school_desk.sync.batch_decode import taken_apart
from school_desk.sync.errors import BatchRefusedError
from school_desk.sync.receipts import Receipt
from school_desk.sync.signing import SIGNATURE_BYTES
from school_desk.sync.streams import Vector, device_of
from school_desk.sync.varint import read_varint, varint
from school_desk.sync.vectors import read_vector, spell_vector, taken

MAGIC = b"SDCB\x01"
KEY_BYTES = 32
TOP_SECONDS = 1 << 32
PURPOSE = "School Desk bundle 1"


@dataclass(frozen=True, slots=True)
class Bundle:
    """What came for one computer from another.

    Args:
        public_key: of the sender; its id is made of it.
        to: for which computer it is.
        at: the sender's clock, seconds since 2020.
        vector: what the sender holds of what both may hold: its vector card.
        receipt: its signature of that, as over a line.
        batches: as their authors signed them.
    """

    public_key: bytes
    to: bytes
    at: int
    vector: Vector
    receipt: bytes
    batches: tuple[bytes, ...] = ()

    @property
    def sender(self) -> bytes:
        """Whose it is."""
        return device_of(self.public_key)

    @property
    def card(self) -> Receipt:
        """What the sender has signed that it holds."""
        return Receipt(self.sender, self.to, self.vector, self.at)


def spell_bundle(bundle: Bundle, sign: Callable[[bytes], bytes]) -> bytes:
    """A bundle's only spelling, with the sender's signature over all of it at its end."""
    said = b"".join((
        MAGIC,
        bundle.public_key,
        bundle.to,
        varint(bundle.at),
        spell_vector(bundle.vector),
        bundle.receipt,
        varint(len(bundle.batches)),
        *_with_lengths(bundle.batches),
    ))  # fmt: skip
    return said + sign(_message(said))


def read_bundle(content: bytes) -> Bundle:
    """A bundle whose sender has signed all of it, the receipt by itself, too.

    Raises:
        BatchRefusedError: it is none, or not whole, or somebody else's.
    """
    said, signature = content[:-SIGNATURE_BYTES], content[-SIGNATURE_BYTES:]
    begun, at = taken(said, 0, len(MAGIC))
    if begun != MAGIC:
        raise BatchRefusedError(why="version")
    public_key, at = taken(said, at, KEY_BYTES)
    if not signed_by(public_key, _message(said), signature):
        raise BatchRefusedError(why="signature")
    to, at = taken(said, at, ID_BYTES)
    seconds, at = read_varint(said, at)
    vector, at = read_vector(said, at)
    receipt, at = taken(said, at, SIGNATURE_BYTES)
    batches = _read_batches(said, at)
    found = Bundle(public_key, to, seconds, vector, receipt, batches)
    if seconds >= TOP_SECONDS or not signed_by(public_key, found.card.message, receipt):
        raise BatchRefusedError(why="receipt")
    return found


def _message(said: bytes) -> bytes:
    return canonical((PURPOSE, blake2b(said, digest_size=32).digest()))


def _with_lengths(batches: Iterable[bytes]) -> Iterable[bytes]:
    for content in batches:
        yield varint(len(content))
        yield content


def _read_batches(said: bytes, at: int) -> tuple[bytes, ...]:
    count, at = read_varint(said, at)
    found = []
    while at < len(said):
        length, at = read_varint(said, at)
        content, at = taken(said, at, length)
        taken_apart(content)
        found.append(content)
    if len(found) != count:
        raise BatchRefusedError(why="length")
    return tuple(found)
