"""What lies over every window while the program is locked: nothing can be read, nothing is lost."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

_WIDE = 20_000


class Cover(QWidget):
    """One colour over all that a window shows."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setGeometry(0, 0, _WIDE, _WIDE)
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), self.palette().window())


class Covers:
    """Over all windows that stand open but one; a dialog stays open under its cover."""

    def __init__(self, door: QWidget) -> None:
        _close_what_floats()
        windows = [
            one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not door
        ]
        self._focus = QApplication.focusWidget()
        self._titles = {one: one.windowTitle() for one in windows}
        self._covers = [Cover(one) for one in windows]
        for one in windows:
            one.setWindowTitle(QApplication.applicationDisplayName())

    def lift(self) -> None:
        """Everything can be read again, with its title and the focus where it was."""
        for cover in self._covers:
            cover.hide()
            cover.deleteLater()
        for window, title in self._titles.items():
            window.setWindowTitle(title)
        last = list(self._titles)[-1:]
        for window in last:
            window.activateWindow()
        if self._focus is not None:
            self._focus.setFocus()


def _close_what_floats() -> None:
    """Menus, lists of choices and hints that stand over a window."""
    QToolTip.hideText()
    while (floating := QApplication.activePopupWidget()) is not None:
        floating.close()
