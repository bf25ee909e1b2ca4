"""Working days by the school's calendar: public holidays are free, breaks of pupils are not."""

from collections.abc import Callable
from datetime import date, timedelta

from school_desk.school.calendar_model import CalendarKind, SchoolYear

YearOf = Callable[[str], SchoolYear]
FIRST_MONTH = 8
A_DAY = timedelta(days=1)


def year_name(day: date) -> str:
    """The school year of a day; a year goes from August to July.

    >>> year_name(date(2026, 7, 31)), year_name(date(2026, 8, 1))
    ('2025-26', '2026-27')
    """
    begins = day.year if day.month >= FIRST_MONTH else day.year - 1
    return f"{begins}-{(begins + 1) % 100:02}"


def is_working_day(year: SchoolYear, day: date) -> bool:
    """Whether people work on a day; a break of the pupils is no holiday of the school."""
    if any(one.starts <= day <= one.ends for one in year.of(CalendarKind.MOVED)):
        return True
    holidays = (one for one in year.of(CalendarKind.HOLIDAY) if not one.year_levels)
    free = any(one.starts <= day <= one.ends for one in holidays)
    return day.weekday() in year.weekdays and not free


def after_working_days(day: date, count: int, year_of: YearOf) -> date:
    """The working day so many working days after a day, which itself does not count."""
    while count:
        day += A_DAY
        count -= is_working_day(year_of(year_name(day)), day)
    return day


def working_days_left(today: date, last: date, year_of: YearOf) -> int:
    """How many working days are left after today, the last one included; below 0: so many late."""
    step = A_DAY if last >= today else -A_DAY
    found, day = 0, today
    while day != last:
        day += step
        found += is_working_day(year_of(year_name(day)), day)
    return found if last >= today else -found
