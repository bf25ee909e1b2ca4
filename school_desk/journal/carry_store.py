"""Rows of what was carried over to another register."""

from collections import defaultdict

from school_desk.journal.carry_rules import Carried
from school_desk.storage.engine import Connection
from school_desk.storage.unit_of_work import UnitOfWork


def load_carried(db: Connection, group: int, subject: int, name: str | None = None) -> Carried:
    """What was carried over of a page (of one column)."""
    only = "" if name is None else " AND target = ?"
    rows = db.execute(
        "SELECT target, pupil, value FROM carried "
        "WHERE alive AND grp = ? AND subject = ? AND value IS NOT NULL" + only,
        (group, subject) if name is None else (group, subject, name),
    )
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for target, pupil, value in rows:
        found[target][pupil] = value
    return found


def load_carried_pages(db: Connection) -> frozenset[tuple[int, int]]:
    """The pages of which something was carried over."""
    rows = db.execute("SELECT DISTINCT grp, subject FROM carried WHERE alive AND value IS NOT NULL")
    return frozenset((group, subject) for group, subject in rows)


def save_carried(
    work: UnitOfWork,
    class_part: str,
    page: tuple[int, int],
    name: str,
    pupil: int,
    value: str | None,
) -> None:
    """A pupil's value as it was carried over; None: it was not."""
    group, subject = page
    work.born(
        "carried",
        class_part,
        grp=group,
        subject=subject,
        target=name,
        pupil=pupil,
        value=value,
    )
