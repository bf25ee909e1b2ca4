"""Read the year of a class: period marks, year, exam and final mark of each pupil and subject."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from school_desk.events import Committed
from school_desk.journal.closing_model import ClosedMark
from school_desk.journal.model import Standing
from school_desk.journal.page_reader import PageReader
from school_desk.journal.past_mark_store import PastKey, PastMark, load_past_marks
from school_desk.journal.ruleset import YearSettings
from school_desk.journal.year_model import (
    ClassYear,
    Decision,
    EarlierYear,
    Exams,
    MarkSource,
    Outcome,
    PeriodMark,
    Proposal,
    Reason,
    YearCell,
    YearColumn,
    YearLine,
)
from school_desk.journal.year_page_service import YearPage, YearPageReader, YearPages
from school_desk.journal.year_rules import (
    NO_MARKS,
    final_mark,
    propose_awards,
    propose_outcome,
    year_mark,
    year_verdict,
)
from school_desk.journal.year_store import (
    load_closed_elsewhere,
    load_decisions,
    load_earlier_years,
    load_exams,
)
from school_desk.school.model import Calendar, ClassGroup, Period, PersonName, Pupil
from school_desk.school.names import name_key
from school_desk.school.stay_rules import last_day, there_between
from school_desk.storage.engine import Connection
from school_desk.storage.service import Workplace

Pages = Mapping[str, Sequence[YearPage]]
"""The pages of a subject by the key of their period, in the order of time."""

Past = Mapping[PastKey, PastMark]
Moved = Mapping[tuple[int, int, str], ClosedMark]
"""What pupils bring along from another class of the school, by pupil, subject and period."""


NO_PAGES = Proposal(Outcome.OPEN, (Reason(NO_MARKS),))


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside the pages of a class."""

    past: Past
    moved: Moved
    exams: Mapping[tuple[int, int], Exams]
    decisions: Mapping[int, Decision]
    earlier: Mapping[int, tuple[EarlierYear, ...]]


class YearReader:
    """Years of classes as the file has them. Whoever asks has asked for permission before."""

    def __init__(
        self,
        workplace: Workplace,
        pages: PageReader,
        calendar: Callable[[], Calendar],
        person: Callable[[Connection, int], PersonName | None],
    ) -> None:
        self._at = workplace
        self._pages = YearPageReader(workplace, pages, calendar)
        self._calendar = calendar
        self._person = person
        self._kept: dict[tuple[int, date], ClassYear] = {}
        self._changes = 0

    def on_change(self, change: Committed) -> None:
        """Forget what was reckoned; the pages stay, save those that the change is about."""
        self._pages.on_change(change)
        self._changes += 1
        self._kept.clear()

    def of_class(self, db: Connection, class_group: ClassGroup) -> ClassYear:
        """The year of a class; kept until something changes."""
        key, changes = (class_group.id, self._at.today()), self._changes
        kept = self._kept.get(key)
        if kept is None:
            kept = self._read(db, class_group)
            if changes == self._changes:  # else it may be older than what has just been written
                self._kept[key] = kept
        return kept

    def _read(self, db: Connection, class_group: ClassGroup) -> ClassYear:
        found = self._pages.of_class(db, class_group.id)
        settings = found.plan.settings.year if found.plan else None
        year = self._calendar().id
        pupils = _pupils(found, self._calendar())
        subjects = _with_marks(found.subjects)
        beside = _Beside(
            load_past_marks(db, pupils, year) if pupils else {},
            load_closed_elsewhere(db, class_group.id, pupils, year) if pupils else {},
            load_exams(db, class_group.id),
            load_decisions(db, class_group.id),
            load_earlier_years(db, pupils, year) if pupils else {},
        )
        columns = tuple(_column(pages) for pages in subjects.values())
        by_period = {subject: _by_period(pages) for subject, pages in subjects.items()}
        tutor = self._person(db, class_group.form_tutor) if class_group.form_tutor else None
        made = ClassYear(
            class_group=class_group.id,
            label=class_group.label,
            year_level=class_group.year_level,
            language=class_group.language,
            year=year,
            tutor_name=tutor.full if tutor else "",
            columns=columns,
            lines=(),
            settings=settings,
            rules=found.plan.rules if found.plan else None,
            on=self._at.today(),
        )
        lines = (
            self._line(made, pupil, by_period, beside, left=left) for pupil, left in pupils.values()
        )
        return replace(made, lines=tuple(sorted(lines, key=_by_name)))

    def _line(
        self,
        made: ClassYear,
        pupil: Pupil,
        subjects: Mapping[int, Pages],
        beside: _Beside,
        *,
        left: date | None,
    ) -> YearLine:
        decided = beside.decisions.get(pupil.id, Decision())
        settings = made.settings
        if settings is None:
            return YearLine(pupil, (), NO_PAGES, decided, left)
        cells = tuple(
            self._cell(pupil.id, column, subjects[column.subject], beside, settings)
            for column in made.columns
        )
        known = [
            (column.subject, cell)
            for column, cell in zip(made.columns, cells, strict=True)
            if cell is not None
        ]
        proposal = propose_outcome(known, made.year_level, settings)
        earlier = beside.earlier.get(pupil.id, ())
        awards = propose_awards([cell for _s, cell in known], made.year_level, earlier, settings)
        return YearLine(pupil, cells, replace(proposal, awards=awards), decided, left)

    def _cell(
        self,
        pupil: int,
        column: YearColumn,
        by_period: Pages,
        beside: _Beside,
        settings: YearSettings,
    ) -> YearCell | None:
        """One pupil in one subject; None for who never sat in it and brought no marks."""
        marks = tuple(
            self._mark(pupil, column.subject, period, pages, beside)
            for period, pages in by_period.items()
        )
        if all(one.source is MarkSource.NONE for one in marks):
            return None
        year = year_verdict(marks) if column.pass_fail else year_mark(marks, settings)
        exams = beside.exams.get((pupil, column.subject), {})
        final = final_mark(year, exams, settings)
        return YearCell(marks, year, exams, final)

    def _mark(
        self, pupil: int, subject: int, period: str, pages: Sequence[YearPage], beside: _Beside
    ) -> PeriodMark:
        """The mark of a period: of a page here, else of another class, else of a paper."""
        here = _here(pupil, period, pages)
        if here.given or here.waits:
            return here
        moved = beside.moved.get((pupil, subject, period))
        if moved is not None:
            facts = moved.standing, moved.mark, moved.passed
            return PeriodMark(period, MarkSource.CLOSED, *facts)
        brought = beside.past.get(PastKey(pupil, self._calendar().id, subject, period))
        if brought is not None:
            facts = Standing.MARKED, brought.mark, brought.passed
            return PeriodMark(period, MarkSource.PAST, *facts, paper=brought.source)
        return here


