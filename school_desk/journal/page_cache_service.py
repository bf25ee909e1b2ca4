"""Register pages that are kept once read, until a change touches them: for what looks at many."""

from __future__ import annotations

from collections import deque
from threading import Lock
from typing import TYPE_CHECKING

from school_desk.journal.page_reader import CELL_TABLES, PAGE_TABLES, PageReader
from school_desk.journal.plan import PLAN_TABLES

if TYPE_CHECKING:
    from datetime import date

    from school_desk.events import Changed, Committed
    from school_desk.journal.model import RegisterPage
    from school_desk.storage.engine import Connection
    from school_desk.storage.service import Workplace

MANY = 200
"""After so many changed cells it is quicker to read everything again than to ask where they are."""

SEEN_TABLES = PAGE_TABLES | CELL_TABLES | PLAN_TABLES

PageId = tuple[int, int, int]
"""Teaching group, subject, term."""


class PageCache:
    """Whoever asks has asked for permission before. A change costs nothing until somebody asks."""

    def __init__(self, workplace: Workplace, pages: PageReader) -> None:
        self._at = workplace
        self.pages = pages
        self._kept: dict[PageId, RegisterPage] = {}
        self._kept_on: date | None = None
        self._news: deque[Changed] = deque()
        self._lock = Lock()

    def on_change(self, change: Committed) -> None:
        """Remember what to forget."""
        self._news.extend(one for one in change.changes if one.table in SEEN_TABLES)

    def refresh(self, db: Connection) -> None:
        """Let go of the pages that changes have touched since somebody asked."""
        with self._lock:
            news = [self._news.popleft() for _n in range(len(self._news))]
            if self._kept_on != self._at.today() or len(news) > MANY:
                self._kept.clear()
            self._kept_on = self._at.today()
            for touched in {self._touched(db, one) for one in set(news)}:
                gone = [one for one in self._kept if _within(one, touched)]
                for one in gone:
                    del self._kept[one]

    def page(self, db: Connection, wanted: PageId) -> RegisterPage:
        """A page as the file had it when it was last touched."""
        kept = self._kept.get(wanted)
        if kept is None:
            kept = self.pages.open(db, *wanted)
            with self._lock:
                if not self._news:  # else it may be older than what has just been written
                    self._kept[wanted] = kept
        return kept

    def _touched(self, db: Connection, change: Changed) -> tuple[int | None, int | None]:
        """The teaching group and subject of a change; None: any."""
        scope_of = self._at.storage.registry.by_name[change.table].scope
        if scope_of is None:
            return None, None
        scope = scope_of(db, change.row, change.pupil)
        return scope.group, scope.subject


def _within(page: PageId, touched: tuple[int | None, int | None]) -> bool:
    group, subject = touched
    return group in (None, page[0]) and subject in (None, page[1])
