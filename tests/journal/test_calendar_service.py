"""The calendar of a real file: previewed, changed in one step, taken back; marks are never lost."""

import subprocess
import sys
from dataclasses import replace
from datetime import date, time

import pytest

from school_desk.access.model import NotAllowedError
from school_desk.intents import Form
from school_desk.school.attendance_rules import ClassUnknownError
from school_desk.school.bell_rules import ShiftUnknownError
from school_desk.school.calendar_check_rules import TermsOverlapError
from school_desk.school.calendar_effect_model import Touch
from school_desk.school.calendar_model import (
    CalendarKind,
    CalendarSpan,
    Status,
    Weather,
)
from school_desk.school.calendar_store import load_own_years
from school_desk.school.calendar_year_rules import with_span, without_span
from school_desk.school.model import Bell, BellSet, Division, Shift
from tests.journal.small_desk import HEAD, NOW

TUESDAY, THURSDAY = date(2026, 10, 20), date(2026, 10, 22)
LAST_WEEK = date(2026, 10, 15)


@pytest.fixture
def head(school):
    with school.taken_by(HEAD) as taken:
        yield taken


def weather(day, effect=Weather.CANCELLED, whom=(), to=None):
    kind = CalendarKind.WEATHER
    return CalendarSpan(
        "weather/x", kind, day, day, year_levels=whom, weather=effect, moved_to=to, reason="-38"
    )


def marked(school, desk, day):
    """Give the first pupil 8 on a day."""
    page = school.page(desk)
    column = next(one for one in page.columns if one.date == day)
    desk.journal.put(page, column.key, page.rows[0].pupil.id, "8")
    return column.key


def lessons(school, desk):
    return [one.date for one in school.page(desk).columns]


def test_a_shipped_year_becomes_the_schools_own_in_one_step(head):
    shipped = head.calendars.year()
    assert not shipped.own

    term = replace(shipped.terms[0], ends=date(2026, 10, 23))
    head.calendars.change(with_span(shipped, term))
    own = head.calendars.year()

    assert own.own
    assert own.terms[0].ends == date(2026, 10, 23)
    assert len(own.spans) == len(shipped.spans)
    autumn = next(one for one in own.spans if one.code == "break/autumn")
    assert (autumn.name_kk, autumn.name_ru) == ("Күзгі каникул", "Осенние каникулы")
    assert autumn.starts == date(2026, 10, 24)  # the break follows the term
    assert load_own_years(head._storage.db) == ("2026-27",)

    head.undo(Form())

    assert not head.calendars.year().own
    assert head.calendars.year() == shipped
    assert head.school.calendar().terms[0].ends == date(2026, 10, 25)

    head.redo(Form())
    assert head.calendars.year() == own


def test_a_second_change_writes_only_what_differs(head):
    head.calendars.change(head.calendars.year())
    year = head.calendars.year()

    work = len(_log(head))
    head.calendars.change(year)
    assert len(_log(head)) == work
    head.calendars.change(without_span(year, "holiday/2027-01-07"))
    assert len(_log(head)) == work + 1
    head.calendars.change(year)

    assert head.calendars.year() == year


def _log(desk):
    return desk._storage.db.execute("SELECT * FROM change_log").fetchall()


def test_a_cancelled_day_takes_its_lessons_away_and_keeps_what_was_written(school):
    with school.taken_by("gulnar") as teacher:
        key = marked(school, teacher, THURSDAY)
    with school.taken_by(HEAD) as head:
        before = lessons(school, head)
        cancelled = [weather(THURSDAY), replace(weather(LAST_WEEK), code="weather/y")]
        year = head.calendars.year()
        for one in cancelled:
            year = with_span(year, one)

        effect = head.calendars.preview(year)
        head.calendars.note_weather(cancelled, head.calendars.year())

        (lesson,) = effect.touched
        assert (effect.vanish, effect.appear, effect.marks) == (2, 0, 1)
        assert (lesson.touch, lesson.day, lesson.marks) == (Touch.OUTSIDE, THURSDAY, 1)
        after = lessons(school, head)
        assert set(before) - set(after) == {LAST_WEEK}
        assert school.page(head).rows[0].points(key) == 8
        head.undo(Form())
        assert lessons(school, head) == before


def test_signs_of_a_cancelled_day_stay_in_sight(school):
    with school.taken_by("gulnar") as teacher:
        page = school.page(teacher)
        column = next(one for one in page.columns if one.date == TUESDAY)
        teacher.journal.put(page, column.key, page.rows[0].pupil.id, "а")
    with school.taken_by(HEAD) as head:
        cancelled = [weather(TUESDAY), replace(weather(LAST_WEEK), code="weather/y")]
        head.calendars.note_weather(cancelled, head.calendars.year())

        assert TUESDAY in lessons(school, head)
        assert LAST_WEEK not in lessons(school, head)
        assert school.page(head).rows[0].signs


def test_a_moved_day_has_the_lessons_of_another(school, head):
    saturday = date(2026, 10, 24)
    year = with_span(head.calendars.year(), weather(THURSDAY, Weather.MOVED, to=saturday))

    effect = head.calendars.preview(year)
    head.calendars.change(year)

    assert (effect.appear, effect.vanish) == (1, 1)
    assert saturday in lessons(school, head)
    assert THURSDAY not in lessons(school, head)
    assert head.school.lessons_of(school.teacher, saturday)


def test_remote_lessons_are_told_on_page_day_and_start(school, head):
    head.calendars.note_weather([weather(THURSDAY, Weather.REMOTE)], head.calendars.year())

    columns = {one.date: one.remote for one in school.page(head).columns}
    keys = head.school.lessons_of(school.teacher, THURSDAY)
    assert (columns[THURSDAY], columns[TUESDAY]) == (True, False)
    assert head.attendance.day(school.class_group, THURSDAY).remote
    assert [one.remote for one in head.journal.lines(school.teacher, keys)] == [True]


