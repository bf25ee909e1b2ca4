"""Which classes a sitting cooks for: as ordered, else as they are placed, else by their hour."""

from collections.abc import Iterable, Mapping

from school_desk.nutrition.eating_model import Sitting
from school_desk.school.attendance_model import Morning
from school_desk.school.model import ClassGroup, Shift

Mornings = Mapping[int, Morning]


def placed_shifts(
    groups: Iterable[ClassGroup], placed: Mapping[int, int], ordered: Mapping[str, int]
) -> Mapping[int, int]:
    """The shift of each class that has one on a day; an order that is out has decided it.

    `ordered`: the shift by the label of a class. A class that changes its shift after the order
    eats on that day where it was ordered for.
    """
    told = {one.id: ordered[one.label] for one in groups if one.label in ordered}
    return {**placed, **told}


def of_sitting(
    mornings: Mornings, shifts: Iterable[Shift], placed: Mapping[int, int], sitting: Sitting
) -> Mornings:
    """The mornings of a sitting; a school without shifts has one."""
    found = tuple(shifts)
    if not found:
        return mornings

    def shift_of(one: Morning) -> int:
        by_hour = next((each.number for each in found if each.holds(one.slot)), 1)
        return placed.get(one.class_group, by_hour)

    return {row: one for row, one in mornings.items() if shift_of(one) == sitting.shift}


def eats_elsewhere(
    mornings: Mornings, here: Mornings, placed: Mapping[int, int], sitting: Sitting
) -> frozenset[int]:
    """Classes of other sittings; one without lessons is where it was ordered for or is placed."""
    without = {row for row, shift in placed.items() if shift != sitting.shift}
    return frozenset((without | set(mornings)) - set(here))
