"""The program from the door to the work and back, for one person after another."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from school_desk.app import Entrance
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD
from school_desk.i18n import current
from school_desk.paths import SchoolFolder
from school_desk.ui.access.sign_in_dialog import SignInCard
from school_desk.ui.access.start_refusal import StartRefusalCard
from school_desk.ui.journal.register_screen import RegisterScreen
from school_desk.ui.program import Program
from school_desk.ui.window import Window
from tests.spoiled_page import spoil_page_of
from tests.ui.keyboard import press, settle, types
from tests.ui.seat import HEAD, TEACHER, Seat, words


def still(place: SchoolFolder) -> Entrance:
    """The door of the demo school, whose clock stands still."""
    return Entrance(place, now=lambda: DEMO_NOW)


@pytest.fixture
def program(seat: Seat) -> Iterator[Program]:
    made = Program(seat.folder, still)
    made.show_door()
    made.door.activateWindow()
    settle()
    yield made
    made.close()


def card(program: Program) -> SignInCard:
    assert isinstance(program.door.card, SignInCard)
    return program.door.card


def sign_in(program: Program, qtbot: QtBot, name: str) -> Window:
    """Choose a name, type the password, Enter."""
    card(program).people.choose(name)
    card(program).password.line.setFocus()
    types(DEMO_PASSWORD, "\n")
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    window = program.window
    assert window is not None
    window.shell.activateWindow()
    settle()
    return window


def test_a_person_signs_in_and_opens_the_lesson_by_keys(program: Program, qtbot: QtBot) -> None:
    window = sign_in(program, qtbot, TEACHER)

    press("Return")

    assert isinstance(window.shell.screen_shown, RegisterScreen)
    assert not program.door.isVisible()


def test_a_wrong_password_is_said_at_the_door(program: Program, qtbot: QtBot) -> None:
    card(program).people.choose(TEACHER)
    card(program).password.line.setFocus()
    types("алма құс тау ит", "\n")
    qtbot.waitUntil(lambda: not card(program).busy, timeout=20_000)

    assert program.window is None
    assert any("құпиясөз" in text.lower() for text in words(program.door))


def test_after_signing_out_the_door_stands_open_for_another(program: Program, qtbot: QtBot) -> None:
    sign_in(program, qtbot, TEACHER)
    press("Return")
    press("Ctrl+L")
    qtbot.waitUntil(lambda: program.window is None)
    at_the_door = " ".join(words(program.door))
    window = sign_in(program, qtbot, HEAD)

    assert program.door.card is not None
    assert "Абдрахман" not in at_the_door
    assert window.at.desk.account.name.given == "Сәуле"


def test_closing_the_window_saves_and_frees_the_folder(
    program: Program, qtbot: QtBot, seat: Seat
) -> None:
    window = sign_in(program, qtbot, TEACHER)
    press("Return", "Down")
    types("1")
    screen = window.shell.screen_shown
    assert isinstance(screen, RegisterScreen)
    column, head = screen.grid.column, screen.page.head
    program.close()

    entrance = still(SchoolFolder(seat.folder))
    desk = entrance.sign_in(TEACHER, DEMO_PASSWORD)
    page = desk.journal.open_page(head.group, head.subject, head.period.term)
    entrance.close()
    desk.close()

    assert page.rows[1].points(column) == 1


def test_a_second_window_of_the_same_school_is_refused_in_words(
    program: Program, seat: Seat
) -> None:
    second = Program(seat.folder, still)
    second.show_door()
    said = " ".join(words(second.door))
    second.close()

    assert program.door.isVisible()
    assert "School Desk" in said
    assert "ашылып тұр" in said


def test_the_language_of_the_computer_meets_everyone(program: Program, qtbot: QtBot) -> None:
    sign_in(program, qtbot, TEACHER)
    press("Ctrl+Shift+L")
    language = current()
    press("Ctrl+L")
    qtbot.waitUntil(lambda: program.window is None)

    assert language == "ru"
    assert any("Пароль" in text for text in words(program.door))


def test_a_bug_of_ours_is_told_without_frightening(
    program: Program, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    window = sign_in(program, qtbot, TEACHER)

    program._on_bug(RuntimeError, RuntimeError("x"), None)

    assert "RuntimeError" in capsys.readouterr().err
    assert "сақталған" in window.shell.status.sentence.lower()


def test_the_hook_for_bugs_goes_with_the_program(seat: Seat) -> None:
    before = sys.excepthook
    program = Program(seat.folder, still)
    during = sys.excepthook
    program.close()

    assert during != before
    assert sys.excepthook == before


@pytest.mark.usefixtures("seat")
def test_a_folder_that_is_gone_is_said_at_the_door(tmp_path: Path) -> None:
    program = Program(tmp_path / "gone", still)
    program.show_door()
    shown = " ".join(words(program.door))
    program.close()

    assert str(tmp_path / "gone") in shown


def test_damage_that_keeps_the_window_shut_is_said_at_the_door(seat: Seat, qtbot: QtBot) -> None:
    spoil_page_of(seat.folder, "lesson", TEACHER)
    program = Program(seat.folder, still)
    program.show_door()
    program.door.activateWindow()
    settle()
    card(program).people.choose(TEACHER)
    card(program).password.line.setFocus()
    types(DEMO_PASSWORD, "\n")
    qtbot.waitUntil(lambda: isinstance(program.door.card, StartRefusalCard), timeout=20_000)
    said, window = " ".join(words(program.door)), program.window
    program.close()

    assert "бүлінген" in said
    assert window is None
