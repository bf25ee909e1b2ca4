"""Stays as sets of days: every rule against the days themselves."""

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from school_desk.school.stay_rules import (
    first_day,
    last_day,
    ordered,
    there_between,
    there_on,
    within,
    without,
)

FIRST = date(2026, 9, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(20)]

edges = st.none() | st.sampled_from(DAYS)
stays = st.lists(st.tuples(edges, edges), max_size=4)


def days_of(drawn):
    return {day for day in DAYS if there_on(drawn, day)}


@given(stays)
def test_ordered_stays_hold_the_same_days_and_do_not_touch(drawn):
    found = ordered(drawn)

    assert days_of(found) == days_of(drawn)
    for (_, until), (since, _) in itertools.pairwise(found):
        assert since - until > timedelta(days=1)


@given(stays, stays)
def test_what_is_within_and_what_is_without_divide_the_days(one, other):
    assert days_of(within(one, other)) == days_of(one) & days_of(other)
    assert days_of(without(one, other)) == days_of(one) - days_of(other)


@given(stays, st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_there_between_is_any_day_of_the_span(drawn, one, two):
    first, last = sorted((one, two))
    span = {day for day in DAYS if first <= day <= last}

    assert there_between(ordered(drawn), first, last) == bool(span & days_of(drawn))


def test_the_edges_of_two_stays_are_the_first_arrival_and_the_last_departure():
    found = ordered([(DAYS[10], None), (None, DAYS[4])])

    assert first_day(found) is None
    assert last_day(found) is None
    assert last_day(ordered([(DAYS[10], DAYS[12]), (None, DAYS[4])])) == DAYS[12]
