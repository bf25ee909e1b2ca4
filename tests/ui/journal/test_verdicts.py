"""Pass and fail, achieved and not yet, half-years: real keys in the real window, then paper."""

import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from school_desk.formats import class_words
from school_desk.journal.model import VERDICT, ColumnKey, Standing
from school_desk.ui.screen import Place
from tests.ui.keyboard import press, settle, types
from tests.ui.seat import HEAD, Seat, words

TRAINER = "Дәурен Болатұлы"


@pytest.fixture
def trainer(seat: Seat):
    with seat.taken_by(TRAINER) as taken:
        yield taken


def opens(seat: Seat, code: str = "physical_education", year_level: int = 7, term: int = 1) -> None:
    subjects = {one.code: one.id for one in seat.desk.school.subjects()}
    pages = seat.desk.journal.pages_of(seat.desk.account.id)
    page = next(
        one for one in pages if (one.subject, one.year_level) == (subjects[code], year_level)
    )
    seat.window.shell.open(Place("register", (page.group, page.subject, term)))
    settle()


def verdicts(seat: Seat) -> list[bool | None]:
    return [row.verdict for row in seat.kept().rows]


def shown(seat: Seat, row: int, key: ColumnKey = VERDICT) -> str:
    model = seat.register.grid.model
    index = model.index(row, model.column_of(key))
    return str(model.data(index, Qt.ItemDataRole.AccessibleTextRole))


def test_the_last_column_is_reached_by_arrows_and_takes_pass_and_fail(trainer: Seat) -> None:
    opens(trainer)
    press("End")
    types("С\n", "е\n", '"\n', "ө\n", "c\n")

    assert trainer.register.grid.column == VERDICT
    assert verdicts(trainer)[:6] == [True, False, True, False, True, None]
    assert shown(trainer, 1).endswith("сынақ, сынақ емес")
    column = trainer.register.grid.model.column_of(VERDICT)
    counted = trainer.register.grid.model.statistics(column)
    assert (counted.reached, counted.n) == (3, 5)


def test_backspace_clears_a_verdict_and_undo_brings_it_back(trainer: Seat) -> None:
    opens(trainer)
    press("End")
    types("С")
    press("Backspace")
    cleared = verdicts(trainer)[0]
    press("Ctrl+Z")

    assert cleared is None
    assert verdicts(trainer)[0] is True


@pytest.mark.parametrize("key", ["Н", "А", "8", "ц"])
def test_what_is_no_verdict_is_refused_in_a_sentence(trainer: Seat, key: str) -> None:
    opens(trainer)
    press("End")
    types(key)

    assert trainer.said.startswith("«")
    assert "Сынақ: С, З, + не 1" in trainer.said
    assert verdicts(trainer)[0] is None


def test_a_block_of_verdicts_is_copied_and_pasted(trainer: Seat) -> None:
    opens(trainer)
    press("End")
    types("С\n", "е\n")
    press("Up", "Up", "Shift+Down", "Ctrl+C", "Down", "Ctrl+V")

    assert verdicts(trainer)[:4] == [True, False, True, False]


def test_why_tells_what_was_entered_and_the_paragraph(trainer: Seat, qtbot: QtBot) -> None:
    opens(trainer)
    press("End")
    types("С")
    press("F9")
    why = trainer.register.why
    qtbot.waitUntil(lambda: "Қойылды: сынақ." in words(why))
    told = words(why)

    assert any("16-тармақ" in text for text in told)
    assert any("Сынақ әр жартыжылдықта қойылады." in text for text in told)


def test_achieved_and_not_yet_are_typed_in_every_layout_and_said_in_words(seat: Seat) -> None:
    with seat.taken_by(HEAD):
        seat.desk.rules.change("kz-2025", "pass_fail_scale", "achieved")
    with seat.taken_by(TRAINER):
        opens(seat)
        key = seat.register.grid.column
        typed = ("+\n", "-\n", "1\n", "0\n", "һ\n", "ө\n")
        rows = [row for row in seat.kept().rows if key.lesson not in row.signs][: len(typed)]
        for row, text in zip(rows, typed, strict=True):
            assert seat.register.grid.go_to(key, row.pupil.id)
            types(text)
        kept = {row.pupil.id: row.points(key) for row in seat.kept().rows}
        lines = seat.register.grid.model
        said = [shown(seat, lines.row_of(row.pupil.id), key) for row in rows[:2]]
        assert seat.register.grid.go_to(key, rows[0].pupil.id)
        types("8")

        assert [kept[row.pupil.id] for row in rows] == [1, 0, 1, 0, 1, 0]
        assert said[0].endswith("меңгерді")
        assert said[1].endswith("әзірге меңгермеген")
        assert "1 не +" in seat.said
        assert any("әзірге жоқ" in text for text in words(seat.register))


