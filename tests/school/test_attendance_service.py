"""Attendance at a real school's file: what is planned, held, cancelled or moved; who may write."""

from datetime import UTC, date, datetime

import pytest

from school_desk.access.model import NotAllowedError
from school_desk.app import Desk, Entrance
from school_desk.errors import N_
from school_desk.intents import Form, Scope
from school_desk.paths import SchoolFolder
from school_desk.school.attendance_model import Span, SpanKind, Taken
from school_desk.school.attendance_rules import DayToComeError, NoLessonToSignError
from school_desk.school.model import Absence, NewPupil, PersonName, TimetableSlot
from school_desk.school_file import NewSchool
from school_desk.storage.sealing import Argon2Params

SEPTEMBER = date(2026, 9, 1)
MONDAY, TUESDAY, FRIDAY = date(2026, 10, 19), date(2026, 10, 20), date(2026, 10, 23)
NOW = datetime(2026, 10, 22, 9, 31, tzinfo=UTC)
PUPILS = tuple(NewPupil(PersonName(name, "Ж."), 6, "А") for name in ("Әбіш", "Ғабит"))
WEEK = Span(SpanKind.DAYS, MONDAY, FRIDAY)


@pytest.fixture
def desk(tmp_path):
    """A head who is also the form tutor of 6 «А»; two lessons each Monday, one each Tuesday."""
    names = {"kk": "Аққайың", "ru": "Аккайын"}
    head = PersonName("Ахметова", "Сәуле")
    new = NewSchool(names, "2026-27", head, "saule", "төрт жаңа сөз керек")
    entrance = Entrance(SchoolFolder(tmp_path), now=lambda: NOW)
    made, _code = entrance.set_up(new, params=Argon2Params(8192, 1, 1))
    made.school.import_pupils(PUPILS, SEPTEMBER)
    code = made.school.add_subject("algebra", {"kk": "Алгебра", "ru": "", "en": ""})
    for weekday, slot in ((0, 1), (0, 2), (1, 1)):
        made.school.place(TimetableSlot(0, weekday, slot, group(made), code, made.account.id))
    made.school.appoint_form_tutor(class_of(made), made.account.id)
    yield made
    made.close()
    entrance.close()


def class_of(desk: Desk) -> int:
    return desk.school.class_groups()[0].id


def group(desk: Desk) -> int:
    return desk.school.teaching_groups()[0].id


def page(desk: Desk):
    return desk.journal.open_page(group(desk), desk.school.subjects()[0].id, 1)


def hold(desk: Desk, day: date, *slots: int) -> None:
    found = page(desk)
    for column in found.columns:
        if column.date == day and column.slot in slots and column.key.lesson:
            desk.journal.hold(found, column.key.lesson, NOW)


def first(desk: Desk, day: date = MONDAY):
    shown = desk.attendance.day(class_of(desk), day)
    return shown, shown.pupils[0].pupil.id


def counted(desk: Desk, span: Span = WEEK):
    return desk.attendance.of_class(class_of(desk), span)


def cancel(desk: Desk, day: date, slot: int, text: str = "карантин") -> None:
    with desk._storage.begin(N_("Write topic")) as work:
        where = {"grp": group(desk), "subject": desk.school.subjects()[0].id}
        part = desk.journal._pages.plan_of(work.db, page(desk)).class_part
        work.born("lesson", part, **where, day=day.isoformat(), slot=slot, cancelled=text)


def test_until_a_lesson_is_noted_nobody_was_present_and_nobody_missed_it(desk: Desk) -> None:
    shown, pupil = first(desk)
    desk.attendance.sign(shown, shown.hours[0], pupil, Absence.ILL)

    found = counted(desk)

    assert (found.held, found.not_taken) == (0, 3)
    assert [one.lessons() for one in found.pupils] == [0, 0]


