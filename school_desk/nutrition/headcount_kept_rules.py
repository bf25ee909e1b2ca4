"""Who stays in the count after the order: whoever it has a portion for, in the class it named."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from school_desk.nutrition.eating_model import Eater
from school_desk.nutrition.headcount_model import Portion
from school_desk.school.model import ClassGroup, PersonName
from school_desk.school.names import name_key, sort_key

UNKNOWN = PersonName("—")
"""Whose portion it is where the pupil was forgotten or has not come to this computer."""

Classes = tuple[Sequence[ClassGroup], frozenset[int]]
"""All classes of the year, and which of them eat at another sitting."""


def placed_eaters(
    eaters: Sequence[Eater],
    portions: Mapping[int, Portion],
    names: Mapping[int, PersonName],
    classes: Classes,
) -> tuple[Eater, ...]:
    """Pupils as an order has them: who moved stands in the old class, who left is `gone`.

    A portion that another sitting ordered takes its pupil out of this one: nobody eats twice.
    """
    groups, elsewhere = classes
    by_id = {one.id: one for one in groups}
    kept = {
        row: one for row, one in portions.items() if one.class_group and (one.ordered or one.wanted)
    }
    listed = {one.pupil for one in eaters}
    found = [_placed(one, kept.get(one.pupil), by_id) for one in eaters]
    found += [_gone(one, names, by_id) for row, one in kept.items() if row not in listed]
    held = [
        one
        for one in found
        if one.pupil not in kept or kept[one.pupil].class_group not in elsewhere
    ]
    return tuple(sorted(held, key=_order)) if kept else tuple(held)


def _placed(one: Eater, portion: Portion | None, groups: Mapping[int, ClassGroup]) -> Eater:
    if portion is None or portion.class_group == one.class_group:
        return one
    return _in_class(one, portion.class_group, groups)


def _gone(
    portion: Portion, names: Mapping[int, PersonName], groups: Mapping[int, ClassGroup]
) -> Eater:
    name = names.get(portion.pupil, UNKNOWN)
    known = name if name.surname else UNKNOWN
    one = Eater(portion.pupil, known, portion.class_group, "", 0, portion.source, gone=True)
    return _in_class(one, portion.class_group, groups)


def _in_class(one: Eater, row: int, groups: Mapping[int, ClassGroup]) -> Eater:
    """In a class; one that is no longer there has no name but a dash."""
    group = groups.get(row)
    label, year_level = (group.label, group.year_level) if group else (UNKNOWN.surname, 0)
    return replace(one, class_group=row, class_label=label, year_level=year_level)


def _order(one: Eater) -> tuple[object, ...]:
    """Classes as they stand everywhere: by year level and letter; pupils by name."""
    return (
        one.year_level,
        sort_key(one.class_label),
        one.class_group,
        name_key(one.name),
        one.pupil,
    )
