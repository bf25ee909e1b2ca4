"""History, copy assistant and remarks beside a register page: the real window, nothing but keys."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QScrollArea
from pytestqt.qtbot import QtBot

from school_desk.journal.carry_rules import CarryState
from school_desk.journal.remark_model import RemarkPlace
from school_desk.ui.journal.carry_panel import CarryPanel
from school_desk.ui.journal.remark_dialog import DoneDialog, RemarkDialog
from school_desk.ui.paper_dialog import PaperDialog
from school_desk.ui.screen import Place
from school_desk.ui.widgets.notice import Notice
from tests.documents.reading import needs_pdftotext, text_of
from tests.ui.keyboard import answering, focused, press, settle, types
from tests.ui.opening import Opened, choose
from tests.ui.seat import HEAD, TEACHER, Seat, words

EMPTY = 2
"""Алпысбай Аружан: present today, no mark yet."""


@pytest.fixture
def page(teacher_seat: Seat) -> Seat:
    """Today's column of 6 «А», the cursor on a pupil without a mark."""
    teacher_seat.opens_lesson()
    teacher_seat.stands_on(EMPTY)
    return teacher_seat


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def saved_as(out: Path) -> None:
    """Enter in the dialog, then a place."""
    answering(QFileDialog, lambda dialog: choose(dialog, out))
    press("Return")


def history_of(page: Seat) -> list[str]:
    return words(page.register.trail.history)


# History


@pytest.mark.parametrize("layout", ["latin", "kk", "ru"])
def test_f8_tells_who_changed_a_mark_from_what_to_what(page: Seat, layout: str) -> None:
    types("7")
    press("Return", "Up")
    types("8")
    press("Return", "Up")
    press("Ctrl+Z", layout=layout)
    press("F8", layout=layout)

    shown = history_of(page)
    assert [text for text in shown if "7" in text or "8" in text][:1] == ["8 → 7"]
    assert shown.index("8 → 7") < shown.index("7 → 8") < shown.index("7")
    assert "қайтарылды: Баға қою" in shown
    assert "22 қазан, 09:31 · Сейіт Гүлнар Серікқызы" in shown


def test_the_history_follows_the_cell_and_what_is_typed(page: Seat, qtbot: QtBot) -> None:
    press("F8")
    assert "Бұл ұяшыққа әлі ештеңе жазылмаған." in history_of(page)

    types("6")
    press("Return", "Up")

    qtbot.waitUntil(lambda: "6" in history_of(page))


def test_a_computed_cell_says_where_its_number_comes_from(page: Seat) -> None:
    page.register.grid.cell_cursor.to_mark()
    press("F8")

    assert "Мұны бағдарлама есептейді. Қалай шыққанын F9 көрсетеді." in history_of(page)


def test_f8_again_or_esc_closes_it_and_the_grid_goes_on(page: Seat) -> None:
    for key in ("F8", "Esc"):
        press("F8", key)
        assert not page.register.trail.history.isVisible()

    types("9")
    assert page.points(EMPTY) == 9


def test_f9_takes_the_place_of_f8(page: Seat) -> None:
    press("F8", "F9")

    assert page.register.why.isVisible()
    assert not page.register.trail.history.isVisible()

    press("F8")
    assert not page.register.why.isVisible()
    assert page.register.grid.column is not None


@needs_pdftotext
@pytest.mark.usefixtures("page")
def test_ctrl_p_in_the_history_prints_it(tmp_path: Path, opened: Opened, qtbot: QtBot) -> None:
    out = tmp_path / "history.pdf"
    types("7")
    press("Return", "Up", "F8")
    answering(PaperDialog, lambda _dialog: saved_as(out))
    press("Ctrl+P")

    qtbot.waitUntil(lambda: opened.files == [out])
    text = text_of(out.read_bytes())
    assert "Журнал бетінің тарихы" in text
    assert "Алпысбай Аружан" in text


# The copy assistant


@pytest.fixture
def carrying(page: Seat) -> Seat:
    press("Ctrl+Shift+C")
    return page


