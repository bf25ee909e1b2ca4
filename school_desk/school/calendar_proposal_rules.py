"""A school year nobody has written down yet, proposed from another: everything is to check."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from school_desk.school.calendar import DAYS_OF_WEEK
from school_desk.school.calendar_model import (
    CalendarKind,
    CalendarSpan,
    SchoolYear,
    Status,
)
from school_desk.school.calendar_year_rules import A_DAY, is_in_year
from school_desk.school.year_rules import year_name

WEEKS_OF_A_YEAR = timedelta(weeks=52)
"""Weekdays stay what they are: a break that began on a Monday begins on one."""

SATURDAY = 5
FIRST_MONTH = 9
FIXED = frozenset((CalendarKind.HOLIDAY,))
GOES_BY = frozenset((CalendarKind.MOVED, CalendarKind.WEATHER))
"""Decided for one day of one year."""


def proposed(
    base: SchoolYear, begins: int, holidays: Iterable[CalendarSpan] | None = None
) -> SchoolYear:
    """A year made of another: shifted by whole weeks, begun and ended on the same days as it.

    `holidays` are those of the law; None: those of the other year, on the same days.
    """
    by = _weeks_to(base.begins, begins)
    kept = (one for one in base.spans if one.kind not in FIXED | GOES_BY)
    moved = [_shifted(one, by) for one in kept]
    years = begins - base.begins
    if holidays is None:
        found = [_same_day(one, years) for one in base.of(*FIXED)]
    else:
        found = list(holidays)
    made = replace(
        base,
        year=year_name(begins),
        spans=(*moved, *found),
        source="",
        own=False,
    )
    made = replace(made, spans=tuple(one for one in made.spans if _is_within(made, one)))
    return _anchored(made, base, years) if years > 0 else made


def law_holidays_in(year: SchoolYear, found: Iterable[CalendarSpan]) -> SchoolYear:
    """The year with the public holidays of the law; a day that is known keeps its status."""
    known = {(one.starts, one.ends): one for one in year.of(CalendarKind.HOLIDAY)}
    fresh = (one for one in found if _is_within(year, one))
    taken = tuple(known.get((one.starts, one.ends), one) for one in fresh)
    others = (one for one in year.spans if one.kind is not CalendarKind.HOLIDAY)
    return replace(year, spans=(*others, *taken))


def _weeks_to(base: int, begins: int) -> timedelta:
    """Whole weeks to another year: to one that comes the nearest, to one before 52 each."""
    if begins < base:
        return (begins - base) * WEEKS_OF_A_YEAR
    days = (date(begins, FIRST_MONTH, 1) - date(base, FIRST_MONTH, 1)).days
    return timedelta(weeks=round(Fraction(days, DAYS_OF_WEEK)))


def _shifted(one: CalendarSpan, by: timedelta) -> CalendarSpan:
    return replace(
        one, starts=one.starts + by, ends=one.ends + by, status=Status.TO_CHECK, reason=""
    )


def _same_day(one: CalendarSpan, years: int) -> CalendarSpan:
    starts = _in_year(one.starts, one.starts.year + years)
    ends = _in_year(one.ends, one.ends.year + years)
    code = f"{CalendarKind.HOLIDAY.value}/{starts.isoformat()}"
    return replace(one, code=code, starts=starts, ends=ends, status=Status.TO_CHECK)


def _in_year(day: date, year: int) -> date:
    """The same day of another year; 29 February is the 28th where there is none."""
    leap = (day.month, day.day) == (2, 29)
    return date(year, 2, 28) if leap else day.replace(year=year)


def _anchored(made: SchoolYear, base: SchoolYear, years: int) -> SchoolYear:
    """Lessons begin and end on the days on which they do: 1 September, 25 May."""
    first, last = base.terms[0].starts, base.terms[-1].ends
    starts, ends = _in_year(first, first.year + years), _in_year(last, last.year + years)
    while starts.weekday() >= SATURDAY:
        starts += A_DAY
    opening, closing = made.terms[0].code, made.terms[-1].code
    spans = (replace(one, starts=starts) if one.code == opening else one for one in made.spans)
    spans = (replace(one, ends=ends) if one.code == closing else one for one in spans)
    return replace(made, spans=tuple(spans))


def _is_within(year: SchoolYear, one: CalendarSpan) -> bool:
    return is_in_year(year, one.starts) and is_in_year(year, one.ends)
