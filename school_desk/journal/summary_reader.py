"""Read term summaries from register pages; what was read is kept until something changes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from school_desk.errors import N_, DeskError
from school_desk.events import Committed
from school_desk.journal.indicators import IndicatorRules
from school_desk.journal.model import PupilRow, RegisterPage
from school_desk.journal.page_reader import PageReader
from school_desk.journal.past_mark_model import PastMark
from school_desk.journal.past_mark_rules import has_own
from school_desk.journal.past_mark_store import load_past_marks
from school_desk.journal.summary_model import (
    ClassSummary,
    Entry,
    PageLine,
    PupilLine,
    SummaryColumn,
    Tally,
    TeacherSummary,
    TermTally,
)
from school_desk.journal.summary_rules import (
    attendance_taken,
    column_of,
    day_of,
    entry_from_elsewhere,
    entry_of,
    left_on,
    missed_lessons,
)
from school_desk.school.calendar import period_of
from school_desk.school.model import (
    Calendar,
    ClassGroup,
    Period,
    PeriodKind,
    PersonName,
    Subject,
    Teaching,
)
from school_desk.school.names import name_key, sort_key
from school_desk.school.store import load_subjects, load_teaching_groups, load_teachings
from school_desk.storage.engine import Connection

NO_RULES = IndicatorRules()
ThisYear = Mapping[tuple[int, int, str], PastMark]
"""Marks from elsewhere by pupil, subject, period."""


class TermUnknownError(DeskError):
    """A term that the school year does not have."""

    sentence = N_("This school year has no term {n}. Choose a term from {first} to {last}.")


class SummaryReader:
    """Summaries as the file has them. Whoever asks has asked for permission before."""

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
        self._kept: dict[tuple[int, int, date], ClassSummary] = {}

    def on_change(self, _change: Committed) -> None:
        """Forget what may be out of date."""
        self._kept.clear()

    def of_class(self, db: Connection, class_group: ClassGroup, term: int) -> ClassSummary:
        """The summary of one class; only its own pages are read."""
        key = class_group.id, term, self._today()
        if key not in self._kept:
            self._kept[key] = self._class(db, class_group, self.term(term))
        return self._kept[key]

    def terms(self, db: Connection, class_group: ClassGroup, term: int) -> tuple[TermTally, ...]:
        """The results of a class in the terms up to this one, where there are any marks."""
        found = (
            TermTally(number, self.of_class(db, class_group, number).total)
            for number in range(1, term + 1)
        )
        return tuple(one for one in found if one.tally.counts.marked)

    def of_teacher(self, db: Connection, teacher: int, term: int) -> TeacherSummary:
        """The summary of a teacher's own pages."""
        period, today = self.term(term), self._today()
        mine = [one for one in load_teachings(db, self._calendar().id) if one.teacher == teacher]
        pages = [page for page in self._open(db, mine, term) if not page.head.unmarked]
        pages.sort(key=_of_class)
        name, past = self._person(db, teacher), self._past(db, pages)
        return TeacherSummary(
            teacher=teacher,
            name=name.full if name else "",
            term=period,
            lines=tuple(_line(page, period, today, past) for page in pages),
            rules=self._rules(db, pages),
            ruleset=_ruleset(pages),
            on=today,
        )

    def term(self, number: int) -> Period:
        """A term of this year, or raise."""
        found = period_of(self._calendar(), number, PeriodKind.TERM)
        if found is None:
            numbers = [term.number for term in self._calendar().terms]
            raise TermUnknownError(n=number, first=numbers[0], last=numbers[-1])
        return found

    def _class(self, db: Connection, class_group: ClassGroup, term: Period) -> ClassSummary:
        groups = {one.id for one in load_teaching_groups(db) if one.class_group == class_group.id}
        taught = [one for one in load_teachings(db, self._calendar().id) if one.group in groups]
        pages = self._open(db, taught, term.number)
        marked = [page for page in pages if not page.head.unmarked]
        today = self._today()
        columns = tuple(column_of(page, term, today) for page in marked)
        tutor = self._person(db, class_group.form_tutor) if class_group.form_tutor else None
        return ClassSummary(
            class_group=class_group.id,
            label=class_group.label,
            language=class_group.language,
            tutor_name=tutor.full if tutor else "",
            term=term,
            columns=columns,
            lines=_lines(pages, marked, columns, term, today, self._past(db, marked)),
            rules=self._rules(db, marked or pages),
            ruleset=_ruleset(marked or pages),
            taken=attendance_taken(pages, term),
            on=today,
        )

    def _past(self, db: Connection, pages: Sequence[RegisterPage]) -> ThisYear:
        """Marks of this year from elsewhere, for those who have none in the register here."""
        pupils = {row.pupil.id for page in pages for row in page.rows if not has_own(row)}
        found = load_past_marks(db, pupils, self._calendar().id) if pupils else {}
        return {(key.pupil, key.subject, key.period): past for key, past in found.items()}

    def _open(self, db: Connection, taught: Iterable[Teaching], term: int) -> list[RegisterPage]:
        """The pages in the order of their subjects' Kazakh names."""
        subjects = {one.id: one for one in load_subjects(db)}
        known = [one for one in taught if one.subject in subjects]
        known.sort(key=lambda one: (_name(subjects[one.subject]), one.group))
        return [self._pages.open(db, one.group, one.subject, term) for one in known]

    def _rules(self, db: Connection, pages: Sequence[RegisterPage]) -> IndicatorRules:
        if not pages:
            return NO_RULES
        return IndicatorRules.of(self._pages.plan_of(db, pages[0]).settings)


