"""Write the lessons of the demo school as its teachers would: a unit of work each, in order."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from school_desk.demo.drawing import Draw, Drawing
from school_desk.demo.pages import Hour, Page, Year, lessons, works
from school_desk.errors import N_
from school_desk.journal.store import save_column, save_lesson, save_work
from school_desk.school.model import Term
from school_desk.school.store import save_held, save_session
from school_desk.storage.unit_of_work import Storage, UnitOfWork

AFTER = timedelta(minutes=35)
"""Marks are written towards the end of a lesson."""

UNDECIDED = "geometry"
"""The subject whose teacher has not chosen today's topic yet."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Fills a year of the school's file up to a moment; `at` winds the clock."""

    storage: Storage
    drawing: Drawing
    until: datetime
    at: Callable[[datetime], None]

    def fill(self, year: Year) -> None:
        """Every lesson that has begun, hour by hour through the whole school."""
        for term in year.calendar.terms:
            if term.starts <= self.until.date():
                self._fill_term(year, term)

    def _fill_term(self, year: Year, term: Term) -> None:
        self.at(self._moment(term.starts, time(8)))
        hours = [hour for page in year.pages for hour in self._hours(year, page, term)]
        self.drawing.begin(year, term)
        for hour in sorted(hours, key=lambda hour: hour.begins):
            if hour.begins <= self.until:
                self.at(min(hour.begins + AFTER, self.until))
                self._write(year, hour, self.drawing.lesson(year, hour))
            elif hour.begins.date() == self.until.date() and hour.page.code != UNDECIDED:
                self._announce(hour)

    def _hours(self, year: Year, page: Page, term: Term) -> Iterator[Hour]:
        """The lessons of a page; its works are planned at once."""
        found = lessons(page, year.calendar, term)
        with self._begin(N_("Plan summative work"), page) as work:
            args = work, page.part, page.group, page.subject, term.number
            planned = [(save_work(*args, one), one) for one in works(page, found)]
        for lesson in found:
            mine = tuple(one for one in planned if one[1].date == lesson.key.date)
            begins = self._moment(lesson.key.date, year.starts[lesson.key.slot])
            yield Hour(page, term, lesson, mine, begins)

    def _write(self, year: Year, hour: Hour, draw: Draw) -> None:
        page, key = hour.page, hour.lesson.key
        with self._begin(N_("Hold lesson"), page) as work:
            save_lesson(work, page.part, key, **hour.lesson.texts)
            session = save_session(work, year.parts, key)
            save_held(work, session, page.teacher, hour.begins)
            for pupil, sign in draw.signs.items():
                work.put_cell("attendance", session, pupil, sign=sign.value)
            if draw.points:
                column = save_column(work, page.part, key, 1)
                _put(work, "mark", column, draw.points.items())
            for row, points in draw.works.items():
                _put(work, "work_points", row, points.items())

    def _announce(self, hour: Hour) -> None:
        """A lesson later today: its topic is there already."""
        with self._begin(N_("Write topic"), hour.page) as work:
            save_lesson(work, hour.page.part, hour.lesson.key, topic=hour.lesson.topic)

    def _begin(self, label: str, page: Page) -> AbstractContextManager[UnitOfWork]:
        return self.storage.begin(label, actor=page.teacher, origin="demo")

    def _moment(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.until.tzinfo)


def _put(work: UnitOfWork, table: str, parent: int, cells: Iterable[tuple[int, int]]) -> None:
    for pupil, points in cells:
        work.put_cell(table, parent, pupil, points=points)
