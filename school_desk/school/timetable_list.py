"""A timetable in .xlsx: a list of lessons, the week of a class, or the school's whole grid."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.school.model import Weeks
from school_desk.school.names import fold
from school_desk.school.pupil_cells import class_in_title, class_of, text_of
from school_desk.school.spreadsheet import Sheet, read_sheets
from school_desk.school.timetable_cell import read_cell
from school_desk.school.timetable_list_model import ListProblem, SaidLesson, SaidTimetable
from school_desk.school.timetable_words import lesson_of, weekday_of, weeks_of

NOT_UNDERSTOOD = N_(
    "The sheet has no timetable that can be read: neither headings such as «Сынып», «Күн», "
    "«Сабақ», «Пән» nor weekdays nor classes across the top."
)
NO_CLASS_HERE = N_("The sheet does not say whose timetable it is. Name it after the class.")
ROW_UNCLEAR = N_("Weekday or number of the lesson is not understood: «{day}», «{lesson}».")
NO_LESSONS = N_("The file has no lessons.")

ROWS_SEARCHED = 20


class Field(StrEnum):
    """What a column of a list tells."""

    CLASS = "class"
    SUBGROUP = "subgroup"
    DAY = "day"
    LESSON = "lesson"
    SUBJECT = "subject"
    TEACHER = "teacher"
    ROOM = "room"
    WEEKS = "weeks"


HEADINGS: Mapping[Field, str] = {
    Field.CLASS: "Сынып / Класс",
    Field.SUBGROUP: "Топша / Подгруппа",
    Field.DAY: "Күн / День",
    Field.LESSON: "Сабақ / Урок",
    Field.SUBJECT: "Пән / Предмет",
    Field.TEACHER: "Мұғалім / Учитель",
    Field.ROOM: "Кабинет",
    Field.WEEKS: "Апта / Недели",
}
# As `fold` leaves them: қ = к, ә = а, і = и, ү = у.
PATTERNS: tuple[tuple[Field, re.Pattern[str]], ...] = (
    (Field.SUBGROUP, re.compile(r"^(топ|топша|подгр|группа|subgroup|group)")),
    (Field.CLASS, re.compile(r"^(сынып|класс|class)")),
    (Field.DAY, re.compile(r"^(апта ?нын куни|кун|день|weekday|day)")),
    (Field.WEEKS, re.compile(r"^(апта|недел|week)")),
    (Field.SUBJECT, re.compile(r"^(пан|предмет|subject)")),
    (Field.LESSON, re.compile(r"^(сабак|урок|lesson|№|номер|реттик)")),
    (Field.TEACHER, re.compile(r"^(мугалим|учител|педагог|teacher)")),
    (Field.ROOM, re.compile(r"^(кабинет|каб|болме|room|ауд)")),
)
NEEDED = {Field.CLASS, Field.DAY, Field.LESSON, Field.SUBJECT}


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where a grid is: its heading (row from 1) and what its columns (from 0) are."""

    row: int
    columns: Mapping[int, int | str]
    first: int


def read_timetable(path: Path, subjects: Mapping[str, int]) -> SaidTimetable:
    """Read all lessons with all problems of form, or raise a SpreadsheetError."""
    lessons: list[SaidLesson] = []
    problems: list[ListProblem] = []
    for sheet in read_sheets(path):
        for found in _sheet(sheet, subjects):
            if isinstance(found, SaidLesson):
                lessons.append(found)
            else:
                problems.append(found)
    if not lessons and not problems:
        problems.append(ListProblem("", 0, Text(NO_LESSONS)))
    return SaidTimetable(tuple(lessons), tuple(problems))


def _sheet(sheet: Sheet, subjects: Mapping[str, int]) -> Iterator[SaidLesson | ListProblem]:
    rows = sheet.rows[:ROWS_SEARCHED]
    columns = next(
        ((n, c) for n, c in enumerate(map(_fields, rows), 1) if c.keys() >= NEEDED), None
    )
    days, classes = _grid(rows, _day), _grid(rows, _class)
    if columns:
        yield from _list(sheet, *columns)
    elif days:
        yield from _week(sheet, days, subjects)
    elif classes:
        yield from _school(sheet, classes, subjects)
    elif any(any(row) for row in sheet.rows):
        yield ListProblem(sheet.title, 0, Text(NOT_UNDERSTOOD))


# A list: a lesson in each row


def _fields(row: Sequence[object]) -> dict[Field, int]:
    found: dict[Field, int] = {}
    for column, value in enumerate(row):
        for part in re.split(r"[/\n]", text_of(value)):
            plain = fold(part.strip(" ."))
            field = next((field for field, pattern in PATTERNS if pattern.search(plain)), None)
            if field and column not in found.values():
                found.setdefault(field, column)
    return found


