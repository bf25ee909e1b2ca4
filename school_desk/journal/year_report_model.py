"""School years beside each other as values: the parts of the school with what each year gave."""

from collections.abc import Mapping
from dataclasses import dataclass

from school_desk.journal.desk_model import By, Name, ReportLine
from school_desk.journal.indicators import Indicators
from school_desk.school.model import ClassGroup

Papers = Mapping[str, int]
"""How many year marks stand on each paper, wholly or by one of their terms."""


@dataclass(frozen=True, slots=True)
class YearReport:
    """The year marks of a whole school year, put together every way; or of a year on paper only."""

    year: str
    lines: tuple[ReportLine, ...]
    classes: Mapping[int, ClassGroup]
    papers: Papers
    on_paper: bool = False

    def of(self, by: By) -> tuple[ReportLine, ...]:
        """The lines of one kind, in their order."""
        return tuple(line for line in self.lines if line.by is by)


@dataclass(frozen=True, slots=True)
class YearValue:
    """One part of the school in one year: how many pupils, the shares of their year marks.

    `label`: of a class, what it was called then.
    """

    pupils: int
    found: Indicators
    label: str = ""


@dataclass(frozen=True, slots=True)
class YearsLine:
    """One part of the school over the years; a year without any mark is missing."""

    by: By
    name: Name
    values: Mapping[str, YearValue]


@dataclass(frozen=True, slots=True)
class YearsCompared:
    """The years, the earliest first, the lines in the order of the latest; papers by year.

    `on_paper`: the years that this file has no classes of.
    """

    years: tuple[str, ...]
    lines: tuple[YearsLine, ...]
    papers: Mapping[str, Papers]
    on_paper: frozenset[str] = frozenset()
