"""A batch: a run of one device's stream of one partition, and how much one may hold."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from school_desk.storage.canonical import Value, canonical
from school_desk.storage.changelog import (
    CHAIN_BYTES,
    SALT_BYTES,
    context_text,
    link,
    salted,
)
from school_desk.storage.device import ID_BYTES
from school_desk.storage.merge import Entry
from school_desk.sync.elements import elements
from school_desk.sync.errors import BatchTooLargeError

MOST_ENTRIES = 1 << 14
MOST_WEIGHT = 1 << 17
"""What a batch may ask of a decoder: an entry, a device of a context, a byte of a text are one."""
MOST_BODY = 1 << 18

MOST_DEVICES = 1 << 10
KEY_BITS = 63


@dataclass(frozen=True, slots=True)
class Batch:
    """A run of a stream.

    Args:
        device: who wrote it (8 bytes).
        part: the partition's name.
        seq_from: number of the first entry in the stream.
        entries: one after the other, without a gap; at least one.
        before: the stream's chain value before the first entry.
        chain: the chain value after the last.
    """

    device: bytes
    part: str
    seq_from: int
    entries: tuple[Entry, ...]
    before: bytes
    chain: bytes

    @property
    def seq_to(self) -> int:
        """Number of the last entry."""
        return self.seq_from + len(self.entries) - 1


def batch_of(entries: Iterable[Entry], before: bytes) -> Batch:
    """The batch of a run of entries that follows a chain value.

    Raises:
        ValueError: nothing, a gap, or entries of several streams: a bug of the caller.
    """
    run = tuple(entries)
    first = run[0]
    follows = all(after.seq == entry.seq + 1 for entry, after in pairwise(run))
    if not follows or len({(entry.part, entry.device) for entry in run}) != 1:
        raise ValueError("a batch is a run of one stream")
    return Batch(first.device, first.part, first.seq, run, before, follow(before, run))


def follow(chain: bytes, entries: Iterable[Entry]) -> bytes:
    """The stream's chain after these entries: what storage computes when it applies them."""
    ctx, trail, seen, told = None, None, "", b""
    for entry in entries:
        if entry.ctx != ctx:
            ctx, seen = entry.ctx, context_text(entry.ctx)
        if entry.trail != trail:
            trail, told = entry.trail, canonical(entry.trail)
        head = entry.table, entry.key, entry.field, entry.seq, entry.hlc, seen
        spelled = b"t%d:%b%b" % (len(head) + 1, b"".join(map(canonical, head)), told)
        chain = link(chain, spelled, _covered(entry))
    return chain


def portions(entries: Sequence[Entry], most: int = MOST_ENTRIES) -> Iterator[Sequence[Entry]]:
    """Runs that each fit into a batch: no more entries than `most`, no more weight than allowed.

    Raises:
        BatchTooLargeError: one entry alone is too heavy.
    """
    begun, held = 0, 0
    for place, entry in enumerate(entries):
        weight = weight_of(entry, entries[place - 1] if place > begun else None)
        if place > begun and (place - begun >= most or held + weight > MOST_WEIGHT):
            yield entries[begun:place]
            begun, held, weight = place, 0, weight_of(entry, None)
        if weight > MOST_WEIGHT:
            raise BatchTooLargeError(why=f"{weight:,} of {MOST_WEIGHT:,}")
        held += weight
    if entries:
        yield entries[begun:]


def weight_of(entry: Entry, before: Entry | None) -> int:
    """What an entry asks of a decoder, at most, after the one before it in its batch."""
    found = elements(entry.val)
    weight = 1 + len(found) + sum(_length(value) for _, value in found)
    if before is None or before.ctx != entry.ctx:
        weight += len(entry.ctx)
    if before is None or before.trail != entry.trail:
        weight += sum(map(_length, entry.trail))
    return weight


def _length(value: Value) -> int:
    if isinstance(value, str):
        return len(value.encode())
    return len(value) if isinstance(value, bytes) else 0


def _covered(entry: Entry) -> bytes:
    if entry.digest is not None:
        return entry.digest
    if entry.salt is not None:
        return salted(entry.val, entry.salt)
    return canonical(entry.val)


def check(entry: Entry) -> None:
    """See that an entry can be spelled: the form that storage gives, and nothing else.

    Raises:
        ValueError: it cannot; what is in our own log always can.
    """
    label, actor, *words = entry.trail
    right = (
        len(entry.device) == ID_BYTES
        and all(len(device) == ID_BYTES and seq > 0 for device, seq in entry.ctx.items())
        and len(entry.key) in {1, 2}
        and all(0 <= key >> KEY_BITS <= 0 for key in entry.key)
        and isinstance(label, str)
        and (actor is None or (type(actor) is int and not actor >> KEY_BITS))
        and [type(word) for word in words] == [str, str]
        and (entry.val is None or type(entry.val) in {int, str, bytes})
        and not (type(entry.val) is int and not -(1 << 63) <= entry.val < 1 << 63)
        and (entry.salt is None or len(entry.salt) == SALT_BYTES)
        and (entry.digest is None or len(entry.digest) == CHAIN_BYTES)
        and (entry.digest is None or (entry.val is None and entry.salt is None))
        and not entry.hlc >> KEY_BITS
    )
    if not right or len(entry.ctx) > MOST_DEVICES:
        raise ValueError(entry)
