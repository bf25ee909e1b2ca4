"""The results of a page through the window: numbers, pupils behind them, texts, paper."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from school_desk.journal.analysis import Figure, TextName, WorkTextName
from school_desk.ui.journal.kept_text import KeptText
from school_desk.ui.journal.register_screen import RegisterScreen
from school_desk.ui.journal.results_model import FIGURES
from school_desk.ui.journal.results_screen import ResultsScreen
from school_desk.ui.journal.rubric_screen import RubricScreen
from school_desk.ui.paper_dialog import PaperDialog
from school_desk.ui.screen import Place
from tests.documents.reading import needs_pdftotext, text_of
from tests.journal.tasks import change_points, give_points, give_tasks
from tests.ui.keyboard import answering, focused, press, settle, types
from tests.ui.opening import Opened, choose
from tests.ui.seat import HEAD, Seat, words

CORRECTION = "Қосымша сабақ өткізу"


class Results:
    """The results of 6 «А» in mathematics, at the seat of their teacher."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        pages = seat.desk.journal.pages_of(seat.desk.account.id)
        self.name = next(one for one in pages if one.class_label == "6 «А»")
        self.facts = self.name.group, self.name.subject, 1

    def open(self) -> ResultsScreen:
        assert self.seat.window is not None
        self.seat.window.shell.open(Place("results", self.facts))
        settle()
        return self.screen

    @property
    def screen(self) -> ResultsScreen:
        assert isinstance(self.seat.screen, ResultsScreen)
        return self.seat.screen

    def field(self, name: TextName) -> KeptText:
        return self.screen.texts[name]

    def goes_to(self, name: TextName) -> None:
        self.field(name).setFocus()
        settle()

    def kept(self, name: TextName) -> str:
        page = self.seat.desk.journal.open_page(*self.facts)
        return self.seat.desk.analysis.of_page(page).kept(name).text

    def stands_on(self, figure: Figure, line: int = 0) -> None:
        self.screen.take_focus()
        self.screen.table.setCurrentIndex(self.screen.model.index(line, FIGURES.index(figure)))

    def numbers(self) -> list[list[str]]:
        """The table as a person reads it."""
        model = self.screen.model
        return [
            [str(model.index(line, column).data()) for column in range(model.columnCount())]
            for line in range(model.rowCount())
        ]

    def changes_points(self, points: str) -> None:
        """Somebody writes other points in the first work of the first pupil."""
        page = self.seat.desk.journal.open_page(*self.facts)
        pupil = page.rows[0].pupil.id
        change_points(self.seat.desk, page.works[0], pupil, int(points))
        settle()


@pytest.fixture
def results(teacher_seat: Seat) -> Results:
    made = Results(teacher_seat)
    made.open()
    return made


def test_alt_and_a_digit_lead_from_the_marks_to_the_results_and_back(teacher_seat: Seat) -> None:
    teacher_seat.opens_lesson()
    press(f"Alt+{teacher_seat.register.head.tabs.count()}")
    screen = teacher_seat.screen

    press("Alt+1")

    assert isinstance(screen, ResultsScreen)
    assert isinstance(teacher_seat.screen, RegisterScreen)


def test_the_table_has_the_numbers_of_the_register(
    results: Results, qtmodeltester: ModelTester
) -> None:
    first = results.numbers()[0]

    assert first[0] == "БЖБ 1"
    assert first[2:8] == ["15", "17", "0", "0", "13", "4"]
    assert first[8] == "71\u00a0% (12)"
    qtmodeltester.check(results.screen.model)


def test_enter_on_a_number_names_the_pupils_and_enter_there_goes_to_the_cell(
    results: Results,
) -> None:
    results.stands_on(Figure.HIGH)

    press("Return")
    named = [row.texts[0] for row in results.screen.panel.model.rows]
    press("Return", "Down", "Return")

    assert named == ["Алпысбай Аружан", "Ғабит Мадина", "Өмірбек Сезім", "Ұлан Кәусар"]
    register = results.seat.register
    assert register.page.row_of(register.grid.pupil or 0).pupil.name.listed == "Ғабит Мадина"
    assert register.grid.column == register.page.works[0].key


