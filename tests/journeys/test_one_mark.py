"""One mark, from key press to paper: the first day of a head and a teacher, in Kazakh, by keys."""

import subprocess
from collections.abc import Iterator
from fractions import Fraction
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from school_desk import i18n
from school_desk.app import Desk
from school_desk.demo.school import DEMO_NOW
from school_desk.journal.model import ColumnKey, RegisterPage
from school_desk.school.model import Absence
from school_desk.ui.journal.register_screen import RegisterScreen
from school_desk.ui.journal.work_dialog import WorkDialog
from school_desk.ui.paper_dialog import PaperDialog
from school_desk.ui.theme.theme import Theme
from school_desk.ui.window import Window
from tests.journeys.office import (
    HEAD_WORDS,
    Computer,
    add_teacher,
    plan_lesson,
    set_up,
    take_pupils,
)
from tests.ui.keyboard import answering, press, types
from tests.ui.opening import Opened, choose
from tests.ui.seat import words

HEAD = "Айдос Маратұлы"
TEACHER = "Дәурен Талғатұлы"
NOTHING_LEFT = "Қайтаратын әрекет жоқ."
NOTHING_AGAIN = "Қайталайтын әрекет жоқ."


@pytest.fixture
def computer(tmp_path: Path, qtbot: QtBot, theme: Theme) -> Iterator[Computer]:
    assert theme
    before = i18n.current()
    i18n.use("kk")
    made = Computer(tmp_path / "school", DEMO_NOW, qtbot)
    made.folder.mkdir()
    yield made
    made.stops()
    i18n.use(before)


def test_one_mark_from_key_press_to_paper(
    computer: Computer, opened: Opened, tmp_path: Path
) -> None:
    handed_over = first_day_of_the_head(computer)
    window = computer.sign_in(TEACHER, handed_over)
    press("Return")
    page = register(window)

    roll_call(page)
    second_column(page)
    summative_works(page)
    explained(page, computer)
    printed(computer, opened, tmp_path / "slips.pdf")
    undone_and_redone(page, window)

    before = kept(page)
    computer.stops()
    computer.starts()
    window = computer.sign_in(TEACHER, handed_over)
    assert kept(register(window)) == before
    computer.sign_out()
    assert desk_of(computer.sign_in(HEAD, HEAD_WORDS)).verify() == ()


def first_day_of_the_head(computer: Computer) -> str:
    """A school with a class, a teacher and one lesson a week; the words of the teacher."""
    computer.starts()
    window = set_up(computer)
    desk = desk_of(window)
    with as_file(files("school_desk.school") / "samples" / "pupils.xlsx") as sample:
        assert take_pupils(computer, window, sample) == 24
    handed_over = add_teacher(computer, window, "Өмірбек", "Дәурен", "Талғатұлы")
    plan_lesson(window, 2, "матем", "омирбек")

    assert [one.label for one in desk.school.class_groups()] == ["6 «А»", "7 «Б»"]
    assert [(one.weekday, one.slot) for one in desk.school.timetable()] == [(3, 2)]
    computer.sign_out()
    return handed_over


def roll_call(page: RegisterScreen) -> None:
    """Points for the first two, one ill, one without a reason, one late with points; held."""
    assert page.title() == "6 «А» · Математика"
    today = page.grid.column
    types("ү\n", '"қ\n', "А\n", "Ж\n", "К9\n", "8\n")
    press("Up", "Up", "Up", "Up")
    types("5")
    refused = said(page)
    press("Ctrl+Return")
    rows, lesson = kept(page).rows, today.lesson

    signs = [row.signs.get(lesson) for row in rows[:6]]
    assert [row.points(today) for row in rows[:6]] == [8, 10, None, None, 9, 8]
    assert signs == [None, None, Absence.ILL, Absence.UNEXCUSED, Absence.LATE, None]
    assert refused.startswith("Оқушы бұл сабақта болған жоқ.")
    assert page.strip.present.text() == "10 бар · 2 жоқ · 1 кешікті"
    press("Ctrl+T")
    types("Пропорция\n")
    assert kept(page).find(today).topic == "Пропорция"


def second_column(page: RegisterScreen) -> None:
    """Homework of the same lesson: nine for the first pupil."""
    press("Up", "Up")
    assert page.grid.cell_cursor.index.row() == 0
    press("Ctrl+D")
    types("ұ\n")

    assert kept(page).rows[0].points(page.grid.column) == 9


