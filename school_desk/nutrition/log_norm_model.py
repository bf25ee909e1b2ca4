"""Dated data of the logs (norms, doses, refrigerators) and the control of norms (form 4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from school_desk.errors import N_
from school_desk.school.calendar_model import Status


class NormKind(StrEnum):
    """What a dated fact of the logs is of."""

    FOOD = "food"
    DOSE = "dose"
    COLD = "cold"
    SAMPLE = "sample"


NORM_WORDS: Mapping[NormKind, str] = {
    NormKind.FOOD: N_("norm of a product"),
    NormKind.DOSE: N_("dose of vitamin C"),
    NormKind.COLD: N_("refrigerator"),
    NormKind.SAMPLE: N_("hours of keeping a daily sample"),
}


class Unit(StrEnum):
    """In what a norm of a product is."""

    GRAMS = "g"
    PIECES = "pcs"


@dataclass(frozen=True, slots=True)
class Norm:
    """A fact in force since a day, until a later one of the same kind, code and band.

    Args:
        code: the product, the refrigerator; empty where there is one only.
        value: grams or pieces a child a day, mg, hours; None for a refrigerator.
        least, most: what a refrigerator may show, °C.
        planning: reckoned from another norm, not from an act.
        own: the school's; else it came with the program.
    """

    kind: NormKind
    code: str = ""
    band: str = ""
    starts: date = date.min
    names: Mapping[str, str] = field(default_factory=dict)
    value: Decimal | None = None
    unit: Unit = Unit.GRAMS
    least: Decimal | None = None
    most: Decimal | None = None
    status: Status = Status.TO_CHECK
    planning: bool = False
    own: bool = False
    id: int = 0

    @property
    def key(self) -> tuple[NormKind, str, str]:
        """What is the same through time."""
        return self.kind, self.code, self.band


@dataclass(frozen=True, slots=True)
class Issued:
    """What was issued on a day for a band: products (kg, or pieces) and child-days.

    `masses`: as somebody typed it; `stock`: what the store-room issued, where it is kept here.
    """

    day: date
    band: str
    portions: int = 0
    masses: Mapping[str, Decimal] = field(default_factory=dict)
    stock: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def counted(self) -> Mapping[str, Decimal]:
        """What counts: as typed, else as the store-room issued it."""
        return {**self.stock, **self.masses}

    @property
    def differs(self) -> Mapping[str, tuple[Decimal, Decimal]]:
        """What was typed and what the store-room issued, where these are not the same."""
        both = {
            one: (self.masses[one], self.stock[one]) for one in self.masses if one in self.stock
        }
        return {code: pair for code, pair in both.items() if pair[0] != pair[1]}


class Span(StrEnum):
    """The periods of the control: three decades and the month (every 10 days, ҚР ДСМ-59, 133)."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    MONTH = "month"


SPAN_WORDS: Mapping[Span, str] = {
    Span.FIRST: N_("1 to 10"),
    Span.SECOND: N_("11 to 20"),
    Span.THIRD: N_("21 to the end"),
    Span.MONTH: N_("month"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a child got a day on average, in grams or pieces, and how far that is off, percent."""

    average: Fraction | None = None
    deviation: Fraction | None = None


@dataclass(frozen=True, slots=True)
class ControlLine:
    """A product in the sheet: its norm, what was issued each day, what it comes to.

    `differs`: days on which something else was typed than the store-room issued: typed, issued.
    """

    norm: Norm
    by_day: Mapping[date, Decimal]
    outcomes: Mapping[Span, Outcome]
    differs: Mapping[date, tuple[Decimal, Decimal]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Control:
    """The sheet of a month for a band.

    `without_children`: days on which something was issued and nobody is counted: they would make
    every average too high.
    """

    month: date
    band: str
    portions: Mapping[date, int]
    lines: tuple[ControlLine, ...]
    child_days: Mapping[Span, int]
    without_children: tuple[date, ...] = ()
