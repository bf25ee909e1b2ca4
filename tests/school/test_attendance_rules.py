"""Lessons and whole days missed: the rule of the whole day by hand, and what holds of any week."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.school.attendance_model import (
    REASONS,
    Attendee,
    ClassAttendance,
    Hour,
    Span,
    SpanKind,
    Taken,
    Unit,
)
from school_desk.school.attendance_rules import (
    DayToComeError,
    PupilNotInClassError,
    SpanError,
    accept_sign,
    accept_span,
    attendance_of,
    hours_of,
    planned,
    spans,
    unsigned,
)
from school_desk.school.bell_rules import Bells, ClassBells
from school_desk.school.model import (
    Absence,
    Bell,
    LessonKey,
    PersonName,
    Pupil,
    TimetableSlot,
)
from school_desk.school.shipped import calendar

MONDAY, TUESDAY = date(2026, 10, 12), date(2026, 10, 13)
PUPIL = Pupil(11, PersonName("Қайрат", "Інжу"))
HELD, NOT_TAKEN, TO_COME = Taken.HELD, Taken.NOT_TAKEN, Taken.TO_COME
ILL, EXCUSED, UNEXCUSED, LATE = Absence
YEAR = calendar("2026-27")
BELLS = ClassBells(
    Bells({slot: Bell(slot, time(7 + slot), time(7 + slot, 45)) for slot in range(1, 7)}), 6
)


def hours(*states: Taken, day: date = MONDAY) -> tuple[Hour, ...]:
    return tuple(
        Hour(day, slot, (LessonKey(1, 2, day, slot),), state)
        for slot, state in enumerate(states, start=1)
    )


def signed(*signs: Absence | None, day: date = MONDAY, **dates: date) -> Attendee:
    found = {(day, slot): sign for slot, sign in enumerate(signs, start=1) if sign}
    return Attendee(PUPIL, ((dates.get("since"), dates.get("until")),), found)


# By hand: signs of a day, states of its hours; lessons missed, late, whole days, their reason.
DAYS = [
    ("all ill", [ILL] * 3, [HELD] * 3, 3, 0, 1, ILL),
    ("one present", [ILL, None, ILL], [HELD] * 3, 2, 0, 0, None),
    ("one late: present", [ILL, LATE, ILL], [HELD] * 3, 2, 1, 0, None),
    ("two reasons", [ILL, EXCUSED], [HELD] * 2, 2, 0, 1, None),
    ("the rest not held", [ILL, None, None], [HELD, NOT_TAKEN, NOT_TAKEN], 1, 0, 1, ILL),
    ("signed, none held", [ILL, ILL], [NOT_TAKEN] * 2, 0, 0, 0, None),
    ("one signed hour not held", [UNEXCUSED, UNEXCUSED], [HELD, NOT_TAKEN], 1, 0, 1, UNEXCUSED),
    ("the day goes on", [ILL, ILL], [HELD, TO_COME], 1, 0, 0, None),
    ("no lessons", [], [], 0, 0, 0, None),
]


@pytest.mark.parametrize(
    ("signs", "states", "lessons", "late", "days", "reason"),
    [row[1:] for row in DAYS],
    ids=[row[0] for row in DAYS],
)
def test_a_whole_day_is_missed_only_with_every_lesson_held(
    signs, states, lessons, late, days, reason
):
    found = attendance_of(signed(*signs), hours(*states))

    assert (found.lessons(), found.late, found.full_days()) == (lessons, late, days)
    assert [one.reason for one in found.days] == [reason] * days


def test_a_whole_day_says_how_many_of_its_lessons_nobody_noted():
    found = attendance_of(signed(ILL), hours(HELD, NOT_TAKEN, NOT_TAKEN))

    assert found.days[0].not_taken == 2
    assert (found.held, found.not_taken) == (1, 2)


def test_days_outside_the_class_do_not_count():
    both = (*hours(HELD, HELD), *hours(HELD, day=TUESDAY))
    came = signed(ILL, ILL, since=TUESDAY)

    found = attendance_of(came, both)

    assert (found.held, found.lessons(), found.full_days()) == (1, 0, 0)


def test_lessons_of_one_hour_are_one_lesson_of_the_class():
    """Two subgroups in one hour, or a class in a combined lesson: one hour, held if one was."""
    lessons = [LessonKey(1, 2, MONDAY, 1), LessonKey(9, 3, MONDAY, 1)]
    now = datetime(2026, 10, 14, 9, tzinfo=UTC)

    (hour,) = hours_of(lessons, {(9, MONDAY, 1)}, BELLS, now)

    assert (hour.taken, len(hour.lessons)) == (HELD, 2)
    assert attendance_of(signed(ILL), [hour]).lessons() == 1


@pytest.mark.parametrize(
    ("at", "states"),
    [
        (time(8, 44), [TO_COME, TO_COME]),
        (time(8, 45), [NOT_TAKEN, TO_COME]),
        (time(12), [NOT_TAKEN, NOT_TAKEN]),
    ],
)
def test_an_hour_is_not_taken_only_once_it_is_over(at, states):
    lessons = [LessonKey(1, 2, MONDAY, slot) for slot in (1, 2)]
    now = datetime.combine(MONDAY, at, UTC)

    assert [hour.taken for hour in hours_of(lessons, set(), BELLS, now)] == states


def test_the_timetable_gives_no_lessons_in_a_break():
    slots = [TimetableSlot(n, n, 1, group=1, subject=2) for n in range(5)]
    term = YEAR.terms[0]

    found = planned(YEAR, term.ends, YEAR.terms[1].starts, slots, 6)

    assert {one.date for one in found} <= {YEAR.terms[1].starts}


def test_a_year_is_cut_into_terms_half_years_and_months():
    found = spans(YEAR)
    months = [one for one in found if one.kind is SpanKind.MONTH]

    assert [one.kind for one in found[:7]] == [*["term"] * 4, "half_year", "half_year", "year"]
    assert [one.number for one in months] == [9, 10, 11, 12, 1, 2, 3, 4, 5]
    assert all(b.starts - a.ends == timedelta(1) for a, b in pairwise(months))


def test_a_sign_is_refused_on_a_day_to_come_and_outside_the_class():
    with pytest.raises(DayToComeError):
        accept_sign(signed(), TUESDAY, MONDAY)
    with pytest.raises(PupilNotInClassError):
        accept_sign(signed(since=TUESDAY), MONDAY, TUESDAY)
    accept_sign(signed(), MONDAY, MONDAY)


def test_a_span_that_ends_before_it_begins_is_refused():
    with pytest.raises(SpanError):
        accept_span(Span(SpanKind.DAYS, TUESDAY, MONDAY))


def test_only_hours_without_a_sign_are_signed_with_the_day():
    left = unsigned(signed(ILL, None, LATE), hours(HELD, NOT_TAKEN, TO_COME))

    assert [one.slot for one in left] == [2]


# What holds of any week

signs = st.none() | st.sampled_from(Absence)
states = st.sampled_from(Taken)
days = st.lists(st.lists(st.tuples(states, signs), max_size=7), max_size=5)


def week(drawn):
    found, marks = [], {}
    for n, each in enumerate(drawn):
        day = MONDAY + timedelta(days=n)
        for slot, (state, sign) in enumerate(each, start=1):
            found.append(Hour(day, slot, (LessonKey(1, 2, day, slot),), state))
            if sign:
                marks[day, slot] = sign
    return Attendee(PUPIL, signs=marks), tuple(found)


@given(days)
def test_lessons_by_reason_sum_to_lessons_missed(drawn):
    found = attendance_of(*week(drawn))

    assert sum(found.lessons(reason) for reason in REASONS) == found.lessons()
    assert sum(map(found.full_days, REASONS)) + found.mixed_days == found.full_days()
    assert found.lessons() + found.late <= found.held


@given(days)
def test_a_whole_day_has_every_lesson_held_missed_and_at_least_one(drawn):
    pupil, hours = week(drawn)
    whole = {one.day for one in attendance_of(pupil, hours).days}

    for day in {hour.day for hour in hours}:
        ours = [hour for hour in hours if hour.day == day]
        held = [pupil.signs.get(hour.at) for hour in ours if hour.taken is HELD]
        over = all(hour.taken is not TO_COME for hour in ours)
        missed = bool(held) and all(sign is not None and sign.away for sign in held)
        assert (day in whole) is (missed and over)


@given(days)
def test_not_taken_is_never_counted_as_held_or_missed(drawn):
    pupil, hours = week(drawn)
    held = tuple(hour for hour in hours if hour.taken is HELD)

    found, only = attendance_of(pupil, hours), attendance_of(pupil, held)

    assert (found.held, found.hours) == (len(held), only.hours)
    assert found.not_taken == sum(hour.taken is NOT_TAKEN for hour in hours)


@given(st.lists(days, max_size=6), st.integers(0, 9), st.sampled_from(Unit))
def test_a_list_of_frequent_absences_has_all_that_reach_the_number(drawn, least, unit):
    pupils = tuple(attendance_of(*week(each)) for each in drawn)
    span = Span(SpanKind.DAYS, MONDAY, TUESDAY)
    one = ClassAttendance(5, "7 «А»", "", span, pupils, held=0, not_taken=0)

    found = one.at_least(least, unit)

    counts = [p.lessons() if unit is Unit.LESSONS else p.full_days() for p in pupils]
    assert list(found) == [p for p, n in zip(pupils, counts, strict=True) if n >= least]
