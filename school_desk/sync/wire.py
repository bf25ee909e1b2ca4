"""One exchange between two computers: from a request's bytes and the state to a reply's bytes.

No network here: the server of a PC, a hub and tests call `answer`. See docs/wire.md.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from school_desk.storage.canonical import canonical
from school_desk.storage.changelog import Tip
from school_desk.storage.device import ID_BYTES, signed_by
from school_desk.storage.unit_of_work import Storage
from school_desk.sync.batch_decode import taken_apart
from school_desk.sync.errors import BatchRefusedError
from school_desk.sync.grants import Parts, shared
from school_desk.sync.receipts import Receipt
from school_desk.sync.signing import SIGNATURE_BYTES
from school_desk.sync.streams import Outcome, Streams, Vector
from school_desk.sync.varint import read_varint, varint
from school_desk.sync.vectors import (
    SHORT,
    differences,
    digest,
    patched,
    read_vector,
    shortened,
    spell_vector,
    taken,
)

VERSION = 0x10
SIGNED, TELLS = 1, 2
MORE, FORKED = 1, 2
SESSION_BYTES = 8
ROOM_UNIT = 1024
MOST_SESSIONS = 256
MOST_ROOM = 1 << 20
TOP_SECONDS = 1 << 32
PURPOSE = "School Desk request 1"
_NOTHING = Tip(0, b"")


class Status(IntEnum):
    """What a reply begins with."""

    SAME = 0
    """Both have the same; nothing came."""
    DONE = 1
    TELL = 2
    """The vector of who asks is not known here: ask again and tell it."""
    SIGN = 3
    """The session is not known here: ask again, signed."""
    STRANGER = 4
    """Nobody has admitted who asks, or its time is over."""
    REPLAYED = 5
    """A request of this session with this number was answered already."""
    UNREADABLE = 6


@dataclass(frozen=True, slots=True)
class Request:
    """What one computer says to another.

    Args:
        device: who asks; None: the session says it.
        digest: of the asker's vector of what both may hold.
        room: so many bytes of batches may come back.
        seconds: so long the answer may be worked on.
        vector: the asker's vector, where the other side cannot work it out.
    """

    session: bytes
    number: int
    digest: bytes
    room: int = 0
    seconds: int = 60
    device: bytes | None = None
    vector: Vector | None = None
    batches: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What the other computer says.

    Args:
        at: its clock, seconds since 2020.
        changes: what makes of the asker's vector the answerer's, after what was pushed.
        signature: its receipt: it holds all of that.
    """

    status: Status
    at: int = 0
    more: bool = False
    forked: bool = False
    changes: Vector = field(default_factory=dict)
    signature: bytes = b""
    batches: tuple[bytes, ...] = ()


@dataclass(slots=True)
class _Session:
    device: bytes
    number: int
    vector: Vector | None = None


@dataclass(slots=True)
class State:
    """What an answering computer knows: its streams, its clock, who talks to it."""

    storage: Storage
    streams: Streams
    seconds: Callable[[], int]
    stopwatch: Callable[[], float]
    sessions: dict[bytes, _Session] = field(default_factory=dict)


def answer(content: bytes, state: State) -> bytes:
    """The reply to a request. Whatever comes, it is a reply, and nothing half-done stays."""
    try:
        request, signature = read_request(content)
    except BatchRefusedError:
        return spell_reply(Reply(Status.UNREADABLE, state.seconds()))
    session = _session(request, content[: len(content) - len(signature)], signature, state)
    if isinstance(session, Status):
        return spell_reply(Reply(session, state.seconds()))
    session.number = request.number
    return spell_reply(_exchange(request, session, state))


def _session(request: Request, said: bytes, signature: bytes, state: State) -> _Session | Status:
    """Who asks, or why it is not answered."""
    known = state.sessions.get(request.session)
    if request.device is not None:
        if known is not None:
            return Status.REPLAYED
        public = state.streams.public_key(request.device)
        to = state.storage.device.id
        if public is None or not signed_by(public, message(to, said), signature):
            return Status.STRANGER
        known = _Session(request.device, -1)
        state.sessions[request.session] = known
        while len(state.sessions) > MOST_SESSIONS:
            del state.sessions[next(iter(state.sessions))]
    if known is None:
        return Status.SIGN
    if request.number <= known.number:
        return Status.REPLAYED
    return known if len(shared(state.storage, known.device).granted[1]) else Status.STRANGER


def _exchange(request: Request, session: _Session, state: State) -> Reply:
    """Take in what was pushed, then give what the other one lacks."""
    outcome, at = Outcome(), state.seconds()
    if request.batches:
        parts = shared(state.storage, session.device)
        outcome = state.streams.take(request.batches, parts)
    parts = shared(state.storage, session.device)  # grants may have come
    mine = shortened(state.streams.vector(parts))
    theirs = _vector_of(request, session, mine)
    if theirs is None:
        return Reply(Status.TELL, at)
    session.vector = theirs
    if not request.batches and request.vector is None and mine == theirs:
        return Reply(Status.SAME, at)
    batches = tuple(_given(request, theirs, parts, state))
    session.vector = believed(theirs, batches)
    receipt = Receipt(state.storage.device.id, session.device, mine, at)
    lacks = any(tip.seq > session.vector.get(name, _NOTHING).seq for name, tip in mine.items())
    return Reply(
        Status.DONE,
        at,
        more=lacks and not outcome.forks,
        forked=bool(outcome.forks or state.streams.split(theirs, parts)),
        changes=differences(mine, theirs),
        signature=state.storage.device.sign(receipt.message),
        batches=batches,
    )


