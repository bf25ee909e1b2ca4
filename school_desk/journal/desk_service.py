"""The deputy's desk: the term of a whole school, terms compared, works ahead, a pupil's path."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from school_desk.errors import N_
from school_desk.intents import Scope
from school_desk.journal.desk_model import (
    By,
    ClassWorks,
    Compared,
    PlannedWork,
    SchoolReport,
)
from school_desk.journal.desk_rules import class_works, compared, report_lines
from school_desk.journal.desk_store import load_planned_works
from school_desk.journal.path_model import Path
from school_desk.journal.path_reader import PathReader
from school_desk.journal.summary_reader import SummaryReader
from school_desk.journal.year_report_model import YearsCompared
from school_desk.journal.year_report_reader import YearReportReader
from school_desk.journal.year_report_rules import years_compared
from school_desk.school.calendar import period_of
from school_desk.school.guardian_rules import NotOfThisClassError
from school_desk.school.model import Calendar, ClassGroup, Period, PeriodKind
from school_desk.school.names import sort_key
from school_desk.school.store import load_class_groups, load_members
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Step, Workplace, no_step


class DeskService(Service):
    """Reads only; the same term summaries as everywhere, put together."""

    def __init__(
        self,
        workplace: Workplace,
        reader: SummaryReader,
        calendar: Callable[[], Calendar],
        today: Callable[[], date],
        paths: PathReader,
        years: YearReportReader,
    ) -> None:
        super().__init__(workplace)
        self._years = years
        self._paths = paths
        self._reader = reader
        self._calendar = calendar
        self._today = today

    def term(self, number: int, step: Step = no_step) -> SchoolReport:
        """The results of the school in a term; `step` hears how far it is, and may stop it."""
        db = self._look(N_("See school report"))
        return self._term(db, number, step)

    def compare(self, numbers: Iterable[int], by: By, step: Step = no_step) -> tuple[Compared, ...]:
        """Parts of the school in several terms of this year."""
        db = self._look(N_("See school report"))
        wanted = tuple(numbers)
        reports = []
        for done, number in enumerate(wanted):
            reports.append(self._term(db, number, no_step))
            step(done + 1, len(wanted))
        return compared(reports, by)

    def compare_years(self, by: By, step: Step = no_step) -> YearsCompared:
        """Parts of the school in the latest school years, by their year marks."""
        db = self._look(N_("See school report"))
        return years_compared(self._years.reports(db, step), by)

    def works(self, number: int) -> tuple[ClassWorks, ...]:
        """The summative works of a term by class and week."""
        db = self._look(N_("See school report"))
        period = self._reader.term(number)
        half = period_of(self._calendar(), number, PeriodKind.HALF_YEAR)
        found = load_planned_works(db, self._year, half.terms if half else period.terms)
        return tuple(
            class_works(
                one.id, one.label, (w for w in found.get(one.id, ()) if _falls_in(w, period))
            )
            for one in self._classes(db)
        )

    def path(self, class_group: int, pupil: int) -> Path:
        """A pupil's way over the years, for whoever may see all of the class of now."""
        db = self._look(N_("See pupil's path"), Scope(class_group=class_group))
        if pupil not in {one.pupil.id for one in load_members(db, class_group)}:
            raise NotOfThisClassError
        found = self._paths.of_pupil(db, self._year, pupil)
        if found is None:
            raise NotOfThisClassError
        return found

    @property
    def _year(self) -> str:
        return self._at.partitions.year

    def _term(self, db: Connection, number: int, step: Step) -> SchoolReport:
        classes = self._classes(db)
        summaries = []
        for done, one in enumerate(classes):
            step(done, len(classes))
            summaries.append(self._reader.of_class(db, one, number))
        step(len(classes), len(classes))
        year_levels = {one.id: one.year_level for one in classes}
        lines = report_lines(summaries, year_levels, self._calendar())
        return SchoolReport(self._year, self._reader.term(number), lines, self._today())

    def _classes(self, db: Connection) -> Sequence[ClassGroup]:
        found = load_class_groups(db, self._year)
        return sorted(found, key=lambda one: (one.year_level, sort_key(one.letter)))


def _falls_in(work: PlannedWork, period: Period) -> bool:
    """Whether a work is one of a term; that of a half-year is by its day, undated in either."""
    return work.day is None or period.starts <= work.day <= period.ends
