"""What a summative work is made of: tasks with their objectives, and descriptors with points."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from school_desk.errors import N_, DeskError

HUNDRED = 100
LONGEST_CODE = 20

BETWEEN_CODES = re.compile(r"[\s,;]+")


class DescriptorSumError(DeskError):
    """Points of descriptors that do not add up to the maximum of the work."""

    sentence = N_(
        "The descriptors add up to {sum} points, but the maximum of the work is {top}. "
        "Change either."
    )


@dataclass(frozen=True, slots=True)
class Descriptor:
    """An observable step of a task, usually worth one point; `row` is 0 while it is new."""

    number: int
    text: str
    points: int = 1
    row: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """A task of a work: its criterion, the learning objectives it checks, its descriptors."""

    number: int
    text: str = ""
    criterion: str = ""
    objectives: tuple[str, ...] = ()
    descriptors: tuple[Descriptor, ...] = ()
    row: int = 0

    @property
    def top(self) -> int:
        """The most points of the task."""
        return sum(one.points for one in self.descriptors)


PupilPoints = Mapping[int, Mapping[int, int]]
"""Points by pupil and descriptor (its row)."""


def read_objectives(text: str) -> tuple[str, ...]:
    """Codes of learning objectives as a person writes them, each once, in the order of numbers.

    >>> read_objectives("6.1.2.12, 6.1.2.9; 6.1.2.9")
    ('6.1.2.9', '6.1.2.12')
    """
    codes = (code[:LONGEST_CODE] for code in BETWEEN_CODES.split(text) if code)
    return tuple(sorted(dict.fromkeys(codes), key=objective_key))


def objective_key(code: str) -> tuple[tuple[int, int, str], ...]:
    """Sort learning objectives by their numbers, not as text (6.1.2.9 before 6.1.2.12).

    >>> sorted(["10.1.1.1", "6.1.2.12", "6.1.2.9"], key=objective_key)
    ['6.1.2.9', '6.1.2.12', '10.1.1.1']
    """
    parts = re.findall(r"\d+|\D+", code)
    return tuple((0, int(one), "") if one.isdecimal() else (1, 0, one) for one in parts)


def sum_of(tasks: Iterable[Task]) -> int:
    """The points of all descriptors together."""
    return sum(task.top for task in tasks)


def objectives_of(tasks: Iterable[Task]) -> tuple[str, ...]:
    """Every objective that the tasks check, once, by number."""
    codes = {code for task in tasks for code in task.objectives}
    return tuple(sorted(codes, key=objective_key))


def share_by_objective(tasks: Iterable[Task], points: PupilPoints) -> Mapping[str, tuple[int, int]]:
    """For each objective: points that pupils got in its tasks, and the most they could have got.

    Only pupils whose points are kept by descriptor count; a descriptor without points is a zero
    for a pupil who has points in any other.
    """
    found: dict[str, tuple[int, int]] = {}
    for task in tasks:
        got = sum(by_row.get(one.row, 0) for by_row in points.values() for one in task.descriptors)
        top = task.top * len(points)
        for code in task.objectives:
            before = found.get(code, (0, 0))
            found[code] = (before[0] + got, before[1] + top)
    return {code: found[code] for code in sorted(found, key=objective_key)}


def percent_of(pair: tuple[int, int]) -> Fraction | None:
    """Points of a maximum as an exact percent; None where there is nothing to reckon with."""
    points, top = pair
    return Fraction(points * HUNDRED, top) if top else None