def states(page: Seat) -> list[CarryState]:
    sheet = page.register.trail.carry.sheet
    assert sheet is not None
    return [line.state for line in sheet.lines]


@pytest.mark.parametrize("key", ["Space", "Return"])
def test_one_key_copies_the_next_value_and_ticks_it(carrying: Seat, key: str) -> None:
    expected = [row.points(carrying.register.grid.column) for row in carrying.kept().rows]
    values = [str(points) for points in expected if points is not None]

    press(key)
    assert clipboard() == values[0]
    assert carrying.register.trail.carry.big.text() == values[0]

    press(key, key, key)
    assert states(carrying).count(CarryState.DONE) == 4


def test_signs_are_copied_as_their_letters(carrying: Seat) -> None:
    seen = []
    while CarryState.WAITING in states(carrying):
        press("Space")
        seen.append(clipboard())

    assert seen.count("А") == 2
    press("Space")
    assert "Бұл баған түгел көшірілді." in words(carrying.register.trail.carry)
    assert len(seen) == states(carrying).count(CarryState.DONE)


def test_backspace_takes_the_last_tick_back(carrying: Seat) -> None:
    press("Space", "Space", "Backspace")
    assert states(carrying).count(CarryState.DONE) == 1

    press("Backspace", "Backspace")
    assert states(carrying).count(CarryState.DONE) == 0
    assert carrying.said == "Мұнда алып тастайтын белгі жоқ."


def test_shift_enter_ticks_the_whole_column_as_one_step(carrying: Seat) -> None:
    press("Shift+Return")
    assert CarryState.WAITING not in states(carrying)

    press("Ctrl+Z")
    assert CarryState.DONE not in states(carrying)


@pytest.mark.parametrize("layout", ["latin", "kk", "ru"])
def test_ctrl_c_copies_the_whole_column_as_lines(carrying: Seat, layout: str) -> None:
    press("Ctrl+C", layout=layout)

    assert len(clipboard().split("\n")) == len(carrying.kept().rows)
    assert states(carrying).count(CarryState.DONE) == 0


def test_a_mark_changed_since_is_named_and_comes_again(carrying: Seat) -> None:
    press("Shift+Return", "Esc")
    carrying.stands_on(1)
    types("5")
    press("Return")
    press("Ctrl+Shift+C")

    panel = carrying.register.trail.carry
    assert states(carrying)[0] is CarryState.CHANGED
    assert "22 қазан: балдар · Абдрахман Нұрислам · 8 → 5" in words(panel)

    press("Space")
    assert clipboard() == "5"
    assert states(carrying)[0] is CarryState.DONE


def test_arrows_choose_a_pupil_to_copy_again(carrying: Seat) -> None:
    press("Shift+Return")
    for _row in carrying.kept().rows:
        press("Up")
    press("Space")

    assert clipboard() == str(carrying.points(1))


def test_the_assistant_stands_over_other_windows_and_esc_brings_it_back(carrying: Seat) -> None:
    panel = carrying.register.trail.carry
    panel.on_top.click()
    settle()
    assert panel.isWindow()
    panel.activateWindow()
    settle()

    press("Space")
    assert states(carrying).count(CarryState.DONE) == 1

    press("Esc")
    assert not panel.isWindow()
    assert not panel.isVisible()


def test_the_cross_of_the_floating_assistant_puts_it_away(carrying: Seat) -> None:
    panel = carrying.register.trail.carry
    panel.float_over_all(floating=True)
    settle()

    panel.close()
    settle()
    assert not panel.isVisible()

    press("Ctrl+Shift+C")
    assert panel.isVisible()
    assert not panel.isWindow()


def test_leaving_the_page_takes_the_floating_assistant_along(carrying: Seat) -> None:
    panel = carrying.register.trail.carry
    panel.float_over_all(floating=True)
    settle()
    assert carrying.window is not None

    carrying.window.shell.open(Place("start"))
    settle()
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, CarryPanel)]


