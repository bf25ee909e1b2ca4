"""What the summative works of a page say: counts, percents, objectives, and texts about them.

The form is appendix 8 of order No. 130 (analysis of summative results), as a filled sample of 2024
shows it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from hashlib import blake2b

from school_desk.journal.attainment import Attainment, Edges, attainment_of, edges_of
from school_desk.journal.model import PageHead, RegisterPage, Work
from school_desk.journal.ruleset import HUNDRED, RuleSet
from school_desk.journal.work_parts import (
    PupilPoints,
    Task,
    objectives_of,
    percent_of,
    share_by_objective,
)
from school_desk.school.model import Pupil

DIGEST_BYTES = 8


class Figure(StrEnum):
    """A number of the form behind which there are pupils."""

    WROTE = "wrote"
    ABSENT = "absent"
    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"
    QUALITY = "quality"
    PROGRESS = "progress"


class TextName(StrEnum):
    """A text of the form as a whole."""

    AIM = "aim"
    RESULTS = "results"
    DIFFICULTIES = "difficulties"
    REASONS = "reasons"
    CORRECTION = "correction"


class WorkTextName(StrEnum):
    """A text about the objectives of one work."""

    ACHIEVED = "achieved"
    DIFFICULT = "difficult"


@dataclass(frozen=True, slots=True)
class Kept:
    """A text that a person wrote ("": the computed one counts), and of what data."""

    text: str = ""
    of: str = ""


NOTHING_KEPT = Kept()


@dataclass(frozen=True, slots=True)
class Result:
    """One pupil's points in a work and how far they reach; `good`: counts for the quality."""

    pupil: Pupil
    points: int
    top: int
    attainment: Attainment
    good: bool

    @property
    def percent(self) -> Fraction:
        """The exact percent."""
        return Fraction(HUNDRED * self.points, self.top)


@dataclass(frozen=True, slots=True)
class ObjectiveShare:
    """A learning objective of a work: points that pupils got in its tasks, of the most they could.

    `texts` is the objective in words, by language, where the school has entered it.
    """

    code: str
    points: int
    top: int
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def percent(self) -> Fraction | None:
        """The exact percent; None where no points are kept by descriptor."""
        return percent_of((self.points, self.top))


@dataclass(frozen=True, slots=True)
class WorkResults:
    """One row of the form: a work with the results of those who wrote it."""

    work: Work
    results: tuple[Result, ...]
    absent: tuple[Pupil, ...] = ()
    objectives: tuple[ObjectiveShare, ...] = ()
    border: int = 0
    achieved: Kept = NOTHING_KEPT
    difficult: Kept = NOTHING_KEPT

    def behind(self, figure: Figure) -> tuple[Result, ...]:
        """The results that a number counts; those of absent pupils are none."""
        return tuple(one for one in self.results if _counts(one, figure))

    def pupils(self, figure: Figure) -> tuple[Pupil, ...]:
        """The pupils behind a number."""
        if figure is Figure.ABSENT:
            return self.absent
        return tuple(one.pupil for one in self.behind(figure))

    def count(self, figure: Figure) -> int:
        """How many pupils a number counts."""
        return len(self.pupils(figure))

    def percent(self, figure: Figure) -> Fraction | None:
        """The share of those who wrote, exact; None while nobody has."""
        wrote = len(self.results)
        return Fraction(HUNDRED * len(self.behind(figure)), wrote) if wrote else None

    def shares(self, name: WorkTextName) -> tuple[ObjectiveShare, ...]:
        """The objectives proposed as achieved, or as difficult, by their share of points."""
        wanted = name is WorkTextName.ACHIEVED
        return tuple(
            one
            for one in self.objectives
            if one.percent is not None and (one.percent >= self.border) is wanted
        )

    @property
    def undecided(self) -> tuple[ObjectiveShare, ...]:
        """The objectives of which nothing can be proposed: no points are kept by descriptor."""
        return tuple(one for one in self.objectives if one.percent is None)

    def kept(self, name: WorkTextName) -> Kept:
        """What a person wrote about the objectives."""
        return self.achieved if name is WorkTextName.ACHIEVED else self.difficult

    def changed(self, name: WorkTextName) -> bool:
        """Whether the data have changed since a person wrote the text."""
        kept = self.kept(name)
        return bool(kept.text) and kept.of != mark_of_shares(self, name)


