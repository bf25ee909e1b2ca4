"""The term mark: shares, their weighted sum, one rounding; exact arithmetic throughout."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from school_desk.errors import N_
from school_desk.journal.model import (
    ColumnStatistics,
    ImportedWork,
    MarkKind,
    PupilRow,
    RegisterPage,
    Share,
    Standing,
    TermCase,
    TermResult,
    Work,
    WorkPoints,
)
from school_desk.journal.ruleset import (
    HUNDRED,
    FormativeAndTerm,
    Kinds,
    RuleSet,
    RuleSettings,
    UnexcusedMissingWork,
    UnitAggregation,
    Weights,
)
from school_desk.school.model import Absence

HALF = Fraction(1, 2)

ALL_KINDS: Kinds = frozenset(MarkKind)
WITHOUT_UNIT: Kinds = ALL_KINDS - {MarkKind.UNIT_SUMMATIVE}
WITHOUT_FORMATIVE: Kinds = ALL_KINDS - {MarkKind.FORMATIVE}

NO_FORMATIVE = N_("There are no formative points in this period.")
NO_RULE = N_("The rules know no mark from summative works of one kind alone.")
ONLY_FORMATIVE = N_("By these rules formative points alone make no mark.")


@dataclass(frozen=True, slots=True)
class PointsBand:
    """Which points of the term summative lead to a mark, both edges included."""

    mark: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class NextMark:
    """The next better mark and the points of the term summative it takes; None: out of reach."""

    mark: int
    points: int | None


def round_half_up(number: Fraction) -> int:
    """Round to a whole number, a half goes up (the national e-journal rounds so).

    >>> round_half_up(Fraction(169, 2)), round_half_up(Fraction(337, 4))
    (85, 84)
    """
    return floor(number + HALF)


def term_result(case: TermCase, rules: RuleSet, settings: RuleSettings) -> TermResult:
    """Make the term mark of one pupil in one subject (order No. 125, paragraph 28)."""
    standing = _standing(case, settings)
    if standing in (Standing.PASS_FAIL, Standing.UNMARKED):
        return TermResult(standing)
    percents = _percents(case, settings)
    if standing in (Standing.PENDING, Standing.MUST_SIT):
        return TermResult(standing, _shares(percents, _planned(case, percents), settings))
    shares = _shares(percents, frozenset(percents), settings)
    if not shares:
        return TermResult(Standing.EMPTY, warnings=_no_rule(percents))
    lacks = settings.formative_counts and not case.formative
    return _marked(standing, shares, rules, (NO_FORMATIVE,) if lacks else ())


def weights_of(kinds: Kinds, settings: RuleSettings) -> Weights | None:
    """The weights (percent) of the parts that exist; None where the rules name no such case."""
    if kinds == WITHOUT_UNIT and settings.formative_and_term is FormativeAndTerm.RENORMALISE:
        full = settings.weights[ALL_KINDS]
        there = [kind for kind in kinds if kind in full]
        whole = sum(full[kind] for kind in there)
        return {kind: full[kind] / whole * HUNDRED for kind in there}
    return settings.weights.get(kinds)


def counted(work: WorkPoints, settings: RuleSettings) -> int | None:
    """The points a work counts with: those written, or zero where the school decided so."""
    zero = settings.unexcused_missing_work is UnexcusedMissingWork.ZERO
    if work.points is None and work.absence is Absence.UNEXCUSED and zero:
        return 0
    return work.points


def planned_works(case: TermCase) -> tuple[WorkPoints, ...]:
    """All summative works that the plan holds for this term."""
    return case.unit if case.term is None else (*case.unit, case.term)


def points_needed(case: TermCase, rules: RuleSet, settings: RuleSettings) -> tuple[PointsBand, ...]:
    """Which points of the term summative lead to which mark; marks out of reach are left out."""
    if case.term is None:
        return ()
    top = case.term.top
    lowest = term_result(replace(case, term=WorkPoints(0, top)), rules, settings)
    share = lowest.share(MarkKind.TERM_SUMMATIVE)
    if lowest.percent is None or share is None:
        return ()
    per_point = share.weight / top
    lows = [max(0, ceil((b.low - HALF - lowest.percent) / per_point)) for b in rules.scale]
    highs = [*(min(top, low - 1) for low in lows[1:]), top]
    return tuple(
        PointsBand(band.mark, low, high)
        for band, low, high in zip(rules.scale, lows, highs, strict=True)
        if low <= high
    )


def needed_for_next(case: TermCase, rules: RuleSet, settings: RuleSettings) -> NextMark | None:
    """What the next better mark takes; None where there is none or no term summative."""
    mark = term_result(case, rules, settings).mark
    better = None if mark is None else rules.next_band(mark)
    if better is None or case.term is None:
        return None
    ladder = points_needed(case, rules, settings)
    lows = [band.low for band in ladder if band.mark >= better.mark]
    return NextMark(better.mark, min(lows, default=None))


def column_statistics(values: Sequence[tuple[int, int]], rules: RuleSet) -> ColumnStatistics:
    """Statistics of a column from (points, maximum) of each pupil who has points.

    A result is of quality when its exact percent reaches the border: 64.9 % does not.
    """
    good = sum(points * HUNDRED >= rules.quality_border * top for points, top in values)
    return _statistics([points for points, _ in values], good)


def term_mark_statistics(results: Iterable[TermResult], rules: RuleSet) -> ColumnStatistics:
    """Statistics of the term marks that count; forecasts and missing marks do not."""
    marks = [result.mark for result in results if result.standing is Standing.MARKED]
    counting = [mark for mark in marks if mark is not None]
    least = rules.band(rules.quality_border).mark
    return _statistics(counting, sum(mark >= least for mark in counting))


def percent_statistics(results: Iterable[TermResult], rules: RuleSet) -> ColumnStatistics:
    """Statistics of the rounded percents behind the term marks that count."""
    percents = [result.rounded for result in results if result.standing is Standing.MARKED]
    counting = [percent for percent in percents if percent is not None]
    return _statistics(counting, sum(percent >= rules.quality_border for percent in counting))


def reached_statistics(reached: Sequence[bool]) -> ColumnStatistics:
    """How many of those with an entry passed, or achieved: counts and a share, no average.

    >>> reached_statistics([True, True, False, True])
    ColumnStatistics(n=4, average=None, quality=Fraction(75, 1), reached=3)
    """
    n, good = len(reached), sum(reached)
    return ColumnStatistics(n, None, Fraction(HUNDRED * good, n) if n else None, good)


def verdict_statistics(rows: Iterable[PupilRow]) -> ColumnStatistics:
    """How many of those with a verdict passed."""
    return reached_statistics([row.verdict for row in rows if row.verdict is not None])


def term_case(page: RegisterPage, row: PupilRow) -> TermCase:
    """Gather what one pupil's term mark is made of."""
    works = [(work.kind, _work_points(page, work, row)) for work in page.works]
    known = {(work.kind, work.number) for work in page.works}
    works += [
        (one.kind, WorkPoints(one.points, one.top))
        for one in row.imported
        if (one.kind, one.number) not in known
    ]
    formative = [row.marks.get(column.key) for column in page.columns]
    return TermCase(
        formative=tuple([points for points in formative if points is not None]),
        unit=tuple(points for kind, points in works if kind is MarkKind.UNIT_SUMMATIVE),
        term=next((p for kind, p in works if kind is MarkKind.TERM_SUMMATIVE), None),
        pass_fail=page.head.pass_fail,
        unmarked=page.head.unmarked,
    )


