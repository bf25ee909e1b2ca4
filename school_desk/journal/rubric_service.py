"""Rubrics for parents: what a work shows of each pupil, in sentences the teacher may change."""

from school_desk.errors import N_
from school_desk.journal.analysis import WorkParts
from school_desk.journal.attainment import Attainment
from school_desk.journal.entry import OffPageError
from school_desk.journal.model import ColumnKey, RegisterPage, Work
from school_desk.journal.page_reader import PageReader
from school_desk.journal.plan import PagePlan
from school_desk.journal.rubric import (
    Part,
    Rubric,
    Written,
    accept_drop,
    make_rubric,
    next_number,
)
from school_desk.journal.rubric_store import (
    load_numbers,
    load_rows,
    load_ticks,
    save_row,
    save_tick,
)
from school_desk.journal.work_store import load_descriptor_points, load_tasks
from school_desk.school.texts import as_line
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Workplace


class RubricService(Service):
    """The rubric of each summative work; `row` is the work's row."""

    def __init__(self, workplace: Workplace, pages: PageReader) -> None:
        super().__init__(workplace)
        self._pages = pages

    def of_work(self, page: RegisterPage, row: int) -> Rubric:
        """The rubric of a work of a page that is open."""
        db = self._look(N_("Open register page"), page.form.scope)
        self._part(db, page, row)
        return _rubric(db, page, row, self._pages.plan_of(db, page))

    def tick(
        self, page: RegisterPage, row: int, number: int, pupil: int, attainment: Attainment | None
    ) -> None:
        """Choose how far a pupil has reached in a criterion; None: as proposed."""
        with self._begin(N_("Fill rubric"), page.form) as work:
            part = self._part(work.db, page, row)
            if page.row_of(pupil) is None:
                raise OffPageError
            save_tick(work, part, save_row(work, part, row, number), pupil, attainment)

    def write(
        self, page: RegisterPage, row: int, number: int, part: Part, language: str, text: str
    ) -> None:
        """Write a sentence (or the criterion) of a row; an empty one is made again."""
        with self._begin(N_("Fill rubric"), page.form) as work:
            class_part = self._part(work.db, page, row)
            texts = {f"{part.value}_{language}": as_line(text) or None}
            save_row(work, class_part, row, number, **texts)

    def add(self, page: RegisterPage, row: int, criterion: str, language: str) -> int:
        """A further criterion, as typed; returns the number of its row."""
        with self._begin(N_("Fill rubric"), page.form) as work:
            part = self._part(work.db, page, row)
            number = next_number(
                load_tasks(work.db, row), load_rows(work.db, row), load_numbers(work.db, row)
            )
            texts = {f"{Part.CRITERION.value}_{language}": as_line(criterion) or None}
            save_row(work, part, row, number, **texts)
        return number

    def drop(self, page: RegisterPage, row: int, number: int) -> None:
        """Take a typed criterion off the rubric."""
        with self._begin(N_("Fill rubric"), page.form) as work:
            self._part(work.db, page, row)
            accept_drop(_rubric(work.db, page, row, self._pages.plan_of(work.db, page)), number)
            work.delete(load_rows(work.db, row)[number].row)

    def _part(self, db: Connection, page: RegisterPage, row: int) -> str:
        """The class's partition, for a work of this very page."""
        plan = self._pages.plan_of(db, page)
        self._pages.accept_key(db, plan.head, ColumnKey(work=row))
        return plan.class_part


def _rubric(db: Connection, page: RegisterPage, row: int, plan: PagePlan) -> Rubric:
    work = page.find(ColumnKey(work=row))
    if not isinstance(work, Work):
        raise OffPageError
    parts = WorkParts(load_tasks(db, row), load_descriptor_points(db, row))
    return make_rubric(
        page, work, plan.rules, parts, Written(load_rows(db, row), load_ticks(db, row))
    )
