"""Movements at a real school's file: yesterday's page keeps yesterday's list."""

from datetime import date, timedelta

import pytest

from school_desk.app import Desk
from school_desk.intents import Form
from school_desk.journal.entry import PupilNotThereError
from school_desk.journal.model import ColumnKey
from school_desk.school.attendance_model import Span, SpanKind
from school_desk.school.model import NewPupil, PersonName
from school_desk.school.movement_model import MovementKind, NewMovement, Order
from school_desk.school.movement_rules import (
    AlreadyLeftError,
    MovementGoneError,
    OnlyLastMovementError,
)
from school_desk.storage.verify import verify
from tests.school.people_desk import (
    MONDAY,
    ORDER,
    SEPTEMBER,
    TUESDAY,
    class_of,
    come_back,
    leave,
    listed,
    move,
    page,
    people_desk,
    pupil,
    snapshot,
)

BACK = date(2026, 11, 9)
WHOLE = ["Әбіш", "Ғабит", "Қайрат", "Омар"]


@pytest.fixture
def desk(tmp_path):
    with people_desk(tmp_path) as made:
        yield made


def test_a_pupil_who_moves_is_on_one_list_before_and_on_the_other_after(desk: Desk):
    move(desk, "Ғабит", TUESDAY, "Ә")

    assert listed(desk, "А", MONDAY) == WHOLE
    assert listed(desk, "А", TUESDAY) == ["Әбіш", "Қайрат", "Омар"]
    assert listed(desk, "Ә", MONDAY) == ["Сейіт"]
    assert listed(desk, "Ә", TUESDAY) == ["Ғабит", "Сейіт"]


def test_the_page_takes_marks_of_the_days_the_pupil_was_there(desk: Desk):
    who = pupil(desk, "Ғабит")
    move(desk, "Ғабит", TUESDAY, "Ә")
    found = page(desk)
    by_day = {one.date: one.key for one in found.columns}

    desk.journal.put(found, by_day[MONDAY], who, "9")
    with pytest.raises(PupilNotThereError):
        desk.journal.put(found, by_day[TUESDAY], who, "9")

    row = page(desk).row_of(who)
    assert row is not None
    assert row.there_on(MONDAY)
    assert not row.there_on(TUESDAY)
    assert all(one.pupil.id != who for one in page(desk, term=2).rows)


def test_who_comes_back_to_the_same_class_has_two_stays(desk: Desk):
    who = pupil(desk, "Ғабит")
    leave(desk, "Ғабит", MONDAY)
    come_back(desk, who, BACK, "А")

    for day, there in (
        *((MONDAY, True), (TUESDAY, False)),
        *((BACK - timedelta(days=1), False), (BACK, True)),
    ):
        assert ("Ғабит" in listed(desk, "А", day)) is there
    row = page(desk, term=2).row_of(who)
    assert row is not None
    assert len(row.stays) == 2
    card = desk.movements.card(who)
    assert [one.kind for one in card.movements] == [MovementKind.TRANSFER_OUT, MovementKind.RETURN]
    assert not verify(desk._storage)


def test_a_lesson_of_a_day_counts_who_was_there(desk: Desk):
    leave(desk, "Ғабит", MONDAY)

    lines = {
        day: desk.journal.lines(desk.account.id, desk.school.lessons_of(desk.account.id, day))
        for day in (MONDAY, TUESDAY)
    }

    assert [one.pupils for one in lines[MONDAY]] == [4, 4]
    assert [one.pupils for one in lines[TUESDAY]] == [3]


def test_attendance_counts_only_the_stays(desk: Desk):
    who = pupil(desk, "Ғабит")
    leave(desk, "Ғабит", MONDAY)
    come_back(desk, who, BACK, "А")
    for term, days in ((1, (MONDAY, TUESDAY)), (2, (BACK,))):
        found = page(desk, term=term)
        for column in found.columns:
            if column.date in days:
                desk.journal.hold(found, column.key.lesson, desk.now())

    span = Span(SpanKind.DAYS, MONDAY, BACK)
    counted = desk.attendance.of_class(class_of(desk, "А"), span)

    assert {one.pupil.name.surname: one.held for one in counted.pupils} == {
        "Әбіш": 5,
        "Ғабит": 4,
        "Қайрат": 5,
        "Омар": 5,
    }


def test_each_movement_is_one_step_and_undo_brings_back_everything(desk: Desk):
    who = pupil(desk, "Ғабит")
    states = [snapshot(desk)]
    move(desk, "Ғабит", TUESDAY, "Ә")
    states.append(snapshot(desk))
    leave(desk, "Ғабит", date(2026, 10, 23))
    states.append(snapshot(desk))
    come_back(desk, who, BACK, "А")

    for state in reversed(states):
        desk.undo(Form())
        assert snapshot(desk) == state
    for _state in states:
        desk.redo(Form())
    assert "Ғабит" in listed(desk, "А", BACK)


