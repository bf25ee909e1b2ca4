"""Read a pupil's way through the years: this year from its pages, earlier ones as they were closed.

So the marks of each year are those of its own end-of-year page.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from school_desk.journal.past_year_reader import PastYearReader
from school_desk.journal.past_year_store import load_years_on_paper
from school_desk.journal.path_model import Path, PathYear
from school_desk.journal.year_model import ClassYear, Decision, YearCell
from school_desk.journal.year_reader import YearReader
from school_desk.school.model import Calendar, ClassGroup, Member, Pupil, Subject
from school_desk.school.movement_model import Movement
from school_desk.school.movement_store import load_movements_of, load_pupil
from school_desk.school.names import sort_key
from school_desk.school.store import load_subjects
from school_desk.school.year_store import load_path
from school_desk.storage.engine import Connection

NOWHERE = ClassGroup(0, 0)
USUAL_TERMS = 4
AUGUST = 8

Classes = Mapping[str, Sequence[ClassGroup]]
"""The classes of a pupil by year, in order of time."""


class PathReader:
    """Ways as the file has them. Whoever asks has asked for permission before."""

    def __init__(
        self,
        years: YearReader,
        past: PastYearReader,
        calendar_of: Callable[[str], Calendar | None],
    ) -> None:
        self._years = years
        self._past = past
        self._calendar_of = calendar_of

    def of_pupil(self, db: Connection, current: str, pupil: int) -> Path | None:
        """The way of a pupil, seen from a year; None where nobody is called by this number."""
        person = load_pupil(db, pupil)
        if person is None:
            return None
        classes: dict[str, list[ClassGroup]] = {}
        for step in load_path(db, pupil):
            if step.until and step.since and step.until < step.since:
                continue  # moved on at once
            classes.setdefault(step.year, []).append(step.class_group)
        moved = _by_year(load_movements_of(db, pupil), classes)
        years = {*classes, *moved, *load_years_on_paper(db, [pupil])}
        found = tuple(
            self._year(
                db, one, person, classes.get(one, ()), moved.get(one, ()), now=one == current
            )
            for one in sorted(years)
        )
        return Path(person, found, _subjects(load_subjects(db), found))

    def _year(
        self,
        db: Connection,
        year: str,
        pupil: Pupil,
        classes: Sequence[ClassGroup],
        moved: Sequence[Movement],
        *,
        now: bool,
    ) -> PathYear:
        """One year; who moved within the school has the marks of the last class before others."""
        cells: dict[int, YearCell] = {}
        decision = Decision()
        for group in dict.fromkeys(reversed(classes)):
            if now:
                read = self._years.of_class(db, group)
            else:
                read = self._past.of_class(db, year, group, pupil.id)
            here, decided = _of(read, pupil.id)
            cells = {**here, **cells}
            decision = decided if decision.outcome is None else decision
        papers, _none = _of(self._past.on_paper(db, year, NOWHERE, (Member(pupil),)), pupil.id)
        calendar = self._calendar_of(year)
        return PathYear(
            year,
            classes[-1].label if classes else "",
            len(calendar.terms) if calendar else USUAL_TERMS,
            {**papers, **cells},
            decision,
            tuple(moved),
            {one.id: one.label for one in classes},
        )


def _of(year: ClassYear, pupil: int) -> tuple[Mapping[int, YearCell], Decision]:
    """What came of a class's year for one of its pupils."""
    line = next((one for one in year.lines if one.pupil.id == pupil), None)
    if line is None:
        return {}, Decision()
    cells = zip(year.columns, line.cells, strict=True)
    return {column.subject: cell for column, cell in cells if cell is not None}, line.decision


def _by_year(moved: Iterable[Movement], classes: Classes) -> Mapping[str, Sequence[Movement]]:
    """Movements by the year of the class that they lead to or from, else by their day."""
    years = {group.id: year for year, groups in classes.items() for group in groups}
    found: dict[str, list[Movement]] = {}
    for one in moved:
        ends = (one.to_class, one.from_class)
        known = next((years[at] for at in ends if at in years), _year_of(one.day))
        found.setdefault(known, []).append(one)
    return found


def _year_of(day: date) -> str:
    begins = day.year if day.month >= AUGUST else day.year - 1
    return f"{begins}-{(begins + 1) % 100:02}"


def _subjects(
    known: Sequence[Subject], years: Sequence[PathYear]
) -> Mapping[int, Mapping[str, str]]:
    """The subjects that any year has something in."""
    wanted = {subject for year in years for subject in year.cells}
    found = sorted(known, key=lambda one: sort_key(one.names["kk"]))
    return {one.id: one.names for one in found if one.id in wanted}
