"""The rubric through the window: a key a row, sentences rewritten in place, leaves for parents."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from school_desk.journal.attainment import Attainment
from school_desk.journal.rubric import Rubric, Tick
from school_desk.ui.journal.rubric_screen import CriterionDialog, RubricScreen
from school_desk.ui.paper_dialog import PaperDialog
from school_desk.ui.screen import Place
from tests.documents.reading import needs_pdftotext, pages_of, words_of
from tests.journal.tasks import TASKS, change_points, give_points, give_tasks
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.opening import Opened, choose
from tests.ui.seat import Seat

LOW, MIDDLE, HIGH = Attainment
FIRST = "Абдрахман Нұрислам"


class Desk:
    """The rubric of БЖБ 1 of 6 «А», with tasks and points by descriptor."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        pages = seat.desk.journal.pages_of(seat.desk.account.id)
        name = next(one for one in pages if one.class_label == "6 «А»")
        self.facts = name.group, name.subject, 1
        page = seat.desk.journal.open_page(*self.facts)
        self.work = page.works[0].key.work or 0
        give_tasks(seat.desk, page, page.works[0])
        give_points(seat.desk, page, page.works[0])
        assert seat.window is not None
        seat.window.shell.open(Place("rubric", (*self.facts, self.work)))
        settle()

    @property
    def screen(self) -> RubricScreen:
        assert isinstance(self.seat.screen, RubricScreen)
        return self.seat.screen

    @property
    def kept(self) -> Rubric:
        page = self.seat.desk.journal.open_page(*self.facts)
        return self.seat.desk.rubrics.of_work(page, self.work)

    def ticks(self, pupil: int = 0) -> tuple[Tick, ...]:
        return self.kept.pupils[pupil].ticks

    def said(self, line: int, column: int) -> str:
        return str(self.screen.model.index(line, column).data())


@pytest.fixture
def rubric(teacher_seat: Seat) -> Desk:
    return Desk(teacher_seat)


def test_rows_are_the_criteria_and_ticks_are_proposed(
    rubric: Desk, qtmodeltester: ModelTester
) -> None:
    assert [rubric.said(line, 0) for line in range(3)] == [task[0] for task in TASKS]
    assert rubric.ticks() == (Tick(HIGH), Tick(MIDDLE), Tick(LOW))
    qtmodeltester.check(rubric.screen.model)


@pytest.mark.parametrize("keys", ["123", '"әі', "!Әі"])
def test_one_key_a_row_chooses_in_every_layout(rubric: Desk, keys: str) -> None:
    types(keys)

    assert rubric.ticks() == tuple(Tick(each, chosen=True) for each in (LOW, MIDDLE, HIGH))


def test_backspace_lets_the_proposal_count_again_and_undo_works(rubric: Desk) -> None:
    types("1")
    press("Up", "Backspace")
    back = rubric.ticks()[0]
    press("Ctrl+Z")

    assert back == Tick(HIGH)
    assert rubric.ticks()[0] == Tick(LOW, chosen=True)


def test_page_down_goes_to_the_next_pupil(rubric: Desk) -> None:
    press("PgDown")
    types("1")

    assert rubric.ticks(0)[0] == Tick(HIGH)
    assert rubric.ticks(1)[0] == Tick(LOW, chosen=True)


def test_a_chosen_attainment_stays_when_the_points_change(rubric: Desk) -> None:
    types("3")
    desk = rubric.seat.desk
    page = desk.journal.open_page(*rubric.facts)
    change_points(desk, page.works[0], page.rows[0].pupil.id, 1)

    assert rubric.ticks()[0] == Tick(HIGH, chosen=True)


def test_f2_rewrites_a_sentence_in_the_language_shown(rubric: Desk) -> None:
    made = rubric.said(0, 1)
    press("F2")
    types("Әлі үйренуде.")
    press("Return")
    written = rubric.said(0, 1)
    rubric.screen.language.setCurrentIndex(1)

    assert made.startswith("«Қатынасты табады» критерийі")
    assert written == "Әлі үйренуде."
    assert rubric.said(0, 1).startswith("Затрудняется")


def test_esc_leaves_a_sentence_as_it_was_and_ctrl_r_makes_it_again(rubric: Desk) -> None:
    made = rubric.said(0, 1)
    press("F2")
    types("Басқа")
    press("Escape")
    left = rubric.said(0, 1)
    press("F2")
    types("Басқа")
    press("Return", "Ctrl+R")

    assert left == made
    assert rubric.said(0, 1) == made


def test_a_criterion_is_added_and_taken_off(rubric: Desk) -> None:
    def answer(_dialog: CriterionDialog) -> None:
        types("Таза жазады")
        press("Return")

    answering(CriterionDialog, answer)
    press("Ctrl+Shift+N")
    added = rubric.said(3, 0)
    press("Left", "Delete")

    assert added == "Таза жазады"
    assert len(rubric.kept.rows) == 3


def test_a_criterion_of_a_task_stays_and_a_sentence_says_why(rubric: Desk) -> None:
    press("Left", "Delete")

    assert len(rubric.kept.rows) == 3
    assert "тапсырмаларынан алынған" in rubric.seat.said


def print_it(out: Path, *keys: str) -> None:
    def answer(_dialog: PaperDialog) -> None:
        press(*keys)
        answering(QFileDialog, lambda dialog: choose(dialog, out))
        press("Return")

    answering(PaperDialog, answer)
    press("Ctrl+P")


@needs_pdftotext
def test_the_rubric_of_a_pupil_and_of_all_is_printed(
    rubric: Desk, tmp_path: Path, opened: Opened, qtbot: QtBot
) -> None:
    assert rubric.ticks()
    one, every = tmp_path / "one.pdf", tmp_path / "all.pdf"
    print_it(one)
    qtbot.waitUntil(lambda: opened.files == [one], timeout=20_000)
    print_it(every, "Down")
    qtbot.waitUntil(lambda: opened.files == [one, every], timeout=20_000)

    text = words_of(one.read_bytes())
    assert FIRST in text
    assert "БЖБ: 10 / 15" in text
    assert "Алпысбай" not in text
    assert pages_of(every.read_bytes()) == 9


def test_the_workbook_says_what_the_screen_says(
    rubric: Desk, tmp_path: Path, opened: Opened, qtbot: QtBot
) -> None:
    types("1")
    assert rubric.ticks()[0].chosen
    out = tmp_path / "rubric.xlsx"
    print_it(out, "Tab", "Down", "Tab", "Down")
    qtbot.waitUntil(lambda: opened.files == [out], timeout=20_000)

    rows = list(load_workbook(out).worksheets[0].iter_rows(min_row=5, values_only=True))
    first = rows[0]
    assert first[:3] == ("Абдрахман Нұрислам", 10, 15)
    assert first[4] == "низкий"
    assert first[5] == "Затрудняется в выполнении заданий по критерию «Қатынасты табады»."
