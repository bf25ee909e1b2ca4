"""The pages of a class as far as its year needs them, kept until a change touches the class."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from school_desk.events import Changed, Committed
from school_desk.journal.model import PageHead, PageName, PupilRow, RegisterPage, Standing
from school_desk.journal.page_cache_service import MANY, SEEN_TABLES
from school_desk.journal.page_reader import PageReader
from school_desk.journal.plan import NoRuleSetError, PagePlan
from school_desk.journal.year_model import MarkSource, PeriodMark
from school_desk.school.model import Calendar, Member
from school_desk.school.names import sort_key
from school_desk.school.store import load_members, load_teaching_groups, load_teachings
from school_desk.storage.engine import Connection
from school_desk.storage.service import Workplace

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class YearPage:
    """A page of a subject: what it comes to for each pupil on it, who was there when it ended."""

    head: PageHead
    marks: Mapping[int, PeriodMark]
    there: frozenset[int]


@dataclass(frozen=True, slots=True)
class YearPages:
    """Who is or was in a class, its pages by subject, the plan of the last: its rules count."""

    members: tuple[Member, ...]
    subjects: Mapping[int, Sequence[YearPage]]
    plan: PagePlan | None


class YearPageReader:
    """Whoever asks has asked for permission before. Marks are kept, the cells behind them not."""

    def __init__(
        self, workplace: Workplace, pages: PageReader, calendar: Callable[[], Calendar]
    ) -> None:
        self._at = workplace
        self._pages = pages
        self._calendar = calendar
        self._kept: dict[int, YearPages] = {}
        self._kept_on: date | None = None
        self._news: deque[Changed] = deque()
        self._lock = Lock()

    def on_change(self, change: Committed) -> None:
        """Remember what to forget."""
        self._news.extend(one for one in change.changes if one.table in SEEN_TABLES)

    def of_class(self, db: Connection, class_group: int) -> YearPages:
        """The pages of a class as the file had them when they were last touched."""
        self._forget(db)
        kept = self._kept.get(class_group)
        if kept is None:
            kept = self._read(db, class_group)
            with self._lock:
                if not self._news:  # else it may be older than what has just been written
                    self._kept[class_group] = kept
        return kept

    def _forget(self, db: Connection) -> None:
        with self._lock:
            news = [self._news.popleft() for _n in range(len(self._news))]
            touched = {self._class_of(db, one) for one in set(news)} if len(news) < MANY else {None}
            if None in touched or self._kept_on != self._at.today():
                self._kept.clear()
            self._kept_on = self._at.today()
            self._kept = {one: kept for one, kept in self._kept.items() if one not in touched}

    def _class_of(self, db: Connection, change: Changed) -> int | None:
        """The class group that a change is about; None: any."""
        scope_of = self._at.storage.registry.by_name[change.table].scope
        return scope_of(db, change.row, change.pupil).class_group if scope_of else None

    def _read(self, db: Connection, class_group: int) -> YearPages:
        """In the order of the Kazakh alphabet."""
        groups = {one.id for one in load_teaching_groups(db) if one.class_group == class_group}
        taught = [one for one in load_teachings(db, self._calendar().id) if one.group in groups]
        names = [self._pages.name(db, one.group, one.subject) for one in taught]
        names.sort(key=lambda one: (sort_key(one.subject_names["kk"]), one.group))
        found: dict[int, list[YearPage]] = {}
        for name in names:
            pages = list(self._open(db, name))
            if pages:
                found.setdefault(name.subject, []).extend(pages)
        return YearPages(load_members(db, class_group), found, self._last_plan(db, found))

    def _open(self, db: Connection, name: PageName) -> Iterator[YearPage]:
        for period in name.periods:
            try:
                page = self._pages.open(db, name.group, name.subject, period.term)
            except NoRuleSetError:
                continue
            yield _page(page)

    def _last_plan(
        self, db: Connection, subjects: Mapping[int, Sequence[YearPage]]
    ) -> PagePlan | None:
        heads = [one.head for pages in subjects.values() for one in pages]
        if not heads:
            return None
        last = max(heads, key=lambda head: head.period.ends)
        return self._pages.plan(db, last.group, last.subject, last.period.term)


def _page(page: RegisterPage) -> YearPage:
    marks = {row.pupil.id: _mark(page, row) for row in page.rows}
    ends = page.head.period.ends
    return YearPage(
        page.head, marks, frozenset(row.pupil.id for row in page.rows if row.there_on(ends))
    )


def _mark(page: RegisterPage, row: PupilRow) -> PeriodMark:
    source = MarkSource.CLOSED if page.head.closing is not None else MarkSource.LIVE
    standing = row.result.standing
    mark = row.result.mark if standing is Standing.MARKED else None
    return PeriodMark(page.head.period.key, source, standing, mark, row.verdict)
