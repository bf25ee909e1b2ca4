"""The year mark, the final mark, transfer and awards: pure rules in exact arithmetic."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from school_desk.errors import N_, DeskError
from school_desk.journal.rules import round_half_up
from school_desk.journal.ruleset import (
    HUNDRED,
    MissingPeriod,
    PastMarks,
    RuleSet,
    YearInput,
    YearSettings,
)
from school_desk.journal.year_model import (
    Award,
    EarlierYear,
    ExamKind,
    ExamResult,
    Exams,
    FinalMark,
    FinalWay,
    Lack,
    MarkSource,
    Outcome,
    PeriodMark,
    Proposal,
    Reason,
    YearCell,
    YearMark,
)

LOWEST, BEST = 2, 5
BASIC_LAST, GENERAL_LAST = 9, 11
LARGEST_TOP = 1000

TWOS = N_("year mark 2 in {n} subjects")
UNSETTLED = N_("no year mark yet in {n} subjects")
NO_MARKS = N_("no subject with a mark in this class")
NO_TWOS = N_("no year mark 2")
AGAIN_TWO = N_("2 again after the summative work for the year")
STILL_TWO = N_("2 again after the additional summative work")
FIRST_CLASS = N_(
    "class 1 is repeated only at the parents' request with a recommendation of the consultation"
)
NO_EXAM = N_("no exam has been written down yet")
EXAM_TWO = N_("2 in the exam or the final mark")
ALL_FIVES = N_("all year marks 5 in class {year_level}")
ALL_FINAL_FIVES = N_("all final marks 5")
ALL_TERM_FIVES = N_("all term marks 5")
YEAR_UNKNOWN = N_("class {year_level}: its marks are not in this file, check the certificate")
OWN_EXAM = N_("one exam is taken in an independent organisation")


class ExamPointsError(DeskError):
    """Points that an exam cannot have."""

    sentence = N_("Write a mark such as 4, or points of the maximum such as 23/30, not «{text}».")


def year_mark(periods: Sequence[PeriodMark], settings: YearSettings) -> YearMark:
    """The mean of the marks of the periods, a half goes up (order No. 125; fact sheet 3.1).

    >>> from school_desk.journal.year_model import PeriodMark
    >>> round_half_up(Fraction(3 + 3 + 4 + 4, 4))
    4
    """
    past = settings.past_marks is PastMarks.COUNT
    counted = [one for one in periods if past or one.source is not MarkSource.PAST]
    lacking = tuple(one.period for one in counted if one.mark is None)
    waiting = tuple(one.period for one in counted if one.waits)
    marks = tuple(one.mark for one in counted if one.mark is not None)
    if waiting:
        return YearMark(marks, lack=Lack.WAITS, lacking=waiting)
    whole = settings.missing_period is MissingPeriod.LEAVE_EMPTY
    left_out = tuple(one.period for one in periods if one not in counted)
    if not marks or ((lacking or left_out) and whole):
        return YearMark(marks, lack=Lack.MISSING, lacking=(*lacking, *left_out))
    return YearMark(marks, _mean(marks), round_half_up(_mean(marks)))


def earlier_marks(
    terms: Mapping[int, Sequence[int]], on_paper: Mapping[int, int]
) -> tuple[int, ...]:
    """The year marks of a year before, from the marks of its closed terms by subject.

    A year mark that stands on paper counts before the mean of closed terms.
    """
    reckoned = {subject: round_half_up(_mean(marks)) for subject, marks in terms.items()}
    return tuple({**reckoned, **on_paper}.values())


def _mean(marks: Sequence[int]) -> Fraction:
    return Fraction(sum(marks), len(marks))


def year_verdict(periods: Sequence[PeriodMark]) -> YearMark:
    """Pass or fail for the year: passed where every period is."""
    lacking = tuple(one.period for one in periods if one.passed is None)
    if lacking or not periods:
        return YearMark(lack=Lack.MISSING, lacking=lacking)
    return YearMark(passed=all(one.passed for one in periods))


def final_mark(year: YearMark, exams: Exams, settings: YearSettings) -> FinalMark:
    """The final mark: of year and exam, of year and work, or the year mark itself (3.2, 3.3)."""
    if year.mark is None or year.mean is None:
        return FinalMark()
    exam = exams.get(ExamKind.RESIT) or exams.get(ExamKind.EXAM)
    if exam is not None:
        rounded = settings.year_input is YearInput.ROUNDED_MARK
        source = Fraction(year.mark) if rounded else year.mean
        weight = Fraction(settings.exam_weight, HUNDRED)
        return _final(source * (1 - weight) + exam.mark * weight, FinalWay.EXAM)
    if year.mark > LOWEST:
        return FinalMark(year.mark, Fraction(year.mark))
    for kind, way in (
        (ExamKind.EXTRA_WORK, FinalWay.EXTRA_WORK),
        (ExamKind.YEAR_WORK, FinalWay.YEAR_WORK),
    ):
        if kind in exams:
            return _final(Fraction(year.mark + exams[kind].mark, 2), way)
    return FinalMark(year.mark, Fraction(year.mark))


def _final(value: Fraction, way: FinalWay) -> FinalMark:
    return FinalMark(round_half_up(value), value, way)


def exam_mark(points: int, top: int, rules: RuleSet) -> int:
    """The mark that points of an exam make by the scale of the rules."""
    return rules.band(round_half_up(Fraction(points * HUNDRED, top))).mark


def read_exam(text: str, rules: RuleSet) -> ExamResult | None:
    """What somebody typed for an exam: «4», or «23/30»; nothing takes it away."""
    said = text.strip()
    if not said:
        return None
    first, slash, rest = (part.strip() for part in said.partition("/"))
    marks = {str(band.mark): band.mark for band in rules.scale}
    if not slash and first in marks:
        return ExamResult(marks[first])
    fits = first.isascii() and rest.isascii() and first.isdigit() and rest.isdigit()
    if not fits or not int(first) <= int(rest) <= LARGEST_TOP or int(rest) == 0:
        raise ExamPointsError(text=said[:20])
    points, top = int(first), int(rest)
    return ExamResult(exam_mark(points, top, rules), points, top)


# Transfer (3.3): proposals, each with its reason


def propose_outcome(
    cells: Sequence[tuple[int, YearCell]], year_level: int, settings: YearSettings
) -> Proposal:
    """What becomes of a pupil, from the cells of all subjects with marks or verdicts."""
    if year_level in settings.never_repeating:
        return Proposal(Outcome.TRANSFERRED, (Reason(FIRST_CLASS, to_check=True),))
    unsettled = tuple(subject for subject, cell in cells if _unsettled(cell))
    twos = [(subject, cell) for subject, cell in cells if cell.year.mark == LOWEST]
    subjects = tuple(subject for subject, _cell in twos)
    told = Reason(TWOS, {"n": len(twos)}, subjects)
    graduating = year_level in settings.graduating_year_levels
    if len(twos) >= settings.repeats_from and not graduating:
        return Proposal(Outcome.REPEATS, (told,))
    if unsettled or not cells:
        lacking = Reason(UNSETTLED, {"n": len(unsettled)}, unsettled)
        return Proposal(Outcome.OPEN, (lacking if cells else Reason(NO_MARKS),))
    if graduating:
        return _graduating(cells, exams=year_level in settings.exam_year_levels)
    if not twos:
        return Proposal(Outcome.TRANSFERRED, (Reason(NO_TWOS),))
    return _after_twos(twos, told)


def _unsettled(cell: YearCell) -> bool:
    return cell.year.mark is None and cell.year.passed is None


def _graduating(cells: Sequence[tuple[int, YearCell]], *, exams: bool) -> Proposal:
    if exams and not any(cell.exams for _subject, cell in cells):
        return Proposal(Outcome.OPEN, (Reason(NO_EXAM, to_check=True),))
    failing = tuple(subject for subject, cell in cells if cell.final.mark == LOWEST)
    if failing:
        return Proposal(Outcome.RESIT, (Reason(EXAM_TWO, subjects=failing, to_check=True),))
    return Proposal(Outcome.GRADUATED, (Reason(NO_TWOS),))


def _after_twos(twos: Sequence[tuple[int, YearCell]], told: Reason) -> Proposal:
    """The three steps of a pupil with a 2 in one or two subjects: the worst one counts."""
    failing = [(subject, cell) for subject, cell in twos if cell.final.mark == LOWEST]
    still = tuple(s for s, cell in failing if ExamKind.EXTRA_WORK in cell.exams)
    again = tuple(s for s, cell in failing if ExamKind.YEAR_WORK in cell.exams and s not in still)
    if still:
        return Proposal(Outcome.REPEATS, (told, Reason(STILL_TWO, subjects=still)))
    if len(again) < len(failing):
        return Proposal(Outcome.SUMMER_WORK, (told,))
    if again:
        return Proposal(Outcome.EXTRA_WORK, (told, Reason(AGAIN_TWO, subjects=again)))
    return Proposal(Outcome.TRANSFERRED, (told,))


# Awards (3.4): candidates only, conduct and decisions are human


def propose_awards(
    cells: Sequence[YearCell],
    year_level: int,
    earlier: Sequence[EarlierYear],
    settings: YearSettings,
) -> tuple[tuple[Award, tuple[Reason, ...]], ...]:
    """What a pupil is a candidate for; years that the file does not know are named."""
    if not _all_fives(cells):
        return ()
    own = Reason(ALL_FIVES, {"year_level": year_level}, to_check=True)
    found: list[tuple[Award, tuple[Reason, ...]]] = []
    if year_level in settings.praise_year_levels:
        found.append((Award.PRAISE, (own,)))
    final = (own, Reason(ALL_FINAL_FIVES))
    if year_level == BASIC_LAST:
        reasons = _years(earlier, settings.honours_basic_from, year_level)
        found += [] if reasons is None else [(Award.HONOURS_BASIC, (*final, *reasons))]
    if year_level == GENERAL_LAST:
        found += _general(cells, earlier, settings, final)
    return tuple(found)


def _general(
    cells: Sequence[YearCell],
    earlier: Sequence[EarlierYear],
    settings: YearSettings,
    final: tuple[Reason, ...],
) -> Iterator[tuple[Award, tuple[Reason, ...]]]:
    reasons = _years(earlier, settings.honours_general_from, GENERAL_LAST)
    if reasons is None:
        return
    yield Award.HONOURS_GENERAL, (*final, *reasons)
    basic = _years(earlier, BASIC_LAST, BASIC_LAST + 1)
    since = [one for one in earlier if one.year_level >= settings.honours_general_from]
    terms = [mark for one in cells for mark in one.year.marks]
    terms += [mark for one in since for mark in one.terms]
    if basic is not None and set(terms) == {BEST}:
        own = Reason(OWN_EXAM, to_check=True)
        yield Award.ALTYN_BELGI, (*final, Reason(ALL_TERM_FIVES), *reasons, *basic, own)


def _all_fives(cells: Sequence[YearCell]) -> bool:
    marked = [one for one in cells if one.year.passed is None]
    failed = any(one.year.passed is False for one in cells)
    return (
        bool(marked)
        and not failed
        and all(one.year.mark == BEST and one.final.mark == BEST for one in marked)
    )


def _years(earlier: Sequence[EarlierYear], first: int, end: int) -> tuple[Reason, ...] | None:
    """A reason for each year before; None where one of them had another mark than 5."""
    known = {one.year_level: one for one in earlier if one.marks}
    found = []
    for year_level in range(first, end):
        one, facts = known.get(year_level), {"year_level": year_level}
        if one is not None and set(one.marks) != {BEST}:
            return None
        unknown = Reason(YEAR_UNKNOWN, facts, to_check=True)
        found.append(unknown if one is None else Reason(ALL_FIVES, facts))
    return tuple(found)
