"""Decided conflicts, told from the log alone: who had seen several values and let one stand."""

from collections.abc import Iterator, Sequence

from school_desk.storage.changelog import Dot
from school_desk.storage.engine import Connection
from school_desk.storage.heads import Head, differ
from school_desk.storage.registry import Field
from school_desk.storage.rows import Place
from school_desk.storage.unit_of_work import Storage

BEFORE = "SELECT prev_dev, prev_seq FROM change_log WHERE part = ? AND dev = ? AND seq = ?"
BESIDE = "SELECT dev, seq FROM gave_way WHERE row = ? AND field = ?"


def decisions(changes: Sequence[Head]) -> tuple[tuple[Head, tuple[Head, ...]], ...]:
    """The changes whose authors had seen several different values standing, with those values.

    >>> a, b = Head(b"a", 1, 10, 7, {}), Head(b"b", 1, 11, 8, {})
    >>> late = Head(b"a", 2, 12, 8, {b"b": 1})
    >>> [(one.hlc, sorted(h.val for h in stood)) for one, stood in decisions((a, b, late))]
    [(12, [7, 8])]
    >>> decisions((a, late))
    ()
    """
    found = []
    for one in changes:
        seen = [other for other in changes if other is not one and one.saw(other)]
        stood = tuple(h for h in seen if not any(o is not h and o.saw(h) for o in seen))
        if differ(stood):
            found.append((one, stood))
    return tuple(found)


def changes_of(
    storage: Storage, db: Connection, place: Place, row: int, field: Field
) -> tuple[Head, ...]:
    """Every change of a cell that once had several values, found along the log's own links."""
    main = storage.log.displayed(db, place, row, field)
    beside = db.execute(BESIDE, (row, field.id)).fetchall()
    ends = [Dot(*map(int, one)) for one in beside] + ([main] if main else [])
    dots = dict.fromkeys(dot for end in ends for dot in _back(db, place.part, end))
    return tuple(storage.log.head(db, place.part, dot, field) for dot in dots)


def _back(db: Connection, part: int, dot: Dot) -> Iterator[Dot]:
    """A change and those before it; what is on another computer only ends the way."""
    at: Dot | None = dot
    while at is not None:
        found = db.execute(BEFORE, (part, at.dev, at.seq)).fetchone()
        if found is None:
            return
        yield at
        at = Dot(int(found[0]), int(found[1])) if found[0] is not None else None
