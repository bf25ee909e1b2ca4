"""Which change really stands in a cell: seen through the undos and redos on top of it."""

from dataclasses import dataclass

from school_desk.storage.canonical import Value
from school_desk.storage.changelog import Dot
from school_desk.storage.engine import Connection
from school_desk.storage.unit_of_work import ORIGINS

UNDO, REDO = ORIGINS.index("undo"), ORIGINS.index("redo")


@dataclass(frozen=True, slots=True)
class Past:
    """A logged change with its unit of work and the head that it replaced."""

    dot: Dot
    prev: Dot | None
    val: Value
    work: int
    origin: int | None
    of: int | None


def past(db: Connection, part: int, dot: Dot) -> Past:
    """A change as the log keeps it."""
    prev_dev, prev_seq, val, work, origin, of = db.execute(
        "SELECT prev_dev, prev_seq, val, work, origin, of FROM change_log JOIN work USING(work) "
        "WHERE part = ? AND dev = ? AND seq = ?",
        (part, dot.dev, dot.seq),
    ).fetchone()
    prev = Dot(prev_dev, prev_seq) if prev_dev else None
    return Past(dot, prev, val, work, origin, of)


def standing(db: Connection, part: int, dot: Dot | None) -> Dot | None:
    """The change whose value a head shows: an undo shows what was before, a redo what it redoes.

    None where the cell is as if nobody had ever written in it.
    """
    while dot is not None:
        head = past(db, part, dot)
        if head.of is None:
            return dot
        found = _of_work(db, part, head.prev, head.of)
        if found is None:
            return None
        if head.origin == REDO:
            return found.dot
        dot = _first_of_work(db, part, found).prev
    return None


def root(db: Connection, part: int, dot: Dot) -> Past:
    """The first change of a cell under a head."""
    found = past(db, part, dot)
    while found.prev is not None:
        found = past(db, part, found.prev)
    return found


def _of_work(db: Connection, part: int, dot: Dot | None, work: int) -> Past | None:
    """The newest change under a head that a unit of work made."""
    while dot is not None:
        found = past(db, part, dot)
        if found.work == work:
            return found
        dot = found.prev
    return None


def _first_of_work(db: Connection, part: int, last: Past) -> Past:
    """The first change that the same unit of work made in this cell."""
    first = last
    while first.prev is not None:
        below = past(db, part, first.prev)
        if below.work != last.work:
            break
        first = below
    return first
