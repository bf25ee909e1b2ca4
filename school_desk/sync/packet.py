"""The log of some partitions as a new computer receives it: whole, signed, quick to read.

A batch (`docs/sdb1.md`) is made to be small on a slow line; to read a school's whole log from
batches takes minutes. Here the same entries are plain and squeezed by zlib. They are proved by the
same signatures: these cover the chain, whatever the spelling, so that the new computer can pass
each run on as a batch.

A school that once went back to a backup has a stream of the computer it was before, whose key is
gone and of which nobody has a signature. Who writes the packet vouches for such a run with its own;
it is not passed on.
"""

import json
import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from school_desk.storage.canonical import Value
from school_desk.storage.changelog import beginning, context_of, context_text
from school_desk.storage.device import ID_BYTES
from school_desk.storage.engine import Connection
from school_desk.storage.entry import Entry
from school_desk.storage.merge import apply, entries
from school_desk.storage.unit_of_work import Storage
from school_desk.sync.batch import check, follow
from school_desk.sync.errors import BatchRefusedError
from school_desk.sync.header import BEFORE_BYTES, Header
from school_desk.sync.signing import check_signature, message
from school_desk.sync.streams import MOST_RUN, Streams, in_order

TOP_PLAIN = 1 << 30
LEVEL = 9

Step = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Run:
    """Entries of one stream that follow each other, and the signature of their chain.

    Args:
        vouched: the signature is that of who wrote the packet.
    """

    entries: tuple[Entry, ...]
    signature: bytes
    vouched: bool

    @property
    def stream(self) -> tuple[str, bytes]:
        """Partition and computer."""
        return self.entries[0].part, self.entries[0].device


def pack(storage: Storage, parts: Collection[str]) -> bytes:
    """All that is here of these partitions."""
    streams, squeezed = Streams(storage, storage.device), zlib.compressobj(LEVEL)
    runs = (run for part in in_order(parts) for run in _runs(storage, streams, part))
    pieces = [squeezed.compress(_spelled(run).encode() + b"\n") for run in runs]
    return b"".join((*pieces, squeezed.flush()))


def unpack(
    storage: Storage,
    content: bytes,
    parts: Collection[str],
    voucher: bytes,
    step: Step = lambda _done, _total: None,
) -> None:
    """Take a packet into a file that holds nothing of these partitions yet.

    Args:
        storage: the new file.
        content: the packet.
        parts: what may be in it.
        voucher: the public key of who wrote it, known from hand to hand.
        step: hears how many runs were taken, of how many; may raise to leave off.

    Raises:
        BatchRefusedError: it was changed, something is missing, an author is unknown, or it holds
            what it must not. What was taken before stays: the caller throws the file away.
    """
    runs = _read(content)
    if any(run.stream[0] not in parts for run in runs):
        raise BatchRefusedError(why="partition")
    taking, done = _Taking(storage, voucher), 0
    for part in in_order(dict.fromkeys(run.stream[0] for run in runs)):
        for taken in taking.portions([run for run in runs if run.stream[0] == part]):
            done += taken
            step(done, len(runs))


class _Taking:
    """What is known while a packet is taken in: keys from what came before, ends of streams."""

    def __init__(self, storage: Storage, voucher: bytes) -> None:
        self._storage = storage
        self._streams = Streams(storage, storage.device)
        self._voucher = voucher
        self._ends: dict[tuple[str, bytes], tuple[int, bytes]] = {}

    def portions(self, left: list[Run]) -> Iterator[int]:
        """Take the runs of a partition; those of which the author is known now go first."""
        while left:
            known = [run for run in left if self._key(run) is not None]
            if not known:
                raise BatchRefusedError(why="unknown computer")
            for run in known:
                self._accept(run)
            taken = [run for run in known if not run.vouched]
            arrived = [entry for run in known for entry in run.entries]
            apply(self._storage, arrived, partial(self._keep, runs=taken))
            left = [run for run in left if run not in known]
            yield len(known)

    def _key(self, run: Run) -> bytes | None:
        return self._voucher if run.vouched else self._streams.public_key(run.stream[1])

    def _accept(self, run: Run) -> None:
        """The run goes on from what came before, and its author has signed where it leads."""
        part, device = run.stream
        seq, before = self._ends.get(run.stream, (0, beginning(device, part)))
        first, count = run.entries[0].seq, len(run.entries)
        if [one.seq for one in run.entries] != list(range(seq + 1, seq + count + 1)):
            raise BatchRefusedError(why="numbers")
        chain = follow(before, run.entries)
        header = Header(0, device, part, first, count, before[:BEFORE_BYTES])
        check_signature(self._key(run) or b"", message(header, before, chain), run.signature)
        self._ends[run.stream] = seq + count, chain

    def _keep(self, db: Connection, runs: Collection[Run]) -> None:
        """The signatures stay, so that the runs can be passed on."""
        storage = self._storage
        rows = [
            (
                storage.keys.part_named(db, run.stream[0]),
                storage.log.device(db, run.stream[1]),
                *(run.entries[-1].seq, run.entries[0].seq, run.signature),
            )
            for run in runs
            if run.stream[1] != storage.device.id
        ]
        db.executemany("INSERT OR IGNORE INTO batch_signature VALUES (?, ?, ?, ?, ?)", rows)


