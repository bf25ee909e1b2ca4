"""Read the year of a class: period marks, year, exam and final mark of each pupil and subject."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from school_desk.events import Committed
from school_desk.journal.closing_model import ClosedMark
from school_desk.journal.model import PageName, PupilRow, RegisterPage, Standing
from school_desk.journal.page_reader import PageReader
from school_desk.journal.past_mark_store import PastKey, PastMark, load_past_marks
from school_desk.journal.plan import NoRuleSetError
from school_desk.journal.ruleset import YearSettings
from school_desk.journal.year_model import (
    ClassYear,
    Decision,
    EarlierYear,
    Exams,
    MarkSource,
    PeriodMark,
    YearCell,
    YearColumn,
    YearLine,
)
from school_desk.journal.year_rules import (
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
from school_desk.school.names import name_key, sort_key
from school_desk.school.store import load_teaching_groups, load_teachings
from school_desk.storage.engine import Connection

Past = Mapping[PastKey, PastMark]
Moved = Mapping[tuple[int, int, str], ClosedMark]
"""What pupils bring along from another class of the school, by pupil, subject and period."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of a subject, and the lines of it by pupil."""

    page: RegisterPage
    rows: Mapping[int, PupilRow]


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
        pages: PageReader,
        calendar: Callable[[], Calendar],
        today: Callable[[], date],
        person: Callable[[Connection, int], PersonName | None],
    ) -> None:
        self._pages = pages
        self._calendar = calendar
        self._today = today
        self._person = person
        self._kept: dict[tuple[int, date], ClassYear] = {}

    def on_change(self, _change: Committed) -> None:
        """Forget what may be out of date."""
        self._kept.clear()

    def of_class(self, db: Connection, class_group: ClassGroup) -> ClassYear:
        """The year of a class; kept until something changes."""
        key = class_group.id, self._today()
        if key not in self._kept:
            self._kept[key] = self._read(db, class_group)
        return self._kept[key]

    def _read(self, db: Connection, class_group: ClassGroup) -> ClassYear:
        everything = self._subjects(db, class_group)
        settings, ruleset = self._rules(db, everything)
        year = self._calendar().id
        pupils = _pupils(page for pages in everything.values() for page in pages)
        subjects = _with_marks(everything)
        beside = _Beside(
            load_past_marks(db, pupils, year) if pupils else {},
            load_closed_elsewhere(db, class_group.id, pupils, year) if pupils else {},
            load_exams(db, class_group.id),
            load_decisions(db, class_group.id),
            load_earlier_years(db, pupils, year) if pupils else {},
        )
        columns = tuple(_column(pages) for pages in subjects.values())
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
            ruleset=ruleset,
            on=self._today(),
        )
        if settings is None:
            return made
        lines = (
            self._line(made, pupil, subjects, beside, settings, left=left)
            for pupil, left in pupils.values()
        )
        return replace(made, lines=tuple(sorted(lines, key=_by_name)))

    def _line(
        self,
        made: ClassYear,
        pupil: Pupil,
        subjects: Mapping[int, Sequence[_Page]],
        beside: _Beside,
        settings: YearSettings,
        *,
        left: date | None,
    ) -> YearLine:
        cells = tuple(
            self._cell(pupil.id, subject, pages, beside, settings)
            for subject, pages in subjects.items()
        )
        known = [
            (column.subject, cell)
            for column, cell in zip(made.columns, cells, strict=True)
            if cell is not None
        ]
        proposal = propose_outcome(known, made.year_level, settings)
        earlier = beside.earlier.get(pupil.id, ())
        awards = propose_awards([cell for _s, cell in known], made.year_level, earlier, settings)
        decided = beside.decisions.get(pupil.id, Decision())
        return YearLine(pupil, cells, replace(proposal, awards=awards), decided, left)

    def _cell(
        self,
        pupil: int,
        subject: int,
        pages: Sequence[_Page],
        beside: _Beside,
        settings: YearSettings,
    ) -> YearCell | None:
        """One pupil in one subject; None for who never sat in it and brought no marks."""
        own = [one for one in pages if pupil in one.rows]
        periods = _periods(pages)
        marks = tuple(self._mark(pupil, subject, period, own, beside) for period in periods)
        if all(one.source is MarkSource.NONE for one in marks) and not own:
            return None
        pass_fail = any(one.page.head.pass_fail for one in pages)
        year = year_verdict(marks) if pass_fail else year_mark(marks, settings)
        exams = beside.exams.get((pupil, subject), {})
        final = final_mark(year, exams, settings)
        return YearCell(marks, year, exams, final)

    def _mark(
        self, pupil: int, subject: int, period: Period, own: Sequence[_Page], beside: _Beside
    ) -> PeriodMark:
        """The mark of a period: closed, else from elsewhere, else as the open page has it."""
        found = next((one for one in own if one.page.head.period.key == period.key), None)
        moved = beside.moved.get((pupil, subject, period.key))
        if found is None and moved is not None:
            facts = moved.standing, moved.mark, moved.passed
            return PeriodMark(period.key, MarkSource.CLOSED, *facts)
        brought = beside.past.get(PastKey(pupil, self._calendar().id, subject, period.key))
        here = _of_page(period, found, pupil)
        if brought is not None and here.mark is None and here.passed is None and not here.waits:
            mark, passed, paper = brought.mark, brought.passed, brought.source
            return PeriodMark(
                period.key, MarkSource.PAST, Standing.MARKED, mark, passed, paper=paper
            )
        return here

    def _subjects(self, db: Connection, class_group: ClassGroup) -> Mapping[int, Sequence[_Page]]:
        """The pages of the year by subject, in the order of the Kazakh alphabet."""
        groups = {one.id for one in load_teaching_groups(db) if one.class_group == class_group.id}
        taught = [one for one in load_teachings(db, self._calendar().id) if one.group in groups]
        names = [self._pages.name(db, one.group, one.subject) for one in taught]
        names.sort(key=lambda one: (sort_key(one.subject_names["kk"]), one.group))
        found: dict[int, list[_Page]] = {}
        for name in names:
            pages = tuple(self._open(db, name))
            if pages:
                found.setdefault(name.subject, []).extend(pages)
        return found

    def _open(self, db: Connection, name: PageName) -> Iterable[_Page]:
        for period in name.periods:
            try:
                page = self._pages.open(db, name.group, name.subject, period.term)
            except NoRuleSetError:
                continue
            yield _Page(page, {row.pupil.id: row for row in page.rows})

    def _rules(
        self, db: Connection, subjects: Mapping[int, Sequence[_Page]]
    ) -> tuple[YearSettings | None, str]:
        """The rules at the end of the year: those of the last period."""
        pages = [one.page for pages in subjects.values() for one in pages]
        if not pages:
            return None, ""
        last = max(pages, key=lambda page: page.head.period.ends)
        plan = self._pages.plan_of(db, last)
        return plan.settings.year, plan.rules.id


