"""The class register: open a page, type in it, see why a mark is what it is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from school_desk.errors import N_, DeskError
from school_desk.events import Changed, Committed
from school_desk.intents import Scope
from school_desk.journal.bounds_rules import accept_lesson_here
from school_desk.journal.entry import (
    Cell,
    CellProblem,
    Entry,
    OffPageError,
    PasteRefusedError,
    PutMark,
    accept_block,
    accept_entry,
)
from school_desk.journal.explain import Explanation, explain, remarks_of
from school_desk.journal.model import (
    VERDICT,
    Column,
    ColumnKey,
    ColumnStatistics,
    LessonLine,
    PageName,
    RegisterPage,
    Work,
)
from school_desk.journal.page_reader import PageDelta, PageReader
from school_desk.journal.rules import (
    column_statistics,
    percent_statistics,
    reached_statistics,
    term_case,
    term_mark_statistics,
    verdict_statistics,
)
from school_desk.journal.ruleset import RuleSet, RuleSettings
from school_desk.journal.store import (
    LessonText,
    is_cancelled,
    load_lessons,
    save_column,
    save_entries,
    save_lesson,
    save_work,
)
from school_desk.journal.typing import read_key
from school_desk.journal.work_checks import WorkChecks
from school_desk.journal.work_rules import accept_open, contradictions
from school_desk.journal.work_store import load_described, load_highest
from school_desk.journal.works import accept_top, accept_work
from school_desk.school.model import Absence, LessonKey, Period, Teaching
from school_desk.school.names import sort_key
from school_desk.school.store import (
    class_of_group,
    load_sessions,
    load_sitting,
    load_teachings,
    save_held,
    save_session,
)
from school_desk.school.texts import as_line
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Workplace


class JournalService(Service):
    """What teachers do with register pages."""

    def __init__(
        self,
        workplace: Workplace,
        pages: PageReader,
        term_of: Callable[[date], int],
        checks: WorkChecks,
    ) -> None:
        super().__init__(workplace)
        self._pages = pages
        self._term_on = term_of
        self._checks = checks

    def open_page(self, group: int, subject: int, term: int) -> RegisterPage:
        """A page of the register with everything that stands on it."""
        db = self._look(N_("Open register page"), self._pages.scope(group, subject))
        return self._pages.open(db, group, subject, term)

    def lines(self, account: int, lessons: Sequence[LessonKey]) -> tuple[LessonLine, ...]:
        """What the start screen says of a teacher's own lessons; cancelled ones are left out."""
        db = self._look(N_("See own lessons"), Scope(account=account))
        return tuple(self._line(db, key) for key in lessons if not is_cancelled(db, key))

    def pages_of(self, account: int) -> tuple[PageName, ...]:
        """The register pages that a person teaches, by year level, class and subject."""
        db = self._look(N_("See own lessons"), Scope(account=account))
        mine = [
            one for one in load_teachings(db, self._at.partitions.year) if one.teacher == account
        ]
        return self._names(db, mine)

    def pages_of_class(self, class_group: int) -> tuple[PageName, ...]:
        """The register pages of a class group."""
        db = self._look(N_("Open register page"), Scope(class_group=class_group))
        here = [
            one
            for one in load_teachings(db, self._at.partitions.year)
            if class_of_group(db, one.group) == class_group
        ]
        return self._names(db, here)

    def pages(self) -> tuple[PageName, ...]:
        """All register pages of the school."""
        db = self._look(N_("See all pages"))
        return self._names(db, load_teachings(db, self._at.partitions.year))

    def put(self, page: RegisterPage, column: ColumnKey, pupil: int, text: str) -> None:
        """Write what was typed in a cell ("" clears), or raise DeskError and change nothing."""
        with self._begin(self._intent(page, column, text), page.form) as work:
            plan = self._pages.plan_of(work.db, page)
            self._pages.accept_key(work.db, plan.head, column)
            fresh = self._pages.fresh(work.db, replace(page, head=plan.head), column, pupil)
            cell = Cell(column, pupil, text)
            entries = accept_entry(fresh, cell, plan.settings, self._at.today())
            _accept_totals(work.db, entries)
            save_entries(work, self._at.partitions, plan.class_part, entries)

    def paste(self, page: RegisterPage, cells: Sequence[tuple[ColumnKey, int, str]]) -> None:
        """Write a pasted block, all of it or nothing."""
        with self._begin(N_("Paste marks"), page.form, origin="paste") as work:
            plan = self._pages.plan_of(work.db, page)
            fresh = self._pages.load(work.db, plan)
            accept_open(fresh)
            block = [Cell(*cell) for cell in cells]
            entries, problems = accept_block(fresh, block, plan.settings, self._at.today())
            problems = (*problems, *_contradictions(work.db, entries))
            if problems:
                raise PasteRefusedError(problems)
            save_entries(work, self._at.partitions, plan.class_part, entries)

    def clear(self, page: RegisterPage, cells: Sequence[tuple[ColumnKey, int]]) -> None:
        """Clear several cells as one step: marks first; cells without one lose their sign."""
        with self._begin(N_("Clear marks"), page.form) as work:
            plan = self._pages.plan_of(work.db, page)
            fresh = self._pages.load(work.db, plan)
            for column, pupil in cells:
                cell = Cell(column, pupil, "")
                entries = accept_entry(fresh, cell, plan.settings, self._at.today())
                _accept_totals(work.db, entries)
                save_entries(work, self._at.partitions, plan.class_part, entries)

    def hold(self, page: RegisterPage, lesson: LessonKey, at: datetime) -> None:
        """Say that a lesson was held: who has no sign was present; the planned topic is a fact."""
        with self._begin(N_("Hold lesson"), page.form) as work:
            plan = self._pages.plan_of(work.db, page)
            column = accept_lesson(self._pages.columns(work.db, plan), lesson, at)
            written = load_lessons(work.db, lesson.group, lesson.subject, plan.head.period)
            facts = taught(column, written.get(lesson))
            save_lesson(work, plan.class_part, lesson, **facts)
            session = save_session(work, self._at.partitions, lesson)
            save_held(work, session, self._at.actor, at)

    def add_column(self, page: RegisterPage, lesson: LessonKey) -> ColumnKey:
        """A further column of a lesson, such as one for homework; returns its key."""
        with self._begin(N_("Add column"), page.form) as work:
            plan = self._pages.plan_of(work.db, page)
            found = self._pages.columns(work.db, plan)
            n = 1 + max(one.key.n for one in _of_lesson(found, lesson))
            save_column(work, plan.class_part, lesson, n, opened=True)
        return ColumnKey(lesson, n)

    def write_topic(self, page: RegisterPage, lesson: LessonKey, topic: str) -> None:
        """The topic of a lesson, as the teacher says it."""
        with self._begin(N_("Write topic"), page.form) as work:
            part = self._part_of(work.db, page, lesson)
            save_lesson(work, part, lesson, topic=as_line(topic) or None)

    def write_objective(self, page: RegisterPage, lesson: LessonKey, objective: str) -> None:
        """The learning objective of a lesson."""
        with self._begin(N_("Write topic"), page.form) as work:
            part = self._part_of(work.db, page, lesson)
            save_lesson(work, part, lesson, objective=as_line(objective) or None)

    def write_homework(self, page: RegisterPage, lesson: LessonKey, homework: str) -> None:
        """The homework given in a lesson."""
        with self._begin(N_("Write homework"), page.form) as work:
            part = self._part_of(work.db, page, lesson)
            save_lesson(work, part, lesson, homework=as_line(homework) or None)

    def plan_work(self, page: RegisterPage, planned: Work) -> tuple[str, ...]:
        """Plan (or change) a summative work; returns warnings of the day checks."""
        with self._begin(N_("Plan summative work"), page.form) as work:
            plan = self._pages.plan_of(work.db, page)
            fresh = self._pages.load(work.db, plan)
            if planned.key.work is not None:
                self._pages.accept_key(work.db, plan.head, planned.key)
            planned = replace(planned, title=as_line(planned.title))
            accept_work(fresh, planned)
            warnings = self._checks.warnings(work.db, fresh, planned)
            head = page.head
            term = self._term_of(head.period, planned.date)
            if planned.key.work is None:
                place = head.group, head.subject, term
                accept_top(planned, load_highest(work.db, place, planned.kind, planned.number))
            save_work(work, plan.class_part, head.group, head.subject, term, planned)
        return warnings

    def drop_work(self, page: RegisterPage, key: ColumnKey) -> None:
        """Take a planned work off the page; its points stay in the history."""
        with self._begin(N_("Plan summative work"), page.form) as work:
            head = self._pages.plan_of(work.db, page).head
            if key.work is not None:
                self._pages.accept_key(work.db, head, key)
                work.delete(key.work)

    def refresh(self, page: RegisterPage, change: Committed) -> PageDelta:
        """The page after a change, re-reading only what the change touched."""
        db = self._look(N_("Open register page"), page.form.scope)
        return self._pages.refreshed(db, page, change)

    def cells_of(self, page: RegisterPage, changes: Sequence[Changed]) -> int:
        """How many cells of a page are among these."""
        db = self._look(N_("Open register page"), page.form.scope)
        return self._pages.cells_of(db, page, changes)

    def explain(self, page: RegisterPage, pupil: int) -> Explanation:
        """Why a pupil's term mark is what it is."""
        db = self._look(N_("Open register page"), page.form.scope)
        plan = self._pages.plan_of(db, page)
        row = next(row for row in page.rows if row.pupil.id == pupil)
        case, remarks = term_case(page, row), remarks_of(page, row)
        return explain(case, row.result, plan.rules, plan.settings, page.head, remarks)

    def statistics(self, page: RegisterPage, key: ColumnKey) -> ColumnStatistics:
        """Statistics of a column of points."""
        db = self._look(N_("Open register page"), page.form.scope)
        place = page.find(key)
        top = place.top if place is not None else 0
        points = (row.points(key) for row in page.rows)
        values = [(number, top) for number in points if number is not None]
        if isinstance(place, Column) and place.achieved:
            return reached_statistics([number > 0 for number, _top in values])
        return column_statistics(values, self._pages.plan_of(db, page).rules)

    def mark_statistics(self, page: RegisterPage) -> ColumnStatistics:
        """Statistics of the term marks that count; of pass or fail, how many passed."""
        db = self._look(N_("Open register page"), page.form.scope)
        if page.head.pass_fail:
            return verdict_statistics(page.rows)
        return term_mark_statistics(
            (row.result for row in page.rows), self._pages.plan_of(db, page).rules
        )

    def percent_statistics(self, page: RegisterPage) -> ColumnStatistics:
        """Statistics of the whole percents of those whose term mark counts."""
        db = self._look(N_("Open register page"), page.form.scope)
        return percent_statistics(
            (row.result for row in page.rows), self._pages.plan_of(db, page).rules
        )

    def rules(self, page: RegisterPage) -> tuple[RuleSet, RuleSettings]:
        """The rules that count on a page."""
        plan = self._pages.plan_of(self._look(N_("Open register page"), page.form.scope), page)
        return plan.rules, plan.settings

    def _part_of(self, db: Connection, page: RegisterPage, lesson: LessonKey) -> str:
        """The class's partition, for a lesson of this very page."""
        plan = self._pages.plan_of(db, page)
        accept_lesson_here(plan.head, lesson)
        return plan.class_part

    def _names(self, db: Connection, teachings: Iterable[Teaching]) -> tuple[PageName, ...]:
        names = (self._pages.name(db, one.group, one.subject) for one in teachings)
        return tuple(
            sorted(
                names,
                key=lambda name: (
                    name.year_level,
                    sort_key(name.class_label),
                    sort_key(name.subject_names["kk"]),
                ),
            )
        )

    def _line(self, db: Connection, key: LessonKey) -> LessonLine:
        term = self._term_on(key.date)
        plan = self._pages.plan(db, key.group, key.subject, term)
        texts = load_lessons(db, key.group, key.subject, plan.head.period)
        sessions = load_sessions(db, key.group, key.date, key.date)
        session = sessions.get((key.date, key.slot))
        members = load_sitting(db, key.group)
        own = texts[key].topic or "" if key in texts else ""
        planned = "" if own else self._pages.planned_topic(db, plan, key)
        return LessonLine(
            key=key,
            class_label=plan.head.class_label,
            subject_names=plan.head.subject_names,
            topic=own or planned,
            remote=key.date in plan.remote,
            topic_planned=bool(planned),
            held=session is not None and session.held_by is not None,
            pupils=sum(one.there_on(key.date) for one in members),
            term=plan.head.period.term,
        )

    def _intent(self, page: RegisterPage, column: ColumnKey, text: str) -> str:
        """Typing a letter marks an absence, which a form tutor may do as well."""
        if column == VERDICT:
            return N_("Put verdict")
        letters = self._pages.plan_of(self._at.storage.db, page).settings.letters
        signs = isinstance(read_key(text.strip()[:1], letters), Absence)
        return N_("Mark absence") if signs else N_("Put mark")

    def _term_of(self, period: Period, day: date | None) -> int:
        """The term that a work of a page is kept under: that of its day."""
        term = period.term if day is None else self._term_on(day)
        return term if term in period.terms else period.term


