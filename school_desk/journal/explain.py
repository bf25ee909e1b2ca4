"""Why this mark: every number a term mark came from, so that anyone can reckon it again."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.journal.facts import Fact, Law
from school_desk.journal.model import (
    ImportedWork,
    MarkKind,
    PageHead,
    PupilRow,
    RegisterPage,
    Scale,
    Standing,
    TermCase,
    TermResult,
    Work,
    WorkPoints,
)
from school_desk.journal.rules import (
    HALF,
    WITHOUT_UNIT,
    NextMark,
    PointsBand,
    counted,
    needed_for_next,
    planned_works,
    points_needed,
    stand_in,
)
from school_desk.journal.ruleset import (
    HUNDRED,
    KIND_NAMES,
    Band,
    FormativeAndTerm,
    Kinds,
    RuleSet,
    RuleSettings,
    UnexcusedMissingWork,
    UnitAggregation,
)
from school_desk.school.model import Absence, PeriodKind

POOLED = N_("Several unit summatives: their points and maxima are added together.")
MEAN_OF_PERCENTS = N_("Several unit summatives: the mean of their percents counts.")
HALF_HALF = N_("No unit summative by plan: formative and term summative count by {weights}.")
RENORMALISED = N_("No unit summative by plan: the other weights are scaled up to 100 %.")
OTHER_CASE = N_("These parts count by {weights}; the order names no numbers for this case.")
ZERO = N_("A work missed without a valid reason counts as 0 points.")
MUST_SIT = N_("A work missed without a valid reason must still be written.")
PARAGRAPH = N_("paragraph {number}")
APPENDIX = N_("appendix {number}")
APPENDIX_PLACE = "appendix "
UNIT_NUMBER = N_("SAU {number}")
TERM_WORK = N_("SAT")
BROUGHT = N_("{work} is from another school: {points} of {top}, {source}.")
OWN_DAY = N_("{work}: own schedule on {day:short} ({reason}).")
CHANGED = N_("{note} Chosen by the school.")
NO_MARKS_YEAR = N_("This year level is given no marks in this period.")
NO_MARKS_SUBJECT = N_("There are no marks in this subject.")
PASS_FAIL = N_("This subject ends in pass or fail.")
PASS_FAIL_PERIODS = {
    PeriodKind.TERM: N_("Pass or fail is entered each term."),
    PeriodKind.HALF_YEAR: N_("Pass or fail is entered each half-year."),
    PeriodKind.YEAR: N_("Pass or fail is entered once a year."),
}
SCALES = {
    Scale.POINTS: N_("Points may be kept in lessons; they make no mark."),
    Scale.ACHIEVED: N_("Lessons take «achieved» and «not yet»."),
    Scale.NONE: N_("Lessons take no points."),
}
HALF_YEAR = N_("Up to {hours} hours a week: the mark is for the half-year.")
OWN_ENDING = N_("Marks or pass and fail: chosen by the school for this class.")
OWN_PERIOD = N_("How long the page runs: chosen by the school for this class.")
CHOSEN_SET = N_("The rule set was chosen by hand, not by the date. To be checked.")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the sum; `points` are pairs of points and maximum, in the order of the page."""

    kind: MarkKind
    points: tuple[tuple[int, int], ...]
    percent: Fraction
    weight: Fraction
    value: Fraction

    @property
    def total(self) -> tuple[int, int]:
        """Points and maxima added up."""
        return sum(p for p, _ in self.points), sum(top for _, top in self.points)

    @property
    def average(self) -> Fraction:
        """The mean of the points, as formative points are spoken of."""
        return Fraction(self.total[0], len(self.points))


@dataclass(frozen=True, slots=True)
class Missing:
    """A planned work without points, the n-th of its kind, and why (None: still to come)."""

    kind: MarkKind
    number: int
    top: int
    absence: Absence | None


