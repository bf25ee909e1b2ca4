"""Rows of the log of archives as values."""

from datetime import date

from school_desk.school.archive_model import TakenOut
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork


def load_taken_out(db: Connection) -> tuple[TakenOut, ...]:
    """Every archive that was written, the newest first."""
    rows = db.execute(
        "SELECT what, day, taken_by, plain, row FROM taken_out WHERE alive AND day IS NOT NULL "
        "ORDER BY day DESC, row DESC"
    )
    return tuple(
        TakenOut(what or "", date.fromisoformat(day), by, bool(plain), row)
        for what, day, by, plain, row in rows
    )


def save_taken_out(work: UnitOfWork, parts: Partitions, taken: TakenOut) -> int:
    """One more archive."""
    return work.new(
        "taken_out",
        parts.admin,
        kind="archive",
        what=taken.what,
        day=taken.day.isoformat(),
        plain=int(taken.plain),
        taken_by=taken.by,
    )
