"""Planning summative works: what a work must have, and what the order warns about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from school_desk.errors import N_, DeskError
from school_desk.journal.model import MarkKind, RegisterPage, Work
from school_desk.journal.ruleset import RuleSet
from school_desk.school.model import PeriodKind

HIGHEST_TOP = 200

TOO_MANY_UNITS = N_("The order allows three unit summatives a term.")
UNUSUAL_TOP = N_("For this year level the maximum is usually between 7 and 15.")
SAME_DAY = N_("A unit and a term summative of one subject should not be on the same day.")
TOO_MANY_A_DAY = N_(
    "The class already has as many term summatives on this day as the order allows."
)
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


@dataclass(frozen=True, slots=True)
class ClassWork:
    """A summative work of any subject of a class, as the day checks see it."""

    row: int
    group: int
    subject: int
    kind: MarkKind
    term: int
    day: date | None


@dataclass(frozen=True, slots=True)
class WorkTerm:
    """The term that a planned work falls in: its number, and its last day of lessons."""

    number: int
    last_day: date | None


def accept_work(page: RegisterPage, planned: Work) -> None:
    """Check what a planned work must have."""
    if not 1 <= planned.top <= HIGHEST_TOP:
        raise WorkTopError(top=planned.top, highest=HIGHEST_TOP)
    term = page.head.period
    if planned.date is not None and not term.starts <= planned.date <= term.ends:
        raise WorkDayError(date=planned.date, starts=term.starts, ends=term.ends)
    given = [row.points(planned.key) for row in page.rows]
    accept_top(planned, max((points for points in given if points is not None), default=None))


def accept_top(planned: Work, highest: int | None) -> None:
    """A maximum that no pupil's points exceed, or raise."""
    if highest is not None and highest > planned.top:
        raise WorkTopBelowPointsError(points=highest, top=planned.top)


def work_warnings(
    page: RegisterPage,
    planned: Work,
    term: WorkTerm,
    beside: Iterable[ClassWork],
    rules: RuleSet,
) -> tuple[str, ...]:
    """What the order warns about (No. 125, para. 21) of all that the class has `beside`."""
    here = page.head.group, page.head.subject
    others = [one for one in beside if one.row != planned.key.work]
    mine = [one for one in others if (one.group, one.subject) == here]
    unit = planned.kind is MarkKind.UNIT_SUMMATIVE
    head = page.head
    found = _unit_warnings if unit else _term_warnings
    same_day = {one.kind for one in mine if planned.date and one.day == planned.date}
    return (
        *((NO_WORKS,) if head.pass_fail or head.unmarked else ()),
        *found(page, planned, term, mine if unit else others, rules),
        *((SAME_DAY,) if same_day - {planned.kind} else ()),
    )


def _unit_warnings(
    page: RegisterPage,
    planned: Work,
    term: WorkTerm,
    mine: Iterable[ClassWork],
    rules: RuleSet,
) -> Iterable[str]:
    units = [one for one in mine if (one.kind, one.term) == (planned.kind, term.number)]
    if len(units) >= rules.unit_works_per_term:
        yield TOO_MANY_UNITS
    hint = rules.unit_top_hint(page.head.year_level)
    if hint is not None and not hint.low <= planned.top <= hint.high:
        yield UNUSUAL_TOP


def _term_warnings(
    page: RegisterPage,
    planned: Work,
    term: WorkTerm,
    others: Iterable[ClassWork],
    rules: RuleSet,
) -> Iterable[str]:
    head = page.head
    if head.period.kind is not PeriodKind.TERM and not (head.pass_fail or head.unmarked):
        yield NO_TERM_WORK
    if planned.date is None:
        return
    # Two groups that write the same subject's work are one for every pupil.
    day = {one.subject for one in others if (one.kind, one.day) == (planned.kind, planned.date)}
    if len(day - {page.head.subject}) >= rules.term_works_per_day:
        yield TOO_MANY_A_DAY
    if term.last_day is not None and planned.date >= term.last_day:
        yield LAST_DAY
