"""What a timetable is made from, as the file keeps it: who sits where, rooms with their seats."""

from collections import defaultdict
from collections.abc import Mapping

from school_desk.storage.engine import Connection


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
