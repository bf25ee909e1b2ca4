"""What a timetable is made from, as the file keeps it: shifts, sets, rooms, who is busy when."""

from collections import defaultdict
from collections.abc import Mapping

from school_desk.storage.engine import Connection


def load_shifts(db: Connection) -> Mapping[int, tuple[int, int]]:
    """The first and last slot of each shift."""
    rows = db.execute("SELECT number, first_slot, last_slot FROM shift WHERE alive")
    return {number: (first, last) for number, first, last in rows if first and last}


def load_seats(db: Connection, year: str) -> Mapping[int, tuple[int | None, int | None]]:
    """The shift and the set of classes of each class group."""
    rows = db.execute(
        "SELECT row, shift, class_set FROM class_group WHERE alive AND year = ?", (year,)
    )
    return {row: (shift, class_set) for row, shift, class_set in rows}


def load_subgroup_pupils(db: Connection, day: str) -> Mapping[int, frozenset[int]]:
    """The pupils of each subgroup on a day, or who will be there first."""
    rows = db.execute(
        "SELECT grp, pupil FROM group_member WHERE alive AND (ends IS NULL OR ends >= ?)", (day,)
    )
    found: defaultdict[int, set[int]] = defaultdict(set)
    for group, pupil in rows:
        found[group].add(pupil)
    return {group: frozenset(pupils) for group, pupils in found.items()}


def load_class_pupils(db: Connection, day: str) -> Mapping[int, frozenset[int]]:
    """The pupils of each class group on a day, or who will be there first."""
    rows = db.execute(
        "SELECT class_group, pupil FROM membership WHERE alive AND (ends IS NULL OR ends >= ?)",
        (day,),
    )
    found: defaultdict[int, set[int]] = defaultdict(set)
    for class_group, pupil in rows:
        found[class_group].add(pupil)
    return {class_group: frozenset(pupils) for class_group, pupils in found.items()}


def load_rooms(db: Connection) -> Mapping[str, int | None]:
    """The seats of each room."""
    rows = db.execute("SELECT name, seats FROM room WHERE alive AND name IS NOT NULL")
    return dict(rows.fetchall())


def load_busy(db: Connection) -> Mapping[int, frozenset[tuple[int, int]]]:
    """When teachers are not at the school, by account."""
    rows = db.execute("SELECT account, weekday, slot FROM teacher_time WHERE alive AND busy")
    found: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    for account, weekday, slot in rows:
        found[account].add((weekday, slot))
    return {account: frozenset(times) for account, times in found.items()}
