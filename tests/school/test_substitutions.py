"""Absent teachers at the demo school: proposals, who may write, what vanishes, refusals, undo."""

from datetime import date
from pathlib import Path

import pytest

from school_desk.access.model import NotAllowedError
from school_desk.app import Entrance
from school_desk.demo.rows import DEMO_PASSWORD
from school_desk.demo.school import DEMO_NOW
from school_desk.intents import Form
from school_desk.journal.model import ColumnKey
from school_desk.journal.thematic_cancel_rules import (
    InsteadHeldError,
    InsteadMarkedError,
    LessonHeldError,
    LessonMarkedError,
)
from school_desk.paths import SchoolFolder
from school_desk.school.model import LessonKey, Teaching
from school_desk.school.substitution_model import Substitution, SubstitutionKind
from school_desk.school.substitution_rules import (
    HeldAlreadyError,
    NoSuchLessonError,
    OwnLessonError,
    TeacherTakenError,
    find_lesson,
)
from tests.school.people_desk import MONDAY, NOW, group_of, people_desk
from tests.ui.seat import HEAD, TEACHER, copied, make_folder

TODAY = date(2026, 10, 22)
TOMORROW = date(2026, 10, 23)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def door(demo, tmp_path):
    entrance = Entrance(SchoolFolder(copied(demo, tmp_path)), now=lambda: DEMO_NOW)
    yield entrance
    entrance.close()


@pytest.fixture
def head(door):
    desk = door.sign_in(HEAD, DEMO_PASSWORD)
    yield desk
    desk.close()


def absent(head) -> int:
    """The teacher of 6 «А»: the account of the demo's teacher."""
    names = {one.listed: key for key, one in head.access.people().items()}
    return next(key for name, key in names.items() if head.access.people()[key].given == "Гүлнар")


def coming(head, day: date = TOMORROW):
    return head.substitutions.day(day).of(absent(head))


def taken_by(head, lesson, teacher: int, kind=SubstitutionKind.SUBSTITUTED) -> Substitution:
    key = lesson.key
    wanted = Substitution(key.group, key.date, key.slot, kind, key.subject, teacher, reason="ауру")
    head.substitutions.record(wanted)
    return wanted


def test_free_colleagues_of_the_subject_come_first_and_nobody_is_in_two_places(head):
    plan = head.substitutions.day(TOMORROW)
    lesson = coming(head)[0]

    found = head.substitutions.colleagues(plan, lesson)

    at_work = {one.given_by for one in plan.lessons if one.key.slot == lesson.key.slot}
    free = [one for one in found if one.own_group is None]
    assert not {one.account for one in free} & at_work
    assert [one.own_group is not None for one in found] == sorted(
        one.own_group is not None for one in found
    )
    assert [not one.same_subject for one in free] == sorted(not one.same_subject for one in free)
    slots = {one.key.slot for one in plan.lessons if one.given_by == free[0].account}
    assert free[0].lessons == len(slots)


def test_the_substitute_has_the_lesson_and_its_page_for_one_day(door, head):
    lesson = coming(head, TODAY)[-1]
    plan = head.substitutions.day(TODAY)
    free = head.substitutions.colleagues(plan, lesson)
    other = next(one for one in free if one.own_group is None)
    name = door.names
    taken_by(head, lesson, other.account)
    key = lesson.key
    sign_in = next(n for n in name if door.account_id(n) and _is(head, n, other.account))
    head.close()

    desk = door.sign_in(sign_in, DEMO_PASSWORD)
    page = desk.journal.open_page(key.group, key.subject, 1)
    own = desk.school.lessons_of(other.account, TODAY)
    later = desk.school.lessons_of(other.account, TOMORROW)
    grants = [one for one in desk.person.grants if one.group == key.group and one.starts]
    desk.close()

    assert key in own
    assert all((one.group, one.subject) != (key.group, key.subject) for one in later)
    assert page.rows
    assert [(one.starts, one.ends) for one in grants] == [(TODAY, TODAY)]


def _is(head, sign_in: str, account: int) -> bool:
    name = head.access.people()[account]
    return sign_in.startswith(name.given)


def test_the_absent_teacher_no_longer_has_the_lesson_and_undo_gives_it_back(head):
    lesson = coming(head)[0]
    before = head.school.lessons_of(absent(head), TOMORROW)
    plan = head.substitutions.day(TOMORROW)
    other = head.substitutions.colleagues(plan, lesson)[0]

    taken_by(head, lesson, other.account)
    after = head.school.lessons_of(absent(head), TOMORROW)
    head.undo(Form())

    assert set(before) - set(after) == {lesson.key}
    assert head.school.lessons_of(absent(head), TOMORROW) == before


def test_a_cancelled_lesson_is_one_truth_for_page_attendance_and_day(head):
    lesson = coming(head)[0]
    key = lesson.key
    page = head.journal.open_page(key.group, key.subject, 1)
    places = [(key.group, key.date, key.slot)]

    head.substitutions.cancel(places, "ауа райы")
    gone = head.journal.open_page(key.group, key.subject, 1)
    listed = {one.key: one.cancelled for one in head.plans.lessons(gone)}
    plan = head.substitutions.day(TOMORROW)
    hours = head.attendance.day(gone.head.class_group, TOMORROW).hours
    head.substitutions.restore(places)

    assert key in {one.key.lesson for one in page.columns}
    assert key not in {one.key.lesson for one in gone.columns}
    assert listed[key] == "ауа райы"
    assert [one.cancelled for one in plan.lessons if one.key == key] == ["ауа райы"]
    assert key not in {one for hour in hours for one in hour.lessons}
    assert key in {
        one.key.lesson for one in head.journal.open_page(key.group, key.subject, 1).columns
    }


