"""Reading a list of any kind: its rows under their headings, typed cells, every problem placed."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Generic, Protocol, TypeVar

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.school import pupil_problems as said
from school_desk.school.names import fold
from school_desk.school.pupil_cells import ClassName, birth_of, class_of, line_of, text_of
from school_desk.school.pupil_problems import Problem, Severity
from school_desk.school.sheet_form_rules import Heads, SheetForm, column_letters, find_heads

T = TypeVar("T")
S = TypeVar("S")

LONGEST_TEXT = 200
LONGEST_SHOWN = 40
PLAIN_NUMBER = re.compile(r"[+-]?[0-9 ]+(?:[.,][0-9 ]*)?|[+-]?[.,][0-9]+")
"""A number as people write it: no powers of ten, no digits of other scripts."""

EXPLANATION_TITLES = ("Түсіндірме", "Пояснение", "Explanation")
"""Second sheets of our own templates: they hold no lines."""

NO_HEADINGS = N_("The sheet was not read: the first 20 rows lack the headings {headings}.")
NO_LINES = N_("The list has no lines.")
ROWS_LEFT = N_("The sheet has too many rows. Divide it and take the parts one after another.")
MISSING = N_("«{column}» is missing.")
FORMULA_TEXT = N_("A cell cannot begin with «=».")
LONG_TEXT = N_("The text has more than {top} signs.")
NO_NUMBER = N_("«{text}» is not a number.")
ODD_NUMBER = N_("Write «{text}» as a number of the digits 0 to 9, such as 12,5.")
OUT_OF_RANGE = N_("The number is between {low} and {top}, not {text}.")
NO_CHOICE = N_("«{text}» is not understood. Possible: {words}.")
TWICE = N_("The same is in row {row} of the sheet «{sheet}» already.")


class SheetLike(Protocol):
    """A sheet as the house's reader of spreadsheets gives it."""

    @property
    def title(self) -> str:
        """Its name."""

    @property
    def rows(self) -> Sequence[Sequence[object]]:
        """Its cells as values."""

    @property
    def formulas(self) -> frozenset[tuple[int, int]]:
        """Where formulas are, row and column from 1."""

    @property
    def cut(self) -> bool:
        """Whether it had more rows than were read."""


@dataclass(frozen=True, slots=True)
class ReadLine(Generic[T]):
    """What one row tells, and where it stands."""

    sheet: str
    row: int
    value: T


