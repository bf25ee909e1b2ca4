"""A term of every register page, written in units of work as its teachers would, only quicker."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from school_desk.app import Desk
from school_desk.errors import N_
from school_desk.journal.model import (
    Column,
    ColumnKey,
    MarkKind,
    PageName,
    RegisterPage,
    Scale,
    Work,
)
from school_desk.journal.store import save_work
from school_desk.school.model import Absence, Term
from school_desk.storage.fresh import FreshRows, fresh_rows
from school_desk.storage.partitions import Partitions
from tests.schools.making import ZONE

TOPS = (15, 20, 25)
TOP = 10
MARKED_EVERY = 7
SIGN_SHARE = 0.02
SIGNS = (Absence.ILL, Absence.EXCUSED, Absence.UNEXCUSED, Absence.LATE)


@dataclass
class Writing:
    """Draws and writes; `weak`: a pupil who reaches little in a subject, by both."""

    desk: Desk
    chance: Random
    weak: set[tuple[int, int]] = field(default_factory=set)
    _usual: dict[int, float] = field(default_factory=dict)

    def term(self, term: Term) -> int:
        """Every page of a term; returns how many lessons were held."""
        held = 0
        for name in self.desk.journal.pages():
            page = self.desk.journal.open_page(name.group, name.subject, term.number)
            held += self._page(name, page, term)
        return held

    def _page(self, name: PageName, page: RegisterPage, term: Term) -> int:
        storage, head = self.desk._storage, page.head
        columns = [one for one in page.columns if term.starts <= one.date <= term.ends]
        part = Partitions.register(storage.keys.key(storage.db, name.class_group))
        attend = self.desk._ground.workplace.partitions.attend
        actor = head.teacher or self.desk.account.id
        with storage.begin(N_("Hold lesson"), actor=actor, origin="demo") as work:
            place = part, head.group, head.subject, head.period.term
            planned = [(save_work(work, *place, one), one) for one in works(page, columns, term)]
            with fresh_rows(work) as rows:
                for number, column in enumerate(columns):
                    self._lesson(rows, page, column, (part, attend, actor), number, planned)
                if head.pass_fail and head.period.terms[-1] == term.number:
                    _verdicts(rows, page, part, term.ends)
        return len(columns)

    def _lesson(
        self,
        rows: FreshRows,
        page: RegisterPage,
        column: Column,
        where: tuple[str, str, int],
        number: int,
        planned: Sequence[tuple[int, Work]],
    ) -> None:
        part, attend, actor = where
        day, subject = column.date, page.head.subject
        birth = {"grp": page.head.group, "day": day.isoformat(), "slot": column.slot}
        lesson = rows.add("lesson", part, subject=subject, topic=f"Тақырып {number + 1}", **birth)
        at = datetime(day.year, day.month, day.day, 9, tzinfo=ZONE).isoformat(timespec="seconds")
        session = rows.add("session", attend, held_by=actor, held_at=at, hours=1, **birth)
        there = [row.pupil.id for row in page.rows if row.there_on(day)]
        here = day, column.slot
        written = [(row, work) for row, work in planned if (work.date, work.slot) == here]
        signs = {} if written else self._signs(there)
        rows.fill("attendance", session, {pupil: sign.value for pupil, sign in signs.items()})
        sit = [one for one in there if one not in signs or not signs[one].away]
        for row, work in written:
            rows.fill("work_points", row, self._points(sit, subject, work.top))
        if number % MARKED_EVERY == 0 and page.head.scale is Scale.POINTS and sit:
            mark = rows.add("lesson_column", part, lesson=lesson, n=1)
            points = self._points(sit, subject, TOP)
            rows.fill("mark", mark, {pupil: max(1, one) for pupil, one in points.items()})

    def _signs(self, pupils: Sequence[int]) -> Mapping[int, Absence]:
        away = (one for one in pupils if self.chance.random() < SIGN_SHARE)
        return {pupil: self.chance.choice(SIGNS) for pupil in away}

    def _points(self, pupils: Sequence[int], subject: int, top: int) -> dict[int, int]:
        return {one: self._point(one, subject, top) for one in pupils}

    def _point(self, pupil: int, subject: int, top: int) -> int:
        if (pupil, subject) in self.weak:
            return top // 5
        if pupil not in self._usual:
            self._usual[pupil] = min(0.97, max(0.5, self.chance.gauss(0.76, 0.13)))
        share = self.chance.gauss(self._usual[pupil], 0.08)
        return min(top, max(0, round(share * top)))


def works(page: RegisterPage, columns: Sequence[Column], term: Term) -> Iterator[Work]:
    """Two for units and the term's; one for a unit where the page is a half-year."""
    head = page.head
    days = list(dict.fromkeys(one.date for one in columns))
    if head.unmarked or head.pass_fail or not days:
        return
    if not head.term_work_due:
        first = term.number - head.period.terms[0] + 1
        yield _work(page, MarkKind.UNIT_SUMMATIVE, first, TOPS[0], days[len(days) // 2])
        return
    for number, place in ((1, len(days) // 3), (2, len(days) * 2 // 3)):
        yield _work(page, MarkKind.UNIT_SUMMATIVE, number, TOPS[number - 1], days[place])
    yield _work(page, MarkKind.TERM_SUMMATIVE, 1, TOPS[2], days[-1])


def _work(page: RegisterPage, kind: MarkKind, number: int, top: int, day: date) -> Work:
    slot = next(one.slot for one in page.columns if one.date == day)
    return Work(ColumnKey(), kind, number, top, date=day, slot=slot)


def _verdicts(rows: FreshRows, page: RegisterPage, part: str, day: date) -> None:
    place = {"grp": page.head.group, "subject": page.head.subject, "period": page.head.period.key}
    for row in page.rows:
        if row.there_on(day):
            rows.add("verdict", part, pupil=row.pupil.id, passed=1, **place)
