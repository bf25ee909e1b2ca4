"""A combined hour at a real file: a head who teaches, a class of one pupil, a colleague refused."""

from datetime import UTC, date, datetime

import pytest

from school_desk.access.model import NotAllowedError, Role
from school_desk.app import Desk, Entrance
from school_desk.intents import Form
from school_desk.journal.combined_rules import (
    MinutesError,
    NoLessonError,
    all_seen,
    column_at,
    proposed,
    shared,
)
from school_desk.journal.model import ColumnKey, MinuteShare
from school_desk.journal.service import LessonAheadError
from school_desk.paths import SchoolFolder
from school_desk.school.model import Absence, LessonKey, NewPupil, PersonName, TimetableSlot
from school_desk.school_file import NewSchool
from school_desk.storage.sealing import Argon2Params

NOW = datetime(2026, 10, 22, 10, 31, tzinfo=UTC)
THURSDAY = date(2026, 10, 22)
PASSWORD = "төрт жаңа сөз керек"
COLLEAGUE = "marzhan"
NONE = MinuteShare()


@pytest.fixture
def entrance(tmp_path):
    made = Entrance(SchoolFolder(tmp_path), now=lambda: NOW)
    yield made
    made.close()


@pytest.fixture
def desk(entrance: Entrance):
    """The head teaches mathematics in 2 and Kazakh in 4 at the same time; 4 has one pupil."""
    names = {"kk": "Аққайың", "ru": "Аккайын"}
    head = PersonName("Ахметова", "Сәуле")
    new = NewSchool(names, "2026-27", head, "saule", PASSWORD)
    made, _code = entrance.set_up(new, params=Argon2Params(8192, 1, 1))
    made.access.change_roles(made.account.id, (Role.HEAD, Role.DEPUTY), Form())
    made.school.import_pupils(
        [
            NewPupil(PersonName("Асқар", "Айбек"), 2),
            NewPupil(PersonName("Досан", "Ислам"), 2),
            NewPupil(PersonName("Бақыт", "Жанель"), 4),
        ],
        date(2026, 9, 1),
    )
    made.class_sets.combine([one.id for one in made.school.class_groups()])
    for key in parts_of(made):
        slot = TimetableSlot(0, 3, 3, key.group, key.subject, made.account.id)
        made.school.place(slot)
    yield made
    made.close()


def parts_of(desk: Desk) -> list[LessonKey]:
    subjects = {one.code: one.id for one in desk.school.subjects()}
    for code in ("mathematics", "kazakh"):
        if code not in subjects:
            names = {"kk": code, "ru": code, "en": code}
            subjects[code] = desk.school.add_subject(code, names)
    groups = [one.id for one in desk.school.teaching_groups()]
    codes = ("mathematics", "kazakh")
    return [
        LessonKey(group, subjects[code], THURSDAY, 3)
        for group, code in zip(groups, codes, strict=True)
    ]


def hour(desk: Desk):
    return [(desk.journal.open_page(key.group, key.subject, 1), key) for key in parts_of(desk)]


def test_head_who_teaches_two_classes_has_one_hour(desk: Desk):
    (together,) = desk.school.hours_of(desk.account.id, THURSDAY)

    assert list(together) == parts_of(desk)
    assert [(one.hours, one.lessons) for one in desk.hours.loads()] == [(1, 2)]
    assert desk.school.clashes() == ()


def test_hour_is_held_in_both_classes_as_one_step(desk: Desk):
    desk.combined.hold(hour(desk), NOW)

    assert [column_at(page, THURSDAY, 3).held for page, _key in hour(desk)] == [True, True]
    step = desk.undo(Form())
    assert step.label == "Hold combined hour"
    assert [column_at(page, THURSDAY, 3).held for page, _key in hour(desk)] == [False, False]


def test_attendance_is_taken_in_each_class_on_its_own(desk: Desk):
    (second, lesson), _fourth = hour(desk)
    pupil = second.rows[0].pupil.id

    desk.journal.put(second, ColumnKey(lesson), pupil, "А")
    desk.combined.hold(hour(desk), NOW)

    again, only = (page for page, _key in hour(desk))
    assert again.rows[0].signs[lesson] is Absence.ILL
    assert len(only.rows) == 1
    assert not only.rows[0].signs


