"""The calendars of school years, kept until somebody changes one: every page asks for them."""

from collections.abc import Callable

from school_desk.events import Committed
from school_desk.school.calendar_model import SchoolYear
from school_desk.school.calendar_store import load_own_year
from school_desk.school.calendar_year_rules import calendar_of
from school_desk.school.model import Calendar
from school_desk.storage.engine import Connection

CALENDAR_TABLES = frozenset(("calendar", "calendar_span"))


class KeptCalendars:
    """Whoever asks has asked for permission before."""

    def __init__(
        self,
        db: Callable[[], Connection],
        read: Callable[[str], SchoolYear],
        shipped: tuple[str, ...],
    ) -> None:
        self._db = db
        self._read = read
        self.shipped = shipped
        """The years that come with the program."""
        self._kept: dict[str, tuple[SchoolYear, Calendar]] = {}
        self._changes = 0

    def year(self, name: str) -> SchoolYear:
        """A school year as the school has made it its own, else as shipped or proposed."""
        return self._found(name)[0]

    def calendar(self, name: str) -> Calendar:
        """The calendar of a school year."""
        return self._found(name)[1]

    def on_change(self, change: Committed) -> None:
        """Forget what may be out of date."""
        if any(one.table in CALENDAR_TABLES for one in change.changes):
            self._changes += 1
            self._kept = {}

    def _found(self, name: str) -> tuple[SchoolYear, Calendar]:
        found, kept, changes = self._kept.get(name), self._kept, self._changes
        if found is None:
            year = load_own_year(self._db(), name) or self._read(name)
            found = year, calendar_of(year)
            if changes == self._changes:  # else a worker may keep what has just been changed
                kept[name] = found
        return found
