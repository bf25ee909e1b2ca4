"""Spell a run of a stream as a signed batch: the same run at the same place, the same bytes."""

from collections.abc import Sequence

from school_desk.storage.merge import Entry
from school_desk.sync.batch import MOST_BODY, MOST_ENTRIES, check, follow
from school_desk.sync.errors import BatchRefusedError, BatchTooLargeError
from school_desk.sync.grammar import Grammar
from school_desk.sync.header import BEFORE_BYTES, Header, spell_header
from school_desk.sync.models import PRESET
from school_desk.sync.position import Position
from school_desk.sync.range_coder import Encoder
from school_desk.sync.signing import Signer, message


def encode(position: Position, entries: Sequence[Entry], signer: Signer) -> tuple[bytes, Position]:
    """The signed batch of the entries that follow a position, and the position after them.

    Raises:
        ValueError: the entries do not follow, or hold what no log holds: a bug of the caller.
        BatchTooLargeError: more than a batch may hold; `batch.portions` cuts a run in time.
    """
    header = header_of(position, entries, PRESET)
    body, following = spell(position, entries, PRESET)
    signature = signer.sign(message(header, position.chain, following.chain))
    return assembled(header, body, following, signature), following


def spelled_anew(
    position: Position, entries: Sequence[Entry], signature: bytes
) -> tuple[bytes, Position]:
    """A signed batch again, after a person in it was forgotten: its signature still holds.

    The entries have the digest in place of salt and value; chain and numbers are as they were.
    """
    header = header_of(position, entries, PRESET)
    body, following = spell(position, entries, PRESET)
    return assembled(header, body, following, signature), following


def header_of(position: Position, entries: Sequence[Entry], preset: int) -> Header:
    """The head of the batch of these entries."""
    if not 1 <= len(entries) <= MOST_ENTRIES:
        raise BatchTooLargeError(why=f"{len(entries):,} of {MOST_ENTRIES:,}")
    before = position.chain[:BEFORE_BYTES]
    place = position.device, position.part, position.seq + 1
    return Header(preset, *place, len(entries), before)


def spell(position: Position, entries: Sequence[Entry], preset: int) -> tuple[bytes, Position]:
    """The body of a batch, and the position after it."""
    coder, stream, seq = Encoder(), position.stream.copy(), position.seq
    grammar = Grammar(coder, stream, preset)
    for entry in entries:
        check(entry)
        if (entry.device, entry.part, entry.seq) != (position.device, position.part, seq + 1):
            raise ValueError((entry.device, entry.part, entry.seq))
        try:
            grammar.entry(entry.part, entry.device, entry.seq, entry)
        except BatchRefusedError as error:
            raise BatchTooLargeError(**error.facts) from error
        seq = entry.seq
    body, chain = coder.end(), follow(position.chain, entries)
    if len(body) > MOST_BODY:
        raise BatchTooLargeError(why=f"{len(body):,} of {MOST_BODY:,}")
    return body, Position(position.device, position.part, seq, chain, stream)


def assembled(header: Header, body: bytes, following: Position, signature: bytes) -> bytes:
    """Head, body, chain, signature."""
    return spell_header(header) + body + following.chain + signature
