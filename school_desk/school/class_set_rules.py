"""Which classes may be one set: any two, three or four of the year, each in one set only."""

import itertools
from collections.abc import Container, Iterable, Sequence

from school_desk.errors import N_, DeskError
from school_desk.school.model import ClassGroup, ClassSet
from school_desk.school.names import sort_key

FEWEST, MOST = 2, 4
"""How many classes one teacher has at a time (fact sheet 5.3); which ones is a free choice."""


class ClassSetSizeError(DeskError):
    """A set of one class, or of more than one teacher can teach."""

    sentence = N_("A class set has two, three or four classes, not {n}. Nothing was written.")


class ClassInOtherSetError(DeskError):
    """A class that is in a set already."""

    sentence = N_(
        "{label:class} is already taught together with {others}. Dissolve that set first. "
        "Nothing was written."
    )


class NoSuchSetError(DeskError):
    """A set that was dissolved meanwhile."""

    sentence = N_("This class set is not there any more. Nothing was written.")


def in_order(classes: Iterable[ClassGroup]) -> tuple[ClassGroup, ...]:
    """The classes of a set by year and letter."""
    return tuple(sorted(classes, key=lambda one: (one.year_level, sort_key(one.letter))))


def accept_set(
    classes: Iterable[ClassGroup], sets: Iterable[ClassSet], own: int | None = None
) -> tuple[ClassGroup, ...]:
    """Take the classes of a set (of `own`, if it is there already) in order, or raise."""
    chosen = in_order(classes)
    if not FEWEST <= len(chosen) <= MOST:
        raise ClassSetSizeError(n=len(chosen))
    for one in chosen:
        for other in sets:
            if other.id != own and one in other.classes:
                others = ", ".join(label for label in other.labels if label != one.label)
                raise ClassInOtherSetError(label=one.label, others=others)
    return chosen


def code_of(classes: Sequence[ClassGroup], taken: Container[str] = ()) -> str:
    """What a set is born with: its first classes, so that two computers make the same one.

    A set that was born with these classes and has others now keeps its code: `taken`.

    >>> code_of((ClassGroup(7, 2), ClassGroup(8, 4, "Ә")))
    '2+4Ә'
    >>> code_of((ClassGroup(7, 2), ClassGroup(8, 4)), {"2+4"})
    '2+4 (2)'
    """
    code = "+".join(f"{one.year_level}{one.letter}" for one in classes)
    if code not in taken:
        return code
    numbered = (f"{code} ({n})" for n in itertools.count(2))
    return next(one for one in numbered if one not in taken)
