"""What a damaged file has written after a backup of it: read as far as it can be, and brought over.

The engine gives a page as it was written or not at all, so what can be read is what somebody typed.
"""

from collections.abc import Iterable, Iterator

from school_desk.errors import DeskError
from school_desk.storage.merge import Entry, apply, entries
from school_desk.storage.registry import Registry
from school_desk.storage.unit_of_work import Storage


def readable_tail(damaged: Storage, copy: Storage) -> tuple[Entry, ...]:
    """The lines of every stream that the copy lacks; of each up to the first that is lost."""
    streams = damaged.db.execute(
        "SELECT part.name, device.id, vv.seq FROM vv "
        "JOIN part ON part.ord = vv.part JOIN device ON device.ord = vv.dev"
    ).fetchall()
    found: list[Entry] = []
    for part, device, end in streams:
        found += _readable(damaged, part, device, _reached(copy, part, device), end)
    return tuple(found)


def units_in(tail: Iterable[Entry], registry: Registry) -> int:
    """How many units of work these lines are of, whole or in part; looks are not counted."""
    logs = {one.id for one in registry.tables if one.append_only}
    return len({(one.device, one.hlc, one.trail) for one in tail if one.table not in logs})


def bring_over(copy: Storage, tail: Iterable[Entry]) -> None:
    """Write the lines into the copy as those of the device that they were written on."""
    apply(copy, tail)


def _readable(damaged: Storage, part: str, device: bytes, after: int, end: int) -> Iterator[Entry]:
    for seq in range(after + 1, end + 1):
        try:
            yield from entries(damaged, part, device, seq - 1, seq)
        except DeskError:
            damaged.database.connect_anew()
            return


def _reached(copy: Storage, part: str, device: bytes) -> int:
    """How far the copy has a stream."""
    found = copy.db.execute(
        "SELECT vv.seq FROM vv JOIN part ON part.ord = vv.part JOIN device ON device.ord = vv.dev "
        "WHERE part.name = ? AND device.id = ?",
        (part, device),
    ).fetchone()
    return int(found[0]) if found else 0
