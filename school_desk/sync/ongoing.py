"""The exchange with one computer that goes on by itself: the line stays open between its turns."""

from collections.abc import Callable
from contextlib import suppress

from school_desk.storage.unit_of_work import Storage
from school_desk.sync.client import Client, Done
from school_desk.sync.errors import SyncStoppedError
from school_desk.sync.line import Heard, Line
from school_desk.sync.pace import Allowance

SECONDS = 60.0
"""Time of one turn."""


class Ongoing:
    """One computer and the line to it. `turn` belongs to a worker, `stop` to anybody."""

    def __init__(
        self, storage: Storage, address: str, key: bytes, *,
        heard: Heard, breathe: Callable[[], object],
    ) -> None:  # fmt: skip
        self.address = address
        self._ended = self._stopped = False
        self._line = Line(address, key, heard=heard, stopped=lambda: self._stopped)
        self._client = Client(
            storage, self._line, key, stopped=lambda: self._stopped, breathe=breathe
        )

    def turn(self, allowance: Allowance, seconds: float = SECONDS) -> Done:
        """Exchange until both have the same, or raise the reason in words; all that came stays."""
        self._stopped = self._ended
        if self._stopped:
            raise SyncStoppedError
        self._client.allowance = allowance
        return self._client.run(seconds)

    def stop(self) -> None:
        """End the turn that runs, at once: what it waits for on the line is cut."""
        self._stopped = True
        self._line.cut()

    def end(self) -> None:
        """Stop for good."""
        self._ended = True
        self.stop()

    def close(self) -> None:
        """Hang up; when no turn runs any more."""
        with suppress(OSError):
            self._line.close()