def _runs(storage: Storage, streams: Streams, part: str) -> Iterator[Run]:
    for (name, device), tip in sorted(streams.vector({part}).items()):
        at, chain = 0, beginning(device, name)
        while at < tip.seq:
            run = _next(storage, streams, (name, device), at, chain)
            at, chain = run.entries[-1].seq, follow(chain, run.entries)
            yield run


def _next(
    storage: Storage, streams: Streams, stream: tuple[str, bytes], at: int, chain: bytes
) -> Run:
    """The next run of a stream: as its author signed it, or signed by this computer."""
    part, device = stream
    kept = None if device == streams.own else streams.signed_after(part, device, at)
    if kept is not None and kept[0] == at + 1:
        return Run(tuple(entries(storage, part, device, at, kept[1])), kept[2], vouched=False)
    run = tuple(streams.run_from(part, device, at, MOST_RUN))
    header = Header(0, device, part, at + 1, len(run), chain[:BEFORE_BYTES])
    signature = storage.device.sign(message(header, chain, follow(chain, run)))
    return Run(run, signature, vouched=device != streams.own)


def _spelled(run: Run) -> str:
    """One line: what all entries share is told once."""
    contexts: dict[str, int] = {}
    trails: dict[tuple[Value, ...], int] = {}
    lines = []
    for one in run.entries:
        ctx = contexts.setdefault(context_text(one.ctx), len(contexts))
        trail = trails.setdefault(one.trail, len(trails))
        line = [one.table, one.field, one.hlc, ctx, trail, one.key, _out(one.val)]
        lines.append(line + [_out(one.salt), _out(one.digest)] * (one.salt != one.digest))
    part, device = run.stream
    whole = [
        *(part, device.hex(), run.entries[0].seq, int(run.vouched), run.signature.hex()),
        *(list(contexts), [list(map(_out, one)) for one in trails], lines),
    ]
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _read(content: bytes) -> list[Run]:
    opened = zlib.decompressobj()
    try:
        plain = opened.decompress(content, TOP_PLAIN)
        if not opened.eof or opened.unused_data:
            raise BatchRefusedError(why="length")
        return [_run(json.loads(line)) for line in plain.splitlines()]
    except (zlib.error, ValueError, TypeError, LookupError, RecursionError) as error:
        raise BatchRefusedError(why="packet") from error


def _run(read: Any) -> Run:  # noqa: ANN401  JSON
    part, device, first, vouched, signature, contexts, trails, lines = read
    seen = [context_of(one) for one in contexts]
    told = [tuple(map(_in, one)) for one in trails]
    whose = bytes.fromhex(device)
    if len(whose) != ID_BYTES or not lines or not isinstance(part, str):
        raise ValueError(part)
    found = []
    for seq, (table, field, hlc, ctx, trail, key, val, *secret) in enumerate(lines, first):
        salt, digest = map(_in, secret or (None, None))
        facts = table, tuple(key), field, _in(val), seen[ctx], hlc, told[trail], salt, digest
        found.append(_checked(Entry(part, whose, seq, *facts)))
    return Run(tuple(found), bytes.fromhex(signature), bool(vouched))


def _checked(entry: Entry) -> Entry:
    check(entry)
    return entry


def _out(value: Value) -> object:
    """JSON knows no bytes: they go as a list of one text in hexadecimal."""
    return [value.hex()] if isinstance(value, bytes) else value


def _in(value: Any) -> Any:  # noqa: ANN401  JSON
    return bytes.fromhex(value[0]) if isinstance(value, list) else value
