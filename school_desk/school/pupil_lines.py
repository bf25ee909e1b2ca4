"""One line of a pupil list: the pupil it tells of, and all that is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from openpyxl.utils import get_column_letter

from school_desk.i18n import Text
from school_desk.school import pupil_problems as said
from school_desk.school.iin import Sex, birth_and_sex, check_iin
from school_desk.school.model import PersonName
from school_desk.school.names import latin_lookalikes, looks_patronymic, mended, parse_full_name
from school_desk.school.pupil_cells import (
    ClassName,
    birth_of,
    class_in_title,
    class_of,
    iin_of,
    sex_of,
    text_of,
)
from school_desk.school.pupil_headings import Field, Headings
from school_desk.school.pupil_problems import Problem, Severity
from school_desk.school.spreadsheet import MAX_ROWS, Sheet

LONGEST_PART = 60
LONGEST_SHOWN = 40
USUAL_PARTS = 3
YOUNGEST, OLDEST = 4, 22
"""Ages outside these are asked about: the year is often mistyped."""

NAME_SIGNS = frozenset(" -'")
NAME_FIELDS = (Field.SURNAME, Field.GIVEN, Field.PATRONYMIC)


@dataclass(frozen=True, slots=True)
class PupilLine:
    """One pupil as the list has it; `suggested` is the name without Latin letters."""

    sheet: str
    row: int
    name: PersonName
    year_level: int
    letter: str = ""
    birth: date | None = None
    sex: Sex | None = None
    iin: str = ""
    suggested: PersonName | None = None


@dataclass(slots=True)
class _Row:
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
        column = self.headings.columns.get(name)
        return None if column is None or column >= len(self.cells) else self.cells[column]

    def text(self, name: Field) -> str:
        """Give the value in a column as clean text."""
        return self.texts.get(name, "")

    def is_formula(self, name: Field) -> bool:
        """Whether the value in a column was computed by a formula of the file."""
        column = self.headings.columns.get(name, -1)
        return (self.number, column + 1) in self.sheet.formulas

    def note(
        self, severity: Severity, column: Field | None, sentence: str, /, **facts: object
    ) -> None:
        """Remember that something is wrong here."""
        place = self.headings.columns.get(column) if column else None
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


Line = tuple[PupilLine | None, list[Problem]]


def read_lines(sheet: Sheet, headings: Headings, today: date) -> Iterator[Line]:
    """Read all lines of a sheet, each with its problems."""
    if sheet.cut:
        text = Text(said.ROWS_LEFT, {"rows": MAX_ROWS})
        yield None, [Problem(Severity.ERROR, sheet.title, 0, "", text)]
    below = enumerate(sheet.rows[headings.last_row :], headings.last_row + 1)
    rows = (
        _Row(sheet, number, cells, headings)
        for number, cells in below
        if any(cells) or sheet.formulas
    )
    heads = {
        text_of(each) for row in sheet.rows[headings.row - 1 : headings.last_row] for each in row
    }
    pupils = [row for row in rows if not _is_no_pupil(row, heads)]
    reader = _Reader(
        today,
        usual_class=_usual_class(sheet, headings),
        with_iins=any(row.text(Field.IIN) for row in pupils),
    )
    for row in pupils:
        yield reader.read(row), row.problems


def _usual_class(sheet: Sheet, headings: Headings) -> ClassName | None:
    """Find the class of a whole sheet: its name, or the title over the headings."""
    titles = (text for row in sheet.rows[: headings.row - 1] for text in row if text)
    named = class_of(sheet.title)
    return named or next((found for each in titles if (found := class_in_title(each))), None)


def _is_no_pupil(row: _Row, headings: set[str]) -> bool:
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


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is known before a line is read: the day, the sheet's class, whether IINs are given."""

    today: date
    usual_class: ClassName | None
    with_iins: bool
    latin_classes: set[str] = field(default_factory=set)

    def read(self, row: _Row) -> PupilLine | None:
        """Read one line and note what is wrong; without errors it is a pupil."""
        _note_formulas(row)
        name = _name(row)
        class_name = self._class(row)
        birth = self._birth(row)
        sex = _sex(row)
        iin = self._iin(row, birth, sex) if self.with_iins else ""
        if not class_name or any(each.severity is Severity.ERROR for each in row.problems):
            return None
        return PupilLine(
            row.sheet.title,
            row.number,
            name,
            class_name.year_level,
            class_name.letter,
            birth,
            sex,
            iin,
            _suggested(name),
        )

    def _class(self, row: _Row) -> ClassName | None:
        text = " ".join(filter(None, (_class_text(row), row.text(Field.LETTER))))
        found = class_of(text) if text else self.usual_class
        if found is None:
            sentence = said.STRANGE_CLASS if text else said.NO_CLASS
            row.error(Field.CLASS, sentence, text=text[:LONGEST_SHOWN])
        elif not found.exists:
            row.error(Field.CLASS, said.NO_SUCH_CLASS, year_level=found.year_level)
        elif found.latin and text not in self.latin_classes:
            self.latin_classes.add(text)  # once is enough: a whole column is typed alike
            row.warning(Field.CLASS, said.LATIN_CLASS, text=text, letter=found.letter)
        return found

    def _birth(self, row: _Row) -> date | None:
        birth, text = birth_of(row.cell(Field.BIRTH)), row.text(Field.BIRTH)
        if birth is None:
            if text:
                row.error(Field.BIRTH, said.STRANGE_BIRTH, text=text[:LONGEST_SHOWN])
            elif row.has(Field.BIRTH):
                row.warning(Field.BIRTH, said.NO_BIRTH)
        elif birth > self.today:
            row.error(Field.BIRTH, said.FUTURE_BIRTH, birth=birth)
        elif not YOUNGEST <= (age := _age(birth, self.today)) <= OLDEST:
            row.warning(Field.BIRTH, said.UNLIKELY_BIRTH, age=age)
        return birth

    def _iin(self, row: _Row, birth: date | None, sex: Sex | None) -> str:
        """Read the IIN; whatever is wrong with it never keeps a pupil out."""
        iin = iin_of(row.cell(Field.IIN))
        problem = check_iin(iin)
        told = birth_and_sex(iin)
        if not iin:
            row.warning(Field.IIN, said.NO_IIN)
        elif problem:
            row.warning(Field.IIN, problem.value)
        elif told and birth and told.birth != birth:
            row.warning(Field.IIN, said.OTHER_BIRTH, birth=told.birth)
        elif told and sex and told.sex is not sex:
            row.warning(Field.IIN, said.OTHER_SEX)
        elif told and told.birth > self.today:
            row.warning(Field.IIN, said.FUTURE_IIN)
        return iin