def stand_in(work: Work, row: PupilRow) -> ImportedWork | None:
    """The work of another school that takes the place of one of ours, where ours is not written."""
    if row.points(work.key) is not None:
        return None
    same = (one for one in row.imported if (one.kind, one.number) == (work.kind, work.number))
    return next(same, None)


def _work_points(page: RegisterPage, work: Work, row: PupilRow) -> WorkPoints:
    brought = stand_in(work, row)
    if brought is not None:
        return WorkPoints(brought.points, brought.top)
    lesson = page.lesson_of(work)
    sign = None if lesson is None else row.signs.get(lesson)
    away = sign if sign is not None and sign.away else None
    return WorkPoints(row.points(work.key), work.top, away)


def _standing(case: TermCase, settings: RuleSettings) -> Standing:
    """The worst that holds: a work pending, one that must be sat, one still to come."""
    if case.unmarked:
        return Standing.UNMARKED
    if case.pass_fail:
        return Standing.PASS_FAIL
    missing = [w.absence for w in planned_works(case) if counted(w, settings) is None]
    if any(absence is not None and absence.valid for absence in missing):
        return Standing.PENDING
    if Absence.UNEXCUSED in missing:
        return Standing.MUST_SIT
    return Standing.FORECAST if missing else Standing.MARKED


