"""Read register pages, whole or only what a change touched: for every service of the journal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from school_desk.events import Changed, Committed
from school_desk.intents import Form, Scope, advanced
from school_desk.journal.bounds_rules import accept_form, accept_lesson_here, accept_work_here
from school_desk.journal.closing_rules import stored_rows
from school_desk.journal.closing_store import load_closed_marks
from school_desk.journal.line_service import FEW, places_of, renewed, touched
from school_desk.journal.model import (
    VERDICT,
    Column,
    ColumnKey,
    PageHead,
    PageName,
    PupilRow,
    RegisterPage,
)
from school_desk.journal.pages import Beside, Written, make_columns, make_rows, on_page, reckoned
from school_desk.journal.plan import PagePlan
from school_desk.journal.store import (
    load_columns,
    load_imported,
    load_lessons,
    load_marks,
    load_sittings,
    load_verdicts,
    load_works,
)
from school_desk.journal.thematic_model import PlanRow
from school_desk.journal.thematic_topics_service import PlannedTopics
from school_desk.journal.work_store import load_work_place
from school_desk.school.model import LessonKey
from school_desk.school.store import class_of_group, load_sessions, load_signs, load_sitting
from school_desk.storage.engine import Connection
from school_desk.storage.service import Workplace

PAGE_TABLES = frozenset(
    (
        *("lesson", "lesson_column", "summative", "session", "membership", "pupil"),
        *("group_member", "teaching_group"),
        *("timetable_slot", "teaching", "verdict", "sitting", "imported_work", "plan_row"),
        *("rule_choice", "rule_value", "substitution", "closing", "closed_mark"),
    )
)
CELL_TABLES = frozenset(("mark", "work_points", "attendance"))


@dataclass(frozen=True, slots=True)
class PageDelta:
    """A page after a change: whose lines are new, and whether columns came or went."""

    page: RegisterPage
    pupils: frozenset[int]
    columns_changed: bool


class PageReader:
    """Pages as the file has them. Whoever asks has asked for permission before."""

    def __init__(
        self,
        workplace: Workplace,
        plan: Callable[[Connection, int, int, int], PagePlan],
        name: Callable[[Connection, int, int], PageName],
        topics: PlannedTopics,
    ) -> None:
        self._at = workplace
        self.plan = plan
        self.name = name
        self._topics = topics

    def scope(self, group: int, subject: int) -> Scope:
        """Where a page belongs."""
        class_group = class_of_group(self._at.storage.db, group)
        return Scope(group=group, subject=subject, class_group=class_group)

    def plan_of(self, db: Connection, page: RegisterPage) -> PagePlan:
        """The plan of a page that is open."""
        return self.plan_for(db, page.form, page.head)

    def plan_for(self, db: Connection, form: Form, head: PageHead) -> PagePlan:
        """The plan of a page; the form that asked for rights must be of the same page."""
        plan = self.plan(db, head.group, head.subject, head.period.term)
        accept_form(form, plan.head)
        return plan

    def accept_key(self, db: Connection, head: PageHead, key: ColumnKey) -> None:
        """A column of this very page, as the file has it, or raise."""
        if key.work is not None:
            accept_work_here(head, load_work_place(db, key.work))
        elif key != VERDICT:
            accept_lesson_here(head, key.lesson)

    def open(self, db: Connection, group: int, subject: int, term: int) -> RegisterPage:
        """A page with everything that stands on it."""
        return self.load(db, self.plan(db, group, subject, term))

    def load(self, db: Connection, plan: PagePlan) -> RegisterPage:
        """The page of a plan."""
        head = plan.head
        group, subject, period = head.group, head.subject, head.period
        written = _written(db, plan)
        columns = self._columns(db, plan, written)
        marks = load_marks(db, group, subject, period, columns=columns)
        signs = load_signs(db, group, period.starts, period.ends)
        beside = _beside(db, plan)
        rows = make_rows(load_sitting(db, group), marks, signs, columns, beside)
        form = Form(
            Scope(group=group, subject=subject, class_group=head.class_group),
            self._at.storage.context(plan.class_part, self._at.partitions.attend),
        )
        page = RegisterPage(head, columns, written.works, (), form, self._at.today())
        if head.closing is not None:
            kept = load_closed_marks(db, head.closing)
            return replace(page, rows=stored_rows(page, rows, kept, plan.rules, plan.settings))
        there = tuple(
            reckoned(page, row, plan.rules, plan.settings) for row in rows if on_page(page, row)
        )
        return replace(page, rows=there)

    def columns(self, db: Connection, plan: PagePlan) -> tuple[Column, ...]:
        """The lessons of a page without its pupils: what a list of lessons needs."""
        return self._columns(db, plan, _written(db, plan))

    def planned_topic(self, db: Connection, plan: PagePlan, lesson: LessonKey) -> str:
        """What the thematic plan says of a lesson; nothing where there is no plan."""
        if not self._topics.rows(db, plan.head.group, plan.head.subject):
            return ""
        columns = self.columns(db, plan)
        found = (one.topic for one in columns if one.key.lesson == lesson and one.topic_planned)
        return next(found, "")

    def plan_row(self, db: Connection, plan: PagePlan, lesson: LessonKey) -> PlanRow | None:
        """The row of the thematic plan that falls on a lesson."""
        group, subject = plan.head.group, plan.head.subject
        columns = self.columns(db, plan)
        return self._topics.bound(db, group, subject, columns).rows.get(lesson)

    def refreshed(self, db: Connection, page: RegisterPage, change: Committed) -> PageDelta:
        """The page after a change, re-reading only what the change touched.

        What came from other computers counts as seen from now on: the page shows it.
        """
        if change.heard:
            page = self._having_heard(db, page, change)
        if any(one.table in PAGE_TABLES for one in change.changes):
            return self._reloaded(db, page)
        cells = [one for one in change.changes if one.table in CELL_TABLES]
        fresh = self._touched(db, page, cells)
        rows = tuple(fresh.get(row.pupil.id, row) for row in page.rows)
        changed = frozenset(
            new.pupil.id for old, new in zip(page.rows, rows, strict=True) if old != new
        )
        return PageDelta(replace(page, rows=rows), changed, columns_changed=False)

    def cells_of(self, db: Connection, page: RegisterPage, changes: Sequence[Changed]) -> int:
        """How many cells of a page are among these."""
        cells = [one for one in changes if one.table in CELL_TABLES]
        return sum(map(len, touched(db, page, cells).values()))

    def _having_heard(self, db: Connection, page: RegisterPage, change: Committed) -> RegisterPage:
        parts = self.plan_of(db, page).class_part, self._at.partitions.attend
        form = replace(page.form, context=advanced(page.form.context, change.heard, parts))
        return replace(page, form=form)

    def fresh(
        self, db: Connection, page: RegisterPage, column: ColumnKey, pupil: int
    ) -> RegisterPage:
        """The page with what the file has now of one cell and its lesson."""
        places = places_of(page, column)
        rows = tuple(
            renewed(db, row, places) if row.pupil.id == pupil else row for row in page.rows
        )
        return replace(page, rows=rows)

    def _columns(self, db: Connection, plan: PagePlan, written: Written) -> tuple[Column, ...]:
        own = make_columns(plan, written)
        return self._topics.filled(db, plan.head.group, plan.head.subject, own)

    def _reloaded(self, db: Connection, page: RegisterPage) -> PageDelta:
        fresh = self.load(db, self.plan_of(db, page))
        old = {row.pupil.id: row for row in page.rows}
        changed = frozenset(row.pupil.id for row in fresh.rows if old.get(row.pupil.id) != row)
        same = (page.columns, page.works, page.head) == (fresh.columns, fresh.works, fresh.head)
        return PageDelta(fresh, changed, columns_changed=not same or len(old) != len(fresh.rows))

    def _touched(
        self, db: Connection, page: RegisterPage, cells: Sequence[Changed]
    ) -> Mapping[int, PupilRow]:
        """The lines of a page in which cells changed, read and reckoned again."""
        plan = self.plan_of(db, page)
        if len(cells) > FEW:
            changed = {one.pupil for one in cells}
            some = (row.pupil.id for row in page.rows if row.pupil.id in changed)
            return {pupil: self._row(db, page, plan, pupil) for pupil in some}
        places = touched(db, page, cells)
        lines = (renewed(db, r, places[r.pupil.id]) for r in page.rows if r.pupil.id in places)
        return {r.pupil.id: reckoned(page, r, plan.rules, plan.settings) for r in lines}

    def _row(self, db: Connection, page: RegisterPage, plan: PagePlan, pupil: int) -> PupilRow:
        head = page.head
        group, subject, period = head.group, head.subject, head.period
        marks = load_marks(db, group, subject, period, pupil, page.columns)
        signs = load_signs(db, group, period.starts, period.ends, pupil)
        old = next(row for row in page.rows if row.pupil.id == pupil)
        lessons = {(c.date, c.slot): c.key.lesson for c in page.columns if c.key.lesson}
        here = {lessons[day, slot]: sign for _, day, slot, sign in signs if (day, slot) in lessons}
        row = replace(old, marks=marks.get(pupil, {}), signs=here)
        return reckoned(page, row, plan.rules, plan.settings)


def _written(db: Connection, plan: PagePlan) -> Written:
    """What people have written of the lessons and works of a page."""
    group, subject, period = plan.head.group, plan.head.subject, plan.head.period
    return Written(
        load_lessons(db, group, subject, period),
        load_columns(db, group, subject, period),
        load_works(db, group, subject, period),
        load_sessions(db, group, period.starts, period.ends),
        _stranded(db, plan) if plan.suspended else frozenset(),
    )


def _stranded(db: Connection, plan: PagePlan) -> frozenset[LessonKey]:
    """The lessons that weather took away and in which somebody is noted as absent."""
    period = plan.head.period
    found = load_signs(db, plan.head.group, period.starts, period.ends)
    signed = {(day, slot) for _pupil, day, slot, _sign in found}
    return frozenset(one for one in plan.suspended if (one.date, one.slot) in signed)


def _beside(db: Connection, plan: PagePlan) -> Beside:
    """What stands beside the marks of a page."""
    head = plan.head
    place = head.group, head.subject, head.period
    return Beside(
        load_verdicts(db, *place) if head.pass_fail else {},
        load_sittings(db, *place),
        load_imported(db, *place),
    )
