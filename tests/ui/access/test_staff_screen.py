"""The staff list by keyboard: added, put right, taken from Excel, given a sign-in, undone."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from pytestqt.qtbot import QtBot

from school_desk.i18n import _
from school_desk.ui.access.staff_dialog import StaffDialog
from school_desk.ui.access.staff_screen import NAME, StaffScreen
from school_desk.ui.school.sheet_import import SheetImportDialog, ask_import
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.seat import HEAD, TEACHER, Seat, words


@pytest.fixture
def head_seat(seat: Seat):
    with seat.taken_by(HEAD) as taken:
        yield taken


def opened(seat: Seat) -> StaffScreen:
    assert seat.window is not None
    seat.window.shell.open(Place(NAME))
    settle()
    screen = seat.screen
    assert isinstance(screen, StaffScreen)
    return screen


def names(screen: StaffScreen) -> list[str]:
    return [row.texts[0] for row in screen.model.rows]


def test_the_model_is_a_good_one(qtmodeltester, head_seat: Seat) -> None:
    screen = opened(head_seat)

    qtmodeltester.check(screen.model)

    assert screen.model.rowCount() == len(head_seat.desk.access.accounts())
    assert {row.texts[3] for row in screen.model.rows} != {"—"}


def test_somebody_is_added_and_undone(head_seat: Seat) -> None:
    screen = opened(head_seat)
    before = names(screen)

    def answer(dialog: StaffDialog) -> None:
        dialog.surname.setFocus()
        types("Оразов")
        press("Tab")
        types("Ерлан")
        dialog.rate.setFocus()
        types("1,25\n")

    answering(StaffDialog, answer)
    press("Ctrl+N")
    added = names(screen)
    press("Ctrl+Z")

    assert set(added) - set(before) == {"Оразов Ерлан"}
    assert names(screen) == before


def test_a_wrong_rate_is_said_in_the_dialog(head_seat: Seat) -> None:
    screen = opened(head_seat)
    before = names(screen)

    def answer(dialog: StaffDialog) -> None:
        dialog.surname.setText("Оразов")
        dialog.rate.setText("толық")
        dialog.accept()
        assert "толық" in dialog.problem.text()
        press("Esc")

    answering(StaffDialog, answer)
    press("Ctrl+N")

    assert names(screen) == before


def test_typing_finds_a_person(head_seat: Seat) -> None:
    screen = opened(head_seat)

    press("Ctrl+F")
    types("сейіт")

    assert [name for name in names(screen) if "Сейіт" not in name] == []
    press("Esc")
    assert screen.model.rowCount() > 1


def test_a_list_is_taken_from_excel(head_seat: Seat, tmp_path: Path, qtbot: QtBot) -> None:
    screen = opened(head_seat)
    before = names(screen)
    book = Workbook()
    book.worksheets[0].append(("Тегі", "Аты", "Лауазымы"))
    book.worksheets[0].append(("Оразов", "Ерлан", "аспаз"))
    book.save(tmp_path / "list.xlsx")

    def accepts(dialog: SheetImportDialog) -> None:
        assert dialog.verb.isEnabled()
        press("Return")

    answering(SheetImportDialog, accepts)
    ask_import(screen._at, screen.kind(), screen, tmp_path / "list.xlsx")
    qtbot.waitUntil(lambda: "Оразов Ерлан" in names(screen))
    screen.table.setFocus()
    press("Ctrl+Z")

    assert names(screen) == before


def test_a_broken_list_cannot_be_taken(head_seat: Seat, tmp_path: Path, qtbot: QtBot) -> None:
    screen = opened(head_seat)
    book = Workbook()
    book.worksheets[0].append(("Тегі", "Аты", "Ставка"))
    book.worksheets[0].append(("Оразов", "Ерлан", "көп"))
    book.save(tmp_path / "list.xlsx")
    seen: list[str] = []

    def looks(dialog: SheetImportDialog) -> None:
        assert not dialog.verb.isEnabled()
        seen.extend(row.texts[-1] for row in dialog.model.rows)
        press("Esc")

    answering(SheetImportDialog, looks)
    ask_import(screen._at, screen.kind(), screen, tmp_path / "list.xlsx")
    qtbot.waitUntil(lambda: bool(seen))

    assert "көп" in seen[0]


def test_a_teacher_has_no_staff_list(seat: Seat) -> None:
    with seat.taken_by(TEACHER) as taken:
        assert taken.window is not None
        places = [one.place.name for one in taken.window.shell.rail.content.places]

    assert NAME not in places


def test_the_hint_of_a_key_says_what_the_button_says(head_seat: Seat) -> None:
    opened(head_seat)
    assert head_seat.window is not None

    said = words(head_seat.window.shell.status)

    assert _("Let sign in") in said
    assert _("Give a new password") not in said
