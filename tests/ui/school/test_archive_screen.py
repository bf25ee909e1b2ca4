"""The archive in the window: four words, a place, a file that opens; plain only after a warning."""

from PySide6.QtWidgets import QFileDialog

from school_desk.printing.archive_file import read_archive
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.opening import choose

WORDS = "қасық бұлт жеті арық"


def at_archive(head_seat):
    head_seat.window.shell.open(Place("archive"))
    settle()
    screen = head_seat.screen
    group = next(one.id for one in head_seat.desk.school.class_groups() if one.label == "9")
    screen.whose.setCurrentIndex(screen.whose.findData(group))
    return screen


def test_an_archive_is_locked_with_words_typed_twice(head_seat, qtbot, tmp_path):
    screen = at_archive(head_seat)
    out = tmp_path / "9.zip.age"
    screen.password.setFocus()
    types(WORDS)
    screen.password.second.setFocus()
    types(WORDS)

    answering(QFileDialog, lambda files: choose(files, out))
    press("Ctrl+P")
    qtbot.waitUntil(lambda: head_seat.window.at.tasks.idle, timeout=60_000)

    assert read_archive(out, WORDS)
    assert [one.plain for one in head_seat.desk.archives.taken_out()] == [False]
    settle()
    assert screen.rows.rows[0].texts[1].endswith("9")


def test_words_that_differ_make_no_archive(head_seat):
    screen = at_archive(head_seat)
    screen.password.setFocus()
    types(WORDS)
    screen.password.second.setFocus()
    types("басқа")

    press("Ctrl+P")

    assert head_seat.desk.archives.taken_out() == ()
    assert screen.password.second.hasFocus() or screen.password.second.line.hasFocus()


def test_without_a_passphrase_a_warning_stands_there_first(head_seat, qtbot, tmp_path):
    screen = at_archive(head_seat)
    assert screen.warning.isHidden()
    screen.plain.setFocus()
    press("Space")
    assert not screen.warning.isHidden()

    answering(QFileDialog, lambda files: choose(files, tmp_path / "9.zip"))
    press("Ctrl+P")
    qtbot.waitUntil(lambda: head_seat.window.at.tasks.idle, timeout=60_000)

    assert [one.plain for one in head_seat.desk.archives.taken_out()] == [True]
