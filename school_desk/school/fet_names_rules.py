"""The names by which FET knows days, people, classes and subjects: each must be the only one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from school_desk.school.fet_check_rules import atoms, concerned
from school_desk.school.fet_model import Hour, Order, Part
from school_desk.school.model import Weeks

DAYS = ("Дүйсенбі", "Сейсенбі", "Сәрсенбі", "Бейсенбі", "Жұма", "Сенбі", "Жексенбі")
"""Kazakh on every computer: names in a file, not words of the window."""


@dataclass(frozen=True, slots=True)
class FetNames:
    """Every name of an order."""

    days: Mapping[int, str]
    slots: Mapping[int, str]
    teachers: Mapping[int, str]
    groups: Mapping[int, str]
    atoms: Mapping[tuple[int, frozenset[int]], str]
    subjects: Mapping[tuple[Part, ...], str]


def fet_names(order: Order) -> FetNames:
    """Name everything that the file of an order mentions."""
    week = order.week
    taken: set[str] = set()
    teaching = {teacher for hour in order.hours for teacher in hour.teachers}
    classes = concerned(order)
    groups = [one.id for one in week.groups.values() if one.class_group in classes]
    groups.sort(key=lambda one: (week.class_of(one).year_level, week.name_of(one), one))
    pupils = _only((one, week.name_of(one)) for one in groups)
    taken.update(pupils.values())
    return FetNames(
        {day: DAYS[day] for day in week.weekdays},
        {slot: str(slot) for slot in week.slots},
        _only((one, week.teachers[one]) for one in sorted(teaching)),
        pupils,
        _atom_names(order, taken),
        {hour.parts: subject_of(order, hour) for hour in order.hours},
    )


def subject_of(order: Order, hour: Hour) -> str:
    """What FET calls the subject of an hour: all that is taught in it."""
    said: dict[str, None] = {}
    for part in sorted(hour.parts, key=lambda part: (part.group, part.weeks is Weeks.EVEN)):
        said[order.week.subjects[part.subject]] = None
    return " / ".join(said)


def _atom_names(order: Order, taken: set[str]) -> Mapping[tuple[int, frozenset[int]], str]:
    found: dict[tuple[int, frozenset[int]], str] = {}
    for class_group in concerned(order):
        for atom in atoms(order.week, class_group):
            parts = [order.week.groups[one].name for one in sorted(atom)] or ["—"]
            label = order.week.classes[class_group].label
            name = f"{label}: {'+'.join(parts)}"
            while name in taken:
                name += "*"
            taken.add(name)
            found[class_group, atom] = name
    return found


def _only(named: Iterable[tuple[int, str]]) -> Mapping[int, str]:
    """Tell namesakes apart by a number."""
    found: dict[int, str] = {}
    taken: set[str] = set()
    for key, name in named:
        number, own = 1, name
        while own in taken:
            number += 1
            own = f"{name} ({number})"
        taken.add(own)
        found[key] = own
    return found
