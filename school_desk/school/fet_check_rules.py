"""What FET could never place, said before it is asked: more lessons than there are places."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.school.fet_model import FetProblem, Hour, Order, SchoolWeek, Time
from school_desk.school.timetable import clashes

CLASS_FULL = N_("{place}: {lessons} lessons a week, but only {places} places in its shift.")
TEACHER_FULL = N_("{person}: {lessons} lessons a week, but only {places} hours at the school.")
STAYING_CLASH = N_(
    "The lessons that stay are in each other's way {n} times. Mend the clashes first."
)


def checked(order: Order) -> Order:
    """An order with everything that is known to be impossible."""
    found = (*_classes(order), *_teachers(order), *_clashes(order))
    return replace(order, problems=(*order.problems, *found))


def atoms(week: SchoolWeek, class_group: int) -> tuple[frozenset[int], ...]:
    """The smallest sets of pupils of a class, each by the subgroups that it belongs to.

    Where the members of a subgroup are not named, subgroups of one subject part the class and those
    of different subjects cross each other.
    """
    ours = [one.id for one in week.groups.values() if one.class_group == class_group and one.name]
    if all(week.members.get(group) for group in ours):
        pupils = week.classes[class_group].pupils.union(*(week.members[one] for one in ours))
        found = {frozenset(one for one in ours if pupil in week.members[one]) for pupil in pupils}
    else:
        found = {frozenset()}
        for division in _divisions(week, ours):
            found = {atom | {group} for atom in found for group in division}
    return tuple(sorted(found or {frozenset()}, key=sorted))


def _divisions(week: SchoolWeek, groups: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Subgroups that are taught the same subjects part a class between them."""
    by_subjects: dict[frozenset[int], list[int]] = {}
    for group in groups:
        taught = frozenset(one.subject for one in week.teachings if one.group == group)
        near = next((subjects for subjects in by_subjects if subjects & taught), taught)
        by_subjects.setdefault(near, []).append(group)
    yield from map(tuple, by_subjects.values())


def class_load(order: Order, class_group: int) -> int:
    """How many hours a week the pupils of a class have at most."""
    return max(_loads(order, class_group))


def class_least(order: Order, class_group: int) -> int:
    """How many hours a week the pupils of a class have at least."""
    return min(_loads(order, class_group))


def _loads(order: Order, class_group: int) -> tuple[int, ...]:
    week = order.week
    ours = (one for one in week.groups.values() if one.class_group == class_group)
    whole = {one.id for one in ours if not one.name}
    return tuple(
        sum(1 for hour in order.hours if not (whole | atom).isdisjoint(hour.groups))
        for atom in atoms(week, class_group)
    )


def concerned(order: Order) -> tuple[int, ...]:
    """The class groups that have hours to place."""
    groups = order.week.groups
    found = {groups[group].class_group for hour in order.hours for group in hour.groups}
    return tuple(one for one in order.week.classes if one in found)


def fixed_times(hours: Sequence[Hour], *, group: int = 0, teacher: int = 0) -> frozenset[Time]:
    """When someone has lessons that stay, wherever that is."""
    return frozenset(
        hour.at for hour in hours if hour.at and (group in hour.groups or teacher in hour.teachers)
    )


def _classes(order: Order) -> Iterator[FetProblem]:
    for class_group in concerned(order):
        facts = order.week.classes[class_group]
        lessons, places = (
            class_load(order, class_group),
            len(facts.slots) * len(order.week.weekdays),
        )
        if lessons > places:
            said = {"place": facts.label, "lessons": lessons, "places": places}
            yield FetProblem(Text(CLASS_FULL, said))


def _teachers(order: Order) -> Iterator[FetProblem]:
    week = order.week
    load = Counter(teacher for hour in order.hours for teacher in hour.teachers)
    slots = {slot for one in week.classes.values() for slot in one.slots}
    for teacher, lessons in load.items():
        times = {(day, slot) for day in week.weekdays for slot in slots}
        places = len(times - week.busy.get(teacher, frozenset()))
        if lessons > places:
            said = {"person": week.teachers[teacher], "lessons": lessons, "places": places}
            yield FetProblem(Text(TEACHER_FULL, said))


def _clashes(order: Order) -> Iterator[FetProblem]:
    if order.options.keep:
        week = order.week
        sets = {group: week.class_of(group).class_set for group in week.groups}
        found = len(clashes(week.timetable, sets))
        if found:
            yield FetProblem(Text(STAYING_CLASH, {"n": found}))
