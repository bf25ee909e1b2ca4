"""The streams of a school's file as signed batches: what goes out, what comes in, unchanged."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain

from school_desk.storage.changelog import Tip
from school_desk.storage.device import ID_BYTES
from school_desk.storage.engine import Connection
from school_desk.storage.entry import Entry, unspelled
from school_desk.storage.merge import apply, entries
from school_desk.storage.unit_of_work import Storage
from school_desk.sync.batch import Batch, follow, portions
from school_desk.sync.batch_decode import decode, taken_apart
from school_desk.sync.batch_encode import encode, spelled_anew
from school_desk.sync.errors import BatchRefusedError
from school_desk.sync.header import BEFORE_BYTES, Header
from school_desk.sync.position import Position, after, start
from school_desk.sync.signing import Signer

Vector = dict[tuple[str, bytes], Tip]
"""How far each stream is, by partition and device."""

MOST_RUN = 4096
"""Entries of an own batch at most: whoever forwards it cannot cut it any more."""
STEP, LONGEST_STEP = 64, 256
"""So many lines are taken in at once, up to where the next unit of work begins: who types waits."""
POSITIONS = 64
"""How many places of streams are remembered, so that what was taught is not learnt again."""


@dataclass(slots=True)
class Outcome:
    """What became of batches that came.

    Args:
        applied: lines that stand here now and did not before.
        waiting: lines of these partitions that wait for what their authors had seen.
        here: batches that were here already.
        early: batches whose stream is not known up to them; they must come again.
        not_granted: batches of other partitions than asked for; nothing was looked at.
        unknown: batches of computers that nobody admitted.
        forks: streams (partition, device) of which two continuations were seen; both are kept.
        refused: why batches were refused, for whoever looks for the cause.
    """

    applied: int = 0
    waiting: int = 0
    here: int = 0
    early: int = 0
    not_granted: int = 0
    unknown: int = 0
    forks: set[tuple[str, bytes]] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)


class Streams:
    """Gives batches of what another computer lacks, and takes what others give."""

    def __init__(
        self, storage: Storage, signer: Signer, breathe: Callable[[], object] = lambda: None
    ) -> None:
        """`breathe` is called between two steps of what comes in: others may write meanwhile."""
        self._breathe = breathe
        self._storage = storage
        self._signer = signer
        self._positions: dict[tuple[str, bytes, int], Position] = {}

    def vector(self, parts: Collection[str]) -> Vector:
        """How far each stream of these partitions is here."""
        rows = self._storage.db.execute(
            "SELECT part.name, device.id, vv.seq, vv.chain FROM vv "
            "JOIN part ON part.ord = vv.part JOIN device ON device.ord = vv.dev"
        ).fetchall()
        return {
            (name, bytes(device)): Tip(int(seq), bytes(end))
            for name, device, seq, end in rows
            if name in parts
        }

    def public_key(self, device: bytes) -> bytes | None:
        """What a computer's signatures are known by; None: nobody admitted it."""
        rows = self._storage.db.execute(
            "SELECT unhex(public) FROM computer WHERE device = ? AND alive "
            "UNION ALL SELECT public FROM device WHERE id = ?",
            (device.hex(), device),
        ).fetchall()
        known = (bytes(public) for (public,) in rows if public)
        return next((public for public in known if device_of(public) == device), None)

    def trust(self, public_key: bytes) -> bytes:
        """Know a computer by its key, told from hand to hand; gives its id."""
        device = device_of(public_key)
        with self._storage.database.transaction(guarded=False) as db:
            dev = self._storage.log.device(db, device, public_key)
            db.execute("UPDATE device SET public = ? WHERE ord = ?", (public_key, dev))
        return device

    def forks(self) -> frozenset[tuple[str, bytes]]:
        """Streams of which two continuations were seen: a computer that was copied."""
        rows = self._storage.db.execute(
            "SELECT part.name, device.id FROM fork JOIN part ON part.ord = fork.part "
            "JOIN device ON device.ord = fork.dev"
        ).fetchall()
        return frozenset((name, bytes(device)) for name, device in rows)

    # What goes out

    def batches(self, known: Vector, parts: Collection[str], room: int) -> Iterator[bytes]:
        """What another computer lacks, each batch after what it depends on, up to `room` bytes.

        The first batch is given even if it needs more room: else a large one would never go.
        """
        used, forks = 0, self.forks()
        for part in in_order(parts):
            outgoing = _Outgoing(self, part, known, forks)
            while (content := outgoing.next(room - used, first=not used)) is not None:
                used += len(content)
                yield content

    def run_from(self, part: str, device: bytes, known: int, most: int) -> list[Entry]:
        """The next entries that a batch of a stream may hold."""
        upto = known + min(most, MOST_RUN)
        found = list(entries(self._storage, part, device, known, upto))
        return list(next(portions(found))) if found else []

    def own_batch(self, part: str, run: list[Entry]) -> bytes:
        """A run of an own stream as a batch."""
        device = self._storage.device.id
        position = self.position(part, device, run[0].seq - 1)
        content, following = encode(position, run, self._signer)
        self._remember(following)
        return content

    def signed_after(self, part: str, device: bytes, known: int) -> tuple[int, int, bytes] | None:
        """The kept signature of a foreign run that goes on from a number: from, to, signature."""
        row = self._storage.db.execute(
            "SELECT seq_from, seq_to, signature FROM batch_signature AS b "
            "JOIN part ON part.ord = b.part JOIN device ON device.ord = b.dev "
            "WHERE part.name = ? AND device.id = ? AND seq_to > ? AND seq_from <= ? "
            "AND seq_to <= ? ORDER BY seq_from DESC, seq_to DESC LIMIT 1",
            (part, device, known, known + 1, self._tip(part, device)),
        ).fetchone()
        return (int(row[0]), int(row[1]), bytes(row[2])) if row else None

    def foreign_batch(
        self, part: str, device: bytes, signed: tuple[int, int, bytes]
    ) -> tuple[list[Entry], bytes]:
        """A batch as it came, spelled again from the log: there is one spelling only.

        So no value is kept twice; where a person was forgotten it goes on without the value.
        """
        seq_from, seq_to, signature = signed
        run = list(entries(self._storage, part, device, seq_from - 1, seq_to))
        content, following = spelled_anew(self.position(part, device, seq_from - 1), run, signature)
        self._remember(following)
        return run, content

    @property
    def own(self) -> bytes:
        """This computer."""
        return self._storage.device.id

    def same_chain(self, part: str, device: bytes, tip: Tip) -> bool:
        """Whether our stream led through that very place; at its end the file itself says so."""
        known = self.vector({part}).get((part, device))
        if known is not None and known.seq == tip.seq:
            return known.chain[: len(tip.chain)] == tip.chain
        return self.position(part, device, tip.seq).chain[: len(tip.chain)] == tip.chain

    def split(self, known: Vector, parts: Collection[str]) -> frozenset[tuple[str, bytes]]:
        """Streams that went on otherwise there than here: noticed before any batch is seen."""
        here = self.vector(parts)
        return frozenset(
            name
            for name, tip in known.items()
            if name in here
            and tip.seq <= here[name].seq
            and tip.chain != here[name].chain[: len(tip.chain)]
            and not self.same_chain(*name, tip)
        )

    # What comes in

    def take(self, contents: Iterable[bytes], parts: Collection[str]) -> Outcome:
        """Take in batches, each whole or not at all; every one is verified before.

        Batches may come in any order; one that goes on from what is not here is left out (`early`).
        """
        outcome, left = Outcome(), list(contents)
        while left:
            early = [content for content in left if not self._take(content, parts, outcome)]
            if len(early) == len(left):
                break
            left = early
        for content in left:
            stranger = self.public_key(taken_apart(content)[0].device) is None
            outcome.unknown += stranger
            outcome.early += not stranger
        return outcome

    def _take(self, content: bytes, parts: Collection[str], outcome: Outcome) -> bool:
        """Take one in; False: it is too early for it."""
        try:
            header, _, end, _ = taken_apart(content)
            if header.part not in parts:
                outcome.not_granted += 1
                return True
            public = self.public_key(header.device)
            if public is None:
                return False  # the batch that admits its computer may be among these
            return self._taken(header, content, end, public, outcome)
        except (BatchRefusedError, ValueError) as error:
            why = error.facts.get("why") if isinstance(error, BatchRefusedError) else "value"
            outcome.refused.append(str(why))
            return True

    def _taken(
        self, header: Header, content: bytes, end: bytes, public: bytes, outcome: Outcome
    ) -> bool:
        stream = header.part, header.device
        tip = self._end(*stream)
        if header.seq_from > tip.seq + 1 and not self._branches(header):
            return False
        upto = header.seq_from + header.count - 1
        if upto <= tip.seq and self.position(*stream, upto).chain == end:
            outcome.here += 1
            return True
        batch, following = decode(self._before(header), content, public)
        if self._goes_on(batch, tip):
            self._apply(batch, content[-64:], outcome)
            self._remember(following)
        else:
            self._keep_fork(batch, content)
            outcome.forks.add(stream)
        return True

    def _before(self, header: Header) -> Position:
        """Where a batch goes on from: our own stream, or the other continuation of a fork."""
        stream = header.part, header.device
        if header.seq_from <= self._end(*stream).seq + 1:
            here = self.position(*stream, header.seq_from - 1)
            if here.chain[:BEFORE_BYTES] == header.before:
                return here
        for content in self._branches(header):
            fork = taken_apart(content)[0]
            public = self.public_key(header.device) or b""
            return decode(self._before(fork), content, public)[1]
        raise BatchRefusedError(why="another chain")

    def _branches(self, header: Header) -> list[bytes]:
        """Kept batches of another continuation, which this one goes on from."""
        rows = self._storage.db.execute(
            "SELECT content FROM fork JOIN part ON part.ord = fork.part "
            "JOIN device ON device.ord = fork.dev WHERE part.name = ? AND device.id = ? "
            "AND seq_to = ? AND substr(chain, 1, 8) = ?",
            (header.part, header.device, header.seq_from - 1, header.before),
        ).fetchall()
        return [bytes(content) for (content,) in rows]

    def _goes_on(self, batch: Batch, tip: Tip) -> bool:
        """Whether a batch agrees with our stream as far as both go."""
        if batch.before != self.position(batch.part, batch.device, batch.seq_from - 1).chain:
            return False
        common = min(tip.seq, batch.seq_to)
        there = follow(batch.before, batch.entries[: common - batch.seq_from + 1])
        return there == self.position(batch.part, batch.device, common).chain

    def _apply(self, batch: Batch, signature: bytes, outcome: Outcome) -> None:
        """Small steps, each durable; the signature is first and counts when all of it is here."""

        def keep(db: Connection) -> None:
            db.execute(
                "INSERT OR IGNORE INTO batch_signature VALUES (?, ?, ?, ?, ?)",
                (*self._place(db, batch), batch.seq_to, batch.seq_from, signature),
            )

        for step in steps(batch.entries):
            taken = apply(self._storage, step, keep)
            outcome.applied += taken.applied + taken.set_aside
            outcome.waiting = taken.waiting
            self._breathe()

    def _keep_fork(self, batch: Batch, content: bytes) -> None:
        with self._storage.database.transaction(guarded=False) as db:
            db.execute(
                "INSERT OR IGNORE INTO fork VALUES (?, ?, ?, ?, ?)",
                (*self._place(db, batch), batch.seq_to, batch.chain, content),
            )

    def _place(self, db: Connection, batch: Batch) -> tuple[int, int]:
        storage = self._storage
        part = storage.keys.part_named(db, batch.part)
        return part, storage.log.device(db, batch.device)

    # Places of streams

    def position(self, part: str, device: bytes, seq: int) -> Position:
        """The place of a stream after a number, learnt from the log once."""
        known = self._positions.get((part, device, seq))
        if known is None:
            near = [
                one for (name, whose, at), one in self._positions.items()
                if (name, whose) == (part, device) and at < seq
            ]  # fmt: skip
            base = max(near, key=lambda one: one.seq, default=start(device, part))
            run = self._lines(part, device, base.seq, seq)
            known = after(base, run)
        self._remember(known)
        return known

    def _remember(self, position: Position) -> None:
        name = position.part, position.device, position.seq
        self._positions.pop(name, None)
        self._positions[name] = position
        while len(self._positions) > POSITIONS:
            del self._positions[next(iter(self._positions))]

    def _lines(self, part: str, device: bytes, known: int, upto: int) -> list[Entry]:
        """What is here of a stream, with what waits."""
        if known >= upto:
            return []
        logged = entries(self._storage, part, device, known, upto)
        begin = max(known, self._tip(part, device))
        waiting = (one for one in self._waiting(part, device) if begin < one.seq <= upto)
        return list(chain(logged, waiting))

    def _end(self, part: str, device: bytes) -> Tip:
        """How far a stream is known without a gap, with what waits."""
        seq = self._tip(part, device)
        for one in self._waiting(part, device):
            if one.seq == seq + 1:
                seq = one.seq
        return Tip(seq, self.position(part, device, seq).chain)

    def _tip(self, part: str, device: bytes) -> int:
        row = self._storage.db.execute(
            "SELECT seq FROM vv JOIN part ON part.ord = vv.part "
            "JOIN device ON device.ord = vv.dev WHERE part.name = ? AND device.id = ?",
            (part, device),
        ).fetchone()
        return int(row[0]) if row else 0

    def _waiting(self, part: str, device: bytes) -> list[Entry]:
        rows = self._storage.db.execute(
            "SELECT entry FROM stream_in AS s JOIN part ON part.ord = s.part "
            "JOIN device ON device.ord = s.dev WHERE part.name = ? AND device.id = ? ORDER BY seq",
            (part, device),
        ).fetchall()
        return [unspelled(text) for (text,) in rows]


