"""Exchange with another computer, round after round, until both have the same or time is over."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from school_desk.storage.clock import COUNTER_BITS, stamp
from school_desk.storage.unit_of_work import Storage
from school_desk.sync.errors import (
    BatchRefusedError,
    LineCutError,
    NotAdmittedError,
    StrangeAnswerError,
    SyncStoppedError,
)
from school_desk.sync.grants import Parts, offered
from school_desk.sync.line import Line
from school_desk.sync.pace import Allowance, Pace, left, note
from school_desk.sync.receipts import Receipt, keep, kept
from school_desk.sync.streams import Streams, Vector, device_of
from school_desk.sync.vectors import digest, shortened
from school_desk.sync.wire import (
    SESSION_BYTES,
    Reply,
    Request,
    Status,
    believed,
    read_reply,
    spell_request,
    vector_after,
)

SECONDS = 60.0
HEAD_BYTES = 160
"""What a request and its reply have around their bodies."""


@dataclass(slots=True)
class Done:
    """What an exchange did.

    Args:
        applied: lines that came and stand here now.
        confirmed: the other computer has confirmed all that it may hold.
        forked: a computer of the school was copied; both continuations are kept.
        ahead: seconds that the clock here is ahead of the other one's; None: not heard.
    """

    rounds: int = 0
    sent: int = 0
    received: int = 0
    applied: int = 0
    confirmed: bool = False
    forked: bool = False
    ahead: int | None = None
    refused: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Talk:
    """A session with the other computer: what it takes our vector for."""

    name: bytes
    number: int = 0
    believed: Vector | None = None


class Client:
    """Exchanges with one computer over one line; between two calls the line stays open."""

    def __init__(
        self, storage: Storage, line: Line, public_key: bytes, *,
        allowance: Allowance = Allowance(),  # noqa: B008  frozen
        stopped: Callable[[], bool] = lambda: False,
        clock: Callable[[], float] = monotonic,
        breathe: Callable[[], object] = lambda: None,
    ) -> None:  # fmt: skip
        """`breathe`: between two steps of what is taken in."""
        self._storage = storage
        self._streams = Streams(storage, storage.device, breathe)
        self._line = line
        self._key = public_key
        self._peer = device_of(public_key)
        self.allowance = allowance
        self._stopped = stopped
        self._clock = clock
        self._talk: _Talk | None = None
        self._telling = False
        self.pace = Pace()

    @property
    def session(self) -> bytes:
        """What the other computer knows this one by since the last exchange; else nothing."""
        return self._talk.name if self._talk is not None else b""

    def run(self, seconds: float = SECONDS) -> Done:
        """Exchange until both have the same, the time is over or somebody stops it."""
        done, begun = Done(), self._clock()
        while self._clock() - begun < seconds:
            if self._stopped():
                raise SyncStoppedError
            left_over = seconds - (self._clock() - begun)
            if not self._round(done, left_over):
                break
        return done

    def _round(self, done: Done, seconds: float) -> bool:
        """One request and its reply; whether another round is worth while."""
        today = self._storage.now().date()
        room = min(self.pace.size, left(self._storage, today, self.allowance))
        parts = offered(self._storage, self._peer)
        mine = shortened(self._streams.vector(parts))
        request = self._request(mine, parts, room, seconds)
        content = self._spelled(request)
        begun, came = self._clock(), b""
        try:
            came = self._line.ask(content)
        except BaseException as error:
            self._talk = None  # whether it was answered is not known
            if isinstance(error, LineCutError):
                self.pace.stalled()
            raise
        finally:
            note(self._storage, today, len(content) + len(came) + HEAD_BYTES)
        self.pace.went(len(content) + len(came), self._clock() - begun)
        done.rounds, done.sent = done.rounds + 1, done.sent + len(content)
        done.received += len(came)
        return self._heard(self._read(came), request, mine, parts, done)

    def _request(self, mine: Vector, parts: Parts, room: int, seconds: float) -> Request:
        receipt = kept(self._storage, self._peer)
        pushed: tuple[bytes, ...] = ()
        if receipt is not None and not self._telling:
            pushed = tuple(self._streams.batches(receipt.vector, parts, room))
        signing = self._talk is None
        talk = self._talk = self._talk or _Talk(os.urandom(SESSION_BYTES))
        known = talk.believed
        if known is None and receipt is not None:
            known = receipt.vector
        worked_out = known is not None and digest(believed(known, pushed)) == digest(mine)
        tells = self._telling or receipt is None or not worked_out
        self._telling = False
        return Request(
            talk.name, talk.number, digest(mine), room, max(1, int(seconds)),
            self._storage.device.id if signing else None, mine if tells else None, pushed,
        )  # fmt: skip

    def _spelled(self, request: Request) -> bytes:
        sign = self._storage.device.sign if request.device is not None else None
        return spell_request(request, sign, self._peer)

    def _read(self, came: bytes) -> Reply:
        try:
            return read_reply(came)
        except BatchRefusedError as error:
            self._talk = None
            raise StrangeAnswerError(address=self._line.address) from error

    def _heard(
        self, reply: Reply, request: Request, mine: Vector, parts: Parts, done: Done
    ) -> bool:
        if reply.status is Status.STRANGER:
            self._talk = None
            raise NotAdmittedError(address=self._line.address)
        if reply.status in {Status.SIGN, Status.REPLAYED, Status.TELL}:
            return self._again(reply.status, request)
        if reply.status is Status.UNREADABLE or self._talk is None:
            self._talk = None
            raise StrangeAnswerError(address=self._line.address)
        self._talk.number += 1
        done.ahead = (stamp(self._storage.now()) >> COUNTER_BITS) - reply.at
        if reply.status is Status.SAME:
            self._talk.believed, done.confirmed = mine, True
            return False
        return self._done(reply, mine, parts, done)

    def _again(self, status: Status, request: Request) -> bool:
        """Ask once more, signed or with the vector; whoever asks for what was given is no peer."""
        repeated = request.device if status is Status.SIGN else request.vector
        if status is Status.TELL and self._talk is not None:
            self._telling, self._talk.number = True, self._talk.number + 1
        else:
            self._talk = None
        if repeated is not None:
            raise StrangeAnswerError(address=self._line.address)
        return True

    def _done(self, reply: Reply, mine: Vector, parts: Parts, done: Done) -> bool:
        """Take in what came and keep the receipt, or nothing of both."""
        theirs = vector_after(mine, reply)
        receipt = Receipt(self._peer, self._storage.device.id, theirs, reply.at)
        before = kept(self._storage, self._peer)
        if not keep(self._storage, receipt, reply.signature, self._key):
            self._talk = None
            raise StrangeAnswerError(address=self._line.address)
        if self._talk is not None:
            self._talk.believed = believed(mine, reply.batches)
        outcome = self._streams.take(reply.batches, parts)
        done.applied += outcome.applied
        done.refused += outcome.refused
        split = self._streams.split(theirs, parts)
        done.forked = done.forked or reply.forked or bool(outcome.forks or split)
        now = self._streams.vector(parts)
        owed = any(tip.seq > _seq(theirs, name) for name, tip in now.items())
        done.confirmed = not owed
        moved = outcome.applied or before is None or before.vector != theirs
        return bool(moved and (owed or reply.more))


def _seq(vector: Vector, name: tuple[str, bytes]) -> int:
    return vector[name].seq if name in vector else 0
