"""Import check with real files: what is shown, what blocks, what is written and taken back."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from school_desk.i18n import _
from school_desk.ui.school.import_dialog import ImportDialog, save_template
from school_desk.ui.school.import_model import ERROR_SIGN, WARNING_SIGN, sign_of
from school_desk.ui.school.pupils_screen import PLACE
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle
from tests.ui.school.conftest import Book
from tests.ui.seat import TEACHER, Seat

BORN = date(2013, 5, 5)
GOOD = ("8В", "Ілиясов", "Әлібек", "Нұрланұлы", BORN)
LATIN = ("8В", "Aлимoв", "Сұңқар", "", BORN)
BAD = ("8В", "Үсенов", "Қанат", "", "31.02.2013")


@pytest.fixture
def dialog(head_seat: Seat) -> Iterator[ImportDialog]:
    """The dialog over the pupils' screen, without its own loop of events."""
    assert head_seat.window is not None
    head_seat.window.shell.open(Place(PLACE))
    made = ImportDialog(head_seat.window.at, head_seat.window.shell)
    made.show()
    made.activateWindow()
    settle()
    yield made
    made.close()
    made.deleteLater()
    settle()


@pytest.fixture
def read(qtbot: QtBot, dialog: ImportDialog) -> Callable[[Path], ImportDialog]:
    """Read a file and wait for it."""

    def read_file(path: Path) -> ImportDialog:
        dialog.read(path)
        qtbot.waitUntil(lambda: dialog._task is None)
        settle()
        return dialog

    return read_file


def labels(seat: Seat) -> list[str]:
    return [group.label for group in seat.desk.school.class_groups()]


def shown(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def test_a_good_list_is_taken_as_one_step_and_undone(
    qtbot: QtBot, head_seat: Seat, read: Callable[[Path], ImportDialog], book: Book
) -> None:
    before = labels(head_seat)
    dialog = read(book(GOOD, ("8В", "Үсенов", "Қанат", "", BORN)))

    press("Return")
    qtbot.waitUntil(lambda: dialog.taken == 2)
    taken = labels(head_seat)
    said = head_seat.said
    head_seat.window.shell.trigger("undo")

    assert set(taken) - set(before) == {"8 «В»"}
    assert "2" in said
    assert labels(head_seat) == before


def test_the_language_of_a_new_class_is_chosen_in_the_dialog(
    qtbot: QtBot, head_seat: Seat, read: Callable[[Path], ImportDialog], book: Book
) -> None:
    dialog = read(book(GOOD))

    box = dialog.check.classes.choices[8, "В"]
    box.setCurrentIndex(box.findData("ru"))
    dialog.verb.click()
    qtbot.waitUntil(lambda: dialog.taken == 1)

    made = next(one for one in head_seat.desk.school.class_groups() if one.label == "8 «В»")
    assert made.language == "ru"


def test_an_error_blocks_and_says_where(read: Callable[[Path], ImportDialog], book: Book) -> None:
    dialog = read(book(GOOD, BAD))
    model = dialog.check.model

    row = [str(model.index(0, column).data()) for column in (1, 2, 7)]

    assert not dialog.verb.isEnabled()
    assert row[:2] == ["3", "E"]
    assert "31.02.2013" in row[2]
    assert sign_of(model.lines[0]) is ERROR_SIGN
    assert dialog.check.only_problems.isChecked()


def test_warnings_do_not_block(read: Callable[[Path], ImportDialog], book: Book) -> None:
    dialog = read(book((*GOOD[:4], None)))

    assert dialog.verb.isEnabled()
    assert sign_of(dialog.check.model.lines[0]) is WARNING_SIGN


def test_the_filter_hides_lines_without_problems(
    read: Callable[[Path], ImportDialog], book: Book
) -> None:
    dialog = read(book(GOOD, LATIN))
    everyone = dialog.check.model.rowCount()

    dialog.check.only_problems.setChecked(True)

    assert (everyone, dialog.check.model.rowCount()) == (2, 1)


def test_a_latin_letter_stays_until_space_accepts_the_proposal(
    qtbot: QtBot, head_seat: Seat, read: Callable[[Path], ImportDialog], book: Book
) -> None:
    dialog = read(book(GOOD, LATIN))
    as_read = dialog.check.model.index(1, 3).data()

    dialog.check.table.selectRow(1)
    press("Space")
    accepted = dialog.check.model.index(1, 3).data()
    dialog.verb.click()
    qtbot.waitUntil(lambda: dialog.taken == 2)

    assert as_read == "Aлимoв Сұңқар"
    assert accepted == "Алимов Сұңқар"
    found = head_seat.desk.school.find_pupils("алимов")
    assert "Алимов" in [pupil.name.surname for _group, pupil in found]


def test_space_again_takes_the_acceptance_back(
    read: Callable[[Path], ImportDialog], book: Book
) -> None:
    dialog = read(book(LATIN))

    press("Space", "Space")

    assert dialog.check.model.index(0, 3).data() == "Aлимoв Сұңқар"


def test_all_proposals_are_accepted_by_one_button(
    read: Callable[[Path], ImportDialog], book: Book
) -> None:
    dialog = read(book(LATIN, ("8В", "Бeкoв", "Арман", "", BORN)))

    dialog.check.accept_all.click()

    assert dialog.check.shown is not None
    names = [pupil.name.full for pupil in dialog.check.shown.new_pupils()]
    assert names == ["Алимов Сұңқар", "Беков Арман"]
    assert not dialog.check.accept_all.isVisible()


def test_who_is_in_the_school_is_named_and_left_out(
    qtbot: QtBot, head_seat: Seat, read: Callable[[Path], ImportDialog], book: Book
) -> None:
    first = read(book(GOOD))
    first.verb.click()
    qtbot.waitUntil(lambda: first.taken == 1)

    again = ImportDialog(head_seat.window.at, head_seat.window.shell)
    again.show()
    again.read(book(GOOD, name="тағы.xlsx"))
    qtbot.waitUntil(lambda: again._task is None)

    assert again.check.model.index(0, 3).data() == "Ілиясов Әлібек Нұрланұлы"
    assert not again.verb.isEnabled()
    again.close()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("бет.xlsx", b"<html></html>"),
        ("ескі.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
        ("бұзылған.xlsx", b"PK\x03\x04" + b"\x00" * 40),
        ("бос.xlsx", b""),
    ],
)
def test_what_is_no_list_is_refused_with_its_name(
    read: Callable[[Path], ImportDialog], tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)

    dialog = read(tmp_path / name)

    assert any(name in sentence for sentence in shown(dialog.start))
    assert not dialog.verb.isVisible()


