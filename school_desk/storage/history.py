"""What happened to a cell: its changes read back along the log, from the displayed one down."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from school_desk.storage.canonical import Value
from school_desk.storage.changelog import Dot
from school_desk.storage.clock import moment_of
from school_desk.storage.registry import ALIVE_FIELD, Field, Policy
from school_desk.storage.rows import Place, pack
from school_desk.storage.unit_of_work import ORIGINS, Storage
from school_desk.storage.values import from_log

Values = tuple[Value, ...]
"""What the columns of a field held."""

LINE = (
    "SELECT c.val, c.prev_dev, c.prev_seq, c.work, w.hlc, w.actor, w.origin, w.reason, l.text "
    "FROM change_log AS c JOIN work AS w ON w.work = c.work JOIN label AS l ON l.ord = w.label "
    "WHERE c.part = ? AND c.dev = ? AND c.seq = ?"
)


@dataclass(frozen=True, slots=True)
class PastChange:
    """One change of a cell: what stood there, what stands there since, who, when, how.

    Args:
        before: None where nothing was written before, or where that is not on this computer.
        beside: a value that stands beside the displayed one, until a person chooses.
        gave_way: a value that was written unseen by the author of another, which stands now.
        here: whether it was written on this computer.
    """

    at: datetime
    actor: int | None
    device: bytes
    here: bool
    before: Values | None
    after: Values
    label: str
    origin: str
    reason: str
    work: int
    beside: bool = False
    gave_way: bool = False


@dataclass(frozen=True, slots=True)
class CellPast:
    """All changes of a cell, the oldest first; `whole` is False where older ones are elsewhere."""

    changes: tuple[PastChange, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the log with the place of the one it replaced."""

    dot: Dot
    prev: Dot | None
    change: PastChange


def field_past(storage: Storage, row: int, name: str) -> CellPast:
    """The past of one field of a row."""
    place = storage.keys.place(storage.db, row)
    entry = next(one for one in place.table.fields if one.name == name)
    return _past(storage, place, row, entry)


def packed_past(storage: Storage, table: str, parent: int, pupil: int) -> CellPast:
    """The past of a cell (parent, pupil): a mark, a sign of attendance."""
    entry = storage.registry.by_name[table]
    row = pack(entry.packed or 0, parent, pupil)
    return _past(storage, storage.keys.place(storage.db, row), row, entry.fields[0])


def row_past(storage: Storage, row: int) -> Mapping[Field, CellPast]:
    """The past of every field of a row, and of its existence."""
    place = storage.keys.place(storage.db, row)
    entries = (ALIVE_FIELD, *place.table.fields)
    found = {entry.name: (entry, _past(storage, place, row, entry)) for entry in entries}
    return {entry: past for entry, past in found.values() if past.changes}


def _past(storage: Storage, place: Place, row: int, entry: Field) -> CellPast:
    """Walk from every head: in a conflict the values beside the displayed one have a past too.

    A chain is followed by the log's own key, so its cost does not grow with the file.
    """
    db, log = storage.db, storage.log
    main = log.displayed(db, place, row, entry)
    lines: dict[Dot, PastChange] = {}
    whole = True
    extra = db.execute(
        "SELECT dev, seq FROM head_extra WHERE row = ? AND field = ?", (row, entry.id)
    )
    standing = {Dot(int(dev), int(seq)) for dev, seq in extra.fetchall()}
    gone = db.execute("SELECT dev, seq FROM gave_way WHERE row = ? AND field = ?", (row, entry.id))
    once = {Dot(int(dev), int(seq)) for dev, seq in gone.fetchall()} - standing
    gave_way = (standing | once) - {main}
    asked = entry.policy is not Policy.LATEST
    for head in (main, *sorted(standing, key=_place), *sorted(once, key=_place)):
        chain, end_known = _chain(storage, place.part, entry, head, lines)
        whole = whole and end_known
        for line in reversed(chain):
            before = lines[line.prev].after if line.prev in lines else None
            beside = asked and line.dot in standing
            change = replace(line.change, before=before, beside=beside)
            lines[line.dot] = replace(change, gave_way=line.dot in gave_way and not beside)
    return CellPast(tuple(_joined(lines)), whole)


def _place(dot: Dot) -> tuple[int, int]:
    return dot.dev, dot.seq


def _chain(
    storage: Storage, part: int, entry: Field, head: Dot | None, known: Mapping[Dot, PastChange]
) -> tuple[list[_Line], bool]:
    """The lines under a head, newest first, and whether the first of them is really the first."""
    found: list[_Line] = []
    met = set(known)
    while head is not None and head not in met:
        met.add(head)
        line = _line(storage, part, entry, head)
        if line is None:
            return found, False
        found.append(line)
        head = line.prev
    return found, True


def _line(storage: Storage, part: int, entry: Field, dot: Dot) -> _Line | None:
    db = storage.db
    row = db.execute(LINE, (part, dot.dev, dot.seq)).fetchone()
    if row is None:
        return None
    val, prev_dev, prev_seq, work, hlc, actor, origin, reason, label = row
    change = PastChange(
        at=moment_of(int(hlc)),
        actor=actor,
        device=storage.log.identity(db, dot.dev),
        here=dot.dev == storage.log.own,
        before=None,
        after=from_log(entry, val),
        label=str(label),
        origin=ORIGINS[origin or 0],
        reason=str(reason or ""),
        work=int(work),
    )
    return _Line(dot, Dot(int(prev_dev), int(prev_seq)) if prev_dev else None, change)


def _joined(lines: Mapping[Dot, PastChange]) -> Iterator[PastChange]:
    """What one unit of work did to the cell in several steps is one change."""
    last: PastChange | None = None
    for change in lines.values():
        if (
            last is not None
            and last.work == change.work
            and (last.beside, last.gave_way) == (change.beside, change.gave_way)
        ):
            last = replace(change, before=last.before)
            continue
        if last is not None:
            yield last
        last = change
    if last is not None:
        yield last
