"""A class split for a subject: pages, attendance and gaps hold only who sits there."""

from datetime import date

import pytest

from school_desk.app import Desk
from school_desk.intents import Form
from school_desk.school.attendance_model import Span, SpanKind
from school_desk.school.attendance_rules import NoLessonOfPupilError
from school_desk.school.model import Absence, TimetableSlot, Weeks
from school_desk.school.movement_rules import DayOutsideYearError
from school_desk.school.subgroup_model import NewSubgroup, Split
from school_desk.school.subgroup_rules import NotOfClassError, SubgroupNameError
from school_desk.storage.verify import verify
from tests.school.people_desk import (
    MONDAY,
    SEPTEMBER,
    TUESDAY,
    class_of,
    group_of,
    leave,
    move,
    page,
    people_desk,
    pupil,
    snapshot,
)

NOVEMBER = date(2026, 11, 9)


@pytest.fixture
def desk(tmp_path):
    with people_desk(tmp_path) as made:
        yield made


def split(desk: Desk, since: date = SEPTEMBER, *, teacher: int | None = None) -> tuple[int, ...]:
    """5 «А» in halves by list for algebra; the head teaches the first half."""
    class_group = class_of(desk, "А")
    halves = desk.subgroups.propose(class_group, Split.LIST, since)
    parts = [
        NewSubgroup(name, tuple(one.id for one in half), who)
        for name, half, who in zip(("1", "2"), halves, (desk.account.id, teacher), strict=True)
    ]
    subject = desk.school.subjects()[0].id
    return desk.subgroups.split(class_group, parts, (subject,), since)


def names(found) -> list[str]:
    return [one.pupil.name.surname for one in found.rows]


def hold(desk: Desk, group: int, day: date) -> None:
    found = page(desk, group)
    for column in found.columns:
        if column.date == day:
            desk.journal.hold(found, column.key.lesson, desk.now())


def test_each_subgroup_has_its_page_with_its_own_pupils(desk: Desk):
    one, two = split(desk)

    assert names(page(desk, one)) == ["Әбіш", "Ғабит"]
    assert names(page(desk, two)) == ["Қайрат", "Омар"]
    assert page(desk, one).head.class_label == "5 «А» · 1"
    listed = desk.journal.pages_of_class(class_of(desk, "А"))
    assert [one.class_label for one in listed] == ["5 «А» · 1", "5 «А» · 2"]


def test_the_hours_of_the_class_become_hours_of_both(desk: Desk):
    before = {(one.weekday, one.slot) for one in desk.school.timetable()}

    made = split(desk)

    slots = desk.school.timetable()
    assert {one.group for one in slots} == set(made)
    for group in made:
        assert {(one.weekday, one.slot) for one in slots if one.group == group} == before


def test_hours_of_every_second_week_go_over_and_what_shares_them_stays(desk: Desk):
    whole, algebra = group_of(desk, "А"), desk.school.subjects()[0].id
    physics = desk.school.add_subject("physics", {"kk": "Физика", "ru": "Физика", "en": ""})
    for weekday, subject, weeks in (
        *((2, algebra, Weeks.ODD), (2, physics, Weeks.EVEN)),
        *((3, algebra, Weeks.EVEN),),
    ):
        desk.school.place(TimetableSlot(0, weekday, 1, whole, subject, None, "", weeks))

    made = split(desk)

    late = [one for one in desk.school.timetable() if one.weekday > 1]
    assert {(one.weekday, one.subject, one.weeks) for one in late if one.group == whole} == {
        (2, physics, Weeks.EVEN)
    }
    for group in made:
        assert {(one.weekday, one.subject, one.weeks) for one in late if one.group == group} == {
            (2, algebra, Weeks.ODD),
            (3, algebra, Weeks.EVEN),
        }


def test_a_page_on_which_something_stands_is_kept(desk: Desk):
    whole = group_of(desk, "А")
    found = page(desk)
    desk.journal.put(found, found.columns[0].key, pupil(desk, "Әбіш"), "9")

    split(desk)

    assert whole in [one.group for one in desk.school.teachings()]
    assert page(desk, whole).row_of(pupil(desk, "Әбіш")).marks


def test_a_split_is_one_step(desk: Desk):
    before = snapshot(desk)
    split(desk)

    desk.undo(Form())

    assert snapshot(desk) == before
    desk.redo(Form())
    assert len(desk.subgroups.of_class(class_of(desk, "А"), MONDAY).subgroups) == 2
    assert not verify(desk._storage)


def test_a_whole_day_is_missed_by_the_lessons_of_the_own_subgroup(desk: Desk):
    one, two = split(desk, teacher=desk.account.id)
    class_group = class_of(desk, "А")
    hold(desk, one, MONDAY)  # the second subgroup's lessons of this day are not noted
    day = desk.attendance.day(class_group, MONDAY)
    for hour in day.hours:
        for name in ("Әбіш", "Омар"):
            desk.attendance.sign(day, hour, pupil(desk, name), Absence.ILL)
    hold(desk, two, TUESDAY)

    counted = desk.attendance.of_class(class_group, Span(SpanKind.DAYS, MONDAY, TUESDAY))

    numbers = {
        each.pupil.name.surname: (each.held, each.not_taken, each.full_days())
        for each in counted.pupils
    }
    assert numbers == {
        "Әбіш": (2, 1, 1),
        "Ғабит": (2, 1, 0),
        "Қайрат": (1, 2, 0),
        "Омар": (1, 2, 0),
    }


