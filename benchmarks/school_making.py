"""Makes a synthetic school through the program's own units of work.

So its log is the one that people would have left: lessons in the order of the calendar, then the
marks in the same order, each a unit of work of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta, timezone
from functools import partial
from itertools import pairwise
from pathlib import Path
from random import Random

from benchmarks.haste import Unit, write_in_haste
from school_desk.access.model import Role
from school_desk.app import Entrance
from school_desk.demo.people import People
from school_desk.errors import N_
from school_desk.journal.model import ColumnKey, MarkKind, Work
from school_desk.journal.store import save_column, save_lesson, save_work
from school_desk.paths import SchoolFolder
from school_desk.school import shipped
from school_desk.school.calendar import school_days
from school_desk.school.calendar_store import save_year
from school_desk.school.model import LessonKey, PersonName, Teaching, TimetableSlot
from school_desk.school.store import (
    save_class_group,
    save_held,
    save_membership,
    save_pupil,
    save_session,
    save_slot,
    save_subject,
    save_teaching,
)
from school_desk.school_file import NewSchool, open_storage
from school_desk.storage.key_file import open_ring
from school_desk.storage.keys import Unlocked
from school_desk.storage.partitions import Partitions
from school_desk.storage.sealing import Argon2Params
from school_desk.storage.unit_of_work import Storage, UnitOfWork

YEAR, BEGINS, TERM = "2026-27", 2026, 1
ALMATY = timezone(timedelta(hours=5))
A_YEAR = timedelta(days=364)
"""Earlier years have the calendar of this one, on the same days of the week."""

SIGN_IN, HEAD_SIGN_IN, PASSWORD = "gulnar", "head", "алма құс тау өзен"
HEAD = PersonName("Ахметова", "Сәуле", "Бекқызы")
TEACHER = PersonName("Сейіт", "Гүлнар", "Серікқызы")
SUBJECTS = ("mathematics", "physics", "chemistry", "biology", "geography", "music")
DAYS, SLOTS = 5, 6
YEAR_LEVELS, LETTERS = 11, "АӘБВГҒДЕЖЗ"
BIG_CLASS = 30
BIG_DAYS = (0, 0, 1, 2, 3, 3, 4)
"""The days of the week on which the class to measure has its subject."""

BIG_COLUMNS = 60
USUAL_CLASS = 24
SHARE = 0.5
"""How many pupils get a mark in a lesson; on the page to measure everyone does."""

SECONDS_A_MARK = timedelta(seconds=6)
TOPS = (20, 20, 25)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a synthetic school has. After so many `marks` no more are typed."""

    pupils: int
    years: int
    seed: int
    marks: int
    marks_a_unit: int = 1


@dataclass(frozen=True, slots=True)
class Made:
    """The page to measure, how many marks the school has, and its size without and with them.

    `first_group` has the page of the same subject and term, as full, in the first year.
    """

    group: int
    first_group: int
    subject: int
    term: int
    marks: int
    bytes_without: int
    bytes_with: int


@dataclass(frozen=True, slots=True)
class _Class:
    """A class group of a year in the file."""

    number: int
    group: int
    part: str
    pupils: tuple[int, ...]
    year: int


@dataclass(frozen=True, slots=True)
class _Hour:
    """A lesson with its column, ready for marks."""

    of: _Class
    lesson: LessonKey
    column: int
    begins: datetime


def make(shape: Shape, folder: Path) -> tuple[Made, Unlocked]:
    """A school in an empty folder, and the opened keys of its teacher."""
    clock = _Clock(datetime(BEGINS + 1 - shape.years, 8, 25, 10, tzinfo=ALMATY))
    entrance = Entrance(SchoolFolder(folder), now=clock.now, cost=Argon2Params)
    new = NewSchool({"kk": "Мектеп", "ru": "Школа"}, YEAR, HEAD, HEAD_SIGN_IN, PASSWORD)
    desk, _code = entrance.set_up(new, params=Argon2Params())
    teacher = desk.create_account(SIGN_IN, TEACHER, PASSWORD, [Role.TEACHER], params=Argon2Params())
    teachers = teacher, desk.account.id
    desk.close()
    ring = open_ring(entrance.place.keys)
    unlocked = entrance.unlock(ring, SIGN_IN, PASSWORD)
    storage = open_storage(entrance, unlocked)
    chance = Random(shape.seed)  # noqa: S311
    made = _Making(shape, storage, clock, teachers, ring.school, chance).make()
    storage.database.close()
    entrance.close()
    return made, unlocked


