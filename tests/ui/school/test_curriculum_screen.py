"""Hours in the window: typed by keys, taken from the order, refused, undone, printed."""

from decimal import Decimal

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from school_desk.formats import NOTHING
from school_desk.intents import Form, Scope
from school_desk.ui.paper_dialog import PaperDialog
from school_desk.ui.school.sheet_import import SheetImportDialog, ask_import
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.opening import Opened, choose
from tests.ui.undoing import take_back

Across = Qt.Orientation.Horizontal


def hours_of(desk, group):
    return {line.subject: line.planned for line in desk.curriculum.of_class(group).lines}


def open_class(head_seat, label):
    desk = head_seat.desk
    group = next(one.id for one in desk.school.class_groups() if one.label == label)
    head_seat.window.shell.open(Place("curriculum", (0, group)))
    settle()
    return desk, group, head_seat.screen


def test_hours_are_typed_and_taken_back(head_seat):
    desk, group, screen = open_class(head_seat, "6 «А»")
    maths = next(one.id for one in desk.school.subjects() if one.code == "mathematics")
    screen.grids[0].go_to(maths, "planned")

    types("4,5\n")
    assert hours_of(desk, group)[maths] == Decimal("4.5")

    press("Ctrl+Z")
    assert hours_of(desk, group)[maths] is None


def test_what_is_no_number_is_refused_in_words(head_seat):
    desk, group, screen = open_class(head_seat, "6 «А»")
    maths = next(one.id for one in desk.school.subjects() if one.code == "mathematics")
    screen.grids[0].go_to(maths, "planned")

    types("көп\n")

    assert "көп" in head_seat.said
    press("Escape")
    assert hours_of(desk, group)[maths] is None


def test_the_hours_of_the_order_are_one_step(head_seat):
    desk, group, _screen = open_class(head_seat, "6 «А»")

    press("Alt+H")

    assert desk.curriculum.of_class(group).planned == Decimal("28.5")
    press("Alt+H")
    take_back()
    assert desk.curriculum.of_class(group).planned == 0


def test_where_there_is_no_plan_nothing_is_due_and_no_total_is_nought(head_seat):
    _desk, _group, screen = open_class(head_seat, "6 «А»")
    rows = screen.grids[0].cells.rows

    assert {row.texts[2] for row in rows} == {NOTHING}
    assert {row.texts[4] for row in rows[:-1]} == {NOTHING}
    assert f"жоспар {NOTHING}" in screen.classes.lines.lines[0].note
    press("Alt+H")
    assert NOTHING not in {screen.grids[0].cells.rows[n].texts[4] for n in range(3)}


def test_the_pay_sheet_is_printed_from_the_third_tab(head_seat, qtbot, tmp_path):
    opened = Opened()
    head_seat.window.shell.open(Place("curriculum"))
    settle()
    press("Alt+3")
    wanted = tmp_path / "hours.xlsx"

    def answer(_dialog: PaperDialog) -> None:
        answering(QFileDialog, lambda files: choose(files, wanted))
        press("Tab", "Tab", "Down", "Return")

    answering(PaperDialog, answer)
    press("Ctrl+P")
    qtbot.waitUntil(lambda: wanted in opened.files)
    opened.close()
    names = {one.name.listed for one in head_seat.desk.hours.month(head_seat.desk.today()).lines}
    sheet = load_workbook(wanted).worksheets[0]
    assert names < {row[1] for row in sheet.iter_rows(values_only=True)}


def test_the_curriculum_goes_to_excel_and_comes_back_by_keys(head_seat, qtbot, tmp_path):
    opened = Opened()
    desk, group, screen = open_class(head_seat, "6 «А»")
    press("Alt+H")
    wanted = tmp_path / "hours.xlsx"
    answering(QFileDialog, lambda files: choose(files, wanted))
    press("Ctrl+Shift+J")
    qtbot.waitUntil(lambda: wanted in opened.files)
    opened.close()
    maths = next(one.id for one in desk.school.subjects() if one.code == "mathematics")
    desk.curriculum.put_hours(group, maths, "1,5", Form(Scope(class_group=group)))

    heads: list[str] = []

    def take(dialog: SheetImportDialog) -> None:
        heads.extend(str(dialog.model.headerData(n, Across)) for n in range(7))
        known = [row.texts for row in dialog.model.rows if "бұрыннан бар" in row.texts[-1]]
        assert known
        assert all(texts[2].startswith("6") and texts[3] and texts[4] for texts in known), known
        dialog.verb.click()

    answering(SheetImportDialog, take)
    ask_import(screen._at, desk.list_files.curriculum, screen, wanted)

    qtbot.waitUntil(lambda: desk.curriculum.of_class(group).planned == Decimal("28.5"))
    press("Ctrl+Z")
    assert hours_of(desk, group)[maths] == Decimal("1.5")
    assert heads[:5] == ["Жол", "Баған", "Сынып", "Пән", "Сағат"]