def _note_formulas(row: _Row) -> None:
    """Note formulas without a saved value; the program never evaluates one."""
    for name in row.headings.columns:
        if row.cell(name) is None and row.is_formula(name):
            row.error(name, said.NO_VALUE)


def _class_text(row: _Row) -> str:
    """Give the class of a row, perhaps from a cell merged over several rows."""
    text = row.text(Field.CLASS)
    if text or not row.has(Field.CLASS) or not row.sheet.merges:
        return text
    return text_of(row.sheet.merged_value(row.number, row.headings.columns[Field.CLASS] + 1))


def _sex(row: _Row) -> Sex | None:
    sex, text = sex_of(row.cell(Field.SEX)), row.text(Field.SEX)
    if text and not sex:
        row.warning(Field.SEX, said.STRANGE_SEX, text=text[:LONGEST_SHOWN])
    return sex


def _age(birth: date, today: date) -> int:
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


# Names


def _name(row: _Row) -> PersonName:
    if row.has(Field.FULL_NAME):
        text = row.text(Field.FULL_NAME)
        name = parse_full_name(text)
        _check_part(row, Field.FULL_NAME, text, LONGEST_PART * USUAL_PARTS)
        if name.patronymic and not looks_patronymic(name.patronymic) and " " in name.patronymic:
            row.warning(Field.FULL_NAME, said.MANY_PARTS, name=_parted(name))
    else:
        name = PersonName(*(row.text(each) for each in NAME_FIELDS))
        for each in NAME_FIELDS:
            _check_part(row, each, row.text(each), LONGEST_PART)
    _check_whole(row, name)
    return name


def _check_part(row: _Row, column: Field, text: str, longest: int) -> None:
    signs = "".join(dict.fromkeys(s for s in text if not s.isalpha() and s not in NAME_SIGNS))
    if text.startswith("="):
        row.error(column, said.FORMULA_NAME)
    elif signs:
        row.error(column, said.STRANGE_NAME, signs=signs[:LONGEST_SHOWN])
    elif len(text) > longest or any(len(word) > LONGEST_PART for word in text.split()):
        row.error(column, said.LONG_NAME, top=LONGEST_PART)


def _check_whole(row: _Row, name: PersonName) -> None:
    column = Field.FULL_NAME if row.has(Field.FULL_NAME) else Field.SURNAME
    broken = any(each.severity is Severity.ERROR for each in row.problems)
    if broken:
        return
    if not name.full:
        row.error(column, said.NO_NAME)
    elif not (name.surname and name.given):
        row.warning(column, said.ONE_NAME, name=name.full)
    elif looks_patronymic(name.given) and not looks_patronymic(name.patronymic):
        row.warning(column, said.SWAPPED_NAME, name=_parted(name))
    if letters := latin_lookalikes(name.full):
        suggested = _suggested(name)
        facts = {"letters": letters, "name": suggested.full if suggested else ""}
        row.warning(column, said.LATIN_NAME if suggested else said.LATIN_LEFT, **facts)


def _suggested(name: PersonName) -> PersonName | None:
    """Propose the name in Cyrillic letters, if that mends all of it."""
    if not latin_lookalikes(name.full) or latin_lookalikes(mended(name.full)):
        return None
    return PersonName(mended(name.surname), mended(name.given), mended(name.patronymic))


def _parted(name: PersonName) -> str:
    return " | ".join(part for part in (name.surname, name.given, name.patronymic) if part)
