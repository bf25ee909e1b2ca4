"""Subgroups and who sits in them, as rows."""

from collections.abc import Iterable, Mapping
from datetime import date

from school_desk.school.model import GroupKind
from school_desk.school.stay_rules import DAY
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork


def load_sexes(db: Connection) -> Mapping[int, str]:
    """Who is a girl and who is a boy, where it is noted."""
    rows = db.execute("SELECT pupil, sex FROM personal_file WHERE alive AND sex IS NOT NULL")
    return dict(rows.fetchall())


def load_seats(db: Connection, group: int) -> tuple[tuple[int, int, date | None, date | None], ...]:
    """The rows of a subgroup's members: row, pupil, first day, last day."""
    rows = db.execute(
        "SELECT row, pupil, starts, ends FROM group_member WHERE alive AND grp = ?", (group,)
    )
    return tuple((row, pupil, _day(starts), _day(ends)) for row, pupil, starts, ends in rows)


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


def save_seats(
    work: UnitOfWork, parts: Partitions, group: int, pupils: Iterable[int], since: date
) -> None:
    """From a day on these pupils sit in a subgroup, and nobody else.

    Who stays keeps the days before; a seat that would hold no day any more is taken away.
    """
    wanted = set(pupils)
    for row, pupil, starts, ends in load_seats(work.db, group):
        over = ends is not None and ends < since
        if not over and pupil in wanted and (starts is None or starts <= since):
            work.put("group_member", row, ends=None)
            wanted.discard(pupil)
        elif not over and starts is not None and starts >= since:
            work.delete(row)
        elif not over:
            work.put("group_member", row, ends=(since - DAY).isoformat())
    for pupil in sorted(wanted):
        _sit(work, parts, group, pupil, since)


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


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
