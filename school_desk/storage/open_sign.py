"""A file in the folder while the school is open: found at a start, it says the last end was rough.

It holds nothing, so it need not be durable: after a power cut either it is there, or what was typed
since it was put was lost with it, which the engine's own durability forbids.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FILE_NAME = "school.open"


@dataclass(frozen=True, slots=True)
class OpenSign:
    """The sign of one data folder."""

    folder: Path

    @property
    def found(self) -> bool:
        """Whether it lies there."""
        return self._path.exists()

    def put(self) -> None:
        """Lay it there. On a full disk it is missing: a check less, nothing lost."""
        with suppress(OSError):
            self._path.touch()

    def take_away(self) -> None:
        """The end was clean. Where the folder has gone, the sign went with it."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    @property
    def _path(self) -> Path:
        return self.folder / FILE_NAME
