"""Shortcuts under Kazakh and Russian layouts: the key that was pressed, not the letter it types.

Qt matches shortcuts by character, so Ctrl+Z does not fire when the Z key types «я». One filter on
the application reads the native code of the key (or, where a platform gives none, the letter) and
finds the action that the Latin key would have found.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

_Modifier = Qt.KeyboardModifier

# The letter block of a PC keyboard by scan code set 1 (Windows; evdev counts the same).
_SCAN_ROWS = (
    (0x02, "1234567890-="),
    (0x10, "QWERTYUIOP[]"),
    (0x1E, "ASDFGHJKL;'"),
    (0x2C, "ZXCVBNM,./"),
)
_SCANNED = {first + place: char for first, row in _SCAN_ROWS for place, char in enumerate(row)}
# X11 and Wayland count evdev codes from 8.
_SCAN_OFFSET = {"windows": 0, "xcb": 8, "wayland": 8, "offscreen": 8}
# Windows names the letter and digit keys by their Latin character under every layout.
_VIRTUAL = range(0x30, 0x5B)
_TYPED = dict(
    zip("ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ", "QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,.", strict=True)
)
# The number row of the Kazakh layout; the comma and the full stop are its 6 and 7.
_TYPED |= dict(zip('"ӘІҢҒ,.ҮҰҚӨҺ', "1234567890-=", strict=True))
_UNSHIFTED_ONLY = "1234567890"


_TOUCHES = frozenset(
    (
        *(QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove),
        *(QEvent.Type.Wheel, QEvent.Type.TouchBegin),
    )
)
"""What only a person does."""


class LayoutFilter(QObject):
    """The one event filter, once on the application. `touched` when a person is there."""

    touched = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._platform = QGuiApplication.platformName()
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _TOUCHES:
            self.touched.emit()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        if not isinstance(event, QKeyEvent):
            return False
        latin = latin_key(event, self._platform)
        window = QApplication.activeModalWidget() or QApplication.activeWindow()
        focus = QApplication.focusWidget() or window or watched
        if latin is None or not isinstance(focus, QWidget):
            return False
        return self._deliver(event, latin, focus)

    def _deliver(self, event: QKeyEvent, latin: Qt.Key, focus: QWidget) -> bool:
        modifiers = event.modifiers() & ~_Modifier.KeypadModifier
        found = find_action(focus, QKeySequence(modifiers.value | latin.value))
        own = _wanted_by_field(focus, latin, modifiers)
        if not own and found is None:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            # Accepting keeps Qt from matching the letter; the key press that follows does the work.
            event.accept()
        elif own:
            QApplication.sendEvent(focus, QKeyEvent(QEvent.Type.KeyPress, latin, modifiers))
        elif found is not None and not (event.isAutoRepeat() and not found.autoRepeat()):
            found.trigger()
        return True


def latin_key(event: QKeyEvent, platform: str) -> Qt.Key | None:
    """The key as a Latin layout names it, or None when Qt already sees it so."""
    modifiers = event.modifiers() & (
        _Modifier.ControlModifier | _Modifier.AltModifier | _Modifier.MetaModifier
    )
    # Ctrl+Alt is AltGr on Windows: it types characters.
    if modifiers not in (_Modifier.ControlModifier, _Modifier.AltModifier):
        return None
    key = int(event.key())
    typed = chr(key).upper() if 0x20 < key < 0x10FFFF else ""  # noqa: PLR2004  printable
    if key >= Qt.Key.Key_Escape or _is_latin(typed):
        return None
    char = _pressed(event, platform) or _TYPED.get(typed)
    shifted = bool(event.modifiers() & _Modifier.ShiftModifier)
    if char is None or char == typed or (shifted and char in _UNSHIFTED_ONLY):
        return None
    return Qt.Key(ord(char))


def find_action(focus: QWidget, keys: QKeySequence) -> QAction | None:
    """The enabled action of these keys that Qt would trigger from here: nearest widget first."""
    widget: QWidget | None = focus
    while widget is not None:
        for action in widget.actions():
            if action.isEnabled() and keys in action.shortcuts():
                return action
        if widget.isWindow():
            return None
        widget = widget.parentWidget()
    return None


def _pressed(event: QKeyEvent, platform: str) -> str | None:
    virtual = event.nativeVirtualKey()
    if platform == "windows" and virtual in _VIRTUAL and chr(virtual).isalnum():
        return chr(virtual)
    scan = event.nativeScanCode()
    if not scan:
        return None
    return _SCANNED.get(scan - _SCAN_OFFSET.get(platform, 0))


def _is_latin(typed: str) -> bool:
    return typed.isascii() and (typed.isalnum() or typed in "-=+")


def _wanted_by_field(focus: QWidget, latin: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
    """Whether the field would keep the Latin key for itself (Ctrl+C in a line of text)."""
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, latin, modifiers)
    asked.ignore()
    QApplication.sendEvent(focus, asked)
    return asked.isAccepted()
