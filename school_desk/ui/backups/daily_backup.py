"""The backup of the day and the weekly test restore: in a worker, some time after the first paint.

It is looked again from time to time: a window may stay open for days, and a stick may come back.
"""

import importlib
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, QTimer

from school_desk.errors import N_, DeskError
from school_desk.i18n import Text, tell
from school_desk.storage.backup_rules import Kind
from school_desk.ui.messages import Tone
from school_desk.ui.tasks import Job, StoppedError
from school_desk.ui.work_place import WorkPlace

AFTER_MS = 20_000
"""The start and the first keys are over."""

AGAIN_MS = 30 * 60_000

NOT_MADE = N_("The backup of the day was not made. {reason}")
NOT_COPIED = N_("The backup is on this disk only. {reason}")
AWAY = N_("The backup is on this disk only: the second place {folder} is not there.")
NOT_RESTORED = N_("A backup was tried out and does not bring the school back. {reason}")


class DailyBackup(QObject):
    """Begins by itself; `begin` at once. Each sentence is said once in a sitting."""

    def __init__(self, at: WorkPlace, parent: QObject) -> None:
        super().__init__(parent)
        self._at = at
        self._told: set[str] = set()
        self._running = False
        self._later = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._later.timeout.connect(self.begin)
        self._later.start()

    def begin(self) -> None:
        """Do what is due, on a worker."""
        self._later.start(AGAIN_MS)
        if not self._running:
            self._running = True
            self._at.tasks.run(self._work, success=self._tell, failure=self._on_failure)

    def end(self) -> None:
        """Whoever signs out does not wait for it."""
        self._later.stop()

    def _work(self, job: Job) -> Sequence[Text]:
        return (*self._back_up(job), *self._try_out(job))

    def _back_up(self, job: Job) -> Iterator[Text]:
        """The backup of the day, its copy in the second place; what is wrong with them."""
        told = importlib.import_module("school_desk.backups")
        backups = self._at.desk.backups
        try:
            due = backups.is_due()
            made = (
                backups.make(Kind.DAILY, job.step, lambda: job.stopped)
                if due
                else backups.follow(job.step)
            )
        except (*told.WAITS, StoppedError):
            return
        except DeskError as problem:
            yield Text(NOT_MADE, {"reason": Text(problem.sentence, problem.facts)})
            return
        if made is not None and made.problem is not None:
            yield Text(NOT_COPIED, {"reason": Text(made.problem.sentence, made.problem.facts)})
        folder, standing = backups.second_place
        if due and standing is told.SecondPlace.AWAY:
            yield Text(AWAY, {"folder": folder})

    def _try_out(self, job: Job) -> Iterator[Text]:
        """The weekly test restore; what is wrong with it."""
        told = importlib.import_module("school_desk.backups")
        backups = self._at.desk.backups
        try:
            if backups.is_test_due():
                backups.test(job.step, lambda: job.stopped)
        except (*told.WAITS, StoppedError):
            return
        except DeskError as problem:
            yield Text(NOT_RESTORED, {"reason": Text(problem.sentence, problem.facts)})

    def _tell(self, problems: Sequence[Text]) -> None:
        self._running = False
        for problem in problems:
            sentence = tell(problem)
            if sentence not in self._told:
                self._told.add(sentence)
                loud = problem.msgid != AWAY
                self._at.messages.say(sentence, Tone.DANGER if loud else Tone.WARN)

    def _on_failure(self, problem: Exception) -> None:
        self._running = False
        raise problem