def test_a_change_that_cannot_be_changes_nothing(head):
    year = head.calendars.year()
    wrong = with_span(year, replace(year.terms[0], ends=date(2026, 11, 20)))

    with pytest.raises(TermsOverlapError) as refusal:
        head.calendars.preview(wrong)
    with pytest.raises(TermsOverlapError):
        head.calendars.change(wrong)

    assert refusal.value.facts["day"] == date(2026, 11, 2)
    assert head.calendars.year() == year
    assert not load_own_years(head._storage.db)


def test_moving_the_edge_of_a_term_names_marks_and_works_that_change_places(school):
    with school.taken_by("gulnar") as teacher:
        marked(school, teacher, THURSDAY)
        work = school.page(teacher).works[0].date
    with school.taken_by(HEAD) as head:
        year = head.calendars.year()
        earlier = with_span(year, replace(year.terms[0], ends=date(2026, 9, 8)))

        effect = head.calendars.preview(earlier)

        touched = {(one.touch, one.day) for one in effect.touched}
        assert touched == {(Touch.NO_PERIOD, THURSDAY), (Touch.WORK_DAY, work)}
        trimesters = head.calendars.divided(year, Division.TRIMESTER)
        later = {one.touch for one in head.calendars.preview(trimesters).touched}
        assert later == {Touch.OTHER_PERIOD}
        head.calendars.change(trimesters)
        assert school.page(head).head.period.title.msgid == "Trimester {number}"
        assert head.term_number(date(2026, 12, 1)) == 2


def test_an_exam_or_a_summer_holiday_touches_nothing(head):
    exam = CalendarSpan(
        "exam/x", CalendarKind.EXAM, date(2027, 6, 3), date(2027, 6, 3), name_kk="Химия"
    )

    assert head.calendars.preview(with_span(head.calendars.year(), exam)).nothing


def test_a_teacher_may_read_but_not_change(teacher):
    year = teacher.calendars.year()

    assert year.terms
    with pytest.raises(NotAllowedError):
        teacher.calendars.change(year)
    with pytest.raises(NotAllowedError):
        teacher.calendars.note_weather([weather(THURSDAY)], year)


def test_the_next_year_is_proposed_with_the_holidays_of_the_law(head):
    assert head.calendars.next_year() == "2027-28"

    year = head.calendars.propose("2027-28")
    head.calendars.change(year)

    assert head.calendars.year("2027-28").own
    assert {one.status for one in year.spans} == {Status.TO_CHECK}
    assert any(one.usual == "Kurban Ait" for one in year.spans)
    assert not head.calendars.year("2026-27").own


def test_a_start_does_not_load_the_library_of_holidays():
    code = (
        "import sys, school_desk.app, school_desk.school.calendar_service; "
        "sys.exit('holidays' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# Bells and shifts

SHORT = BellSet(
    "short",
    "September",
    (Bell(2, time(9, 15), time(9, 50)),),
    year_levels=(6,),
    starts=date(2026, 10, 1),
    ends=date(2026, 10, 31),
)


def test_other_bells_count_wherever_a_lesson_begins_or_ends(school, head):
    head.bells.save_set(SHORT)
    (lesson,) = head.school.lessons_of(school.teacher, THURSDAY)

    assert head.school.bells_of([lesson])[lesson] == SHORT.bells[0]
    columns = {one.date: one.starts for one in school.page(head).columns}
    assert columns[THURSDAY] == time(9, 15)
    assert columns[date(2026, 9, 3)] == time(9, 25)
    assert head.attendance.day(school.class_group, THURSDAY).bells[2] == SHORT.bells[0]

    head.bells.delete_set("short")
    assert head.school.bells_of([lesson])[lesson].starts == time(9, 25)
    head.undo(Form())
    assert head.bells.bells().sets == (SHORT,)


def test_an_hour_is_over_by_the_bells_of_its_class(school, head):
    """At 09:31 the second lesson of 09:25 goes on, one of 08:40 to 09:15 is over."""
    head.bells.save_set(replace(SHORT, bells=(Bell(2, time(8, 40), time(9, 15)),)))

    (hour,) = head.attendance.day(school.class_group, NOW.date()).hours

    assert hour.taken.name == "NOT_TAKEN"


def test_shifts_and_who_is_in_them(school, head):
    head.bells.save_shifts((Shift(1, 1, 6), Shift(2, 7, 12)), {school.class_group: 2})
    assert head.bells.shifts() == (Shift(1, 1, 6), Shift(2, 7, 12))
    assert head.bells.shift_of() == {school.class_group: 2}

    head.bells.save_shifts((Shift(1, 1, 6),), {school.class_group: None})
    assert head.bells.shifts() == (Shift(1, 1, 6),)
    assert head.bells.shift_of() == {}


@pytest.mark.parametrize("named", [True, False])
def test_a_class_is_in_no_shift_that_the_school_does_not_have(school, head, named):
    head.bells.save_shifts((Shift(1, 1, 6), Shift(2, 7, 12)), {school.class_group: 2})
    wanted = {school.class_group: 3} if named else {}

    with pytest.raises(ShiftUnknownError, match=r"shift [23]"):
        head.bells.save_shifts((Shift(1, 1, 5),), wanted)

    assert head.bells.shifts() == (Shift(1, 1, 6), Shift(2, 7, 12))
    assert head.bells.shift_of() == {school.class_group: 2}


def test_a_class_that_is_not_there_has_no_shift(head):
    with pytest.raises(ClassUnknownError):
        head.bells.save_shifts((Shift(1, 1, 6),), {999: 1})

    assert head.bells.shifts() == ()
