"""The register as of any past date is what was shown on that evening; nothing is written there."""

import shutil
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from school_desk.access.model import NotAllowedError
from school_desk.app import Entrance
from school_desk.errors import DeskError
from school_desk.paths import SchoolFolder
from school_desk.school.model import PersonName
from school_desk.school.year_rules import DayOverError, NoPastDayError
from tests.journal.small_desk import HEAD, NOW, PASSWORD, TEACHER

FIRST = NOW.date() + timedelta(days=1)
TYPED = st.sampled_from(("", "1", "7", "10", "К", "8", "undo", "rename", "leave"))


@contextmanager
def sitting(school, name, moment):
    entrance = Entrance(SchoolFolder(school.folder), now=lambda: moment)
    desk = entrance.sign_in(name, PASSWORD)
    try:
        yield desk
    finally:
        desk.close()
        entrance.close()


def evening(day):
    return datetime.combine(day, time(23, 59, 58), NOW.tzinfo)


def shown(school, desk):
    """All that a page shows: its columns, works and lines."""
    page = school.page(desk)
    return page.head, page.columns, page.works, page.rows


def act(school, name, day, place, text):
    """What somebody does on a day."""
    with sitting(school, name, evening(day)) as desk, suppress(DeskError):
        page = school.page(desk)
        if text == "rename":
            pupil = page.rows[place].pupil
            called = PersonName(f"Өзге{place}{day.day}", "Дана")
            desk.school.correct_pupil(school.class_group, pupil.id, called, None)
        elif text == "undo":
            desk.undo(page.form)
        elif text == "leave":
            desk.timetable.clear(desk.school.timetable()[:1])
        else:
            desk.journal.put(page, page.columns[0].key, page.rows[place].pupil.id, text)


@settings(max_examples=8, deadline=None)
@given(
    days=st.lists(st.lists(st.tuples(st.integers(0, 2), TYPED), max_size=3), min_size=2, max_size=3)
)
def test_every_evening_is_as_it_was_shown(made, tmp_path_factory, days):
    folder = tmp_path_factory.mktemp("evenings") / "school"
    shutil.copytree(made.folder, folder)
    school, told = replace(made, folder=folder), {}
    for n, steps in enumerate(days):
        day = FIRST + timedelta(days=n)
        for place, text in steps:
            name = HEAD if text in {"rename", "leave"} else TEACHER
            act(school, name, day, place, text)
        with sitting(school, TEACHER, evening(day)) as desk:
            told[day] = shown(school, desk)

    with sitting(school, TEACHER, evening(FIRST + timedelta(days=len(days)))) as desk:
        for day, page in told.items():
            past = desk.as_of(day)
            assert shown(school, past) == page
            past.close()
    with sitting(school, HEAD, evening(FIRST + timedelta(days=len(days)))) as desk:
        assert desk.verify() == ()


def test_a_past_day_is_only_read(school):
    with sitting(school, TEACHER, evening(FIRST)) as desk:
        past = desk.as_of(NOW.date())
        page = school.page(past)
        with pytest.raises(DayOverError):
            past.journal.put(page, page.columns[0].key, page.rows[0].pupil.id, "5")
        assert past.looks_back
        assert past.as_it_stood == NOW.date()
        past.close()


def test_the_rights_of_now_count_on_a_past_day(school):
    with sitting(school, HEAD, evening(FIRST)) as desk:
        desk.school.appoint_form_tutor(school.class_group, None)
        for one in desk.school.timetable():
            desk.timetable.clear((one,))
        for one in desk.school.teachings():
            desk.school.assign(type(one)(one.group, one.subject, None))
    with sitting(school, TEACHER, evening(FIRST + timedelta(days=1))) as desk:
        past = desk.as_of(NOW.date())
        with pytest.raises(NotAllowedError):
            school.page(past)
        past.close()


@pytest.mark.parametrize("day", [FIRST, FIRST + timedelta(days=1), date(2030, 1, 1)])
def test_a_day_that_is_not_over_is_no_past(school, day):
    with sitting(school, TEACHER, evening(FIRST)) as desk, pytest.raises(NoPastDayError):
        desk.as_of(day)


def test_a_mark_changed_since_is_shown_as_it_was(school):
    for n, text in enumerate(("7", "8")):
        act(school, TEACHER, FIRST + timedelta(days=n), 1, text)
    points = []
    with sitting(school, TEACHER, evening(FIRST + timedelta(days=5))) as desk:
        for day in (NOW.date(), FIRST, FIRST + timedelta(days=1)):
            past = desk.as_of(day)
            page = school.page(past)
            points.append(page.rows[1].points(page.columns[0].key))
            past.close()

    assert points == [None, 7, 8]
