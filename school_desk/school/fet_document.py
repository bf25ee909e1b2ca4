"""An order as a .fet file, which fet-cl and the window of FET read."""

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

from school_desk.school.fet_check_rules import (
    atoms,
    class_least,
    class_load,
    concerned,
    fixed_times,
)
from school_desk.school.fet_model import Hour, Order, Time
from school_desk.school.fet_names_rules import FetNames, fet_names
from school_desk.school.model import Weeks

VERSION = "6.8.5"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
MARK = "School Desk timetable 1"
SURE, WISHED = 100, 95
LESSONS_A_DAY = 8
"""More than these a teacher has on no day, unless there is no other way."""

GAPS = 12
"""Free lessons between lessons of a teacher in a week."""

Tags = Iterable[str]


def build_fet(order: Order, school: str) -> bytes:
    """The whole file. Its remarks say which school and order it is of."""
    names = fet_names(order)
    parts = (
        _leaf("Institution_Name", school),
        _leaf("Comments", f"{MARK} {order.mark} {order.first}"),
        _named("Days_List", "Number_of_Days", "Day", names.days.values()),
        _named("Hours_List", "Number_of_Hours", "Hour", names.slots.values()),
        _list("Subjects_List", "Subject", sorted(set(names.subjects.values()))),
        "<Activity_Tags_List>\n</Activity_Tags_List>\n",
        _list(
            "Teachers_List",
            "Teacher",
            names.teachers.values(),
            "<Target_Number_of_Hours>0</Target_Number_of_Hours>\n<Qualified_Subjects>\n</Qualified_Subjects>\n",
        ),
        _tag("Students_List", *_years(order, names)),
        _tag("Activities_List", *_activities(order, names)),
        "<Buildings_List>\n</Buildings_List>\n",
        _tag("Rooms_List", *_rooms(order)),
        _tag("Time_Constraints_List", *_time(order, names)),
        _tag("Space_Constraints_List", *_space(order)),
    )
    body = "".join(parts)
    return f'{HEAD}<fet version="{VERSION}">\n{body}</fet>\n'.encode()


# Who and what


def _years(order: Order, names: FetNames) -> Iterator[str]:
    week = order.week
    for class_group in concerned(order):
        whole = next(
            one for one in week.groups.values() if one.class_group == class_group and not one.name
        )
        parts = atoms(week, class_group)
        ours = sorted(
            {group for atom in parts for group in atom}
            | {
                one.id
                for one in week.groups.values()
                if one.class_group == class_group and one.name
            }
        )
        groups = [
            _seated(
                "Group",
                names.groups[group],
                week.size_of(group),
                *(
                    _seated(
                        "Subgroup",
                        names.atoms[class_group, atom],
                        _atom_size(order, class_group, atom),
                    )
                    for atom in parts
                    if group in atom
                ),
            )
            for group in ours
        ]
        if ours and frozenset() in parts:
            rest = names.atoms[class_group, frozenset()]
            groups.append(_seated("Group", rest, _atom_size(order, class_group, frozenset())))
        yield _seated(
            "Year",
            names.groups[whole.id],
            len(week.classes[class_group].pupils),
            _leaf("Number_of_Categories", 0),
            _leaf("Separator", " "),
            *groups,
        )


def _atom_size(order: Order, class_group: int, atom: frozenset[int]) -> int:
    pupils = set(order.week.classes[class_group].pupils)
    for group in atom:
        pupils &= order.week.members.get(group, frozenset())
    return len(pupils)


def _seated(tag: str, name: str, size: int, *inner: str) -> str:
    return _tag(
        tag, _leaf("Name", name), _leaf("Number_of_Students", size), _leaf("Comments", ""), *inner
    )


def _activities(order: Order, names: FetNames) -> Iterator[str]:
    for number, hour in enumerate(order.hours):
        yield _tag(
            "Activity",
            *(_leaf("Teacher", names.teachers[one]) for one in hour.teachers),
            _leaf("Subject", names.subjects[hour.parts]),
            *(_leaf("Students", names.groups[one]) for one in hour.groups),
            _leaf("Duration", 1),
            _leaf("Total_Duration", 1),
            _leaf("Id", order.first + number),
            _leaf("Activity_Group_Id", 0),
            _leaf("Active", "true"),
            _leaf("Comments", order.codes[number]),
        )


