"""The register page: lessons and works across, pupils down, and what may be typed in a cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from fractions import Fraction

from school_desk.intents import Form
from school_desk.school.model import Absence, LessonKey, Period, Pupil
from school_desk.school.stay_rules import ALWAYS, Stays, first_day, last_day, there_on

Day = date
"""The type, where a field is called `date` and has a default."""


class MarkKind(StrEnum):
    """What a mark is for (ҚБ, БЖБ, ТЖБ)."""

    FORMATIVE = "formative"
    UNIT_SUMMATIVE = "unit_summative"
    TERM_SUMMATIVE = "term_summative"


class Scale(StrEnum):
    """What a lesson's cell takes."""

    POINTS = "points"  # from 1 to 10
    ACHIEVED = "achieved"  # 1: achieved, 0: not yet; no number is shown, no mark follows
    NONE = "none"  # attendance only


class Standing(StrEnum):
    """Where a term mark stands."""

    MARKED = "marked"  # every planned work is there: the mark counts
    FORECAST = "forecast"  # works are still to come: shown with ≈, counts nowhere
    PENDING = "pending"  # temporarily not attested: a planned work missed with a valid reason
    MUST_SIT = "must_sit"  # a planned work missed without one: no mark until it is settled
    PASS_FAIL = "pass_fail"  # noqa: S105  the subject has no percent; the teacher says pass or fail
    UNMARKED = "unmarked"  # these pupils (or this subject) are given no marks
    EMPTY = "empty"  # nothing yet that the rules can make a mark of


@dataclass(frozen=True, slots=True)
class WorkPoints:
    """One pupil's summative work: points (None: not written), its maximum, why it is missing."""

    points: int | None
    top: int
    absence: Absence | None = None


@dataclass(frozen=True, slots=True)
class TermCase:
    """All that a term mark is made of. `unit` empty or `term` None: none by plan."""

    formative: tuple[int, ...] = ()
    unit: tuple[WorkPoints, ...] = ()
    term: WorkPoints | None = None
    pass_fail: bool = False
    unmarked: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """One part of the percent: its own percent (exact), its weight in percent, their product."""

    kind: MarkKind
    percent: Fraction
    weight: Fraction

    @property
    def value(self) -> Fraction:
        """What the part adds to the sum, in percent (exact)."""
        return self.percent * self.weight / 100


@dataclass(frozen=True, slots=True)
class TermResult:
    """A term mark with all that explains it. `percent` is exact, `rounded` the one rounding."""

    standing: Standing
    shares: tuple[Share, ...] = ()
    percent: Fraction | None = None
    rounded: int | None = None
    mark: int | None = None
    near_border: bool = False
    warnings: tuple[str, ...] = ()

    def share(self, kind: MarkKind) -> Share | None:
        """The part of a kind, if it counts."""
        return next((share for share in self.shares if share.kind is kind), None)


@dataclass(frozen=True, slots=True, order=True)
class ColumnKey:
    """A column of a page: the n-th mark of a lesson, or a summative work."""

    lesson: LessonKey | None = None
    n: int = 1
    work: int | None = None
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        parts = hash(self.lesson) if self.lesson else 0, self.n, self.work or 0
        object.__setattr__(self, "_hash", hash(parts))

    def __hash__(self) -> int:
        return self._hash


VERDICT = ColumnKey(n=0)
"""The column of pass or fail: a page has one at most, and people type in it."""


@dataclass(frozen=True, slots=True)
class MinuteShare:
    """How a class spends a combined hour: so many minutes with the teacher, first or last.

    Nothing planned is `minutes=None`.
    """

    minutes: int | None = None
    first: bool = True


NOT_PLANNED = MinuteShare()


@dataclass(frozen=True, slots=True)
class Column:
    """A lesson's column: formative points and attendance signs."""

    key: ColumnKey
    date: date
    slot: int
    starts: time | None = None
    held: bool = False
    topic: str = ""
    objective: str = ""
    homework: str = ""
    topic_planned: bool = False
    works: tuple[int, ...] = ()
    top: int = 10
    share: MinuteShare = NOT_PLANNED
    remote: bool = False

    @property
    def kind(self) -> MarkKind:
        """Lessons carry formative marks."""
        return MarkKind.FORMATIVE

    @property
    def achieved(self) -> bool:
        """Whether it takes «achieved» and «not yet» instead of points."""
        return self.top == 1


