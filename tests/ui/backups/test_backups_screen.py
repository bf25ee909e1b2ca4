"""Backups in the window: one is made by a key, another comes back after one saw what differs."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QFileDialog

from school_desk.app import Entrance
from school_desk.demo.school import DEMO_PASSWORD
from school_desk.paths import SchoolFolder
from school_desk.storage.backup_rules import Kind
from school_desk.ui.backups.restore_dialogs import GoBackDialog, OpenBackupDialog
from school_desk.ui.screen import Place
from tests.robustness.test_rough_end import type_marks
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.opening import choose
from tests.ui.seat import HEAD, TEACHER, words


@pytest.fixture
def head_seat(seat):
    """The head at the window."""
    with seat.taken_by(HEAD) as taken:
        yield taken


def at_backups(seat):
    seat.window.shell.open(Place("backups"))
    settle()
    return seat.screen


def make_by_key(seat, qtbot):
    press("Alt+B")
    qtbot.waitUntil(lambda: seat.window.at.tasks.idle, timeout=30_000)
    settle()


def type_as_teacher(seat, *texts):
    """Somebody else writes on this computer before or after."""
    door = Entrance(SchoolFolder(seat.folder), now=lambda: seat.now)
    desk = door.sign_in(TEACHER, DEMO_PASSWORD)
    type_marks(desk, *texts)
    device = desk._storage.device.id
    desk.close()
    door.close()
    return device


def test_a_backup_is_made_by_a_key_and_stands_in_the_list(head_seat, qtbot):
    screen = at_backups(head_seat)
    assert screen.rows.rows == ()

    make_by_key(head_seat, qtbot)

    (row,) = screen.rows.rows
    assert row.texts[:3] == ("2026\xa0ж. 22 қазан, 09:31", "қолмен жасалған", "осы компьютер")
    assert ".sdbackup" in head_seat.said


def test_going_back_shows_first_what_would_be_missing(seat, qtbot):
    with seat.taken_by(HEAD):
        at_backups(seat)
        make_by_key(seat, qtbot)
    device = type_as_teacher(seat, "9", "8")
    seen = []

    def read(dialog):
        seen.extend(words(dialog))
        dialog.way_out.setFocus()
        press("Tab", "Return")

    with seat.taken_by(HEAD):
        screen = at_backups(seat)
        screen.table.setFocus()
        asks_and(qtbot, read)
        press("Return")
        qtbot.waitUntil(lambda: bool(seat.left), timeout=30_000)

    assert any("2 әрекет" in one for one in seen)
    assert any("Гүлнар" in one for one in seen)
    assert len(list(seat.folder.glob("school-aside-*.db"))) == 1
    assert type_as_teacher(seat) != device


def asks_and(qtbot, then):
    """Type the password of that day; the next question comes when the backup is open."""

    def open_it(dialog):
        answering(GoBackDialog, then)
        types(DEMO_PASSWORD)
        press("Return")
        qtbot.waitUntil(lambda: dialog._task is None, timeout=30_000)

    answering(OpenBackupDialog, open_it)


def test_enter_on_the_last_question_changes_nothing(seat, qtbot):
    with seat.taken_by(HEAD):
        screen = at_backups(seat)
        make_by_key(seat, qtbot)
        screen.table.setFocus()
        asks_and(qtbot, lambda _last: press("Return"))
        press("Return")
        qtbot.waitUntil(lambda: "өзгерген жоқ" in seat.said, timeout=30_000)

        assert not list(seat.folder.glob("school-aside-*"))
        assert not list(seat.folder.glob("school.restored*"))


def test_a_wrong_password_is_said_in_the_dialog(seat, qtbot):
    said = []

    def try_it(dialog):
        types("басқа сөз")
        press("Return")
        qtbot.waitUntil(lambda: dialog._task is None, timeout=30_000)
        said.append(dialog.problem.sentence)
        press("Escape")

    with seat.taken_by(HEAD):
        screen = at_backups(seat)
        make_by_key(seat, qtbot)
        screen.table.setFocus()
        answering(OpenBackupDialog, try_it)
        press("Return")

        assert "Құпиясөз" in said[0]
        assert not list(seat.folder.glob("school-aside-*"))


def test_a_second_place_is_chosen_and_gets_the_newest(head_seat, qtbot, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    screen = at_backups(head_seat)
    make_by_key(head_seat, qtbot)

    answering(QFileDialog, lambda files: choose(files, stick))
    press("Alt+S")
    qtbot.waitUntil(lambda: head_seat.window.at.tasks.idle, timeout=30_000)
    settle()

    assert len(list(stick.glob("*.sdbackup"))) == 1
    assert [row.texts[2] for row in screen.rows.rows] == ["осы компьютер", "екінші орын"]
    stick.rename(tmp_path / "gone")
    screen.reload()
    settle()
    assert any("Қазір ол қосулы емес" in one for one in words(screen))


def test_a_teacher_has_no_such_place_but_the_backup_of_the_day_is_made(seat, qtbot):
    with seat.taken_by(TEACHER):
        offered = [one.place.name for one in seat.window._rail().places]
        seat.window._backup.begin()
        qtbot.waitUntil(lambda: not seat.window._backup._running, timeout=60_000)

        assert "backups" not in offered
    (backup,) = (seat.folder / "backups").glob("*.sdbackup")
    assert (seat.folder / "backups" / "tests.json").exists()
    assert backup


def test_anybody_makes_a_backup_by_a_key(teacher_seat, qtbot):
    make_by_key(teacher_seat, qtbot)

    assert ".sdbackup" in teacher_seat.said


def test_what_is_due_is_made_once_a_day_and_tried_out_once_a_week(seat, qtbot):
    tests = []
    for _day in range(9):
        with seat.taken_by(HEAD):
            for _ in range(2):
                seat.window._backup.begin()
                qtbot.waitUntil(lambda: not seat.window._backup._running, timeout=60_000)
            tests.append(seat.desk.backups.last_test.at)
        seat.now += timedelta(days=1)

    assert len(list((seat.folder / "backups").glob("*.sdbackup"))) == 7
    assert len(set(tests)) == 2


def test_a_test_restore_that_fails_is_said_loudly_and_stays_on_the_screen(seat, qtbot):
    with seat.taken_by(HEAD):
        made = seat.desk.backups.make(Kind.DAILY, lambda *_: None, lambda: False)
        content = bytearray(made.backup.path.read_bytes())
        content[-1] ^= 1
        made.backup.path.write_bytes(content)

        seat.window._backup.begin()
        qtbot.waitUntil(lambda: not seat.window._backup._running, timeout=60_000)
        said = seat.said
        screen = at_backups(seat)

        assert "бүлінген" in said
        assert any("қайтара алмайды" in one for one in words(screen))