def _rooms(order: Order) -> Iterator[str]:
    known = dict(order.week.rooms)
    for hour in order.hours:
        known |= {room: None for room in hour.rooms if room not in known}
    for name, seats in known.items():
        yield _tag(
            "Room",
            _leaf("Name", name),
            _leaf("Building", ""),
            _leaf("Capacity", seats or 30000),
            _leaf("Virtual", "false"),
            _leaf("Comments", ""),
        )


# When


def _time(order: Order, names: FetNames) -> Iterator[str]:
    yield _rule("BasicCompulsoryTime", SURE)
    yield from _class_times(order, names)
    yield from _teacher_times(order, names)
    yield from _spread(order)
    for numbers in order.together:
        yield _rule("ActivitiesSameStartingTime", SURE, *_ids(order, numbers))
    for number, hour in enumerate(order.hours):
        if hour.at is not None:
            yield _stays(order, names, number, hour.at)
        elif not order.options.easy and _leaves_a_hole(hour):
            own = _leaf("Activity_Id", order.first + number)
            yield _rule("ActivityEndsStudentsDay", SURE, own)


def _leaves_a_hole(hour: Hour) -> bool:
    """Whether everybody is without a lesson every second week: best at the end of the day."""
    weeks = {one.weeks for one in hour.parts}
    return len(weeks) == 1 and Weeks.EVERY not in weeks


def _class_times(order: Order, names: FetNames) -> Iterator[str]:
    """A class comes in its shift, without empty hours between."""
    week = order.week
    for class_group in concerned(order):
        ours = [one for one in week.groups.values() if one.class_group == class_group]
        whole = next(one.id for one in ours if not one.name)
        slots = week.classes[class_group].slots
        stay = {time for one in ours for time in fixed_times(order.hours, group=one.id)}
        times = ((day, slot) for day in week.weekdays for slot in week.slots if slot not in slots)
        away = [time for time in times if time not in stay]
        name = _leaf("Students", names.groups[whole])
        if away:
            yield _rule("StudentsSetNotAvailableTimes", SURE, name, *_away(away, names))
        if not (stay and order.options.easy):
            yield _rule("StudentsSetMaxGapsPerWeek", SURE, _leaf("Max_Gaps", 0), name)
            first = _leaf("Max_Beginnings_At_Second_Hour", 0)
            yield _rule("StudentsSetEarlyMaxBeginningsAtSecondHour", SURE, first, name)
            yield from _even_days(order, class_group, name)


