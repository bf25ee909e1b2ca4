"""Write the lessons of the demo school as its teachers would: a unit of work each, in order."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from school_desk.demo.drawing import Draw, Drawing
from school_desk.demo.pages import Hour, Page, Year, lessons, works
from school_desk.errors import N_
from school_desk.journal.store import save_work
from school_desk.school.model import LessonKey, Term
from school_desk.storage.fresh import FreshRows, fresh_rows
from school_desk.storage.unit_of_work import Storage, UnitOfWork

AFTER = timedelta(minutes=35)
"""Marks are written towards the end of a lesson."""

UNDECIDED = "geometry"
"""The subject whose teacher has not chosen today's topic yet."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Fills a year of the school's file up to a moment; `at` winds the clock.

    Args:
        in_order: lesson by lesson through the whole school, each a unit of work of its teacher;
            else a unit for each page and term, which is several times faster.
    """

    storage: Storage
    drawing: Drawing
    until: datetime
    at: Callable[[datetime], None]
    in_order: bool = True

    def fill(self, year: Year) -> None:
        """Every lesson that has begun."""
        for term in year.calendar.terms:
            if term.starts <= self.until.date():
                self.drawing.begin(year, term)
                self._fill_term(year, term)

    def _fill_term(self, year: Year, term: Term) -> None:
        self.at(self._moment(term.starts, time(8)))
        if self.in_order:
            self._lesson_by_lesson(year, term)
            return
        for page in year.pages:
            with self._begin(N_("Hold lesson"), page) as work:
                hours = tuple(self._hours(work, year, page, term))
                with fresh_rows(work) as rows:
                    for hour in hours:
                        self._write(rows, year, hour)

    def _lesson_by_lesson(self, year: Year, term: Term) -> None:
        hours: list[Hour] = []
        for page in year.pages:
            with self._begin(N_("Plan summative work"), page) as work:
                hours += self._hours(work, year, page, term)
        for hour in sorted(hours, key=lambda hour: hour.begins):
            self.at(min(hour.begins + AFTER, self.until))
            with self._begin(N_("Hold lesson"), hour.page) as work, fresh_rows(work) as rows:
                self._write(rows, year, hour)

    def _hours(self, work: UnitOfWork, year: Year, page: Page, term: Term) -> Iterator[Hour]:
        """The lessons of a page; its works are planned at once."""
        found = lessons(page, year.calendar, term)
        args = work, page.part, page.group, page.subject, term.number
        planned = {one.date: (save_work(*args, one), one) for one in works(page, term, found)}
        for lesson in found:
            # A day with two lessons of a subject has its work in the first.
            mine = planned.pop(lesson.key.date, None)
            begins = self._moment(lesson.key.date, year.starts[lesson.key.slot])
            yield Hour(page, term, lesson, (mine,) if mine else (), begins)

    def _write(self, rows: FreshRows, year: Year, hour: Hour) -> None:
        page, lesson = hour.page, hour.lesson
        texts = dict(lesson.texts) if hour.begins <= self.until else self._announced(hour)
        if not texts:
            return
        row = rows.add("lesson", page.part, **_birth(lesson.key), **texts)
        if hour.begins <= self.until:
            draw = self.drawing.lesson(year, hour)
            self._hold(rows, year, hour, draw)
            _mark(rows, page, row, draw)

    def _announced(self, hour: Hour) -> dict[str, str | None]:
        """What is there already of a lesson later today: its topic."""
        today = hour.begins.date() == self.until.date()
        return {"topic": hour.lesson.topic} if today and hour.page.code != UNDECIDED else {}

    def _hold(self, rows: FreshRows, year: Year, hour: Hour, draw: Draw) -> None:
        key = hour.lesson.key
        session = rows.add(
            "session",
            year.parts.attend,
            grp=key.group,
            day=key.date.isoformat(),
            slot=key.slot,
            held_by=hour.page.teacher,
            held_at=hour.begins.isoformat(timespec="seconds"),
            hours=1,
        )
        signs = {pupil: sign.value for pupil, sign in draw.signs.items()}
        rows.fill("attendance", session, signs)

    def _begin(self, label: str, page: Page) -> AbstractContextManager[UnitOfWork]:
        return self.storage.begin(label, actor=page.teacher, origin="demo")

    def _moment(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.until.tzinfo)


def _birth(key: LessonKey) -> Mapping[str, int | str]:
    day = key.date.isoformat()
    return {"grp": key.group, "subject": key.subject, "day": day, "slot": key.slot}


def _mark(rows: FreshRows, page: Page, lesson: int, draw: Draw) -> None:
    if draw.points:
        column = rows.add("lesson_column", page.part, lesson=lesson, n=1)
        rows.fill("mark", column, draw.points)
    for work, points in draw.works.items():
        rows.fill("work_points", work, points)
