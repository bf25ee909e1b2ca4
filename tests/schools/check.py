"""Does a timetable hold? Asked in the plainest way, apart from the program's own checks."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from school_desk.app import Desk
from school_desk.school.model import TimetableSlot, Weeks
from school_desk.school.store import load_timetable

HELD = {"odd": (Weeks.EVERY, Weeks.ODD), "even": (Weeks.EVERY, Weeks.EVEN)}


def faults(desk: Desk) -> Iterator[str]:
    """Everything that cannot be: a pupil, a teacher or a room in two places, hours that differ."""
    db = desk._storage.db
    slots = load_timetable(db, desk.year)
    whole = dict(db.execute("SELECT row, class_group FROM teaching_group WHERE name = ''"))
    pupils = defaultdict(set)
    for class_group, pupil in db.execute("SELECT class_group, pupil FROM membership WHERE alive"):
        for group, of in whole.items():
            if of == class_group:
                pupils[group].add(pupil)
    for group, pupil in db.execute("SELECT grp, pupil FROM group_member WHERE alive"):
        pupils[group].add(pupil)
    for weeks, held in HELD.items():
        for slot in {(one.weekday, one.slot) for one in slots}:
            here = [one for one in slots if (one.weekday, one.slot) == slot and one.weeks in held]
            yield from _of_hour(here, pupils, f"{weeks} {slot}")
    yield from _hours(desk, slots)
    yield from _out_of_shift(db, slots)


def _of_hour(here: list[TimetableSlot], pupils, where: str) -> Iterator[str]:
    sitting = Counter(pupil for one in here for pupil in pupils[one.group])
    yield from (f"{where}: pupil {pupil} twice" for pupil, n in sitting.items() if n > 1)
    rooms, teachers = defaultdict(set), defaultdict(set)
    for one in here:
        teachers[one.teacher].add(one.room or one.group)
        rooms[one.room].add(one.teacher)
    yield from (f"{where}: teacher {one} in {at}" for one, at in teachers.items() if len(at) > 1)
    yield from (f"{where}: room {one} {by}" for one, by in rooms.items() if one and len(by) > 1)


def _hours(desk: Desk, slots: tuple[TimetableSlot, ...]) -> Iterator[str]:
    db = desk._storage.db
    wanted = db.execute(
        "SELECT t.grp, t.subject, u.hours FROM teaching AS t "
        "JOIN teaching_group AS g ON g.row = t.grp "
        "JOIN curriculum AS u ON u.class_group = g.class_group AND u.subject = t.subject "
        "WHERE t.alive AND u.alive"
    ).fetchall()
    given = Counter()
    for one in slots:
        given[one.group, one.subject] += 1 if one.weeks is Weeks.EVERY else 0.5
    for group, subject, hours in wanted:
        if given[group, subject] != float(hours):
            yield f"group {group} subject {subject}: {given[group, subject]} of {hours}"


def _out_of_shift(db, slots: tuple[TimetableSlot, ...]) -> Iterator[str]:
    shifts = {
        group: range(first, last + 1)
        for group, first, last in db.execute(
            "SELECT g.row, s.first_slot, s.last_slot FROM teaching_group AS g "
            "JOIN class_group AS c ON c.row = g.class_group JOIN shift AS s ON s.number = c.shift"
        )
    }
    yield from (f"{one} out of its shift" for one in slots if one.slot not in shifts[one.group])
