"""What cannot be true of a school year: a sentence for each, all of them at once."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise

from school_desk.errors import N_, DeskError
from school_desk.i18n import Text
from school_desk.school.calendar import is_school_day, school_days, term_on
from school_desk.school.calendar_model import (
    KIND_NAMES,
    TOP_YEAR_LEVEL,
    CalendarKind,
    CalendarSpan,
    SchoolYear,
    Weather,
)
from school_desk.school.calendar_year_rules import (
    EVERYBODY,
    calendar_of,
    is_in_year,
    without_weather,
)
from school_desk.school.model import DIVISION_TITLES, Calendar, Division

SUNDAY = 6
PERIODS_OF = {Division.TERM: 4, Division.TRIMESTER: 3, Division.HALF_YEAR: 2}
MOST_PERIODS = 12


class TermsMissingError(DeskError):
    """A year that is not divided as it says."""

    sentence = N_("The year {year} needs {wanted} periods such as «{title}», and has {n}.")


class TermNumbersError(DeskError):
    """Terms that are not numbered 1, 2, 3 by date."""

    sentence = N_("«{term}» has to begin after the period before it. Number them by date.")


class TermsOverlapError(DeskError):
    """A day in two terms."""

    sentence = N_("«{one}» and «{other}» overlap: {day} is in both. Change either.")


class TermWithoutDaysError(DeskError):
    """A term in which nobody is taught."""

    sentence = N_("«{term}» has no school day. Change its dates, the breaks or the week.")


class SpanBackwardsError(DeskError):
    """Days that end before they begin."""

    sentence = N_(
        "«{name}» ends on {ends:short}, before it begins on {starts:short}. Change either."
    )


class OutsideYearError(DeskError):
    """Days of another school year."""

    sentence = N_("«{name}» on {day:short} is outside the school year {year}. Change the date.")


class WeekError(DeskError):
    """A week without days, or with days that there are not."""

    sentence = N_("A school week has weekdays from 0 (Monday) to 6 (Sunday), not «{days}».")


class WeekdayError(DeskError):
    """A weekday that there is not."""

    sentence = N_("«{name}» on {day} needs a weekday from 0 (Monday) to 6 (Sunday).")


class SpanYearLevelError(DeskError):
    """A year level that no school has."""

    sentence = N_("«{name}» on {day}: a year level is between 0 and 12, not {year_level}.")


class StagesError(DeskError):
    """Stages that leave a hole or meet each other."""

    sentence = N_("Stages follow each other without holes, such as 1–4, 5–9, 10–11.")


class MovedOutsideError(DeskError):
    """Lessons moved to a day that is in no term."""

    sentence = N_("«{name}»: {day} is in no term, so it cannot have lessons. Choose another day.")


class MovedTwiceError(DeskError):
    """A day with the lessons of two others."""

    sentence = N_("{day} would have the lessons of two days at once. Choose another day.")


class WeatherSpanError(DeskError):
    """Lessons that cannot be moved so."""

    sentence = N_("Lessons of one day are moved to one day. Note each day of {day} by itself.")


class WeatherTargetError(DeskError):
    """Lessons moved to a day that has lessons of its own."""

    sentence = N_("Lessons of {day} cannot go to {target}: classes have lessons there already.")


class WeatherTargetFreeError(DeskError):
    """Lessons moved to a day on which nobody is taught."""

    sentence = N_(
        "Lessons of {day} cannot go to {target}: it is a holiday or a weather day itself. "
        "Choose another day."
    )


class WeatherTwiceError(DeskError):
    """A day that two weather days speak of."""

    sentence = N_("{day} is noted as a weather day twice for the same classes. Keep one of them.")


def problems_of(year: SchoolYear) -> tuple[DeskError, ...]:
    """Everything that cannot be true of a school year; empty: it can be written."""
    edges = tuple(_edges(year))
    found = (*edges, *_week(year), *_stages(year), *_periods(year))
    if found:  # days can only be counted where the dates make sense
        return found
    calendar = calendar_of(year)
    return (*_empty_terms(year, calendar), *_moved(year, calendar), *_weather(year))


def accept_year(year: SchoolYear) -> SchoolYear:
    """Take a school year, or raise the first thing that cannot be true of it."""
    for problem in problems_of(year):
        raise problem
    return year


def _edges(year: SchoolYear) -> Iterator[DeskError]:
    for one in year.spans:
        name = year.title_of(one)
        if one.ends < one.starts:
            yield SpanBackwardsError(name=name, starts=one.starts, ends=one.ends)
        days = (one.starts, one.ends, *([one.moved_to] if one.moved_to else ()))
        outside = next((day for day in days if not is_in_year(year, day)), None)
        if outside is not None:
            yield OutsideYearError(name=name, day=outside, year=year.year)
        wrong = (each for each in one.year_levels if not 0 <= each <= TOP_YEAR_LEVEL)
        for each in wrong:
            yield SpanYearLevelError(name=name, day=one.starts, year_level=each)
        weekday = one.works_as if one.works_as is not None else -1
        if one.kind is CalendarKind.MOVED and not 0 <= weekday <= SUNDAY:
            yield WeekdayError(name=name, day=one.starts)


def _week(year: SchoolYear) -> Iterator[DeskError]:
    if not year.weekdays or any(not 0 <= day <= SUNDAY for day in year.weekdays):
        yield WeekError(days=", ".join(map(str, year.weekdays)))


def _stages(year: SchoolYear) -> Iterator[DeskError]:
    upright = all(1 <= first <= last <= TOP_YEAR_LEVEL for first, last in year.stages)
    follow = all(last + 1 == first for (_one, last), (first, _other) in pairwise(year.stages))
    if not (year.stages and upright and follow):
        yield StagesError()


def _periods(year: SchoolYear) -> Iterator[DeskError]:
    terms, wanted = year.terms, PERIODS_OF.get(year.division)
    wrong = len(terms) != wanted if wanted else not 1 <= len(terms) <= MOST_PERIODS
    if wrong:
        title = Text(DIVISION_TITLES[year.division], {"number": 1})
        facts = {"wanted": wanted or f"1–{MOST_PERIODS}", "title": title, "n": len(terms)}
        yield TermsMissingError(year=year.year, **facts)
    for one, other in combinations(terms, 2):
        first = max(one.starts, other.starts)
        if first <= min(one.ends, other.ends):
            names = {"one": year.title_of(one), "other": year.title_of(other)}
            yield TermsOverlapError(day=first, **names)
    numbers = [one.number for one in terms]
    if numbers != list(range(1, len(terms) + 1)):
        yield TermNumbersError(term=year.title_of(terms[-1] if terms else year.spans[0]))
    for before, after in pairwise(terms):
        if after.ends < before.starts:
            yield TermNumbersError(term=year.title_of(after))


def _empty_terms(year: SchoolYear, calendar: Calendar) -> Iterator[DeskError]:
    for span, term in zip(year.terms, calendar.terms, strict=True):
        if not any(school_days(calendar, term, each) for each in EVERYBODY):
            yield TermWithoutDaysError(term=year.title_of(span))


def _moved(year: SchoolYear, calendar: Calendar) -> Iterator[DeskError]:
    for one in year.of(CalendarKind.MOVED):
        if term_on(calendar, one.starts) is None:
            name = one.own_name or Text(KIND_NAMES[CalendarKind.MOVED])
            yield MovedOutsideError(name=name, day=one.starts)
    for first, second in combinations(calendar.moved, 2):
        shared = set(first.year_levels or EVERYBODY) & set(second.year_levels or EVERYBODY)
        if first.day == second.day and shared:
            yield MovedTwiceError(day=first.day)


def _weather(year: SchoolYear) -> Iterator[DeskError]:
    plain = without_weather(year)
    for one, other in combinations(year.of(CalendarKind.WEATHER), 2):
        if one.starts <= other.ends and other.starts <= one.ends and _meet(one, other):
            yield WeatherTwiceError(day=max(one.starts, other.starts))
    for one in year.of(CalendarKind.WEATHER):
        if one.weather is Weather.MOVED:
            yield from _weather_moved(year, plain, one)


def _weather_moved(year: SchoolYear, plain: Calendar, one: CalendarSpan) -> Iterator[DeskError]:
    target = one.moved_to
    if one.starts != one.ends or target is None:
        yield WeatherSpanError(day=one.starts)
    elif term_on(plain, target) is None:
        yield MovedOutsideError(name=year.title_of(one), day=target)
    elif any(_taught(plain, one, target, each) for each in one.year_levels or EVERYBODY):
        yield WeatherTargetError(day=one.starts, target=target)
    elif any(_is_free(other, one, target) for other in year.spans):
        yield WeatherTargetFreeError(day=one.starts, target=target)


def _is_free(other: CalendarSpan, one: CalendarSpan, target: date) -> bool:
    """Whether a holiday or another weather day leaves nobody of these classes at school."""
    off = other.kind is CalendarKind.WEATHER and other.weather is not Weather.REMOTE
    free = other.kind is CalendarKind.HOLIDAY or off
    return free and other is not one and other.starts <= target <= other.ends and _meet(one, other)


def _meet(one: CalendarSpan, other: CalendarSpan) -> bool:
    return bool(set(one.year_levels or EVERYBODY) & set(other.year_levels or EVERYBODY))


def _taught(plain: Calendar, one: CalendarSpan, target: date, year_level: int) -> bool:
    return is_school_day(plain, one.starts, year_level) and is_school_day(plain, target, year_level)
