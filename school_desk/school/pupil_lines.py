"""One line of a pupil list: the pupil it tells of, and all that is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from school_desk.i18n import Text
from school_desk.school import pupil_problems as said
from school_desk.school.guardian_lines import contact_of, guardians_of
from school_desk.school.guardian_model import NewGuardian
from school_desk.school.iin import Sex, birth_and_sex, check_iin
from school_desk.school.model import PersonName
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
from school_desk.school.pupil_names import name_of, suggested_name
from school_desk.school.pupil_problems import Problem, Severity
from school_desk.school.pupil_rows import Row, pupil_rows
from school_desk.school.spreadsheet import MAX_ROWS, Sheet

LONGEST_SHOWN = 40
YOUNGEST, OLDEST = 4, 22
"""Ages outside these are asked about: the year is often mistyped."""


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
    address: str = ""
    phone: str = ""
    guardians: tuple[NewGuardian, ...] = ()
    known_as: int | None = None


Line = tuple[PupilLine | None, list[Problem]]


def read_lines(sheet: Sheet, headings: Headings, today: date) -> Iterator[Line]:
    """Read all lines of a sheet, each with its problems."""
    if sheet.cut:
        text = Text(said.ROWS_LEFT, {"rows": MAX_ROWS})
        yield None, [Problem(Severity.ERROR, sheet.title, 0, "", text)]
    pupils = list(pupil_rows(sheet, headings))
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


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is known before a line is read: the day, the sheet's class, whether IINs are given."""

    today: date
    usual_class: ClassName | None
    with_iins: bool
    latin_classes: set[str] = field(default_factory=set)

    def read(self, row: Row) -> PupilLine | None:
        """Read one line and note what is wrong; without errors it is a pupil."""
        _note_formulas(row)
        name = name_of(row)
        class_name = self._class(row)
        birth = self._birth(row)
        sex = _sex(row)
        iin = self._iin(row, birth, sex) if self.with_iins else ""
        address, phone = contact_of(row)
        guardians = guardians_of(row)
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
            suggested_name(name),
            address,
            phone,
            guardians,
        )

    def _class(self, row: Row) -> ClassName | None:
        text = " ".join(filter(None, (_class_text(row), row.text(Field.LETTER))))
        found = class_of(text) if text else self.usual_class
        if text and found is None:
            row.error(Field.CLASS, said.STRANGE_CLASS, text=text[:LONGEST_SHOWN])
        elif found is None and not row.is_formula(Field.CLASS):
            row.error(Field.CLASS, said.NO_CLASS)
        elif found is None:
            return None  # the formula was noted already
        elif not found.exists:
            row.error(Field.CLASS, said.NO_SUCH_CLASS, year_level=found.year_level)
        elif found.latin and text not in self.latin_classes:
            self.latin_classes.add(text)  # once is enough: a whole column is typed alike
            row.warning(Field.CLASS, said.LATIN_CLASS, text=text, letter=found.letter)
        return found

    def _birth(self, row: Row) -> date | None:
        birth, text = birth_of(row.cell(Field.BIRTH)), row.text(Field.BIRTH)
        if birth is None:
            if text:
                row.error(Field.BIRTH, said.STRANGE_BIRTH, text=text[:LONGEST_SHOWN])
            elif row.has(Field.BIRTH) and not row.is_formula(Field.BIRTH):
                row.warning(Field.BIRTH, said.NO_BIRTH)
        elif birth > self.today:
            row.error(Field.BIRTH, said.FUTURE_BIRTH, birth=birth)
        elif not YOUNGEST <= (age := _age(birth, self.today)) <= OLDEST:
            row.warning(Field.BIRTH, said.UNLIKELY_BIRTH, age=age)
        return birth

    def _iin(self, row: Row, birth: date | None, sex: Sex | None) -> str:
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


def _note_formulas(row: Row) -> None:
    """Note formulas without a saved value; the program never evaluates one."""
    for name in row.headings.columns:
        if row.cell(name) is None and row.is_formula(name):
            row.error(name, said.NO_VALUE)


def _class_text(row: Row) -> str:
    """Give the class of a row, perhaps from a cell merged over several rows."""
    text = row.text(Field.CLASS)
    if text or not row.has(Field.CLASS) or not row.sheet.merges:
        return text
    return text_of(row.sheet.merged_value(row.number, row.headings.columns[Field.CLASS] + 1))


def _sex(row: Row) -> Sex | None:
    sex, text = sex_of(row.cell(Field.SEX)), row.text(Field.SEX)
    if text and not sex:
        row.warning(Field.SEX, said.STRANGE_SEX, text=text[:LONGEST_SHOWN])
    return sex


def _age(birth: date, today: date) -> int:
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