def test_esc_leaves_the_assistant_and_the_grid_takes_keys(carrying: Seat) -> None:
    press("Esc")
    types("4")

    assert carrying.points(EMPTY) == 4


@pytest.mark.parametrize("size", [(1366, 698), (911, 442)])
def test_every_act_of_the_assistant_is_in_sight_and_only_its_list_scrolls(
    carrying: Seat, size: tuple[int, int]
) -> None:
    assert carrying.window is not None
    carrying.window.shell.resize(*size)
    settle()
    press("Space")

    panel = carrying.register.trail.carry
    areas = [one for one in panel.findChildren(QScrollArea) if one.isVisible()]
    assert [one.verticalScrollBar().maximum() for one in areas] == [0]
    assert panel.on_top.isVisible()
    assert panel.table.visualRect(panel.table.currentIndex()).bottom() <= panel.table.height()


def test_what_waits_in_the_column_itself_is_not_called_changed(carrying: Seat) -> None:
    press("Space")

    assert not [one for one in words(carrying.register.trail.carry) if "өзгерген" in one]


def test_the_assistant_does_not_go_on_claiming_what_was_taken_back(carrying: Seat) -> None:
    press("Shift+Return")
    assert carrying.said == carrying.register.trail.carry.told.text() != ""

    press("Ctrl+Z")
    assert carrying.register.trail.carry.told.text() == ""


def test_the_head_of_the_school_is_told_who_may_carry_over(seat: Seat) -> None:
    with seat.taken_by(TEACHER):
        place = seat.opens_lesson().place()
    with seat.taken_by(HEAD):
        assert seat.window is not None
        seat.window.shell.open(place)
        press("Ctrl+Shift+C")

        assert not seat.register.trail.carry.isVisible()
        assert "Басқа журналға көшіру" in seat.said


# Remarks on the page


def notice_of(seat: Seat) -> str:
    found = [one for one in seat.register.trail.bar.findChildren(Notice) if one.isVisible()]
    return found[0].accessibleName() if found else ""


def test_a_remark_from_the_page_is_seen_on_it_and_done(seat: Seat) -> None:
    with seat.taken_by(TEACHER):
        place = seat.opens_lesson().place()
        assert notice_of(seat) == ""
    with seat.taken_by(HEAD):
        assert seat.window is not None
        seat.window.shell.open(place)
        answering(RemarkDialog, lambda _dialog: (types("Тақырып жазылмаған"), press("Return")))
        press("Ctrl+Shift+H")
        assert seat.said == "Ескерту жазылды."
    with seat.taken_by(TEACHER):
        seat.opens_lesson()
        assert "Тақырып жазылмаған" in notice_of(seat)
        answering(DoneDialog, lambda _dialog: (types("Жаздым"), press("Return")))
        press("Ctrl+Shift+O")

        assert notice_of(seat) == ""
        head = seat.register.page.head
        (done, *_) = [
            one for one in seat.desk.remarks.of_page(seat.register.page) if one.answer == "Жаздым"
        ]
    assert done.place == RemarkPlace(head.class_group, head.group, head.subject)
    assert done.done_by == "Сейіт Гүлнар Серікқызы"


def test_an_empty_remark_stays_in_the_dialog(seat: Seat) -> None:
    with seat.taken_by(TEACHER):
        place = seat.opens_lesson().place()
    with seat.taken_by(HEAD):
        assert seat.window is not None
        seat.window.shell.open(place)
        seen = []

        def answer(dialog: RemarkDialog) -> None:
            press("Return")
            seen.append(words(dialog))

        answering(RemarkDialog, answer)
        press("Ctrl+Shift+H")

        assert "Ескерту бос. Нені түзету керегін жазыңыз." in seen[0]
        assert notice_of(seat) == ""


def test_a_teacher_may_write_no_remark(page: Seat) -> None:
    press("Ctrl+Shift+H")

    assert "Ескерту жазу" in page.said


def test_keys_of_the_grid_stay_with_it_while_the_history_is_open(page: Seat) -> None:
    press("F8")

    assert focused() is page.register.grid.focusProxy()
