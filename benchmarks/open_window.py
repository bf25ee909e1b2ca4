"""The window of a school with a register page in it, and keys sent to it as a keyboard would."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.schools import School, opened
from school_desk.app import Desk
from school_desk.ui.journal.register_grid import RegisterGrid
from school_desk.ui.journal.register_view import RegisterView
from school_desk.ui.program import application
from school_desk.ui.screen import Place
from school_desk.ui.shortcuts import LayoutFilter
from school_desk.ui.theme.theme import Scheme, Theme
from school_desk.ui.window import Window

SCREEN = (1366, 698)
DOWN = Qt.Key.Key_Down
HELD = (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


class Painted(QObject):
    """Remembers whether a widget was painted since one last asked."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._painted = False
        widget.installEventFilter(self)

    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:  # noqa: D102, N802  Qt calls it
        self._painted = self._painted or event.type() == QEvent.Type.Paint
        return False

    def taken(self) -> bool:
        """Whether it was, and forget it."""
        was, self._painted = self._painted, False
        return was


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A register page in an open window."""

    desk: Desk
    window: Window
    grid: RegisterGrid

    @property
    def views(self) -> tuple[RegisterView, ...]:
        """Names, dates and results, from left to right."""
        return tuple(sorted(self.grid.findChildren(RegisterView), key=lambda view: view.x()))

    def press(self, text: str = "", key: int = 0, mods: Qt.KeyboardModifier | None = None) -> None:
        """One key of the keyboard, pressed."""
        held = mods or Qt.KeyboardModifier.NoModifier
        target = QApplication.focusWidget() or self.grid.focusProxy()
        QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, key, held, text))


@contextmanager
def register_page(kept: School, term: int | None = None) -> Iterator[OpenPage]:
    """The window of the school's teacher on the page to measure, or on that of another term."""
    app = application()
    theme = Theme(app, Scheme.LIGHT)
    keys = LayoutFilter(app)
    made = kept.made
    with opened(kept) as desk:
        window = Window(desk, theme, lambda: None)
        shell = window.shell
        shell.setWindowState(Qt.WindowState.WindowNoState)
        shell.resize(*SCREEN)
        shell.show()
        shell.activateWindow()
        shell.open(Place("register", (made.group, made.subject, term or made.term)))
        settle()
        yield OpenPage(desk, window, shell.screen_shown.grid)
        window.close()
        shell.deleteLater()
        keys.deleteLater()
        settle()


def settle() -> None:
    """Let everything that is due happen."""
    QApplication.sendPostedEvents()
    QApplication.processEvents()


def until_painted(painted: Painted, seconds: float = 2.0) -> None:
    """Let events happen until the widget has been painted."""
    end = perf_counter() + seconds
    while not painted.taken():
        if perf_counter() > end:
            raise TimeoutError("nothing was painted")
        QApplication.processEvents()
