"""Marks of earlier terms and years: typed in a grid or taken from a list, with their source."""

from collections.abc import Callable, Sequence

from school_desk.errors import N_, DeskError
from school_desk.intents import Form, Scope
from school_desk.journal.model import RegisterPage
from school_desk.journal.page_reader import PageReader
from school_desk.journal.past_mark_model import (
    YEAR_MARK,
    NewPastMark,
    PastCell,
    PastColumn,
    PastGrid,
    PastKey,
    PastLine,
    PastMark,
)
from school_desk.journal.past_mark_rules import (
    NotDueError,
    OwnMarksError,
    PeriodAheadError,
    has_own,
)
from school_desk.journal.past_mark_store import load_past_marks, save_past_mark
from school_desk.journal.plan import NoRuleSetError
from school_desk.school.attendance_rules import ClassUnknownError
from school_desk.school.guardian_rules import NotOfThisClassError
from school_desk.school.model import Calendar, ClassGroup, Pupil, Subject, Teaching
from school_desk.school.names import name_key, sort_key
from school_desk.school.store import (
    load_class_groups,
    load_members,
    load_subjects,
    load_teaching_groups,
    load_teachings,
)
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.service import Service, Step, Workplace, no_step
from school_desk.storage.unit_of_work import UnitOfWork

NOTHING = PastMark(None, None, "")


class PastMarkService(Service):
    """What a form tutor and the office type from extracts of other registers."""

    def __init__(
        self, workplace: Workplace, pages: PageReader, calendar: Callable[[], Calendar]
    ) -> None:
        super().__init__(workplace)
        self._pages = pages
        self._calendar = calendar

    def of_term(self, class_group: int, term: int) -> PastGrid:
        """The grid of a term of this year: each subject under the period that its page runs for."""
        db = self._look(N_("See past marks"), Scope(class_group=class_group))
        self._accept_begun(term)
        group, pages = self._class(db, class_group), self._open(db, class_group, term)
        columns = tuple(
            PastColumn(
                page.head.subject,
                page.head.subject_names,
                page.head.period.key,
                open=page.head.period.terms[-1] == term,
            )
            for page in pages
        )
        return self._grid(db, group, self._calendar().id, columns, pages)

    def of_year(self, class_group: int, year: str) -> PastGrid:
        """The grid of year marks of an earlier year, for the subjects of today and those told."""
        db = self._look(N_("See past marks"), Scope(class_group=class_group))
        self._accept_year(year)
        group = self._class(db, class_group)
        subjects = {one.id: one for one in load_subjects(db)}
        taught = {one.subject for one in self._taught(db, class_group)}
        known = load_past_marks(db, _pupils(db, class_group), year)
        wanted = {*taught, *(key.subject for key in known)}
        columns = tuple(
            PastColumn(one.id, one.names, YEAR_MARK)
            for one in sorted(subjects.values(), key=_by_name)
            if one.id in wanted
        )
        return self._grid(db, group, year, columns, ())

    def put(self, class_group: int, key: PastKey, past: PastMark | None) -> None:
        """A mark from elsewhere, or none any more."""
        with self._begin(N_("Write past marks"), Form(Scope(class_group=class_group))) as work:
            checks = _Checks(self, work.db)
            checks.accept(NewPastMark(key, past or NOTHING, class_group))
            self._save(work, class_group, key, past)

    def import_marks(self, marks: Sequence[NewPastMark], *, step: Step = no_step) -> int:
        """A whole list as one step."""
        with self._begin(N_("Import past marks"), Form(), origin="import") as work:
            checks = _Checks(self, work.db)
            for done, new in enumerate(marks, 1):
                checks.accept(new)
                self._save(work, new.class_group, new.key, new.past)
                step(done, len(marks))
        return len(marks)

    def all_marks(self) -> tuple[tuple[ClassGroup, Pupil, Subject, PastKey, PastMark], ...]:
        """Every mark from elsewhere of the pupils of this year, to write them out."""
        db = self._look(N_("Import past marks"))
        subjects = {one.id: one for one in load_subjects(db)}
        found = []
        for group in self._classes(db):
            members = {one.pupil.id: one.pupil for one in load_members(db, group.id)}
            for key, past in load_past_marks(db, members).items() if members else ():
                found.append((group, members[key.pupil], subjects[key.subject], key, past))
        found.sort(key=lambda one: (_by_class(one[0]), name_key(one[1].name), one[3].year))
        return tuple(found)

    def of_class(self, class_group: int) -> tuple[tuple[PastKey, PastMark], ...]:
        """Every mark from elsewhere of the pupils of a class, this year's and earlier ones."""
        db = self._look(N_("See past marks"), Scope(class_group=class_group))
        pupils = _pupils(db, class_group)
        return tuple(load_past_marks(db, pupils).items()) if pupils else ()

    def problem(self, new: NewPastMark) -> DeskError | None:
        """What speaks against a mark of a list before anything is written."""
        db = self._look(N_("Import past marks"))
        try:
            _Checks(self, db).accept(new)
        except (OwnMarksError, NotDueError, PeriodAheadError, NoRuleSetError) as refusal:
            return refusal
        return None

    def _save(
        self, work: UnitOfWork, class_group: int, key: PastKey, past: PastMark | None
    ) -> None:
        part = Partitions.register(self._at.storage.keys.key(work.db, class_group))
        save_past_mark(work, part, key, past or NOTHING)

    def _grid(
        self,
        db: Connection,
        group: ClassGroup,
        year: str,
        columns: Sequence[PastColumn],
        pages: Sequence[RegisterPage],
    ) -> PastGrid:
        members = sorted(load_members(db, group.id), key=lambda one: name_key(one.pupil.name))
        today = self._at.today()
        there = [one.pupil for one in members if one.until is None or one.until >= today]
        known = load_past_marks(db, [one.id for one in there], year) if there else {}
        own = {
            (row.pupil.id, page.head.subject) for page in pages for row in page.rows if has_own(row)
        }
        lines = tuple(
            PastLine(
                pupil,
                tuple(
                    PastCell(
                        known.get(PastKey(pupil.id, year, column.subject, column.period)),
                        (pupil.id, column.subject) in own,
                    )
                    for column in columns
                ),
            )
            for pupil in there
        )
        return PastGrid(group.id, group.label, year, tuple(columns), lines)

    def _open(self, db: Connection, class_group: int, term: int) -> list[RegisterPage]:
        """The pages of a class in which marks are given, by the names of their subjects.

        A page whose rules nobody has chosen is left out; raises where that are all.
        """
        pages, refused = [], None
        for one in self._taught(db, class_group):
            try:
                pages.append(self._pages.open(db, one.group, one.subject, term))
            except NoRuleSetError as refusal:
                refused = refusal
        if refused is not None and not pages:
            raise refused
        pages.sort(key=lambda page: sort_key(page.head.subject_names["kk"]))
        return [page for page in pages if not page.head.unmarked]

    def _open_subject(
        self, db: Connection, class_group: int, subject: int, term: int
    ) -> list[RegisterPage]:
        """The same of one subject; raises where nobody has chosen its rules."""
        ours = (one.group for one in self._taught(db, class_group) if one.subject == subject)
        pages = (self._pages.open(db, group, subject, term) for group in ours)
        return [page for page in pages if not page.head.unmarked]

    def _taught(self, db: Connection, class_group: int) -> list[Teaching]:
        groups = {one.id for one in load_teaching_groups(db) if one.class_group == class_group}
        return [one for one in load_teachings(db, self._calendar().id) if one.group in groups]

    def _classes(self, db: Connection) -> tuple[ClassGroup, ...]:
        return tuple(sorted(load_class_groups(db, self._at.partitions.year), key=_by_class))

    def _class(self, db: Connection, class_group: int) -> ClassGroup:
        found = next((one for one in self._classes(db) if one.id == class_group), None)
        if found is None:
            raise ClassUnknownError
        return found

    def _accept_begun(self, term: int) -> None:
        found = next((one for one in self._calendar().terms if one.number == term), None)
        if found is None or found.starts > self._at.today():
            raise PeriodAheadError

    def _accept_year(self, year: str) -> None:
        if year >= self._calendar().id:
            raise PeriodAheadError


