"""The years of the school's file: which one may look back at, and a pupil's way through them."""

from collections.abc import Callable

from school_desk.errors import N_
from school_desk.intents import Scope
from school_desk.school.model import Calendar
from school_desk.school.store import load_school
from school_desk.school.year_model import PathStep
from school_desk.school.year_rules import accept_past
from school_desk.school.year_store import class_of_pupil, load_path, load_years
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Workplace


class YearService(Service):
    """Past years stay in the file; their calendars are needed to read them."""

    def __init__(self, workplace: Workplace, calendar_of: Callable[[str], Calendar | None]) -> None:
        super().__init__(workplace)
        self._calendar_of = calendar_of

    def past(self) -> tuple[str, ...]:
        """The school years that are over and can be read, the latest first."""
        return self._past(self._look(N_("See past years")))

    def accept_past(self, year: str) -> None:
        """Whether one may look back at a year, or raise."""
        accept_past(year, self._past(self._look(N_("See past years"))))

    def path_of(self, pupil: int) -> tuple[PathStep, ...]:
        """The classes of a pupil through the years, the earliest first."""
        return load_path(self._look(N_("See path of pupil"), self._scope(pupil)), pupil)

    def _scope(self, pupil: int) -> Scope:
        db, year = self._at.storage.db, self._at.partitions.year
        return Scope(class_group=class_of_pupil(db, pupil, year))

    def _past(self, db: Connection) -> tuple[str, ...]:
        school = load_school(db)
        current = school.year if school else self._at.partitions.year
        years = reversed(load_years(db))
        return tuple(one for one in years if one < current and self._calendar_of(one))
