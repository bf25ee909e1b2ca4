"""Reading a thematic plan from the cells of a spreadsheet: its rows, and all its problems."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.journal.thematic_entry_rules import MOST_ROWS, PlanCellError, accept_cell
from school_desk.journal.thematic_model import FIELD_NAMES, PlanField, PlanRow, RowKind
from school_desk.school.model import Term
from school_desk.school.names import fold
from school_desk.school.texts import as_line

ROWS_SEARCHED = 20
LONGEST_HEADING = 80
FEWEST_HEADINGS = 2

NO_HEADINGS = N_("No headings were found. The columns need «Topic» and «Hours» or «Objectives».")
NO_ROWS = N_("There are no rows under the headings.")
NO_TOPIC = N_("This row has no topic.")
NO_TERMS = N_("No heading of a term was found: the rows were dealt out by the hours of the terms.")
TOO_LONG = N_("The plan has more than {most} rows. It was not read.")
UNKNOWN_TERM = N_("There is no term {number} in this school year.")


class Severity(StrEnum):
    """Whether a row can still be taken."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """Something wrong at a place of the file; row 0: the sheet, no sheet: the file."""

    severity: Severity
    text: Text
    sheet: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class PlanList:
    """What a file holds: rows that can be taken, and all problems in its order."""

    rows: tuple[PlanRow, ...]
    problems: tuple[PlanProblem, ...] = ()

    @property
    def errors(self) -> tuple[PlanProblem, ...]:
        """What keeps the file from being taken."""
        return tuple(one for one in self.problems if one.severity is Severity.ERROR)


class PlanSheet(Protocol):
    """A sheet as the house's reader of spreadsheets gives it."""

    @property
    def title(self) -> str:
        """Its name."""

    @property
    def rows(self) -> Sequence[Sequence[object]]:
        """Its cells as values."""

    @property
    def cut(self) -> bool:
        """Whether it had more rows than were read."""

    def merged_value(self, row: int, column: int, /) -> object:
        """The value of a cell (from 1), or of the merged block it belongs to."""


class Heading(StrEnum):
    """What a column of a plan tells, beside what can be typed in one."""

    NUMBER = "number"
    PINNED = "pinned"


Column = PlanField | Heading

# Written as `fold` leaves them: қ = к, ә = а, і = и, small, signs away.
PATTERNS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (Heading.PINNED, re.compile(r"бекитилген|закрепл")),
    (PlanField.HOMEWORK, re.compile(r"уй тапсырма|домашн|задание на дом")),
    (PlanField.OBJECTIVES, re.compile(r"максат|\bцел[ьи]")),
    (PlanField.TOP, re.compile(r"балл")),
    (PlanField.UNIT, re.compile(r"болим|раздел|ортак такырып|сквозн|\bмодуль")),
    (PlanField.KIND, re.compile(r"^тури\b|^вид\b|^тип\b")),
    (PlanField.TOPIC, re.compile(r"такырып|такырыб|\bтем[аы]\b|мазмуны|содержание")),
    (PlanField.HOURS, re.compile(r"сагат|\bчас|кол во")),
    (PlanField.DAY, re.compile(r"мерзим|\bдата|\bсрок|^кунi?и?$|^дни$")),
    (PlanField.NOTE, re.compile(r"ескерт|примеч")),
    (Heading.NUMBER, re.compile(r"^р с\b|^п п\b|^рс$|^no\b|^n$|^№")),
)
SIGNS = re.compile(r"[^\w\s№]|_")

_TERM_WORD = r"(?:тоқсан|токсан|четверт)"
_NUMERAL = r"(?P<{}>[1-4]|[iі]{{1,3}}|[iі]v)"
TERM_HEADING = re.compile(
    rf"^{_NUMERAL.format('before')}\s*[-–—.]?\s*(?:ші|шi|я|ая)?\s*{_TERM_WORD}"
    rf"|^{_TERM_WORD}\w*\s*[-–—№:]?\s*{_NUMERAL.format('after')}\b"
)
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