def _even_days(order: Order, class_group: int, name: str) -> Iterator[str]:
    """About as many lessons every day."""
    days, slots = len(order.week.weekdays), len(order.week.classes[class_group].slots)
    most = -(-class_load(order, class_group) // days) + (1 if order.options.easy else 0)
    if most < slots:
        yield _rule("StudentsSetMaxHoursDaily", SURE, _leaf("Maximum_Hours_Daily", most), name)
    least = class_least(order, class_group) // days - 1
    if least > 1 and not order.options.easy:
        allowed = _leaf("Allow_Empty_Days", "false")
        hours = _leaf("Minimum_Hours_Daily", least)
        yield _rule("StudentsSetMinHoursDaily", SURE, hours, name, allowed)


def _teacher_times(order: Order, names: FetNames) -> Iterator[str]:
    week = order.week
    for teacher, name in names.teachers.items():
        stay = fixed_times(order.hours, teacher=teacher)
        busy = sorted(week.busy.get(teacher, frozenset()) - stay)
        away = [(day, slot) for day, slot in busy if day in names.days and slot in names.slots]
        if away:
            yield _rule(
                "TeacherNotAvailableTimes", SURE, _leaf("Teacher", name), *_away(away, names)
            )
        load = sum(1 for hour in order.hours if teacher in hour.teachers)
        days = len(
            {day for day in week.weekdays if any((day, slot) not in away for slot in week.slots)}
        )
        most = max(LESSONS_A_DAY, -(-load // max(1, days)) + 1)
        own = _leaf("Teacher_Name", name)
        if not stay and most < len(week.slots):
            yield _rule("TeacherMaxHoursDaily", SURE, own, _leaf("Maximum_Hours_Daily", most))
        if not order.options.easy:
            yield _rule("TeacherMaxGapsPerWeek", SURE, own, _leaf("Max_Gaps", GAPS))


def _spread(order: Order) -> Iterator[str]:
    """The lessons of a subject are on different days, as far as it goes.

    FET 6.8.5 never ends, whatever its time limit, when some that share a day must be consecutive.
    """
    rows: dict[tuple[int, int], list[int]] = {}
    for number, hour in enumerate(order.hours):
        for part in hour.parts:
            numbers = rows.setdefault((part.group, part.subject), [])
            if number not in numbers:
                numbers.append(number)
    days = len(order.week.weekdays)
    for spread in dict.fromkeys(tuple(row[:days]) for row in rows.values() if len(row) > 1):
        yield _rule(
            "MinDaysBetweenActivities",
            WISHED,
            _leaf("Consecutive_If_Same_Day", "false"),
            *_ids(order, spread),
            _leaf("MinDays", 1),
        )


def _stays(order: Order, names: FetNames, number: int, at: Time) -> str:
    return _rule(
        "ActivityPreferredStartingTime",
        SURE,
        _leaf("Activity_Id", order.first + number),
        _leaf("Preferred_Day", names.days[at[0]]),
        _leaf("Preferred_Hour", names.slots[at[1]]),
        _leaf("Permanently_Locked", "true"),
    )


# Where


def _space(order: Order) -> Iterator[str]:
    yield _rule("BasicCompulsorySpace", SURE)
    for number, hour in enumerate(order.hours):
        if len(hour.rooms) == 1:
            yield _rule(
                "ActivityPreferredRoom",
                SURE if hour.at else WISHED,
                _leaf("Activity_Id", order.first + number),
                _leaf("Room", hour.rooms[0]),
                _leaf("Permanently_Locked", "true"),
            )
        elif hour.rooms:
            yield _rule(
                "ActivityPreferredRooms",
                WISHED,
                _leaf("Activity_Id", order.first + number),
                _leaf("Number_of_Preferred_Rooms", len(hour.rooms)),
                *(_leaf("Preferred_Room", room) for room in hour.rooms),
            )


# The form of the file


def _ids(order: Order, numbers: Sequence[int]) -> Tags:
    yield _leaf("Number_of_Activities", len(numbers))
    for number in numbers:
        yield _leaf("Activity_Id", order.first + number)


def _away(times: Sequence[Time], names: FetNames) -> Tags:
    yield _leaf("Number_of_Not_Available_Times", len(times))
    for day, slot in times:
        yield _tag(
            "Not_Available_Time", _leaf("Day", names.days[day]), _leaf("Hour", names.slots[slot])
        )


def _rule(name: str, weight: int, *inner: str) -> str:
    return _tag(
        f"Constraint{name}",
        _leaf("Weight_Percentage", weight),
        *inner,
        _leaf("Active", "true"),
        _leaf("Comments", ""),
    )


def _named(tag: str, count: str, each: str, values: Iterable[str]) -> str:
    found = list(values)
    return _tag(tag, _leaf(count, len(found)), *(_tag(each, _leaf("Name", one)) for one in found))


def _list(tag: str, each: str, values: Iterable[str], more: str = "") -> str:
    return _tag(
        tag, *(_tag(each, _leaf("Name", one), more, _leaf("Comments", "")) for one in values)
    )


def _tag(name: str, *inner: str) -> str:
    return f"<{name}>\n{''.join(inner)}</{name}>\n"


def _leaf(name: str, value: object) -> str:
    return f"<{name}>{escape(_printable(str(value)))}</{name}>\n"


def _printable(text: str) -> str:
    """XML has no place for control characters."""
    return "".join(each for each in text if each.isprintable())
