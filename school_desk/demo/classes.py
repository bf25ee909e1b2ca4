"""The classes of the demo school: how many there are, how big, and who is in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from school_desk.demo.people import People
from school_desk.demo.plan import SIXTH, YEAR_LEVELS, prepared_page
from school_desk.school.model import NewPupil

USUAL_SIZES = (6, 6, 8, 7, 11, 17, 12, 9, 14)
LARGEST = 25
LETTERS = "АӘБВГҒДЕЖЗ"


@dataclass(frozen=True, slots=True)
class ClassPlan:
    """A class to make; classes of one stream share a timetable and its teachers."""

    stream: int
    year_level: int
    letter: str
    size: int


def class_plans(pupils: int) -> tuple[ClassPlan, ...]:
    """The classes for so many pupils: class 6 «А» is always the prepared one.

    >>> [plan.size for plan in class_plans(90)], len(class_plans(1000))
    ([6, 6, 8, 7, 11, 17, 12, 9, 14], 45)
    """
    streams = -(-pupils // (LARGEST * len(YEAR_LEVELS)))
    places = [(stream, year_level) for stream in range(streams) for year_level in YEAR_LEVELS]
    sizes = USUAL_SIZES if pupils == sum(USUAL_SIZES) else _sizes(pupils, len(places))
    return tuple(
        ClassPlan(stream, year_level, _letter(stream, year_level, streams), size)
        for (stream, year_level), size in zip(places, sizes, strict=True)
    )


def new_pupils(plan: ClassPlan, people: People, begins: int) -> Iterator[NewPupil]:
    """The pupils of a class."""
    if (plan.stream, plan.year_level) == (0, SIXTH):
        yield from (line.pupil for line in prepared_page())
        return
    for _ in range(plan.size):
        yield people.pupil(plan.year_level, plan.letter, begins)


def _sizes(pupils: int, classes: int) -> Sequence[int]:
    """Even sizes; the prepared class is as big as it is, no class is empty."""
    others = classes - 1
    even, more = divmod(max(others, pupils - len(prepared_page())), others)
    sizes = [even + (n < more) for n in range(others)]
    sizes.insert(SIXTH - 1, len(prepared_page()))
    return sizes


def _letter(stream: int, year_level: int, streams: int) -> str:
    alone = streams == 1 and year_level != SIXTH
    return "" if alone else LETTERS[stream]
