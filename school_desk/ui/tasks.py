"""Work that takes longer than a blink: off the screen's thread, with progress and a stop.

The worker knows nothing of Qt: it writes how far it is into its `Job`, and the screen looks there
some thirty times a second. A signal for each step would flood the screen of a fast job, and signals
across threads while others connect to them crashed PySide in our tests.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Event
from time import sleep
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from school_desk.errors import N_, DeskError

T = TypeVar("T")
_THREADS = 2
_LOOK_MS = 30


class StoppedError(DeskError):
    """The person stopped a long job."""

    sentence = N_("Stopped. Nothing was changed.")


class Job:
    """What the work holds of the window: it tells how far it is and hears when to stop."""

    def __init__(self) -> None:
        self._stop = Event()
        self.progress = (0, 0)

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
        self.progress = (done, total)
        # Gives the interpreter to the screen: a busy worker would keep it 5 ms at a time, and
        # the screen asks for it at every key and every cell it paints.
        sleep(0)


class Task(QObject):
    """One running piece of work. Its signals arrive on the screen's thread."""

    progressed = Signal(int, int)
    ended = Signal()

    def __init__(
        self,
        job: Job,
        future: "Future[Any]",
        success: Callable[[Any], object],
        failure: Callable[[Exception], object],
    ) -> None:
        super().__init__()
        self._job = job
        self._future = future
        self._success = success
        self._failure = failure
        self._seen = (0, 0)

    @property
    def done(self) -> bool:
        """Whether the worker has come to an end; its outcome may still have to be handed over."""
        return self._future.done()

    def stop(self) -> None:
        """Ask the work to end; `failure` gets a StoppedError when it has."""
        self._job.stop()

    def look(self) -> None:
        """Tell the screen what has moved since the last look."""
        progress = self._job.progress
        if progress != self._seen:
            self._seen = progress
            self.progressed.emit(*progress)

    def hand_over(self) -> None:
        """Give the outcome to whoever asked for it. A bug of ours is an outcome, too."""
        self.ended.emit()
        problem = self._future.exception()
        if problem is None:
            self._success(self._future.result())
        elif isinstance(problem, Exception):
            self._failure(problem)
        else:
            raise problem


class Tasks(QObject):
    """Starts work and keeps it alive; `started` lets the status line show it."""

    started = Signal(Task, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="task")
        self._running: list[Task] = []
        self._futures: set[Future[Any]] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def idle(self) -> bool:
        """Whether nothing runs and every outcome is handed over."""
        return not self._running

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
        job = Job()
        future = self._pool.submit(function, job)
        task = Task(job, future, success, failure)
        if progress is not None:
            task.progressed.connect(progress)
        self._futures.add(future)
        self._running.append(task)
        self._timer.start()
        if title:
            self.started.emit(task, title)
        return task

    def stop(self) -> None:
        """Ask all workers to end at their next step."""
        for task in self._running:
            task.stop()

    def wait(self) -> None:
        """Let the workers finish; before the window closes."""
        wait(self._futures)

    def _look(self) -> None:
        for task in tuple(self._running):
            done = task.done
            task.look()
            if done:
                self._running.remove(task)
                task.hand_over()
        self._futures = {future for future in self._futures if not future.done()}
        if not self._running:
            self._timer.stop()
