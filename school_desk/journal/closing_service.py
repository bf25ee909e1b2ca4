"""Closing: what is missing first, then the marks are stored; opening again and correcting."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from school_desk.errors import N_
from school_desk.intents import Form, Scope
from school_desk.journal.closing_model import (
    CLOSED_WORD,
    REOPENED_WORD,
    TYPED_LATE,
    ClosedMark,
    Closing,
    Correction,
    LateMark,
    PageClosing,
    closed_value,
)
from school_desk.journal.closing_rules import (
    NotClosedError,
    NothingLateError,
    NothingToCloseError,
    accept_closing,
    accept_correction,
    accept_reason,
    closed_marks,
    gaps,
    page_name,
    state_of,
)
from school_desk.journal.closing_store import (
    load_closed_marks,
    load_closings,
    load_page_closing,
    page_of_cell,
    save_closed_mark,
    save_closed_marks,
    save_closing,
    save_declining,
    save_reopening,
)
from school_desk.journal.model import PageHead, RegisterPage, Standing
from school_desk.journal.page_cache_service import PageCache
from school_desk.journal.plan import NoRuleSetError, PagePlan
from school_desk.journal.todo_rules import over
from school_desk.school.bell_rules import Bells, ClassBells
from school_desk.school.bell_store import load_all_bells
from school_desk.school.model import Calendar, PersonName
from school_desk.school.names import sort_key
from school_desk.school.store import (
    class_of_group,
    load_class_groups,
    load_teaching_groups,
    load_teachings,
)
from school_desk.storage.engine import Connection
from school_desk.storage.history import PastChange, packed_past, row_past
from school_desk.storage.service import Service, Step, Workplace, no_step
from school_desk.storage.unseen import saw, unseen_by

PageKey = tuple[int, int, int]
"""Teaching group, subject, term."""

Names = Callable[[Connection], Mapping[int, PersonName]]

CORRECT = N_("Correct closed mark")
NOTHING = (None, None, None, None)


@dataclass(frozen=True, slots=True)
class _Open:
    """A page on its way to being closed."""

    plan: PagePlan
    page: RegisterPage
    found: PageClosing


class ClosingService(Service):
    """What the deputy does at the end of a term, and what everybody may know of it."""

    def __init__(
        self,
        workplace: Workplace,
        cache: PageCache,
        names: Names,
        calendar: Callable[[], Calendar],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(workplace)
        self._pages = cache.pages
        self._cache = cache
        self._names = names
        self._calendar = calendar
        self._now = now

    def state(self, group: int, subject: int, term: int) -> PageClosing:
        """Where one page stands, and what it lacks."""
        db = self._look(N_("See closing"), self._pages.scope(group, subject))
        return self._opened(db, (group, subject, term), load_all_bells(db)).found

    def states(
        self, term: int, class_group: int | None = None, step: Step = no_step
    ) -> tuple[PageClosing, ...]:
        """Every page of a term (of a class); `step` hears how far it is, and may stop it."""
        db = self._look(N_("See closing"), Scope(class_group=class_group))
        return tuple(one.found for one in self._all(db, term, class_group, step))

    def close(self, places: Sequence[PageKey], reason: str = "", step: Step = no_step) -> int:
        """Close pages in one step; returns how many. With gaps only for a reason."""
        with self._begin(N_("Close term"), self._form(places, reason)) as work:
            bells, today = load_all_bells(work.db), self._at.today()
            found: list[_Open] = []
            for done, place in enumerate(places, start=1):
                found.append(self._opened(work.db, place, bells))
                step(done, len(places))
            accept_closing([one.found for one in found], reason, today)
            for one in found:
                head = one.page.head
                closing = Closing(
                    *(0, head.group, head.subject, head.period.key, today, PersonName("")),
                    one.plan.rules.id,
                )
                row = save_closing(work, one.plan.class_part, closing, self._at.actor)
                marks = closed_marks(one.page, one.plan.rules, one.plan.settings)
                save_closed_marks(work, row, marks)
        return len(found)

    def due(self, term: int, class_group: int | None = None) -> tuple[PageKey, ...]:
        """The pages whose period ends with a term and that are not closed yet, or raise."""
        db = self._look(N_("See closing"), Scope(class_group=class_group))
        heads = (plan.head for plan in self._plans(db, term, class_group))
        found = [
            (head.group, head.subject, head.period.term)
            for head in heads
            if head.closed_on is None and head.period.terms[-1] == term
        ]
        if not found:
            raise NothingToCloseError
        return tuple(found)

    def reopen(self, place: PageKey, reason: str) -> None:
        """Open a closed page again; its stored marks stay in the history."""
        with self._begin(N_("Reopen page"), self._form((place,), reason)) as work:
            said = accept_reason(reason)
            head = self._closed(work.db, place).head
            today, actor = self._at.today(), self._at.actor
            save_reopening(work, head.closing or 0, today, actor, said)

    def correct(self, place: PageKey, pupil: int, wanted: ClosedMark, reason: str) -> None:
        """Another mark for one pupil on a page that stays closed."""
        with self._begin(N_("Correct closed mark"), self._form((place,), reason)) as work:
            accept_reason(reason)
            plan = self._closed(work.db, place)
            row, pass_fail = plan.head.closing or 0, plan.head.pass_fail
            kept = load_closed_marks(work.db, row)
            mark = accept_correction(kept.get(pupil), wanted, plan.rules, pass_fail=pass_fail)
            save_closed_mark(work, row, pupil, mark)

    def late(self, place: PageKey) -> tuple[LateMark, ...]:
        """What was typed before its computer knew of the closing, and not declined yet."""
        db = self._look(N_("See closing"), self._pages.scope(*place[:2]))
        return tuple(self._late(db, place))

    def decline_late(self, place: PageKey, reason: str) -> None:
        """Let the stored marks stand against what was typed late: a decision with a name."""
        with self._begin(N_("Decline late marks"), self._form((place,), reason)) as work:
            said = accept_reason(reason)
            head = self._closed(work.db, place).head
            if not any(self._late(work.db, place)):
                raise NothingLateError(page=page_name(head))
            save_declining(work, head.closing or 0, self._at.today(), self._at.actor, said)

    def history(self, group: int, subject: int, term: int) -> tuple[Correction, ...]:
        """Who closed a page, opened it again and corrected it, the oldest first."""
        db = self._look(N_("See history"), self._pages.scope(group, subject))
        head = self._pages.plan(db, group, subject, term).head
        one = load_page_closing(db, group, subject, head.period.key)
        found = () if one is None else tuple(self._past(db, one, head, every=True))
        return tuple(sorted(found, key=lambda each: each.work))

    def corrections(self, class_group: int | None = None) -> tuple[Correction, ...]:
        """What was corrected on closed pages this year, and which were opened again."""
        db = self._look(N_("See corrections"), Scope(class_group=class_group))
        found: list[Correction] = []
        for closings in load_closings(db, self._at.partitions.year).values():
            for one in closings:
                if class_group in (None, class_of_group(db, one.group)):
                    term = int(one.terms(self._calendar())[0])
                    head = self._pages.plan(db, one.group, one.subject, term).head
                    found += self._past(db, one, head, every=False)
        return tuple(sorted(found, key=lambda each: each.work))

    # Reading

    def _past(
        self, db: Connection, one: Closing, head: PageHead, *, every: bool
    ) -> Iterator[Correction]:
        """What happened to a closing; closing a page is itself no correction."""
        told = _Told(head, self._names(db))
        past = {
            field.name: found.changes
            for field, found in row_past(self._at.storage, one.row).items()
        }
        if every:
            closed = (change for change in past.get("closed", ()) if change.after[0] is not None)
            gone = (change for change in past.get("alive", ()) if not change.after[0])
            yield from (told.of(change, "", (None, CLOSED_WORD)) for change in closed)
            yield from (told.of(change, "", (CLOSED_WORD, None)) for change in gone)
        opened = (change for change in past.get("reopened", ()) if change.after[0] is not None)
        yield from (told.of(change, "", (CLOSED_WORD, REOPENED_WORD)) for change in opened)
        yield from self._marks_past(db, one, told, every=every)

    def _late(self, db: Connection, place: PageKey) -> Iterator[LateMark]:
        """The values on the page that neither saw its closing nor were seen by it."""
        head = self._pages.plan(db, *place).head
        if head.closing is None:
            return
        names = self._names(db)
        open_page = self._pages.open(db, *place)
        pupils = {row.pupil.id: row.pupil.name.listed for row in open_page.rows}
        for one in unseen_by(self._at.storage, head.closing, "closed"):
            if page_of_cell(db, one.table, one.parent) != (head.group, head.subject):
                continue
            if not saw(self._at.storage, head.closing, "declined", one):
                who = names.get(one.actor or 0)
                name = pupils.get(one.pupil or 0, "")
                yield LateMark(one.at, who.full if who else "", name, TYPED_LATE, one.values[0])

    def _marks_past(
        self, db: Connection, one: Closing, told: "_Told", *, every: bool
    ) -> Iterator[Correction]:
        """What happened to the stored marks: corrections, and what closing again made of them."""
        head = told.head
        for row in self._pages.open(db, head.group, head.subject, head.period.term).rows:
            cell = packed_past(self._at.storage, "closed_mark", one.row, row.pupil.id)
            for change in cell.changes:
                before, after = closed_value(change.before or NOTHING), closed_value(change.after)
                if change.label == CORRECT or (every and None not in (before, after)):
                    yield told.of(change, row.pupil.name.listed, (before, after))

    def _all(
        self, db: Connection, term: int, class_group: int | None, step: Step
    ) -> Iterator[_Open]:
        """The pages of a term, read again only where a change touched them."""
        self._cache.refresh(db)
        bells = load_all_bells(db)
        plans = self._plans(db, term, class_group)
        for done, plan in enumerate(plans, start=1):
            head = plan.head
            page = self._cache.page(db, (head.group, head.subject, head.period.term))
            step(done, len(plans))
            yield self._found(page, plan, bells)

    def _plans(self, db: Connection, term: int, class_group: int | None) -> Sequence[PagePlan]:
        """The pages of a term by class and subject; where somebody must choose rules, none."""
        year = self._at.partitions.year
        known = {one.id for one in load_class_groups(db, year)}
        classes = known if class_group is None else known & {class_group}
        groups = {one.id for one in load_teaching_groups(db) if one.class_group in classes}
        taught = [one for one in load_teachings(db, year) if one.group in groups]
        found = (self._plan(db, (one.group, one.subject, term)) for one in taught)
        return sorted((plan for plan in found if plan is not None), key=_by_class)

    def _plan(self, db: Connection, place: PageKey) -> PagePlan | None:
        try:
            return self._pages.plan(db, *place)
        except NoRuleSetError:
            return None

    def _opened(self, db: Connection, place: PageKey, bells: Bells) -> _Open:
        plan = self._pages.plan(db, *place)
        return self._found(self._pages.load(db, plan), plan, bells)

    def _found(self, page: RegisterPage, plan: PagePlan, bells: Bells) -> _Open:
        head, now = page.head, self._now()
        closed = head.closed_on is not None
        here = ClassBells(bells, head.year_level)
        lacks = () if closed else gaps(page, lambda column: over(column, now, here))
        counted = sum(
            row.verdict is not None or row.result.standing is Standing.MARKED for row in page.rows
        )
        found = PageClosing(
            group=head.group,
            subject=head.subject,
            class_group=head.class_group,
            class_label=head.class_label,
            year_level=head.year_level,
            subject_names=head.subject_names,
            teacher_name=head.teacher_name,
            period=head.period,
            state=state_of(head, lacks, self._at.today()),
            gaps=lacks,
            closed_by=head.closed_by,
            closed_on=head.closed_on,
            reopened_by=head.reopened_by,
            reopened_on=head.reopened_on,
            reason=head.reopened_for,
            pupils=len(page.rows),
            marked=counted,
        )
        return _Open(plan, page, found)

    def _closed(self, db: Connection, place: PageKey) -> PagePlan:
        """The plan of a page that is closed, or raise."""
        plan = self._pages.plan(db, *place)
        if plan.head.closing is None:
            raise NotClosedError(page=page_name(plan.head))
        return plan

    def _form(self, places: Sequence[PageKey], reason: str) -> Form:
        """The pages as the office has them before it, and why."""
        db = self._at.storage.db
        plans = [self._pages.plan(db, *place) for place in places]
        scopes = {(one.head.group, one.head.subject, one.head.class_group) for one in plans}
        scope = Scope(*scopes.pop()) if len(scopes) == 1 else Scope()
        parts = dict.fromkeys(one.class_part for one in plans)
        return Form(scope, self._at.storage.context(*parts), reason=" ".join(reason.split()))


@dataclass(frozen=True, slots=True)
class _Told:
    """Makes what people read of a change of a closed page."""

    head: PageHead
    names: Mapping[int, PersonName]

    def of(self, change: PastChange, pupil: str, values: tuple[object, object]) -> Correction:
        who = self.names.get(change.actor or 0)
        return Correction(
            at=change.at,
            who=who.full if who else "",
            class_label=self.head.class_label,
            subject_names=self.head.subject_names,
            period=self.head.period.title,
            pupil=pupil,
            before=values[0],
            after=values[1],
            reason=change.reason,
            intent=change.label,
            origin=change.origin,
            work=change.work,
        )


def _by_class(plan: PagePlan) -> tuple[object, ...]:
    head = plan.head
    names = sort_key(head.subject_names["kk"])
    return head.year_level, sort_key(head.class_label), names, head.group
