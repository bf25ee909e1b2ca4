"""The log of looks by keyboard: found by name and day, printed, closed to teachers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from school_desk.access.look_model import Act
from school_desk.intents import Scope
from school_desk.ui.access.looks_screen import NAME, LooksScreen
from school_desk.ui.paper_dialog import PaperDialog
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.opening import Opened, choose
from tests.ui.seat import HEAD, TEACHER, Seat


@pytest.fixture
def head_seat(seat: Seat) -> Iterator[Seat]:
    with seat.taken_by(TEACHER) as taken:
        group = next(
            one.id
            for one in taken.desk.school.class_groups()
            if taken.desk.may("See guardians", Scope(class_group=one.id))
        )
        taken.desk.guardians.of_class(group)
    with seat.taken_by(HEAD) as taken:
        yield taken


def opened(seat: Seat) -> LooksScreen:
    assert seat.window is not None
    seat.window.shell.open(Place(NAME))
    settle()
    screen = seat.screen
    assert isinstance(screen, LooksScreen)
    return screen


def who(screen: LooksScreen) -> list[str]:
    return [row.texts[1] for row in screen.model.rows]


def test_the_model_is_a_good_one(qtmodeltester, head_seat: Seat) -> None:
    qtmodeltester.check(opened(head_seat).model)


def test_looks_are_found_by_the_name_of_a_person(head_seat: Seat) -> None:
    screen = opened(head_seat)
    everybody = set(who(screen))

    press("Ctrl+F")
    types("гүлнар")
    found = set(who(screen))
    press("Esc")

    assert everybody == {"Сейіт Гүлнар", "Ахметова Сәуле"}
    assert found == {"Сейіт Гүлнар"}
    assert set(who(screen)) == everybody


def test_looks_are_found_by_what_was_done_and_on_which_day(head_seat: Seat) -> None:
    screen = opened(head_seat)

    screen.act.setCurrentIndex(screen.act.findData(Act.SIGN_IN))
    assert {row.texts[3] for row in screen.model.rows} == {"жүйеге кірді"}
    screen.last.line.setFocus()
    press("Ctrl+A")
    types("01.10.2026\n")

    assert screen.model.rowCount() == 0
    assert screen._empty.isVisible()


def test_opening_the_log_stands_in_the_log(head_seat: Seat) -> None:
    screen = opened(head_seat)

    assert screen.model.rows[0].texts[4] == "Қарау журналын көру"


def test_what_is_found_is_printed(head_seat: Seat, qtbot: QtBot, tmp_path: Path) -> None:
    screen, out, programs = opened(head_seat), tmp_path / "looks.pdf", Opened()
    assert head_seat.window is not None

    def answer(dialog: PaperDialog) -> None:
        answering(QFileDialog, lambda files: choose(files, out))
        dialog.accept()

    answering(PaperDialog, answer)
    press("Ctrl+P")
    qtbot.waitUntil(lambda: head_seat.window.at.tasks.idle)
    programs.close()

    assert out.read_bytes().startswith(b"%PDF")
    screen.reload()
    assert ("басып шығарды", "Қарау журналын көру") in {
        (row.texts[3], row.texts[4]) for row in screen.model.rows
    }


def test_a_teacher_has_no_such_place(seat: Seat) -> None:
    with seat.taken_by(TEACHER) as taken:
        assert not taken.desk.may("See looks", Scope())
