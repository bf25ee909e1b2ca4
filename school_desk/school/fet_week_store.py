"""Everything that a timetable is made from, read at once."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from school_desk.school.bell_store import load_class_shifts, load_shifts
from school_desk.school.class_set_store import load_class_sets
from school_desk.school.curriculum_store import load_hours
from school_desk.school.fet_model import ClassFacts, SchoolWeek, Time
from school_desk.school.fet_store import (
    load_class_pupils,
    load_rooms,
    load_subgroup_pupils,
)
from school_desk.school.model import Calendar, PersonName
from school_desk.school.store import (
    load_bells,
    load_class_groups,
    load_subjects,
    load_teaching_groups,
    load_teachings,
    load_timetable,
)
from school_desk.school.timetable_rules import known_teachers, of_staff
from school_desk.school.timetable_store import load_busy
from school_desk.storage.engine import Connection

USUAL_SLOTS = range(1, 9)
"""Of a school that has not typed its bells."""


def load_week(
    db: Connection,
    calendar: Calendar,
    day: date,
    names: Mapping[int, PersonName],
    at_work: frozenset[int],
) -> SchoolWeek:
    """The school as FET must know it, with the pupils of a day.

    Who does not work here any more keeps the lessons of the timetable and gets no new ones.
    """
    year = calendar.id
    classes = {one.id for one in load_class_groups(db, year)}
    slots = {bell.slot for bell in load_bells(db)} or set(USUAL_SLOTS)
    slots |= {slot for shift in load_shifts(db) for slot in shift.slots}
    timetable = load_timetable(db, year)
    slots |= {slot.slot for slot in timetable}
    known = known_teachers(names, at_work, timetable)
    return SchoolWeek(
        weekdays=calendar.weekdays,
        slots=tuple(sorted(slots)),
        classes=_classes(db, year, day.isoformat(), tuple(sorted(slots))),
        groups={one.id: one for one in load_teaching_groups(db) if one.class_group in classes},
        subjects={one.id: one.names["kk"] for one in load_subjects(db)},
        teachers={who: name.full for who, name in known.items()},
        members=load_subgroup_pupils(db, day.isoformat()),
        busy=_busy(db),
        rooms=load_rooms(db),
        hours=load_hours(db, year),
        teachings=tuple(of_staff(one, at_work) for one in load_teachings(db, year)),
        timetable=timetable,
    )


def _classes(
    db: Connection, year: str, day: str, slots: tuple[int, ...]
) -> Mapping[int, ClassFacts]:
    shifts, pupils = load_class_shifts(db, year), load_class_pupils(db, day)
    set_of = {each.id: one.id for one in load_class_sets(db, year) for each in one.classes}
    return {
        one.id: ClassFacts(
            one.label,
            one.year_level,
            tuple(slot for slot in slots if one.id not in shifts or shifts[one.id].holds(slot)),
            set_of.get(one.id),
            pupils.get(one.id, frozenset()),
        )
        for one in load_class_groups(db, year)
    }


def _busy(db: Connection) -> Mapping[int, frozenset[Time]]:
    """When teachers are not at the school, by account."""
    found: defaultdict[int, set[Time]] = defaultdict(set)
    for account, weekday, slot in load_busy(db):
        found[account].add((weekday, slot))
    return {account: frozenset(times) for account, times in found.items()}
