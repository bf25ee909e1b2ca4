"""To fill by keyboard: Enter jumps to the cell, Alt+← comes back, done lines stay ticked."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from school_desk.demo.school import DEMO_NOW
from school_desk.journal.model import ColumnKey
from school_desk.journal.todo_model import Lack, Todo, TodoKind
from school_desk.ui.journal.todo_card import TodoCard
from school_desk.ui.journal.todo_screen import NAME, TodoScreen, Whose
from school_desk.ui.journal.todo_words import todo_words
from school_desk.ui.rail import LessonSign
from school_desk.ui.school.attendance_screen import AttendanceScreen
from school_desk.ui.screen import Place
from tests.ui.keyboard import press, settle, types
from tests.ui.seat import HEAD, Seat, words

HORIZONTAL = Qt.Orientation.Horizontal
TIP, SPOKEN = Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole


def at_list(seat: Seat, *facts: object) -> TodoScreen:
    assert seat.window is not None
    seat.window.shell.open(Place(NAME, facts))
    settle()
    assert isinstance(seat.screen, TodoScreen)
    return seat.screen


def lines(screen: TodoScreen) -> list[Todo]:
    return [line.todo for line in screen.list.lines.lines]


def go_to(screen: TodoScreen, kind: TodoKind, *lacks: Lack) -> Todo:
    """Walk down to the first line of a kind."""
    found = lines(screen)
    row = next(n for n, one in enumerate(found) if one.kind is kind and set(lacks) <= {*one.lacks})
    while screen.list.currentIndex().row() < row:
        press("Down")
    return found[row]


def test_the_model_is_a_good_one(qtmodeltester, teacher_seat: Seat) -> None:
    qtmodeltester.check(at_list(teacher_seat).list.lines)


def test_it_is_the_third_place_of_the_rail_with_a_count(teacher_seat: Seat) -> None:
    assert teacher_seat.window is not None
    teacher_seat.window.count_to_fill()
    place = teacher_seat.window.shell.rail.content.places[2]

    press("Ctrl+3")

    screen = teacher_seat.screen
    assert isinstance(screen, TodoScreen)
    assert place.place == Place(NAME)
    assert place.count == len(lines(screen)) > 0


def test_lines_go_by_date_with_count_and_minutes_in_the_head(teacher_seat: Seat) -> None:
    screen = at_list(teacher_seat)
    days = [one.day for one in lines(screen)]
    minutes = sum(one.minutes for one in lines(screen))

    assert days == sorted(days)
    assert f"{len(days)} іс · шамамен {minutes} минут" in words(screen)


def test_enter_jumps_to_the_very_cell_and_back_to_the_same_line(teacher_seat: Seat) -> None:
    screen = at_list(teacher_seat)
    wanted = go_to(screen, TodoKind.SCHEDULE)
    row = screen.list.currentIndex().row()

    press("Return")
    grid = teacher_seat.register.grid
    stood = (grid.column, grid.pupil)
    press("Alt+Left")

    assert stood == (wanted.column, wanted.pupil)
    again = teacher_seat.screen
    assert isinstance(again, TodoScreen)
    assert again.list.currentIndex().row() == row
    assert again.list.hasFocus()


def test_a_done_line_stays_ticked_until_the_next_visit(teacher_seat: Seat) -> None:
    screen = at_list(teacher_seat)
    before = len(lines(screen))
    wanted = go_to(screen, TodoKind.LESSON, Lack.TOPIC)
    press("Return", "Ctrl+T")
    types("Ұқсас үшбұрыштар\n")
    press("Escape", "Alt+Left")
    while not isinstance(teacher_seat.screen, TodoScreen):
        press("Alt+Left")
    back = teacher_seat.screen
    line = back.list.current

    assert line is not None
    assert (line.todo.key, line.done) == (wanted.key, True)
    assert len(lines(back)) == before
    assert wanted.key not in {one.key for one in lines(at_list(teacher_seat))}


def test_the_form_tutor_is_led_to_the_day_of_the_class(teacher_seat: Seat) -> None:
    screen = at_list(teacher_seat)
    wanted = go_to(screen, TodoKind.ATTENDANCE)

    press("Return")

    there = teacher_seat.screen
    assert isinstance(there, AttendanceScreen)
    assert there.day.day == wanted.day
    assert todo_words(wanted) == "1 сабақта қатысу белгіленбеген"


def test_alt_2_shows_the_whole_class(teacher_seat: Seat) -> None:
    screen = at_list(teacher_seat)

    press("Alt+2")

    assert {one.place.class_label for one in lines(screen)} == {"6 «А»"}
    assert len({one.place.subject for one in lines(screen)}) > 2


def test_the_whole_school_is_collected_in_the_background(qtbot: QtBot, seat: Seat) -> None:
    with seat.taken_by(HEAD):
        screen = at_list(seat)
        mine = len(lines(screen))

        press("Alt+3")
        qtbot.waitUntil(lambda: len(lines(screen)) > mine)

        assert len({one.place.class_label for one in lines(screen)}) > 4


def test_homework_is_no_more_asked_for_where_none_is_given(teacher_seat: Seat) -> None:
    screen = at_list(teacher_seat)
    wanted = go_to(screen, TodoKind.LESSON, Lack.HOMEWORK)

    press("Ctrl+H")
    without = {one.key for one in lines(screen)}
    again = {one.key for one in lines(at_list(teacher_seat))}

    assert wanted.key not in without
    assert wanted.key not in again


def test_the_count_follows_what_is_written(teacher_seat: Seat) -> None:
    window = teacher_seat.window
    assert window is not None
    window.count_to_fill()
    before = window.shell.rail.content.places[2].count
    go_to(at_list(teacher_seat), TodoKind.LESSON, Lack.TOPIC)
    press("Return", "Ctrl+T")
    types("Ұқсас үшбұрыштар\n")

    window.count_to_fill()

    assert window.shell.rail.content.places[2].count == before - 1


def test_typing_never_waits_for_the_count(teacher_seat: Seat) -> None:
    window = teacher_seat.window
    assert window is not None
    window.count_to_fill()
    teacher_seat.opens_lesson()
    teacher_seat.stands_on(2)
    counted: list[int] = []
    window._counting.timeout.connect(lambda: counted.append(1))

    types("ұ")

    assert teacher_seat.points(2) == 9
    assert window._counting.isActive()
    assert counted == []


def test_the_start_screen_shows_the_first_five_and_the_end_of_the_term(teacher_seat: Seat) -> None:
    found = teacher_seat.desk.todo.mine(teacher_seat.desk.account.id)
    card = teacher_seat.screen.findChild(TodoCard)
    said = words(teacher_seat.screen)

    assert card is not None
    assert todo_words(found.items[0]) in said
    assert f"тағы {len(found.items) - 5}" in said
    assert "Тоқсан соңына дейін" in said
    assert "11 баға қалды" in said


def test_a_line_of_the_start_screen_is_one_enter_away(teacher_seat: Seat) -> None:
    found = teacher_seat.desk.todo.mine(teacher_seat.desk.account.id)
    press("Down", "Down", "Down", "Down", "Return")

    assert teacher_seat.register.grid.pupil == found.items[0].pupil


def test_in_november_the_holes_of_term_1_are_still_asked_for(seat: Seat) -> None:
    seat.now = DEMO_NOW + timedelta(days=12)
    with seat.taken_by("Гүлнар Серікқызы"):
        found = seat.desk.todo.mine(seat.desk.account.id)

        assert {one.place.term for one in found.items if one.place.term} >= {1}
        assert found.ahead == ()


def test_a_lesson_of_today_that_nobody_noted_is_a_hole(seat: Seat) -> None:
    seat.now = DEMO_NOW + timedelta(hours=2)
    with seat.taken_by("Гүлнар Серікқызы"):
        assert seat.window is not None
        signs = [one.sign for one in seat.window.shell.rail.content.lessons]

        assert LessonSign.MISSING in signs
        assert "Қатысу белгіленбеген" in words(seat.screen)


def test_a_past_lesson_nobody_noted_says_so_in_the_head_of_the_register(seat: Seat) -> None:
    with seat.taken_by("Ольга Павловна"):
        screen = at_list(seat)
        wanted = go_to(screen, TodoKind.LESSON, Lack.HELD)
        press("Return")
        model = seat.register.grid.model
        sections = model.sections
        place = next(n for n, one in enumerate(sections) if one.key == wanted.column)

        tip = str(model.headerData(place, HORIZONTAL, TIP))
        spoken = str(model.headerData(place, HORIZONTAL, SPOKEN))
        other = next(n for n, one in enumerate(sections) if one.column and one.column.held)

        assert "Қатысу белгіленбеген" in tip
        assert "қатысу белгіленбеген" in spoken
        assert "белгіленбеген" not in str(model.headerData(other, HORIZONTAL, TIP))
        assert isinstance(wanted.column, ColumnKey)


@pytest.mark.parametrize("whose", Whose)
def test_who_may_not_is_not_offered_more(seat: Seat, whose: Whose) -> None:
    with seat.taken_by("Дәурен Болатұлы"):
        screen = at_list(seat, whose.value)

        assert screen.place().facts[0] == "mine"