def _vector_of(request: Request, session: _Session, mine: Vector) -> Vector | None:
    """The asker's vector: told, the same as ours, or what is known with what it pushed."""
    if request.vector is not None:
        return request.vector if digest(request.vector) == request.digest else None
    if digest(mine) == request.digest:
        return mine
    if session.vector is not None:
        worked_out = believed(session.vector, request.batches)
        if digest(worked_out) == request.digest:
            return worked_out
    return None


def _given(request: Request, theirs: Vector, parts: Parts, state: State) -> Iterator[bytes]:
    room, begun = min(request.room, MOST_ROOM), state.stopwatch()
    if not room:
        return
    for content in state.streams.batches(theirs, parts, room):
        yield content
        if state.stopwatch() - begun > request.seconds:
            return


def believed(vector: Vector, batches: Iterable[bytes]) -> Vector:
    """A vector after these batches, if all of them were taken in."""
    found = dict(vector)
    for content in batches:
        header, _, end, _ = taken_apart(content)
        name, seq = (header.part, header.device), header.seq_from + header.count - 1
        if seq > found.get(name, _NOTHING).seq:
            found[name] = Tip(seq, end[:SHORT])
    return found


def message(to: bytes, said: bytes) -> bytes:
    """What a request's signature covers: for whom it is, so that nobody can pass it on."""
    return canonical((PURPOSE, to, said))


# Spelling


def spell_request(request: Request, sign: Callable[[bytes], bytes] | None, to: bytes) -> bytes:
    """A request's only spelling."""
    flags = SIGNED * (request.device is not None) | TELLS * (request.vector is not None)
    said = b"".join((
        bytes([VERSION | flags]),
        request.session,
        varint(request.number),
        request.device or b"",
        request.digest,
        varint(request.room // ROOM_UNIT),
        varint(request.seconds),
        b"" if request.vector is None else spell_vector(request.vector),
        *map(_spell_batch, request.batches),
    ))  # fmt: skip
    return said + sign(message(to, said)) if sign is not None else said


def read_request(content: bytes) -> tuple[Request, bytes]:
    """A request and its signature (nothing for one in a session).

    Raises:
        BatchRefusedError: it is none.
    """
    (kind,), at = taken(content, 0, 1)
    if kind & ~(SIGNED | TELLS) != VERSION:
        raise BatchRefusedError(why="version")
    end = len(content) - SIGNATURE_BYTES * (kind & SIGNED)
    session, at = taken(content, at, SESSION_BYTES)
    number, at = read_varint(content, at)
    device, at = taken(content, at, ID_BYTES * (kind & SIGNED))
    told, at = taken(content, at, SHORT)
    room, at = read_varint(content, at)
    seconds, at = read_varint(content, at)
    vector = None
    if kind & TELLS:
        vector, at = read_vector(content, at)
    batches = _read_batches(content, at, end)
    request = Request(
        session, number, told, room * ROOM_UNIT, seconds, device or None, vector, batches
    )
    return request, content[end:]


def spell_reply(reply: Reply) -> bytes:
    """A reply's only spelling."""
    begun = bytes([VERSION | reply.status]) + varint(reply.at)
    if reply.status is not Status.DONE:
        return begun
    flags = MORE * reply.more | FORKED * reply.forked
    batches = b"".join(map(_spell_batch, reply.batches))
    return begun + bytes([flags]) + reply.signature + spell_vector(reply.changes) + batches


def read_reply(content: bytes) -> Reply:
    """A reply.

    Raises:
        BatchRefusedError: it is none: a page of a provider, half a reply.
    """
    (kind,), at = taken(content, 0, 1)
    if kind & 0xF0 != VERSION or kind & 0x0F not in set(Status):
        raise BatchRefusedError(why="version")
    status = Status(kind & 0x0F)
    seconds, at = read_varint(content, at)
    if seconds >= TOP_SECONDS:
        raise BatchRefusedError(why="time")
    if status is not Status.DONE:
        _read_batches(content, len(content), at)
        return Reply(status, seconds)
    (flags,), at = taken(content, at, 1)
    if flags & ~(MORE | FORKED):
        raise BatchRefusedError(why="flags")
    signature, at = taken(content, at, SIGNATURE_BYTES)
    changes, at = read_vector(content, at)
    batches = _read_batches(content, at, len(content))
    more, forked = bool(flags & MORE), bool(flags & FORKED)
    return Reply(status, seconds, more, forked, changes, signature, batches)


def _spell_batch(content: bytes) -> bytes:
    return varint(len(content)) + content


def _read_batches(content: bytes, at: int, end: int) -> tuple[bytes, ...]:
    """All batches up to the end, none of them looked into but its head."""
    found = []
    while at < end:
        length, at = read_varint(content, at)
        batch, at = taken(content, at, length)
        taken_apart(batch)
        found.append(batch)
    if at != end:
        raise BatchRefusedError(why="length")
    return tuple(found)


def vector_after(request_vector: Vector, reply: Reply) -> Vector:
    """The answerer's vector, from the asker's own and what differs."""
    return patched(request_vector, reply.changes)
