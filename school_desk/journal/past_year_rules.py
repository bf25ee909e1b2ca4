"""The year of a pupil from what was stored: by the same rules as the year that is going on."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from school_desk.journal.closing_model import ClosedMark
from school_desk.journal.model import Standing
from school_desk.journal.past_mark_model import FINAL_MARK, YEAR_MARK, PastKey, PastMark
from school_desk.journal.past_year_model import StoredMark, StoredYear
from school_desk.journal.ruleset import YearSettings
from school_desk.journal.year_model import (
    FinalMark,
    MarkSource,
    PeriodMark,
    YearCell,
    YearMark,
)
from school_desk.journal.year_rules import final_mark, year_mark, year_verdict

WHOLE = (YEAR_MARK, FINAL_MARK)
Cells = Mapping[tuple[int, int], YearCell]
"""What came of a year, by pupil and subject."""


def stored_cells(kept: StoredYear, pupils: Collection[int], settings: YearSettings | None) -> Cells:
    """Some pupils of a class: every subject with a closed page, or with a mark on paper.

    A year mark on paper counts before one made of the periods; without rules nothing is made.
    """
    own = {(one.pupil, one.subject, one.period): one.closed for one in kept.marks}
    known = _periods(kept.marks)
    pairs = dict.fromkeys((one.pupil, one.subject) for one in kept.marks)
    pairs |= dict.fromkeys((key.pupil, key.subject) for key in kept.past if key.year == kept.year)
    found = {}
    for pupil, subject in pairs:
        if pupil not in pupils:
            continue
        periods = known.get(subject) or _on_paper(kept, pupil, subject)
        marks = tuple(_mark(kept, own, (pupil, subject, one)) for one in periods)
        found[pupil, subject] = _cell(kept, pupil, subject, marks, settings)
    return found


def last_rules(marks: Sequence[StoredMark]) -> str:
    """The rule set at the end of a year: that of the last period that was closed."""
    found = max(marks, key=lambda one: _end(one.period), default=None)
    return found.ruleset if found else ""


def _cell(
    kept: StoredYear,
    pupil: int,
    subject: int,
    marks: tuple[PeriodMark, ...],
    settings: YearSettings | None,
) -> YearCell:
    year = _year(marks, settings)
    on_paper = kept.past.get(PastKey(pupil, kept.year, subject, YEAR_MARK))
    if on_paper is not None:
        year = _year_on_paper(on_paper)
    exams = kept.exams.get((pupil, subject), {})
    final = FinalMark() if settings is None else final_mark(year, exams, settings)
    if settings is None and year.mark is not None:
        final = FinalMark(year.mark, Fraction(year.mark))
    last = kept.past.get(PastKey(pupil, kept.year, subject, FINAL_MARK))
    if last is not None and last.mark is not None:
        final = FinalMark(last.mark, Fraction(last.mark), paper=last.source)
    return YearCell(marks, year, exams, final)


def _year(marks: Sequence[PeriodMark], settings: YearSettings | None) -> YearMark:
    if any(one.standing is Standing.PASS_FAIL or one.passed is not None for one in marks):
        return year_verdict(marks)
    return YearMark() if settings is None else year_mark(marks, settings)


def _year_on_paper(past: PastMark) -> YearMark:
    mean = None if past.mark is None else Fraction(past.mark)
    return YearMark(mean=mean, mark=past.mark, passed=past.passed, paper=past.source)


def _mark(
    kept: StoredYear, own: Mapping[tuple[int, int, str], ClosedMark], place: tuple[int, int, str]
) -> PeriodMark:
    """The mark of a period: of the class's page, else of another class, else from a paper."""
    pupil, subject, period = place
    here = own.get(place) or kept.moved.get(place)
    brought = kept.past.get(PastKey(pupil, kept.year, subject, period))
    settled = here is not None and (here.mark is not None or here.passed is not None)
    waits = here is not None and here.standing in (Standing.PENDING, Standing.MUST_SIT)
    if brought is not None and not settled and not waits:
        facts = brought.mark, brought.passed, brought.source
        return PeriodMark(period, MarkSource.PAST, Standing.MARKED, *facts)
    if here is None:
        return PeriodMark(period)
    return PeriodMark(period, MarkSource.CLOSED, here.standing, here.mark, here.passed)


def _periods(marks: Sequence[StoredMark]) -> Mapping[int, tuple[str, ...]]:
    """The periods that the pages of each subject ran for."""
    found: dict[int, set[str]] = {}
    for one in marks:
        found.setdefault(one.subject, set()).add(one.period)
    return {subject: tuple(sorted(periods, key=_end)) for subject, periods in found.items()}


def _on_paper(kept: StoredYear, pupil: int, subject: int) -> tuple[str, ...]:
    """The periods of a subject without a page here: those that the papers name."""
    keys = (key for key in kept.past if (key.pupil, key.subject) == (pupil, subject))
    found = {key.period for key in keys if key.year == kept.year and key.period not in WHOLE}
    return tuple(sorted(found, key=_end))


def _end(period: str) -> tuple[int, str]:
    """Where a period ends, in terms of a year of four: a half-year with its second."""
    kind, _sep, number = period.partition("/")
    terms = {"term": 1, "half_year": 2}.get(kind, 4)
    return int(number) * terms, period
