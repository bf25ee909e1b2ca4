"""Words of the year's end for the window: marks, proposals with their reasons, decisions."""

from school_desk.formats import date_short
from school_desk.i18n import _, current, fill
from school_desk.journal.model import Standing
from school_desk.journal.year_model import (
    AWARD_WORDS,
    OUTCOME_WORDS,
    ClassYear,
    Decision,
    ExamKind,
    PeriodMark,
    Reason,
    YearCell,
    YearColumn,
    YearLine,
)

NOTHING = "—"
DOT = "·"


def mark_words(mark: int | None, passed: bool | None) -> str:  # noqa: FBT001  two ways to end
    """A mark or a verdict; nothing is a dash."""
    if mark is not None:
        return str(mark)
    if passed is None:
        return NOTHING
    return _("pass") if passed else _("fail")


def period_words(one: PeriodMark) -> str:
    """The mark of a period; what waits has a sign of its own."""
    waits = one.standing in (Standing.PENDING, Standing.MUST_SIT) and one.mark is None
    return "…" if waits else mark_words(one.mark, one.passed)


def term_words(column: YearColumn, cell: YearCell, term: int) -> str:
    """What stands in the column of a term: a half-year stands with its second."""
    key = next((one.key for one in column.periods if one.terms[-1] == term), None)
    found = next((one for one in cell.periods if one.period == key), None)
    return "" if found is None else period_words(found)


def exam_words(cell: YearCell, kind: ExamKind) -> str:
    """What stands in the column of an exam."""
    result = cell.exams.get(kind)
    return "" if result is None else str(result.mark)


def exam_typed(cell: YearCell, kind: ExamKind) -> str:
    """What an exam's cell has when it opens: points of the maximum, where they are known."""
    result = cell.exams.get(kind)
    if result is None or result.top is None:
        return exam_words(cell, kind)
    return f"{result.points}/{result.top}"


def reason_words(one: Reason, year: ClassYear) -> str:
    """Why, with the subjects it is about; what is unconfirmed says so."""
    names = {column.subject: column.names[current()] for column in year.columns}
    said = fill(_(one.sentence), one.facts)
    subjects = ", ".join(names[subject] for subject in one.subjects if subject in names)
    check = _("to be checked")
    return f"{said}{f': {subjects}' if subjects else ''}{f' ({check})' if one.to_check else ''}"


def award_words(line: YearLine) -> str:
    """What a pupil is a candidate for."""
    return ", ".join(_(AWARD_WORDS[award]) for award, _reasons in line.proposal.awards) or NOTHING


def outcome_words(line: YearLine) -> str:
    """What is proposed."""
    return _(OUTCOME_WORDS[line.proposal.outcome])


def decision_words(one: Decision) -> str:
    """What was decided and by which order."""
    if one.outcome is None:
        return NOTHING
    day = date_short(one.order_date) if one.order_date else ""
    said = f"{_(OUTCOME_WORDS[one.outcome])} {DOT} № {one.order_number}, {day}"
    if one.award is None:
        return said
    return f"{said} {DOT} {_(AWARD_WORDS[one.award])}, № {one.award_order}"
