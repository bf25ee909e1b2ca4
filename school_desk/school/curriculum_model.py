"""Curricula as values: which subjects a class has, how many hours a week, and what law allows."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Component(StrEnum):
    """Which part of the curriculum a subject is of."""

    INVARIANT = "invariant"
    VARIABLE = "variable"


FROM_ORDER = "order"
"""The hours of a class were taken from the standard curriculum."""

Act = Mapping[str, str]
"""How each language quotes an act."""


@dataclass(frozen=True, slots=True)
class SubjectHours:
    """A subject with its hours a week; `hours` None: the law names the subject and no number."""

    code: str
    hours: Decimal | None
    component: Component = Component.INVARIANT


@dataclass(frozen=True, slots=True)
class StandardPlan:
    """The standard curriculum of a year level in one language of instruction.

    Args:
        variable: hours a week that the school may choose.
        maximum: the most hours a week, choice included; None: not known.
        act, appendix: where it stands, as people quote it in each language.
        to_check: whether a person of the school has still to confirm it.
    """

    year_level: int
    language: str
    subjects: tuple[SubjectHours, ...]
    variable: Decimal = Decimal()
    maximum: Decimal | None = None
    act: Act | None = None
    appendix: int = 0
    to_check: bool = True


@dataclass(frozen=True, slots=True)
class Cap:
    """The most hours a week that a class of these year levels may have, and the act."""

    year_levels: tuple[int, ...]
    hours: Decimal
    act: Act
    to_check: bool


@dataclass(frozen=True, slots=True)
class Curriculum:
    """An edition of the standard curricula with the caps on load."""

    id: str
    act: Act
    plans: tuple[StandardPlan, ...]
    caps: tuple[Cap, ...]
    teaching_weeks: int
    teaching_weeks_of_class_1: int

    def plan(self, year_level: int, language: str) -> StandardPlan | None:
        """The plan of a year level, in its language of instruction or with names alone."""
        found = [one for one in self.plans if one.year_level == year_level]
        own = (one for one in found if one.language in (language, ""))
        return next(own, None)

    def weeks(self, year_level: int) -> int:
        """How many weeks a class is taught in a year: class 1 has a break of its own."""
        return self.teaching_weeks_of_class_1 if year_level == 1 else self.teaching_weeks


@dataclass(frozen=True, slots=True)
class PlannedHours:
    """What a class is to be taught: hours a week as the school has them.

    `source` is FROM_ORDER, or what an import says; empty where somebody typed them.
    """

    class_group: int
    subject: int
    hours: Decimal
    component: Component = Component.INVARIANT
    source: str = ""


@dataclass(frozen=True, slots=True)
class HoursLine:
    """A subject of a class: planned and timetabled hours a week, and what the law's plan says."""

    subject: int
    planned: Decimal | None
    timetabled: Decimal
    component: Component = Component.INVARIANT
    source: str = ""
    standard: Decimal | None = None

    @property
    def agrees(self) -> bool:
        """Whether the timetable holds what is planned."""
        return (self.planned or Decimal()) == self.timetabled


@dataclass(frozen=True, slots=True)
class Warned:
    """Too many hours for a class: how many, how many are allowed, by which act."""

    hours: Decimal
    limit: Decimal
    act: Act
    to_check: bool


@dataclass(frozen=True, slots=True)
class ClassHours:
    """The curriculum of one class with its totals and what is wrong with them."""

    class_group: int
    lines: tuple[HoursLine, ...]
    standard: StandardPlan | None
    warned: tuple[Warned, ...] = ()

    @property
    def planned(self) -> Decimal:
        """All planned hours a week."""
        return sum((line.planned or Decimal() for line in self.lines), Decimal())

    @property
    def timetabled(self) -> Decimal:
        """All hours a week in the timetable."""
        return sum((line.timetabled for line in self.lines), Decimal())
