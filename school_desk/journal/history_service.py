"""The history of marks, lessons and works, read from the log by those who see the page."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.journal import history_model as model
from school_desk.journal.closing_model import CLOSED_WORD, REOPENED_WORD, closed_value
from school_desk.journal.closing_store import load_page_closing
from school_desk.journal.history_model import CellHistory, History, ListedChange
from school_desk.journal.history_store import (
    column_row,
    lesson_row,
    session_row,
    sitting_row,
    verdict_row,
)
from school_desk.journal.model import Column, ColumnKey, MarkKind, PupilRow, RegisterPage, Work
from school_desk.journal.page_reader import PageReader
from school_desk.journal.row_history_service import Names, Value, told
from school_desk.school.model import Absence, LessonKey
from school_desk.storage.engine import Connection
from school_desk.storage.history import CellPast, field_past, packed_past, row_past
from school_desk.storage.service import Service, Workplace

PASSED = {1: Text(N_("pass")), 0: Text(N_("fail"))}
EXISTS = {1: Text(N_("there")), 0: Text(N_("deleted"))}
UNIT_NUMBER = N_("SAU {number}")
TERM_SUMMATIVE = N_("SAT")
TITLED = N_("{title}, of {top}")
LESSON_HELD = N_("Lesson held")
MAXIMUM = N_("of {top}")


class HistoryService(Service):
    """What happened, when and by whose hand. Nothing is computed here that the log does not say."""

    def __init__(
        self,
        workplace: Workplace,
        pages: PageReader,
        names: Names,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(workplace)
        self._pages = pages
        self._names = names
        self._now = now

    def of_cell(self, page: RegisterPage, key: ColumnKey, pupil: int) -> CellHistory:
        """A pupil's mark and sign in a column, and what happened to its lesson or work."""
        db = self._look(N_("See history"), page.form.scope)
        self._accept(db, page, key)
        return CellHistory(
            model.joined(self._cell(db, page, key, pupil), self._stored(db, page, pupil)),
            model.joined(self._column(db, key), self._closing(db, page)),
        )

    def of_verdict(self, page: RegisterPage, pupil: int) -> History:
        """What the teacher said of a pupil in a subject without marks."""
        db = self._look(N_("See history"), page.form.scope)
        head = self._pages.plan_of(db, page).head
        row = verdict_row(db, head.group, head.subject, head.period.key, pupil)
        return self._field(db, row, "passed", model.VERDICT, _passed)

    def of_page(
        self, page: RegisterPage, *, pupil: int | None = None, corrections: bool = False
    ) -> tuple[ListedChange, ...]:
        """All changes of a page (of a pupil), by time; of corrections only those that replaced."""
        db = self._look(N_("See history"), page.form.scope)
        for key in (*(one.key for one in page.columns), *(one.key for one in page.works)):
            self._accept(db, page, key)
        rows = [row for row in page.rows if pupil in (None, row.pupil.id)]
        found = [one for row in rows for one in self._listed(db, page, row)]
        kept = (one for one in found if one.line.corrects or not corrections)
        return tuple(sorted(kept, key=lambda one: one.line.work))

    def since(self, page: RegisterPage, day: date) -> tuple[ListedChange, ...]:
        """What changed on a page from a day on: marks, signs, works, texts, closing, by time."""
        db = self._look(N_("See history"), page.form.scope)
        for key in (*(one.key for one in page.columns), *(one.key for one in page.works)):
            self._accept(db, page, key)
        found = [one for row in page.rows for one in self._listed(db, page, row)]
        found += self._around(db, page)
        kept = (one for one in found if one.line.at.date() >= day)
        return tuple(sorted(kept, key=lambda one: one.line.work))

    def _around(self, db: Connection, page: RegisterPage) -> Iterator[ListedChange]:
        """The changes of lessons, of works and of the page itself: of no pupil."""
        for lesson in dict.fromkeys(one.key.lesson for one in page.columns):
            if lesson is not None:
                for line in self._lesson(db, lesson).lines:
                    yield ListedChange("", lesson.date, line)
        for work in page.works:
            for line in self._work(db, work.key.work or 0).lines:
                yield ListedChange("", _place(work.key, page), line)
        for line in self._closing(db, page).lines:
            yield ListedChange("", page.head.period.title, line)

    def _accept(self, db: Connection, page: RegisterPage, key: ColumnKey) -> None:
        """A column of the page whose rights were asked for, or raise."""
        self._pages.accept_key(db, self._pages.plan_of(db, page).head, key)

    def _cell(self, db: Connection, page: RegisterPage, key: ColumnKey, pupil: int) -> History:
        parts = []
        lesson = key.lesson
        if key.work is not None:
            parts.append(self._packed(db, "work_points", key.work, pupil))
            row = sitting_row(db, key.work, pupil)
            parts.append(self._field(db, row, "day", model.SITTING, _day))
            work = page.find(key)
            lesson = page.lesson_of(work) if isinstance(work, Work) else None
        elif lesson is not None:
            parts.append(self._packed(db, "mark", column_row(db, lesson, key.n), pupil))
        if lesson is not None:
            parts.append(self._packed(db, "attendance", session_row(db, lesson), pupil))
        return model.joined(*parts)

    def _column(self, db: Connection, key: ColumnKey) -> History:
        if key.work is not None:
            return self._work(db, key.work)
        return self._lesson(db, key.lesson) if key.lesson is not None else History()

    def _lesson(self, db: Connection, lesson: LessonKey) -> History:
        row = lesson_row(db, lesson)
        return model.joined(
            self._field(db, row, "topic", model.TOPIC),
            self._field(db, row, "objective", model.OBJECTIVE),
            self._field(db, row, "homework", model.HOMEWORK),
            self._field(db, row, "cancelled", model.CANCELLED),
            self._field(db, session_row(db, lesson), "held", model.HELD, _held),
        )

    def _work(self, db: Connection, work: int) -> History:
        past = row_past(self._at.storage, work)
        words: Mapping[str, tuple[str, Value]] = {
            "plan": (model.WORK_PLAN, _plan),
            "date": (model.WORK_DAY, _day),
            "alive": (model.EXISTENCE, _exists),
        }
        return model.joined(
            *(
                self._lines(db, one, *words[field.name])
                for field, one in past.items()
                if field.name in words
            )
        )

    def _listed(self, db: Connection, page: RegisterPage, row: PupilRow) -> Iterator[ListedChange]:
        """The changes of one pupil's cells; a sign of a lesson with two columns is told once."""
        name, told = row.pupil.name.listed, set[LessonKey]()
        columns: tuple[Column | Work, ...] = (*page.columns, *page.works)
        for column in columns:
            history = self._cell(db, page, column.key, row.pupil.id)
            lesson = page.lesson_of(column) if isinstance(column, Work) else column.key.lesson
            place = _place(column.key, page)
            for line in history.lines:
                if line.what != model.SIGN or lesson not in told:
                    yield ListedChange(name, place, line)
            if lesson is not None:
                told.add(lesson)
        for line in self._stored(db, page, row.pupil.id).lines:
            yield ListedChange(name, page.head.period.title, line)

    def _stored(self, db: Connection, page: RegisterPage, pupil: int) -> History:
        """What closing stored for a pupil, and what was corrected since."""
        return self._packed(db, "closed_mark", _closing_row(db, page), pupil)

    def _closing(self, db: Connection, page: RegisterPage) -> History:
        """Who closed the page and opened it again, and why."""
        row = _closing_row(db, page)
        return model.joined(
            self._field(db, row, "closed", model.CLOSING, _closed),
            self._field(db, row, "reopened", model.CLOSING, _reopened),
        )

    def _packed(self, db: Connection, table: str, parent: int | None, pupil: int) -> History:
        if parent is None:
            return History()
        what, value = _CELLS[table]
        return self._lines(db, packed_past(self._at.storage, table, parent, pupil), what, value)

    def _field(
        self,
        db: Connection,
        row: int | None,
        name: str,
        what: str,
        value: Value | None = None,
    ) -> History:
        if row is None:
            return History()
        return self._lines(db, field_past(self._at.storage, row, name), what, value or _plain)

    def _lines(self, db: Connection, past: CellPast, what: str, value: Value) -> History:
        return told(past, what, value, self._names(db) if past.changes else {}, self._now())


