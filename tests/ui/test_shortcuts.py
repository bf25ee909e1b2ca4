"""Every shortcut fires under Kazakh, Russian and Latin layouts, by the key that is pressed."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from school_desk.ui.actions import ACTIONS
from school_desk.ui.shell import Shell
from school_desk.ui.shortcuts import latin_key
from tests.ui.conftest import SHELL_OWN, PageScreen
from tests.ui.keyboard import LAYOUTS, press_on

_Modifier = Qt.KeyboardModifier
FIRED = [
    (told.id, key)
    for told in ACTIONS
    if not told.typed and told.id not in SHELL_OWN and not told.id.startswith("place_")
    for key in told.keys
]


@pytest.mark.parametrize("native", [True, False], ids=["by code", "by letter"])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("action_id", "key"), FIRED)
def test_shortcut_fires(
    shell: Shell,
    action_id: str,
    key: str,
    layout: str,
    native: bool,
) -> None:
    screen = shell.screen_shown
    assert isinstance(screen, PageScreen)

    screen.grid.setFocus()
    press_on(screen.grid, key, layout, native=native)

    assert screen.asked == [action_id]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_places_open_by_the_number_row(shell: Shell, layout: str) -> None:
    grid = shell.screen_shown.grid

    press_on(grid, "Ctrl+2", layout)

    assert shell.screen_shown.title() == "registers"


@pytest.mark.parametrize("layout", ["kk", "ru"])
def test_a_field_keeps_its_own_keys(shell: Shell, layout: str) -> None:
    screen = shell.screen_shown
    screen.topic.setFocus()
    screen.topic.setText("Бөлшектер")
    screen.topic.selectAll()

    press_on(screen.topic, "Ctrl+C", layout)

    assert QApplication.clipboard().text() == "Бөлшектер"
    assert screen.asked == []


def test_letters_alone_are_left_to_those_who_type() -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, ord("Я"), _Modifier.NoModifier, 52, 0, 0, "я")

    assert latin_key(event, "xcb") is None


def test_the_right_alt_of_windows_types_characters() -> None:
    both = _Modifier.ControlModifier | _Modifier.AltModifier
    event = QKeyEvent(QEvent.Type.KeyPress, ord("Я"), both, 0x2C, 0x5A, 0)

    assert latin_key(event, "windows") is None


@pytest.mark.parametrize(
    ("platform", "scan", "virtual"), [("windows", 0x2C, 0x5A), ("xcb", 52, 0x6D1)]
)
def test_native_codes_of_each_platform_name_the_same_key(
    platform: str, scan: int, virtual: int
) -> None:
    control = _Modifier.ControlModifier
    event = QKeyEvent(QEvent.Type.KeyPress, ord("Я"), control, scan, virtual, 0)

    assert latin_key(event, platform) == Qt.Key.Key_Z


def test_an_override_is_taken_so_that_qt_does_not_match_the_letter(shell: Shell) -> None:
    grid = shell.screen_shown.grid
    control = _Modifier.ControlModifier
    event = QKeyEvent(QEvent.Type.ShortcutOverride, ord("Я"), control, 52, 0, 0)
    event.ignore()

    QApplication.sendEvent(grid, event)

    assert event.isAccepted()
    assert shell.screen_shown.asked == []
