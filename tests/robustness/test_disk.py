"""A disk that fills, goes away or is held by another program while a teacher types."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from school_desk.demo.school import DEMO_PASSWORD
from school_desk.storage import database
from school_desk.ui.access.getting_in import GettingIn
from school_desk.ui.access.start_refusal import StartRefusalCard
from school_desk.ui.journal.register_screen import RegisterScreen
from school_desk.ui.tasks import Tasks
from school_desk.ui.theme.theme import Theme
from tests.robustness.conftest import ROOT, entrance
from tests.ui.keyboard import press, settle, types
from tests.ui.seat import HEAD, TEACHER, Seat

FULL = "Дискіде орын жоқ"


@pytest.fixture
def full_disk_seat(
    folder: Path, theme: Theme, small_disk: Callable[[str], Path]
) -> Iterator[tuple[Seat, Callable[[], None]]]:
    """A teacher on her page; the disk under her school is full until the space is freed."""
    need = sum(one.stat().st_size for one in folder.iterdir())
    disk = small_disk(f"size={need + 400_000}")
    shutil.copytree(folder, disk, dirs_exist_ok=True)
    seat = Seat(disk, theme)
    with seat.taken_by(TEACHER):
        seat.opens_lesson()
        seat.stands_on(2)
        leave_no_spare_room(seat)
        fill(disk / "ballast")
        yield seat, (disk / "ballast").unlink
        (disk / "ballast").unlink(missing_ok=True)


def leave_no_spare_room(seat: Seat) -> None:
    """A log of writes that once grew long would be written over without asking the disk."""
    seat.desk._storage.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def fill(file: Path) -> None:
    """Write until not one byte more fits."""
    with file.open("wb") as opened:
        for size in (65536, 4096, 1):
            try:
                while True:
                    os.write(opened.fileno(), b"\0" * size)
            except OSError:
                continue


def shown(seat: Seat, pupil: int) -> str:
    """What stands in the current column of a pupil on the screen."""
    grid = seat.register.grid
    column = grid.model.column_of(grid.column)
    return str(grid.model.index(pupil - 1, column).data(Qt.ItemDataRole.DisplayRole) or "")


def whole(folder: Path) -> bool:
    """Whether the file fits its log."""
    door = entrance(folder, reading=True)
    desk = door.sign_in(HEAD, DEMO_PASSWORD)
    faults = desk.verify()
    desk.close()
    door.close()
    return not faults


def type_until_refused(seat: Seat) -> tuple[int, str]:
    """Type marks, down the column and again, until the disk takes no more; which, and where."""
    for n in range(60):
        pupil, points = 2 + n % 8, str(2 + n // 8 % 8)
        seat.stands_on(pupil)
        before = shown(seat, pupil)
        types(points)
        seat.register.flush()
        if FULL in seat.said:
            return pupil, before
    pytest.fail(f"the disk never filled; said last: {seat.said}")


def test_a_mark_that_does_not_fit_on_the_disk_is_not_shown_as_saved(
    full_disk_seat: tuple[Seat, Callable[[], None]],
) -> None:
    seat, _free = full_disk_seat

    pupil, before = type_until_refused(seat)

    assert shown(seat, pupil) == before
    assert "Enter" in seat.said
    assert str(seat.points(pupil) or "") == before


def test_nobody_leaves_the_page_while_a_mark_does_not_fit(
    full_disk_seat: tuple[Seat, Callable[[], None]],
) -> None:
    seat, free = full_disk_seat
    pupil, before = type_until_refused(seat)

    press("Ctrl+2")
    stayed, said = isinstance(seat.screen, RegisterScreen), seat.said
    free()
    press("Ctrl+2")

    assert stayed
    assert said.startswith(FULL)
    assert not isinstance(seat.screen, RegisterScreen)
    press("Alt+Left")
    assert str(seat.points(pupil) or "") != before


def test_enter_writes_the_mark_once_there_is_space(
    full_disk_seat: tuple[Seat, Callable[[], None]],
) -> None:
    seat, free = full_disk_seat
    pupil, before = type_until_refused(seat)

    free()
    press("Return")
    settle()

    assert shown(seat, pupil) not in ("", before)
    assert str(seat.points(pupil)) == shown(seat, pupil)
    assert FULL not in seat.said
    assert whole(seat.folder)


def test_leaving_with_a_full_disk_loses_nothing_that_was_saved(
    full_disk_seat: tuple[Seat, Callable[[], None]],
) -> None:
    seat, free = full_disk_seat
    pupil, before = type_until_refused(seat)

    press("Escape", "Escape")
    seat.window.shell.close()
    free()

    assert whole(seat.folder)
    door = entrance(seat.folder, reading=True)
    desk = door.sign_in(TEACHER, DEMO_PASSWORD)
    name = next(one for one in desk.journal.pages_of(desk.account.id) if "6" in one.class_label)
    row = desk.journal.open_page(name.group, name.subject, 1).rows[pupil - 1]
    assert int(before or 0) in (*row.marks.values(), 0)
    desk.close()
    door.close()


def test_what_did_not_fit_waits_in_its_cell_and_is_typed_anew_or_forgotten(
    full_disk_seat: tuple[Seat, Callable[[], None]],
) -> None:
    seat, free = full_disk_seat
    pupil, _before = type_until_refused(seat)
    waits = seat.register.grid.keys.typed

    press("Escape")
    forgotten = seat.register.grid.keys.typed
    types("7")
    free()
    types("3")

    assert waits is not None
    assert forgotten is None
    assert seat.points(pupil) == 3
    assert shown(seat, pupil) == "3"


def test_a_topic_that_did_not_fit_stays_in_its_line_until_enter_saves_it(
    full_disk_seat: tuple[Seat, Callable[[], None]],
) -> None:
    seat, free = full_disk_seat
    type_until_refused(seat)
    press("Escape", "Ctrl+T")
    seat.register.strip.topic.setText("Бөлшектер " * 800)

    press("Return")
    refused, kept = seat.said, seat.register.strip.topic.text()
    free()
    press("Return")

    assert refused.startswith(FULL)
    assert kept.startswith("Бөлшектер")
    lesson = seat.register.grid.column.lesson
    column = next(one for one in seat.kept().columns if one.key.lesson == lesson)
    assert column.topic == ("Бөлшектер " * 800).strip()


HOLDER = """
import sys
from pathlib import Path
from tests.robustness.conftest import entrance
from school_desk.demo.school import DEMO_PASSWORD

