"""The program as one sees it: the door, the window of whoever signs in, the door again."""

import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from school_desk.app import Desk, Entrance
from school_desk.errors import DeskError
from school_desk.i18n import _, current
from school_desk.paths import SchoolFolder
from school_desk.ui.access.getting_in import GettingIn
from school_desk.ui.access.lock import Lock
from school_desk.ui.access.recovery_steps import forget_sheets
from school_desk.ui.collecting import Collector
from school_desk.ui.messages import Tone
from school_desk.ui.shortcuts import LayoutFilter
from school_desk.ui.tasks import Tasks
from school_desk.ui.theme.theme import Theme
from school_desk.ui.window import Window

OpenEntrance = Callable[[SchoolFolder], Entrance]


class Program:
    """Owns the door and the window; at any time one of them is shown."""

    def __init__(self, folder: Path, open_entrance: OpenEntrance = Entrance) -> None:
        self._app = application()
        self._collector = Collector()
        self.theme = Theme(self._app)
        self._keys = LayoutFilter(self._app)
        self._qt_words: list[QTranslator] = []
        self.door = GettingIn(folder, Tasks(), open_entrance)
        self.door.signed_in.connect(self.enter)
        self.window: Window | None = None
        self.lock = Lock(self.door, self._show)
        self.door.may_close = self.lock.let_go
        self._keys.touched.connect(self.lock.touched)
        self._old_hook = sys.excepthook
        sys.excepthook = self._on_bug

    def show_door(self) -> None:
        """Ask who is there."""
        forget_sheets()
        self.door.resize(1366, 698)
        self.door.start()
        self._translate_qt()
        self.door.show()

    def enter(self, desk: Desk) -> None:
        """Open the window of whoever has signed in; what keeps it shut is said at the door."""
        self._translate_qt()
        try:
            self.window = window = Window(desk, self.theme, self._leave)
        except DeskError as refusal:
            desk.close()
            self.door.refuse(refusal)
            return
        window.shell.show()
        self.door.hide()
        self.lock.watch(window)

    def close(self) -> None:
        """Save what is typed and end."""
        self.lock.end()
        if self.window is not None:
            self.window.close()
            self.window = None
        self.door.close()
        if self.door.entrance is not None:
            self.door.entrance.close()
        sys.excepthook = self._old_hook
        self._collector.close()

    def _leave(self) -> None:
        """Before the door; the window waits behind it, save when a backup comes back."""
        if self.window is None:
            return
        if not self.window.goes_back:
            self.lock.lock(self.window)
            return
        self.lock.end()
        leaving, self.window = self.window, None
        leaving.close()
        leaving.shell.deleteLater()
        self.door.start()
        self.door.show()

    def _show(self, window: Window | None) -> None:
        """Which window is worked in; none while the program is locked."""
        self.window = window

    def _translate_qt(self) -> None:
        """Qt's own words (calendars, file dialogs) in the language of the window."""
        for old in self._qt_words:
            self._app.removeTranslator(old)
        words = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if words.load(f"qtbase_{current()}", folder):
            self._app.installTranslator(words)
        self._qt_words = [words]

    def _on_bug(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        """A bug of ours: keep the trace for us, tell the person that nothing typed is lost."""
        sys.stderr.writelines(trace_without_words(error))
        if self.window is not None:
            sentence = _("Something went wrong in the program. What was saved is safe.")
            self.window.at.messages.say(sentence, Tone.DANGER)


def trace_without_words(error: BaseException) -> Iterator[str]:
    """Where something failed and as what, the first cause first, and no word of its message.

    A message may hold a name or what somebody typed, and where these lines go is not for us to say.
    """
    before = error.__cause__ or error.__context__
    if before is not None:
        yield from trace_without_words(before)
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}\n"


def application() -> QApplication:
    """The one application of the process."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    app.setApplicationName("School Desk")
    app.setApplicationDisplayName("School Desk")
    return app


def run(folder: Path, open_entrance: OpenEntrance = Entrance) -> int:
    """Show the door and work until the last window closes."""
    program = Program(folder, open_entrance)
    program.show_door()
    code = QApplication.exec()
    program.close()
    return code
