"""What a change would touch, reckoned beside the screen before anybody says that it shall be so."""

from collections.abc import Callable
from typing import TypeVar

from school_desk.errors import DeskError
from school_desk.i18n import _
from school_desk.ui.tasks import Job, Task
from school_desk.ui.work_place import WorkPlace

T = TypeVar("T")


class Reckoning:
    """Holds the change that a panel asks about; only the last one that was looked at counts."""

    def __init__(self, at: WorkPlace) -> None:
        self._at = at
        self.task: Task | None = None
        self._turn: object = None
        self._write: Callable[[], object] | None = None

    def look(
        self,
        work: Callable[[Job], T],
        show: Callable[[T], object],
        write: Callable[[], object],
    ) -> None:
        """Reckon in a worker, then show it; `write` is what `take` gives if it shall be so."""
        self.stop()
        turn = self._turn = object()

        def reckoned(found: T) -> None:
            if turn is self._turn:
                self.task, self._write = None, write
                show(found)

        def refused(problem: Exception) -> None:
            if not isinstance(problem, DeskError):
                raise problem
            if turn is self._turn:
                self.task = None
                self._at.messages.refuse(problem)

        title = _("Reckoning what would change")
        self.task = self._at.tasks.run(work, success=reckoned, failure=refused, title=title)

    def take(self) -> Callable[[], object] | None:
        """The change that was shown; it is asked about no more."""
        write, self._write = self._write, None
        return write

    def stop(self) -> bool:
        """Stop what is reckoned; whether anything was."""
        if self.task is not None:
            self.task.stop()
        return self.task is not None

    def end(self) -> None:
        """Nobody waits any more: the screen goes."""
        self.stop()
        self._turn = None