desk = entrance(Path(sys.argv[1]), reading=True).sign_in(sys.argv[2], DEMO_PASSWORD)
desk._storage.db.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
desk._storage.db.execute("ROLLBACK")
"""


@contextmanager
def held_by_another(folder: Path) -> Iterator[None]:
    """Another program keeps the file locked."""
    command = [sys.executable, "-c", HOLDER, str(folder), HEAD]
    with Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield
        holder.communicate("\n")


def test_a_file_held_by_another_program_keeps_the_old_mark_and_takes_the_next(
    monkeypatch: pytest.MonkeyPatch, seat: Seat
) -> None:
    monkeypatch.setattr(database, "BUSY_MILLISECONDS", 100)
    with seat.taken_by(TEACHER):
        seat.opens_lesson()
        seat.stands_on(2)
        before = seat.points(2)
        with held_by_another(seat.folder):
            types("9")
            said, held = seat.said, shown(seat, 2)
        press("Return")

        assert "басқа бағдарлама" in said
        assert held == str(before or "")
        assert shown(seat, 2) == "9"
        assert seat.points(2) == 9


def test_a_folder_that_goes_away_is_said_and_nothing_falls_over(qtbot: QtBot, seat: Seat) -> None:
    away = seat.folder.with_name("away")
    with seat.taken_by(TEACHER):
        seat.opens_lesson()
        seat.stands_on(2)
        types("9")
        seat.folder.rename(away)
        with qtbot.captureExceptions() as bugs:
            types("8")
            said, held = seat.said, shown(seat, 2)
            press("Escape", "Escape")
            seat.window.shell.close()
            seat.window.close()
            seat.left.append(TEACHER)

    assert bugs == []
    assert str(seat.folder) in said
    assert held == "9"
    assert whole(away)


def test_a_folder_that_comes_back_takes_what_was_typed_by_enter(seat: Seat) -> None:
    away = seat.folder.with_name("away")
    with seat.taken_by(TEACHER):
        seat.opens_lesson()
        seat.stands_on(2)
        seat.folder.rename(away)
        types("8")
        away.rename(seat.folder)
        press("Return")

        assert seat.points(2) == 8
        assert shown(seat, 2) == "8"


def test_a_file_that_is_deleted_or_replaced_takes_no_more_marks(
    seat: Seat, demo_folder: Path
) -> None:
    with seat.taken_by(TEACHER):
        seat.opens_lesson()
        seat.stands_on(2)
        before = shown(seat, 2)
        (seat.folder / "school.db").unlink()
        types("8")
        deleted = seat.said
        shutil.copy(demo_folder / "school.db", seat.folder / "school.db")
        press("Return")
        replaced = seat.said
        kept = shown(seat, 2)

    assert "school.db" in deleted
    assert "school.db" in replaced
    assert kept == before


def test_signing_out_where_the_folder_went_away_leads_to_the_door(qtbot: QtBot, seat: Seat) -> None:
    door = GettingIn(seat.folder, Tasks(), lambda place: entrance(place.folder))
    qtbot.addWidget(door)
    door.start()
    desk = door.entrance.sign_in(TEACHER, DEMO_PASSWORD)
    shutil.rmtree(seat.folder)

    with qtbot.captureExceptions() as bugs:
        door.lock(desk)

    assert bugs == []
    assert isinstance(door.card, StartRefusalCard)
    door.entrance.close()
