"""The supervision of the registers: remarks with «done», observed lessons; by keys alone."""

from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from school_desk.ui.journal.remark_dialog import DoneDialog, ObservationDialog, RemarkDialog
from school_desk.ui.journal.supervision_screen import SupervisionScreen
from school_desk.ui.paper_dialog import PaperDialog
from school_desk.ui.screen import Place
from tests.documents.reading import needs_pdftotext, text_of
from tests.ui.keyboard import answering, press, types
from tests.ui.opening import Opened, choose
from tests.ui.seat import HEAD, TEACHER, Seat, words


def opened_by(seat: Seat) -> SupervisionScreen:
    assert seat.window is not None
    seat.window.shell.open(Place("supervision"))
    assert isinstance(seat.screen, SupervisionScreen)
    return seat.screen


@pytest.fixture
def office(seat: Seat) -> Iterator[Seat]:
    """The head at the list of remarks."""
    with seat.taken_by(HEAD) as taken:
        opened_by(taken)
        yield taken


def screen(seat: Seat) -> SupervisionScreen:
    assert isinstance(seat.screen, SupervisionScreen)
    return seat.screen


def lines(seat: Seat, tab: int = 0) -> list[tuple[str, ...]]:
    return [row.texts for row in screen(seat).models[tab].rows]


def test_open_remarks_stand_first(office: Seat) -> None:
    done = [texts[3] != "орындалмаған" for texts in lines(office)]

    assert done == sorted(done)
    assert any(done)
    assert not all(done)


def test_a_remark_is_added_by_keys(office: Seat) -> None:
    before = len(lines(office))
    answering(RemarkDialog, lambda _dialog: (types("Беттер нөмірленбеген"), press("Return")))
    press("Ctrl+N")

    assert len(lines(office)) == before + 1
    assert lines(office)[0][2] == "Беттер нөмірленбеген"
    assert office.said == "Ескерту жазылды."


def test_enter_notes_a_remark_as_done_and_undo_takes_it_back(office: Seat) -> None:
    waiting = sum(texts[3] == "орындалмаған" for texts in lines(office))
    answering(DoneDialog, lambda _dialog: (types("Түзетілді"), press("Return")))
    press("Return")
    assert sum(texts[3] == "орындалмаған" for texts in lines(office)) == waiting - 1

    press("Ctrl+Z")
    assert sum(texts[3] == "орындалмаған" for texts in lines(office)) == waiting


def test_other_words_for_a_remark(office: Seat) -> None:
    answering(RemarkDialog, lambda _dialog: (press("Ctrl+A"), types("Басқаша"), press("Return")))
    press("F2")

    assert "Басқаша" in [texts[2] for texts in lines(office)]


def test_delete_takes_a_line_away_and_says_how_to_bring_it_back(office: Seat) -> None:
    before = len(lines(office))
    press("Delete")
    assert len(lines(office)) == before - 1
    assert office.said == "Алып тасталды. Қайтару: Ctrl+Z."

    press("Ctrl+Z")
    assert len(lines(office)) == before


def test_letters_narrow_the_list(office: Seat) -> None:
    press("Ctrl+F")
    types("геометрия")
    assert {texts[1] for texts in lines(office)} == {"8-сынып · Геометрия"}

    types("ъъ")
    assert "Мұндай жол табылмады." in words(screen(office))
    press("Esc")
    assert len(lines(office)) > 1


def test_an_observed_lesson_is_written_down_by_keys(office: Seat) -> None:
    press("Alt+2")
    before = len(lines(office, 1))

    def answer(dialog: ObservationDialog) -> None:
        press("Return")
        refused.append(words(dialog))
        types("Оқушылар белсенді")
        press("Return")

    refused: list[list[str]] = []
    answering(ObservationDialog, answer)
    press("Ctrl+N")

    assert "Сабақта не байқалғанын жазыңыз. Ештеңе жазылмады." in refused[0]
    assert len(lines(office, 1)) == before + 1
    assert lines(office, 1)[0][3] == "Оқушылар белсенді"


def test_a_teacher_sees_only_what_concerns_them(seat: Seat) -> None:
    with seat.taken_by(TEACHER):
        shown = opened_by(seat)
        remarks = {one.place.class_group for one in shown.remarks}
        mine = {page.class_group for page in seat.desk.journal.pages_of(seat.desk.account.id)}

        assert remarks <= mine
        assert "Ескерту жазу" not in words(shown)
        press("Alt+2")
        assert {texts[2] for texts in lines(seat, 1)} == {"Сейіт Гүлнар Серікқызы"}


def test_remarks_wait_in_the_rail_until_they_are_done(seat: Seat) -> None:
    with seat.taken_by(TEACHER):
        shown = opened_by(seat)
        waiting = sum(one.open for one in shown.remarks)
        assert waiting == _count(seat)

        answering(DoneDialog, lambda _dialog: press("Return"))
        press("Return")
        assert _count(seat) == waiting - 1


@needs_pdftotext
@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(("tab", "title"), [(1, "ескертулер"), (2, "Сабақты бақылау парағы")])
def test_ctrl_p_prints_what_is_in_sight(
    tmp_path: Path, opened: Opened, qtbot: QtBot, tab: int, title: str
) -> None:
    out = tmp_path / "paper.pdf"

    def answer(_dialog: PaperDialog) -> None:
        answering(QFileDialog, lambda dialog: choose(dialog, out))
        press("Return")

    press(f"Alt+{tab}")
    answering(PaperDialog, answer)
    press("Ctrl+P")

    qtbot.waitUntil(lambda: opened.files == [out])
    assert title in text_of(out.read_bytes())


def test_the_sheet_has_the_same_lines_as_the_screen(office: Seat, tmp_path: Path) -> None:
    shown = screen(office)
    remark = next(one for one in shown.remarks if not one.open)
    out = tmp_path / "remarks.xlsx"
    office.desk.trail_papers.remarks(remark.place.class_group, "kk", "xlsx", out)

    values = load_workbook(out).worksheets[0].iter_rows(values_only=True)
    told = next(row for row in values if row[2] == remark.text)
    assert told[0] == datetime.combine(remark.day, time())
    assert remark.answer in str(told[4])


def test_f8_tells_who_wrote_and_changed_the_line(office: Seat) -> None:
    answering(RemarkDialog, lambda _dialog: (press("Ctrl+A"), types("Басқаша"), press("Return")))
    press("F2", "F8")

    told = words(screen(office))
    assert any(text.endswith("→ 20.10.2026, Басқаша") for text in told)
    assert "Мәтін · Ескерту жазу" in told

    press("F8")
    assert "Мәтін · Ескерту жазу" not in words(screen(office))


def test_models_are_sound(office: Seat, qtmodeltester: ModelTester) -> None:
    for model in screen(office).models:
        qtmodeltester.check(model)


def test_the_place_is_found_again(office: Seat) -> None:
    press("Down")
    place = office.screen.place()
    assert office.window is not None
    office.window.shell.open(Place("start"))
    press("Alt+Left")

    assert office.screen.place() == place


def _count(seat: Seat) -> int:
    assert seat.window is not None
    places = seat.window.shell.rail.content.places
    return next(one.count for one in places if one.place.name == "supervision")
