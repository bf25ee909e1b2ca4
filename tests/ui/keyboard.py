"""Keys as a keyboard sends them, to whatever has the focus, under any of the three layouts."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QKeyCombination, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

LATIN = "QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,.1234567890-="
RUSSIAN = "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ1234567890-="
KAZAKH = 'ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"ӘІҢҒ,.ҮҰҚӨҺ'
LAYOUTS = {"kk": KAZAKH, "ru": RUSSIAN, "latin": LATIN}
# Keycodes of X11: those of evdev and eight.
SCAN = dict(zip("1234567890-=", range(10, 22), strict=True))
SCAN |= dict(zip("QWERTYUIOP[]", range(24, 36), strict=True))
SCAN |= dict(zip("ASDFGHJKL;'", range(38, 49), strict=True))
SCAN |= dict(zip("ZXCVBNM,.", range(52, 61), strict=True))
AWidget = TypeVar("AWidget", bound=QWidget)
_PLAIN = Qt.KeyboardModifier.NoModifier
_A_MOMENT_MS = 5
awaited: list[type[QWidget]] = []
"""The dialogs that a test waits for; one that never came is told at the end of the test."""


def settle() -> None:
    """Let the window do what it has put off."""
    for _round in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def focused() -> QWidget:
    """The widget that keys go to."""
    if QApplication.activeWindow() is None:
        _activate()
    target = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert target is not None, "nothing has the focus"
    return target


def _activate() -> None:
    """Go back to the window under a dialog that went, as the desktop of a computer does."""
    shown = (one for one in QApplication.topLevelWidgets() if one.isVisible())
    window = QApplication.activeModalWidget() or next(shown, None)
    if window is not None:
        window.activateWindow()
        settle()


def press(*keys: str, layout: str = "latin") -> None:
    """Press keys one after the other: "Ctrl+Z", "Return", "F9"."""
    for key in keys:
        press_on(focused(), key, layout)
        settle()


def press_on(widget: QWidget, key: str, layout: str, *, native: bool = True) -> None:
    """Press a key as this layout would send it; a Latin character goes the way Qt knows."""
    pressed: QKeyCombination = QKeySequence(key)[0]
    latin = chr(pressed.key()) if pressed.key() < 0x10000 else ""
    modifiers = pressed.keyboardModifiers()
    typed = dict(zip(LATIN, LAYOUTS[layout], strict=True)).get(latin, latin)
    if typed == latin:
        QTest.keyClick(widget, pressed.key(), modifiers)
        return
    scan = SCAN[latin] if native else 0
    event = QKeyEvent(QEvent.Type.KeyPress, ord(typed), modifiers, scan, 0, 0)
    QApplication.sendEvent(widget, event)


def types(*texts: str) -> None:
    """Type texts key by key; a new line is Enter. QTest cannot send Kazakh letters."""
    for character in "".join(texts):
        if character == "\n":
            press("Return")
            continue
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focused(), QKeyEvent(kind, 0, _PLAIN, character))
        settle()


def answering(kind: type[AWidget], answer: Callable[[AWidget], object]) -> None:
    """Answer the next dialog or menu of a kind when it opens; left open, it closes unchanged."""
    awaited.append(kind)

    def look() -> None:
        if kind not in awaited:  # the test that waited for it is over
            return
        dialog = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            QTimer.singleShot(_A_MOMENT_MS, look)
            return
        awaited.remove(kind)
        try:
            settle()
            answer(dialog)
        finally:
            if dialog.isVisible():
                dialog.close()

    QTimer.singleShot(_A_MOMENT_MS, look)
