"""School years side by side on the deputy's desk: counted behind, walked by keys, printed."""

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog

from school_desk.journal.desk_model import By
from school_desk.ui.journal.desk_screen import YEARS, DeskScreen
from school_desk.ui.paper_dialog import PaperDialog
from school_desk.ui.screen import Place
from tests.journal.two_years import EXTRACT, PAPER
from tests.ui.journal.two_years_seat import made, school, sits, window
from tests.ui.keyboard import answering, press, settle
from tests.ui.opening import choose

__all__ = ("made", "school", "sits", "window")


@pytest.fixture
def screen(window, qtbot):
    """The desk at the years, by class, counted."""
    window.shell.open(Place("desk", (0, 4, By.CLASS)))
    press("Alt+4")
    qtbot.waitUntil(lambda: window.at.tasks.idle)
    settle()
    shown = window.shell.screen_shown
    assert isinstance(shown, DeskScreen)
    assert shown.tab == YEARS
    return shown


def rows(screen):
    return {row.name: [cell.text for cell in row.cells] for row in screen.years.grid.rows}


def by(screen, wanted, window, qtbot):
    screen.by.setCurrentIndex(screen.by.findData(wanted))
    qtbot.waitUntil(lambda: window.at.tasks.idle)
    settle()


def test_years_stand_side_by_side_with_the_class_of_each(screen):
    grid = screen.years.grid

    assert [one.title for one in grid.groups] == ["2024–2025", "2025–2026", "2026–2027"]
    assert rows(screen)["7 «А»"] == [
        *["2", "50,0", "100,0", "4,00"],
        *["2", "50,0", "100,0", "3,50"],
        *["3", "100,0", "100,0", "4,67"],
    ]
    seven = next(row for row in grid.rows if row.name == "7 «А»")
    assert [cell.below for cell in seven.cells[::4]] == ["5 «А»", "6 «А»", "7 «А»"]
    assert rows(screen)["9 «А» (2025–2026)"][8:] == ["—"] * 4


def test_papers_and_what_a_class_is_compared_with_are_said(screen):
    before, _last, now = screen.years.grid.groups

    assert "5 «А»" in screen._said.text()
    assert "бұл файлда жоқ" in before.lines[0]
    assert f"{PAPER} – 2" in before.lines[1]
    assert f"{EXTRACT} – 1" in now.lines[0]


@pytest.mark.usefixtures("screen")
def test_the_current_number_is_said_in_whole_words(window):
    press("Down", "Home", *["Right"] * 5)

    assert window.shell.status.sentence == (
        "7 «А», 2025–2026, 6 «А»: Білім сапасы 50,0 (2 жылдық баға)"
    )


def test_every_way_of_putting_together_can_be_shown(screen, window, qtbot):
    for wanted in By:
        by(screen, wanted, window, qtbot)
        found = window.at.desk.reports.compare_years(wanted)
        assert len(screen.years.grid.rows) == len(found.lines) > 0
    by(screen, By.YEAR_LEVEL, window, qtbot)
    assert list(rows(screen))[:2] == ["4-сыныптар", "5-сыныптар"]


def test_the_workbook_of_the_years_has_the_numbers_of_the_screen(screen, qtbot, tmp_path, opened):
    out = tmp_path / "years.xlsx"

    def answer(_dialog: PaperDialog) -> None:
        answering(QFileDialog, lambda files: choose(files, out))
        press("Tab", "Tab", "Down", "Return")

    answering(PaperDialog, answer)
    press("Ctrl+P")
    qtbot.waitUntil(lambda: out in opened.files)

    found = [row for row in load_workbook(out).worksheets[0].values if row[0] == "7 «А»"]
    assert [str(row[3]) for row in found] == rows(screen)["7 «А»"][::4]


@pytest.mark.usefixtures("screen")
def test_a_change_of_language_keeps_the_tab(window, qtbot):
    press("Ctrl+Shift+L")
    qtbot.waitUntil(lambda: window.at.tasks.idle)
    settle()

    shown = window.shell.screen_shown
    assert shown.tab == YEARS
    heads = [one.text for one in shown.years.grid.heads[:4]]
    assert heads == ["Ученики", "Качество знаний", "Успеваемость", "Среднее"]
