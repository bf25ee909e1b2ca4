"""The school year: which term a day is in, and whether a class has lessons on it."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from school_desk.errors import N_
from school_desk.school.model import (
    Calendar,
    DayOff,
    MovedDay,
    Period,
    PeriodKind,
    Term,
    TimetableSlot,
    Weeks,
)

NAMES = (
    N_("Autumn break"),
    N_("Winter break"),
    N_("Extra break of class 1"),
    N_("Spring break"),
    N_("Republic Day"),
    N_("Independence Day"),
    N_("New Year"),
    N_("Orthodox Christmas"),
    N_("International Women's Day"),
    N_("Constitution Day"),
    N_("Nauryz"),
    N_("Unity Day"),
    N_("Day off moved from a holiday"),
    N_("Defender's Day"),
    N_("Victory Day"),
    N_("Kurban Ait"),
    N_("Capital Day"),
    N_("Final exams"),
)
"""Names of days off in the shipped calendars, shown translated; a school's own stay as written."""

DAYS_OF_WEEK = 7


def term_on(calendar: Calendar, day: date) -> Term | None:
    """Find the term a day is in, or None between terms."""
    return next((term for term in calendar.terms if term.starts <= day <= term.ends), None)


def period_of(calendar: Calendar, number: int, kind: PeriodKind) -> Period | None:
    """Find the period of a kind that a term is in: half of the terms are a half-year."""
    half = (len(calendar.terms) + 1) // 2
    together = {PeriodKind.TERM: 1, PeriodKind.HALF_YEAR: half}.get(kind, len(calendar.terms))
    place = (number - 1) // together
    terms = calendar.terms[place * together : (place + 1) * together]
    if number < 1 or not terms:
        return None
    numbers = tuple(term.number for term in terms)
    return Period(kind, place + 1, terms[0].starts, terms[-1].ends, numbers, calendar.division)


def is_school_day(calendar: Calendar, day: date, year_level: int) -> bool:
    """Whether a class of this year has lessons on a day."""
    return lessons_as(calendar, day, year_level) is not None


def lessons_as(calendar: Calendar, day: date, year_level: int) -> int | None:
    """The weekday (0 = Monday) whose lessons a class has on a day; None: it has none.

    A moved day counts above everything else: people decided it for that very day.
    """
    if term_on(calendar, day) is None:
        return None
    moved = (one for one in calendar.moved if one.day == day and _is_for(one, year_level))
    found = next(moved, None)
    if found is not None:
        return found.works_as
    free = day.weekday() not in calendar.weekdays or day_off(calendar, day, year_level)
    return None if free else day.weekday()


def weeks_on(calendar: Calendar, day: date) -> Weeks:
    """Whether a day is in an odd or an even week, counted from that of the first lesson day."""
    first = calendar.terms[0].starts
    monday = first - timedelta(days=first.weekday())
    return Weeks.EVEN if (day - monday).days // 7 % 2 else Weeks.ODD


def falls_on(calendar: Calendar, slot: TimetableSlot, day: date, year_level: int) -> bool:
    """Whether a lesson of the timetable is planned on a day."""
    here = lessons_as(calendar, day, year_level) == slot.weekday
    return here and in_its_week(calendar, slot, day)


def in_its_week(calendar: Calendar, slot: TimetableSlot, day: date) -> bool:
    """Whether the week of a day is one in which a lesson of the timetable is planned."""
    return slot.weeks is Weeks.EVERY or slot.weeks is weeks_on(calendar, day)


def is_remote(calendar: Calendar, day: date, year_level: int) -> bool:
    """Whether the lessons of a day are held from home."""
    return any(_falls(one, day, year_level) for one in calendar.remote)


def stage_of(calendar: Calendar, year_level: int) -> tuple[int, int] | None:
    """The first and last year level of the stage that a year level belongs to."""
    found = (stage for stage in calendar.stages if stage[0] <= year_level <= stage[1])
    return next(found, None)


def day_off(calendar: Calendar, day: date, year_level: int) -> DayOff | None:
    """Find the break or holiday a day falls in, if it is one for a class of this year."""
    return next((off for off in calendar.days_off if _falls(off, day, year_level)), None)


def school_days(calendar: Calendar, term: Term | Period, year_level: int) -> tuple[date, ...]:
    """List the days of a term (or a longer period) on which a class of this year has lessons."""
    return tuple(day for day in _days(term) if is_school_day(calendar, day, year_level))


def lesson_days(
    calendar: Calendar, term: Term | Period, year_level: int
) -> Iterator[tuple[date, int]]:
    """The same days, each with the weekday whose lessons it has."""
    for day in _days(term):
        weekday = lessons_as(calendar, day, year_level)
        if weekday is not None:
            yield day, weekday


def teaching_weeks(calendar: Calendar, term: Term | Period, year_level: int) -> int:
    """The weeks of a term as orders count them: whole weeks, the edges to the nearer side.

    A week without any lesson in it (the extra break of class 1) is none.
    """
    empty = sum(
        all(not is_school_day(calendar, day, year_level) for day in week)
        for week in _weeks_of(term)
    )
    whole = Fraction((term.ends - term.starts).days + 1, DAYS_OF_WEEK)
    return int(whole + Fraction(1, 2)) - empty


def _weeks_of(term: Term | Period) -> Iterator[tuple[date, ...]]:
    """The whole weeks from Monday to Sunday within a term."""
    days = tuple(_days(term))
    first = -days[0].weekday() % DAYS_OF_WEEK
    for n in range(first, len(days) - DAYS_OF_WEEK + 1, DAYS_OF_WEEK):
        yield days[n : n + DAYS_OF_WEEK]


def _falls(off: DayOff, day: date, year_level: int) -> bool:
    return off.starts <= day <= off.ends and _is_for(off, year_level)


def _is_for(one: DayOff | MovedDay, year_level: int) -> bool:
    return not one.year_levels or year_level in one.year_levels


def _days(term: Term | Period) -> Iterator[date]:
    for n in range((term.ends - term.starts).days + 1):
        yield term.starts + timedelta(days=n)