def test_a_missing_file_is_refused(read: Callable[[Path], ImportDialog], tmp_path: Path) -> None:
    dialog = read(tmp_path / "жоқ.xlsx")

    assert any("жоқ.xlsx" in sentence for sentence in shown(dialog.start))


def test_a_mended_file_is_read_again_by_f5(
    qtbot: QtBot, read: Callable[[Path], ImportDialog], book: Book
) -> None:
    dialog = read(book(BAD))
    book((*BAD[:4], BORN))

    press("F5")
    qtbot.waitUntil(lambda: dialog._task is None)
    settle()

    assert dialog.verb.isEnabled()


def test_a_file_is_read_when_it_is_dropped(qtbot: QtBot, dialog: ImportDialog, book: Book) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(book(GOOD)))])
    at, copy = QPointF(9, 9), Qt.DropAction.CopyAction
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

    dialog.dropEvent(QDropEvent(at, copy, mime, left, plain))
    qtbot.waitUntil(lambda: dialog.check.shown is not None and dialog._task is None)

    assert dialog.check.model.rowCount() == 1


def test_escape_leaves_everything_unchanged(
    head_seat: Seat, read: Callable[[Path], ImportDialog], book: Book
) -> None:
    before = labels(head_seat)
    dialog = read(book(GOOD))

    press("Esc")

    assert not dialog.isVisible()
    assert dialog.taken is None
    assert labels(head_seat) == before


def test_a_stopped_import_leaves_nothing_behind(
    qtbot: QtBot, head_seat: Seat, read: Callable[[Path], ImportDialog], book: Book
) -> None:
    before = labels(head_seat)
    dialog = read(book(*(("8В", f"Сұлтан{'а' * n}", "Әли", "", BORN) for n in range(1, 50))))

    dialog.verb.click()
    dialog.reject()
    qtbot.waitUntil(lambda: dialog._task is None)

    assert dialog.taken is None
    assert labels(head_seat) == before
    assert dialog.isVisible()


def test_without_a_day_nothing_is_taken(
    head_seat: Seat, read: Callable[[Path], ImportDialog], book: Book
) -> None:
    before = labels(head_seat)
    dialog = read(book(GOOD))

    dialog.check.since.line.clear()
    dialog.verb.click()

    assert labels(head_seat) == before
    assert dialog.check.since.line.property("problem")


def test_the_sample_can_be_looked_at(qtbot: QtBot, dialog: ImportDialog) -> None:
    dialog.start.sample_asked.emit()
    qtbot.waitUntil(lambda: dialog.check.shown is not None and dialog._task is None)

    found = dialog.check.shown.read
    assert len(found.pupils) + len(found.left_out) == 24
    assert dialog.check.shown.errors == 0


@pytest.mark.usefixtures("head_seat")
def test_ctrl_i_opens_the_check_and_escape_leaves() -> None:
    seen: list[ImportDialog] = []

    def leave(dialog: ImportDialog) -> None:
        seen.append(dialog)
        press("Esc")

    answering(ImportDialog, leave)
    press("Ctrl+I")

    assert len(seen) == 1
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_saved_template_can_be_read_and_has_no_pupils(
    head_seat: Seat, tmp_path: Path, language: str
) -> None:
    path = tmp_path / "үлгі.xlsx"

    save_template(head_seat.window.at, path, language)

    assert head_seat.desk.pupil_files.read(path).pupils == ()
    assert "үлгі.xlsx" in head_seat.said


def test_a_template_that_cannot_be_written_says_so(head_seat: Seat, tmp_path: Path) -> None:
    path = tmp_path / "жоқ" / "үлгі.xlsx"

    save_template(head_seat.window.at, path, "kk")

    assert "үлгі.xlsx" in head_seat.said
    assert not path.exists()


def test_a_teacher_is_told_who_may_import(seat: Seat) -> None:
    with seat.taken_by(TEACHER) as taken:
        press("Ctrl+I")

        assert _("head of the school") in taken.said


def test_the_table_is_a_good_model(
    qtmodeltester, read: Callable[[Path], ImportDialog], book: Book
) -> None:
    dialog = read(book(GOOD, LATIN, BAD))

    qtmodeltester.check(dialog.check.model)

    assert dialog.check.model.columnCount() == 8
