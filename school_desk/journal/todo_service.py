"""To fill: what one's pages and one's class still lack, and how the period will end."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from school_desk.errors import N_
from school_desk.intents import Scope
from school_desk.journal.model import MarkKind
from school_desk.journal.plan import NoRuleSetError
from school_desk.journal.store import works_on
from school_desk.journal.todo_model import LookAhead, PagePlace, Todo, TodoKind, ToFill
from school_desk.journal.todo_rules import (
    EndOfPeriod,
    in_order,
    is_near_end,
    look_ahead,
    term_work_of,
    todos,
    usually_gives_homework,
)
from school_desk.school.bell_rules import ClassBells
from school_desk.school.bell_store import load_all_bells
from school_desk.school.calendar import school_days
from school_desk.school.store import (
    load_class_groups,
    load_teaching_groups,
    load_teachings,
)
from school_desk.storage.service import Service, Step, Workplace, no_step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date, datetime

    from school_desk.journal.model import RegisterPage
    from school_desk.journal.page_cache_service import PageCache
    from school_desk.school.attendance_model import Hour
    from school_desk.school.model import Calendar, ClassGroup, LessonKey, Period, Teaching
    from school_desk.storage.engine import Connection

STAYS = timedelta(days=14)
"""So long after the end of a period what it lacks is still asked for."""

NO_SUBJECTS: frozenset[int] = frozenset()


class TodoService(Service):
    """Lines to work off, from pages that are read again only when a change touched them."""

    def __init__(
        self,
        workplace: Workplace,
        cache: PageCache,
        year: Callable[[], Calendar],
        now: Callable[[], datetime],
        not_taken: Callable[[int, date, date], Sequence[Hour]],
        term_of: Callable[[date], int],
    ) -> None:
        super().__init__(workplace)
        self._pages = cache.pages
        self._cache = cache
        self._year = year
        self._now = now
        self._not_taken = not_taken
        self._term_of = term_of

    def mine(self, account: int, homework: frozenset[int] = NO_SUBJECTS) -> ToFill:
        """What a teacher's own pages lack, and for a form tutor the attendance of the class.

        `homework` names the subjects that differ from what is usual about homework.
        """
        db = self._look(N_("See own lessons"), Scope(account=account))
        mine = [
            one for one in load_teachings(db, self._at.partitions.year) if one.teacher == account
        ]
        own = {(one.group, one.subject) for one in mine}
        tutored = [one for one in self._classes(db) if one.form_tutor == account]
        days = (day for one in tutored for day in self._days(one, own))
        return self._filled(db, mine, homework, days)

    def of_class(self, class_group: int, homework: frozenset[int] = NO_SUBJECTS) -> ToFill:
        """What every page of a class lacks, and its attendance."""
        db = self._look(N_("Open register page"), Scope(class_group=class_group))
        groups = {g.id for g in load_teaching_groups(db) if g.class_group == class_group}
        ours = [one for one in load_teachings(db, self._at.partitions.year) if one.group in groups]
        days = (
            day
            for one in self._classes(db)
            if one.id == class_group
            for day in self._days(one, frozenset())
        )
        return self._filled(db, ours, homework, days)

    def of_school(
        self,
        homework: frozenset[int] = NO_SUBJECTS,
        step: Step = no_step,
    ) -> ToFill:
        """What the whole school lacks; `step` hears how far it is, and may stop it."""
        db = self._look(N_("See all pages"))
        return self._filled(db, load_teachings(db, self._at.partitions.year), homework, (), step)

    def _filled(
        self,
        db: Connection,
        teachings: Sequence[Teaching],
        homework: frozenset[int],
        days: Iterable[Todo],
        step: Step = no_step,
    ) -> ToFill:
        self._cache.refresh(db)
        now, bells = self._now(), load_all_bells(db)
        items: list[Todo] = []
        ahead: list[LookAhead] = []
        for done, page in enumerate(self._open(db, teachings), 1):
            gives = usually_gives_homework(page) != (page.head.subject in homework)
            settings = self._pages.plan_of(db, page).settings
            here = ClassBells(bells, page.head.year_level)
            items += todos(page, settings, now, here, homework=gives)
            end = self._ahead(db, page, now.date())
            ahead += [end] if end else []
            step(done, len(teachings))
        return ToFill(in_order([*items, *days]), tuple(sorted(ahead, key=_of_class)))

    def _ahead(self, db: Connection, page: RegisterPage, today: date) -> LookAhead | None:
        head = page.head
        if not is_near_end(page, today):
            return None
        days = school_days(self._year(), head.period, head.year_level)
        work = term_work_of(page)
        there = works_on(db, head.group, work.date) if work and work.date else ()
        count = sum(kind is MarkKind.TERM_SUMMATIVE for _subject, kind in there)
        end = EndOfPeriod(days[-1] if days else head.period.ends, count)
        return look_ahead(page, today, self._pages.plan_of(db, page).rules, end)

    def _open(self, db: Connection, teachings: Iterable[Teaching]) -> Iterator[RegisterPage]:
        """The pages of now; of a period that has just ended its page as well."""
        today = self._at.today()
        terms = sorted({self._term_of(today - STAYS), self._term_of(today)})
        for one in teachings:
            found: set[str] = set()
            for term in terms:
                period = self._period(db, one, term)
                if period is not None and period.key not in found:
                    found.add(period.key)
                    yield self._cache.page(db, (one.group, one.subject, term))

    def _period(self, db: Connection, one: Teaching, term: int) -> Period | None:
        """The period of a page; None while nobody has chosen the rules of its term."""
        try:
            return self._pages.plan(db, one.group, one.subject, term).head.period
        except NoRuleSetError:
            return None

    def _days(self, group: ClassGroup, own: Iterable[tuple[int, int]]) -> Iterator[Todo]:
        """The days of a class with lessons that nobody has noted, but for one's own lessons."""
        today, mine = self._at.today(), frozenset(own)
        hours: dict[date, list[LessonKey]] = {}
        for hour in self._not_taken(group.id, today - STAYS, today):
            others = [one for one in hour.lessons if (one.group, one.subject) not in mine]
            if others:
                hours.setdefault(hour.day, []).append(others[0])
        for day, lessons in hours.items():
            place = PagePlace(0, 0, 0, group.id, group.label, group.year_level, {})
            yield Todo(TodoKind.ATTENDANCE, day, place, n=len(lessons), minutes=1)

    def _classes(self, db: Connection) -> tuple[ClassGroup, ...]:
        return load_class_groups(db, self._at.partitions.year)


def _of_class(one: LookAhead) -> tuple[int, str, int]:
    return one.place.year_level, one.place.class_label, one.place.subject
