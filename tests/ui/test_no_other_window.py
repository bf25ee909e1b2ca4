"""From place to place no other window flashes up, and the keyboard is always somewhere."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.keyboard import settle
from tests.ui.seat import HEAD, TEACHER


class Shown(QObject):
    """Windows that were shown."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.found: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.found.append(type(watched).__name__)
        return False


def test_every_place_opens_within_the_window_and_has_the_keyboard(qapp, seat):
    for person in (TEACHER, HEAD):
        with seat.taken_by(person) as taken:
            shell, shown = taken.window.shell, Shown(qapp)
            behind = [one for row in shell.rail.content.places for one in (row, *row.within)]
            silent = []
            for place in dict.fromkeys(one.place for one in behind):
                shell.open(place)
                settle()
                if QApplication.focusWidget() is None:
                    silent.append(place.name)
            qapp.removeEventFilter(shown)
            assert (shown.found, silent) == ([], [])
            assert len(behind) > 5
