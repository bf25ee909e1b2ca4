"""Rows around the weekly timetable: hours of a group, shifts, sets, rooms, hours nobody can."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from school_desk.school.bell_store import load_class_shifts
from school_desk.school.model import TimetableSlot, Weeks
from school_desk.school.store import OF_YEAR, load_timetable
from school_desk.school.timetable_model import Circumstances, Spot
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork

OWN = ("subject", "teacher", "room")
Facts = tuple[int | None, int | None, str | None]
OTHER = ("other_subject", "other_teacher", "other_room")


def load_busy(db: Connection) -> frozenset[tuple[int, int, int]]:
    """Account, weekday and slot at which a teacher cannot come."""
    rows = db.execute("SELECT account, weekday, slot FROM teacher_time WHERE alive AND busy")
    return frozenset((account, weekday, slot) for account, weekday, slot in rows)


def load_rooms(db: Connection, year: str) -> tuple[str, ...]:
    """Every room: of the list of rooms, and of lessons."""
    listed = {name for (name,) in db.execute("SELECT name FROM room WHERE alive") if name}
    used = {slot.room for slot in load_timetable(db, year) if slot.room}
    return tuple(sorted(listed | used, key=_room_order))


def _room_order(name: str) -> tuple[int, str]:
    """Rooms with a number by number, then the others.

    >>> sorted(("Спортзал", "12", "2"), key=_room_order)
    ['2', '12', 'Спортзал']
    """
    return (int(name), "") if name.isdecimal() else (10**9, name)


def load_circumstances(db: Connection, year: str) -> Circumstances:
    """What beside the lessons says who cannot be where."""
    rows = db.execute(
        "SELECT row, class_group, coalesce(name, ''), coalesce(kind, '') FROM teaching_group "
        f"WHERE alive AND {OF_YEAR.replace('grp', 'row', 1)}",
        (year,),
    ).fetchall()
    shifts = load_class_shifts(db, year)
    return Circumstances(
        class_of={row: class_group for row, class_group, _name, _kind in rows},
        whole=frozenset(row for row, _class, name, _kind in rows if not name),
        kind={row: kind for row, _class, name, kind in rows if name},
        members=_members(db),
        busy=load_busy(db),
        shift={
            row: shifts[class_group]
            for row, class_group, _name, _kind in rows
            if class_group in shifts
        },
    )


def _members(db: Connection) -> Mapping[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for group, pupil in db.execute(
        "SELECT grp, pupil FROM group_member WHERE alive AND ends IS NULL"
    ):
        found[group].add(pupil)
    return {group: frozenset(pupils) for group, pupils in found.items()}


def save_hour(
    work: UnitOfWork, parts: Partitions, spot: Spot, lessons: Sequence[TimetableSlot]
) -> int | None:
    """Let an hour of a group have these lessons: none, one, or those of odd and of even weeks."""
    there = work.db.execute(
        "SELECT row, pattern FROM timetable_slot "
        "WHERE alive AND grp = ? AND weekday = ? AND slot = ?",
        (spot.group, spot.weekday, spot.slot),
    ).fetchone()
    if not lessons:
        if there:
            work.delete(there[0])
        return None
    row = work.born(
        "timetable_slot", parts.school_wide, grp=spot.group, weekday=spot.weekday, slot=spot.slot
    )
    work.put("timetable_slot", row, **_columns(lessons, there[1] if there else None))
    return row


def _columns(lessons: Iterable[TimetableSlot], pattern: str | None) -> dict[str, int | str | None]:
    """The columns of an hour; the lesson that stood first stays first."""
    by_weeks: dict[Weeks, Facts] = {
        one.weeks: (one.subject, one.teacher, one.room or None) for one in lessons
    }
    nothing: Facts = (None, None, None)
    kept: str | None = None
    if Weeks.EVERY in by_weeks:
        own, other = by_weeks[Weeks.EVERY], nothing
    else:
        first = Weeks(pattern) if pattern else Weeks.ODD
        first = first if pattern or first in by_weeks else first.other
        own, other = by_weeks.get(first, nothing), by_weeks.get(first.other, nothing)
        kept = first.value
    return {
        **dict(zip(OWN, own, strict=True)),
        **dict(zip(OTHER, other, strict=True)),
        "pattern": kept,
    }


def save_busy(
    work: UnitOfWork, parts: Partitions, account: int, hour: tuple[int, int], *, busy: bool
) -> None:
    """Whether a teacher cannot come at an hour of the week."""
    weekday, slot = hour
    work.born(
        "teacher_time",
        parts.school_wide,
        account=account,
        weekday=weekday,
        slot=slot,
        busy=int(busy),
    )


def save_room(work: UnitOfWork, parts: Partitions, name: str) -> None:
    """A room of the list."""
    work.born("room", parts.school_wide, name=name)
