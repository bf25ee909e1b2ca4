"""What one file of a school has that an earlier copy of it has not: units of work, rows."""

from dataclasses import dataclass
from datetime import datetime

from school_desk.storage.clock import moment_of
from school_desk.storage.engine import Connection
from school_desk.storage.registry import Registry

WRITTEN = (
    "SELECT DISTINCT change_log.work FROM change_log WHERE change_log.work > ? "
    "AND change_log.row NOT IN (SELECT row FROM row_key WHERE tbl IN ({logs}))"
)
WORK = "SELECT hlc, chain, text FROM work JOIN label ON label.ord = work.label WHERE work = ?"


@dataclass(frozen=True, slots=True)
class Later:
    """Units of work after a certain one: how many, between which moments, of what, by whom.

    Args:
        kinds: how many of each intent, the most frequent first.
        by: how many of each account's row, None where nobody is named; the most frequent first.
    """

    units: int
    first: datetime | None = None
    last: datetime | None = None
    kinds: tuple[tuple[str, int], ...] = ()
    by: tuple[tuple[int | None, int], ...] = ()


def last_common(one: Connection, other: Connection) -> int:
    """The number of the last unit of work that both files have; 0 if they have none in common.

    The chain of a unit covers all before it, so that files agree up to a point and not after it.
    """
    least, most = 0, min(_last(one), _last(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one.execute(WORK, (middle,)).fetchone() == other.execute(WORK, (middle,)).fetchone():
            least = middle
        else:
            most = middle - 1
    return least


def later_than(db: Connection, registry: Registry, work: int) -> Later:
    """What a file has after a unit of work; who signed in and looked is no loss and not counted."""
    logs = ", ".join(str(one.id) for one in registry.tables if one.append_only)
    after = f"work.work IN ({WRITTEN.format(logs=logs)})"
    units, first, last = db.execute(
        f"SELECT count(*), min(hlc), max(hlc) FROM work WHERE {after}", (work,)
    ).fetchone()
    if not units:
        return Later(0)
    kinds = db.execute(
        "SELECT text, count(*) AS n FROM work JOIN label ON label.ord = work.label "
        f"WHERE {after} GROUP BY text ORDER BY n DESC, text",
        (work,),
    ).fetchall()
    by = db.execute(
        f"SELECT actor, count(*) AS n FROM work WHERE {after} GROUP BY actor ORDER BY n DESC",
        (work,),
    ).fetchall()
    return Later(units, moment_of(first), moment_of(last), tuple(kinds), tuple(by))


def count(db: Connection, registry: Registry, table: str) -> int:
    """How many rows of a table there are; of cells, how many are filled."""
    entry = registry.by_name[table]
    condition = f"{entry.columns[0]} IS NOT NULL" if entry.packed else "alive"
    return int(db.execute(f"SELECT count(*) FROM {table} WHERE {condition}").fetchone()[0])


def _last(db: Connection) -> int:
    return int(db.execute("SELECT coalesce(max(work), 0) FROM work").fetchone()[0])
