"""A pupil's way through the years in the window: how one gets there, walks, reads, prints."""

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QFileDialog

from school_desk import i18n
from school_desk.i18n import _
from school_desk.intents import Form
from school_desk.journal.closing_model import ClosedMark
from school_desk.journal.model import Standing
from school_desk.ui.journal.path_screen import PathScreen
from school_desk.ui.paper_dialog import PaperDialog
from school_desk.ui.screen import Place
from school_desk.ui.theme.fonts import Step, step_font
from tests.journal.two_years import EXTRACT, PAPER
from tests.school.ending_year import HEAD, TEACHER
from tests.ui.journal.two_years_seat import made, school, sits, window
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.opening import choose

__all__ = ("made", "school", "sits", "window")


def go_to(window, *facts):
    window.shell.open(Place("path", facts))
    settle()
    return shown(window)


def shown(window):
    screen = window.shell.screen_shown
    assert isinstance(screen, PathScreen)
    return screen


def cells(screen, row):
    return [one.text for one in screen.table.grid.rows[row].cells]


def test_the_path_opens_from_the_list_of_pupils_by_its_key(window, school):
    window.shell.open(Place("pupils", (school.rows["now 7 «А»"], school.rows["Дана"])))
    settle()

    press("Alt+P")

    screen = shown(window)
    assert screen.place() == Place("path", (school.rows["now 7 «А»"], school.rows["Дана"]))
    assert cells(screen, 0) == [
        *["5¹", "5"],
        *["4", "4", "5", "4", "4", "4"],
        *["5", "5", "5", "4", "5", "5"],
    ]
    assert [one.title for one in screen.table.grid.groups] == [
        "2024–2025, құжат бойынша",
        "2025–2026, 6 «А»",
        "2026–2027, 7 «А»",
    ]
    assert screen._papers.text() == f"¹ {PAPER}"
    press("Alt+Left")
    assert window.shell.screen_shown.place().name == "pupils"


def test_the_path_opens_from_the_card_the_year_the_summary_and_the_palette(window, school):
    place = school.rows["now 7 «А»"], school.rows["Дана"]
    window.shell.open(Place("pupils", place))
    settle()
    press("Return", "Alt+P")
    assert shown(window).place().facts == place

    window.shell.open(Place("year", (place[0], None, 0)))
    settle()
    press("Down", "Alt+P")
    assert shown(window).path.pupil.id == place[1]

    window.shell.open(Place("summary", ("class", place[0], 1, "table", 0, 0)))
    settle()
    press("Alt+P")
    assert shown(window).place().facts == place

    window.shell.open(Place("start"))
    settle()
    press("Ctrl+K")
    types("Оқушының жолы\n")
    settle()
    assert shown(window).classes.currentText() == "1 «А»"


def test_walking_says_what_each_mark_is_and_where_it_comes_from(window, school):
    go_to(window, school.rows["now 7 «А»"], school.rows["Асан"])
    said = []
    press("Home")
    for _column in range(10):
        said.append(window.shell.status.sentence)
        press("Right")

    assert said[0] == (
        f"Математика, 2024–2025, құжат бойынша, Жылдық баға: 4 · құжат бойынша: {EXTRACT}"
    )
    term = next(one for one in said if "2026–2027" in one and "1-тоқсан" in one)
    assert term.endswith(f"4 · құжат бойынша: {EXTRACT}")
    assert "Математика, 2026–2027, 7 «А», 2-тоқсан: 4 · жабылған журнал бетінен" in said
    year = next(one for one in said if "2026–2027" in one and "Жылдық баға" in one)
    assert "4, 4, 5, 5" in year
    assert "4,50" in year


def test_movements_and_decisions_stand_above_the_years(window, school):
    screen = go_to(window, school.rows["now 7 «А»"], school.rows["Асан"])
    (arrived,) = screen.table.grid.groups[-1].lines
    screen = go_to(window, school.rows["now 7 «А»"], school.rows["Дана"])
    (moved,) = screen.table.grid.groups[1].lines

    assert arrived == ("09.11.2026: Басқа мектептен келу, № 4 мектеп (№ 15 бұйрық, 06.11.2026)")
    assert moved == "Кеңес: келесі сыныпқа көшірілді (№ 17 бұйрық, 05.06.2026)"


def test_the_next_pupil_comes_by_a_key_and_a_change_is_seen(window, school):
    screen = go_to(window, school.rows["now 7 «А»"], school.rows["Асан"])
    press("Ctrl+PgDown")
    assert screen.path.pupil.name.given == "Дана"
    press("Ctrl+PgUp")
    assert screen.path.pupil.name.given == "Асан"

    window.at.desk.undo(Form())
    settle()

    assert shown(window) is screen
    assert screen.path == window.at.desk.reports.path(*screen.place().facts)


def test_the_exam_has_a_column_of_its_own(window, school):
    window.look_at("2025-26")
    screen = go_to(window, school.rows["9А"], school.rows["Жібек"])

    heads = [one.text for one in screen.table.grid.heads]
    assert heads == ["1", "2", "3", "4", "Жылдық баға", "Емтихан", "Қорытынды баға"]
    assert cells(screen, 0) == ["5", "5", "5", "5", "5", "4", "5"]
    press("Home", *["Right"] * 6)
    assert "4,70" in window.shell.status.sentence


def test_a_class_without_marks_has_a_sentence_instead_of_a_table(window, school):
    screen = go_to(window, school.rows["now 1 «А»"])
    assert screen._stack.currentWidget() is screen._empty
    screen = go_to(window, school.rows["now 2 «А»"], school.rows["Айбек"])
    assert screen._stack.currentWidget() in (screen._empty, screen.table)


def test_the_paper_is_printed(window, school, qtbot, tmp_path, opened):
    go_to(window, school.rows["now 7 «А»"], school.rows["Дана"])
    out = tmp_path / "path.pdf"
    answering(
        PaperDialog,
        lambda _dialog: (
            answering(QFileDialog, lambda dialog: choose(dialog, out)),
            press("Return"),
        ),
    )

    press("Ctrl+P")
    qtbot.waitUntil(lambda: opened.files == [out])

    assert out.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_mark_and_verdict_fits_its_column(window, school, language):
    desk = window.at.desk
    group = school.rows["now 7 «А»"]
    page = next(
        one
        for one in desk.journal.pages()
        if (one.class_group, one.subject) == (group, school.rows["music"])
    )
    failed = ClosedMark(Standing.PASS_FAIL, passed=False)
    desk.closing.correct((page.group, page.subject, 4), school.rows["Дана"], failed, "кеңес")
    i18n.use(language)

    table = go_to(window, group, school.rows["Дана"]).table

    metrics = QFontMetrics(step_font(Step.BODY, QFont.Weight.Bold))
    texts = [cell.text for row in table.grid.rows for cell in row.cells]
    assert _("fail") in texts
    for row in table.grid.rows:
        for place, cell in enumerate(row.cells):
            assert metrics.horizontalAdvance(cell.text) <= table.columnWidth(place) - 4


def test_a_form_tutor_sees_the_own_classes_only(sits, school):
    with school.taken_by(HEAD) as head:
        head.school.appoint_form_tutor(school.rows["now 7 «А»"], head.account.id)
    with sits(TEACHER) as window:
        tutored = [
            one.id
            for one in window.at.desk.school.class_groups()
            if one.form_tutor == school.rows["teacher"]
        ]
        screen = go_to(window, school.rows["now 7 «А»"], school.rows["Дана"])

        listed = [screen.classes.itemData(n) for n in range(screen.classes.count())]
        assert listed == tutored
        assert screen.path is None or screen.place().facts[0] in tutored
