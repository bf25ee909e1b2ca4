"""Check the file against its log: chains, rows, guards; name what was touched from outside."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from school_desk.errors import N_
from school_desk.storage.canonical import Value
from school_desk.storage.changelog import Tip, Trail, head_bytes, link, salted
from school_desk.storage.clock import moment_of
from school_desk.storage.compartments import SealedValueBrokenError, sealed_head
from school_desk.storage.engine import Row
from school_desk.storage.entry import Entry, chained, unspelled
from school_desk.storage.migrate import guards_missing
from school_desk.storage.unit_of_work import ORIGINS, Before, Storage, work_chain
from school_desk.storage.values import digest_of, travelling
from school_desk.storage.verify_rows import NOT_SHOWN, Fault, row_faults

__all__ = ["Fault", "tail_fits", "verify"]

NOT_SHOWN_AS_WRITTEN = N_(
    "Row {row} of {table} ({field}) does not show what was written last: "
    "unit of work {work}, {label}, {moment:short}, {who}."
)

Stream = tuple[int, int]
"""What one device wrote in one partition: their numbers, the partition's first."""


def verify(storage: Storage) -> tuple[Fault, ...]:
    """All faults of the file, the first bad unit of work first. Reads everything: slow.

    After the first unit of work that does not fit, the later ones of the same streams cannot be
    told from it and are not named.
    """
    log = sorted(_log_faults(storage), key=lambda fault: fault.work or 0)
    rows = (_with_work(storage, fault) for fault in row_faults(storage))
    found = (*log, *rows, *_guard_faults(storage))
    return tuple(sorted(found, key=lambda fault: (fault.work is None, fault.work or 0)))


def tail_fits(storage: Storage) -> bool:
    """Whether the newest unit of work of this computer fits its chain: quick, at every start."""
    own = storage.log.own
    ends = storage.db.execute(
        "SELECT vv.part, seq, vv.chain, work, of, work.chain FROM vv "
        "LEFT JOIN change_log USING(part, dev, seq) LEFT JOIN work USING(work) WHERE dev = ?",
        (own,),
    ).fetchall()
    newest = max((end[3] or 0 for end in ends), default=0)
    written = _Written()
    for part, seq, chain, work, of, whole in ends:
        if work is None or whole is None:
            return False
        if work == newest:
            written.tips[part] = Tip(seq, chain)
            written.before += _tail(storage, part, seq, work)
            expected, origin = whole, of
    return not ends or written.chain(origin) == expected


def _tail(storage: Storage, part: int, seq: int, work: int) -> Iterator[Before]:
    """What a stream's last lines, as far as they are of one unit of work, replaced."""
    lines = storage.db.execute(
        "SELECT seq, prev_dev, prev_seq, work FROM change_log "
        "WHERE part = ? AND dev = ? AND seq <= ? ORDER BY seq DESC",
        (part, storage.log.own, seq),
    )
    for at, prev_dev, prev_seq, line_work in lines:
        if line_work != work:
            return
        yield part, at, prev_dev, prev_seq


@dataclass(slots=True)
class _Written:
    """What the log says that one unit of work wrote: the ends of its streams, what it replaced."""

    dev: int = 0
    tips: dict[int, Tip] = field(default_factory=dict)
    before: list[Before] = field(default_factory=list)

    def chain(self, of: int | None) -> bytes:
        try:
            return work_chain(self.tips, of, self.before)
        except TypeError:  # what stands in the file is not what we write
            return b""


def _log_faults(storage: Storage) -> Iterator[Fault]:
    """Streams whose lines do not lead to their chains."""
    works: dict[int, _Written] = {}
    doubtful: dict[Stream, int] = {}
    ends = dict(_stream_ends(storage))
    here = _devices_of_here(storage)
    for part, dev in storage.db.execute(
        "SELECT part, dev FROM vv UNION SELECT part, dev FROM change_log"
    ).fetchall():
        own = dev in here
        read = _read_stream(storage, part, dev, works if own else {})
        if own and read.bad is not None:
            doubtful[part, dev] = read.bad
        elif own and read.tip != ends.get((part, dev)):
            works.setdefault(_last_work(storage, part, dev), _Written(dev)).tips[part] = WRONG
        elif read.tip != ends.get((part, dev)):
            yield _bad_stream(storage, part, dev)
    yield from _work_faults(storage, works, doubtful)