def _contradictions(db: Connection, entries: Iterable[Entry]) -> tuple[CellProblem, ...]:
    """Totals of works that say something else than the points by descriptor."""
    entries = tuple(entries)
    works = (one.column.work for one in entries if isinstance(one, PutMark))
    return contradictions(entries, load_described(db, (row for row in works if row is not None)))


def _accept_totals(db: Connection, entries: Iterable[Entry]) -> None:
    for problem in _contradictions(db, entries):
        raise problem.error


class LessonAheadError(DeskError):
    """A lesson that has not begun cannot have been held."""

    sentence = N_("This lesson has not begun yet: {date}. Nothing was written.")


def accept_lesson(columns: Iterable[Column], lesson: LessonKey, now: datetime) -> Column:
    """The column of a lesson that may be noted as held."""
    column = next((one for one in columns if one.key.lesson == lesson), None)
    if column is None:
        raise OffPageError
    if column.date > now.date():
        raise LessonAheadError(date=column.date)
    return column


def _of_lesson(columns: Iterable[Column], lesson: LessonKey) -> Sequence[Column]:
    found = [one for one in columns if one.key.lesson == lesson]
    if not found:
        raise OffPageError
    return found


def taught(column: Column, written: LessonText | None) -> Mapping[str, str]:
    """What a held lesson takes over from the plan: all that nobody wrote about it."""
    own = written or LessonText(None, None, None)
    shown = {"topic": column.topic, "objective": column.objective, "homework": column.homework}
    return {name: text for name, text in shown.items() if text and getattr(own, name) is None}
