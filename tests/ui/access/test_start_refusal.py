"""What stands in the way at the start, and that trying again works once it is mended."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from school_desk.app import Desk, Entrance
from school_desk.formats import date_long
from school_desk.i18n import say
from school_desk.paths import SchoolFolder
from school_desk.storage.errors import (
    FileNewerError,
    FolderMissingError,
    FolderReadOnlyError,
    FolderSharedError,
    SecondWindowError,
)
from school_desk.ui.access.clock_notice import clock_notice, clock_sentence
from school_desk.ui.access.getting_in import GettingIn
from school_desk.ui.access.sign_in_dialog import SignInCard
from school_desk.ui.access.start_refusal import StartRefusalCard
from school_desk.ui.access.welcome_card import WelcomeCard
from tests.ui.access.conftest import HEAD_WORDS, MORNING, SCHOOL, open_cheaply, press

Door = Callable[[Path], GettingIn]


def test_a_missing_folder_is_told_and_tried_again_when_it_is_back(door: Door, school: Path) -> None:
    moved = school.with_name("moved")
    shutil.move(school, moved)
    window = door(school)
    assert isinstance(window.card, StartRefusalCard)
    assert str(school) in window.card.sentence

    shutil.move(moved, school)
    press(Qt.Key.Key_Return)

    assert isinstance(window.card, SignInCard)


def test_a_second_window_is_told_to_go_on_in_the_first(door: Door, school: Path) -> None:
    first = open_cheaply(SchoolFolder(school))

    window = door(school)

    assert window.card.sentence == say(SecondWindowError())
    first.close()


def test_another_folder_is_looked_into(
    qtbot: QtBot, door: Door, school: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    window = door(school.with_name("missing"))

    with qtbot.waitSignal(window.folder_chosen) as chosen:
        window.use_folder(school)
    shown = window.card
    window.use_folder(tmp_path_factory.mktemp("empty"))

    assert chosen.args == [school]
    assert isinstance(shown, SignInCard)
    assert isinstance(window.card, WelcomeCard)


@pytest.mark.parametrize(
    "refusal",
    [
        FolderMissingError(folder=Path("school")),
        FolderReadOnlyError(folder=Path("school")),
        FolderSharedError(folder=Path("school")),
        FileNewerError(),
    ],
    ids=lambda refusal: type(refusal).__name__,
)
def test_each_hindrance_has_its_sentence_and_three_ways_on(
    qtbot: QtBot, refusal: FolderMissingError
) -> None:
    card = StartRefusalCard(refusal, Path("school"))
    qtbot.addWidget(card)

    for signal, button in (
        (card.try_again, card.again),
        (card.other_folder, card.choose),
        (card.leave, card.close_program),
    ):
        with qtbot.waitSignal(signal):
            button.click()

    assert card.sentence == say(refusal)


def test_escape_closes_the_program(door: Door, school: Path) -> None:
    window = door(school.with_name("missing"))

    press(Qt.Key.Key_Escape)

    assert not window.isVisible()


def test_a_clock_that_was_set_back_is_told_with_the_day_of_the_last_entry(
    qtbot: QtBot, school: Path
) -> None:
    past = Entrance(SchoolFolder(school), now=lambda: MORNING - timedelta(days=366))
    desk = past.sign_in(SCHOOL.sign_in, HEAD_WORDS)

    notice = clock_notice(desk)
    qtbot.addWidget(notice)

    assert date_long(MORNING.date()) in notice.accessibleName()
    desk.close()
    past.close()


def test_a_right_clock_is_not_spoken_of(desk: Desk) -> None:
    assert clock_sentence(desk) == ""
    assert clock_notice(desk) is None