def _list(
    sheet: Sheet, head: int, columns: Mapping[Field, int]
) -> Iterator[SaidLesson | ListProblem]:
    for number, row in enumerate(sheet.rows[head:], head + 1):
        said = {field: _at(row, column) for field, column in columns.items()}
        if not any(said.values()):
            continue
        weekday, lesson = weekday_of(said[Field.DAY]), lesson_of(said[Field.LESSON])
        if weekday is None or lesson is None:
            facts = {"day": said[Field.DAY], "lesson": said[Field.LESSON]}
            yield ListProblem(sheet.title, number, Text(ROW_UNCLEAR, facts))
            continue
        yield SaidLesson(
            sheet.title,
            number,
            said[Field.CLASS],
            _key(said[Field.CLASS]),
            weekday,
            lesson,
            said[Field.SUBJECT],
            said.get(Field.TEACHER, ""),
            said.get(Field.ROOM, ""),
            said.get(Field.SUBGROUP, ""),
            weeks_of(said.get(Field.WEEKS, "")) or Weeks.EVERY,
        )


def _at(row: Sequence[object], column: int) -> str:
    return text_of(row[column]) if column < len(row) else ""


# Grids: weekdays across for one class, or classes across for the school


def _grid(
    rows: Sequence[Sequence[object]], read: Callable[[object], int | str | None]
) -> _Grid | None:
    """The first row with at least two headings of a kind."""
    for number, row in enumerate(rows, 1):
        columns = {n: found for n, value in enumerate(row) if (found := read(value)) is not None}
        if len(columns) > 1:
            return _Grid(number, columns, min(columns))
    return None


def _day(value: object) -> int | None:
    return weekday_of(text_of(value))


def _class(value: object) -> str | None:
    text = text_of(value)
    named = class_of(value) or class_in_title(value)
    plain = text.isdecimal()
    return text if named and named.exists and not (plain and len(text) > 2) else None  # noqa: PLR2004


def _week(
    sheet: Sheet, grid: _Grid, subjects: Mapping[str, int]
) -> Iterator[SaidLesson | ListProblem]:
    """One class; whose it is, its title or the name of the sheet says."""
    above = (text_of(value) for row in sheet.rows[: grid.row] for value in row)
    titles = (text for text in (*above, sheet.title) if _titled(text))
    class_text = next(titles, "")
    if not class_text:
        yield ListProblem(sheet.title, 0, Text(NO_CLASS_HERE))
        return
    for number, row in enumerate(sheet.rows[grid.row :], grid.row + 1):
        lesson = next((n for c in range(grid.first) if (n := lesson_of(_at(row, c)))), None)
        for column, weekday in grid.columns.items():
            if lesson is not None and isinstance(weekday, int):
                place = (class_text, weekday, lesson)
                yield from _cell(sheet, number, row, column, place, subjects)


def _titled(text: str) -> bool:
    named = class_of(text) or class_in_title(text)
    return bool(named and named.exists)


def _school(
    sheet: Sheet, grid: _Grid, subjects: Mapping[str, int]
) -> Iterator[SaidLesson | ListProblem]:
    """All classes; weekday and lesson stand at the left, the weekday often merged."""
    weekday: int | None = None
    for number, row in enumerate(sheet.rows[grid.row :], grid.row + 1):
        left = [text_of(sheet.merged_value(number, column + 1)) for column in range(grid.first)]
        weekday = next((day for text in left if (day := weekday_of(text)) is not None), weekday)
        lesson = next((found for text in left if (found := lesson_of(text)) is not None), None)
        if weekday is None or lesson is None:
            continue
        for column, class_text in grid.columns.items():
            place = (str(class_text), weekday, lesson)
            yield from _cell(sheet, number, row, column, place, subjects)


def _cell(
    sheet: Sheet,
    number: int,
    row: Sequence[object],
    column: int,
    place: tuple[str, int, int],
    subjects: Mapping[str, int],
) -> Iterator[SaidLesson]:
    raw = row[column] if column < len(row) else None
    class_text, weekday, lesson = place
    own = (sheet.title, number, class_text, _key(class_text), weekday, lesson)
    for one in read_cell(str(raw), subjects) if raw is not None else ():
        yield SaidLesson(*own, one.subject, one.teacher, one.room, one.subgroup, one.weeks)


def _key(text: str) -> tuple[int, str] | None:
    named = class_of(text) or class_in_title(text)
    return (named.year_level, named.letter) if named else None
