"""Locked: by a key or by idleness; the same person finds everything, the next one nothing."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from school_desk.app import Entrance
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD
from school_desk.errors import DeskError
from school_desk.i18n import say
from school_desk.paths import SchoolFolder
from school_desk.pin import PinSpentError
from school_desk.ui.access.lock_screen import LockCard
from school_desk.ui.access.sign_in_dialog import SignInCard
from school_desk.ui.access.start_refusal import StartRefusalCard
from school_desk.ui.journal.register_screen import RegisterScreen
from school_desk.ui.program import Program
from school_desk.ui.screen import Place
from school_desk.ui.start.start_screen import StartScreen
from school_desk.ui.window import Window
from tests.ui.keyboard import KAZAKH, LATIN, press, settle, types
from tests.ui.seat import HEAD, TEACHER, Seat, words

PIN = "4821"
OTHER = "Нұржан Маратұлы"


def still(place: SchoolFolder) -> Entrance:
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


def sit_down(program: Program, qtbot: QtBot, name: str) -> Window:
    """Choose a name, type the password, Enter; back at one's window, or at a new one."""
    card(program).people.choose(name)
    card(program).password.line.setFocus()
    types(DEMO_PASSWORD, "\n")
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    window = program.window
    assert window is not None
    window.shell.activateWindow()
    settle()
    return window


def at_work(program: Program, qtbot: QtBot) -> Window:
    """The teacher in the lesson of this hour, on the second pupil."""
    window = sit_down(program, qtbot, TEACHER)
    press("Return", "Down")
    assert isinstance(window.shell.screen_shown, RegisterScreen)
    return window


def idle(program: Program, qtbot: QtBot) -> None:
    """Nobody touches anything for as long as the person has said."""
    program.lock.timer.setInterval(0)
    program.lock.timer.start()
    qtbot.waitUntil(lambda: program.window is None)
    settle()


def colours(widget: QWidget) -> set[int]:
    """Every colour of a window, as the screen shows it."""
    image = widget.grab().toImage()
    return {
        image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    }


def test_nothing_of_a_locked_window_can_be_read(program: Program, qtbot: QtBot) -> None:
    window = at_work(program, qtbot)
    before = len(colours(window.shell))
    press("Ctrl+L")

    assert before > 10
    assert len(colours(window.shell)) == 1
    assert window.shell.windowTitle() == "School Desk"
    assert isinstance(program.door.card, LockCard)
    assert program.door.isVisible()


def test_the_password_brings_back_the_same_page_pupil_and_half_typed_mark(
    program: Program, qtbot: QtBot
) -> None:
    window = at_work(program, qtbot)
    screen = window.shell.screen_shown
    place = screen.place()
    title = window.shell.windowTitle()
    types("7")
    idle(program, qtbot)

    back = sit_down(program, qtbot, TEACHER)

    assert back is window
    assert window.shell.screen_shown is screen
    assert (screen.place(), window.shell.windowTitle()) == (place, title)
    assert not program.door.isVisible()
    assert len(colours(window.shell)) > 10
    press("Up")
    assert window.own_desk.undoable() is not None


def test_what_was_typed_in_a_dialog_is_there_after_the_idle_lock(
    program: Program, qtbot: QtBot
) -> None:
    window = sit_down(program, qtbot, TEACHER)
    press("Ctrl+Shift+P")
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog))
    qtbot.waitUntil(dialog.isVisible)
    dialog.present.line.setText("жартылай")
    idle(program, qtbot)
    hidden = len(colours(dialog))

    sit_down(program, qtbot, TEACHER)

    assert hidden == 1
    assert dialog.isVisible()
    assert dialog.present.line.text() == "жартылай"
    assert len(colours(dialog)) > 2
    dialog.reject()
    assert window.shell.isVisible()


def test_a_touch_counts_from_the_beginning(program: Program, qtbot: QtBot) -> None:
    window = at_work(program, qtbot)
    program.lock.timer.stop()

    press("Up")

    assert program.lock.timer.isActive()
    assert program.window is window


# The PIN


def test_a_pin_opens_the_running_program_under_every_layout(program: Program, qtbot: QtBot) -> None:
    window = at_work(program, qtbot)
    window.own_desk.pin.choose(PIN)
    for layout in (LATIN, KAZAKH):
        press("Ctrl+L")
        card(program).password.line.setFocus()
        types(PIN.translate(str.maketrans(LATIN, layout)), "\n")
        settle()

        assert program.window is window


def test_after_five_wrong_pins_only_the_password_opens(program: Program, qtbot: QtBot) -> None:
    window = at_work(program, qtbot)
    window.own_desk.pin.choose(PIN)
    press("Ctrl+L")
    line = card(program).password.line
    line.setFocus()
    for _try in range(5):
        types("1357", "\n")
    said = " ".join(words(program.door))
    types(PIN, "\n")
    locked = program.window is None

    back = sit_down(program, qtbot, TEACHER)
    press("Ctrl+L")
    card(program).password.line.setFocus()
    types(PIN, "\n")

    assert locked
    assert say(PinSpentError(tries=5)) in said
    assert back is window
    assert program.window is window  # the password has made the PIN count again


