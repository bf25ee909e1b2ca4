"""The day checks of planned works: what the class has on a day, where a term really ends."""

from collections.abc import Callable
from datetime import date

from school_desk.journal.model import RegisterPage, Work
from school_desk.journal.page_reader import PageReader
from school_desk.journal.work_store import load_class_works
from school_desk.journal.works import WorkTerm, work_warnings
from school_desk.school.calendar import school_days, term_on
from school_desk.school.model import Calendar
from school_desk.storage.engine import Connection


class WorkChecks:
    """Warnings about a work before it is planned and after. Whoever asks has permission."""

    def __init__(self, pages: PageReader, calendar: Callable[[], Calendar]) -> None:
        self._pages = pages
        self._calendar = calendar

    def warnings(self, db: Connection, page: RegisterPage, planned: Work) -> tuple[str, ...]:
        """What the order says of this work on this day."""
        period = page.head.period
        beside = load_class_works(db, page.head.class_group, period.terms)
        rules = self._pages.plan_of(db, page).rules
        return work_warnings(page, planned, self._term(page, planned.date), beside, rules)

    def _term(self, page: RegisterPage, day: date | None) -> WorkTerm:
        calendar = self._calendar()
        found = term_on(calendar, day or page.head.period.starts)
        if found is None or found.number not in page.head.period.terms:
            return WorkTerm(page.head.period.term, None)
        days = school_days(calendar, found, page.head.year_level)
        return WorkTerm(found.number, days[-1] if days else None)