def _place(key: ColumnKey, page: RegisterPage) -> object:
    """Which column, in words: the day of a lesson, the name of a work."""
    work = page.find(key)
    if isinstance(work, Work):
        if work.kind is MarkKind.TERM_SUMMATIVE:
            return Text(TERM_SUMMATIVE)
        return Text(UNIT_NUMBER, {"number": work.number})
    return key.lesson.date if key.lesson is not None else ""


def _closing_row(db: Connection, page: RegisterPage) -> int | None:
    head = page.head
    found = load_page_closing(db, head.group, head.subject, head.period.key)
    return found.row if found else None


def _closed(values: tuple[object, ...]) -> object:
    return None if values[0] is None else CLOSED_WORD


def _reopened(values: tuple[object, ...]) -> object:
    return None if values[0] is None else REOPENED_WORD


def _held(values: tuple[object, ...]) -> object:
    return None if values[0] is None else Text(LESSON_HELD)


def _plain(values: tuple[object, ...]) -> object:
    return values[0]


def _sign(values: tuple[object, ...]) -> object:
    return None if values[0] is None else Text(model.ABSENCE_WORDS[Absence(str(values[0]))])


def _passed(values: tuple[object, ...]) -> object:
    return None if values[0] is None else PASSED[int(str(values[0]))]


def _exists(values: tuple[object, ...]) -> object:
    return EXISTS[int(str(values[0] or 0))]


def _day(values: tuple[object, ...]) -> object:
    return None if values[0] is None else _as_day(values[0])


def _plan(values: tuple[object, ...]) -> object:
    top, title = values
    if top is None:
        return title
    return Text(TITLED, {"title": title, "top": top}) if title else Text(MAXIMUM, {"top": top})


def _as_day(value: object) -> object:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value


_CELLS: Mapping[str, tuple[str, Value]] = {
    "mark": (model.POINTS, _plain),
    "work_points": (model.WORK_POINTS, _plain),
    "attendance": (model.SIGN, _sign),
    "closed_mark": (model.STORED, closed_value),
}
