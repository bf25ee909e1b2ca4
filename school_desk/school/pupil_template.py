"""Writing the template of a pupil list, empty or with pupils."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from school_desk.errors import N_
from school_desk.i18n import translator
from school_desk.school.guardian_headings import HEADINGS as GUARDIAN_HEADINGS
from school_desk.school.guardian_headings import GuardianField, template_heading
from school_desk.school.guardian_lines import full_name_cell
from school_desk.school.guardian_model import RELATION_WORDS, NewGuardian
from school_desk.school.iin import Sex
from school_desk.school.pupil_headings import TEMPLATE_HEADINGS, Field
from school_desk.school.pupil_lines import PupilLine

LIST_TITLE = "Оқушылар"
EXPLANATIONS: Mapping[str, str] = {"kk": "Түсіндірме", "ru": "Пояснение", "en": "Explanation"}

WIDTHS: Mapping[Field, int] = {
    Field.CLASS: 14,
    Field.SURNAME: 22,
    Field.GIVEN: 20,
    Field.PATRONYMIC: 24,
    Field.BIRTH: 20,
    Field.SEX: 14,
    Field.IIN: 18,
    Field.ADDRESS: 30,
    Field.PHONE: 18,
}
GUARDIANS = 2
"""So many have columns in the template; a list with more has more."""

GUARDIAN_WIDTHS: Mapping[GuardianField, int] = {
    GuardianField.RELATION: 14,
    GuardianField.NAME: 32,
    GuardianField.PHONE: 18,
}
SEX_WORDS: Mapping[Sex, str] = {Sex.MALE: "ұл", Sex.FEMALE: "қыз"}
DATE_FORMAT = "DD.MM.YYYY"
TEXT_FORMAT = "@"
ROWS_PREPARED = 300

LINES = (
    N_("One pupil in each row, one class after another."),
    N_("Class: 7А, 7 «А» or 7-А. A class without a letter is just 5."),
    N_("Surname and given name are needed; a patronymic may be empty."),
    N_("Birth date: day, month and year with four digits, such as 05.03.2014."),
    N_("Sex: ұл or қыз, м or ж. It may be empty."),
    N_("The IIN has 12 digits. It may be empty or be added later."),
    N_("Guardians: the first one is called first. A guardian of several children is one person."),
    N_("A list may have more guardians: copy their columns and write 3 in place of 2."),
    N_("Nothing is written until you have seen the list and accepted it."),
)

FORMULA = ("=", "+", "-", "@", "\t", "\r")
HEADING = Font(bold=True)
FILL = PatternFill("solid", fgColor="E9EDEE")
LINE = Border(bottom=Side(style="thin", color="7C8990"))
WRAP = Alignment(wrap_text=True, vertical="center")


def write_template(path: Path, language: str = "kk") -> None:
    """Write an empty list with headings in Kazakh and Russian, explained in one language."""
    write_list(path, (), language)


def write_list(path: Path, pupils: Iterable[PupilLine], language: str = "kk") -> None:
    """Write pupils into the template, so that reading it gives the same values back."""
    pupils = tuple(pupils)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = LIST_TITLE
    _write_headings(sheet, max((GUARDIANS, *(len(pupil.guardians) for pupil in pupils))))
    for row, pupil in enumerate(pupils, 2):
        _write_pupil(sheet, row, pupil, language)
    _explain(book.create_sheet(EXPLANATIONS[language]), language)
    book.save(path)


def _write_headings(sheet: Worksheet, guardians: int) -> None:
    heads = [(heading, WIDTHS[name]) for name, heading in TEMPLATE_HEADINGS.items()]
    heads += [
        (template_heading(number, what), GUARDIAN_WIDTHS.get(what, 24))
        for number in range(1, guardians + 1)
        for what in GUARDIAN_HEADINGS
    ]
    for column, (heading, width) in enumerate(heads, 1):
        cell = sheet.cell(1, column, heading)
        cell.font, cell.fill, cell.border, cell.alignment = HEADING, FILL, LINE, WRAP
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.row_dimensions[1].height = 48
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    for row in range(2, ROWS_PREPARED + 2):
        _format(sheet, row)


def _format(sheet: Worksheet, row: int) -> None:
    """Make dates look like dates and keep the zeros before an IIN."""
    columns = list(TEMPLATE_HEADINGS)
    sheet.cell(row, columns.index(Field.BIRTH) + 1).number_format = DATE_FORMAT
    sheet.cell(row, columns.index(Field.IIN) + 1).number_format = TEXT_FORMAT


def _write_pupil(sheet: Worksheet, row: int, pupil: PupilLine, language: str) -> None:
    texts: Mapping[Field, str] = {
        Field.CLASS: f"{pupil.year_level}{pupil.letter}",
        Field.SURNAME: pupil.name.surname,
        Field.GIVEN: pupil.name.given,
        Field.PATRONYMIC: pupil.name.patronymic,
        Field.SEX: SEX_WORDS[pupil.sex] if pupil.sex else "",
        Field.IIN: pupil.iin,
        Field.ADDRESS: pupil.address,
        Field.PHONE: pupil.phone,
    }
    for column, name in enumerate(TEMPLATE_HEADINGS, 1):
        _put(sheet, row, column, texts.get(name, ""))
        if name is Field.BIRTH:
            sheet.cell(row, column).value = pupil.birth
    column = len(TEMPLATE_HEADINGS)
    for new in pupil.guardians:
        for text in _guardian_texts(new, language):
            column += 1
            _put(sheet, row, column, text)
    _format(sheet, row)


def _guardian_texts(new: NewGuardian, language: str) -> tuple[str, ...]:
    told = {
        GuardianField.RELATION: translator(language)(RELATION_WORDS[new.relation]),
        GuardianField.NAME: full_name_cell(new.guardian.name),
    }
    return tuple(told.get(what) or getattr(new.guardian, what) for what in GUARDIAN_HEADINGS)


def _put(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """A text stays a text, whatever it begins with."""
    cell = sheet.cell(row, column)
    cell.value = text or None
    if text:
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(FORMULA)


def _explain(sheet: Worksheet, language: str) -> None:
    _ = translator(language)
    for row, line in enumerate(LINES, 1):
        sheet.cell(row, 1, _(line)).alignment = WRAP
    sheet.column_dimensions["A"].width = 90