def test_the_list_follows_the_number_and_esc_closes_it(results: Results) -> None:
    results.stands_on(Figure.MIDDLE)
    press("Return")

    press("Right")
    shown = len(results.screen.panel.model.rows)
    press("Escape")

    assert shown == 4
    assert not results.screen.panel.isVisible()
    assert results.screen.table.hasFocus()


def test_a_text_is_kept_on_leaving_the_field_and_undo_takes_it_back(results: Results) -> None:
    results.goes_to(TextName.CORRECTION)

    types(CORRECTION)
    press("Escape")
    kept = results.kept(TextName.CORRECTION)
    press("Ctrl+Z")

    assert kept == CORRECTION
    assert results.kept(TextName.CORRECTION) == ""
    assert results.field(TextName.CORRECTION).editor.toPlainText() == ""


def test_looking_at_texts_writes_nothing(results: Results) -> None:
    for name in TextName:
        results.goes_to(name)
    press("Escape")

    assert [results.kept(name) for name in TextName] == [""] * len(TextName)
    assert results.seat.desk.undoable() is None


def test_an_edited_text_stays_when_the_data_change_and_says_so(results: Results) -> None:
    results.goes_to(TextName.RESULTS)
    press("Ctrl+A")
    types("Өзім жаздым")
    press("Escape")

    results.changes_points("1")

    field = results.field(TextName.RESULTS)
    assert field.editor.toPlainText() == "Өзім жаздым"
    assert "Өзгертілген; содан бері деректер өзгерді" in words(field)


def test_ctrl_r_brings_the_computed_text_back_and_it_follows_the_data(results: Results) -> None:
    results.goes_to(TextName.RESULTS)
    types("Менің сөзім. ")
    press("Escape")
    results.goes_to(TextName.RESULTS)

    press("Ctrl+R")
    results.changes_points("1")

    assert results.kept(TextName.RESULTS) == ""
    text = results.field(TextName.RESULTS).editor.toPlainText()
    assert "Төмен деңгей (0–39 %): Абдрахман Нұрислам" in text.replace("\u00a0", " ")


def test_an_emptied_text_is_computed_again(results: Results) -> None:
    results.goes_to(TextName.AIM)
    press("Ctrl+A")
    types("Мақсатым")
    press("Escape")
    written = results.kept(TextName.AIM)
    results.goes_to(TextName.AIM)

    press("Ctrl+A", "Delete", "Escape")

    assert written == "Мақсатым"
    assert results.kept(TextName.AIM) == ""
    assert results.field(TextName.AIM).editor.toPlainText().startswith("Оқу мақсаттарына жету")


def test_leaving_the_page_saves_what_is_typed(results: Results) -> None:
    results.goes_to(TextName.REASONS)
    types("Үш сабақ қалдырылды")

    press("Ctrl+1")

    assert results.kept(TextName.REASONS) == "Үш сабақ қалдырылды"


def test_objectives_are_sorted_by_share_and_may_be_rewritten(results: Results) -> None:
    page = results.screen.page
    give_tasks(results.seat.desk, page, page.works[0])
    give_points(results.seat.desk, page, page.works[0])
    results.open()
    row = page.works[0].key.work or 0
    achieved = results.screen.objectives[row, WorkTextName.ACHIEVED].editor
    difficult = results.screen.objectives[row, WorkTextName.DIFFICULT].editor

    achieved_text, difficult_text = achieved.toPlainText(), difficult.toPlainText()
    difficult.setFocus()
    press("Ctrl+A")
    types("6.5.1.1 мәтінді есеп")
    press("Escape")

    assert [line.split()[0] for line in achieved_text.splitlines()] == ["6.1.2.9", "6.1.2.12"]
    assert difficult_text.startswith("6.5.1.1")
    fresh = results.seat.desk.analysis.of_page(results.screen.page)
    assert fresh.works[0].difficult.text == "6.5.1.1 мәтінді есеп"


