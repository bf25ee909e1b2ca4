"""The analysis of a page: filled from the register, its texts written by the teacher."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from school_desk.errors import N_
from school_desk.journal.analysis import (
    NOTHING_KEPT,
    Analysis,
    Kept,
    TextName,
    WorkParts,
    WorkResults,
    WorkTextName,
    analyse,
    mark_of_shares,
    mark_of_text,
    work_results,
)
from school_desk.journal.analysis_store import (
    load_objectives,
    load_texts,
    load_work_texts,
    save_text,
    save_work_text,
)
from school_desk.journal.entry import OffPageError
from school_desk.journal.model import RegisterPage
from school_desk.journal.page_reader import PageReader
from school_desk.journal.plan import PagePlan
from school_desk.journal.work_store import load_descriptor_points, load_tasks
from school_desk.school.texts import as_paragraphs
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Workplace


class AnalysisService(Service):
    """What a teacher says of the results of a page."""

    def __init__(self, workplace: Workplace, pages: PageReader) -> None:
        super().__init__(workplace)
        self._pages = pages

    def of_page(self, page: RegisterPage) -> Analysis:
        """The whole form of a page that is open."""
        db = self._look(N_("Open register page"), page.form.scope)
        return _analysis(db, page, self._pages.plan_of(db, page))

    def write(self, page: RegisterPage, name: TextName, text: str) -> None:
        """Write a text of the form; an empty one lets the computed one count again."""
        with self._begin(N_("Write analysis"), page.form) as work:
            plan = self._pages.plan_of(work.db, page)
            fresh = _analysis(work.db, self._pages.load(work.db, plan), plan)
            kept = _kept(text, lambda: mark_of_text(fresh.works, name))
            save_text(work, plan.class_part, page.head, name, kept)

    def write_objectives(self, page: RegisterPage, row: int, name: WorkTextName, text: str) -> None:
        """Write which objectives of a work (its row) are achieved, or were difficult."""
        with self._begin(N_("Write analysis"), page.form) as work:
            plan = self._pages.plan_of(work.db, page)
            fresh = _analysis(work.db, self._pages.load(work.db, plan), plan)
            found = next((one for one in fresh.works if one.work.key.work == row), None)
            if found is None:
                raise OffPageError
            kept = _kept(text, lambda: mark_of_shares(found, name))
            save_work_text(work, plan.class_part, row, name, kept)


def _kept(text: str, mark: Callable[[], str]) -> Kept:
    written = as_paragraphs(text)
    return Kept(written, mark()) if written else NOTHING_KEPT


def _analysis(db: Connection, page: RegisterPage, plan: PagePlan) -> Analysis:
    works = _works(db, page, plan)
    return analyse(page, works, plan.rules, load_texts(db, page.head))


def _works(db: Connection, page: RegisterPage, plan: PagePlan) -> tuple[WorkResults, ...]:
    rows = [work.key.work for work in page.works if work.key.work is not None]
    written = load_work_texts(db, rows)
    objectives = load_objectives(db, page.head.subject)
    return tuple(
        _with_texts(
            work_results(
                page,
                work,
                plan.rules,
                WorkParts(load_tasks(db, row), load_descriptor_points(db, row)),
                border=plan.settings.achieved_percent,
                texts=objectives,
            ),
            written.get(row, {}),
        )
        for work, row in zip(page.works, rows, strict=True)
    )


def _with_texts(results: WorkResults, texts: Mapping[WorkTextName, Kept]) -> WorkResults:
    return replace(
        results,
        achieved=texts.get(WorkTextName.ACHIEVED, NOTHING_KEPT),
        difficult=texts.get(WorkTextName.DIFFICULT, NOTHING_KEPT),
    )