def _devices_of_here(storage: Storage) -> frozenset[int]:
    """This computer's devices: a file that was restored goes on as a new one beside its old ones.

    Units of work that came from elsewhere have no chain of their own.
    """
    rows = storage.db.execute(
        "SELECT DISTINCT dev FROM change_log JOIN work USING(work) WHERE chain IS NOT NULL"
    )
    return frozenset((storage.log.own, *(dev for (dev,) in rows)))


def _stream_ends(storage: Storage) -> Iterator[tuple[Stream, Tip]]:
    for part, dev, seq, chain in storage.db.execute("SELECT part, dev, seq, chain FROM vv"):
        yield (part, dev), Tip(seq, chain)


def _work_faults(
    storage: Storage, works: Mapping[int, _Written], doubtful: dict[Stream, int]
) -> Iterator[Fault]:
    """This computer's units of work that do not fit; of each stream only the first can be told."""
    yield from (bad_work(storage, work) for work in sorted(set(doubtful.values())))
    for work, of, chain in storage.db.execute(
        "SELECT work, of, chain FROM work WHERE chain IS NOT NULL ORDER BY work"
    ).fetchall():
        written = works.get(work, _Written())
        streams = [(part, written.dev) for part in written.tips]
        known = any(doubtful.get(stream, work + 1) <= work for stream in streams)
        if not known and written.chain(of) != chain:
            yield bad_work(storage, work)
            doubtful |= {one: min(work, doubtful.get(one, work)) for one in streams}


WRONG = Tip(0, b"")
"""Where a stream leads from a line that is not what was written."""


@dataclass(frozen=True, slots=True)
class _Stream:
    """A stream as it was read: where it leads, and the first unit of work that cannot be read."""

    tip: Tip
    bad: int | None


def _read_stream(storage: Storage, part: int, dev: int, works: dict[int, _Written]) -> _Stream:
    tip, bad = _start(storage, part, dev), None
    rows = storage.db.execute(
        "SELECT c.seq, c.row, c.field, c.val, c.ctx, c.work, w.hlc, l.text, w.actor, w.origin, "
        "w.reason, p.salt, p.digest, c.prev_dev, c.prev_seq "
        "FROM change_log AS c LEFT JOIN work AS w USING(work) "
        "LEFT JOIN label AS l ON l.ord = w.label "
        "LEFT JOIN personal_salt AS p USING(part, dev, seq) "
        "WHERE c.part = ? AND c.dev = ? ORDER BY c.seq",
        (part, dev),
    )
    aside = _set_aside(storage, part, dev)
    for line in rows:
        while aside and aside[-1].seq == tip.seq + 1:
            tip = _past(tip, aside.pop())
        work = line[5] if isinstance(line[5], int) else 0
        try:
            tip = _next(storage, dev, tip, line)
        except (TypeError, KeyError, ValueError, IndexError, SealedValueBrokenError):
            bad = work if bad is None else bad
            tip = Tip(line[0], WRONG.chain)
        written = works.setdefault(work, _Written(dev))
        written.tips[part] = tip
        written.before.append((part, line[0], line[13], line[14]))
    while aside and aside[-1].seq == tip.seq + 1:
        tip = _past(tip, aside.pop())
    return _Stream(tip, bad) if not aside else _Stream(WRONG, bad)


def _set_aside(storage: Storage, part: int, dev: int) -> list[Entry]:
    """What a stream holds that stands in no row, the last first."""
    rows = storage.db.execute(
        "SELECT entry FROM set_aside WHERE part = ? AND dev = ? ORDER BY seq DESC", (part, dev)
    ).fetchall()
    try:
        return [unspelled(text) for (text,) in rows]
    except (TypeError, ValueError):  # what stands in the file is not what we write
        return []


def _past(tip: Tip, entry: Entry) -> Tip:
    return Tip(entry.seq, chained(tip.chain, entry))


