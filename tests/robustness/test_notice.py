"""What the day begins with: damage before a power cut, a power cut before a wrong clock."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from school_desk.app import Desk
from school_desk.ui.theme.theme import Theme
from school_desk.ui.widgets.notice import Notice
from tests.robustness.test_rough_end import type_marks
from tests.spoiled_page import spoil_page_of
from tests.ui.keyboard import press, settle
from tests.ui.seat import HEAD, TEACHER, Seat


@pytest.fixture
def after_power_cut(desk: Desk, tmp_path: Path, theme: Theme) -> Seat:
    """A computer that was on when the power failed, an hour and a half before midnight."""
    type_marks(desk, "9", "8", "7", "6")
    seat = Seat(Path(shutil.copytree(desk.place.folder, tmp_path / "after")), theme)
    seat.now += timedelta(hours=23)
    return seat


def notices(seat: Seat) -> list[str]:
    return [one.accessibleName() for one in seat.screen.findChildren(Notice) if one.isVisible()]


def test_the_start_says_when_the_work_broke_off_and_what_is_kept(after_power_cut: Seat) -> None:
    with after_power_cut.taken_by(TEACHER):
        (told,) = notices(after_power_cut)

    assert told == (
        "Кеше 09:31-де жұмыс үзіліп қалды, жарық сөнген болар. "
        "Сол күні енгізген 13 бағаңыз сақталған, ештеңе жоғалған жоқ."
    )


def test_it_is_said_in_the_language_of_the_window(after_power_cut: Seat) -> None:
    with after_power_cut.taken_by(TEACHER):
        press("Ctrl+Shift+L")

        assert notices(after_power_cut)[0].startswith("Вчера в 09:31 работа прервалась")


def test_once_read_it_does_not_come_back(after_power_cut: Seat) -> None:
    with after_power_cut.taken_by(TEACHER):
        after_power_cut.screen.findChild(Notice)._on_close()
        press("Return", "Escape")

        assert notices(after_power_cut) == []


def test_a_power_cut_is_told_before_a_wrong_clock(after_power_cut: Seat) -> None:
    after_power_cut.now -= timedelta(days=365)
    with after_power_cut.taken_by(TEACHER):
        first = notices(after_power_cut)
        after_power_cut.screen.findChild(Notice)._on_close()
        press("Ctrl+2", "Ctrl+1")
        second = notices(after_power_cut)

    assert [len(first), len(second)] == [1, 1]
    assert "үзіліп" in first[0]
    assert "сағаты" in second[0]


def test_the_next_run_after_a_checked_one_says_nothing(qtbot: QtBot, after_power_cut: Seat) -> None:
    with after_power_cut.taken_by(HEAD):
        first = notices(after_power_cut)
        qtbot.waitUntil(lambda: not after_power_cut.window.at.tasks._running)
    with after_power_cut.taken_by(TEACHER):
        second = notices(after_power_cut)

    assert "үзіліп" in first[0]
    assert second == []


def test_damage_is_said_on_the_screen_and_stays_above_the_day(qtbot: QtBot, seat: Seat) -> None:
    spoil_page_of(seat.folder, "lesson_observation", TEACHER)
    with seat.taken_by(TEACHER):
        seat.window._check.begin()
        qtbot.waitUntil(lambda: seat.desk.damage is not None)
        qtbot.waitUntil(lambda: "бүлінген" in seat.said)
        settle()
        told = notices(seat)

    assert len(told) == 1
    assert "school.db" in told[0]