@dataclass(slots=True)
class _Clock:
    """The clock of the school while it is made."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


@dataclass(slots=True)
class _Making:
    shape: Shape
    storage: Storage
    clock: _Clock
    teachers: tuple[int, int]
    """Who teaches the class to measure, and who all others."""
    school: int
    chance: Random
    typed: int = 0

    @property
    def teacher(self) -> int:
        return self.teachers[0]

    def make(self) -> Made:
        subjects, pupils = self._subjects(), self._pupils()
        hours: list[_Hour] = []
        bigs: list[_Class] = []
        for year in reversed(range(self.shape.years)):
            self._calendar(year)
            classes = self._classes(year, pupils)
            bigs.append(classes[0])
            write_in_haste(self.storage, self._lessons(year, classes, subjects, hours))
        first, big = bigs[0], bigs[-1]
        full = (first, big) if self.shape.years > 1 else (big,)
        pages = [[hour for hour in hours if _on_page(hour, one, subjects[0])] for one in full]
        before = self._bytes()
        write_in_haste(self.storage, self._marks(hours, [hour for page in pages for hour in page]))
        for page in pages:
            write_in_haste(self.storage, self._fill_page(page))
        subject = subjects[0]
        return Made(big.group, first.group, subject, TERM, self.typed, before, self._bytes())

    def _bytes(self) -> int:
        return self.storage.database.path.stat().st_size

    # The school

    def _parts(self, year: int) -> Partitions:
        begins = BEGINS - year
        return Partitions(self.school, f"{begins}-{(begins + 1) % 100:02}")

    def _calendar(self, year: int) -> None:
        """A year that is over has its calendar in the file: the program ships two."""
        if year == 0:
            return
        parts, ours = self._parts(year), shipped.school_year(YEAR)
        spans = tuple(
            replace(one, starts=one.starts - year * A_YEAR, ends=one.ends - year * A_YEAR)
            for one in ours.spans
        )
        past = replace(ours, year=parts.year, spans=spans)
        with self.storage.begin(N_("Change school year"), actor=self.teacher) as work:
            save_year(work, parts, past, {})

    def _subjects(self) -> Sequence[int]:
        with self.storage.begin(N_("Add subject"), actor=self.teacher) as work:
            names = shipped.subject_names()
            return [save_subject(work, self._parts(0), code, names[code]) for code in SUBJECTS]

    def _pupils(self) -> Sequence[int]:
        people = People(self.chance)
        with self.storage.begin(N_("Import pupils"), actor=self.teacher) as work:
            drawn = (people.pupil(6, "", BEGINS) for _ in range(self.shape.pupils))
            return [save_pupil(work, self._parts(0), new.name) for new in drawn]

    def _classes(self, year: int, pupils: Sequence[int]) -> list[_Class]:
        """The class groups of a year, the one to measure first, with their timetable."""
        edges = [0, *range(BIG_CLASS, len(pupils), USUAL_CLASS), len(pupils)]
        groups = [tuple(pupils[a:b]) for a, b in pairwise(edges) if a < b]
        with self.storage.begin(N_("Add class group"), actor=self.teacher) as work:
            return [self._class(work, year, n, members) for n, members in enumerate(groups)]

    def _class(self, work: UnitOfWork, year: int, number: int, members: tuple[int, ...]) -> _Class:
        parts = self._parts(year)
        level = (number + 5) % YEAR_LEVELS + 1
        row = save_class_group(work, parts, level, LETTERS[number // YEAR_LEVELS], "kk")
        begins = shipped.calendar(YEAR).terms[0].starts - year * A_YEAR
        for pupil in members:
            save_membership(work, parts, pupil, row, begins)
        query = "SELECT row FROM teaching_group WHERE class_group = ?"
        group = work.db.execute(query, (row,)).fetchone()[0]
        key = self.storage.keys.key(work.db, row)
        return _Class(number, group, Partitions.register(key), members, year)

    # Lessons

    def _lessons(
        self, year: int, classes: Sequence[_Class], subjects: Sequence[int], hours: list[_Hour]
    ) -> Iterator[Unit]:
        """Every lesson of a year is held, with its topic and a column."""
        weeks = [self._week(one, subjects) for one in classes]
        yield partial(self._plan, year, classes, weeks)
        for term in shipped.calendar(YEAR).terms:
            for day in school_days(shipped.calendar(YEAR), term, YEAR_LEVELS):
                for slot in range(1, SLOTS + 1):
                    begins = datetime.combine(day, time(7 + slot, 30), ALMATY) - year * A_YEAR
                    for one, week in zip(classes, weeks, strict=True):
                        subject = week[day.weekday(), slot]
                        key = LessonKey(one.group, subject, begins.date(), slot)
                        yield partial(self._hold, one, key, begins, hours)

    def _week(self, one: _Class, subjects: Sequence[int]) -> Mapping[tuple[int, int], int]:
        """The subjects of a week; the class to measure has the first one on its own days."""
        places = [(day, slot) for slot in range(1, SLOTS + 1) for day in range(DAYS)]
        if one.number:
            return {
                place: subjects[(n + one.number) % len(subjects)] for n, place in enumerate(places)
            }
        mine = {(day, 1 + BIG_DAYS[:n].count(day)) for n, day in enumerate(BIG_DAYS)}
        others = subjects[1:]
        return {
            place: subjects[0] if place in mine else others[n % len(others)]
            for n, place in enumerate(places)
        }

    def _plan(
        self, year: int, classes: Sequence[_Class], weeks: Sequence[Mapping[tuple[int, int], int]]
    ) -> None:
        with self.storage.begin(N_("Change timetable"), actor=self.teacher) as work:
            for one, week in zip(classes, weeks, strict=True):
                teacher = self.teachers[min(one.number, 1)]
                for (day, slot), subject in week.items():
                    place = TimetableSlot(0, day, slot, one.group, subject, teacher)
                    save_slot(work, self._parts(year), place)
                for subject in sorted(set(week.values())):
                    save_teaching(work, self._parts(year), Teaching(one.group, subject, teacher))

    def _hold(self, one: _Class, key: LessonKey, begins: datetime, hours: list[_Hour]) -> None:
        self.clock.moment = begins
        with self.storage.begin(N_("Hold lesson"), actor=self.teacher) as work:
            save_lesson(work, one.part, key, topic=f"{key.slot}-тақырып")
            column = save_column(work, one.part, key, 1)
            session = save_session(work, self._parts(one.year), key)
            save_held(work, session, self.teacher, begins)
        hours.append(_Hour(one, key, column, begins))

    # Marks

    def _marks(self, hours: Sequence[_Hour], page: Sequence[_Hour]) -> Iterator[Unit]:
        """Marks in the order of the calendar, save those of the page to measure."""
        columns = {hour.column for hour in page}
        for hour in hours:
            if hour.column in columns:
                continue
            here = [one for one in hour.of.pupils if self.chance.random() < SHARE]
            for n in range(0, len(here), self.shape.marks_a_unit):
                if self.typed >= self.shape.marks:
                    return
                cells = tuple((hour.column, one) for one in here[n : n + self.shape.marks_a_unit])
                yield partial(self._type, hour.begins + n * SECONDS_A_MARK, cells)

    def _type(self, moment: datetime, cells: Sequence[tuple[int, int]]) -> None:
        self.clock.moment = moment
        with self.storage.begin(N_("Put mark"), actor=self.teacher) as work:
            for column, pupil in cells:
                work.put_cell("mark", column, pupil, points=self.chance.randint(4, 10))
        self.typed += len(cells)

    # The page to measure: 60 columns, a mark or points in every cell

    def _fill_page(self, page: Sequence[_Hour]) -> Iterator[Unit]:
        """Marks in every column; second columns make up their number."""
        missing = BIG_COLUMNS - len(TOPS) - len(page)
        with self.storage.begin(N_("Add column"), actor=self.teacher) as work:
            second = [
                save_column(work, hour.of.part, hour.lesson, 2, opened=True)
                for hour in page[:missing]
            ]
        pupils = page[0].of.pupils
        for column in (*(hour.column for hour in page), *second):
            for n in range(0, len(pupils), self.shape.marks_a_unit):
                some = pupils[n : n + self.shape.marks_a_unit]
                cells = tuple((column, one) for one in some)
                yield partial(self._type, self.clock.moment, cells)
        yield partial(self._works, page)

    def _works(self, page: Sequence[_Hour]) -> None:
        """Two unit summatives and the term summative, in the last lessons."""
        unit, last = MarkKind.UNIT_SUMMATIVE, MarkKind.TERM_SUMMATIVE
        of, subject = page[0].of, page[0].lesson.subject
        places = zip((unit, unit, last), (1, 2, 1), TOPS, page[-len(TOPS) :], strict=True)
        with self.storage.begin(N_("Plan summative work"), actor=self.teacher) as work:
            for kind, number, top, hour in places:
                planned = Work(ColumnKey(), kind, number, top, date=hour.lesson.date)
                row = save_work(work, of.part, of.group, subject, TERM, planned)
                for pupil in of.pupils:
                    work.put_cell("work_points", row, pupil, points=self.chance.randint(9, top))


def _on_page(hour: _Hour, big: _Class, subject: int) -> bool:
    term = shipped.calendar(YEAR).terms[TERM - 1]
    here = hour.of is big and hour.lesson.subject == subject
    return here and term.starts <= hour.lesson.date + big.year * A_YEAR <= term.ends
