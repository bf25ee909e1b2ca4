"""A term summary: results of pupils by subject, counted, with the pupils behind each number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from school_desk.journal.indicators import Counts, IndicatorRules, Indicators, indicators
from school_desk.journal.model import ColumnKey, Standing
from school_desk.school.model import Absence, Period, Pupil


class Outcome(StrEnum):
    """What a pupil's result in a subject counts as in one term."""

    FIVE = "5"
    FOUR = "4"
    THREE = "3"
    TWO = "2"
    NOT_ATTESTED = "not_attested"  # the period is over and a planned work was never written
    WAITING = "waiting"  # due this term and not there yet; a forecast is no mark
    PASSED = "passed"
    FAILED = "failed"
    LATER = "later"  # the period of the subject ends in a later term
    OUTSIDE = "outside"  # the pupil was not in the class on the day of the summary


MARKS: Mapping[Outcome, int] = {
    Outcome.FIVE: 5,
    Outcome.FOUR: 4,
    Outcome.THREE: 3,
    Outcome.TWO: 2,
}
OF_MARK: Mapping[int, Outcome] = {mark: outcome for outcome, mark in MARKS.items()}


class ListKind(StrEnum):
    """The lists that a form tutor is always asked for."""

    ALL_FIVES = "all_fives"
    FOURS_AND_FIVES = "fours_and_fives"
    ONE_FOUR = "one_four"
    ONE_THREE = "one_three"
    TWOS = "twos"
    NOT_ATTESTED = "not_attested"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SummaryColumn:
    """A register page as a column (or a line) of a summary; `cell`: where its mark is made."""

    group: int
    subject: int
    class_label: str
    subject_names: Mapping[str, str]
    teacher_name: str
    period: Period
    pass_fail: bool = False
    due: bool = True
    ended: bool = False
    cell: ColumnKey | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One pupil's result; without a column it is that of all subjects together.

    `elsewhere`: from a paper of another school or of the time before the register was kept here.
    """

    pupil: Pupil
    column: SummaryColumn | None
    outcome: Outcome
    forecast: int | None = None
    standing: Standing = Standing.EMPTY
    elsewhere: bool = False

    @property
    def mark(self) -> int | None:
        """The mark that counts."""
        return MARKS.get(self.outcome)


@dataclass(frozen=True, slots=True)
class Tally:
    """Results counted; every number can be opened into its entries."""

    entries: tuple[Entry, ...] = ()

    def __add__(self, other: "Tally") -> "Tally":
        return Tally((*self.entries, *other.entries))

    def of(self, *outcomes: Outcome) -> tuple[Entry, ...]:
        """The entries of these outcomes."""
        return tuple(entry for entry in self.entries if entry.outcome in outcomes)

    @property
    def counted(self) -> tuple[Entry, ...]:
        """All who were there on the day of the summary."""
        return tuple(entry for entry in self.entries if entry.outcome is not Outcome.OUTSIDE)

    @property
    def counts(self) -> Counts:
        """How many of which mark."""
        five, four, three, two = (len(self.of(OF_MARK[mark])) for mark in (5, 4, 3, 2))
        return Counts(five, four, three, two, len(self.of(Outcome.NOT_ATTESTED)))

    @property
    def forecasts(self) -> Counts:
        """How many of which mark are foreseen, of those who wait; they count nowhere."""
        foreseen = [one.forecast for one in self.of(Outcome.WAITING, Outcome.LATER)]
        return Counts(*(foreseen.count(mark) for mark in (5, 4, 3, 2)))

    def indicators(self, rules: IndicatorRules) -> Indicators:
        """Shares of the marks that count."""
        return indicators(self.counts, rules)


@dataclass(frozen=True, slots=True)
class MissedLesson:
    """A lesson in which a pupil has a sign."""

    day: date
    slot: int
    subject_names: Mapping[str, str]
    sign: Absence


@dataclass(frozen=True, slots=True)
class PupilLine:
    """A pupil's line of a class's summary; `left`: the last day in the class, if that is past."""

    pupil: Pupil
    entries: tuple[Entry | None, ...]
    missed: tuple[MissedLesson, ...] = ()
    left: date | None = None

    @property
    def tally(self) -> Tally:
        """The results of this pupil."""
        return Tally(tuple(entry for entry in self.entries if entry is not None))

    @property
    def away(self) -> tuple[MissedLesson, ...]:
        """The lessons missed; who came late was there."""
        return tuple(one for one in self.missed if one.sign.away)

    def signs(self, absence: Absence) -> tuple[MissedLesson, ...]:
        """The lessons with one sign."""
        return tuple(one for one in self.missed if one.sign is absence)


@dataclass(frozen=True, slots=True)
class PupilList:
    """Who belongs on a list for certain, and who would if the forecasts came true."""

    kind: ListKind
    certain: tuple[PupilLine, ...]
    likely: tuple[PupilLine, ...]


@dataclass(frozen=True, slots=True)
class TermTally:
    """The results of a class in one term, to be compared with others."""

    number: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class ClassSummary:
    """The term summary of a class: what screen, paper and spreadsheet draw."""

    class_group: int
    label: str
    language: str
    tutor_name: str
    term: Period
    columns: tuple[SummaryColumn, ...]
    lines: tuple[PupilLine, ...]
    rules: IndicatorRules
    ruleset: str
    taken: bool
    on: date
    terms: tuple[TermTally, ...] = ()

    @property
    def there(self) -> tuple[PupilLine, ...]:
        """The pupils of the class on the day of the summary."""
        return tuple(line for line in self.lines if line.left is None)

    @property
    def total(self) -> Tally:
        """All results of all subjects."""
        return Tally(tuple(entry for line in self.lines for entry in line.tally.entries))

    def column_tally(self, place: int) -> Tally:
        """The results of one subject."""
        found = (line.entries[place] for line in self.lines)
        return Tally(tuple(entry for entry in found if entry is not None))


@dataclass(frozen=True, slots=True)
class PageLine:
    """A register page as a line of a teacher's summary."""

    column: SummaryColumn
    tally: Tally


@dataclass(frozen=True, slots=True)
class TeacherSummary:
    """The term summary of a teacher: a line for each page, and the sum of their counts."""

    teacher: int
    name: str
    term: Period
    lines: tuple[PageLine, ...]
    rules: IndicatorRules
    ruleset: str
    on: date

    @property
    def total(self) -> Tally:
        """All pages together: counts are added, means are not averaged."""
        return Tally(tuple(entry for line in self.lines for entry in line.tally.entries))