@dataclass(frozen=True, slots=True)
class Work:
    """A summative work of the page: БЖБ with its number, or ТЖБ, and its maximum of points."""

    key: ColumnKey
    kind: MarkKind
    number: int
    top: int
    title: str = ""
    date: Day | None = None
    slot: int | None = None

    @property
    def is_term(self) -> bool:
        """Whether it is the summative of the whole term."""
        return self.kind is MarkKind.TERM_SUMMATIVE


@dataclass(frozen=True, slots=True)
class Sitting:
    """When a pupil who was absent writes a work on a schedule of his own."""

    day: Day
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ImportedWork:
    """A summative work that a pupil wrote at another school, with the extract that says so."""

    kind: MarkKind
    number: int
    points: int
    top: int
    source: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class PupilRow:
    """One pupil's line of the page."""

    pupil: Pupil
    marks: Mapping[ColumnKey, int] = field(default_factory=dict)
    signs: Mapping[LessonKey, Absence] = field(default_factory=dict)
    result: TermResult = TermResult(Standing.EMPTY)
    verdict: bool | None = None  # passed or failed, where the subject ends so
    sittings: Mapping[int, Sitting] = field(default_factory=dict)  # by work: an individual schedule
    imported: tuple[ImportedWork, ...] = ()
    stays: Stays = ALWAYS  # the days in the teaching group; who came back has several

    @property
    def since(self) -> date | None:
        """The first day in the teaching group; None: from the first."""
        return first_day(self.stays)

    @property
    def until(self) -> date | None:
        """The last day in the teaching group; None: to the end."""
        return last_day(self.stays)

    def there_on(self, day: date) -> bool:
        """Whether the pupil sat in the teaching group on a day."""
        return there_on(self.stays, day)

    def points(self, key: ColumnKey) -> int | None:
        """The points in a column, or None."""
        return self.marks.get(key)


@dataclass(frozen=True, slots=True)
class PageHead:
    """What stands over a page: which class, subject, period; who teaches; which rules count."""

    group: int
    subject: int
    class_group: int
    class_label: str
    year_level: int
    subject_names: Mapping[str, str]
    language: str
    period: Period
    teacher: int | None
    teacher_name: str
    ruleset: str
    rules_chosen: bool = False
    pass_fail: bool = False
    scale: Scale = Scale.POINTS
    unmarked: bool = False
    term_work_due: bool = False
    grounds: tuple[str, ...] = ()  # keys of the facts that say how long it runs and how it ends
    own_ending: bool = False  # the school chose pass or fail, or marks, for this class
    own_period: bool = False  # the school chose for how long it runs
    closed_by: str = ""
    closed_on: date | None = None
    closing: int | None = None  # the row of the closing that counts now
    reopened_by: str = ""  # who opened it again after a closing, why
    reopened_on: date | None = None
    reopened_for: str = ""


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A page of the register: subject × teaching group × period. `on`: the day it was read."""

    head: PageHead
    columns: tuple[Column, ...]
    works: tuple[Work, ...]
    rows: tuple[PupilRow, ...]
    form: Form = field(default_factory=Form)
    on: Day | None = None

    def find(self, key: ColumnKey) -> Column | Work | None:
        """The column of a key, if the page has it."""
        places: tuple[Column | Work, ...] = (*self.columns, *self.works)
        return next((place for place in places if place.key == key), None)

    def row_of(self, pupil: int) -> PupilRow | None:
        """The line of a pupil, if the page has it."""
        return next((row for row in self.rows if row.pupil.id == pupil), None)

    def lesson_of(self, work: Work) -> LessonKey | None:
        """The lesson in which a work is written: that of its day (and slot, if it has one)."""
        return next(
            (
                column.key.lesson
                for column in self.columns
                if column.date == work.date and work.slot in (None, column.slot)
            ),
            None,
        )


@dataclass(frozen=True, slots=True)
class ColumnStatistics:
    """How many are marked, their average (points), and the share of 65 % and more (percent).

    Where nothing is averaged, `reached` is how many passed or achieved, and `quality` their share.
    """

    n: int
    average: Fraction | None
    quality: Fraction | None
    reached: int | None = None


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson as a list of the day shows it."""

    key: LessonKey
    class_label: str
    subject_names: Mapping[str, str]
    topic: str
    held: bool
    pupils: int
    term: int
    topic_planned: bool = False
    remote: bool = False


@dataclass(frozen=True, slots=True)
class PageName:
    """The register pages of a subject as a list shows them: one for each of its `periods`."""

    group: int
    subject: int
    class_group: int
    year_level: int
    class_label: str
    subject_names: Mapping[str, str]
    teacher_name: str
    periods: tuple[Period, ...] = ()