def test_a_sign_counts_once_the_lesson_is_noted(desk: Desk) -> None:
    shown, pupil = first(desk)
    desk.attendance.sign(shown, shown.hours[0], pupil, Absence.ILL)
    hold(desk, MONDAY, 1)

    found = counted(desk)

    assert (found.held, found.not_taken) == (1, 2)
    assert [one.lessons(Absence.ILL) for one in found.pupils] == [1, 0]
    assert found.pupils[0].days[0].not_taken == 1


def test_a_whole_day_is_signed_in_one_step_and_once(desk: Desk) -> None:
    shown, pupil = first(desk)

    signed = desk.attendance.sign_day(shown, pupil, Absence.EXCUSED)
    with pytest.raises(NoLessonToSignError):
        desk.attendance.sign_day(shown, pupil, Absence.ILL)
    desk.undo(Form(Scope(class_group=class_of(desk))))

    assert signed == (2, 0)
    assert first(desk)[0].pupils[0].signs == {}


def test_signs_of_the_day_stand_in_the_register_as_well(desk: Desk) -> None:
    shown, pupil = first(desk)

    desk.attendance.sign_day(shown, pupil, Absence.UNEXCUSED)

    assert set(page(desk).row_of(pupil).signs.values()) == {Absence.UNEXCUSED}


def test_a_cancelled_lesson_is_no_hole(desk: Desk) -> None:
    cancel(desk, MONDAY, 2)

    hours = desk.attendance.day(class_of(desk), MONDAY).hours

    assert [hour.slot for hour in hours] == [1]
    assert counted(desk).not_taken == 2


def test_a_lesson_held_outside_the_timetable_counts(desk: Desk) -> None:
    hold(desk, TUESDAY, 1)
    slot = next(one for one in desk.school.timetable() if one.weekday == 1)

    desk.timetable.clear([slot])

    (hour,) = desk.attendance.day(class_of(desk), TUESDAY).hours
    assert hour.taken is Taken.HELD
    assert counted(desk).held == 1


def test_a_day_to_come_takes_no_sign(desk: Desk) -> None:
    later = date(2026, 11, 2)
    shown, pupil = first(desk, later)

    with pytest.raises(DayToComeError):
        desk.attendance.sign(shown, shown.hours[0], pupil, Absence.ILL)

    assert first(desk, later)[0].pupils[0].signs == {}


def test_only_the_form_tutor_signs_a_whole_day(desk: Desk) -> None:
    desk.school.appoint_form_tutor(class_of(desk), None)
    shown, pupil = first(desk)

    with pytest.raises(NotAllowedError):
        desk.attendance.sign_day(shown, pupil, Absence.ILL)


def test_holes_of_a_day_are_counted_for_the_whole_school(desk: Desk) -> None:
    hold(desk, MONDAY, 1)

    assert desk.attendance.holes(MONDAY) == {class_of(desk): 1}
    assert desk.attendance.holes(FRIDAY) == {}


def test_what_is_kept_of_pages_is_what_the_file_has(desk: Desk) -> None:
    """After each kind of change the lines to fill are those that a fresh reading finds."""
    account = desk.account.id
    seen = [len(desk.todo.mine(account).items)]
    shown, pupil = first(desk)
    found = page(desk)
    lesson = found.columns[-1].key.lesson
    assert lesson is not None
    for change in (
        lambda: hold(desk, MONDAY, 1, 2),
        lambda: desk.journal.write_topic(page(desk), found.columns[0].key.lesson, "Бөлшек"),
        lambda: cancel(desk, TUESDAY, 1),
        lambda: desk.attendance.sign_day(shown, pupil, Absence.ILL),
        lambda: desk.timetable.clear(desk.school.timetable()[:1]),
        lambda: desk.undo(Form()),
    ):
        change()
        warm = desk.todo.mine(account)
        desk.todo._cache._kept.clear()
        assert warm == desk.todo.mine(account)
        seen.append(len(warm.items))

    assert len(set(seen)) > 2
