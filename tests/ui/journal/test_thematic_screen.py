"""The thematic plan by keyboard: type, insert, move, paste, import, cancel, print."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from school_desk.journal.thematic_model import PlanRow, ThematicPlan
from school_desk.ui.journal.cancel_dialog import CancelDialog
from school_desk.ui.journal.copy_plan_dialog import CopyPlanDialog
from school_desk.ui.journal.register_screen import RegisterScreen
from school_desk.ui.journal.thematic_import import PlanImportDialog
from school_desk.ui.journal.thematic_screen import ThematicScreen
from school_desk.ui.paper_dialog import PaperDialog
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.opening import Opened, choose
from tests.ui.seat import Seat, words
from tests.ui.undoing import take_back


def page_of(seat: Seat, label: str, subject: str) -> tuple[int, int]:
    pages = seat.desk.journal.pages_of(seat.desk.account.id)
    return next(
        (one.group, one.subject)
        for one in pages
        if (one.class_label, one.subject_names["kk"]) == (label, subject)
    )


def opened_plan(seat: Seat, label: str = "6 «А»", subject: str = "Математика") -> ThematicScreen:
    assert seat.window is not None
    seat.window.shell.open(Place("thematic", page_of(seat, label, subject)))
    settle()
    assert isinstance(seat.screen, ThematicScreen)
    return seat.screen


def kept(seat: Seat, screen: ThematicScreen) -> ThematicPlan:
    return seat.desk.plans.open(screen.plan.head.group, screen.plan.head.subject)


def current(seat: Seat, screen: ThematicScreen) -> PlanRow:
    return next(row for row in kept(seat, screen).rows if row.id == screen.grid.row_id)


@pytest.fixture
def screen(teacher_seat: Seat) -> ThematicScreen:
    return opened_plan(teacher_seat)


def test_the_model_is_a_good_one(qtmodeltester, screen: ThematicScreen) -> None:
    qtmodeltester.check(screen.model)

    assert screen.model.rowCount() > len(screen.plan.rows)


def test_the_plan_opens_from_the_register_at_the_row_of_the_lesson(teacher_seat: Seat) -> None:
    teacher_seat.opens_lesson()
    press("Ctrl+Shift+T")

    assert isinstance(teacher_seat.screen, ThematicScreen)
    row = current(teacher_seat, teacher_seat.screen)
    place = teacher_seat.screen.plan.place_of(row.id)
    assert place is not None
    assert teacher_seat.desk.today() in teacher_seat.screen.plan.days(place)


def test_typing_replaces_a_cell_and_enter_goes_down(
    teacher_seat: Seat, screen: ThematicScreen
) -> None:
    before = current(teacher_seat, screen)
    types("Өрнектер\n")

    row = next(one for one in kept(teacher_seat, screen).rows if one.id == before.id)
    assert row.topic == "Өрнектер"
    assert screen.grid.row_id != before.id
    assert not screen.grid.editing


def test_f2_keeps_the_text_and_escape_leaves_it(teacher_seat: Seat, screen: ThematicScreen) -> None:
    before = current(teacher_seat, screen)
    press("F2")
    types("Қате")
    press("Esc")

    assert current(teacher_seat, screen) == before
    assert screen.grid.hasFocus()


def test_tab_goes_to_the_next_cell_and_a_bad_text_stays_open_with_a_sentence(
    teacher_seat: Seat, screen: ThematicScreen
) -> None:
    before = current(teacher_seat, screen)
    press("Tab", "Tab")
    types("көп\n")

    assert screen.grid.editing
    assert "көп" in teacher_seat.said
    press("Esc")
    assert current(teacher_seat, screen) == before


def test_a_row_is_inserted_typed_undone(teacher_seat: Seat, screen: ThematicScreen) -> None:
    before = [row.id for row in screen.plan.rows]
    press("Ctrl+N")
    types("Жаңа тақырып\n")
    rows = kept(teacher_seat, screen).rows
    press("Ctrl+Z", "Ctrl+Z")

    new = next(row for row in rows if row.id not in before)
    assert new.topic == "Жаңа тақырып"
    assert [row.id for row in kept(teacher_seat, screen).rows] == before


def test_one_hour_too_many_is_told_over_the_grid_at_once(screen: ThematicScreen) -> None:
    assert any("бәрі сияды" in text for text in words(screen))
    press("Ctrl+N")

    told = next(text for text in words(screen) if "▲" in text)
    assert "1 сағатқа сабақ жетпейді" in told
    assert "1-тоқсан" in told


def test_alt_down_moves_the_row_and_ctrl_delete_deletes_it(
    teacher_seat: Seat, screen: ThematicScreen
) -> None:
    row = screen.grid.row_id
    order = [one.id for one in screen.plan.rows]
    place = order.index(row or 0)
    press("Alt+Up")
    moved = [one.id for one in kept(teacher_seat, screen).rows]
    press("Ctrl+Delete")

    assert moved.index(row or 0) == place - 1
    assert row not in [one.id for one in kept(teacher_seat, screen).rows]
    assert "1 жол өшірілді" in teacher_seat.said


def test_delete_empties_a_cell_only(teacher_seat: Seat, screen: ThematicScreen) -> None:
    before = current(teacher_seat, screen)
    press("Delete")

    assert current(teacher_seat, screen).topic == ""
    assert current(teacher_seat, screen).homework == before.homework


def test_a_block_from_excel_is_pasted_from_the_current_cell_on(
    teacher_seat: Seat, screen: ThematicScreen
) -> None:
    place = screen.plan.place_of(screen.grid.row_id or 0) or 0
    QGuiApplication.clipboard().setText('Бір\t"6.1\n6.2"\t2\r\nЕкі\t\t1\r\n')
    press("Ctrl+V")
    rows = kept(teacher_seat, screen).rows[place : place + 2]
    QGuiApplication.clipboard().setText("Үш\t6.1\tкөп")
    press("Ctrl+V")

    assert [(row.topic, row.objectives, row.hours) for row in rows] == [
        ("Бір", "6.1 6.2", 2),
        ("Екі", "", 1),
    ]
    assert "Ештеңе жазылмады" in teacher_seat.said
    assert kept(teacher_seat, screen).rows[place].topic == "Бір"


def test_a_copied_plan_with_its_headings_is_shown_as_a_file_would_be(teacher_seat: Seat) -> None:
    screen = opened_plan(teacher_seat, "7", "Геометрия")
    lines = ("№\tТема урока\tЧасы", "1 четверть", "1\tТочка\t2", "2\tСОР\t1")
    QGuiApplication.clipboard().setText("\r\n".join(lines))
    answering(PlanImportDialog, lambda _dialog: press("Return"))
    press("Ctrl+V")

    rows = [(row.topic, row.hours, row.kind.value) for row in kept(teacher_seat, screen).rows]
    assert rows == [("Точка", 2, "lesson"), ("СОР", 1, "unit_summative")]


def test_all_rows_are_deleted_as_one_step(teacher_seat: Seat, screen: ThematicScreen) -> None:
    count = len(screen.plan.rows)
    press("Ctrl+A", "Ctrl+Delete")
    gone = kept(teacher_seat, screen).rows
    take_back()

    assert gone == ()
    assert len(kept(teacher_seat, screen).rows) == count


def test_an_empty_plan_offers_a_first_row(teacher_seat: Seat) -> None:
    screen = opened_plan(teacher_seat, "7", "Геометрия")

    assert any("Тақырыптық жоспар әлі жоқ" in text for text in words(screen))
    press("Ctrl+N")
    types("Нүкте\n")
    assert [row.topic for row in kept(teacher_seat, screen).rows] == ["Нүкте"]
    assert [row.term for row in kept(teacher_seat, screen).rows] == [1]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = Workbook()
    sheet = made.worksheets[0]
    for row in (
        ("Күнтізбелік-тақырыптық жоспар",),
        ("р/с", "Бөлім", "Тақырыбы", "Сағат саны"),
        (None, "1-тоқсан"),
        (1, "Нүктелер", "Нүкте", 2),
        (2, "Нүктелер", "Түзу", 1),
    ):
        sheet.append(row)
    made.save(tmp_path / "ктж.xlsx")
    return tmp_path / "ктж.xlsx"


def test_a_spreadsheet_is_shown_then_taken_as_one_step(
    teacher_seat: Seat, book: Path, qtbot: QtBot
) -> None:
    screen = opened_plan(teacher_seat, "7", "Геометрия")
    answering(QFileDialog, lambda dialog: choose(dialog, book))
    answering(PlanImportDialog, lambda _dialog: press("Return"))
    press("Ctrl+I")
    qtbot.waitUntil(lambda: len(screen.plan.rows) == 2, timeout=20_000)
    taken = [(row.topic, row.hours) for row in kept(teacher_seat, screen).rows]
    screen.grid.setFocus()
    press("Ctrl+Z")

    assert taken == [("Нүкте", 2), ("Түзу", 1)]
    assert kept(teacher_seat, screen).rows == ()


def test_a_spreadsheet_with_errors_cannot_be_taken(
    teacher_seat: Seat, book: Path, qtbot: QtBot
) -> None:
    file = load_workbook(book)
    file.worksheets[0]["D4"] = "көп"
    file.save(book)
    screen = opened_plan(teacher_seat, "7", "Геометрия")
    seen: list[str] = []

    def look(dialog: PlanImportDialog) -> None:
        seen.extend(dialog.problems.rows[0].texts)
        assert not dialog.verb.isEnabled()
        press("Esc")

    answering(PlanImportDialog, look)
    screen.ask_import(book)
    qtbot.waitUntil(lambda: bool(seen), timeout=20_000)

    assert seen[1:3] == ["4", "Сағат"]
    assert kept(teacher_seat, screen).rows == ()


def test_works_of_the_plan_are_planned_with_a_count(
    teacher_seat: Seat, screen: ThematicScreen
) -> None:
    press("Ctrl+Shift+U")

    group, subject = screen.plan.head.group, screen.plan.head.subject
    assert "9 жұмыс журналға қосылды" in teacher_seat.said
    assert len(teacher_seat.desk.journal.open_page(group, subject, 2).works) == 3


def test_the_plan_is_copied_to_the_class_that_is_chosen(
    teacher_seat: Seat, screen: ThematicScreen
) -> None:
    count = len(screen.plan.rows)

    def choose_fourth(dialog: CopyPlanDialog) -> None:
        dialog.group.setCurrentIndex(dialog.group.findText("4-сынып"))
        press("Return")

    answering(CopyPlanDialog, choose_fourth)
    press("Ctrl+Shift+E")

    assert len(kept(teacher_seat, opened_plan(teacher_seat, "4")).rows) == count


def test_a_lesson_is_cancelled_from_the_register_and_its_topic_slides(teacher_seat: Seat) -> None:
    assert teacher_seat.window is not None
    group, subject = page_of(teacher_seat, "6 «А»", "Математика")
    teacher_seat.window.shell.open(Place("register", (group, subject, 2)))
    settle()
    screen = teacher_seat.screen
    assert isinstance(screen, RegisterScreen)
    first, topic = screen.page.columns[0], screen.page.columns[0].topic
    assert screen.grid.go_to(first.key)
    settle()

    answering(CancelDialog, lambda _dialog: (types("Аяз"), press("Return")))
    press("Ctrl+Shift+X")

    assert screen.page.columns[0].key != first.key
    assert screen.page.columns[0].topic == topic
    press("Ctrl+Z")
    assert screen.page.columns[0].key == first.key


def test_the_plan_is_printed_as_a_file_that_can_be_taken_in_again(
    teacher_seat: Seat, screen: ThematicScreen, tmp_path: Path, opened: Opened, qtbot: QtBot
) -> None:
    out = tmp_path / "жоспар.xlsx"

    def answer(dialog: PaperDialog) -> None:
        dialog.fmt.setCurrentIndex(1)
        answering(QFileDialog, lambda files: choose(files, out))
        press("Return")

    answering(PaperDialog, answer)
    press("Ctrl+P")
    qtbot.waitUntil(lambda: opened.files == [out], timeout=20_000)

    found = teacher_seat.desk.plan_papers.read(out, screen.plan)
    assert [row.topic for row in found.rows] == [row.topic for row in screen.plan.rows]


def test_who_may_only_look_cannot_type(seat: Seat) -> None:
    with seat.taken_by("Ербол Қанатұлы") as taken:
        assert taken.window is not None
        page = next(one for one in taken.desk.school.teachings() if one.teacher is not None)
        taken.window.shell.open(Place("thematic", (page.group, page.subject)))
        settle()

        assert not isinstance(taken.screen, ThematicScreen)
        assert taken.said


def test_a_typed_cell_is_written_on_leaving(teacher_seat: Seat, screen: ThematicScreen) -> None:
    assert teacher_seat.window is not None
    row = screen.grid.row_id
    types("Соңғы сөз")
    teacher_seat.window.shell.open(Place("start"))
    settle()

    plan = teacher_seat.desk.plans.open(screen.plan.head.group, screen.plan.head.subject)
    assert next(one for one in plan.rows if one.id == row).topic == "Соңғы сөз"