@dataclass(frozen=True, slots=True)
class ReadList(Generic[T]):
    """The lines of a file that can be taken, and all problems in its order.

    Args:
        read: every line that was understood, also one that is left out: a problem shows it.
    """

    lines: tuple[ReadLine[T], ...]
    problems: tuple[Problem, ...] = ()
    read: tuple[ReadLine[T], ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the file from being taken."""
        return tuple(one for one in self.problems if one.severity is Severity.ERROR)

    @property
    def values(self) -> tuple[T, ...]:
        """What would be taken."""
        return tuple(line.value for line in self.lines)


@dataclass(slots=True)
class SheetRow:
    """A row under the headings, and what was noted about it."""

    sheet: SheetLike
    number: int
    cells: Sequence[object]
    heads: Heads
    form: SheetForm
    problems: list[Problem] = field(default_factory=list)

    @property
    def broken(self) -> bool:
        """Whether something keeps the line from being taken."""
        return any(one.severity is Severity.ERROR for one in self.problems)

    def has(self, name: str) -> bool:
        """Whether the list has such a column."""
        return name in self.heads.columns

    def cell(self, name: str) -> object:
        """The value in a column, or None."""
        place = self.heads.columns.get(name)
        return None if place is None or place >= len(self.cells) else self.cells[place]

    def text(self, name: str, *, top: int = LONGEST_TEXT) -> str:
        """The value in a column as one clean line."""
        read = line_of(self.cell(name))
        if read.startswith("="):
            self.error(name, FORMULA_TEXT)
        elif len(read) > top:
            self.error(name, LONG_TEXT, top=top)
        return read

    def needed(self, name: str, *, top: int = LONGEST_TEXT) -> str:
        """The same of a cell that may not be empty."""
        read = self.text(name, top=top)
        if not read and not self._is_formula(name):
            self.error(name, MISSING, column=self.form.column(name).heading)
        return read

    def day(self, name: str) -> date | None:
        """A day, from a date cell or a text such as 05.03.2014."""
        read = birth_of(self.cell(name))
        text = text_of(self.cell(name))
        if read is None and text:
            self.error(name, said.STRANGE_BIRTH, text=text[:LONGEST_SHOWN])
        return read

    def decimal(self, name: str, low: Decimal, top: Decimal) -> Decimal | None:
        """A number between two bounds, with a point or a comma."""
        text = text_of(self.cell(name))
        if not text:
            return None
        try:
            read = Decimal(text.replace(",", ".").replace(" ", ""))
        except InvalidOperation:
            self.error(name, NO_NUMBER, text=text[:LONGEST_SHOWN])
            return None
        if isinstance(self.cell(name), str) and not PLAIN_NUMBER.fullmatch(text):
            self.error(name, ODD_NUMBER, text=text[:LONGEST_SHOWN])
            return None
        if not read.is_finite() or not low <= read <= top:
            self.error(name, OUT_OF_RANGE, low=low, top=top, text=text[:LONGEST_SHOWN])
            return None
        return read

    def choice(self, name: str, words: Mapping[str, S], shown: Iterable[str]) -> S | None:
        """One of several words, in any of the three languages; keys are folded."""
        text = self.text(name)
        if not text:
            return None
        found = words.get(fold(text).rstrip("."))
        if found is None:
            self.error(name, NO_CHOICE, text=text[:LONGEST_SHOWN], words=", ".join(shown))
        return found

    def class_name(self, name: str) -> ClassName | None:
        """A class in any usual spelling."""
        text = self.needed(name)
        found = class_of(text) if text else None
        if text and found is None:
            self.error(name, said.STRANGE_CLASS, text=text[:LONGEST_SHOWN])
        return found

    def note(self, severity: Severity, name: str, sentence: str, /, **facts: object) -> None:
        """Remember that something is wrong here."""
        place = self.heads.columns.get(name)
        letters = "" if place is None else column_letters(place)
        text = Text(sentence, facts)
        self.problems.append(Problem(severity, self.sheet.title, self.number, letters, text))

    def error(self, name: str, sentence: str, /, **facts: object) -> None:
        """Remember what keeps the line from being taken."""
        self.note(Severity.ERROR, name, sentence, **facts)

    def warning(self, name: str, sentence: str, /, **facts: object) -> None:
        """Remember what a person should look at."""
        self.note(Severity.WARNING, name, sentence, **facts)

    def note_formulas(self) -> None:
        """Formulas without a saved value; the program never evaluates one."""
        for name in self.heads.columns:
            if self.cell(name) is None and self._is_formula(name):
                self.error(name, said.NO_VALUE)

    def _is_formula(self, name: str) -> bool:
        place = self.heads.columns.get(name, -1)
        return (self.number, place + 1) in self.sheet.formulas


def read_list(
    sheets: Iterable[SheetLike], form: SheetForm, read: Callable[[SheetRow], T | None]
) -> ReadList[T]:
    """Read every line of every sheet; `read` notes on its row what is wrong with it."""
    lines: list[ReadLine[T]] = []
    problems: list[Problem] = []
    for sheet in sheets:
        if sheet.title in EXPLANATION_TITLES:
            continue
        heads = find_heads(sheet.rows, form)
        problems += _of_sheet(sheet, heads, form)
        for row in _rows(sheet, heads, form) if heads else ():
            row.note_formulas()
            value = read(row)
            problems += row.problems
            if value is not None and not row.broken:
                lines.append(ReadLine(sheet.title, row.number, value))
    if not lines and not any(one.severity is Severity.ERROR for one in problems):
        problems.append(Problem(Severity.ERROR, "", 0, "", Text(NO_LINES)))
    return ReadList(tuple(lines), tuple(problems), tuple(lines))


def without_twins(found: ReadList[T], key: Callable[[T], object]) -> ReadList[T]:
    """Refuse lines that say the same twice; None as a key is nobody's twin."""
    first: dict[object, ReadLine[T]] = {}
    kept: list[ReadLine[T]] = []
    problems = list(found.problems)
    for line in found.lines:
        known = first.get(key(line.value))
        if known is not None:
            facts = {"row": known.row, "sheet": known.sheet}
            text = Text(TWICE, facts)
            problems.append(Problem(Severity.ERROR, line.sheet, line.row, "", text))
            continue
        if key(line.value) is not None:
            first[key(line.value)] = line
        kept.append(line)
    return ReadList(tuple(kept), in_order(problems), found.read)


def without_known(found: ReadList[T], known: Iterable[T]) -> ReadList[T]:
    """Leave out lines that say what stands here already: taking them would change nothing."""
    here = tuple(known)
    kept = tuple(line for line in found.lines if line.value not in here)
    return ReadList(kept, found.problems, found.read)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in the order of the file: sheets as they were met, then rows."""
    found = list(problems)
    places = {sheet: place for place, sheet in enumerate(dict.fromkeys(p.sheet for p in found))}
    return tuple(sorted(found, key=lambda one: (places[one.sheet], one.row)))


def _of_sheet(sheet: SheetLike, heads: Heads | None, form: SheetForm) -> Iterator[Problem]:
    if sheet.cut:
        yield Problem(Severity.ERROR, sheet.title, 0, "", Text(ROWS_LEFT))
    if heads is None and any(any(row) for row in sheet.rows):
        text = Text(NO_HEADINGS, {"headings": form.needed_words})
        yield Problem(Severity.WARNING, sheet.title, 0, "", text)


def _rows(sheet: SheetLike, heads: Heads, form: SheetForm) -> Iterator[SheetRow]:
    """The rows that tell something: neither empty, nor the headings once more, nor a note."""
    titles = {text_of(cell) for cell in sheet.rows[heads.row - 1]}
    for number, cells in enumerate(sheet.rows[heads.row :], heads.row + 1):
        row = SheetRow(sheet, number, cells, heads, form)
        texts = [text_of(row.cell(name)) for name in heads.columns]
        shown = {text for text in texts if text}
        formulas = any((number, place + 1) in sheet.formulas for place in heads.columns.values())
        if shown <= titles and not (formulas and not shown):
            continue  # nothing at all, or the headings once more
        yield row
