"""Moving, pairing, copying and clearing lessons at a real file: one step each, nothing lost."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.app import Desk, Entrance
from school_desk.intents import Form
from school_desk.paths import SchoolFolder
from school_desk.school.model import ClashKind, PersonName, TimetableSlot, Weeks
from school_desk.school.timetable_model import Move, Spot
from school_desk.school.timetable_rules import (
    HourEmptyError,
    HourUnknownError,
    applied,
    lessons_at,
    moved,
)
from school_desk.school_file import NewSchool
from school_desk.storage.sealing import Argon2Params

MONDAY, TUESDAY = 0, 1


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    new = NewSchool(
        {"kk": "Аққайың", "ru": "Аккайын"},
        "2026-27",
        PersonName("Ахметова", "Сәуле"),
        "saule",
        "төрт жаңа сөз керек",
    )
    now = datetime(2026, 10, 22, 9, 31, tzinfo=UTC)
    entrance = Entrance(SchoolFolder(tmp_path_factory.mktemp("school")), now=lambda: now)
    made, _code = entrance.set_up(new, params=Argon2Params(8192, 1, 1))
    yield made
    made.close()
    entrance.close()


@pytest.fixture
def group(desk: Desk) -> int:
    """The teaching group of a fresh class."""
    count = len(desk.school.class_groups())
    class_group = desk.school.add_class_group(5, "АӘБВГҒДЕЖЗИК"[count], "kk")
    return next(g.id for g in desk.school.teaching_groups() if g.class_group == class_group)


@pytest.fixture(scope="module")
def subjects(desk: Desk) -> tuple[int, int]:
    return tuple(
        desk.school.add_subject(code, dict.fromkeys(("kk", "ru", "en"), code))
        for code in ("algebra", "music")
    )


def week(desk: Desk, group: int) -> set[tuple[int, int, int, str]]:
    slots = desk.timetable.week().slots
    return {(s.weekday, s.slot, s.subject, s.weeks.value) for s in slots if s.group == group}


def put(desk: Desk, group: int, subject: int, slot: int = 1, weeks: str = "", **more):
    lesson = TimetableSlot(0, MONDAY, slot, group, subject, weeks=Weeks(weeks), **more)
    desk.timetable.put([lesson])
    return lesson


def test_a_moved_lesson_changes_places_and_undo_is_one_step(desk, group, subjects):
    algebra, music = subjects
    put(desk, group, algebra)
    put(desk, group, music, slot=2)
    before = week(desk, group)

    desk.timetable.move(Move((group,), (MONDAY, 1), (MONDAY, 2)))
    swapped = week(desk, group)
    desk.undo(Form())

    assert swapped == {(0, 1, music, ""), (0, 2, algebra, "")}
    assert week(desk, group) == before


def test_both_weeks_of_an_hour_move_together(desk, group, subjects):
    algebra, music = subjects
    put(desk, group, algebra, weeks="odd")
    put(desk, group, music, weeks="even")

    desk.timetable.move(Move((group,), (MONDAY, 1), (TUESDAY, 3)))

    assert week(desk, group) == {(1, 3, algebra, "odd"), (1, 3, music, "even")}


def test_a_lesson_of_every_week_is_halved_by_one_of_odd_weeks(desk, group, subjects):
    algebra, music = subjects
    put(desk, group, algebra)

    put(desk, group, music, weeks="odd")

    assert week(desk, group) == {(0, 1, music, "odd"), (0, 1, algebra, "even")}


def test_clearing_one_week_leaves_the_other(desk, group, subjects):
    algebra, music = subjects
    put(desk, group, algebra, weeks="odd")
    put(desk, group, music, weeks="even")
    there = [slot for slot in desk.school.timetable() if slot.group == group]

    desk.timetable.clear([slot for slot in there if slot.weeks is Weeks.ODD])
    left = week(desk, group)
    desk.undo(Form())
    desk.timetable.clear(there)

    assert left == {(0, 1, music, "even")}
    assert week(desk, group) == set()


def test_nothing_of_a_cleared_hour_comes_back(desk, group, subjects):
    algebra, music = subjects
    put(desk, group, algebra, weeks="odd")
    put(desk, group, music, weeks="even")
    desk.timetable.clear([slot for slot in desk.school.timetable() if slot.group == group])

    desk.school.place(TimetableSlot(0, MONDAY, 1, group, algebra, weeks=Weeks.EVEN))

    assert week(desk, group) == {(0, 1, algebra, "even")}


def test_weeks_turn_round_and_halves_change_places(desk, group, subjects):
    algebra, music = subjects
    put(desk, group, algebra)

    seen = []
    for _turn in range(3):
        lesson = next(s for s in desk.timetable.week().slots if s.group == group)
        desk.timetable.turn_weeks(lesson)
        seen += week(desk, group)
    put(desk, group, music, weeks="odd")
    lesson = next(s for s in desk.timetable.week().slots if s.group == group)
    desk.timetable.turn_weeks(lesson)

    assert [one[3] for one in seen] == ["odd", "even", ""]
    assert week(desk, group) == {(0, 1, music, "even"), (0, 1, algebra, "odd")}


def test_a_room_is_kept_with_the_lesson_and_joins_the_list(desk, group, subjects):
    put(desk, group, subjects[0])

    lesson = next(s for s in desk.timetable.week().slots if s.group == group)
    desk.timetable.set_room([lesson], " 12 ")

    assert "12" in desk.timetable.week().rooms
    assert {s.room for s in desk.timetable.week().slots if s.group == group} == {"12"}


def test_a_teacher_who_cannot_come_clashes(desk, group, subjects):
    me = desk.account.id
    put(desk, group, subjects[0], teacher=me)

    desk.timetable.mark_busy(me, MONDAY, 1, busy=True)
    clashes = [c.kind for c in desk.timetable.week().clashes]
    desk.timetable.mark_busy(me, MONDAY, 1, busy=False)

    assert ClashKind.BUSY in clashes
    assert ClashKind.BUSY not in [c.kind for c in desk.timetable.week().clashes]


def test_refusals_change_nothing(desk, group, subjects):
    put(desk, group, subjects[0])
    before = week(desk, group)

    with pytest.raises(HourEmptyError):
        desk.timetable.move(Move((group,), (TUESDAY, 1), (MONDAY, 1)))
    with pytest.raises(HourUnknownError):
        desk.timetable.move(Move((group,), (MONDAY, 1), (MONDAY, 17)))

    assert week(desk, group) == before


HOURS = st.tuples(st.integers(0, 4), st.integers(1, 4))


@given(st.dictionaries(HOURS, st.integers(1, 5), min_size=1), st.data())
def test_moving_there_and_back_changes_nothing(week_of_group, data):
    slots = tuple(
        TimetableSlot(n, *hour, 1, subject)
        for n, (hour, subject) in enumerate(week_of_group.items())
    )
    source = data.draw(st.sampled_from(sorted(week_of_group)))
    target = data.draw(HOURS.filter(lambda hour: hour != source))

    there = applied(slots, moved(slots, Move((1,), source, target)))
    back = applied(there, moved(there, Move((1,), target, source)))

    assert len(there) == len(slots)
    assert lessons_at(there, Spot(1, *target))[0].subject == week_of_group[source]
    assert sorted(back, key=lambda s: s.id) == sorted(slots, key=lambda s: s.id)
