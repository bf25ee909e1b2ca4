"""Summative works from inside: tasks, points by descriptor, own days, moderation, works brought."""

from collections.abc import Sequence
from dataclasses import replace

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.journal.entry import Cell, Entry, OffPageError, accept_block
from school_desk.journal.model import ColumnKey, ImportedWork, RegisterPage, Sitting, Work
from school_desk.journal.page_reader import PageReader
from school_desk.journal.plan import PagePlan
from school_desk.journal.store import save_entries
from school_desk.journal.work_checks import WorkChecks
from school_desk.journal.work_page_model import WorkPage, lay_open
from school_desk.journal.work_parts import Task
from school_desk.journal.work_rules import (
    DESCRIPTORS_CLEARED,
    accept_imported,
    accept_moderation,
    accept_open,
    accept_points,
    accept_sitting,
    accept_tasks,
    moderation_warnings,
    replaced_total,
    sitting_warnings,
)
from school_desk.journal.work_store import (
    drop_sitting,
    load_descriptor_points,
    load_tasks,
    save_descriptor_points,
    save_imported,
    save_sitting,
    save_tasks,
)
from school_desk.school.texts import as_line
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Workplace
from school_desk.storage.unit_of_work import UnitOfWork


class WorkService(Service):
    """What teachers do with one summative work, beyond typing its total in the register."""

    def __init__(self, workplace: Workplace, pages: PageReader, checks: WorkChecks) -> None:
        super().__init__(workplace)
        self._pages = pages
        self._checks = checks

    def see(self, group: int, subject: int, term: int, work: int) -> WorkPage:
        """A work (its row) of a page with its tasks and everybody's points."""
        db = self._look(N_("Open register page"), self._pages.scope(group, subject))
        return _laid(db, self._pages.open(db, group, subject, term), work)

    def warnings(self, page: RegisterPage, planned: Work) -> tuple[str, ...]:
        """What the day checks say of a work before it is planned."""
        db = self._look(N_("Open register page"), page.form.scope)
        return self._checks.warnings(db, page, planned)

    def save_tasks(self, laid: WorkPage, tasks: Sequence[Task]) -> None:
        """All tasks of a work as they are now; their sum may still differ from the maximum."""
        with self._begin(N_("Write work tasks"), laid.page.form) as work:
            plan, fresh = self._fresh(work.db, laid)
            row = _row_of(fresh)
            points = load_descriptor_points(work.db, row)
            save_tasks(work, plan.class_part, row, accept_tasks(fresh, tasks, points))

    def put_points(
        self, laid: WorkPage, pupil: int, descriptor: int, points: int | None
    ) -> tuple[Text, ...]:
        """Points for a descriptor; the total is their sum, in the same step.

        Returns what to tell where the sum takes the place of a total that was typed.
        """
        with self._begin(N_("Put descriptor points"), laid.page.form) as work:
            plan, fresh = self._fresh(work.db, laid)
            total = accept_points(fresh, pupil, descriptor, points)
            entries = self._accepted(fresh, plan, pupil, total)
            save_descriptor_points(work, descriptor, pupil, points)
            save_entries(work, self._at.partitions, plan.class_part, entries)
        return replaced_total(fresh, pupil, total)

    def clear_points(self, laid: WorkPage, pupil: int) -> None:
        """Clear a pupil's points by descriptor and the total with them."""
        with self._begin(N_("Put descriptor points"), laid.page.form) as work:
            plan, fresh = self._fresh(work.db, laid)
            entries = self._accepted(fresh, plan, pupil, None)
            _clear_descriptors(work, _row_of(fresh), pupil)
            save_entries(work, self._at.partitions, plan.class_part, entries)

    def schedule(
        self, page: RegisterPage, key: ColumnKey, pupil: int, sitting: Sitting
    ) -> tuple[str, ...]:
        """Give a pupil a day of his own for a work; returns warnings."""
        with self._begin(N_("Schedule own day"), page.form) as work:
            plan, fresh = self._page(work.db, page)
            planned = _work(fresh, key)
            sitting = accept_sitting(fresh, planned, pupil, sitting)
            save_sitting(work, plan.class_part, key.work or 0, pupil, sitting)
        return sitting_warnings(fresh, sitting)

    def unschedule(self, page: RegisterPage, key: ColumnKey, pupil: int) -> None:
        """Take the pupil's own day back."""
        with self._begin(N_("Schedule own day"), page.form) as work:
            _plan, fresh = self._page(work.db, page)
            accept_open(fresh)
            _work(fresh, key)
            drop_sitting(work, key.work or 0, pupil)

    def moderate(
        self, page: RegisterPage, key: ColumnKey, pupil: int, points: int, reason: str
    ) -> tuple[str, ...]:
        """Other points for a term summative by decision of the council; returns warnings."""
        with self._begin(N_("Moderate work"), replace(page.form, reason=as_line(reason))) as work:
            plan, fresh = self._page(work.db, page)
            points, _reason = accept_moderation(fresh, _work(fresh, key), pupil, points, reason)
            laid = _laid(work.db, fresh, key.work or 0)
            entries = self._accepted(laid, plan, pupil, points)
            line = laid.line_of(pupil)
            clears = line is not None and line.described not in (None, points)
            if clears:
                _clear_descriptors(work, key.work or 0, pupil)
            save_entries(work, self._at.partitions, plan.class_part, entries)
        said = (DESCRIPTORS_CLEARED,) if clears else ()
        return (*moderation_warnings(fresh, self._at.today()), *said)

    def bring_in(self, page: RegisterPage, pupil: int, brought: ImportedWork) -> None:
        """A work that a pupil wrote at another school, as the extract says."""
        with self._begin(N_("Bring in work"), page.form) as work:
            plan, fresh = self._page(work.db, page)
            brought = accept_imported(fresh, pupil, brought)
            place = plan.head.group, plan.head.subject, plan.head.period.term
            save_imported(work, plan.class_part, place, pupil, brought)

    def take_away(self, page: RegisterPage, brought: ImportedWork) -> None:
        """Take a work of another school off the page; the history keeps it."""
        with self._begin(N_("Bring in work"), page.form) as work:
            _plan, fresh = self._page(work.db, page)
            accept_open(fresh)
            if all(one.row != brought.row for row in fresh.rows for one in row.imported):
                raise OffPageError
            work.delete(brought.row)

    def _page(self, db: Connection, page: RegisterPage) -> tuple[PagePlan, RegisterPage]:
        plan = self._pages.plan_of(db, page)
        return plan, self._pages.load(db, plan)

    def _fresh(self, db: Connection, laid: WorkPage) -> tuple[PagePlan, WorkPage]:
        """The work as the file has it now."""
        plan, page = self._page(db, laid.page)
        return plan, _laid(db, page, _row_of(laid))

    def _accepted(
        self, laid: WorkPage, plan: PagePlan, pupil: int, total: int | None
    ) -> tuple[Entry, ...]:
        """What a total writes: every check of the register's cell holds here too."""
        cell = Cell(laid.work.key, pupil, "" if total is None else str(total))
        entries, problems = accept_block(laid.page, (cell,), plan.settings, self._at.today())
        for problem in problems:
            raise problem.error
        return entries


def _laid(db: Connection, page: RegisterPage, row: int) -> WorkPage:
    planned = _work(page, ColumnKey(work=row))
    return lay_open(page, planned, load_tasks(db, row), load_descriptor_points(db, row))


def _work(page: RegisterPage, key: ColumnKey) -> Work:
    """The work of a key, if it is still on the page."""
    found = page.find(key)
    if not isinstance(found, Work):
        raise OffPageError
    return found


def _row_of(laid: WorkPage) -> int:
    return laid.work.key.work or 0


def _clear_descriptors(work: UnitOfWork, summative: int, pupil: int) -> None:
    for descriptor in load_descriptor_points(work.db, summative).get(pupil, {}):
        save_descriptor_points(work, descriptor, pupil, None)
