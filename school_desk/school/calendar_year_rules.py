"""A school year as the register reads it: days off, moved days, days at home, made of spans."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from school_desk.school.calendar import lessons_as
from school_desk.school.calendar_model import (
    TOP_YEAR_LEVEL,
    CalendarKind,
    CalendarSpan,
    SchoolYear,
    Weather,
    days_between,
)
from school_desk.school.model import Calendar, DayOff, MovedDay, Term

EVERYBODY = tuple(range(TOP_YEAR_LEVEL + 1))
A_DAY = timedelta(days=1)


def calendar_of(year: SchoolYear) -> Calendar:
    """The calendar that decides which lessons a day has."""
    plain = without_weather(year)
    weather = year.of(CalendarKind.WEATHER)
    moved = [one for one in weather if one.weather is Weather.MOVED and one.moved_to is not None]
    free = [_day_off(one) for one in weather if one.weather is not Weather.REMOTE]
    working = (*plain.moved, *_targets(plain, moved))
    kept = (left for one in working if (left := _left(one, free)) is not None)
    return replace(
        plain,
        days_off=(*plain.days_off, *free),
        moved=tuple(kept),
        remote=tuple(_day_off(one) for one in weather if one.weather is Weather.REMOTE),
        suspended=tuple(free),
    )


def with_span(year: SchoolYear, span: CalendarSpan) -> SchoolYear:
    """Put a span in (or in place of the one of its code); breaks follow the edges of terms."""
    old = next((one for one in year.spans if one.code == span.code), None)
    others = (one for one in year.spans if one.code != span.code)
    if old is None or span.kind is not CalendarKind.TERM:
        return replace(year, spans=(*others, span))
    return replace(year, spans=(*(_follows(one, old, span) for one in others), span))


def without_span(year: SchoolYear, code: str) -> SchoolYear:
    """Take a span out."""
    return replace(year, spans=tuple(one for one in year.spans if one.code != code))


def is_in_year(year: SchoolYear, day: date) -> bool:
    """Whether a day is within a school year: from August to August."""
    return date(year.begins, 8, 1) <= day <= date(year.begins + 1, 8, 31)


def without_weather(year: SchoolYear) -> Calendar:
    """The calendar as it would be if no weather had touched it."""
    return Calendar(
        id=year.year,
        terms=tuple(Term(one.number, one.starts, one.ends, year.division) for one in year.terms),
        days_off=tuple(_day_off(one) for one in year.of(CalendarKind.BREAK, CalendarKind.HOLIDAY)),
        weekdays=year.weekdays,
        moved=tuple(
            MovedDay(day, one.works_as, one.year_levels)
            for one in year.of(CalendarKind.MOVED)
            if one.works_as is not None
            for day in days_between(one.starts, one.ends)
        ),
        division=year.division,
        stages=year.stages,
    )


def _day_off(span: CalendarSpan) -> DayOff:
    name = span.usual or span.name_kk or span.name_ru or span.reason
    return DayOff(span.starts, span.ends, name, span.year_levels)


def _targets(plain: Calendar, moved: Iterable[CalendarSpan]) -> Iterator[MovedDay]:
    """The days that have the lessons of weather days: of which weekday, for whom."""
    for one in moved:
        for_whom: dict[int, list[int]] = {}
        for year_level in one.year_levels or EVERYBODY:
            works_as = lessons_as(plain, one.starts, year_level)
            if works_as is not None and one.moved_to is not None:
                for_whom.setdefault(works_as, []).append(year_level)
        for works_as, year_levels in for_whom.items():
            whom = () if len(year_levels) == len(EVERYBODY) else tuple(year_levels)
            yield MovedDay(one.moved_to or one.starts, works_as, whom)


def _left(moved: MovedDay, free: Iterable[DayOff]) -> MovedDay | None:
    """A moved day without those whose lessons weather took away after all; None: nobody."""
    whom = set(moved.year_levels or EVERYBODY)
    for off in free:
        if off.starts <= moved.day <= off.ends:
            whom -= set(off.year_levels or EVERYBODY)
    if whom == set(moved.year_levels or EVERYBODY):
        return moved
    return replace(moved, year_levels=tuple(sorted(whom))) if whom else None


def _follows(one: CalendarSpan, old: CalendarSpan, term: CalendarSpan) -> CalendarSpan:
    """A break that touched a term goes on touching it."""
    if one.kind is not CalendarKind.BREAK:
        return one
    starts = term.ends + A_DAY if one.starts == old.ends + A_DAY else one.starts
    ends = term.starts - A_DAY if one.ends == old.starts - A_DAY else one.ends
    return replace(one, starts=starts, ends=ends) if starts <= ends else one
