"""What the register has written about lessons, for those who count attendance."""

from collections.abc import Iterable, Mapping
from datetime import date

from school_desk.storage.engine import Connection

Place = tuple[int, date, int]
"""Teaching group, day, slot."""


def load_taught(
    db: Connection, groups: Iterable[int], first: date, last: date
) -> Mapping[Place, tuple[int, bool]]:
    """The lessons in which somebody has written: subject, and whether it was cancelled."""
    wanted = tuple(groups)
    rows = db.execute(
        "SELECT grp, day, slot, subject, cancelled IS NOT NULL FROM lesson "
        f"WHERE grp IN ({', '.join('?' * len(wanted))}) AND day BETWEEN ? AND ?",
        (*wanted, first.isoformat(), last.isoformat()),
    )
    return {
        (group, date.fromisoformat(day), slot): (subject, bool(cancelled))
        for group, day, slot, subject, cancelled in rows
    }
