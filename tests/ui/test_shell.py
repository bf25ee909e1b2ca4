"""The frame of the window: places, history, regions, room, refusals, and a change of language."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from school_desk import i18n
from school_desk.errors import DeskError
from school_desk.ui.messages import Messages, Saving, Tone
from school_desk.ui.screen import Place, Room, Screen
from school_desk.ui.shell import Shell, Surroundings
from school_desk.ui.status_line import JobLine
from school_desk.ui.tasks import Job, StoppedError, Tasks
from tests.ui.conftest import PAGE, RAIL, TODAY, DictMemory, PageScreen


class PageClosedError(DeskError):
    sentence = "Closed by {name}."


def test_back_returns_to_the_cursor_that_was_left(shell: Shell) -> None:
    shell.open(TODAY)

    shell.back()

    assert shell.screen_shown.place() == Place("register", (7, "row 3"))


def test_escape_goes_back_when_the_page_has_nothing_to_leave(shell: Shell) -> None:
    shell.open(TODAY)

    QTest.keyClick(shell, Qt.Key.Key_Escape)
    asked = shell.screen_shown

    assert asked.title() == "register"


def test_f6_goes_round_all_regions_and_back(shell: Shell) -> None:
    screen = shell.screen_shown
    seen = []
    for _step in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())

    QTest.keyClick(seen[-1], Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)

    assert shell.rail.isAncestorOf(seen[0])
    assert seen[1:] == [screen.topic, screen.grid]
    assert QApplication.focusWidget() is screen.topic


@pytest.mark.parametrize(
    ("width", "room", "narrow"),
    [(1366, Room.FULL, False), (1100, Room.MEDIUM, True), (911, Room.COMPACT, True)],
)
def test_the_room_follows_the_width(shell: Shell, width: int, room: Room, narrow: bool) -> None:
    shell.resize(width, 500)

    assert shell.room is room
    assert shell.rail.narrow is narrow
    assert shell.screen_shown.rooms[-1] is room


def test_the_rail_marks_where_one_is(shell: Shell) -> None:
    shell.open(Place("register", (7, "row 12")))

    marked = [row.accessibleName() for row in shell.rail.rows if row.isChecked()]

    assert len(marked) == 1
    assert "6 «А»" in marked[0]


def test_a_place_that_is_refused_leaves_one_where_one_was(
    qtbot: QtBot, messages: Messages, tasks: Tasks, memory: DictMemory
) -> None:
    def build(place: Place) -> Screen:
        if place.name == "accounts":
            raise PageClosedError(name="Д. Оразқызы")
        return PageScreen(place)

    shell = Shell(Surroundings(build, lambda: RAIL, messages, tasks, memory))
    qtbot.addWidget(shell)
    shell.open(PAGE)

    shell.open(Place("accounts"))

    assert shell.status.sentence == "Closed by Д. Оразқызы."
    assert shell.screen_shown.title() == "register"


def test_an_action_of_another_page_says_where_it_is_done(shell: Shell) -> None:
    shell.trigger("place_7")

    assert "7" not in shell.status.sentence
    assert shell.status.sentence != ""


def test_the_palette_finds_and_does(shell: Shell) -> None:
    screen = shell.screen_shown
    QTest.keyClick(screen.grid, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    shell.commands.field.setText("F9")

    QTest.keyClick(shell.commands.field, Qt.Key.Key_Return)

    assert screen.asked == ["why"]
    assert not shell.commands.isVisible()
    assert screen.grid.hasFocus()


def test_escape_closes_the_menu_and_nothing_else(shell: Shell) -> None:
    QTest.keyClick(shell.screen_shown.grid, Qt.Key.Key_F10)
    QTest.keyClick(shell.commands.field, Qt.Key.Key_Escape)

    assert not shell.commands.isVisible()
    assert shell.screen_shown.title() == "register"


def test_the_second_f1_asks_for_the_sheet(qtbot: QtBot, shell: Shell) -> None:
    QTest.keyClick(shell.screen_shown.grid, Qt.Key.Key_F1)
    assert shell.help.isVisible()

    with qtbot.waitSignal(shell.sheet_asked):
        QTest.keyClick(shell.help.field, Qt.Key.Key_F1)


def test_a_change_of_language_builds_every_word_anew(shell: Shell) -> None:
    before = shell.screen_shown
    place = before.place()
    i18n.use("en")

    shell.rebuild()
    words = {shown.text() for shown in shell.findChildren(QLabel)}
    i18n.use("kk")

    assert shell.screen_shown is not before
    assert shell.screen_shown.place() == place
    assert "Menu" in words


def test_the_window_remembers_its_size(shell: Shell, memory: DictMemory) -> None:
    shell.resize(1111, 555)

    shell.close()

    assert memory.kept["window_size"] == "1111x555"
    assert memory.kept["maximised"] == "no"


def test_a_refusal_stands_until_something_is_saved(shell: Shell, messages: Messages) -> None:
    messages.refuse(PageClosedError(name="Д. Оразқызы"))
    refused = shell.status.sentence

    messages.show_saving(Saving.SAVING)

    assert refused == "Closed by Д. Оразқызы."
    assert shell.status.sentence == i18n._(Saving.SAVING.value)


def test_a_long_job_shows_its_count_and_stops_by_escape(
    qtbot: QtBot, shell: Shell, tasks: Tasks
) -> None:
    told: list[Exception] = []

    def endless(job: Job) -> None:
        while True:
            job.step(9, 10)

    task = tasks.run(endless, success=told.append, failure=told.append, title="Slips")
    qtbot.waitSignal(task.progressed).wait()
    assert shell.status.findChild(JobLine).sentence.startswith("Slips")

    with qtbot.waitSignal(task.ended):
        QTest.keyClick(shell, Qt.Key.Key_Escape)

    assert isinstance(told[0], StoppedError)


def test_a_warning_is_told_by_words_and_sign(shell: Shell, messages: Messages) -> None:
    messages.say("Сағат 47 минут алда", Tone.WARN)

    assert shell.status.sentence == "Сағат 47 минут алда"


def test_everything_one_can_reach_has_an_accessible_name(shell: Shell) -> None:
    nameless = [
        type(widget).__name__
        for widget in (*shell.rail.rows, shell.rail, shell.status, shell.commands, shell.help)
        if not widget.accessibleName()
    ]

    assert nameless == []
