"""What a test school is made of, before it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from school_desk.school.model import Bell
from tests.schools.hours import Hours


@dataclass(frozen=True, slots=True)
class PlannedTeacher:
    """Someone of the staff: a short code, the roles' keys beside teaching."""

    code: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedClass:
    """A class group: how many pupils, which shift, in which set, who teaches what to whom.

    Args:
        taught: the teachers' codes by subject; two codes: two subgroups of it.
        parted: how subgroups are made for a subject taught to two: "list" or "sex".
    """

    year_level: int
    letter: str
    language: str
    pupils: int
    tutor: str
    hours: Hours
    taught: Mapping[str, tuple[str, ...]]
    shift: int = 1
    class_set: str = ""
    parted: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SchoolPlan:
    """A whole school."""

    names: Mapping[str, str]
    teachers: tuple[PlannedTeacher, ...]
    classes: tuple[PlannedClass, ...]
    rooms: Mapping[str, int]
    bells: tuple[Bell, ...]
    shifts: Mapping[int, tuple[int, int]]


def bells(first: time, lessons: int, minutes: int = 40, rest: int = 5) -> tuple[Bell, ...]:
    """Lessons one after another; after each third a longer break.

    >>> [bell.starts.isoformat("minutes") for bell in bells(time(8), 4)]
    ['08:00', '08:45', '09:30', '10:20']
    """
    found, at = [], first.hour * 60 + first.minute
    for slot in range(1, lessons + 1):
        found.append(Bell(slot, _clock(at), _clock(at + minutes)))
        at += minutes + rest + (5 if slot % 3 == 0 else 0)
    return tuple(found)


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
