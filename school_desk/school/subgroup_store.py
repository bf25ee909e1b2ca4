"""Subgroups and who sits in them, as rows."""

from datetime import date

from school_desk.school.model import GroupKind
from school_desk.school.stay_rules import DAY
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork


def save_group(
    work: UnitOfWork, parts: Partitions, class_group: int, name: str, kind: GroupKind
) -> int:
    """A subgroup of a class, or a pupil of it who is taught at home."""
    return work.born(
        "teaching_group",
        parts.school_wide,
        class_group=class_group,
        name=name,
        kind=kind.value or None,
    )


def save_seat(work: UnitOfWork, parts: Partitions, group: int, pupil: int, since: date) -> None:
    """From a day on a pupil sits in a subgroup, whatever was planned; the days before stay."""
    kept = False
    for row, starts in _seats_from(work.db, group, pupil, since):
        if kept or (starts is not None and starts > since):
            work.delete(row)
        else:
            work.put("group_member", row, ends=None)
            kept = True
    if not kept:
        _sit(work, parts, group, pupil, since)


def end_seat(work: UnitOfWork, group: int, pupil: int, since: date) -> None:
    """From a day on a pupil sits in a subgroup no more, nor as was planned for later."""
    for row, starts in _seats_from(work.db, group, pupil, since):
        if starts is not None and starts >= since:
            work.delete(row)
        else:
            work.put("group_member", row, ends=(since - DAY).isoformat())


def _seats_from(
    db: Connection, group: int, pupil: int, since: date
) -> list[tuple[int, date | None]]:
    """The seats of a pupil that last to a day or beyond, by their first days."""
    rows = db.execute(
        "SELECT row, starts FROM group_member WHERE alive AND grp = ? AND pupil = ? "
        "AND coalesce(ends >= ?, 1) ORDER BY starts",
        (group, pupil, since.isoformat()),
    )
    return [(row, date.fromisoformat(starts) if starts else None) for row, starts in rows]


def _sit(work: UnitOfWork, parts: Partitions, group: int, pupil: int, since: date) -> None:
    """The first seat is the natural row; one more after a break is a row of its own."""
    found = work.db.execute(
        "SELECT 1 FROM group_member WHERE alive AND grp = ? AND pupil = ?", (group, pupil)
    ).fetchone()
    make = work.new if found else work.born
    days = {"starts": since.isoformat(), "ends": None}
    make("group_member", parts.school_wide, grp=group, pupil=pupil, **days)


def teaching_row(db: Connection, group: int, subject: int) -> int | None:
    """The row that says who teaches a subject to a group."""
    found = db.execute(
        "SELECT row FROM teaching WHERE alive AND grp = ? AND subject = ?", (group, subject)
    ).fetchone()
    return int(found[0]) if found else None