def test_who_may_not_write_reads_only(seat: Seat) -> None:
    with seat.taken_by(HEAD) as taken:
        names = taken.desk.journal.pages()
        name = next(
            one
            for one in names
            if one.class_label == "6 «А»" and one.subject_names["en"] == "Mathematics"
        )
        assert taken.window is not None
        taken.window.shell.open(Place("results", (name.group, name.subject, 1)))
        settle()
        screen = taken.screen
        assert isinstance(screen, ResultsScreen)
        screen.texts[TextName.REASONS].setFocus()
        types("Басқа сөз")
        press("Escape")

        assert taken.desk.analysis.of_page(screen.page).texts == {}
        assert screen.texts[TextName.REASONS].editor.isReadOnly()
        assert screen.texts[TextName.REASONS].editor.toolTip()


def test_a_page_without_works_leads_to_the_marks(results: Results) -> None:
    desk = results.seat.desk
    page = results.screen.page
    for work in page.works:
        desk.journal.drop_work(page, work.key)
    results.open()

    press("Return")

    assert isinstance(results.seat.screen, RegisterScreen)


def test_ctrl_shift_r_opens_the_rubric_of_the_current_work_in_every_layout(
    results: Results,
) -> None:
    results.stands_on(Figure.WROTE, line=1)

    press("Ctrl+Shift+R", layout="kk")
    screen = results.seat.screen
    press("Escape")

    assert isinstance(screen, RubricScreen)
    assert screen.rubric.work.number == 2
    assert results.screen.table.currentIndex().row() == 1


def print_it(out: Path, *keys: str) -> None:
    def answer(_dialog: PaperDialog) -> None:
        press(*keys)
        answering(QFileDialog, lambda dialog: choose(dialog, out))
        press("Return")

    answering(PaperDialog, answer)
    press("Ctrl+P")


@needs_pdftotext
def test_screen_pdf_and_spreadsheet_have_the_same_numbers(
    results: Results, tmp_path: Path, opened: Opened, qtbot: QtBot
) -> None:
    pdf, sheet = tmp_path / "analysis.pdf", tmp_path / "analysis.xlsx"
    results.goes_to(TextName.CORRECTION)
    types(CORRECTION)
    print_it(pdf)
    qtbot.waitUntil(lambda: opened.files == [pdf], timeout=20_000)
    print_it(sheet, "Tab", "Tab", "Down")
    qtbot.waitUntil(lambda: opened.files == [pdf, sheet], timeout=20_000)

    screen = results.numbers()
    text = text_of(pdf.read_bytes())
    assert on_paper(text) == from_screen(screen)
    assert in_workbook(sheet) == from_screen(screen)
    assert CORRECTION in text


def from_screen(numbers: list[list[str]]) -> list[list[int]]:
    """Of each work: wrote, maximum, low, middle, high, quality and progress with their counts."""
    lines = [[int(one) for one in re.findall(r"\d+", " ".join(row[2:]))] for row in numbers]
    return [[wrote, top, *rest] for top, wrote, _absent, *rest in lines]


def on_paper(text: str) -> list[list[int]]:
    lines = re.findall(r"^(?:БЖБ \d|ТЖБ)  (.*\d+ % \(\d+\).*)$", text, re.MULTILINE)
    return [[int(one) for one in re.findall(r"\d+", line)] for line in lines]


def in_workbook(path: Path) -> list[list[int]]:
    found = []
    for row in load_workbook(path).worksheets[0].iter_rows(min_row=5, values_only=True):
        _name, _day, wrote, _absent, top, low, middle, high, n, quality, m, progress = row
        whole = [int(quality + 0.5), n, int(progress + 0.5), m]
        found.append([wrote, top, low, middle, high, *whole])
    return found


def test_the_screen_speaks_russian(results: Results) -> None:
    press("Ctrl+Shift+L")

    texts = words(results.seat.screen)
    assert "Результаты" in [results.screen._head.tabs.tabText(n) for n in range(3)]
    assert "1. Анализ результатов" in texts
    assert "Цели, вызвавшие затруднения" in texts
    assert focused() is not None