def test_another_subject_moves_the_lesson_to_its_page(head):
    lesson = coming(head)[0]
    key = lesson.key
    teaching = next(
        one
        for one in head.school.teachings()
        if one.group == key.group
        and one.subject != key.subject
        and all(
            other.given_by != one.teacher or other.key.slot != key.slot
            for other in head.substitutions.day(TOMORROW).lessons
        )
    )
    instead = LessonKey(key.group, teaching.subject, key.date, key.slot)

    head.substitutions.record(
        Substitution(
            key.group,
            key.date,
            key.slot,
            SubstitutionKind.OTHER_SUBJECT,
            teaching.subject,
            teaching.teacher,
        )
    )

    own = head.journal.open_page(key.group, key.subject, 1)
    other = head.journal.open_page(key.group, teaching.subject, 1)
    assert key not in {one.key.lesson for one in own.columns}
    assert instead in {one.key.lesson for one in other.columns}
    assert instead in head.school.lessons_of(teaching.teacher, TOMORROW)


def test_refusals_say_why_and_change_nothing(head):
    lesson, me = coming(head)[0], absent(head)
    plan = head.substitutions.day(TOMORROW)
    taken = next(
        one.given_by
        for one in plan.lessons
        if one.key.slot == lesson.key.slot and one.given_by not in (None, me)
    )
    held = next(one for one in head.substitutions.day(TODAY).lessons if one.held)
    marked = (held.key.group, held.key.date, held.key.slot)

    with pytest.raises(TeacherTakenError):
        taken_by(head, lesson, taken)
    with pytest.raises(OwnLessonError):
        taken_by(head, lesson, me)
    with pytest.raises(HeldAlreadyError):
        taken_by(head, held, taken)
    with pytest.raises((LessonHeldError, LessonMarkedError)):
        head.substitutions.cancel([marked], "ауа райы")
    with pytest.raises(NoSuchLessonError):
        head.substitutions.cancel([(lesson.key.group, date(2026, 10, 24), 1)], "ауа райы")

    assert head.substitutions.day(TOMORROW) == plan


def test_joined_lessons_may_be_given_at_the_same_hour(head):
    lesson = coming(head)[0]
    plan = head.substitutions.day(TOMORROW)
    busy = next(
        one for one in head.substitutions.colleagues(plan, lesson) if one.own_group is not None
    )

    taken_by(head, lesson, busy.account, SubstitutionKind.JOINED)

    assert {one.given_by for one in coming(head)[:1]} == {busy.account}
    assert lesson.key in head.school.lessons_of(busy.account, TOMORROW)


def test_a_teacher_may_not_look_into_absences(door):
    desk = door.sign_in(TEACHER, DEMO_PASSWORD)

    with pytest.raises(NotAllowedError):
        desk.substitutions.day(TOMORROW)

    desk.close()


@pytest.fixture
def small(tmp_path):
    """The head teaches algebra to 5 «А»; on that Monday she gives geometry instead."""
    with people_desk(tmp_path) as desk:
        group = group_of(desk, "А")
        names = {"kk": "Геометрия", "ru": "Геометрия", "en": "Geometry"}
        geometry = desk.school.add_subject("geometry", names)
        desk.school.assign(Teaching(group, geometry, desk.account.id))
        swap = Substitution(
            *(group, MONDAY, 1, SubstitutionKind.OTHER_SUBJECT, geometry, desk.account.id)
        )
        desk.substitutions.record(swap)
        yield desk, swap


TAKE_BACK = {
    "restore": lambda desk, swap: desk.substitutions.restore([swap.place]),
    "cancel": lambda desk, swap: desk.substitutions.cancel([swap.place], "ауа райы"),
}


@pytest.mark.parametrize("way", TAKE_BACK)
def test_another_subject_that_was_held_is_not_taken_back(small, way):
    desk, swap = small
    page = desk.journal.open_page(swap.group, swap.subject, 1)
    desk.journal.hold(page, LessonKey(swap.group, swap.subject, MONDAY, 1), NOW)
    before = desk.substitutions.day(MONDAY)

    with pytest.raises(InsteadHeldError, match=r"2026-10-19.*Геометрия.*first"):
        TAKE_BACK[way](desk, swap)

    assert desk.substitutions.day(MONDAY) == before


@pytest.mark.parametrize("way", TAKE_BACK)
def test_another_subject_with_marks_is_not_taken_back(small, way):
    desk, swap = small
    page = desk.journal.open_page(swap.group, swap.subject, 1)
    key = ColumnKey(LessonKey(swap.group, swap.subject, MONDAY, 1))
    desk.journal.put(page, key, page.rows[0].pupil.id, "9")
    before = desk.substitutions.day(MONDAY)

    with pytest.raises(InsteadMarkedError, match=r"Геометрия.*first"):
        TAKE_BACK[way](desk, swap)

    assert desk.substitutions.day(MONDAY) == before


@pytest.mark.parametrize("way", TAKE_BACK)
def test_another_subject_in_which_nothing_stands_is_taken_back(small, way):
    desk, swap = small

    TAKE_BACK[way](desk, swap)

    lesson = find_lesson(desk.substitutions.day(MONDAY), swap.place)
    assert (lesson.substitution, bool(lesson.cancelled)) == (None, way == "cancel")