def _start(storage: Storage, part: int, dev: int) -> Tip:
    try:
        return storage.log.start(storage.db, part, dev)
    except TypeError:  # the name of the device or the partition is gone
        return WRONG


def _next(storage: Storage, dev: int, tip: Tip, line: Row) -> Tip:
    """The chain after a line of the log as it stands in the file; ValueError where it cannot be."""
    seq, row, number, val, ctx, _, hlc, label, actor, origin, reason, salt, digest = line[:13]
    if seq != tip.seq + 1 or label is None:
        raise ValueError(seq)
    db, log = storage.db, storage.log
    table = storage.keys.place(db, row).table
    entry = storage.registry.field(table, number)
    trail = log.trail_value(db, Trail(label, actor, ORIGINS[origin or 0], reason or ""))
    keys = storage.keys.travelling(db, row)
    head = head_bytes(table, keys, number, seq, hlc, log.context_text(db, ctx), trail)
    sent = travelling(db, storage.keys, entry, val)
    if entry.sealed and val is not None:
        _accept_sealed(val, log.identity(db, dev), seq)
    if not entry.personal:
        return Tip(seq, link(tip.chain, head, digest_of(sent)))
    if salt is None and val is not None:
        raise ValueError(seq)
    if salt is not None and salted(sent, salt) != digest:
        raise ValueError(seq)
    return Tip(seq, link(tip.chain, head, digest))


def _accept_sealed(val: Value, device: bytes, seq: int) -> None:
    """A sealed value says which change wrote it, and lies in no other; it is not opened here."""
    if not isinstance(val, bytes):
        raise TypeError("a sealed field holds plain words")
    head = sealed_head(val)
    if (head.device, head.seq) != (device, seq):
        raise ValueError(seq)


def _last_work(storage: Storage, part: int, dev: int) -> int:
    found = storage.db.execute(
        "SELECT max(work) FROM change_log WHERE part = ? AND dev = ?", (part, dev)
    ).fetchone()
    return int(found[0] or 0)


def bad_work(storage: Storage, work: int) -> Fault:
    """A unit of work by its label and moment, as far as they can be read."""
    facts = _facts(storage, work)
    if facts is None:
        return Fault(N_("Unit of work {work} has no line in the log."), {"work": work}, work)
    sentence = N_("Unit of work {work} was changed from outside: {label}, {moment:short}, {who}.")
    return Fault(sentence, facts, work)


def _facts(storage: Storage, work: int) -> dict[str, object] | None:
    """What the log says of a unit of work: what, when, by whom (an account's row)."""
    found = storage.db.execute(
        "SELECT text, hlc, actor FROM work JOIN label ON label.ord = work.label WHERE work = ?",
        (work,),
    ).fetchone()
    if found is None:
        return None
    label, hlc, who = found
    moment = moment_of(hlc) if isinstance(hlc, int) else hlc
    return {"work": work, "label": label, "moment": moment, "who": who}


def _with_work(storage: Storage, fault: Fault) -> Fault:
    """A line that does not show what somebody wrote: what that was is told as well."""
    facts = _facts(storage, fault.work) if fault.work and fault.sentence == NOT_SHOWN else None
    if facts is None:
        return fault
    return replace(fault, sentence=NOT_SHOWN_AS_WRITTEN, facts={**fault.facts, **facts})


def _bad_stream(storage: Storage, part: int, dev: int) -> Fault:
    name, device = storage.db.execute(
        "SELECT (SELECT name FROM part WHERE ord = ?), (SELECT id FROM device WHERE ord = ?)",
        (part, dev),
    ).fetchone()
    sentence = N_("What came from the computer {device} ({partition}) was changed from outside.")
    shown = device.hex() if isinstance(device, bytes) else device
    facts: dict[str, object] = {"device": shown, "partition": name}
    return Fault(sentence, facts, _last_work(storage, part, dev))


def _guard_faults(storage: Storage) -> Iterator[Fault]:
    for name in sorted(guards_missing(storage.database, storage.registry)):
        yield Fault(N_("The guard {name} is missing."), {"name": name})