def _lines(
    pages: Sequence[RegisterPage],
    marked: Sequence[RegisterPage],
    columns: Sequence[SummaryColumn],
    term: Period,
    today: date,
    past: ThisYear,
) -> tuple[PupilLine, ...]:
    """A line for each pupil of any page, in the order of the class list."""
    on = day_of(term, today)
    missed = missed_lessons(pages, term)
    rows: dict[int, list[PupilRow]] = {}
    for page in pages:
        for row in page.rows:
            rows.setdefault(row.pupil.id, []).append(row)
    results = [{row.pupil.id: row for row in page.rows} for page in marked]
    lines = (
        PupilLine(
            own[0].pupil,
            tuple(
                _entry(column, found[pupil], on, past) if pupil in found else None
                for column, found in zip(columns, results, strict=True)
            ),
            missed.get(pupil, ()),
            left_on(own, on),
        )
        for pupil, own in rows.items()
        if any(row.there_on(on) or row.until is not None for row in own)
    )
    return tuple(sorted(lines, key=lambda one: (name_key(one.pupil.name), one.pupil.id)))


def _entry(column: SummaryColumn, row: PupilRow, on: date, past: ThisYear) -> Entry:
    """The mark of the register; where it has nothing of this pupil, one from elsewhere."""
    place = row.pupil.id, column.subject, column.period.key
    found = past.get(place) if past and not has_own(row) else None
    return entry_from_elsewhere(column, row, found, on) if found else entry_of(column, row, on)


def _line(page: RegisterPage, term: Period, today: date, past: ThisYear) -> PageLine:
    column, on = column_of(page, term, today), day_of(term, today)
    return PageLine(column, Tally(tuple(_entry(column, row, on, past) for row in page.rows)))


def _name(subject: Subject) -> tuple[int, ...]:
    return sort_key(subject.names["kk"])


def _of_class(page: RegisterPage) -> tuple[object, ...]:
    head = page.head
    names = sort_key(head.subject_names["kk"])
    return head.year_level, sort_key(head.class_label), names, head.group


def _ruleset(pages: Sequence[RegisterPage]) -> str:
    return pages[0].head.ruleset if pages else ""
