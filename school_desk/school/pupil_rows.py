"""The rows of a pupil list under its headings, and what is noted about them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from school_desk.i18n import Text
from school_desk.school.pupil_cells import text_of
from school_desk.school.pupil_headings import Field, Headings
from school_desk.school.pupil_problems import Problem, Severity
from school_desk.school.spreadsheet import Sheet


@dataclass(slots=True)
class Row:
    """A row under the headings, and what was noted about it."""

    sheet: Sheet
    number: int
    cells: tuple[object, ...]
    headings: Headings
    problems: list[Problem] = field(default_factory=list)
    texts: dict[Field, str] = field(init=False)

    def __post_init__(self) -> None:
        self.texts = {each: text_of(self.cell(each)) for each in self.headings.columns}

    def has(self, name: Field) -> bool:
        """Whether the list has such a column."""
        return name in self.headings.columns

    def cell(self, name: Field) -> object:
        """Give the value in a column, or None."""
        return self.value_at(self.headings.columns.get(name))

    def text(self, name: Field) -> str:
        """Give the value in a column as clean text."""
        return self.texts.get(name, "")

    def value_at(self, place: int | None) -> object:
        """Give the value of a column by its place (from 0), or None."""
        return None if place is None or place >= len(self.cells) else self.cells[place]

    def is_formula(self, name: Field) -> bool:
        """Whether the value in a column was computed by a formula of the file."""
        column = self.headings.columns.get(name, -1)
        return (self.number, column + 1) in self.sheet.formulas

    def note(
        self, severity: Severity, column: Field | None, sentence: str, /, **facts: object
    ) -> None:
        """Remember that something is wrong here."""
        place = self.headings.columns.get(column) if column else None
        self.note_at(severity, place, sentence, **facts)

    def note_at(
        self, severity: Severity, place: int | None, sentence: str, /, **facts: object
    ) -> None:
        """Remember that something is wrong in a column, by its place."""
        letter = "" if place is None else get_column_letter(place + 1)
        self.problems.append(
            Problem(severity, self.sheet.title, self.number, letter, Text(sentence, facts))
        )

    def error(self, column: Field | None, sentence: str, /, **facts: object) -> None:
        """Remember what keeps the line from being taken."""
        self.note(Severity.ERROR, column, sentence, **facts)

    def warning(self, column: Field | None, sentence: str, /, **facts: object) -> None:
        """Remember what a person should look at."""
        self.note(Severity.WARNING, column, sentence, **facts)


def pupil_rows(sheet: Sheet, headings: Headings) -> Iterator[Row]:
    """Give the rows that tell of pupils: neither empty nor the headings once more."""
    heads = {
        text_of(cell) for row in sheet.rows[headings.row - 1 : headings.last_row] for cell in row
    }
    for number, cells in enumerate(sheet.rows[headings.last_row :], headings.last_row + 1):
        if any(cells) or sheet.formulas:
            row = Row(sheet, number, cells, headings)
            if not _is_no_pupil(row, heads):
                yield row


def _is_no_pupil(row: Row, headings: set[str]) -> bool:
    """Whether a row has nothing but its number, repeats the headings or numbers the columns."""
    texts = {text for text in row.texts.values() if text}
    if not texts:
        return not any(row.is_formula(each) for each in row.headings.columns)
    if texts <= headings:
        return True
    return row.number == row.headings.last_row + 1 and _counts_up(row.cells)


def _counts_up(cells: tuple[object, ...]) -> bool:
    texts = [text_of(value) for value in cells if value is not None]
    return len(texts) > 1 and texts == [str(n) for n in range(1, len(texts) + 1)]