@dataclass(frozen=True, slots=True)
class Analysis:
    """The whole form of a page: one value for screen, paper and spreadsheet."""

    head: PageHead
    pupils: int
    works: tuple[WorkResults, ...]
    edges: Edges
    texts: Mapping[TextName, Kept]

    def kept(self, name: TextName) -> Kept:
        """What a person wrote under a heading."""
        return self.texts.get(name, NOTHING_KEPT)

    def changed(self, name: TextName) -> bool:
        """Whether the data have changed since a person wrote the text."""
        kept = self.kept(name)
        return bool(kept.text) and kept.of != mark_of_text(self.works, name)

    def work(self, row: int) -> WorkResults | None:
        """The results of a work by its row."""
        return next((one for one in self.works if one.work.key.work == row), None)


@dataclass(frozen=True, slots=True)
class WorkParts:
    """What a work is made of, and what pupils got for it by descriptor."""

    tasks: tuple[Task, ...] = ()
    points: PupilPoints = field(default_factory=dict)


NO_PARTS = WorkParts()


def work_results(
    page: RegisterPage,
    work: Work,
    rules: RuleSet,
    parts: WorkParts = NO_PARTS,
    *,
    border: int = 0,
    texts: Mapping[str, Mapping[str, str]] | None = None,
) -> WorkResults:
    """The row of a work. A work brought from another school was not written here."""
    results = [
        result_of(row.pupil, points, work.top, rules)
        for row in page.rows
        if (points := row.points(work.key)) is not None
    ]
    there = [row for row in page.rows if work.date is None or row.there_on(work.date)]
    absent = (row.pupil for row in there if row.points(work.key) is None)
    return WorkResults(
        work,
        tuple(results),
        tuple(absent) if results else (),
        objective_shares(parts, texts or {}),
        border,
    )


def result_of(pupil: Pupil, points: int, top: int, rules: RuleSet) -> Result:
    """One pupil's result; of quality from the exact percent of the border on."""
    good = points * HUNDRED >= rules.quality_border * top
    return Result(pupil, points, top, attainment_of(points, top, rules), good)


def objective_shares(
    parts: WorkParts, texts: Mapping[str, Mapping[str, str]]
) -> tuple[ObjectiveShare, ...]:
    """The objectives of a work by number; without points by descriptor their share is unknown."""
    shares = share_by_objective(parts.tasks, parts.points)
    return tuple(
        ObjectiveShare(code, *shares.get(code, (0, 0)), texts.get(code, {}))
        for code in objectives_of(parts.tasks)
    )


def analyse(
    page: RegisterPage,
    works: Sequence[WorkResults],
    rules: RuleSet,
    texts: Mapping[TextName, Kept],
) -> Analysis:
    """The form of a page from its works and what was written."""
    return Analysis(page.head, len(page.rows), tuple(works), edges_of(rules), texts)


def mark_of_text(works: Sequence[WorkResults], name: TextName) -> str:
    """A short mark of the data that a computed text tells of: it differs when they differ."""
    if name is TextName.RESULTS:
        return _mark([_results_told(one) for one in works])
    if name is TextName.DIFFICULTIES:
        return _mark([_shares_told(one, WorkTextName.DIFFICULT) for one in works])
    return ""


def mark_of_shares(work: WorkResults, name: WorkTextName) -> str:
    """The same for the objectives of one work."""
    return _mark([_shares_told(work, name)])


def _counts(result: Result, figure: Figure) -> bool:
    if figure is Figure.QUALITY:
        return result.good
    if figure is Figure.PROGRESS:
        return result.attainment is not Attainment.LOW
    return figure is Figure.WROTE or result.attainment.value == figure.value


def _results_told(one: WorkResults) -> tuple[object, ...]:
    """Names, not row numbers: those differ from computer to computer."""
    reached = tuple(
        (each.pupil.name.full, each.attainment.value, each.good) for each in one.results
    )
    return one.work.kind.value, one.work.number, reached


def _shares_told(one: WorkResults, name: WorkTextName) -> tuple[object, ...]:
    told = tuple((each.code, each.points, each.top) for each in one.shares(name))
    return one.work.kind.value, one.work.number, told


def _mark(told: Sequence[object]) -> str:
    return blake2b(repr(told).encode(), digest_size=DIGEST_BYTES).hexdigest()
