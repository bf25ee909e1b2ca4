"""What a change of the calendar would touch: lessons by class, and what people have written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from school_desk.errors import N_


class Touch(Enum):
    """What becomes of something written; the value says so to people."""

    OUTSIDE = N_("outside of lesson days")
    OTHER_PERIOD = N_("counts in another period")
    NO_PERIOD = N_("in no period any more")
    WORK_DAY = N_("summative work on a day without lessons")
    CLOSED = N_("closed page, its days change")


@dataclass(frozen=True, slots=True)
class ClassEffect:
    """How many planned lessons of a class would come and go in the whole year."""

    class_group: int
    class_label: str
    year_level: int
    appear: int
    vanish: int


@dataclass(frozen=True, slots=True)
class Touched:
    """One written thing that would stand elsewhere; nothing of it is ever deleted."""

    touch: Touch
    class_label: str
    year_level: int
    subject_names: Mapping[str, str]
    day: date | None = None
    slot: int | None = None
    marks: int = 0
    signs: int = 0
    texts: bool = False
    what: str = ""
    """The number of a work or the key of a period, where it is about one."""


@dataclass(frozen=True, slots=True)
class CalendarEffect:
    """All that a change would touch."""

    classes: tuple[ClassEffect, ...] = ()
    touched: tuple[Touched, ...] = ()

    @property
    def appear(self) -> int:
        """How many planned lessons would come."""
        return sum(one.appear for one in self.classes)

    @property
    def vanish(self) -> int:
        """How many planned lessons would go."""
        return sum(one.vanish for one in self.classes)

    @property
    def marks(self) -> int:
        """How many marks would stand outside or elsewhere."""
        return sum(one.marks for one in self.touched)

    @property
    def signs(self) -> int:
        """How many signs of attendance would stand outside or elsewhere."""
        return sum(one.signs for one in self.touched)

    @property
    def nothing(self) -> bool:
        """Whether no lesson and nothing written is touched."""
        return not (self.classes or self.touched)