class _Checks:
    """Whether marks may come from elsewhere; each page is opened once, however many they are."""

    def __init__(self, service: PastMarkService, db: Connection) -> None:
        self._service = service
        self._db = db
        self._kept: dict[tuple[int, int, int], list[RegisterPage]] = {}
        self._members: dict[int, frozenset[int]] = {}

    def accept(self, new: NewPastMark) -> None:
        """Raise where the register here speaks for itself, or the period is not there (yet)."""
        service, key = self._service, new.key
        if key.pupil not in self._pupils(new.class_group):
            raise NotOfThisClassError
        if key.year != service._calendar().id:  # noqa: SLF001  of this module
            service._accept_year(key.year)  # noqa: SLF001
            return
        for page in self._pages(new.class_group, key):
            row = page.row_of(key.pupil)
            if row is not None and has_own(row):
                names = page.head.subject_names
                raise OwnMarksError(name=row.pupil.name.listed, subject=names["kk"])

    def _pages(self, class_group: int, key: PastKey) -> Sequence[RegisterPage]:
        kind, _sep, number = key.period.partition("/")
        calendar = self._service._calendar()  # noqa: SLF001
        if kind not in KINDS or not number.isdigit():
            raise PeriodAheadError
        term = (int(number) - 1) * KINDS[kind] + 1
        first = next((one for one in calendar.terms if one.number == term), None)
        if first is None or first.starts > self._service._at.today():  # noqa: SLF001
            raise PeriodAheadError
        place = class_group, key.subject, term
        if place not in self._kept:
            self._kept[place] = self._service._open_subject(self._db, *place)  # noqa: SLF001
        ours = self._kept[place]
        for page in ours:
            if page.head.period.key != key.period and kind != "final":
                raise NotDueError(subject=page.head.subject_names["kk"])
        return ours

    def _pupils(self, class_group: int) -> frozenset[int]:
        if class_group not in self._members:
            self._members[class_group] = frozenset(_pupils(self._db, class_group))
        return self._members[class_group]


KINDS = {"term": 1, "half_year": 2, "year": 4}
"""How many terms a period has."""


def _pupils(db: Connection, class_group: int) -> tuple[int, ...]:
    return tuple(one.pupil.id for one in load_members(db, class_group))


def _by_name(one: Subject) -> tuple[int, ...]:
    return sort_key(one.names["kk"])


def _by_class(one: ClassGroup) -> tuple[int, tuple[int, ...]]:
    return one.year_level, sort_key(one.letter)
