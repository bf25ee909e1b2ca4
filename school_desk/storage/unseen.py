"""Changes that neither saw another one nor were seen by it: a mark, and a closing elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from school_desk.storage.canonical import Value
from school_desk.storage.changelog import Dot
from school_desk.storage.clock import moment_of
from school_desk.storage.engine import Row
from school_desk.storage.heads import Head
from school_desk.storage.rows import unpack
from school_desk.storage.unit_of_work import Storage
from school_desk.storage.values import from_log

TAIL = (
    "SELECT seq, row, field, val, actor, hlc FROM change_log JOIN work USING(work) "
    "WHERE part = ? AND dev = ? AND seq > ? ORDER BY seq"
)


@dataclass(frozen=True, slots=True)
class Unseen:
    """A value that stands now and was written without knowledge of another change."""

    table: str
    parent: int
    pupil: int | None
    values: tuple[Value, ...]
    at: datetime
    actor: int | None
    head: Head


def unseen_by(storage: Storage, row: int, name: str) -> tuple[Unseen, ...]:
    """What stands in the partition of a row and neither saw, nor was seen by, a field's value.

    Only what other devices wrote after that value's context is read: the tails of their streams.
    """
    place = storage.keys.place(storage.db, row)
    field = next(one for one in place.table.fields if one.name == name)
    dot = storage.log.displayed(storage.db, place, row, field)
    if dot is None:
        return ()
    known = storage.log.head(storage.db, place.part, dot, field)
    return tuple(_standing(storage, place.part, known))


def saw(storage: Storage, row: int, name: str, found: Unseen) -> bool:
    """Whether a field's value was written by somebody who had seen a change."""
    place = storage.keys.place(storage.db, row)
    field = next(one for one in place.table.fields if one.name == name)
    dot = storage.log.displayed(storage.db, place, row, field)
    return dot is not None and storage.log.head(storage.db, place.part, dot, field).saw(found.head)


def _standing(storage: Storage, part: int, known: Head) -> Iterator[Unseen]:
    db, log = storage.db, storage.log
    for dev, last in db.execute("SELECT dev, seq FROM vv WHERE part = ?", (part,)).fetchall():
        device = log.identity(db, dev)
        after = known.ctx.get(device, 0)
        if device == known.device or after >= last:
            continue
        for line in db.execute(TAIL, (part, dev, after)).fetchall():
            yield from _if_unseen(storage, known, Dot(dev, line[0]), line)


def _if_unseen(storage: Storage, known: Head, dot: Dot, line: Row) -> Iterator[Unseen]:
    """A line, if it stands and its author had not seen the change."""
    _, row, number, val, actor, hlc = line
    db, log = storage.db, storage.log
    place = storage.keys.place(db, row)
    field = storage.registry.field(place.table, number)
    head = log.head(db, place.part, dot, field)
    if head.saw(known) or log.displayed(db, place, row, field) != dot:
        return
    tag, parent, pupil = unpack(row)
    parent, member = (parent, pupil) if tag else (row, None)
    values = from_log(field, val)
    yield Unseen(place.table.name, parent, member, values, moment_of(hlc), actor, head)
