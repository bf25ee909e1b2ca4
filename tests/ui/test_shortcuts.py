"""Every shortcut fires under Kazakh, Russian and Latin layouts, by the key that is pressed."""

import pytest
from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from school_desk.ui.actions import ACTIONS
from school_desk.ui.shell import Shell
from school_desk.ui.shortcuts import latin_key
from tests.ui.conftest import SHELL_OWN, PageScreen

_Modifier = Qt.KeyboardModifier
LATIN = "QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,.1234567890-="
RUSSIAN = "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ1234567890-="
KAZAKH = 'ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"ӘІҢҒ,.ҮҰҚӨҺ'
LAYOUTS = {"kk": KAZAKH, "ru": RUSSIAN, "latin": LATIN}
# Keycodes of X11: those of evdev and eight.
SCAN = dict(zip("1234567890-=", range(10, 22), strict=True))
SCAN |= dict(zip("QWERTYUIOP[]", range(24, 36), strict=True))
SCAN |= dict(zip("ASDFGHJKL;'", range(38, 49), strict=True))
SCAN |= dict(zip("ZXCVBNM,.", range(52, 61), strict=True))
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

    press(screen.grid, key, layout, native=native)

    assert screen.asked == [action_id]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_places_open_by_the_number_row(shell: Shell, layout: str) -> None:
    grid = shell.screen_shown.grid

    press(grid, "Ctrl+2", layout, native=True)

    assert shell.screen_shown.title() == "registers"


@pytest.mark.parametrize("layout", ["kk", "ru"])
def test_a_field_keeps_its_own_keys(shell: Shell, layout: str) -> None:
    screen = shell.screen_shown
    screen.topic.setFocus()
    screen.topic.setText("Бөлшектер")
    screen.topic.selectAll()

    press(screen.topic, "Ctrl+C", layout, native=True)

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


def press(widget: QWidget, key: str, layout: str, *, native: bool) -> None:
    """Press a key as this layout would send it; a Latin character goes the way Qt knows."""
    pressed: QKeyCombination = QKeySequence(key)[0]
    latin = chr(pressed.key()) if pressed.key() < 0x10000 else ""
    modifiers = pressed.keyboardModifiers()
    typed = dict(zip(LATIN, LAYOUTS[layout], strict=True)).get(latin, latin)
    widget.setFocus()
    if typed == latin:
        QTest.keyClick(widget, pressed.key(), modifiers)
        return
    scan = SCAN[latin] if native else 0
    event = QKeyEvent(QEvent.Type.KeyPress, ord(typed), modifiers, scan, 0, 0)
    QApplication.sendEvent(widget, event)
