"""Replace the timetable of some classes in one unit of work."""

from school_desk.school.model import TimetableSlot, Weeks
from school_desk.school.store import OTHER_LESSON, OWN_LESSON
from school_desk.school.timetable_change_rules import TimetableChange, by_place
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork

Facts = tuple[int | str | None, ...]
NOTHING: Facts = (None, None, None)


def save_timetable(work: UnitOfWork, parts: Partitions, change: TimetableChange) -> None:
    """The places of the groups concerned hold what the change says, and nothing else."""
    wanted = by_place(change.after)
    for place, row in _rows(work.db, change.groups).items():
        if place not in wanted:
            work.delete(row)
    for (group, weekday, slot), lessons in wanted.items():
        row = work.born("timetable_slot", parts.school_wide, grp=group, weekday=weekday, slot=slot)
        work.put("timetable_slot", row, **_columns(lessons))


def _rows(db: Connection, groups: frozenset[int]) -> dict[tuple[int, int, int], int]:
    rows = db.execute("SELECT grp, weekday, slot, row FROM timetable_slot WHERE alive")
    return {(grp, day, slot): row for grp, day, slot, row in rows if grp in groups}


def _columns(lessons: tuple[TimetableSlot, ...]) -> dict[str, int | str | None]:
    """A lesson of every week has the place alone; else the first names the weeks."""
    first, *rest = lessons
    other = _facts(rest[0]) if rest else NOTHING
    return {
        **dict(zip(OWN_LESSON, _facts(first), strict=True)),
        **dict(zip(OTHER_LESSON, other, strict=True)),
        "pattern": None if first.weeks is Weeks.EVERY else first.weeks.value,
    }


def _facts(slot: TimetableSlot) -> Facts:
    return slot.subject, slot.teacher, slot.room or None
