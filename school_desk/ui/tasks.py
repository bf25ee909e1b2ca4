"""Work that takes longer than a blink: off the screen's thread, with progress and a stop."""

from collections.abc import Callable
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from school_desk.errors import N_, DeskError

T = TypeVar("T")
_THREADS = 2


class StoppedError(DeskError):
    """The person stopped a long job."""

    sentence = N_("Stopped. Nothing was changed.")


class Job:
    """What the work holds of the window: it tells how far it is and hears when to stop."""

    def __init__(self, report: Callable[[int, int], None]) -> None:
        self._stop = Event()
        self._report = report

    @property
    def stopped(self) -> bool:
        """Whether the person has asked to stop."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask the work to end at its next step."""
        self._stop.set()

    def step(self, done: int, total: int) -> None:
        """Tell the progress, or raise StoppedError: the unit of work around it rolls back."""
        if self.stopped:
            raise StoppedError
        self._report(done, total)


class Task(QObject):
    """One running piece of work. Its signals arrive on the screen's thread."""

    progressed = Signal(int, int)
    ended = Signal()
    _delivered = Signal(object, object)

    def __init__(
        self,
        success: Callable[[Any], object],
        failure: Callable[[Exception], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.job = Job(self.progressed.emit)
        self._success = success
        self._failure = failure
        self._delivered.connect(self._on_delivered)

    def stop(self) -> None:
        """Ask the work to end; `failure` gets a StoppedError when it has."""
        self.job.stop()

    def deliver(self, result: object, problem: Exception | None) -> None:
        """Hand the outcome over to the screen's thread; the worker calls this last."""
        self._delivered.emit(result, problem)

    def _on_delivered(self, result: object, problem: Exception | None) -> None:
        self.ended.emit()
        if problem is None:
            self._success(result)
        else:
            self._failure(problem)
        self.deleteLater()


class Tasks(QObject):
    """Starts work and keeps it alive; `started` lets the status line show it."""

    started = Signal(Task, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(_THREADS)

    def run(
        self,
        function: Callable[[Job], T],
        *,
        success: Callable[[T], object],
        failure: Callable[[Exception], object],
        progress: Callable[[int, int], object] | None = None,
        title: str = "",
    ) -> Task:
        """Call `function(job)` on a worker; then `success(result)` or `failure(exception)` here.

        With a title the status line shows count, time left and the stop key.
        """
        task = Task(success, failure, self)
        if progress is not None:
            task.progressed.connect(_Receiver(progress, task).call)
        if title:
            self.started.emit(task, title)
        self._pool.start(_Worker(function, task))
        return task

    def wait(self) -> None:
        """Let everything finish; before the window closes."""
        self._pool.waitForDone()


class _Receiver(QObject):
    """A plain function would be called on the worker's thread; a method of a QObject is not."""

    def __init__(self, function: Callable[[int, int], object], parent: QObject) -> None:
        super().__init__(parent)
        self._function = function

    def call(self, done: int, total: int) -> None:
        self._function(done, total)


class _Worker(QRunnable):
    def __init__(self, function: Callable[[Job], object], task: Task) -> None:
        super().__init__()
        self._function = function
        self._task = task

    def run(self) -> None:
        try:
            result = self._function(self._task.job)
        except Exception as problem:  # noqa: BLE001  carried to `failure`, which sorts it
            self._task.deliver(None, problem)
        else:
            self._task.deliver(result, None)
