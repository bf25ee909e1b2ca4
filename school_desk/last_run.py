"""How the last run ended: after a rough end the file is checked first, and people are told."""

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from school_desk.storage.clock import moment_of, stamp
from school_desk.storage.last_day import cells_written, last_written
from school_desk.storage.open_sign import OpenSign
from school_desk.storage.unit_of_work import Storage

MARKS = ("mark", "work_points")
"""The tables whose cells people call marks."""


@dataclass(frozen=True, slots=True)
class BrokenOff:
    """Until when everything is kept, with how many marks that one typed on the day of it."""

    moment: datetime
    marks: int


class LastRun:
    """What one run of the program knows of the one before, and leaves to the one after."""

    def __init__(self, folder: Path) -> None:
        self._sign = OpenSign(folder)
        self._whole = False
        self._last = 0
        self.told: set[int] = set()
        self.rough = self._sign.found

    def opened(self, storage: Storage) -> None:
        """Somebody has signed in and has not written yet."""
        self._last = self._last or last_written(storage)
        self._sign.put()

    def found_whole(self) -> None:
        """The file was looked through to its end."""
        self._whole = True

    def left(self) -> None:
        """Somebody has signed out: a clean end, unless a rough one is still unchecked."""
        if self._whole or not self.rough:
            self._sign.take_away()

    def broken_off(self, storage: Storage, account: int, zone: tzinfo | None) -> BrokenOff | None:
        """The rough end as one person sees it; None after a clean one."""
        if not self.rough or account in self.told:
            return None
        moment = moment_of(self._last).astimezone(zone)
        midnight = moment.replace(hour=0, minute=0, second=0).astimezone(UTC)
        return BrokenOff(moment, cells_written(storage, account, stamp(midnight), MARKS))