def test_a_pin_opens_nothing_at_the_start_of_the_program_nor_for_another(
    program: Program, qtbot: QtBot, seat: Seat
) -> None:
    window = at_work(program, qtbot)
    window.own_desk.pin.choose(PIN)
    press("Ctrl+L")
    card(program).people.choose(HEAD)
    card(program).password.line.setFocus()
    types(PIN, "\n")
    qtbot.waitUntil(lambda: not card(program).busy, timeout=20_000)
    for_another = program.window
    program.close()

    assert for_another is None
    door = still(SchoolFolder(seat.folder))
    with pytest.raises(DeskError):
        door.sign_in(TEACHER, PIN)
    door.close()
    assert PIN not in (seat.folder / "settings.json").read_text("utf-8")


# Another person


def test_another_person_comes_and_the_first_finds_the_place_again(
    program: Program, qtbot: QtBot
) -> None:
    window = at_work(program, qtbot)
    place = window.shell.screen_shown.place()
    types("7")
    press("Ctrl+L")

    other = sit_down(program, qtbot, OTHER)
    theirs = other.shell.screen_shown
    press("Ctrl+L")
    again = sit_down(program, qtbot, TEACHER)

    assert isinstance(theirs, StartScreen)
    assert again is not window
    assert again.shell.screen_shown.place() == place
    row = again.shell.screen_shown.page.rows[1]
    assert row.points(again.shell.screen_shown.grid.column) == 7


def test_nothing_of_the_first_person_is_there_for_the_second(
    program: Program, qtbot: QtBot
) -> None:
    window = at_work(program, qtbot)
    types("7")
    press("Down", "Up", "Ctrl+C")
    pupils = {row.pupil.name.surname for row in window.shell.screen_shown.page.rows}
    copied = QGuiApplication.clipboard().text()
    window.shell.open(Place("pages"))
    window.at.messages.say("Тек маған")
    press("Ctrl+L")
    at_the_door = " ".join(words(program.door))

    other = sit_down(program, qtbot, OTHER)
    shown = " ".join(words(other.shell))
    title = other.shell.windowTitle()
    press("Alt+Left")
    before_that = other.shell.screen_shown
    press("Ctrl+Z")

    assert copied
    assert QGuiApplication.clipboard().text() == ""
    assert not any(name in at_the_door for name in pupils)
    assert "Тек маған" not in at_the_door + shown
    assert title.startswith("Бүгін")
    assert isinstance(before_that, StartScreen)
    assert other.own_desk.undoable() is None
    shells = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert shells == [other.shell]
    press("Ctrl+K")
    types("7")
    listed = " ".join(words(other.shell))
    assert not any(name in listed for name in pupils if name not in shown)


def test_who_comes_back_pastes_what_was_copied(program: Program, qtbot: QtBot) -> None:
    at_work(program, qtbot)
    types("7")
    press("Down", "Up", "Ctrl+C")
    copied = QGuiApplication.clipboard().text()
    press("Ctrl+L")
    meanwhile = QGuiApplication.clipboard().text()

    sit_down(program, qtbot, TEACHER)

    assert (meanwhile, QGuiApplication.clipboard().text()) == ("", copied)


def test_a_dialog_that_the_first_person_left_open_changes_nothing(
    program: Program, qtbot: QtBot
) -> None:
    sit_down(program, qtbot, HEAD)
    press("Ctrl+Shift+P")
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog))
    dialog.present.line.setText(DEMO_PASSWORD)
    idle(program, qtbot)

    other = sit_down(program, qtbot, OTHER)

    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert shown == [other.shell]
    assert other.own_desk.account.sign_in_name == OTHER
    press("Ctrl+L")
    assert sit_down(program, qtbot, HEAD).own_desk.account.sign_in_name == HEAD


def test_the_program_ends_from_behind_the_lock_with_everything_saved(
    program: Program, qtbot: QtBot, seat: Seat
) -> None:
    window = at_work(program, qtbot)
    screen = window.shell.screen_shown
    types("7")
    head, column = screen.page.head, screen.grid.column
    press("Ctrl+L")

    program.door.close()
    program.close()

    door = still(SchoolFolder(seat.folder))
    desk = door.sign_in(TEACHER, DEMO_PASSWORD)
    page = desk.journal.open_page(head.group, head.subject, head.period.term)
    desk.close()
    door.close()
    assert page.rows[1].points(column) == 7


def test_a_key_file_that_is_gone_leaves_the_window_locked_until_it_is_back(
    program: Program, qtbot: QtBot, seat: Seat
) -> None:
    window = at_work(program, qtbot)
    names = ("school.keys", "school.keys.bak")
    for name in names:
        (seat.folder / name).rename(seat.folder / f"{name}.away")
    idle(program, qtbot)
    refused, shown = program.door.card, len(colours(window.shell))
    for name in names:
        (seat.folder / f"{name}.away").rename(seat.folder / name)
    press("Return")

    assert isinstance(refused, StartRefusalCard)
    assert shown == 1
    assert isinstance(program.door.card, LockCard)
    assert sit_down(program, qtbot, TEACHER) is window


def test_a_long_job_is_not_locked_away(program: Program, qtbot: QtBot) -> None:
    window = at_work(program, qtbot)
    going = [True]

    def job(at: object) -> None:
        while going and not at.stopped:
            pass

    window.at.tasks.run(job, success=lambda _: None, failure=lambda _: None, title="Жұмыс")
    press("Ctrl+L")
    said, here = window.shell.status.sentence, program.window
    program.lock.timer.setInterval(0)
    program.lock._on_idle()
    still_here = program.window
    going.clear()
    qtbot.waitUntil(lambda: window.at.tasks.idle)

    assert "Esc" in said
    assert here is still_here is window