def test_paper_sheet_and_slips_say_pass_and_fail(trainer: Seat, tmp_path: Path) -> None:
    opens(trainer)
    press("End")
    types("С\n", "е\n")
    head, papers = trainer.register.page.head, trainer.desk.papers
    pdf, xlsx, slips = (tmp_path / name for name in ("page.pdf", "page.xlsx", "slips.pdf"))

    papers.register_page(head.group, head.subject, 1, "kk", "pdf", pdf)
    papers.register_page(head.group, head.subject, 1, "kk", "xlsx", xlsx)
    papers.slips(head.class_group, 1, "kk", "pdf", slips, subject=head.subject)

    page, slip = (read(path) for path in (pdf, slips))
    assert "Сынақтан өтті: 2 оқушыдан 1" in page
    assert page.count("сынақ емес") == 1
    assert "1-жартыжылдық" in page
    assert "сынақ емес" in slip
    assert "(1-жартыжылдық)" in slip
    sheet = load_workbook(xlsx).worksheets[0]
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    assert cells.count("сынақ") == cells.count("сынақ емес") == 1
    assert "Сынақтан өтті: 2 оқушыдан 1" in cells


def read(path: Path) -> str:
    command = ["pdftotext", "-layout", str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_class_1_has_attendance_and_no_columns_of_results(seat: Seat) -> None:
    with seat.taken_by(HEAD):
        page = next(one for one in seat.desk.journal.pages() if one.year_level == 1)
        seat.window.shell.open(Place("register", (page.group, page.subject, 1)))
        settle()
        tables = seat.register.grid.tables

        assert tables.results.columns == ()
        assert not tables.results.isVisible()
        assert any("баға жоқ" in text for text in words(seat.register))


def test_a_half_year_says_so_over_its_mark_and_in_words(seat: Seat) -> None:
    with seat.taken_by(HEAD):
        pages = seat.desk.journal.pages()
        subjects = {one.code: one.id for one in seat.desk.school.subjects()}
        page = next(one for one in pages if one.subject == subjects["world_history"])
        seat.window.shell.open(Place("register", (page.group, page.subject, 2)))
        settle()
        model = seat.register.grid.model
        heads = [
            model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
            for column in range(model.columnCount())
        ]
        rows = seat.register.page.rows
        marked = (n for n, row in enumerate(rows, 1) if row.result.standing is Standing.FORECAST)
        seat.stands_on(next(marked))
        press("F9")

        assert seat.register.page.head.period.key == "half_year/1"
        assert heads[-2:] == ["жартыжылдық пайызы", "жартыжылдық баға"]
        assert "Болжам: жартыжылдық әлі жүріп жатыр." in words(seat.register.why)


def test_buttons_of_half_years_lie_across_those_of_terms(seat: Seat) -> None:
    with seat.taken_by(HEAD):
        press("Ctrl+2")
        rows: dict[str, dict[str, tuple[int, int]]] = {}
        for button in seat.screen._buttons:
            place = button.mapTo(seat.screen, button.rect().topLeft()).x()
            name, words_of = button.accessibleName().rsplit(", ", 1)
            rows.setdefault(name, {})[words_of] = (place, place + button.width())
        terms = rows[f"{class_words('1')} · Математика"]
        halves = rows[f"{class_words('1')} · Музыка"]

        assert halves["1-жартыжылдық"] == (terms["1-тоқсан"][0], terms["2-тоқсан"][1])
        assert halves["2-жартыжылдық"] == (terms["3-тоқсан"][0], terms["4-тоқсан"][1])


def test_arrows_walk_from_a_half_year_to_the_term_one_came_from(seat: Seat) -> None:
    with seat.taken_by(HEAD):
        press("Ctrl+2")
        press("Tab", "Down", "Down", "Down", "Down", "Down", "Down", "Return")

        assert seat.register.page.head.period.key == "term/2"


def test_how_a_subject_of_one_class_ends_is_chosen_by_typing(seat: Seat) -> None:
    with seat.taken_by(HEAD):
        seat.window.shell.open(Place("classes", (2, 0)))
        grid, model = seat.screen.grid, seat.screen.teachings
        subjects = {one.code: one.id for one in seat.desk.school.subjects()}
        place = model.subjects.index(subjects["music"]), 2
        grid.setCurrentIndex(model.index(*place))
        group, subject = model.at(grid.currentIndex())
        press("Return")
        types("корытындысы бага\n")
        press("Return")
        types("кезени токсан\n")
        page = seat.desk.journal.open_page(group, subject, 2)
        said = model.data(grid.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)

        assert (page.head.pass_fail, page.head.period.key) == (False, "term/2")
        assert said.endswith("баға · тоқсандап")
        press("Ctrl+Z", "Ctrl+Z")
        page = seat.desk.journal.open_page(group, subject, 2)
        assert (page.head.pass_fail, page.head.period.key) == (True, "half_year/1")