def test_class_of_one_pupil_has_a_whole_page(desk: Desk):
    _second, (fourth, lesson) = hour(desk)
    only = fourth.rows[0].pupil.id

    desk.journal.put(fourth, ColumnKey(lesson), only, "8")

    found = desk.journal.statistics(hour(desk)[1][0], ColumnKey(lesson))
    assert (found.n, found.average, found.quality) == (1, 8, 100)


def test_who_teaches_one_of_the_classes_holds_neither(desk: Desk, entrance: Entrance):
    account = desk.create_account(
        COLLEAGUE, PersonName("Оспан"), PASSWORD, [Role.TEACHER], params=Argon2Params(8192, 1, 1)
    )
    first = parts_of(desk)[0]
    slots = [one for one in desk.school.timetable() if one.group == first.group]
    desk.school.place(TimetableSlot(0, 3, 3, first.group, first.subject, account))
    assert len(slots) == 1
    pages = hour(desk)
    desk.close()
    colleague = entrance.sign_in(COLLEAGUE, PASSWORD)

    with pytest.raises(NotAllowedError):
        colleague.combined.hold(pages, NOW)
    with pytest.raises(NotAllowedError):
        colleague.combined.plan_minutes(pages, 0, MinuteShare(20), 45)

    own = colleague.journal.open_page(first.group, first.subject, 1)
    assert not column_at(own, THURSDAY, 3).held
    assert column_at(own, THURSDAY, 3).share == NONE
    colleague.close()


def test_lesson_ahead_and_an_empty_hour_are_refused(desk: Desk):
    ahead = [(page, LessonKey(k.group, k.subject, date(2026, 11, 5), 3)) for page, k in hour(desk)]
    pages = [(desk.journal.open_page(k.group, k.subject, 2), k) for _page, k in ahead]

    with pytest.raises(LessonAheadError):
        desk.combined.hold(pages, NOW)
    with pytest.raises(NoLessonError):
        desk.combined.hold([], NOW)


def test_minutes_are_kept_with_the_lesson_of_each_class(desk: Desk):
    desk.combined.plan_minutes(hour(desk), 1, MinuteShare(30, first=False), 45)

    shares = [column_at(page, THURSDAY, 3).share for page, _key in hour(desk)]
    assert shares == [MinuteShare(15, first=True), MinuteShare(30, first=False)]
    with pytest.raises(MinutesError) as refused:
        desk.combined.plan_minutes(hour(desk), 0, MinuteShare(46), 45)
    assert refused.value.facts == {"whole": 45, "taken": 0, "typed": 46}
    desk.undo(Form())
    assert [column_at(page, THURSDAY, 3).share for page, _key in hour(desk)] == [NONE, NONE]


@pytest.mark.parametrize(
    ("before", "own", "new", "after"),
    [
        ((NONE, NONE), 0, MinuteShare(0), {0: MinuteShare(0), 1: MinuteShare(45, first=False)}),
        (
            (MinuteShare(20), MinuteShare(25, first=False)),
            1,
            MinuteShare(45, first=True),
            {1: MinuteShare(45), 0: MinuteShare(0, first=False)},
        ),
        ((MinuteShare(20), MinuteShare(25)), 1, NONE, {0: NONE, 1: NONE}),
        (
            (MinuteShare(15), MinuteShare(20), NONE),
            2,
            MinuteShare(10, first=False),
            {2: MinuteShare(10, first=False)},
        ),
        ((MinuteShare(15), MinuteShare(20), NONE), 0, NONE, {0: NONE}),
    ],
)
def test_minutes_of_two_are_all_and_those_of_three_leave_the_others_alone(before, own, new, after):
    assert shared(before, own, new, 45) == after


def test_three_classes_have_no_more_than_the_hour():
    with pytest.raises(MinutesError) as refused:
        shared((MinuteShare(15), MinuteShare(20), NONE), 2, MinuteShare(11), 45)

    assert refused.value.facts == {"whole": 45, "taken": 35, "typed": 11}


def test_proposed_parts_are_the_whole_hour():
    for classes in (2, 3, 4):
        parts = [proposed(place, classes, 45).minutes or 0 for place in range(classes)]
        assert sum(parts) == 45
        assert max(parts) - min(parts) <= 1


def test_a_step_over_pages_saw_no_more_than_the_page_that_saw_least(desk: Desk):
    (one, _key), (two, _other) = hour(desk)

    assert all_seen((one, two)) == {**two.form.context, **one.form.context}
