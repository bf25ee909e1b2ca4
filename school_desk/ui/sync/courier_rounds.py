"""The exchange through a folder by itself, in a worker, while the window is open.

A stick that is not plugged in, or a share that is away, is no failure: the next round finds it.
"""

import importlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from school_desk.errors import DeskError
from school_desk.i18n import Text, tell
from school_desk.intents import Scope
from school_desk.settings import load_settings
from school_desk.ui.messages import Tone
from school_desk.ui.tasks import Job, StoppedError
from school_desk.ui.work_place import WorkPlace

if TYPE_CHECKING:
    from school_desk.sync.courier_model import Round

AFTER_MS = 30_000
"""The start, the first keys and the backup of the day are over."""

AGAIN_MS = 60_000


class CourierRounds(QObject):
    """Begins by itself; `begin` at once. A problem is said once in a sitting."""

    went = Signal()
    """A round is over."""

    def __init__(self, at: WorkPlace, parent: QObject) -> None:
        super().__init__(parent)
        self._at = at
        self._told: set[str] = set()
        self._running = False
        self._later = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._later.timeout.connect(self.begin)
        self._later.start()

    def begin(self) -> None:
        """Go round now, on a worker, if a folder was chosen for it."""
        self._later.start(AGAIN_MS)
        if not self._running and self._is_wanted():
            self._running = True
            self._at.tasks.run(self._work, success=self._tell, failure=self._on_failure)

    def end(self) -> None:
        """Whoever signs out does not wait for it."""
        self._later.stop()

    def _is_wanted(self) -> bool:
        desk = self._at.desk
        chosen = bool(load_settings(desk.place.settings).courier_folder)
        return chosen and desk.may("Exchange with others", Scope())

    def _work(self, job: Job) -> "Round | None":
        return self._at.desk.courier.round(job.step)

    def _tell(self, gone: "Round | None") -> None:
        self._running = False
        if gone is not None:
            words = importlib.import_module("school_desk.sync.courier_model")
            if gone.brought.applied:
                self._at.messages.say(tell(words.came(gone.brought)))
            self._warn(tuple(words.brought_problems(gone.brought)))
        self.went.emit()

    def _on_failure(self, problem: Exception) -> None:
        self._running = False
        if not isinstance(problem, DeskError):
            raise problem
        if not isinstance(problem, StoppedError):
            self._warn((Text(problem.sentence, problem.facts),))
        self.went.emit()

    def _warn(self, problems: Sequence[Text]) -> None:
        for problem in problems:
            sentence = tell(problem)
            if sentence not in self._told:
                self._told.add(sentence)
                self._at.messages.say(sentence, Tone.WARN)
