"""Dividing a school year: terms by breaks, half-years, trimesters, cycles of so many weeks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from school_desk.errors import N_, DeskError
from school_desk.school.calendar import is_school_day
from school_desk.school.calendar_check_rules import MOST_PERIODS, PERIODS_OF
from school_desk.school.calendar_model import (
    CalendarKind,
    CalendarSpan,
    SchoolYear,
    Status,
    days_between,
)
from school_desk.school.calendar_year_rules import A_DAY, without_weather
from school_desk.school.model import Calendar, Division, Term

A_WEEK = timedelta(weeks=1)
ANY_YEAR_LEVEL = 5
"""Whose weeks are counted: no break is for this year level alone."""

LEAST_BREAK_DAYS = 5
Edges = tuple[date, date]


class CycleWeeksError(DeskError):
    """Cycles so short that there would be too many, or so long that there is none."""

    sentence = N_("Cycles of {weeks} weeks do not divide this year. Choose from {least} to {most}.")


def divided(year: SchoolYear, division: Division, weeks: int = 0) -> SchoolYear:
    """The year with its periods made anew; its first and last day and its breaks stay.

    `weeks` is how many teaching weeks a cycle has; other divisions do not ask.
    """
    stretches, taught = _stretches(year), _weeks(year)
    if division is Division.TERM and len(stretches) == PERIODS_OF[division]:
        periods = stretches
    elif division is Division.HALF_YEAR and len(stretches) == PERIODS_OF[Division.TERM]:
        (first, _one), (_two, half), (begins, _three), (_four, last) = stretches
        periods = ((first, half), (begins, last))
    elif division is Division.CYCLE:
        periods = _edges(year, taught, _cycles(len(taught), weeks))
    else:
        periods = _edges(year, taught, _shares(len(taught), PERIODS_OF[division]))
    rest = tuple(one for one in year.spans if one.kind is not CalendarKind.TERM)
    return replace(year, division=division, spans=(*map(_period, range(1, 99), periods), *rest))


def _period(number: int, edges: Edges) -> CalendarSpan:
    kind = CalendarKind.TERM
    return CalendarSpan(f"{kind.value}/{number}", kind, *edges, status=Status.TO_CHECK)


def _stretches(year: SchoolYear) -> tuple[Edges, ...]:
    """What lies between the long breaks that are for everybody."""
    first, last = year.terms[0].starts, year.terms[-1].ends
    found, begins = [], first
    for off in year.of(CalendarKind.BREAK):
        long = (off.ends - off.starts).days + 1 >= LEAST_BREAK_DAYS
        if long and not off.year_levels and begins < off.starts and off.ends < last:
            found.append((begins, off.starts - A_DAY))
            begins = off.ends + A_DAY
    return (*found, (begins, last))


def _whole(year: SchoolYear) -> Calendar:
    """The calendar as if the year was one period: its breaks alone decide."""
    calendar = without_weather(year)
    only = Term(1, calendar.terms[0].starts, calendar.terms[-1].ends)
    return replace(calendar, terms=(only,))


def _weeks(year: SchoolYear) -> tuple[date, ...]:
    """The Mondays of the weeks in which lessons are held."""
    calendar = _whole(year)
    first, last = calendar.terms[0].starts, calendar.terms[0].ends
    days = (
        day for day in days_between(first, last) if is_school_day(calendar, day, ANY_YEAR_LEVEL)
    )
    return tuple(dict.fromkeys(day - timedelta(days=day.weekday()) for day in days))


def _shares(weeks: int, parts: int) -> tuple[int, ...]:
    """Equal parts; the first ones have a week more where it does not come out even.

    >>> _shares(35, 3), _shares(34, 2)
    ((12, 12, 11), (17, 17))
    """
    return tuple(weeks // parts + (n < weeks % parts) for n in range(parts))


def _cycles(weeks: int, length: int) -> tuple[int, ...]:
    """Cycles of a length; what is left makes one more if it is at least half of one.

    >>> _cycles(35, 8), _cycles(34, 6), _cycles(35, 16)
    ((8, 8, 8, 11), (6, 6, 6, 6, 6, 4), (16, 19))
    """
    least = -(-weeks // MOST_PERIODS)
    if not least <= length <= weeks:
        raise CycleWeeksError(weeks=length, least=least, most=weeks)
    whole, left = divmod(weeks, length)
    if 2 * left >= length:
        return (*[length] * whole, left)
    return (*[length] * (whole - 1), length + left)


def _edges(year: SchoolYear, weeks: Sequence[date], counts: Sequence[int]) -> tuple[Edges, ...]:
    """From the Monday of the first week to the Sunday of the last, within the year."""
    first, last = year.terms[0].starts, year.terms[-1].ends
    found, done = [], 0
    for count in counts:
        monday, final = weeks[done], weeks[done + count - 1]
        found.append((max(first, monday), min(last, final + A_WEEK - A_DAY)))
        done += count
    return tuple(found)
