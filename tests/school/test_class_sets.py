"""Class sets at a real file, and what one hour is: for a teacher, for each class, for clashes."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.app import Desk, Entrance
from school_desk.intents import Form
from school_desk.paths import SchoolFolder
from school_desk.school.class_set_rules import ClassInOtherSetError, ClassSetSizeError
from school_desk.school.combined_rules import hours, hours_of_teachers
from school_desk.school.curriculum_rules import hours_of_classes
from school_desk.school.model import (
    ClashKind,
    NewPupil,
    PersonName,
    Teaching,
    TeachingGroup,
    TimetableSlot,
    Weeks,
)
from school_desk.school.timetable import clashes
from school_desk.school_file import NewSchool
from school_desk.storage.sealing import Argon2Params

SEPTEMBER, THURSDAY = date(2026, 9, 1), date(2026, 10, 22)
SECOND, THIRD, FOURTH = 2, 3, 4
MATHS, KAZAKH = 10, 11
TEACHER, OTHER = 50, 51
SETS = {SECOND: 1, FOURTH: 1, THIRD: None}
GROUPS = (
    TeachingGroup(SECOND, SECOND),
    TeachingGroup(FOURTH, FOURTH),
    TeachingGroup(41, FOURTH, "1"),
    TeachingGroup(42, FOURTH, "2"),
)


def slot(group, teacher=TEACHER, subject=MATHS, weeks=Weeks.EVERY, at=1, room=""):
    return TimetableSlot(group * 100 + at, 0, at, group, subject, teacher, room, weeks)


def test_combined_hour_counts_once_for_its_teacher_and_once_in_each_class():
    week = [slot(SECOND), slot(FOURTH, subject=KAZAKH), slot(FOURTH, at=2)]

    assert hours_of_teachers(week, SETS) == {TEACHER: 2}
    assert hours_of_classes(week, GROUPS) == {
        (SECOND, MATHS): 1,
        (FOURTH, MATHS): 1,
        (FOURTH, KAZAKH): 1,
    }


def test_hour_of_every_second_week_is_half_an_hour_unless_the_other_class_fills_it():
    odd, even = slot(SECOND, weeks=Weeks.ODD), slot(FOURTH, weeks=Weeks.EVEN)

    assert hours_of_teachers([odd], SETS) == {TEACHER: Fraction(1, 2)}
    assert hours_of_teachers([odd, even], SETS) == {TEACHER: 1}
    assert hours_of_teachers([odd, slot(FOURTH)], SETS) == {TEACHER: 1}
    assert hours_of_classes([odd], GROUPS) == {(SECOND, MATHS): Fraction(1, 2)}


def test_subgroups_of_a_class_are_one_hour_of_the_class():
    together = [slot(41), slot(42, OTHER)]
    apart = [slot(41), slot(42, at=2)]

    assert hours_of_classes(together, GROUPS) == {(FOURTH, MATHS): 1}
    assert hours_of_classes(apart, GROUPS) == {(FOURTH, MATHS): 1}
    assert hours_of_classes([slot(FOURTH, at=3), *together], GROUPS) == {(FOURTH, MATHS): 2}


@given(st.permutations([SECOND, THIRD, FOURTH]), st.integers(1, 3))
def test_teacher_has_as_many_hours_as_the_bells_ring_for_a_set(groups, n):
    week = [slot(group) for group in groups[:n]]
    sets = dict.fromkeys(groups, 7)

    assert hours_of_teachers(week, sets) == {TEACHER: len(hours(week, sets))} == {TEACHER: 1}
    assert sum(hours_of_classes(week, [TeachingGroup(g, g) for g in groups]).values()) == n


def test_combined_hour_is_no_clash_and_others_are():
    both = (slot(SECOND), slot(FOURTH, subject=KAZAKH))

    assert clashes(both, SETS) == ()
    assert [one.kind for one in clashes(both)] == [ClashKind.TEACHER]
    assert [one.kind for one in clashes((slot(SECOND), slot(THIRD)), SETS)] == [ClashKind.TEACHER]
    in_rooms = (slot(SECOND, room="1"), slot(FOURTH, room="2"))
    assert clashes(in_rooms, SETS) == ()


@pytest.fixture
def desk(tmp_path):
    names = {"kk": "Аққайың", "ru": "Аккайын"}
    head = PersonName("Ахметова", "Сәуле")
    new = NewSchool(names, "2026-27", head, "saule", "төрт жаңа сөз керек")
    now = datetime(2026, 10, 22, 9, 31, tzinfo=UTC)
    entrance = Entrance(SchoolFolder(tmp_path), now=lambda: now)
    made, _code = entrance.set_up(new, params=Argon2Params(8192, 1, 1))
    made.school.import_pupils(
        [
            NewPupil(PersonName("Асқар", "Айбек"), 2),
            NewPupil(PersonName("Бақыт", "Жанель"), 4),
            NewPupil(PersonName("Ғани", "Әділет"), 5, "А"),
        ],
        SEPTEMBER,
    )
    yield made
    made.close()
    entrance.close()


def classes(desk: Desk) -> list[int]:
    return [one.id for one in desk.school.class_groups()]


def test_office_makes_a_set_of_any_classes_and_undoes_it(desk: Desk):
    second, _fourth, fifth = classes(desk)

    row = desk.class_sets.combine([fifth, second], {"kk": "  Бірінші   бөлме", "ru": "Комната"})

    (made,) = desk.class_sets.sets()
    assert (made.id, made.names) == (row, {"kk": "Бірінші бөлме", "ru": "Комната"})
    assert made.labels == ("2", "5 «А»")
    desk.undo(Form())
    assert desk.class_sets.sets() == ()
    desk.redo(Form())
    assert desk.class_sets.sets() == (made,)


def test_set_takes_other_classes_is_dissolved_and_made_again(desk: Desk):
    second, fourth, fifth = classes(desk)
    row = desk.class_sets.combine([second, fourth])

    desk.class_sets.combine([second, fourth, fifth], class_set=row)
    assert desk.class_sets.sets()[0].labels == ("2", "4", "5 «А»")
    desk.class_sets.combine([fourth, fifth], class_set=row)
    assert desk.class_sets.sets()[0].labels == ("4", "5 «А»")
    desk.class_sets.dissolve(row)
    assert desk.class_sets.sets() == ()
    desk.class_sets.combine([second, fourth])
    assert desk.class_sets.sets()[0].labels == ("2", "4")


def test_classes_that_another_set_once_had_become_a_set_of_their_own(desk: Desk):
    second, fourth, fifth = classes(desk)
    sixth = desk.school.add_class_group(6, "", "kk")
    row = desk.class_sets.combine([second, fourth])
    desk.class_sets.combine([fifth, sixth], class_set=row)

    desk.class_sets.combine([second, fourth])

    assert [one.labels for one in desk.class_sets.sets()] == [("2", "4"), ("5 «А»", "6")]


def test_refused_set_leaves_nothing_behind(desk: Desk):
    second, fourth, fifth = classes(desk)
    desk.class_sets.combine([second, fourth])
    before = desk.class_sets.sets()

    with pytest.raises(ClassSetSizeError):
        desk.class_sets.combine([fifth])
    with pytest.raises(ClassInOtherSetError) as refused:
        desk.class_sets.combine([fourth, fifth])
    assert refused.value.facts == {"label": "4", "others": "2"}
    assert desk.class_sets.sets() == before


def test_day_of_a_teacher_has_combined_hours_whatever_the_subjects(desk: Desk):
    second, fourth, _fifth = classes(desk)
    desk.class_sets.combine([second, fourth])
    groups = {one.class_group: one.id for one in desk.school.teaching_groups()}
    me = desk.account.id
    subjects = [
        desk.school.add_subject(code, {"kk": code, "ru": code, "en": code}) for code in "мқ"
    ]
    for (group, subject), at in zip(
        [
            (groups[second], subjects[0]),
            (groups[fourth], subjects[1]),
            (groups[fourth], subjects[0]),
        ],
        (1, 1, 2),
        strict=True,
    ):
        desk.school.assign(Teaching(group, subject, me))
        desk.school.place(TimetableSlot(0, THURSDAY.weekday(), at, group, subject, me))

    found = desk.school.hours_of(me, THURSDAY)

    assert [[key.group for key in hour] for hour in found] == [
        [groups[second], groups[fourth]],
        [groups[fourth]],
    ]
    assert desk.school.clashes() == ()
    (load,) = desk.hours.loads()
    assert (load.teacher, load.hours, load.lessons) == (me, 2, 3)
    week, groups = desk.school.timetable(), desk.school.teaching_groups()
    assert sum(hours_of_classes(week, groups).values()) == 3
    desk.class_sets.dissolve(desk.class_sets.sets()[0].id)
    assert len(desk.school.hours_of(me, THURSDAY)) == 3
    assert len(desk.school.clashes()) == 1
