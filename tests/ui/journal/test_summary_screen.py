"""The term summary by keyboard: views, terms, what is behind a number, paper; three readings."""

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from school_desk.formats import number, percent
from school_desk.journal.model import RegisterPage, Standing
from school_desk.ui.journal.register_screen import RegisterScreen
from school_desk.ui.journal.summary_cells import Grid
from school_desk.ui.journal.summary_screen import CHARTS, LISTS, NUMBERS, TABLE, SummaryScreen
from school_desk.ui.paper_dialog import PaperDialog
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.opening import Opened, choose
from tests.ui.seat import HEAD, TEACHER, Seat

SIXTH = "6 «А»"


@pytest.fixture
def head(seat: Seat) -> Iterator[Seat]:
    with seat.taken_by(HEAD) as taken:
        yield taken


@pytest.fixture
def tutor(seat: Seat) -> Iterator[Seat]:
    with seat.taken_by(TEACHER) as taken:
        yield taken


def group_of(seat: Seat, label: str = SIXTH) -> int:
    return next(one.id for one in seat.desk.school.class_groups() if one.label == label)


def opened_at(seat: Seat, *facts: object) -> SummaryScreen:
    assert seat.window is not None
    seat.window.shell.open(Place("summary", facts))
    settle()
    assert isinstance(seat.screen, SummaryScreen)
    return seat.screen


def sixth(seat: Seat, view: str = TABLE) -> SummaryScreen:
    return opened_at(seat, "class", group_of(seat), 1, view)


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in grid.rows]


