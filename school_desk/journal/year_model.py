"""The end of a year as values: period marks, year, exam and final mark, proposals, decisions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from school_desk.errors import N_
from school_desk.journal.model import Standing
from school_desk.journal.ruleset import RuleSet, YearSettings
from school_desk.school.model import Period, Pupil


class MarkSource(StrEnum):
    """Where the mark of a period comes from."""

    CLOSED = "closed"  # stored when the page was closed
    LIVE = "live"  # reckoned from a page that is still open
    PAST = "past"  # typed or imported with a paper that says so
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PeriodMark:
    """The mark (or verdict) of one pupil in one subject for a term or half-year."""

    period: str
    source: MarkSource = MarkSource.NONE
    standing: Standing = Standing.EMPTY
    mark: int | None = None
    passed: bool | None = None
    paper: str = ""

    @property
    def given(self) -> bool:
        """Whether there is a mark or a verdict."""
        return self.mark is not None or self.passed is not None

    @property
    def waits(self) -> bool:
        """Whether a work must be settled before there can be a year mark."""
        return self.standing in (Standing.PENDING, Standing.MUST_SIT)


class ExamKind(StrEnum):
    """Which exam or work settles a year."""

    EXAM = "exam"
    RESIT = "resit"
    YEAR_WORK = "year_work"  # summative work for the school year
    EXTRA_WORK = "extra_work"  # additional summative work before the new year


EXAM_WORDS = {
    ExamKind.EXAM: N_("Exam"),
    ExamKind.RESIT: N_("Exam again"),
    ExamKind.YEAR_WORK: N_("Summative work for the year"),
    ExamKind.EXTRA_WORK: N_("Additional summative work"),
}


@dataclass(frozen=True, slots=True)
class ExamResult:
    """What a pupil reached: points of a maximum and the mark made of them, or a mark alone."""

    mark: int
    points: int | None = None
    top: int | None = None
    day: date | None = None


Exams = Mapping[ExamKind, ExamResult]


class Lack(StrEnum):
    """Why there is no year mark."""

    WAITS = "waits"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class YearMark:
    """The year mark with what it was made of: the mean is exact, the mark its one rounding.

    `paper`: where the mark itself stands on a paper, and was not made of the periods.
    """

    marks: tuple[int, ...] = ()
    mean: Fraction | None = None
    mark: int | None = None
    passed: bool | None = None
    lack: Lack | None = None
    lacking: tuple[str, ...] = ()
    paper: str = ""


class FinalWay(StrEnum):
    """How a final mark came about."""

    YEAR = "year"
    EXAM = "exam"
    YEAR_WORK = "year_work"
    EXTRA_WORK = "extra_work"


@dataclass(frozen=True, slots=True)
class FinalMark:
    """The final mark, the exact value it was rounded from, and the way; or its `paper`."""

    mark: int | None = None
    value: Fraction | None = None
    way: FinalWay = FinalWay.YEAR
    paper: str = ""


@dataclass(frozen=True, slots=True)
class YearCell:
    """Everything about one pupil in one subject over the year."""

    periods: tuple[PeriodMark, ...] = ()
    year: YearMark = YearMark()
    exams: Exams = field(default_factory=dict)
    final: FinalMark = FinalMark()

    @property
    def past(self) -> bool:
        """Whether a mark of another school stands among the periods."""
        return any(one.source is MarkSource.PAST for one in self.periods)

    @property
    def papers(self) -> tuple[str, ...]:
        """The papers that the year mark stands on, or that marks in it stand on; each once."""
        past = (one.paper for one in self.periods if one.source is MarkSource.PAST)
        return (self.year.paper,) if self.year.paper else tuple(dict.fromkeys(past))


@dataclass(frozen=True, slots=True)
class YearColumn:
    """A subject of a class over the year: its periods, and how it ends."""

    subject: int
    names: Mapping[str, str]
    periods: tuple[Period, ...] = ()
    pass_fail: bool = False
    groups: tuple[int, ...] = ()


class Outcome(StrEnum):
    """What becomes of a pupil at the end of the year."""

    TRANSFERRED = "transferred"
    SUMMER_WORK = "summer_work"
    EXTRA_WORK = "extra_work"
    REPEATS = "repeats"
    GRADUATED = "graduated"
    RESIT = "resit"
    OPEN = "open"


OUTCOME_WORDS = {
    Outcome.TRANSFERRED: N_("moved to the next class"),
    Outcome.SUMMER_WORK: N_("summative work for the year"),
    Outcome.EXTRA_WORK: N_("additional summative work"),
    Outcome.REPEATS: N_("repeats the class"),
    Outcome.GRADUATED: N_("graduates"),
    Outcome.RESIT: N_("exam again"),
    Outcome.OPEN: N_("not settled yet"),
}


class Award(StrEnum):
    """What a pupil may be honoured with."""

    PRAISE = "praise"
    HONOURS_BASIC = "honours_basic"
    HONOURS_GENERAL = "honours_general"
    ALTYN_BELGI = "altyn_belgi"


AWARD_WORDS = {
    Award.PRAISE: N_("praise sheet"),
    Award.HONOURS_BASIC: N_("certificate with honours, basic school"),
    Award.HONOURS_GENERAL: N_("certificate with honours, general school"),
    Award.ALTYN_BELGI: N_("Altyn belgi"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is proposed: a sentence with places, which subjects, whether to be checked."""

    sentence: str
    facts: Mapping[str, object] = field(default_factory=dict)
    subjects: tuple[int, ...] = ()
    to_check: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the program proposes; the pedagogical council decides."""

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    awards: tuple[tuple[Award, tuple[Reason, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What the council decided, with the numbers that a person typed from the order."""

    outcome: Outcome | None = None
    order_number: str = ""
    order_date: date | None = None
    award: Award | None = None
    award_order: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class EarlierYear:
    """The year marks of a pupil in a year before, as far as this file knows them."""

    year_level: int
    year: str
    marks: tuple[int, ...]
    terms: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class YearLine:
    """A pupil's year: a cell for each subject, what is proposed, what was decided."""

    pupil: Pupil
    cells: tuple[YearCell | None, ...]
    proposal: Proposal = Proposal(Outcome.OPEN)
    decision: Decision = Decision()
    left: date | None = None


@dataclass(frozen=True, slots=True)
class ClassYear:
    """The year of a class: pupils by subjects. Without any page there are no rules to count by."""

    class_group: int
    label: str
    year_level: int
    language: str
    year: str
    tutor_name: str
    columns: tuple[YearColumn, ...]
    lines: tuple[YearLine, ...]
    settings: YearSettings | None
    rules: RuleSet | None = None
    on: date | None = None

    @property
    def ruleset(self) -> str:
        """The name of the rule set that counts; "" without one."""
        return self.rules.id if self.rules else ""
