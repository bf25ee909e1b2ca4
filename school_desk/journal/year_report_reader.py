"""Read what every class came to in each school year: this one as it stands, others as stored."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from school_desk.events import Committed
from school_desk.journal.desk_rules import report_lines
from school_desk.journal.indicators import IndicatorRules
from school_desk.journal.past_mark_store import load_past_marks
from school_desk.journal.past_year_reader import PastYearReader
from school_desk.journal.past_year_store import load_years_on_paper
from school_desk.journal.year_model import ClassYear
from school_desk.journal.year_reader import YearReader
from school_desk.journal.year_report_model import YearReport
from school_desk.journal.year_report_rules import Days, Seats, Teachers, papers_of, year_summary
from school_desk.school.model import Calendar, ClassGroup, Member, PersonName
from school_desk.school.movement_model import MovementKind
from school_desk.school.movement_store import load_movements
from school_desk.school.names import sort_key
from school_desk.school.store import (
    load_class_groups,
    load_members,
    load_sitting,
    load_teachings,
)
from school_desk.school.year_store import load_years
from school_desk.storage.engine import Connection

Step = Callable[[int, int], None]
YEARS = 5
"""So many years stand beside each other, the latest ones."""

NEW = (MovementKind.ENROL, MovementKind.TRANSFER_IN)


@dataclass(frozen=True, slots=True)
class Readers:
    """What reads this year, and what reads those before it."""

    now: YearReader
    past: PastYearReader


class YearReportReader:
    """Reports of years. Whoever asks has asked for permission before.

    Of a year before this file only papers tell. They are counted for the pupils who are still in
    the school, in the class that they were in then, but for those who came later from elsewhere.
    """

    def __init__(
        self,
        readers: Readers,
        calendar: Callable[[], Calendar],
        today: Callable[[], date],
        person: Callable[[Connection, int], PersonName | None],
    ) -> None:
        self._readers = readers
        self._calendar = calendar
        self._today = today
        self._person = person
        self._kept: dict[date, tuple[YearReport, ...]] = {}

    def on_change(self, _change: Committed) -> None:
        """Forget what may be out of date."""
        self._kept.clear()

    def reports(self, db: Connection, step: Step) -> tuple[YearReport, ...]:
        """The latest years up to this one, the earliest first; kept until something changes."""
        today = self._today()
        if today not in self._kept:
            self._kept[today] = self._read(db, step)
        return self._kept[today]

    def _read(self, db: Connection, step: Step) -> tuple[YearReport, ...]:
        current = self._calendar().id
        known = {*load_years(db), *load_years_on_paper(db), current}
        years = sorted(one for one in known if one <= current)[-YEARS:]
        groups = {year: _sorted(load_class_groups(db, year)) for year in years}
        total, done, found = sum(map(len, groups.values())), 0, []
        for year in years:
            classes = []
            for one in self._classes(db, year, groups[year]):
                step(done, total)
                done = min(total, done + 1)
                classes.append(one)
            found.append(self._report(db, year, classes))
        step(total, total)
        return tuple(one for one in found if one.lines)

    def _classes(
        self, db: Connection, year: str, groups: Sequence[ClassGroup]
    ) -> Iterator[tuple[ClassGroup, ClassYear]]:
        """The classes of a year with what they came to."""
        if not groups:
            yield from self._on_paper(db, year)
        for one in groups:
            if year == self._calendar().id:
                yield one, self._readers.now.of_class(db, one)
            else:
                yield one, self._readers.past.of_class(db, year, one)

    def _on_paper(self, db: Connection, year: str) -> Iterator[tuple[ClassGroup, ClassYear]]:
        """The classes of today as many years younger, as far as papers tell of them."""
        ago = int(self._calendar().id[:4]) - int(year[:4])
        later = _came_after(db, year)
        for one in _sorted(load_class_groups(db, self._calendar().id)):
            members = [m for m in load_members(db, one.id) if m.pupil.id not in later]
            known = load_past_marks(db, [m.pupil.id for m in members], year) if members else {}
            told = {key.pupil for key in known}
            there = [Member(m.pupil) for m in members if m.pupil.id in told]
            then = ClassGroup(-one.id, one.year_level - ago, one.letter, one.language)
            if there and then.year_level > 0:
                yield then, self._readers.past.on_paper(db, year, then, there)

    def _report(
        self, db: Connection, year: str, classes: Sequence[tuple[ClassGroup, ClassYear]]
    ) -> YearReport:
        last, today = self._readers.past.last_day(year), self._today()
        on, over = min(last, today), today >= last
        teachers = self._teachers(db, year)
        summaries = [
            year_summary(one, _seats(db, one, on), teachers, self._rules(db, one), Days(on, over))
            for _group, one in classes
        ]
        groups = {group.id: group for group, _year in classes}
        year_levels = {row: one.year_level for row, one in groups.items()}
        lines = report_lines(summaries, year_levels, self._calendar())
        papers = papers_of([one for _group, one in classes], on)
        on_paper = bool(groups) and all(row < 0 for row in groups)
        return YearReport(year, lines, groups, papers, on_paper)

    def _rules(self, db: Connection, year: ClassYear) -> IndicatorRules:
        found = self._readers.past.settings(db, year.year, year.ruleset)
        return IndicatorRules.of(found) if found else IndicatorRules()

    def _teachers(self, db: Connection, year: str) -> Teachers:
        names: dict[int, str] = {}
        found = {}
        for one in load_teachings(db, year):
            if one.teacher is None:
                continue
            if one.teacher not in names:
                person = self._person(db, one.teacher)
                names[one.teacher] = person.full if person else ""
            found[one.group, one.subject] = names[one.teacher]
        return found


def _seats(db: Connection, year: ClassYear, on: date) -> Seats:
    """Who sat in which group of a split class at the end; who sits in none, where one sat."""
    found: dict[tuple[int, int], int] = {}
    sitting: Mapping[int, Sequence[Member]] = {
        group: load_sitting(db, group)
        for column in year.columns
        if len(column.groups) > 1
        for group in column.groups
    }
    for column in year.columns:
        for group in column.groups if len(column.groups) > 1 else ():
            for one in sitting[group]:
                place = one.pupil.id, column.subject
                if one.there_on(on) or place not in found:
                    found[place] = group
    return found


def _came_after(db: Connection, year: str) -> frozenset[int]:
    """Who was in another school in a year: enrolled or transferred when it was over."""
    summer = date(int(year[:4]) + 1, 6, 1)
    moved = load_movements(db, summer, date.max)
    return frozenset(one.pupil.id for one in moved if one.kind in NEW)


def _sorted(groups: Sequence[ClassGroup]) -> list[ClassGroup]:
    return sorted(groups, key=lambda one: (one.year_level, sort_key(one.letter)))