def _percents(case: TermCase, settings: RuleSettings) -> Mapping[MarkKind, Fraction]:
    """The percent of each part that has points; an empty cell is not a zero."""
    percents = {}
    if case.formative:
        ten = len(case.formative) * settings.formative_top
        percents[MarkKind.FORMATIVE] = Fraction(HUNDRED * sum(case.formative), ten)
    unit = _written(case.unit, settings)
    if unit:
        percents[MarkKind.UNIT_SUMMATIVE] = _unit_percent(unit, settings)
    for points, top in _written(() if case.term is None else (case.term,), settings):
        percents[MarkKind.TERM_SUMMATIVE] = Fraction(HUNDRED * points, top)
    return percents


def _no_rule(percents: Mapping[MarkKind, Fraction]) -> tuple[str, ...]:
    """Why there are points and yet no mark."""
    if set(percents) == {MarkKind.FORMATIVE}:
        return (ONLY_FORMATIVE,)
    return (NO_RULE,) if percents else ()


def _written(works: Iterable[WorkPoints], settings: RuleSettings) -> tuple[tuple[int, int], ...]:
    points = ((counted(work, settings), work.top) for work in works)
    return tuple((number, top) for number, top in points if number is not None)


def _unit_percent(written: Sequence[tuple[int, int]], settings: RuleSettings) -> Fraction:
    if settings.unit_aggregation is UnitAggregation.MEAN_OF_PERCENTS:
        return sum((Fraction(HUNDRED * p, top) for p, top in written), Fraction()) / len(written)
    return Fraction(HUNDRED * sum(p for p, _ in written), sum(top for _, top in written))


def _planned(case: TermCase, percents: Mapping[MarkKind, Fraction]) -> Kinds:
    """The parts the mark will have in the end: those planned, and formative if there is any."""
    unit = {MarkKind.UNIT_SUMMATIVE} if case.unit else set()
    term = {MarkKind.TERM_SUMMATIVE} if case.term else set()
    return frozenset(percents) | unit | term


def _shares(
    percents: Mapping[MarkKind, Fraction], kinds: Kinds, settings: RuleSettings
) -> tuple[Share, ...]:
    weights = weights_of(kinds, settings)
    if weights is None:
        return ()
    return tuple(
        Share(kind, percents[kind], weights[kind])
        for kind in MarkKind
        if kind in percents and kind in weights
    )


def _marked(
    standing: Standing, shares: tuple[Share, ...], rules: RuleSet, warnings: tuple[str, ...]
) -> TermResult:
    percent = sum((share.value for share in shares), Fraction())
    rounded = round_half_up(percent)
    band = rules.band(rounded)
    better = rules.next_band(band.mark)
    return TermResult(
        standing=standing,
        shares=shares,
        percent=percent,
        rounded=rounded,
        mark=band.mark,
        near_border=better is not None and _lacks(percent, better.low) < 1,
        warnings=warnings,
    )


def _lacks(percent: Fraction, low: int) -> Fraction:
    """How much the exact percent lacks to be rounded to a border.

    >>> _lacks(Fraction(257, 4), 65)
    Fraction(1, 4)
    """
    return low - HALF - percent


def _statistics(numbers: Sequence[int], good: int) -> ColumnStatistics:
    n = len(numbers)
    if not n:
        return ColumnStatistics(0, None, None)
    return ColumnStatistics(n, Fraction(sum(numbers), n), Fraction(HUNDRED * good, n))
