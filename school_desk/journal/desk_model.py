"""The deputy's desk as values: results of the school counted every way, works ahead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from school_desk.errors import N_
from school_desk.i18n import Spelled, Text
from school_desk.journal.indicators import IndicatorRules, Indicators
from school_desk.journal.model import MarkKind
from school_desk.journal.summary_model import Tally
from school_desk.school.model import Period

Name = str | Text | Spelled
"""What a line is called: a person as written, a subject or a stage in the reader's language."""


class By(StrEnum):
    """By what results are put together."""

    SCHOOL = "school"
    STAGE = "stage"
    YEAR_LEVEL = "year_level"
    LANGUAGE = "language"
    CLASS = "class"
    SUBJECT = "subject"
    TEACHER = "teacher"


BY_WORDS = {
    By.SCHOOL: N_("School"),
    By.STAGE: N_("Stage"),
    By.YEAR_LEVEL: N_("Year level"),
    By.LANGUAGE: N_("Language"),
    By.CLASS: N_("Class"),
    By.SUBJECT: N_("Subject"),
    By.TEACHER: N_("Teacher"),
}
"""What a part of the school is called."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """Results of a part of the school: all its marks, and its pupils by their weakest mark.

    `class_group` is set where the line is one class, `year_level` where all are of one. A part
    that cuts classes (a subject, a teacher) has no pupils of its own: `pupils` is empty there.
    """

    by: By
    name: Name
    marks: Tally
    pupils: Tally
    rules: IndicatorRules
    class_group: int | None = None
    year_level: int | None = None

    @property
    def indicators(self) -> Indicators:
        """Shares of the marks that count."""
        return self.marks.indicators(self.rules)


@dataclass(frozen=True, slots=True)
class SchoolReport:
    """The term of a whole school."""

    year: str
    term: Period
    lines: tuple[ReportLine, ...]
    on: date

    def of(self, by: By) -> tuple[ReportLine, ...]:
        """The lines of one kind, in their order."""
        return tuple(line for line in self.lines if line.by is by)


@dataclass(frozen=True, slots=True)
class Compared:
    """One part of the school in several terms: the indicators of each, None where there are none.

    `terms` are keys such as ("2026-27", 1).
    """

    by: By
    name: Name
    values: Mapping[tuple[str, int], Indicators | None]


@dataclass(frozen=True, slots=True)
class PlannedWork:
    """A summative work on the desk's calendar."""

    day: date | None
    subject_names: Mapping[str, str]
    kind: MarkKind
    number: int


@dataclass(frozen=True, slots=True)
class ClassWorks:
    """The works of a class in a term by week (its Monday), and the days that have too many.

    `crowded`: days with more term summatives than the order allows, with their number.
    """

    class_group: int
    label: str
    weeks: Mapping[date, tuple[PlannedWork, ...]]
    undated: tuple[PlannedWork, ...] = ()
    crowded: Mapping[date, int] | None = None

    @property
    def total(self) -> int:
        """How many works there are."""
        return sum(map(len, self.weeks.values())) + len(self.undated)
