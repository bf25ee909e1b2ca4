"""Disputed cells on the pages of the register: where they lie, and what each value would decide."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.journal.dispute_model import Cell, CellPlace, Neighbour, Outlook
from school_desk.journal.dispute_store import ColumnPlace, column_place
from school_desk.journal.entry import Cell as Typed
from school_desk.journal.entry import accept_entry
from school_desk.journal.model import (
    Column,
    ColumnKey,
    PupilRow,
    RegisterPage,
    TermResult,
    Work,
)
from school_desk.journal.page_reader import PageReader
from school_desk.journal.pages import reckoned
from school_desk.journal.plan import PagePlan
from school_desk.journal.store import save_entries
from school_desk.storage.disputed import DisputedCell, cell_at, disputed_cells
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Workplace

Cells = Mapping[tuple[ColumnKey, int], Cell]
"""Disputed cells of a page: column and pupil -> row and field of the conflict."""


class DisputeService(Service):
    """Joins conflicts, which know rows, to pages, which know columns and pupils."""

    def __init__(
        self, workplace: Workplace, pages: PageReader, term_on: Callable[[date], int]
    ) -> None:
        super().__init__(workplace)
        self._pages = pages
        self._term_on = term_on

    def on_page(self, page: RegisterPage) -> Cells:
        """The cells of a page in which several values stand."""
        db = self._look(N_("Open register page"), page.form.scope)
        return dict(self._here(db, page))

    def place(self, row: int, field: int) -> CellPlace | None:
        """Where a cell lies in the register; None: it is none of the register's."""
        db = self._look(N_("See conflicts"))
        one = cell_at(self._at.storage, row, field)
        column = column_place(db, one.table, one.parent)
        if column is None or one.pupil is None:
            return None
        self._look(N_("Open register page"), self._pages.scope(column.group, column.subject))
        return self._place(db, column, one.pupil)

    def outlook(self, place: CellPlace, points: Sequence[int | None]) -> Outlook | None:
        """What stands around a cell, and the term mark with each of some points in it.

        Points are asked for where the cell holds points; a sign decides no mark: give none.
        None: the pupil is not on the page any more.
        """
        db = self._look(N_("Open register page"), self._pages.scope(place.group, place.subject))
        page = self._pages.open(db, place.group, place.subject, place.term)
        row = page.row_of(place.pupil)
        if row is None:
            return None
        plan = self._pages.plan_of(db, page)
        decides = page.head.closing is None and not page.head.unmarked
        results = tuple(_result(page, row, place.column, one, plan) for one in points)
        return Outlook(
            *(place, page.head, row.pupil.name, tuple(_around(page, row, place.column))),
            results if decides else (),
            plan.settings.signs,
        )

    def write(self, place: CellPlace, text: str) -> None:
        """Another value than those that stand, typed as in the register: it has seen them all."""
        with self._begin(N_("Decide conflict"), self._form(place)) as work:
            plan = self._pages.plan(work.db, place.group, place.subject, place.term)
            self._pages.accept_key(work.db, plan.head, place.column)
            page = self._pages.load(work.db, plan)
            typed = Typed(place.column, place.pupil, text)
            entries = accept_entry(page, typed, plan.settings, self._at.today())
            save_entries(work, self._at.partitions, plan.class_part, entries)

    # How it is found

    def _form(self, place: CellPlace) -> Form:
        """All values that stand were shown, so whoever writes another has seen them."""
        db, at = self._at.storage.db, self._at
        scope = self._pages.scope(place.group, place.subject)
        plan = self._pages.plan(db, place.group, place.subject, place.term)
        return Form(scope, at.storage.context(plan.class_part, at.partitions.attend))

    def _here(
        self, db: Connection, page: RegisterPage
    ) -> "list[tuple[tuple[ColumnKey, int], Cell]]":
        found = []
        for one in disputed_cells(self._at.storage):
            key = self._on(db, page, one)
            if key is not None and one.pupil is not None:
                found.append(((key, one.pupil), (one.row, one.field)))
        return found

    @staticmethod
    def _on(db: Connection, page: RegisterPage, one: DisputedCell) -> ColumnKey | None:
        """The page's own column of a cell; a sign belongs to the hour, whatever its subject."""
        column = column_place(db, one.table, one.parent)
        if column is None or column.group != page.head.group:
            return None
        lesson = column.key.lesson
        if one.table == "attendance" and lesson is not None:
            at = lesson.date, lesson.slot
            return next((c.key for c in page.columns if (c.date, c.slot) == at), None)
        return column.key if page.find(column.key) else None

    def _place(self, db: Connection, column: ColumnPlace, pupil: int) -> CellPlace:
        lesson = column.key.lesson
        term = self._term_on(lesson.date) if lesson else column.term or 1
        name = self._pages.name(db, column.group, column.subject)
        cell = column.group, column.subject, term, column.key, pupil
        return CellPlace(*cell, name.class_label, name.subject_names)


def _result(
    page: RegisterPage, row: PupilRow, key: ColumnKey, points: int | None, plan: PagePlan
) -> TermResult:
    """The term mark as it would be with other points in a cell."""
    marks = {one: kept for one, kept in row.marks.items() if one != key}
    if points is not None:
        marks[key] = points
    return reckoned(page, replace(row, marks=marks), plan.rules, plan.settings).result


def _around(page: RegisterPage, row: PupilRow, here: ColumnKey) -> "list[Neighbour]":
    """The cells of the pupil's line, in the order of the page."""
    places: tuple[Column | Work, ...] = (*page.columns, *page.works)
    return [_neighbour(page, row, one, here=one.key == here) for one in places]


def _neighbour(page: RegisterPage, row: PupilRow, place: Column | Work, *, here: bool) -> Neighbour:
    work = place if isinstance(place, Work) else None
    lesson = page.lesson_of(work) if work else place.key.lesson
    sign = row.signs.get(lesson) if lesson else None
    return Neighbour(place.key, place.date, work, row.points(place.key), sign, here=here)
