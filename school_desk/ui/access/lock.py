"""Locking: after a while without a touch or by a key; back to the same work, or on to another."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from school_desk.app import Admitted
from school_desk.errors import N_, DeskError
from school_desk.i18n import current
from school_desk.ui.access.copied import Copied
from school_desk.ui.access.covers import Covers
from school_desk.ui.access.getting_in import GettingIn
from school_desk.ui.access.lock_screen import LockCard
from school_desk.ui.window import Window

LOCK_AFTER = "lock_after"
MINUTES = (3, 5, 10, 20, 45)
USUAL_MINUTES = 10
_MINUTE_MS = 60_000


class JobRunsError(DeskError):
    """A long job of this person is not left alone with the next one."""

    sentence = N_("A long job is running. Wait for its end or stop it (Esc), then lock.")


class UnsavedError(DeskError):
    """What the first person typed cannot be saved; the second one may not lose it."""

    sentence = N_(
        "What “{name}” has typed could not be saved. {name} has to go on first; "
        "look whether the disk is full or missing."
    )


class Lock(QObject):
    """Between a person's window and the door. `show` hears which window is worked in, or None."""

    def __init__(
        self,
        door: GettingIn,
        show: Callable[[Window | None], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._door = door
        self._show = show
        self._here: Window | None = None
        self._window: Window | None = None
        self._covers: Covers | None = None
        self._language = ""
        self._copied = Copied(self)
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self._on_idle)
        door.returned.connect(self._on_returned)
        door.switched.connect(self._on_switched)

    @property
    def window(self) -> Window | None:
        """The window that waits behind the lock."""
        return self._window

    def watch(self, window: Window) -> None:
        """Begin to count for the person who has just come."""
        self._door.setWindowModality(Qt.WindowModality.NonModal)
        self._here = window
        kept = window.at.memory.get(LOCK_AFTER, "")
        minutes = int(kept) if kept.isdecimal() and int(kept) in MINUTES else USUAL_MINUTES
        self.timer.start(minutes * _MINUTE_MS)

    def touched(self) -> None:
        """A key or the mouse: count from the beginning."""
        if self._here is not None:
            self.timer.start()

    def lock(self, window: Window) -> None:
        """Cover the window and ask who is there; raises while a long job runs."""
        if window.shell.runs_job():
            raise JobRunsError
        self.timer.stop()
        self._here, self._window = None, window
        self._language = current()
        self._copied.lay_aside()
        self._covers = Covers(self._door)
        self._door.lock(window.own_desk)
        self._door.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._door.setGeometry(window.shell.geometry())
        self._door.show()
        self._door.activateWindow()
        self._show(None)

    def end(self) -> None:
        """Put away what waits behind the lock: the program ends or somebody else has come."""
        window, self._window = self._window, None
        self._here = self._covers = None
        self.timer.stop()
        self._copied.forget()
        self._door.unlock()
        if window is not None:
            _close_dialogs(self._door)
            window.close()
            window.shell.deleteLater()

    def let_go(self) -> bool:
        """Whether the program may end, locked as it is; then nothing waits any more."""
        if self._window is not None and self._window.shell.must_stay():
            return False
        self.end()
        return True

    def _on_idle(self) -> None:
        if self._here is not None and self._here.shell.runs_job():
            self.timer.start()
        elif self._here is not None:
            self.lock(self._here)

    def _on_returned(self) -> None:
        window, self._window = self._window, None
        covers, self._covers = self._covers, None
        if window is None or covers is None:
            return
        self._door.unlock()
        self._door.hide()
        covers.lift()
        self._copied.give_back()
        self._show(window)
        self.watch(window)
        if self._language != current():
            window.shell.rebuild()

    def _on_switched(self, admitted: Admitted) -> None:
        window = self._window
        if window is not None and window.shell.must_stay():
            card = self._door.card
            if isinstance(card, LockCard):
                card.refuse(UnsavedError(name=window.own_desk.account.name.listed))
            return
        self.end()
        self._door.open(admitted)


def _close_dialogs(door: GettingIn) -> None:
    """What was not finished in a dialog stays unchanged, the innermost first."""
    for one in reversed(QApplication.topLevelWidgets()):
        if one is not door and isinstance(one, QDialog) and one.isVisible():
            one.reject()
