"""Which backups stay: seven days, four weeks, twelve months, the newest, those in use."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.storage.backup_rules import (
    DAYS,
    MONTHS,
    WEEKS,
    Kind,
    Made,
    is_due,
    is_test_due,
    kept,
    name_of,
)

TODAY = date(2026, 11, 27)


def at(day):
    """A morning by the wall clock."""
    return datetime.combine(day, time(9))


MOMENTS = st.datetimes(at(date(2024, 1, 1)), at(date(2028, 1, 1)), timezones=st.none())
MADE = st.builds(Made, MOMENTS, st.uuids().map(str), st.sampled_from(Kind))
SEVERAL = st.lists(MADE, max_size=60, unique_by=lambda one: one.name)


def day_by_day(days, today=TODAY):
    """A backup each morning of so many days up to today."""
    mornings = (at(today) - timedelta(n) for n in range(days))
    return [Made(moment, name_of(moment)) for moment in mornings]


def test_after_two_years_seven_days_four_weeks_and_twelve_months_are_there():
    stay = kept(day_by_day(730), TODAY)

    days = sorted((one.moment.date() for one in stay), reverse=True)
    assert days[:DAYS] == [TODAY - timedelta(n) for n in range(7)]
    assert len({day.isocalendar()[:2] for day in days}) >= WEEKS
    assert len({(day.year, day.month) for day in days}) == MONTHS
    assert len(days) <= DAYS + WEEKS + MONTHS


def test_thinned_out_each_day_no_month_is_lost():
    """What a rule keeps all at once it also keeps when it is asked every day."""
    stay = []
    for n in range(500):
        today = date(2026, 1, 1) + timedelta(n)
        moment = at(today)
        stay = list(kept([*stay, Made(moment, name_of(moment))], today))

    months = {(one.moment.year, one.moment.month) for one in stay}
    assert len(months) == MONTHS
    assert len(stay) <= DAYS + WEEKS + MONTHS


@given(SEVERAL, st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_the_newest_and_those_in_use_always_stay(backups, today):
    in_use = {one.name for one in backups[::3]}

    stay = kept(backups, today, in_use)

    assert stay <= set(backups)
    assert {one.name for one in stay} >= in_use
    past = [one for one in backups if one.moment.date() <= today]
    assert not past or max(past) in stay
    assert not backups or max(backups) in stay


@given(SEVERAL, st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_never_more_stay_than_the_rule_has_places(backups, today):
    stay = kept(backups, today)

    assert len(stay) <= 2 * (DAYS + WEEKS + MONTHS) + 1
    updates = [one for one in backups if one.kind is Kind.BEFORE_UPDATE]
    assert not updates or max(updates) in stay


@given(SEVERAL, st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_asking_twice_removes_no_more(backups, today):
    stay = kept(backups, today)

    assert kept(stay, today) == stay


@given(SEVERAL, SEVERAL)
def test_backups_of_a_clock_that_ran_ahead_push_out_none_of_the_right_time(backups, others):
    right = [one for one in backups if one.moment.date() <= TODAY]
    ahead = [one for one in others if one.moment.date() > TODAY]
    daily = Kind.DAILY

    plain = [Made(one.moment, one.name, daily) for one in (*right, *ahead)]

    assert kept(plain, TODAY) >= kept(plain[: len(right)], TODAY)


@pytest.mark.parametrize(
    ("day", "due"), [(TODAY - timedelta(1), True), (TODAY, False), (TODAY + timedelta(400), True)]
)
def test_a_backup_is_due_while_today_has_none(day, due):
    moment = at(day)

    assert is_due([Made(moment, "a")], TODAY) is due


@pytest.mark.parametrize(("days", "due"), [(0, False), (6, False), (7, True), (-3, True)])
def test_a_test_restore_is_due_after_a_week_or_when_the_clock_went_back(days, due):
    now = at(TODAY)

    assert is_test_due(now - timedelta(days), now) is due
    assert is_test_due(None, now)
