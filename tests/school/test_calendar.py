from datetime import date, timedelta
from itertools import pairwise

import pytest

from school_desk.school.calendar import (
    NAMES,
    day_off,
    is_school_day,
    school_days,
    term_on,
)
from school_desk.school.shipped import calendar, calendar_ids, school_year

YEAR = calendar("2026-27")


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2026, 8, 31), None),
        (date(2026, 9, 1), 1),
        (date(2026, 10, 25), 1),
        (date(2026, 10, 26), None),
        (date(2026, 11, 2), 2),
        (date(2026, 12, 27), 2),
        (date(2027, 1, 11), 3),
        (date(2027, 3, 21), 3),
        (date(2027, 3, 29), 4),
        (date(2027, 5, 25), 4),
        (date(2027, 5, 26), None),
    ],
)
def test_terms_of_2026_begin_and_end_by_order_213(day: date, number: int | None) -> None:
    term = term_on(YEAR, day)

    assert (term.number if term else None) == number


@pytest.mark.parametrize(
    ("day", "year_level", "taught"),
    [
        (date(2026, 10, 22), 6, True),
        (date(2026, 10, 24), 6, False),  # Saturday
        (date(2026, 12, 16), 6, False),  # Independence Day
        (date(2027, 3, 15), 6, False),  # Constitution Day, new in 2027
        (date(2027, 2, 10), 1, False),  # extra break of class 1
        (date(2027, 2, 10), 2, True),
    ],
)
def test_day_is_taught_or_not(day: date, year_level: int, taught: bool) -> None:
    assert is_school_day(YEAR, day, year_level) is taught


def test_first_term_has_39_days_of_five_weekdays() -> None:
    days = school_days(YEAR, YEAR.terms[0], 6)

    assert len(days) == 39
    assert (days[0], days[-1]) == (date(2026, 9, 1), date(2026, 10, 23))


def test_class_1_has_a_week_less() -> None:
    third = YEAR.terms[2]

    assert len(school_days(YEAR, third, 2)) - len(school_days(YEAR, third, 1)) == 5


def test_year_has_34_teaching_weeks_and_two_days() -> None:
    weeks = [
        len({day - timedelta(days=day.weekday()) for day in school_days(YEAR, term, 5)})
        for term in YEAR.terms
    ]

    assert weeks == [8, 8, 10, 9]  # the last one is 24 and 25 May


def test_what_nobody_confirmed_waits_for_the_school() -> None:
    names = {off.usual for off in school_year("2026-27").to_check}

    assert names == {"Orthodox Christmas", "Kurban Ait", "Day off moved from a holiday"}


@pytest.mark.parametrize("year", calendar_ids())
def test_shipped_calendar_is_whole(year: str) -> None:
    whole = calendar(year)

    assert [term.number for term in whole.terms] == [1, 2, 3, 4]
    assert all(term.starts < term.ends for term in whole.terms)
    assert all(off.starts <= off.ends for off in whole.days_off)
    assert {off.name for off in whole.days_off} <= set(NAMES)


@pytest.mark.parametrize("year", calendar_ids())
def test_every_day_between_terms_is_a_break(year: str) -> None:
    whole = calendar(year)

    for before, after in pairwise(whole.terms):
        gap = (after.starts - before.ends).days - 1
        days = [before.ends + timedelta(days=n + 1) for n in range(gap)]
        assert days
        assert all(day_off(whole, day, 7) for day in days)
