"""The thematic plan of a page: write it, take it over, plan works from it; cancel lessons."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from school_desk.errors import N_, DeskError
from school_desk.intents import Form, Scope
from school_desk.journal.bounds_rules import accept_lesson_here
from school_desk.journal.model import Column, ColumnKey, MarkKind, PageHead, RegisterPage, Work
from school_desk.journal.page_reader import PageReader
from school_desk.journal.plan import PagePlan, PageUnknownError
from school_desk.journal.store import load_lessons, load_works, save_lesson, save_work
from school_desk.journal.thematic_cancel_rules import accept_cancelling
from school_desk.journal.thematic_entry_rules import (
    MOST_ROWS,
    PlanFullError,
    RowGoneError,
    accept_block,
    accept_cell,
    same_work,
)
from school_desk.journal.thematic_model import (
    ListedLesson,
    PlanField,
    PlanRow,
    TakenWorks,
    ThematicPlan,
)
from school_desk.journal.thematic_order_rules import behind, inserted, moved, spaced
from school_desk.journal.thematic_rules import bind, lessons_of, own_topics, planned_works
from school_desk.journal.thematic_store import load_plan_rows, save_plan_row
from school_desk.journal.thematic_topics_service import PlannedTopics
from school_desk.journal.work_store import load_highest
from school_desk.journal.works import accept_top
from school_desk.school.model import Calendar, LessonKey
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Workplace
from school_desk.storage.unit_of_work import UnitOfWork


class SameGroupError(DeskError):
    """A plan copied onto itself."""

    sentence = N_("Choose another class to copy the plan to.")


class PlanThereError(DeskError):
    """A plan copied onto one that somebody wrote."""

    sentence = N_("{label:class} already has a plan (rows: {count}). Delete it before.")


class PlanService(Service):
    """What teachers do with the thematic plan of a subject."""

    def __init__(
        self,
        workplace: Workplace,
        pages: PageReader,
        topics: PlannedTopics,
        calendar: Callable[[], Calendar],
    ) -> None:
        super().__init__(workplace)
        self._pages = pages
        self._topics = topics
        self._calendar = calendar

    def open(self, group: int, subject: int) -> ThematicPlan:
        """The plan of the year with the lessons its rows fall on."""
        db = self._look(N_("Open thematic plan"), self._pages.scope(group, subject))
        return self._load(db, group, subject)

    def write(self, plan: ThematicPlan, row: int, at: PlanField, text: object) -> None:
        """Write one cell of a row."""
        with self._begin(N_("Change thematic plan"), plan.form) as work:
            fresh = self._fresh(work.db, plan)
            accepted = accept_cell(_row(fresh, row), at, text, plan.terms)
            self._save(work, plan, [accepted])

    def insert(self, plan: ThematicPlan, place: int, added: PlanRow) -> int:
        """Put a row before the one at a place of the plan; returns its number."""
        with self._begin(N_("Change thematic plan"), plan.form) as work:
            fresh = self._fresh(work.db, plan)
            _accept_count(len(fresh) + 1)
            changed = inserted(fresh, place, added)
            return max(self._save(work, plan, changed))

    def delete(self, plan: ThematicPlan, rows: Sequence[int]) -> None:
        """Delete rows of the plan as one step."""
        with self._begin(N_("Change thematic plan"), plan.form) as work:
            there = {one.id for one in self._fresh(work.db, plan)}
            for row in rows:
                if row in there:
                    work.delete(row)

    def move(self, plan: ThematicPlan, row: int, step: int) -> None:
        """Let a row change places with the one above (-1) or below (1)."""
        with self._begin(N_("Change thematic plan"), plan.form) as work:
            fresh = self._fresh(work.db, plan)
            place = fresh.index(_row(fresh, row))
            terms = [term.number for term in plan.terms]
            self._save(work, plan, moved(fresh, place, step, terms))

    def paste(
        self,
        plan: ThematicPlan,
        place: int,
        fields: Sequence[PlanField],
        block: Sequence[Sequence[str]],
    ) -> int:
        """Write a block from a row on, all of it or nothing; rows past the end are new."""
        with self._begin(N_("Paste thematic plan"), plan.form, origin="paste") as work:
            fresh = self._fresh(work.db, plan)
            there = fresh[place : place + len(block)]
            term = there[-1].term if there else fresh[-1].term if fresh else 1
            more = [PlanRow(term=term)] * (len(block) - len(there))
            _accept_count(len(fresh) + len(more))
            changed = accept_block((*there, *more), fields, block, plan.terms)
            old, new = changed[: len(there)], changed[len(there) :]
            self._save(work, plan, (*old, *behind(fresh, new)))
        return len(block)

    def take(self, plan: ThematicPlan, rows: Sequence[PlanRow], *, replacing: bool) -> None:
        """Take rows that were read from a file, instead of those there or behind them."""
        with self._begin(N_("Import thematic plan"), plan.form, origin="import") as work:
            fresh = self._fresh(work.db, plan)
            _accept_count(len(rows) + (0 if replacing else len(fresh)))
            for old in fresh if replacing else ():
                work.delete(old.id)
            new = (replace(row, id=0) for row in rows)
            self._save(work, plan, tuple(spaced(new) if replacing else behind(fresh, new)))

    def copy_to(self, plan: ThematicPlan, group: int) -> int:
        """Copy the plan to another class that has none; returns the number of rows."""
        with self._begin(N_("Change thematic plan"), self._form(group, plan)) as work:
            self._at.permit(N_("Open thematic plan"), plan.form.scope)
            if group == plan.head.group:
                raise SameGroupError
            target = self._pages.plan(work.db, group, plan.head.subject, 1)
            there = load_plan_rows(work.db, group, plan.head.subject)
            if there:
                raise PlanThereError(label=target.head.class_label, count=len(there))
            rows = [replace(row, id=0, day=None) for row in self._fresh(work.db, plan)]
            place = target.class_part, group, plan.head.subject
            return len([save_plan_row(work, *place, row) for row in rows])

    def take_works(self, plan: ThematicPlan) -> TakenWorks:
        """Plan the works of rows with points on their dates; works that are there stay."""
        with self._begin(N_("Plan summative work"), plan.form) as work:
            head = self._pages.plan_for(work.db, plan.form, plan.head).head
            fresh = self._load(work.db, head.group, head.subject)
            done = TakenWorks()
            for head in (one for one in fresh.heads.values() if one.closed_on is None):
                done = self._take_page(work, fresh, head, done)
        return done

    def lessons(self, page: RegisterPage) -> tuple[ListedLesson, ...]:
        """The lessons of a page with their rows of the plan, the cancelled ones among them."""
        db = self._look(N_("Open register page"), page.form.scope)
        plan = self._pages.plan_of(db, page)
        head = plan.head
        found = self._pages.columns(db, plan)
        columns = {one.key.lesson: one for one in reversed(found)}
        rows = self._topics.bound(db, head.group, head.subject, found).rows
        texts = load_lessons(db, head.group, head.subject, head.period)
        listed = [
            ListedLesson(key, column, rows.get(key)) for key, column in columns.items() if key
        ]
        for key, text in texts.items():
            if text.cancelled and key not in columns:
                listed.append(ListedLesson(key, _blank(plan, key), cancelled=text.cancelled))
        return tuple(sorted(listed, key=lambda one: (one.key.date, one.key.slot)))

    def cancel(self, page: RegisterPage, lesson: LessonKey, reason: str) -> None:
        """Say that a lesson was not held and why; what was planned for it slides on."""
        with self._begin(N_("Cancel lesson"), page.form) as work:
            plan = self._pages.plan_of(work.db, page)
            accept_lesson_here(plan.head, lesson)
            said = accept_cancelling(self._pages.load(work.db, plan), lesson, reason)
            save_lesson(work, plan.class_part, lesson, cancelled=said)

    def bring_back(self, page: RegisterPage, lesson: LessonKey) -> None:
        """Take back that a lesson was cancelled."""
        with self._begin(N_("Cancel lesson"), page.form) as work:
            plan = self._pages.plan_of(work.db, page)
            accept_lesson_here(plan.head, lesson)
            save_lesson(work, plan.class_part, lesson, cancelled=None)

    def _load(self, db: Connection, group: int, subject: int) -> ThematicPlan:
        plans = self._periods(db, group, subject)
        columns = [column for plan in plans for column in self._pages.columns(db, plan)]
        by_term = self._topics.by_term(lessons_of(columns))
        terms = self._calendar().terms
        rows = load_plan_rows(db, group, subject)
        every = {term.number: by_term.get(term.number, []) for term in terms}
        scope = Scope(group=group, subject=subject, class_group=plans[0].head.class_group)
        return ThematicPlan(
            heads={plan.head.period.term: plan.head for plan in plans},
            terms=terms,
            rows=rows,
            binding=bind(rows, every, own_topics(columns)),
            form=Form(scope, self._at.storage.context(plans[0].class_part)),
        )

    def _periods(self, db: Connection, group: int, subject: int) -> list[PagePlan]:
        """The plans of the year's pages: of each term, half-year, or the year."""
        found: dict[str, PagePlan] = {}
        for term in self._calendar().terms:
            plan = self._pages.plan(db, group, subject, term.number)
            found[plan.head.period.key] = plan
        if not found:
            raise PageUnknownError
        return list(found.values())

    def _form(self, group: int, plan: ThematicPlan) -> Form:
        """The form of another page, of which nobody has seen anything."""
        return Form(self._pages.scope(group, plan.head.subject))

    def _fresh(self, db: Connection, plan: ThematicPlan) -> tuple[PlanRow, ...]:
        head = self._pages.plan_for(db, plan.form, plan.head).head
        return load_plan_rows(db, head.group, head.subject)

    def _save(self, work: UnitOfWork, plan: ThematicPlan, rows: Sequence[PlanRow]) -> list[int]:
        head = plan.head
        part = self._pages.plan(work.db, head.group, head.subject, head.period.term).class_part
        return [save_plan_row(work, part, head.group, head.subject, row) for row in rows]

    def _take_page(
        self, work: UnitOfWork, plan: ThematicPlan, head: PageHead, done: TakenWorks
    ) -> TakenWorks:
        page = self._pages.plan(work.db, head.group, head.subject, head.period.term)
        there = list(load_works(work.db, head.group, head.subject, head.period))
        for row, planned in planned_works(plan.rows, plan.binding, head.period.terms):
            if planned is None:
                done = _left(done, row)
            elif any(same_work(planned, one) for one in there):
                done = replace(done, there=done.there + 1)
            elif not _has_room(planned, there, page, head):
                done = replace(done, over_limit=done.over_limit + 1)
            else:
                place = head.group, head.subject, row.term
                accept_top(planned, load_highest(work.db, place, planned.kind, planned.number))
                save_work(work, page.class_part, *place, planned)
                there.append(planned)
                done = replace(done, taken=done.taken + 1)
        return done


def _row(rows: Sequence[PlanRow], row: int) -> PlanRow:
    found = next((one for one in rows if one.id == row), None)
    if found is None:
        raise RowGoneError
    return found


def _accept_count(count: int) -> None:
    if count > MOST_ROWS:
        raise PlanFullError(most=MOST_ROWS)


def _left(done: TakenWorks, row: PlanRow) -> TakenWorks:
    if row.top is None:
        return replace(done, without_points=done.without_points + 1)
    return replace(done, without_lesson=done.without_lesson + 1)


def _has_room(planned: Work, there: Sequence[Work], page: PagePlan, head: PageHead) -> bool:
    """Three unit summatives a term: more would be refused by whoever checks the register."""
    if planned.kind is not MarkKind.UNIT_SUMMATIVE:
        return True
    units = sum(one.kind is MarkKind.UNIT_SUMMATIVE for one in there)
    return units < page.rules.unit_works_per_term * len(head.period.terms)


def _blank(plan: PagePlan, key: LessonKey) -> Column:
    return Column(ColumnKey(key), key.date, key.slot, plan.begins(key.date, key.slot))
