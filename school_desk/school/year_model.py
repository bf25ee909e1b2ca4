"""The way of a pupil through the school: one class group after the other, year by year."""

from dataclasses import dataclass
from datetime import date

from school_desk.school.model import ClassGroup


@dataclass(frozen=True, slots=True)
class PathStep:
    """A class group in which a pupil was; None: no edge."""

    year: str
    class_group: ClassGroup
    since: date | None
    until: date | None
