"""Read a batch: the signature first, then within fixed bounds, then whether it is spelled right."""

from school_desk.storage.changelog import CHAIN_BYTES
from school_desk.storage.merge import Entry
from school_desk.sync.batch import MOST_BODY, Batch
from school_desk.sync.batch_encode import spell
from school_desk.sync.errors import BatchRefusedError, BatchTooLargeError
from school_desk.sync.grammar import Grammar
from school_desk.sync.header import BEFORE_BYTES, Header, read_header
from school_desk.sync.models import known_preset
from school_desk.sync.position import Position
from school_desk.sync.range_coder import Decoder
from school_desk.sync.signing import SIGNATURE_BYTES, check_signature, message

MOST_BYTES = MOST_BODY + 4096
TRAILER_BYTES = CHAIN_BYTES + SIGNATURE_BYTES


def decode(position: Position, content: bytes, public_key: bytes) -> tuple[Batch, Position]:
    """The batch that follows a position, and the position after it.

    Raises:
        BatchRefusedError: it does not follow, is not signed by that key, is not what its chain
            says, or is spelled in another way than `encode` spells it. Nothing is changed.
    """
    header, body, chain, signature = taken_apart(content)
    if (header.device, header.part) != (position.device, position.part):
        raise BatchRefusedError(why="another stream")
    if header.seq_from != position.seq + 1:
        raise BatchRefusedError(why="does not follow")
    if header.before != position.chain[:BEFORE_BYTES]:
        raise BatchRefusedError(why="another chain")
    check_signature(public_key, message(header, position.chain, chain), signature)
    entries = read_body(position, header, body)
    spelled, following = _again(position, entries, header.preset)
    if spelled != body:
        raise BatchRefusedError(why="spelled otherwise")
    if following.chain != chain:
        raise BatchRefusedError(why="chain")
    found = Batch(header.device, header.part, header.seq_from, entries, position.chain, chain)
    return found, following


def taken_apart(content: bytes) -> tuple[Header, bytes, bytes, bytes]:
    """Head, body, chain and signature, none of them looked at yet."""
    if len(content) > MOST_BYTES:
        raise BatchRefusedError(why="too long")
    header, at = read_header(content)
    end = len(content) - TRAILER_BYTES
    if end < at or end - at > MOST_BODY:
        raise BatchRefusedError(why="cut short")
    if not known_preset(header.preset):
        raise BatchRefusedError(why="a newer program's")
    trailer = content[end:]
    return header, content[at:end], trailer[:CHAIN_BYTES], trailer[CHAIN_BYTES:]


def read_body(position: Position, header: Header, body: bytes) -> tuple[Entry, ...]:
    """The entries of a body. What this says is to be checked by spelling it again."""
    grammar = Grammar(Decoder(body), position.stream.copy(), header.preset)
    return tuple(
        grammar.entry(header.part, header.device, header.seq_from + place, None)
        for place in range(header.count)
    )


def _again(position: Position, entries: tuple[Entry, ...], preset: int) -> tuple[bytes, Position]:
    try:
        return spell(position, entries, preset)
    except (ValueError, BatchTooLargeError) as error:
        raise BatchRefusedError(why="no such entry") from error