@dataclass(frozen=True, slots=True)
class Note:
    """A fact to check that had a say in this result."""

    fact: Fact
    text: Text
    changed: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that panel, slip and register say about one term mark."""

    ruleset: str
    law: Law
    paragraphs: tuple[str, ...]
    standing: Standing
    period: PeriodKind
    parts: tuple[Part, ...]
    unit_aggregation: UnitAggregation
    percent: Fraction | None
    rounded: int | None
    mark: int | None
    word: str | None
    near_border: bool
    scale: tuple[Band, ...]
    next: NextMark | None
    ladder: tuple[PointsBand, ...]
    missing: tuple[Missing, ...]
    counted_as_zero: tuple[Missing, ...]
    notes: tuple[Note, ...]
    warnings: tuple[str, ...]
    remarks: tuple[Text, ...] = ()


def explain(
    case: TermCase,
    result: TermResult,
    rules: RuleSet,
    settings: RuleSettings,
    head: PageHead | None = None,
    remarks: tuple[Text, ...] = (),
) -> Explanation:
    """Lay open how a term mark came about.

    The head of its page says why it ends so; `remarks` what is special of single works.
    """
    unwritten = tuple(_unwritten(case))
    zero = settings.unexcused_missing_work is UnexcusedMissingWork.ZERO
    zeros = tuple(m for m in unwritten if zero and m.absence is Absence.UNEXCUSED)
    return Explanation(
        ruleset=rules.id,
        law=rules.law,
        period=head.period.kind if head else PeriodKind.TERM,
        paragraphs=_paragraphs(result, rules, head),
        standing=result.standing,
        parts=_parts(case, result, settings),
        unit_aggregation=settings.unit_aggregation,
        percent=result.percent,
        rounded=result.rounded,
        mark=result.mark,
        word=None if result.rounded is None else rules.band(result.rounded).word,
        near_border=result.near_border,
        scale=rules.scale,
        next=needed_for_next(case, rules, settings),
        ladder=points_needed(case, rules, settings),
        missing=tuple(each for each in unwritten if each not in zeros),
        counted_as_zero=zeros,
        notes=(
            *_notes(_ground_texts(head, rules, settings), rules, settings),
            *_notes(_said(case, result, settings), rules, settings),
        ),
        warnings=(*result.warnings, *_own_choices(head)),
        remarks=remarks,
    )


def remarks_of(page: RegisterPage, row: PupilRow) -> tuple[Text, ...]:
    """Works of another school and own days that the mark of a pupil waits for or counts."""
    return (*_brought(page, row), *_own_days(page, row))


def _brought(page: RegisterPage, row: PupilRow) -> Iterable[Text]:
    written = {(w.kind, w.number) for w in page.works if row.points(w.key) is not None}
    for one in row.imported:
        if (one.kind, one.number) not in written:
            facts = {"points": one.points, "top": one.top, "source": one.source}
            yield Text(BROUGHT, {"work": _name_of(one), **facts})


def _own_days(page: RegisterPage, row: PupilRow) -> Iterable[Text]:
    for work in page.works:
        sitting = row.sittings.get(work.key.work or 0)
        if sitting is not None and row.points(work.key) is None and not stand_in(work, row):
            facts = {"work": _name_of(work), "day": sitting.day, "reason": sitting.reason}
            yield Text(OWN_DAY, facts)


def _name_of(work: Work | ImportedWork) -> Text:
    if work.kind is MarkKind.UNIT_SUMMATIVE:
        return Text(UNIT_NUMBER, {"number": work.number})
    return Text(TERM_WORK)


def places_in_order(paragraphs: Iterable[str]) -> tuple[Text, ...]:
    """The places of the order that a mark rests on, as people write them."""
    return tuple(
        Text(APPENDIX, {"number": place.removeprefix(APPENDIX_PLACE)})
        if place.startswith(APPENDIX_PLACE)
        else Text(PARAGRAPH, {"number": place})
        for place in paragraphs
    )


def recompute(explanation: Explanation) -> int | None:
    """Reckon the mark again from the points that the explanation shows, on a way of its own."""
    if explanation.standing not in (Standing.MARKED, Standing.FORECAST):
        return None
    total = sum(
        (_reckon(part, explanation) * part.weight for part in explanation.parts), Fraction()
    )
    reached = [band for band in explanation.scale if total / HUNDRED >= band.low - HALF]
    return max(band.mark for band in reached) if reached else explanation.scale[0].mark


def _reckon(part: Part, explanation: Explanation) -> Fraction:
    pooled = explanation.unit_aggregation is UnitAggregation.POOLED
    if part.kind is MarkKind.UNIT_SUMMATIVE and not pooled:
        each = [Fraction(points * HUNDRED, top) for points, top in part.points]
        return sum(each, Fraction()) / len(each)
    points, top = part.total
    return Fraction(points * HUNDRED, top)


def _parts(case: TermCase, result: TermResult, settings: RuleSettings) -> tuple[Part, ...]:
    points = {
        MarkKind.FORMATIVE: tuple((n, settings.formative_top) for n in case.formative),
        MarkKind.UNIT_SUMMATIVE: _pairs(case.unit, settings),
        MarkKind.TERM_SUMMATIVE: _pairs(() if case.term is None else (case.term,), settings),
    }
    return tuple(
        Part(share.kind, points[share.kind], share.percent, share.weight, share.value)
        for share in result.shares
    )


def _pairs(works: Iterable[WorkPoints], settings: RuleSettings) -> tuple[tuple[int, int], ...]:
    pairs = ((counted(work, settings), work.top) for work in works)
    return tuple((points, top) for points, top in pairs if points is not None)


def _unwritten(case: TermCase) -> Iterable[Missing]:
    for number, work in enumerate(case.unit, start=1):
        if work.points is None:
            yield Missing(MarkKind.UNIT_SUMMATIVE, number, work.top, work.absence)
    if case.term is not None and case.term.points is None:
        yield Missing(MarkKind.TERM_SUMMATIVE, 1, case.term.top, case.term.absence)


def _kinds(result: TermResult) -> Kinds:
    return frozenset(share.kind for share in result.shares)


def _case_key(kinds: Kinds) -> str:
    return "weights." + "+".join(name for name, kind in KIND_NAMES.items() if kind in kinds)


def _paragraphs(result: TermResult, rules: RuleSet, head: PageHead | None) -> tuple[str, ...]:
    """Where the order says how these parts count, and which percent is which mark."""
    grounds = [rules.facts[key] for key in head.grounds if key in rules.facts] if head else []
    if result.standing is Standing.PASS_FAIL:
        named = [fact for key, fact in rules.facts.items() if key.startswith("pass_fail.")]
        return _named(*grounds) or _named(*named)
    if result.standing is Standing.UNMARKED:
        return _named(*grounds)
    return _named(rules.facts["weights.formative+unit+term"], rules.facts["scale"])


def _named(*facts: Fact) -> tuple[str, ...]:
    """The places in the order of some facts; a fact that nobody has found has none."""
    return tuple(dict.fromkeys(fact.paragraph for fact in facts if fact.paragraph))


def _own_choices(head: PageHead | None) -> tuple[str, ...]:
    """What somebody chose for this page; nobody has compared it with the order."""
    if head is None:
        return ()
    choices = (
        (CHOSEN_SET, head.rules_chosen),
        (OWN_ENDING, head.own_ending),
        (OWN_PERIOD, head.own_period),
    )
    return tuple(text for text, chosen in choices if chosen)


def _ground_texts(
    head: PageHead | None, rules: RuleSet, settings: RuleSettings
) -> Iterable[tuple[str, Text]]:
    """The facts that decided what kind of page it is, with their sentence."""
    hours = {"hours": rules.half_year_weekly_hours}
    sentences = {
        "unmarked_subjects": Text(NO_MARKS_SUBJECT),
        "pass_fail_period": Text(PASS_FAIL_PERIODS[settings.pass_fail_period]),
        "pass_fail_scale": Text(SCALES[settings.pass_fail_scale]),
        "half_year_weekly_hours": Text(HALF_YEAR, hours),
    }
    for key in head.grounds if head else ():
        usual = Text(PASS_FAIL if key.startswith("pass_fail.") else NO_MARKS_YEAR)
        yield key, sentences.get(key, usual)


def _notes(
    said: Iterable[tuple[str, Text]], rules: RuleSet, settings: RuleSettings
) -> Iterable[Note]:
    for key, text in said:
        fact = rules.facts.get(key)
        if fact is None:
            continue
        changed = key in settings.changed
        if fact.to_check:
            yield Note(fact, Text(CHANGED, {"note": text}) if changed else text, changed)


def _said(case: TermCase, result: TermResult, settings: RuleSettings) -> Iterable[tuple[str, Text]]:
    """The facts that had a say in this result, whatever their status, with their sentence.

    The weights of a forecast are those of the day; only a mark that counts rests on its case.
    """
    kinds = _kinds(result)
    final = result.standing is Standing.MARKED
    weights = {"weights": " : ".join(str(share.weight) for share in result.shares)}
    if final and kinds == WITHOUT_UNIT:
        scaled = settings.formative_and_term is FormativeAndTerm.RENORMALISE
        yield "formative_and_term", Text(RENORMALISED) if scaled else Text(HALF_HALF, weights)
    elif final:
        yield _case_key(kinds), Text(OTHER_CASE, weights)
    if len(_pairs(case.unit, settings)) > 1:
        pooled = settings.unit_aggregation is UnitAggregation.POOLED
        yield "unit_aggregation", Text(POOLED if pooled else MEAN_OF_PERCENTS)
    missing = [w for w in planned_works(case) if w.points is None]
    if any(work.absence is Absence.UNEXCUSED for work in missing):
        zero = settings.unexcused_missing_work is UnexcusedMissingWork.ZERO
        yield "unexcused_missing_work", Text(ZERO if zero else MUST_SIT)
