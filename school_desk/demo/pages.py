"""The register pages of the demo school: which lessons and summative works a term of them has."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from school_desk.demo.plan import (
    PREPARED_YEAR,
    SIXTH,
    SIXTH_LETTER,
    SIXTH_SUBJECT,
    subject_codes,
    topics,
)
from school_desk.journal.model import ColumnKey, MarkKind, Work
from school_desk.school.calendar import school_days
from school_desk.school.model import Calendar, LessonKey, Term
from school_desk.storage.partitions import Partitions

PRIMARY = 4
PRIMARY_TOPS = (10, 12, 15)
TOPS = (15, 20, 25)
PREPARED_WORK_DAYS = (date(2026, 9, 25), date(2026, 10, 13), date(2026, 10, 20))
EXERCISES = ("mathematics", "algebra", "geometry", "physics", "chemistry")
WITHOUT_HOMEWORK = ("class_hour", "physical_education", "music", "art_and_craft")
OBJECTIVE = "6.5.1.1 · есептерді шығару"


@dataclass(frozen=True, slots=True)
class Page:
    """A subject of a class group: its places in the file and in the week."""

    group: int
    class_group: int
    part: str
    year_level: int
    letter: str
    subject: int
    code: str
    teacher: int
    hours: tuple[tuple[int, int], ...]
    marked: bool

    @property
    def prepared(self) -> bool:
        """Whether this is the page of class 6 «А» that is prepared by hand."""
        here = (self.year_level, self.letter, self.code)
        return here == (SIXTH, SIXTH_LETTER, SIXTH_SUBJECT)


@dataclass(frozen=True, slots=True)
class Year:
    """A school year to fill: its calendar, its partitions, its pages, who sits in which class."""

    calendar: Calendar
    parts: Partitions
    pages: Sequence[Page]
    pupils: Mapping[int, tuple[int, ...]]
    starts: Mapping[int, time]

    def is_prepared(self, term: Term) -> bool:
        """Whether a page of this term is prepared by hand."""
        return (self.parts.year, term.number) == PREPARED_YEAR

    def pupils_by_year_level(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """The pupils of each class with its year level."""
        year_levels = {page.class_group: page.year_level for page in self.pages}
        for class_group, pupils in self.pupils.items():
            yield year_levels[class_group], pupils


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson of a page, its number in the term, what is said about it."""

    key: LessonKey
    number: int
    topic: str
    objective: str
    homework: str

    @property
    def texts(self) -> Mapping[str, str | None]:
        """What is written about it; nothing is None."""
        texts = {"topic": self.topic, "objective": self.objective, "homework": self.homework}
        return {name: text or None for name, text in texts.items()}


@dataclass(frozen=True, slots=True)
class Hour:
    """A lesson to write, with its page, its moment and the works that are written in it."""

    page: Page
    term: Term
    lesson: Lesson
    works: tuple[tuple[int, Work], ...]
    begins: datetime


def lessons(page: Page, calendar: Calendar, term: Term) -> tuple[Lesson, ...]:
    """The lessons of a page in a term, in order."""
    keys = [
        LessonKey(page.group, page.subject, day, slot)
        for day in school_days(calendar, term, page.year_level)
        for weekday, slot in sorted(page.hours)
        if weekday == day.weekday()
    ]
    return tuple(_lesson(page, number, key, len(keys)) for number, key in enumerate(keys))


def works(page: Page, term: Term, planned: Sequence[Lesson]) -> tuple[Work, ...]:
    """The summative works of a term: one where there is an hour a week, else two and the term's."""
    days = [lesson.key.date for lesson in planned]
    tops = PRIMARY_TOPS if page.year_level <= PRIMARY else TOPS
    unit, last = MarkKind.UNIT_SUMMATIVE, MarkKind.TERM_SUMMATIVE
    if not page.marked or len(days) <= len(tops):
        return ()
    if len(page.hours) == 1:
        number = 2 - term.number % 2  # the page of such a subject is a half-year
        return (Work(ColumnKey(), unit, number, tops[0], date=days[len(days) // 2]),)
    every_other = subject_codes().index(page.code) % 2
    when = (days[len(days) // 3], days[len(days) * 2 // 3], days[-2 - every_other])
    if page.prepared and PREPARED_WORK_DAYS[0] in days:
        when = PREPARED_WORK_DAYS
    return tuple(
        Work(ColumnKey(), kind, number, top, date=day)
        for kind, number, top, day in zip((unit, unit, last), (1, 2, 1), tops, when, strict=True)
    )


def _lesson(page: Page, number: int, key: LessonKey, count: int) -> Lesson:
    names = topics(page.code, page.year_level)
    return Lesson(
        key=key,
        number=number,
        topic=names[number * len(names) // count],
        objective=OBJECTIVE if page.prepared else "",
        homework=_homework(page, number),
    )


def _homework(page: Page, number: int) -> str:
    if page.code in WITHOUT_HOMEWORK or page.year_level == 1:
        return ""
    if page.code in EXERCISES:
        first = 5 + 11 * number
        return f"№ {first}, {first + 3} · {max(2, 2 * number)}-бет"
    return f"§ {1 + number // 2}, {6 + 2 * number}-бет"
