"""How far a stream is known: its last number, its chain there, and what it has taught."""

from collections.abc import Iterable
from dataclasses import dataclass

from school_desk.storage.changelog import beginning
from school_desk.storage.merge import Entry
from school_desk.sync.batch import follow
from school_desk.sync.dictionary import Stream


@dataclass(frozen=True, slots=True)
class Position:
    """The end of a stream as far as it is known here; what it holds is never changed."""

    device: bytes
    part: str
    seq: int
    chain: bytes
    stream: Stream


def start(device: bytes, part: str) -> Position:
    """A stream before its first entry."""
    return Position(device, part, 0, beginning(device, part), Stream())


def after(position: Position, entries: Iterable[Entry]) -> Position:
    """The position after the entries that follow, read from this computer's own log.

    Raises:
        ValueError: they do not follow: a bug of the caller.
    """
    stream, seq, run = position.stream.copy(), position.seq, tuple(entries)
    for entry in run:
        if (entry.device, entry.part, entry.seq) != (position.device, position.part, seq + 1):
            raise ValueError((entry.device, entry.part, entry.seq))
        stream.learn(entry)
        seq = entry.seq
    chain = follow(position.chain, run)
    return Position(position.device, position.part, seq, chain, stream)