def _of_page(period: Period, found: _Page | None, pupil: int) -> PeriodMark:
    if found is None:
        return PeriodMark(period.key)
    row, head = found.rows[pupil], found.page.head
    source = MarkSource.CLOSED if head.closing is not None else MarkSource.LIVE
    counts = row.result.standing is Standing.MARKED
    mark = row.result.mark if counts else None
    return PeriodMark(period.key, source, row.result.standing, mark, row.verdict)


def _column(pages: Sequence[_Page]) -> YearColumn:
    head = pages[0].page.head
    groups = tuple(dict.fromkeys(one.page.head.group for one in pages))
    pass_fail = any(one.page.head.pass_fail for one in pages)
    return YearColumn(head.subject, head.subject_names, _periods(pages), pass_fail, groups)


def _with_marks(subjects: Mapping[int, Sequence[_Page]]) -> Mapping[int, Sequence[_Page]]:
    """The subjects in which marks are given: in class 1 there is none, yet the council decides."""
    found = {
        subject: [one for one in pages if not one.page.head.unmarked]
        for subject, pages in subjects.items()
    }
    return {subject: pages for subject, pages in found.items() if pages}


def _periods(pages: Sequence[_Page]) -> tuple[Period, ...]:
    found = {one.page.head.period.key: one.page.head.period for one in pages}
    return tuple(sorted(found.values(), key=lambda one: one.starts))


def _pupils(pages: Iterable[_Page]) -> dict[int, tuple[Pupil, date | None]]:
    """Everybody on any page, with the last day of who left for good."""
    found: dict[int, tuple[Pupil, date | None]] = {}
    for one in pages:
        for row in one.page.rows:
            known = found.get(row.pupil.id)
            left = row.until if known is None or known[1] is not None else None
            found[row.pupil.id] = row.pupil, left
    return found


def _by_name(line: YearLine) -> tuple[object, ...]:
    return name_key(line.pupil.name), line.pupil.id