class _Outgoing:
    """What another computer lacks of one partition, one batch after the other."""

    def __init__(
        self, streams: Streams, part: str, known: Vector,
        forks: frozenset[tuple[str, bytes]],
    ) -> None:  # fmt: skip
        self._streams = streams
        self._part = part
        self._ends = {device: tip.seq for (_, device), tip in streams.vector({part}).items()}
        self._at = {
            device: self._begin(device, known.get((part, device)), forks) for device in self._ends
        }

    def _begin(self, device: bytes, tip: Tip | None, forks: frozenset[tuple[str, bytes]]) -> int:
        """From where a stream goes out; a forked one once from its beginning, to be noticed."""
        if tip is None or not tip.seq:
            return 0
        if tip.seq > self._ends[device] or self._streams.same_chain(self._part, device, tip):
            return tip.seq
        return self._ends[device] if (self._part, device) in forks else 0

    def next(self, room: int, *, first: bool) -> bytes | None:
        """The next batch that fits; None: there is none."""
        for anyway in (False, True):  # runs that were cut too coarsely wait for each other
            for device in sorted(self._ends):
                if self._at[device] < self._ends[device]:
                    found = self._of(device, room, first=first, anyway=anyway)
                    if found is not None:
                        return found
        return None

    def _of(self, device: bytes, room: int, *, first: bool, anyway: bool) -> bytes | None:
        """The next batch of a stream, if all it depends on has gone out, and if it fits."""
        own = device == self._streams.own
        made = self._own(room, anyway=anyway) if own else self._foreign(device, anyway=anyway)
        if made is None:
            return None
        run, content = made
        if len(content) > room and not first:
            return None
        self._at[device] = run[-1].seq
        return content

    def _foreign(self, device: bytes, *, anyway: bool) -> tuple[list[Entry], bytes] | None:
        signed = self._streams.signed_after(self._part, device, self._at[device])
        if signed is None:
            return None
        run, content = self._streams.foreign_batch(self._part, device, signed)
        return (run, content) if anyway or self._ready(run) else None

    def _own(self, room: int, *, anyway: bool) -> tuple[list[Entry], bytes] | None:
        run = self._own_run(self._at[self._streams.own], room, anyway=anyway)
        if not run:
            return None
        content = self._streams.own_batch(self._part, run)
        while len(content) > room and len(run) > 1:
            fits = len(run) * max(room, 0) * 9 // len(content) // 10
            run = run[: max(1, min(len(run) - 1, fits))]
            content = self._streams.own_batch(self._part, run)
        return run, content

    def _own_run(self, at: int, room: int, *, anyway: bool) -> list[Entry]:
        run = self._streams.run_from(self._part, self._streams.own, at, max(32, room // 2))
        if anyway:
            return run
        for place, entry in enumerate(run):
            if not self._ready([entry]):
                return run[:place]
        return run

    def _ready(self, run: Iterable[Entry]) -> bool:
        """Whether what the authors had seen, as far as it is here, has gone out before."""
        return all(
            self._at.get(device, 0) >= min(seq, self._ends.get(device, 0))
            for ctx in _contexts(run)
            for device, seq in ctx.items()
        )


def _contexts(run: Iterable[Entry]) -> list[Mapping[bytes, int]]:
    """The different contexts of entries: most follow each other."""
    found: list[Mapping[bytes, int]] = []
    for entry in run:
        if not found or found[-1] != entry.ctx:
            found.append(entry.ctx)
    return found


def steps(run: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """Cut a run into steps, where one unit of work ends if that is near."""
    begin = 0
    while begin < len(run):
        end = min(begin + STEP, len(run))
        while end < min(len(run), begin + LONGEST_STEP) and run[end].hlc == run[end - 1].hlc:
            end += 1
        yield run[begin:end]
        begin = end


def device_of(public_key: bytes) -> bytes:
    """A computer's id: it is made of its key, so that nobody can be given another's."""
    return blake2b(public_key).digest()[:ID_BYTES]


def in_order(parts: Collection[str]) -> list[str]:
    """The administration first (it admits computers), then as asked for; a set by name."""
    named = sorted(parts) if isinstance(parts, set | frozenset) else list(parts)
    return sorted(named, key=lambda name: not name.startswith("admin/"))