def test_a_second_departure_changes_nothing(desk: Desk):
    leave(desk, "Ғабит", MONDAY)
    before = snapshot(desk)

    with pytest.raises(AlreadyLeftError) as refusal:
        leave(desk, "Ғабит", TUESDAY)

    assert "Ғабит Мерей" in str(refusal.value)
    assert snapshot(desk) == before


def test_a_new_pupil_comes_from_another_school_with_birth_date(desk: Desk):
    new = NewPupil(PersonName("Жан", "Айша"), 5, "Ә", date(2015, 2, 3), "female")
    wanted = NewMovement(MovementKind.TRANSFER_IN, MONDAY, class_of(desk, "Ә"), ORDER, "№5 мектеп")

    row = desk.movements.enrol(new, wanted)

    assert listed(desk, "Ә", MONDAY) == ["Жан", "Сейіт"]
    assert listed(desk, "Ә", SEPTEMBER) == ["Сейіт"]
    assert desk.school.birth_dates(class_of(desk, "Ә"))[row] == date(2015, 2, 3)
    assert desk.movements.card(row).movements[0].other_school == "№5 мектеп"


def test_an_order_that_waits_is_completed_later(desk: Desk):
    wanted = NewMovement(MovementKind.LEAVE, MONDAY)
    row = desk.movements.leave(pupil(desk, "Омар"), wanted)
    assert desk.movements.sheet(None, SEPTEMBER, TUESDAY).open_orders == 1

    desk.movements.complete_order(row, Order("51", TUESDAY))

    sheet = desk.movements.sheet(None, SEPTEMBER, TUESDAY)
    assert sheet.open_orders == 0
    assert sheet.lines[0].movement.order == Order("51", TUESDAY)


def test_a_movement_is_taken_back_and_the_lists_are_as_before(desk: Desk):
    before = {day: listed(desk, "А", day) for day in (MONDAY, TUESDAY, BACK)}
    first = move(desk, "Ғабит", TUESDAY, "Ә")
    second = leave(desk, "Ғабит", date(2026, 10, 23))

    with pytest.raises(OnlyLastMovementError):
        desk.movements.take_back(first)
    desk.movements.take_back(second)
    assert "Ғабит" in listed(desk, "Ә", BACK)
    desk.movements.take_back(first)

    assert {day: listed(desk, "А", day) for day in before} == before
    assert listed(desk, "Ә", BACK) == ["Сейіт"]
    with pytest.raises(MovementGoneError):
        desk.movements.take_back(first)
    move(desk, "Ғабит", BACK, "Ә")
    assert "Ғабит" not in listed(desk, "Ә", TUESDAY)


def test_moving_on_the_first_day_leaves_no_day_behind_but_old_marks_are_seen(desk: Desk):
    who = pupil(desk, "Ғабит")
    desk.journal.put(page(desk), page(desk).columns[0].key, who, "8")

    move(desk, "Ғабит", SEPTEMBER, "Ә")

    assert "Ғабит" not in [
        one.pupil.name.surname for one in desk.school.pupils(class_of(desk, "А"))
    ]
    row = page(desk).row_of(who)
    assert row is not None
    assert row.points(ColumnKey(page(desk).columns[0].key.lesson)) == 8
    move(desk, "Ғабит", TUESDAY, "А")
    assert "Ғабит" in listed(desk, "А", TUESDAY)


def test_the_sheet_counts_every_class(desk: Desk):
    move(desk, "Ғабит", TUESDAY, "Ә")
    leave(desk, "Омар", TUESDAY)
    new = NewPupil(PersonName("Жан", "Айша"), 5, "А")
    desk.movements.enrol(new, NewMovement(MovementKind.ENROL, MONDAY, class_of(desk, "А"), ORDER))

    sheet = desk.movements.sheet(None, SEPTEMBER, TUESDAY)

    numbers = {
        one.label: (one.before, one.came, one.moved_in, one.moved_out, one.left, one.after)
        for one in sheet.counts
    }
    assert numbers == {"5 «А»": (4, 1, 0, 1, 1, 3), "5 «Ә»": (1, 0, 1, 0, 0, 2)}
    assert [one.others for one in sheet.counts] == [0, 0]
    assert (sheet.total.before, sheet.total.after) == (5, 5)
    one_class = desk.movements.sheet(class_of(desk, "Ә"), SEPTEMBER, TUESDAY)
    assert [line.from_label for line in one_class.lines] == ["5 «А»"]


def test_a_dry_run_says_what_would_be_and_writes_nothing(desk: Desk):
    before = snapshot(desk)

    found = desk.movements.check(pupil(desk, "Омар"), NewMovement(MovementKind.LEAVE, MONDAY))

    assert found.last_day == MONDAY
    assert snapshot(desk) == before
