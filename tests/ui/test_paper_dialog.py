"""Paper from the window: chosen by keys, written in the background, opened when it is there."""

import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from school_desk.ui.journal.register_print import page_question
from school_desk.ui.paper_dialog import PaperDialog
from tests.ui.keyboard import answering, press, types
from tests.ui.opening import Opened, choose
from tests.ui.seat import Seat, words

SLIPS_3, SLIPS_1, ALL_SLIPS, PAGE = range(4)


@pytest.fixture
def page(teacher_seat: Seat) -> Seat:
    teacher_seat.opens_lesson()
    teacher_seat.stands_on(2)
    return teacher_seat


def print_it(out: Path, *keys: str) -> None:
    """Ctrl+P, keys in the dialog, Enter, a place."""

    def answer(_dialog: PaperDialog) -> None:
        press(*keys)
        answering(QFileDialog, lambda dialog: choose(dialog, out))
        press("Return")

    answering(PaperDialog, answer)
    press("Ctrl+P")


def text_of(path: Path) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_slips_of_the_subject_have_the_numbers_of_the_screen(
    page: Seat, tmp_path: Path, opened: Opened, qtbot: QtBot
) -> None:
    out = tmp_path / "slips.pdf"
    print_it(out)
    qtbot.waitUntil(lambda: opened.files == [out], timeout=20_000)

    text = text_of(out)
    assert "Алпысбай Аружан" in text
    assert "84,43" in text
    assert "slips.pdf" in page.said


def test_what_is_being_typed_is_on_the_paper(
    page: Seat, tmp_path: Path, opened: Opened, qtbot: QtBot
) -> None:
    out = tmp_path / "page.xlsx"
    types("1")
    print_it(out, *["Down"] * PAGE, "Tab", "Tab", "Down")
    qtbot.waitUntil(lambda: opened.files == [out], timeout=20_000)

    cells = [cell for row in load_workbook(out).active.values for cell in row]
    assert page.points(2) == 1
    assert "Алпысбай Аружан" in cells
    assert 1 in cells


def test_the_page_is_printed_in_russian_when_one_wants_it(
    page: Seat, tmp_path: Path, opened: Opened, qtbot: QtBot
) -> None:
    out = tmp_path / "page.pdf"
    print_it(out, *["Down"] * PAGE, "Tab", "Down")
    qtbot.waitUntil(lambda: opened.files == [out], timeout=20_000)

    assert "СОЧ" in text_of(out)
    assert page.screen.title() == "6 «А» · Математика"


def test_escape_prints_nothing(page: Seat, opened: Opened) -> None:
    answering(PaperDialog, lambda _dialog: press("Escape"))
    press("Ctrl+P")

    assert opened.files == []
    assert page.register.isVisible()


def test_a_place_that_cannot_be_written_is_said_and_leaves_no_file(
    page: Seat, tmp_path: Path, opened: Opened, qtbot: QtBot
) -> None:
    out = tmp_path / "none" / "slips.pdf"
    print_it(out)
    qtbot.waitUntil(lambda: "slips.pdf" in page.said, timeout=20_000)

    assert opened.files == []
    assert not out.exists()


def test_the_dialog_speaks_kazakh_and_proposes_the_language_of_the_class(page: Seat) -> None:
    assert page.window is not None
    dialog = PaperDialog(page_question(page.window.at, page.register.page))
    dialog.show()

    assert dialog.language.currentData() == "kk"
    assert "Не басып шығару керек?" in words(dialog)
    dialog.close()


def test_the_button_on_the_page_prints_too(page: Seat) -> None:
    asked: list[PaperDialog] = []
    answering(PaperDialog, asked.append)
    page.register._print.click()

    assert len(asked) == 1
