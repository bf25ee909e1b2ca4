"""What can be wrong with a list of pupils, in sentences for people."""

from dataclasses import dataclass
from enum import StrEnum

from school_desk.errors import N_
from school_desk.i18n import Text

NO_HEADINGS = N_("There is no heading such as «Тегі» or «Фамилия» in the first 20 rows.")
NO_PUPILS = N_("The list has no pupils.")
ROWS_LEFT = N_("Only the first {rows} rows of a sheet are read.")
NO_VALUE = N_("The formula has no saved value. Open the file in Excel and save it again.")
NO_NAME = N_("The name is missing.")
ONE_NAME = N_("Only one name is given: {name}.")
FORMULA_NAME = N_("A name cannot begin with «=».")
STRANGE_NAME = N_("A name cannot hold «{signs}».")
LONG_NAME = N_("A name has at most {top} letters.")
LATIN_NAME = N_("Latin letters in the name: {letters}. Perhaps {name}?")
LATIN_LEFT = N_("Latin letters in the name: {letters}.")
MANY_PARTS = N_("The name has more than three parts. It was read as {name}.")
SWAPPED_NAME = N_("The parts of the name may stand in another order: {name}.")
NO_CLASS = N_("The class is missing.")
STRANGE_CLASS = N_("«{text}» is not a class such as 7А.")
NO_SUCH_CLASS = N_("There is no class {year_level}. Classes are from 0 to 12.")
LATIN_CLASS = N_("The letter of the class «{text}» is Latin. It was read as {letter}.")
NO_BIRTH = N_("The birth date is missing.")
STRANGE_BIRTH = N_("«{text}» is not a date such as 05.03.2014.")
FUTURE_BIRTH = N_("The birth date {birth:short} is in the future.")
UNLIKELY_BIRTH = N_("A pupil {age} years old? Check the birth date.")
STRANGE_SEX = N_("«{text}» is not understood as a sex.")
NO_IIN = N_("The IIN is missing.")
FUTURE_IIN = N_("The birth date of the IIN is in the future.")
OTHER_BIRTH = N_("The IIN tells another birth date: {birth:short}.")
OTHER_SEX = N_("The IIN tells another sex.")
SAME_IIN = N_("Another pupil of the list or the school has this IIN.")
TWICE = N_("This pupil is already in row {row} of the sheet «{sheet}».")
NAMESAKE = N_("A pupil of this name is in {class_group:class} already.")
KNOWN = N_("This pupil is already in the school and was left out.")
UNKNOWN_CLASS = N_("There is no class {text} in this school year.")
NO_PUPIL = N_("There is no pupil {name} in {class_group:class}.")
TWO_PUPILS = N_("Two pupils of {class_group:class} are called {name}: type their marks by hand.")
ADDED = N_("This pupil is already in the school: only what is missing is added.")
STRANGE_PHONE = N_("«{text}» is not a phone number. It was left out.")
LONG_DETAIL = N_("The text has more than {top} signs. It was not read.")
NO_GUARDIAN_NAME = N_("A phone or relation stands here, but the guardian has no name.")
STRANGE_RELATION = N_("«{text}» is not understood as a relation. It was read as «other».")


class Severity(StrEnum):
    """Whether the line can be taken as it is."""

    ERROR = "error"  # the line is not among the pupils
    WARNING = "warning"  # taken as read (or left out because known), but a person should look


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a place of the file; row 0 means the whole sheet, no sheet the file."""

    severity: Severity
    sheet: str
    row: int
    column: str
    text: Text