def summative_works(page: RegisterScreen) -> None:
    """A unit work last Thursday out of 20, a term work today out of 25; the mark moves."""
    press("Up", "Left", "Left")
    plan(page, "Tab", top="20")
    press("Right", "Right")
    plan(page, "Down", "Tab", top="25")
    unit, term = (work.key for work in kept(page).works)
    walk_to(page, unit)
    types("12\n")
    press("Up")
    pending = kept(page).rows[0].result
    walk_to(page, term)
    types("20\n")
    marked = kept(page).rows[0].result

    formative = Fraction(8 + 9, 2 * 10)
    expected = 25 * formative + 25 * Fraction(12, 20) + 50 * Fraction(20, 25)
    assert pending.percent == 50 * formative + 50 * Fraction(12, 20)
    assert marked.percent == expected == Fraction(305, 4)
    assert (marked.rounded, marked.mark) == (76, 4)
    assert shown_mark(page, 0) == "4"
    press("Up")
    types("25\n")
    assert kept(page).rows[0].result.percent == expected + 50 * Fraction(5, 25)
    assert shown_mark(page, 0) == "5"


def explained(page: RegisterScreen, computer: Computer) -> None:
    """F9 says how 86 came about, in Kazakh."""
    press("Up", "F9")
    computer.qtbot.waitUntil(lambda: "Абдрахман" in " ".join(words(page.why)))
    told = " ".join(words(page.why)).replace("\N{NO-BREAK SPACE}", " ")
    press("Escape")

    for fact in ("86,25 %", "12 / 20", "25 / 25", "85,00", "21,25", "15,00", "50,00", "өте жақсы"):
        assert fact in told
    assert "№ 125 бұйрық" in told


def printed(computer: Computer, opened: Opened, out: Path) -> None:
    """The slip for parents has the same numbers."""

    def answer(_dialog: PaperDialog) -> None:
        answering(QFileDialog, lambda dialog: choose(dialog, out))
        press("Return")

    answering(PaperDialog, answer)
    press("Ctrl+P")
    computer.qtbot.waitUntil(lambda: opened.files == [out], timeout=30_000)
    command = ["pdftotext", "-layout", out, "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    slip = text.replace("\N{NO-BREAK SPACE}", " ")[: text.index("Алпысбай")]

    for fact in ("Абдрахман Нұрислам", "86,25", "21,25", "15,00", "50,00", "25 / 25"):
        assert fact in slip, slip


def undone_and_redone(page: RegisterScreen, window: Window) -> None:
    """Everything goes back to the empty page, and comes again."""
    before = kept(page)
    steps = 0
    while said(page) != NOTHING_LEFT:
        press("Ctrl+Z")
        steps += 1
    empty = kept(page)
    while said(page) != NOTHING_AGAIN:
        press("Ctrl+Y")

    assert steps > 12
    assert not any(row.marks or row.signs for row in empty.rows)
    assert not any(column.held or column.topic for column in empty.columns)
    assert empty.works == ()
    assert kept(register(window)) == before


def plan(page: RegisterScreen, *keys: str, top: str) -> None:
    """Ctrl+G, the kind of work, its maximum, Enter."""

    def answer(_dialog: WorkDialog) -> None:
        press(*keys)
        types(top)
        press("Return")

    works = len(kept(page).works)
    answering(WorkDialog, answer)
    press("Ctrl+G")
    assert len(kept(page).works) == works + 1


def walk_to(page: RegisterScreen, column: ColumnKey) -> None:
    """By the arrow to a column further to the right."""
    while page.grid.column != column:
        before = page.grid.cell_cursor.index.column()
        press("Right")
        assert page.grid.cell_cursor.index.column() > before


def register(window: Window) -> RegisterScreen:
    screen = window.shell.screen_shown
    assert isinstance(screen, RegisterScreen)
    return screen


def desk_of(window: Window) -> Desk:
    return window.at.desk


def kept(page: RegisterScreen) -> RegisterPage:
    """The page as the file has it."""
    head = page.page.head
    return page._desk.journal.open_page(head.group, head.subject, head.period.term)


def shown_mark(page: RegisterScreen, row: int) -> str:
    return page.grid.model.cell(row, page.grid.model.columnCount() - 1).text


def said(page: RegisterScreen) -> str:
    return page.window().status.sentence
