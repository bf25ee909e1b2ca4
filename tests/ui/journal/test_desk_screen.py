"""The deputy's desk in the window: counted in the background, opened by Enter, printed."""

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog

from school_desk.journal.desk_model import By
from school_desk.ui.journal.desk_screen import WORKS
from school_desk.ui.paper_dialog import PaperDialog
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle
from tests.ui.opening import Opened, choose
from tests.ui.seat import HEAD


@pytest.fixture
def at_desk(seat, qtbot):
    with seat.taken_by(HEAD) as head:
        head.window.shell.open(Place("desk", (0, 1)))
        qtbot.waitUntil(lambda: head.window.at.tasks.idle)
        settle()
        yield head


def test_enter_opens_the_page_that_lacks_something(at_desk):
    screen = at_desk.screen
    first = screen.grids[0].cells.rows[0]
    assert first.texts[3]

    press("Return")

    assert at_desk.screen.place().name == "register"


def test_the_numbers_of_the_screen_are_those_of_the_workbook(at_desk, qtbot, tmp_path):
    opened = Opened()
    press("Alt+2")
    screen = at_desk.screen
    qtbot.waitUntil(lambda: bool(screen.grids[1].cells.rows))
    shown = {row.texts[0]: row.texts[2] for row in screen.grids[1].cells.rows}
    out = tmp_path / "results.xlsx"

    def answer(_dialog: PaperDialog) -> None:
        answering(QFileDialog, lambda files: choose(files, out))
        press("Tab", "Tab", "Down", "Return")

    answering(PaperDialog, answer)
    press("Ctrl+P")
    qtbot.waitUntil(lambda: out in opened.files)
    opened.close()
    book = load_workbook(out)
    assert len(book.worksheets) == len(By)
    total = at_desk.desk.reports.term(1).of(By.SCHOOL)[0].indicators.n
    sheet = book.worksheets[list(By).index(By.CLASS)]
    counted = [row[2] for row in sheet.iter_rows(values_only=True) if isinstance(row[2], int)]
    assert sum(counted) == total == sum(int(n) for n in shown.values() if n.isdecimal())


def test_works_are_counted_in_a_column_for_each_week(at_desk):
    press("Alt+5")
    grid = at_desk.screen.grids[WORKS]
    heads = [one.head for one in grid.cells.columns]

    assert "14.09" in heads
    weeks = slice(3, -1)
    for row in grid.cells.rows:
        counts = [int(text) for text in row.texts[weeks] if text.isdecimal()]
        assert sum(counts) == int(row.texts[1].replace("—", "0"))


def test_every_tab_and_way_of_counting_can_be_shown(at_desk, qtbot):
    screen = at_desk.screen
    for tab in ("Alt+2", "Alt+3", "Alt+5", "Alt+1"):
        press(tab)
        qtbot.waitUntil(lambda: bool(screen.grids[screen.tab].cells.rows))
    press("Alt+2")
    for place, by in enumerate(By):
        screen.by.setCurrentIndex(place)
        wanted = len(at_desk.desk.reports.term(1).of(by))
        qtbot.waitUntil(lambda n=wanted: len(screen.grids[1].cells.rows) == n)


def test_a_term_ahead_has_no_marks_and_says_so(at_desk, qtbot):
    press("Alt+2")
    qtbot.waitUntil(lambda: at_desk.window.at.tasks.idle)
    press("Alt+PgDown", "Alt+PgDown")
    qtbot.waitUntil(lambda: at_desk.window.at.tasks.idle)
    settle()

    assert at_desk.screen.term == 3
    assert "баға жоқ" in at_desk.screen._said.text()


def test_the_way_of_counting_says_why_it_is_closed(at_desk):
    by = at_desk.screen.by
    closed = by.isEnabled(), by.toolTip(), by.accessibleDescription()
    press("Alt+2")

    assert not closed[0]
    assert closed[1] == closed[2] != ""
    assert (by.isEnabled(), by.toolTip()) == (True, "")
