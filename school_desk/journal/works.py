"""Planning summative works: what a work must have, and what the order warns about."""

from collections.abc import Iterable

from school_desk.errors import N_, DeskError
from school_desk.journal.model import MarkKind, RegisterPage, Work
from school_desk.journal.ruleset import RuleSet
from school_desk.school.model import PeriodKind

HIGHEST_TOP = 200

TOO_MANY_UNITS = N_("The order allows three unit summatives a term.")
UNUSUAL_TOP = N_("For this year level the maximum is usually between 7 and 15.")
SAME_DAY = N_("A unit and a term summative of one subject should not be on the same day.")
LAST_DAY = N_("A term summative should not be on the last day of the term.")
NO_WORKS = N_("The order knows no summative works where there are no marks.")
NO_TERM_WORK = N_("A page of a half-year or a year has no term summative.")


class WorkTopError(DeskError):
    """A maximum that no work can have."""

    sentence = N_(
        "The maximum of a work is between 1 and {highest}, not {top}. Nothing was changed."
    )


class WorkTopBelowPointsError(DeskError):
    """A maximum lower than points that a pupil already has."""

    sentence = N_("A pupil already has {points} points, so the maximum cannot be {top}.")


class WorkDayError(DeskError):
    """A day outside the period of the page."""

    sentence = N_("The day {date} is not in this period. Choose a day between {starts} and {ends}.")


def accept_work(page: RegisterPage, planned: Work, rules: RuleSet) -> tuple[str, ...]:
    """Check a planned work; returns the warnings, which never block (order No. 125, para. 21)."""
    if not 1 <= planned.top <= HIGHEST_TOP:
        raise WorkTopError(top=planned.top, highest=HIGHEST_TOP)
    term = page.head.period
    if planned.date is not None and not term.starts <= planned.date <= term.ends:
        raise WorkDayError(date=planned.date, starts=term.starts, ends=term.ends)
    given = [row.points(planned.key) for row in page.rows]
    highest = max((points for points in given if points is not None), default=0)
    if highest > planned.top:
        raise WorkTopBelowPointsError(points=highest, top=planned.top)
    return tuple(_warnings(page, planned, rules))


def _warnings(page: RegisterPage, planned: Work, rules: RuleSet) -> Iterable[str]:
    others = [work for work in page.works if work.key != planned.key]
    units = [work for work in others if work.kind is MarkKind.UNIT_SUMMATIVE]
    unit = planned.kind is MarkKind.UNIT_SUMMATIVE
    head = page.head
    if head.pass_fail or head.unmarked:
        yield NO_WORKS
    elif not unit and head.period.kind is not PeriodKind.TERM:
        yield NO_TERM_WORK
    if unit and len(units) >= rules.unit_works_per_term * len(head.period.terms):
        yield TOO_MANY_UNITS
    hint = rules.unit_top_hint(page.head.year_level)
    if unit and hint is not None and not hint.low <= planned.top <= hint.high:
        yield UNUSUAL_TOP
    kinds = {work.kind for work in others if work.date == planned.date and planned.date}
    if kinds - {planned.kind}:
        yield SAME_DAY
    if not unit and planned.date == page.head.period.ends:
        yield LAST_DAY
