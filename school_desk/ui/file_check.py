"""Looks through the school's file while people work: after the first paint, in a worker.

After a rough end of the run before it begins at once. What it finds is said where one types, and
stays above the day.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from school_desk.errors import DeskError
from school_desk.ui.tasks import Job
from school_desk.ui.work_place import WorkPlace

AFTER_MS = 1500
"""The window is painted by then, also by an old computer, and the first key is pressed later."""


class FileCheck(QObject):
    """One look through the file for each sign-in; `on_damage` is called on the screen's thread."""

    def __init__(self, at: WorkPlace, parent: QObject, on_damage: Callable[[], object]) -> None:
        super().__init__(parent)
        self._at = at
        self._on_damage = on_damage
        self._later = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._later.timeout.connect(self.begin)
        if at.desk.broken_off() is not None:
            self.begin()
        else:
            self._later.start()

    def begin(self) -> None:
        """Look now."""
        self._later.stop()
        self._at.tasks.run(self._look, success=_content, failure=self._on_failure)

    def end(self) -> None:
        """Whoever signs out does not wait for it."""
        self._later.stop()

    def _look(self, job: Job) -> None:
        self._at.desk.quick_check(lambda: job.stopped)

    def _on_failure(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        self._at.messages.refuse(problem)
        self._on_damage()


def _content(_nothing: None) -> None:
    """Nobody is told that all is well."""