def spoken(screen: SummaryScreen) -> list[list[str]]:
    """What a reader of the screen hears, cell by cell."""
    model = screen.table.grid_model
    role = Qt.ItemDataRole.AccessibleTextRole
    return [
        [str(model.index(row, column).data(role)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def pages_by_hand(seat: Seat) -> list[RegisterPage]:
    """The pages of 6 «А» that give marks, by the subjects' names, opened one by one."""
    desk = seat.desk
    groups = {one.id for one in desk.school.teaching_groups() if one.class_group == group_of(seat)}
    taught = {one.subject: one.group for one in desk.school.teachings() if one.group in groups}
    found = [
        desk.journal.open_page(taught[one.id], one.id, 1)
        for one in desk.school.subjects()
        if one.id in taught
    ]
    return [page for page in found if not page.head.unmarked]


def marks_by_hand(page: RegisterPage) -> Counter[int]:
    """The marks of a page that count in term 1, taken from the page itself."""
    if page.head.period.terms != (1,):
        return Counter()
    return Counter(
        row.result.mark
        for row in page.rows
        if row.result.standing is Standing.MARKED and row.result.mark
    )


def test_the_model_is_a_good_one(qtmodeltester, head: Seat) -> None:
    for view in (TABLE, NUMBERS, LISTS):
        screen = sixth(head, view)
        qtmodeltester.check(screen.table.grid_model)
        assert screen.table.grid_model.rowCount() > 0


def test_the_summary_is_a_place_of_the_rail(tutor: Seat) -> None:
    press("Ctrl+5")

    assert isinstance(tutor.screen, SummaryScreen)
    assert tutor.screen.title() == f"Қорытынды · {SIXTH}"


def test_the_tabs_of_a_class_without_pupils_are_all_in_sight(seat: Seat) -> None:
    with seat.taken_by(HEAD):
        desk = seat.desk
        tutor = next(one.form_tutor for one in desk.school.class_groups() if one.label == SIXTH)
        row = desk.school.add_class_group(5, "Ә", "kk")
        assert tutor is not None
        desk.school.appoint_form_tutor(row, tutor)
    with seat.taken_by(TEACHER):
        assert seat.window is not None
        seat.window.shell.open(Place("summary", ("class", row, 1)))
        settle()
        assert isinstance(seat.screen, SummaryScreen)
        bar = seat.screen.head.tabs
        rooms = [bar.tabRect(n).width() for n in range(bar.count())]
        assert min(rooms) > 0
        assert bar.width() >= sum(rooms)


def test_a_small_window_says_which_term_it_shows(seat: Seat) -> None:
    with seat.taken_by(TEACHER, size=(911, 442)):
        press("Ctrl+5")
        assert isinstance(seat.screen, SummaryScreen)
        assert seat.screen.head.title.text() == f"{SIXTH} · 1-тоқсан"
        press("Alt+PgDown")
        assert seat.screen.head.title.text() == f"{SIXTH} · 2-тоқсан"


def test_two_lines_of_classes_take_no_more_room_than_their_words(tutor: Seat) -> None:
    press("Ctrl+5")
    assert isinstance(tutor.screen, SummaryScreen)
    assert tutor.screen.list.width() < 140


def test_a_form_tutor_sees_the_own_class_and_pages_and_no_others(tutor: Seat) -> None:
    screen = opened_at(tutor)

    assert [(one.kind, one.label) for one in screen._choices] == [
        ("class", SIXTH),
        ("teacher", "Сейіт\u00a0Г.\u00a0С."),
    ]


def test_head_goes_through_classes_and_teachers_with_the_arrows(head: Seat, qtbot: QtBot) -> None:
    screen = opened_at(head)
    screen.list.setFocus()
    seen = []
    for _step in range(len(screen._choices) - 1):
        press("Down")
        qtbot.waitUntil(lambda: not screen._rest.isActive())
        seen.append(screen.head.title.text())
        assert screen._summary is not None
        shown = getattr(screen._summary, "label", None) or screen._summary.name.split()[0]
        assert seen[-1].startswith(shown)

    assert seen[4] == SIXTH
    assert len(seen) == len(set(seen)) == 16
    assert screen.view == NUMBERS
    assert screen.table.grid.rows[-1].total


def test_walking_fast_reads_only_what_one_stops_at(head: Seat, qtbot: QtBot) -> None:
    screen = sixth(head)
    screen.list.setFocus()
    press("Down", "Down", "Down")
    press("Alt+2")

    assert screen._summary is not None
    assert screen.head.title.text() == "9-сынып"
    assert "Алгебра" in [line.name for line in screen.table.grid.rows]
    qtbot.wait(120)
    assert screen.view == NUMBERS


def test_views_change_by_alt_and_digits(head: Seat) -> None:
    screen = sixth(head)
    seen = []
    for key in ("Alt+2", "Alt+3", "Alt+4", "Alt+1"):
        press(key)
        seen.append(screen.view)

    assert seen == [NUMBERS, LISTS, CHARTS, TABLE]
    assert screen.table.hasFocus()


def test_terms_change_by_keys_and_stop_at_the_ends_of_the_year(head: Seat) -> None:
    screen = sixth(head)
    press("Alt+PgUp")
    assert screen.place().facts[2] == 1
    for term in (2, 3, 4, 4):
        press("Alt+PgDown")
        assert screen.place().facts[2] == term
    assert "4-тоқсан" in screen.head.subtitle.text()


def test_forecasts_are_switched_remembered_and_always_said(head: Seat) -> None:
    screen = sixth(head)
    shown = [cell for line in texts(screen.table.grid) for cell in line if "≈" in cell]
    assert shown
    assert "≈" in screen.head.subtitle.text()
    before = spoken(screen)[-1]

    press("Ctrl+Shift+F")

    assert not [cell for line in texts(screen.table.grid) for cell in line if "≈" in cell]
    assert "болжамсыз" in screen.head.subtitle.text()
    assert spoken(screen)[-1] == before
    assert "болжамсыз" in sixth(head).head.subtitle.text()
    press("Ctrl+Shift+F")


def test_enter_on_a_mark_goes_to_its_cell_and_alt_left_comes_back(head: Seat) -> None:
    screen = sixth(head)
    subject = [one.text for one in screen.table.grid.heads].index("Математика")
    screen.table.go_to(4, subject)
    name = screen.table.grid.rows[4].name

    press("Return")

    assert isinstance(head.screen, RegisterScreen)
    row = head.register.page.row_of(head.register.grid.pupil or 0)
    assert row is not None
    assert row.pupil.name.listed == name
    assert head.register.page.head.subject_names["kk"] == "Математика"
    press("Alt+Left")
    assert isinstance(head.screen, SummaryScreen)
    at = head.screen.table.currentIndex()
    assert (at.row(), at.column()) == (4, subject)


def test_every_number_opens_as_many_pupils_as_it_says(head: Seat) -> None:
    screen = sixth(head, NUMBERS)
    for line in screen.table.grid.rows:
        pupils, *counts = line.cells[:7]
        for cell in (pupils, *counts):
            assert cell.behind is not None
            found = cell.behind()
            if cell.text.isdecimal():
                assert len(found.lines) == int(cell.text)
        share = line.cells[7]
        counted = re.search(r"(\d+)/\d+$", share.text)
        if counted and share.behind:
            assert len(share.behind().lines) == int(counted[1])


def test_enter_opens_the_pupils_and_enter_again_the_register(head: Seat) -> None:
    screen = sixth(head, NUMBERS)
    names = [line.name for line in screen.table.grid.rows]
    screen.table.go_to(names.index("Математика"), 2)

    press("Return")

    assert screen.panel.isVisible()
    count = screen.table.grid.rows[names.index("Математика")].cells[2].text
    assert screen.panel.model.rowCount() == int(count)
    press("Down", "Return")
    assert isinstance(head.screen, RegisterScreen)


def test_escape_closes_the_panel_and_stays_on_the_number(head: Seat) -> None:
    screen = sixth(head, NUMBERS)
    screen.table.go_to(2, 3)
    press("Return")
    assert screen.panel.table.hasFocus()
    press("Esc")

    assert not screen.panel.isVisible()
    assert screen.table.hasFocus()
    assert screen.table.currentIndex().column() == 3


def test_a_pupil_of_a_list_leads_to_the_own_line(head: Seat) -> None:
    screen = sixth(head, LISTS)
    lists = {line.name: n for n, line in enumerate(screen.table.grid.rows)}
    screen.table.go_to(lists["Үздіктер (тек «5»)"], 0)
    press("Return")
    first = screen.panel.lines[0].who.removeprefix("≈ ")

    press("Return")

    assert isinstance(head.screen, SummaryScreen)
    assert head.screen.view == TABLE
    row = head.screen.table.currentIndex().row()
    assert head.screen.table.grid.rows[row].name == first


def test_typing_finds_a_pupil_without_kazakh_letters(head: Seat) -> None:
    screen = sixth(head)
    types("нурлан")

    shown = [
        line.name
        for n, line in enumerate(screen.table.grid.rows)
        if not screen.table.isRowHidden(n) and not line.total
    ]
    assert shown == ["Нұрлан Аяулым"]
    press("Return")
    assert screen.table.hasFocus()
    press("Esc")
    assert not any(screen.table.isRowHidden(n) for n in range(len(screen.table.grid.rows)))


def test_a_mark_typed_in_the_register_changes_the_summary(head: Seat) -> None:
    screen = sixth(head)
    before = texts(screen.table.grid)
    page = next(p for p in pages_by_hand(head) if p.head.subject_names["kk"] == "Математика")
    work = page.works[-1]
    storage = head.desk._storage

    with storage.begin("Put mark", actor=page.head.teacher) as unit:
        assert work.key.work is not None
        unit.put_cell("work_points", work.key.work, page.rows[1].pupil.id, points=0)
    settle()

    assert texts(screen.table.grid) != before


def test_a_class_without_marks_shows_what_was_missed_and_says_why(head: Seat) -> None:
    screen = opened_at(head, "class", group_of(head, "1"), 1, TABLE)
    assert len(screen.table.grid.heads) == 6
    press("Alt+2")

    assert screen._pages.currentWidget() is screen._empty
    assert screen._nothing() == "Бұл сыныпта баға қойылмайды."


def test_an_empty_class_says_so(head: Seat) -> None:
    made = head.desk.school.add_class_group(11, "Б", "kk")
    screen = opened_at(head, "class", made, 1, TABLE)

    assert screen._nothing() == "Бұл сыныпта оқушы жоқ."
    for key in ("Alt+2", "Alt+3", "Alt+4"):
        press(key)
        assert screen._pages.currentWidget() is screen._empty


def test_the_chart_is_the_drawing_of_the_paper_and_opens_by_keys(head: Seat, qtbot: QtBot) -> None:
    screen = sixth(head, CHARTS)
    qtbot.waitUntil(lambda: bool(screen.chart.drawing.spots), timeout=20_000)
    summary = head.desk.summaries.with_terms(group_of(head), 1)

    assert screen.chart.drawing == head.desk.summary_papers.class_chart(summary, "kk")
    press("Down", "Right")
    spot = screen.chart.spot()
    assert spot is not None
    count = int(spot.told.rpartition(": ")[2])
    press("Return")
    assert screen.panel.model.rowCount() == count


def test_the_chart_opened_first_can_be_drawn_before_any_table(head: Seat, qtbot: QtBot) -> None:
    screen = sixth(head, CHARTS)
    qtbot.waitUntil(lambda: bool(screen.chart.drawing.spots), timeout=20_000)
    assert head.window is not None

    assert not head.window.shell.grab().isNull()
    assert screen.chart.height() > 200


def test_leaving_while_the_chart_is_drawn_harms_nothing(head: Seat, qtbot: QtBot) -> None:
    sixth(head, CHARTS)
    screen = sixth(head, TABLE)
    assert head.window is not None
    head.window.at.tasks.wait()
    qtbot.wait(80)

    assert screen.table.isVisible()


# Three readings


def pdf_words(path: Path) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    )
    return done.stdout.replace("\u00a0", " ")


def test_screen_paper_and_sheet_have_the_numbers_of_the_pages(head: Seat, tmp_path: Path) -> None:
    pdf, xlsx = tmp_path / "class.pdf", tmp_path / "class.xlsx"
    papers, group = head.desk.summary_papers, group_of(head)
    papers.of_class(group, 1, "kk", "pdf", pdf)
    papers.of_class(group, 1, "kk", "xlsx", xlsx)
    screen = sixth(head, NUMBERS)
    heard = spoken(screen)
    printed = pdf_words(pdf)
    rows = list(load_workbook(xlsx).worksheets[1].values)
    sheet = {row[0]: row[1:] for row in rows if isinstance(row[1], int)}

    for place, page in enumerate(pages_by_hand(head)):
        name = page.head.subject_names["kk"]
        marks = marks_by_hand(page)
        assert screen.table.grid.rows[place].name == name
        if page.head.pass_fail:
            assert sheet[name][1:6] == (None,) * 5
            continue
        told = [heard[place][n].rpartition(": ")[2] for n in range(1, 5)]
        assert told == [str(marks[mark]) for mark in (5, 4, 3, 2)]
        assert list(sheet[name][1:5]) == [marks[mark] for mark in (5, 4, 3, 2)]
        n, good = marks.total(), marks[5] + marks[4]
        if not n:
            assert heard[place][7].endswith("—")
            assert sheet[name][8] is None
            continue
        share = f"{percent(round_up(100 * good, n), language='kk')} · {good}/{n}"
        assert heard[place][7].endswith(share)
        assert sheet[name][7] == good
        assert sheet[name][8] == pytest.approx(100 * good / n)
        line = next(line for line in printed.splitlines() if name in line and line.count("/") >= 2)
        assert share.replace("\u00a0", " ") in " ".join(line.split())


def round_up(part: int, whole: int) -> int:
    """A whole percent, a half up, by whole numbers alone."""
    return (2 * part + whole) // (2 * whole)


def test_marks_of_the_table_are_those_of_the_pages_on_paper_and_in_the_sheet(
    head: Seat, tmp_path: Path
) -> None:
    pdf, xlsx = tmp_path / "class.pdf", tmp_path / "class.xlsx"
    papers, group = head.desk.summary_papers, group_of(head)
    papers.of_class(group, 1, "kk", "pdf", pdf)
    papers.of_class(group, 1, "kk", "xlsx", xlsx)
    screen = sixth(head)
    pages = pages_by_hand(head)
    rows = {row[1]: row for row in load_workbook(xlsx).worksheets[0].values}
    printed = pdf_words(pdf).splitlines()

    for line in screen.table.grid.rows:
        if line.total:
            continue
        expected = []
        for page in pages:
            found = next((r for r in page.rows if r.pupil.name.listed == line.name), None)
            counts = found and found.result.standing is Standing.MARKED
            due = page.head.period.terms == (1,)
            expected.append(found.result.mark if found and counts and due else None)
        marks = [int(cell.text) if cell.text.isdecimal() else None for cell in line.cells]
        assert marks[: len(pages)] == expected
        assert [v if isinstance(v, int) else None for v in rows[line.name][2 : 2 + len(pages)]] == (
            expected
        )
        on_paper = next(text for text in printed if line.name in text).split(line.name)[1].split()
        words = [word if word.isdecimal() else None for word in on_paper[: len(pages)]]
        assert words == [None if mark is None else str(mark) for mark in expected]
        average = [mark for mark in expected if mark]
        if average:
            mean = number(round_up(100 * sum(average), len(average)), 0, "kk")
            assert line.cells[len(pages)].text.replace(",", "") == mean
            assert rows[line.name][2 + len(pages)] == pytest.approx(sum(average) / len(average))


def test_a_teacher_has_the_same_numbers_on_screen_paper_and_sheet(
    tutor: Seat, tmp_path: Path
) -> None:
    me = tutor.desk.account.id
    pdf, xlsx = tmp_path / "teacher.pdf", tmp_path / "teacher.xlsx"
    tutor.desk.summary_papers.of_teacher(me, 1, "ru", "pdf", pdf)
    tutor.desk.summary_papers.of_teacher(me, 1, "ru", "xlsx", xlsx)
    screen = opened_at(tutor, "teacher", me, 1, NUMBERS)
    rows = [row for row in load_workbook(xlsx).worksheets[0].values if isinstance(row[1], int)]
    printed = " ".join(pdf_words(pdf).split())

    pages = [
        tutor.desk.journal.open_page(one.group, one.subject, 1)
        for one in tutor.desk.journal.pages_of(me)
    ]
    by_hand = sum((marks_by_hand(page) for page in pages if not page.head.unmarked), Counter())
    total = [cell.text for cell in screen.table.grid.rows[-1].cells]
    expected = [by_hand[mark] for mark in (5, 4, 3, 2)]
    assert [int(text) for text in total[1:5]] == expected
    assert list(rows[-1][2:6]) == expected
    n, good = by_hand.total(), by_hand[5] + by_hand[4]
    share = f"{round_up(100 * good, n)} % · {good}/{n}"
    assert total[7].replace("\u00a0", " ") == share
    assert share in printed
    assert rows[-1][9] == pytest.approx(100 * good / n)


def test_the_paper_is_made_from_the_screen_by_keys(
    head: Seat, tmp_path: Path, opened: Opened, qtbot: QtBot
) -> None:
    sixth(head)
    out = tmp_path / "summary.pdf"

    def answer(_dialog: PaperDialog) -> None:
        press("Down")
        answering(QFileDialog, lambda dialog: choose(dialog, out))
        press("Return")

    answering(PaperDialog, answer)
    press("Ctrl+P")
    qtbot.waitUntil(lambda: opened.files == [out], timeout=20_000)

    assert "Итоги четверти по классу" in pdf_words(out)