def test_a_sign_goes_to_the_lesson_of_the_own_subgroup(desk: Desk):
    one, two = split(desk)
    day = desk.attendance.day(class_of(desk, "А"), MONDAY)

    desk.attendance.sign(day, day.hours[0], pupil(desk, "Омар"), Absence.ILL)

    assert page(desk, two).row_of(pupil(desk, "Омар")).signs
    assert not [row for row in page(desk, one).rows if row.signs]


def test_an_hour_of_the_other_subgroup_takes_no_sign(desk: Desk):
    one, _two = split(desk)
    desk.timetable.clear([slot for slot in desk.school.timetable() if slot.group != one])
    day = desk.attendance.day(class_of(desk, "А"), MONDAY)

    with pytest.raises(NoLessonOfPupilError, match="Омар"):
        desk.attendance.sign(day, day.hours[0], pupil(desk, "Омар"), Absence.ILL)
    desk.attendance.sign_day(day, pupil(desk, "Әбіш"), Absence.ILL)


def test_who_changes_the_subgroup_sits_in_each_on_the_days_of_it(desk: Desk):
    one, two = split(desk)
    class_group, who = class_of(desk, "А"), pupil(desk, "Ғабит")

    desk.subgroups.place(class_group, who, two, TUESDAY)

    assert page(desk, one).row_of(who).there_on(MONDAY)
    assert not page(desk, one).row_of(who).there_on(TUESDAY)
    assert not page(desk, two).row_of(who).there_on(MONDAY)
    assert page(desk, two).row_of(who).there_on(TUESDAY)
    desk.subgroups.place(class_group, who, one, NOVEMBER)
    assert [page(desk, one, 2).row_of(who).there_on(day) for day in (TUESDAY, NOVEMBER)] == [
        False,
        True,
    ]


def test_what_is_planned_for_others_stays_when_one_is_placed(desk: Desk):
    one, two = split(desk)
    class_group = class_of(desk, "А")
    desk.subgroups.place(class_group, pupil(desk, "Ғабит"), two, NOVEMBER)
    desk.subgroups.place(class_group, pupil(desk, "Омар"), None, NOVEMBER)

    desk.subgroups.place(class_group, pupil(desk, "Әбіш"), two, TUESDAY)

    found = {
        day: {
            each.group.id: {pupil.name.surname for pupil in each.on(day)}
            for each in desk.subgroups.of_class(class_group, day).subgroups
        }
        for day in (MONDAY, TUESDAY, NOVEMBER)
    }
    assert found[MONDAY] == {one: {"Әбіш", "Ғабит"}, two: {"Қайрат", "Омар"}}
    assert found[TUESDAY] == {one: {"Ғабит"}, two: {"Әбіш", "Қайрат", "Омар"}}
    assert found[NOVEMBER] == {one: set(), two: {"Әбіш", "Ғабит", "Қайрат"}}


def test_who_is_placed_again_sits_in_one_subgroup_of_a_subject(desk: Desk):
    one, two = split(desk)
    class_group, who = class_of(desk, "А"), pupil(desk, "Ғабит")
    desk.subgroups.place(class_group, who, two, NOVEMBER)

    desk.subgroups.place(class_group, who, one, TUESDAY)

    assert page(desk, one, 2).row_of(who).there_on(NOVEMBER)
    assert page(desk, two, 2).row_of(who) is None


def test_who_leaves_the_class_leaves_its_subgroups(desk: Desk):
    one, _two = split(desk)
    leave(desk, "Ғабит", MONDAY)

    assert [page(desk, one).row_of(pupil(desk, "Ғабит")) is not None] == [True]
    assert names(page(desk, one, 2)) == ["Әбіш"]


def test_who_comes_into_a_split_class_is_named_as_unplaced(desk: Desk):
    split(desk)
    move(desk, "Сейіт", TUESDAY, "А")

    found = desk.subgroups.of_class(class_of(desk, "А"), TUESDAY)

    subject = desk.school.subjects()[0].id
    assert [one.name.surname for one in found.unplaced[subject]] == ["Сейіт"]
    assert not desk.subgroups.of_class(class_of(desk, "А"), MONDAY).unplaced


def test_a_pupil_at_home_has_a_page_of_the_own(desk: Desk):
    subject = desk.school.subjects()[0].id
    who = pupil(desk, "Омар")

    home = desk.subgroups.teach_at_home(class_of(desk, "А"), who, (subject,), TUESDAY)

    assert names(page(desk, home)) == ["Омар"]
    whole = page(desk).row_of(who)
    assert whole.there_on(MONDAY)
    assert not whole.there_on(TUESDAY)
    hold(desk, group_of(desk, "А"), TUESDAY)
    counted = desk.attendance.of_class(class_of(desk, "А"), Span(SpanKind.DAYS, MONDAY, TUESDAY))
    assert {one.pupil.name.surname: one.held for one in counted.pupils}["Омар"] == 0


def test_refusals_leave_nothing(desk: Desk):
    split(desk)
    before = snapshot(desk)

    with pytest.raises(SubgroupNameError):
        split(desk)
    with pytest.raises(DayOutsideYearError):
        desk.subgroups.place(class_of(desk, "А"), pupil(desk, "Омар"), None, date(2026, 7, 1))
    with pytest.raises(NotOfClassError):
        desk.subgroups.place(class_of(desk, "А"), pupil(desk, "Сейіт"), None, MONDAY)

    assert snapshot(desk) == before
