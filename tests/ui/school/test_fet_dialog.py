"""A timetable made in the window by keys: FET runs, the change is seen, taken, taken back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from school_desk.i18n import _
from school_desk.settings import remember
from school_desk.ui.school.fet_dialog import FetDialog
from school_desk.ui.screen import Place
from school_desk.ui.theme.theme import Theme
from tests.schools.making import leave, make_small, now_of
from tests.ui.keyboard import answering, press, settle
from tests.ui.seat import Seat
from tests.ui.undoing import take_back

pytestmark = pytest.mark.skipif(not shutil.which("fet-cl"), reason="Debian package fet")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The small school and its head."""
    desk = make_small(tmp_path_factory.mktemp("small") / "school")
    desk.close()
    leave(desk)
    return desk.place.folder, desk.account.sign_in_name


@pytest.fixture
def seat(tmp_path: Path, made: tuple[Path, str], theme: Theme) -> Iterator[Seat]:
    shutil.copytree(made[0], tmp_path / "school")
    found = Seat(tmp_path / "school", theme, now=now_of("2026-27"))
    with found.taken_by(made[1]):
        yield found


@pytest.fixture
def dialog(seat: Seat) -> Iterator[FetDialog]:
    """The dialog over the timetable, without its own loop of events."""
    assert seat.window is not None
    seat.window.shell.open(Place("timetable"))
    shown = FetDialog(seat.window.at, seat.window.shell)
    shown.show()
    shown.activateWindow()
    settle()
    yield shown
    shown.close()
    shown.deleteLater()
    settle()


def texts(dialog: FetDialog) -> list[str]:
    return [one.text() for one in dialog.findChildren(QLabel) if one.isVisible()]


def test_timetable_is_made_by_keys_and_goes_with_one_undo(qtbot: QtBot, seat: Seat) -> None:
    assert seat.window is not None
    seat.window.shell.open(Place("timetable"))
    settle()

    def make(dialog: FetDialog) -> None:
        qtbot.waitUntil(dialog.isActiveWindow)
        press("Return")
        qtbot.waitUntil(lambda: dialog.outcome is not None, timeout=60_000)
        assert dialog.model.rowCount() == 213
        press("Return")

    answering(FetDialog, make)
    press("Alt+F")

    assert len(seat.desk.school.timetable()) == 213
    take_back()
    assert seat.desk.school.timetable() == ()


def test_esc_stops_fet_and_leaves_all_unchanged(
    qtbot: QtBot, seat: Seat, dialog: FetDialog
) -> None:
    script = seat.desk.place.folder / "slow"
    script.write_text("#!/bin/sh\nexec sleep 60\n", "utf-8")
    script.chmod(0o755)
    remember(seat.desk.place.settings, fet=str(script))

    dialog.make()
    press("Esc")
    qtbot.waitUntil(lambda: dialog._task is None)

    assert dialog.start.isVisible()
    assert _("Stopped. Nothing was changed.") in texts(dialog)
    assert seat.desk.school.timetable() == ()


def test_what_stands_in_the_way_is_listed_before_fet_is_asked(seat: Seat) -> None:
    subject = seat.desk.school.subjects()[0].id
    row = seat.desk.school.class_groups()[0].id
    parts = seat.desk._ground.workplace.partitions
    with seat.desk._storage.begin("Change curriculum", actor=seat.desk.account.id) as work:
        work.born("curriculum", parts.school_wide, class_group=row, subject=subject, hours="0.3")
    assert seat.window is not None

    dialog = FetDialog(seat.window.at, seat.window.shell)

    assert dialog.start.model.rowCount() == 1
    assert not dialog.verb.isEnabled()
    dialog.deleteLater()


def test_computer_without_fet_says_what_to_do(seat: Seat) -> None:
    remember(seat.desk.place.settings, fet="no-such-command")
    assert seat.window is not None

    dialog = FetDialog(seat.window.at, seat.window.shell)

    assert not dialog.verb.isEnabled()
    assert any("fet" in one.text() for one in dialog.start.findChildren(QLabel))
    dialog.deleteLater()


def test_files_go_out_and_come_back(
    qtbot: QtBot, seat: Seat, dialog: FetDialog, tmp_path: Path
) -> None:
    seat.desk.fet.take(seat.desk.fet_files.solve().change)
    dialog.write_excel(tmp_path / "week.xlsx")
    dialog.write_fet(tmp_path / "week.fet")

    dialog.read_excel(tmp_path / "week.xlsx")
    qtbot.waitUntil(lambda: dialog.outcome is not None)

    assert dialog.outcome is not None
    assert dialog.outcome.same
    assert not dialog.verb.isEnabled()
    dialog.read_fet(tmp_path / "week.fet")
    qtbot.waitUntil(lambda: dialog._task is None)
    settle()
    assert any("week.fet" in text for text in texts(dialog))


def test_model_of_the_lines_is_a_model(qtmodeltester: object, dialog: FetDialog) -> None:
    qtmodeltester.check(dialog.model)  # type: ignore[attr-defined]
    assert dialog.table.focusPolicy() != Qt.FocusPolicy.NoFocus
