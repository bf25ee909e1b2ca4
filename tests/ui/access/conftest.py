"""A door in an empty folder, and fingers: key events as a keyboard with Kazakh letters sends."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from school_desk.access.model import Role
from school_desk.app import Desk, Entrance
from school_desk.paths import SchoolFolder
from school_desk.school.model import PersonName
from school_desk.school_file import NewSchool
from school_desk.storage.sealing import Argon2Params
from school_desk.ui.access.getting_in import GettingIn
from school_desk.ui.tasks import Tasks
from school_desk.ui.theme.theme import Theme

MORNING = datetime(2026, 10, 22, 8, 24, tzinfo=timezone(timedelta(hours=5)))
SWITCHED_ON_FOR = 3600.0
HEAD_WORDS = "алма бұлт гүл дала"
TEACHER_WORDS = "тау қар жел су"
SCHOOL = NewSchool(
    {"kk": "Аққайың негізгі орта мектебі", "ru": "Аккайынская основная школа"},
    "2026-27",
    PersonName("Сәрсенов", "Айдос", "Маратұлы"),
    "Сәрсенов Айдос",
    HEAD_WORDS,
)
TEACHER = PersonName("Жақсыбек", "Гүлнар", "Серікқызы")


def open_cheaply(place: SchoolFolder) -> Entrance:
    """The door, with passwords that cost nothing and clocks that stand still."""
    cheap = Argon2Params(64, 1, 1)
    return Entrance(place, now=lambda: MORNING, cost=lambda: cheap, ticks=lambda: SWITCHED_ON_FOR)


def type_text(text: str, into: QWidget | None = None) -> None:
    """Letter by letter where the focus is; `key()` tells nothing, as under a Kazakh layout."""
    for letter in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(into or _focus(), event)


def press(key: Qt.Key, into: QWidget | None = None) -> None:
    """One key without a letter."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(into or _focus(), event)


def _focus() -> QWidget:
    """An event for nobody would end the process."""
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A folder with a school: a head and a teacher who sign in."""
    entrance = open_cheaply(SchoolFolder(tmp_path))
    desk, _code = entrance.set_up(SCHOOL)
    desk.create_account("Жақсыбек Гүлнар", TEACHER, TEACHER_WORDS, (Role.TEACHER,))
    desk.close()
    entrance.close()
    return tmp_path


@pytest.fixture
def door(qtbot: QtBot, theme: Theme, tasks: Tasks) -> Iterator[Callable[[Path], GettingIn]]:
    """Show the window at the door of a folder."""
    assert theme
    made: list[GettingIn] = []

    def show(folder: Path) -> GettingIn:
        window = GettingIn(folder, tasks, open_cheaply)
        qtbot.addWidget(window)
        made.append(window)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.start()
        return window

    yield show
    for window in made:
        tasks.wait()
        if window.entrance is not None:
            window.entrance.close()


@pytest.fixture
def desk(school: Path) -> Iterator[Desk]:
    """The head, signed in."""
    entrance = open_cheaply(SchoolFolder(school))
    made = entrance.sign_in(SCHOOL.sign_in, HEAD_WORDS)
    yield made
    made.close()
    entrance.close()