def _here(pupil: int, period: str, pages: Sequence[YearPage]) -> PeriodMark:
    """Who changed the subgroup is on two pages: the one with a mark counts, the later of two."""
    own = [one for one in pages if pupil in one.marks]
    best = max(own, key=lambda one: _weight(one, pupil), default=None)
    return best.marks[pupil] if best else PeriodMark(period)


def _weight(page: YearPage, pupil: int) -> tuple[bool, bool]:
    return page.marks[pupil].given, pupil in page.there


def _column(pages: Sequence[YearPage]) -> YearColumn:
    head = pages[0].head
    groups = tuple(dict.fromkeys(one.head.group for one in pages))
    pass_fail = any(one.head.pass_fail for one in pages)
    return YearColumn(head.subject, head.subject_names, _periods(pages), pass_fail, groups)


def _with_marks(subjects: Mapping[int, Sequence[YearPage]]) -> Mapping[int, Sequence[YearPage]]:
    """The subjects in which marks are given: in class 1 there is none, yet the council decides."""
    found = {
        subject: [one for one in pages if not one.head.unmarked]
        for subject, pages in subjects.items()
    }
    return {subject: pages for subject, pages in found.items() if pages}


def _periods(pages: Sequence[YearPage]) -> tuple[Period, ...]:
    found = {one.head.period.key: one.head.period for one in pages}
    return tuple(sorted(found.values(), key=lambda one: one.starts))


def _by_period(pages: Sequence[YearPage]) -> Pages:
    found: dict[str, list[YearPage]] = {one.key: [] for one in _periods(pages)}
    for page in pages:
        found[page.head.period.key].append(page)
    return found


def _pupils(found: YearPages, calendar: Calendar) -> dict[int, tuple[Pupil, date | None]]:
    """Everybody on any page or in the class since the year began, even if only in summer.

    With the last day of who left before the year ended.
    """
    begins, ends = calendar.terms[0].starts, calendar.terms[-1].ends
    on_pages = {pupil for pages in found.subjects.values() for one in pages for pupil in one.marks}
    return {
        one.pupil.id: (one.pupil, _before(last_day(one.stays), ends))
        for one in found.members
        if one.pupil.id in on_pages or there_between(one.stays, begins, date.max)
    }


def _before(day: date | None, ends: date) -> date | None:
    return day if day is not None and day < ends else None


def _by_name(line: YearLine) -> tuple[object, ...]:
    return name_key(line.pupil.name), line.pupil.id