UNIT_WORK = re.compile(r"\b(?:БЖБ|СОР)\b|[Бб]өлім бойынша жиынтық|СО за раздел")
TERM_WORK = re.compile(r"\b(?:ТЖБ|СОЧ)\b|[Тт]оқсандық жиынтық|СО за четверть")
REVISION = re.compile(r"\b(?:қайталау|повторени[ея])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the headings end (row from 1) and which column (from 0) tells what."""

    last_row: int
    columns: Mapping[Column, int]


def find_headings(rows: Sequence[Sequence[object]]) -> Headings | None:
    """The first row that names a topic and something else of a plan; a row below may refine it."""
    for number, row in enumerate(rows[:ROWS_SEARCHED], 1):
        found = _columns(row)
        if PlanField.TOPIC in found and len(set(found) - {Heading.NUMBER}) >= FEWEST_HEADINGS:
            below = _columns(rows[number]) if number < len(rows) else {}
            more = {one: place for one, place in below.items() if one not in found}
            refined = bool(below) and not (set(below) & {PlanField.TOPIC} and not more)
            return Headings(number + refined, {**more, **found} if refined else found)
    return None


def _columns(row: Sequence[object]) -> dict[Column, int]:
    found: dict[Column, int] = {}
    for place, heading in enumerate(row):
        column = classify(heading)
        if column is not None:
            found.setdefault(column, place)
    return found


def classify(heading: object) -> Column | None:
    """Say what a heading stands for, in either language.

    >>> classify("Сабақтың тақырыбы / Тема урока"), classify("Бөлім, ортақ тақырып")
    (<PlanField.TOPIC: 'topic'>, <PlanField.UNIT: 'unit'>)
    """
    if not isinstance(heading, str) or not heading.strip() or len(heading) > LONGEST_HEADING:
        return None
    plain = fold(SIGNS.sub(" ", heading))
    return next((column for column, pattern in PATTERNS if pattern.search(plain)), None)


def read_plan(
    sheets: Sequence[PlanSheet], terms: Sequence[Term], room: Mapping[int, int]
) -> PlanList:
    """The plan of a file. `room` has the lessons of each term, to deal rows out by."""
    rows: list[PlanRow] = []
    problems: list[PlanProblem] = []
    headed = False
    for sheet in sheets:
        headings = find_headings(sheet.rows)
        if headings is None:
            continue
        reader = _Reader(sheet, headings, terms)
        rows += reader.read()
        problems += reader.problems
        headed = headed or reader.headed
    if not any(find_headings(sheet.rows) for sheet in sheets):
        problems.append(PlanProblem(Severity.ERROR, Text(NO_HEADINGS)))
    elif not rows and not problems:
        problems.append(PlanProblem(Severity.ERROR, Text(NO_ROWS)))
    if len(rows) > MOST_ROWS or any(sheet.cut for sheet in sheets):
        problems.insert(0, PlanProblem(Severity.ERROR, Text(TOO_LONG, {"most": MOST_ROWS})))
    if rows and not headed and len(terms) > 1:
        problems.insert(0, PlanProblem(Severity.WARNING, Text(NO_TERMS)))
        rows = list(dealt_out(rows, room))
    return PlanList(tuple(rows), tuple(problems))


def dealt_out(rows: Sequence[PlanRow], room: Mapping[int, int]) -> Iterator[PlanRow]:
    """Rows without a term, put in the terms one after the other as their lessons fill up."""
    terms = sorted(room) or [1]
    place, used = 0, 0
    for row in rows:
        while place < len(terms) - 1 and used + row.takes > room.get(terms[place], 0):
            place, used = place + 1, 0
        used += row.takes
        yield replace(row, term=terms[place])


class _Reader:
    """Goes through one sheet: which term and unit count changes on the way."""

    def __init__(self, sheet: PlanSheet, headings: Headings, terms: Sequence[Term]) -> None:
        self._sheet = sheet
        self._head = headings
        self._terms = terms
        self._numbers = {term.number for term in terms}
        self._term = min(self._numbers, default=1)
        self.headed = False
        self.problems: list[PlanProblem] = []

    def read(self) -> list[PlanRow]:
        """The rows under the headings; titles of terms and blank lines are none."""
        found = []
        for number, cells in enumerate(self._sheet.rows, 1):
            if number <= self._head.last_row or not any(_said(cell) for cell in cells):
                continue
            if self._takes_term(number, cells):
                continue
            row = self._row(number, cells)
            if row is not None:
                found.append(row)
        return found

    def _takes_term(self, number: int, cells: Sequence[object]) -> bool:
        """Whether the line is the title of a term (and nothing else)."""
        if self._value(number, cells, Heading.NUMBER) not in ("", None):
            place = self._head.columns.get(Heading.NUMBER)
            first = cells[place] if place is not None and place < len(cells) else None
            if term_of(first) is None:
                return False
        first = next((cell for cell in cells if _said(cell)), None)
        term = term_of(first)
        if term is None or self._has_kind(cells):
            return False
        self.headed = True
        if term in self._numbers:
            self._term = term
        else:
            self._say(Severity.ERROR, Text(UNKNOWN_TERM, {"number": term}), number)
        return True

    def _has_kind(self, cells: Sequence[object]) -> bool:
        place = self._head.columns.get(PlanField.KIND)
        return place is not None and place < len(cells) and bool(_said(cells[place]))

    def _row(self, number: int, cells: Sequence[object]) -> PlanRow | None:
        row = PlanRow(term=self._term)
        texts = {at: self._value(number, cells, at) for at in PlanField}
        if not any(_said(texts[at]) for at in (PlanField.UNIT, PlanField.TOPIC, PlanField.KIND)):
            return None
        if not self._has_kind(cells):
            texts[PlanField.KIND] = None
            row = replace(row, kind=guessed_kind(texts, numbered=self._numbered(number, cells)))
        if PlanField.DAY in texts:
            texts[PlanField.DAY] = self._day(number, cells, row)
        for at, value in texts.items():
            if at is PlanField.KIND and value is None:
                continue
            row = self._accepted(row, at, value, number)
        if row.kind is RowKind.HEADER:
            return replace(row, hours=0)
        if not row.topic and not self._has_kind(cells):
            self._say(Severity.WARNING, Text(NO_TOPIC), number)
        return row

    def _day(self, number: int, cells: Sequence[object], row: PlanRow) -> object:
        """The day that pins the row: by its own column, else the date of a summative work.

        Dates of plain lessons are what a timetable said when the file was written: they bind no
        row, because then nothing could slide on when a lesson is cancelled.
        """
        if Heading.PINNED in self._head.columns:
            return self._value(number, cells, Heading.PINNED)
        kind = row.kind
        if self._has_kind(cells):
            kind = self._accepted(
                row, PlanField.KIND, self._value(number, cells, PlanField.KIND)
            ).kind
        works = (RowKind.UNIT_SUMMATIVE, RowKind.TERM_SUMMATIVE)
        return self._value(number, cells, PlanField.DAY) if kind in works else None

    def _accepted(self, row: PlanRow, at: PlanField, value: object, number: int = 0) -> PlanRow:
        try:
            return accept_cell(row, at, value, self._terms)
        except PlanCellError as error:
            if number:
                told = Text(error.sentence, error.facts)
                self._say(Severity.ERROR, told, number, FIELD_NAMES[at])
            return row

    def _numbered(self, number: int, cells: Sequence[object]) -> bool:
        asked = (Heading.NUMBER, PlanField.HOURS)
        return any(_said(self._value(number, cells, one)) for one in asked)

    def _value(self, number: int, cells: Sequence[object], column: Column) -> object:
        place = self._head.columns.get(column)
        if place is None:
            return None
        own = cells[place] if place < len(cells) else None
        spread = column in (PlanField.UNIT, PlanField.OBJECTIVES) and not _said(own)
        return self._sheet.merged_value(number, place + 1) if spread else own

    def _say(self, severity: Severity, text: Text, row: int, column: str = "") -> None:
        self.problems.append(PlanProblem(severity, text, self._sheet.title, row, column))


def guessed_kind(texts: Mapping[PlanField, object], *, numbered: bool) -> RowKind:
    """What a row is by its words, where no column says so."""
    topic, unit = _said(texts.get(PlanField.TOPIC)), _said(texts.get(PlanField.UNIT))
    words = topic or unit
    if TERM_WORK.search(words):
        return RowKind.TERM_SUMMATIVE
    if UNIT_WORK.search(words):
        return RowKind.UNIT_SUMMATIVE
    if not numbered and not (topic and unit) and not _said(texts.get(PlanField.OBJECTIVES)):
        return RowKind.HEADER
    return RowKind.REVISION if REVISION.search(words) else RowKind.LESSON


def term_of(cell: object) -> int | None:
    """The number of the term that a title names.

    >>> term_of("1-тоқсан (40 сағат)"), term_of("III четверть"), term_of("Тоқсан қорытындысы")
    (1, 3, None)
    """
    found = TERM_HEADING.search(_said(cell).casefold().replace("і", "i"))
    if found is None:
        return None
    numeral = found["before"] or found["after"]
    return int(numeral) if numeral.isdecimal() else ROMAN[numeral]


def _said(cell: object) -> str:
    return as_line(str(cell)) if cell is not None else ""
