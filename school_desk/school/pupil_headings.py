"""Finding the headings of a pupil list in Kazakh, Russian or English."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from school_desk.school.guardian_headings import (
    GuardianColumns,
    classify_guardian,
    guardian_columns,
)
from school_desk.school.names import fold

ROWS_SEARCHED = 20
LONGEST_HEADING = 60


class Field(StrEnum):
    """What a column of a pupil list tells."""

    FULL_NAME = "full_name"
    SURNAME = "surname"
    GIVEN = "given"
    PATRONYMIC = "patronymic"
    CLASS = "class"
    LETTER = "letter"
    BIRTH = "birth"
    SEX = "sex"
    IIN = "iin"
    ADDRESS = "address"
    PHONE = "phone"


TEMPLATE_HEADINGS: Mapping[Field, str] = {
    Field.CLASS: "Сынып / Класс",
    Field.SURNAME: "Тегі / Фамилия",
    Field.GIVEN: "Аты / Имя",
    Field.PATRONYMIC: "Әкесінің аты / Отчество",
    Field.BIRTH: "Туған күні / Дата рождения",
    Field.SEX: "Жынысы / Пол",
    Field.IIN: "ЖСН / ИИН",
    Field.ADDRESS: "Мекенжайы / Адрес",
    Field.PHONE: "Телефоны / Телефон",
}

# Written as `fold` leaves them: қ = к, ә = а, і = и, small, without hyphens and signs.
OTHER_PEOPLE = re.compile(
    r"ата ана|анасы|акесинин (аты жони|теги)|родител|\bмат(ь|ери)\b|\bот(ец|ца)\b|законн"
    r"|мугалим|учител|жетекши|руководител|директор"
)
PATTERNS: tuple[tuple[Field, re.Pattern[str]], ...] = (
    (Field.IIN, re.compile(r"\b(жсн|иин)\b")),
    (Field.BIRTH, re.compile(r"туган|туылган|рожд|\bд р\b|^др$|^дата р")),
    (Field.SEX, re.compile(r"жынысы|^пол\b")),
    (Field.PATRONYMIC, re.compile(r"^акесинин аты|^отчеств")),
    (
        Field.FULL_NAME,
        re.compile(
            r"аты жони|\bфио\b|\bф и о\b|\bт а а\b|фамилия,? им|теги,? аты"
            r"|^(окушы|ученик|учащийся|обучающийся|бала)$|^окушынын аты$|^имя ученика$"
        ),
    ),
    (Field.SURNAME, re.compile(r"\bтеги\b|фамили")),
    (Field.GIVEN, re.compile(r"^аты\b|^имя\b|\bесими\b")),
    (Field.LETTER, re.compile(r"литер|^арип|^буква")),
    (Field.CLASS, re.compile(r"^(сынып|сыныбы|класс|кл)\b")),
    (Field.ADDRESS, re.compile(r"мекен|\bадрес|место жительства")),
    (Field.PHONE, re.compile(r"телефон|^тел\b")),
)
# English headings are told before folding, which would take them for Cyrillic.
ENGLISH: Mapping[str, Field] = {
    "iin": Field.IIN,
    "date of birth": Field.BIRTH,
    "birth date": Field.BIRTH,
    "birthday": Field.BIRTH,
    "sex": Field.SEX,
    "gender": Field.SEX,
    "patronymic": Field.PATRONYMIC,
    "middle name": Field.PATRONYMIC,
    "full name": Field.FULL_NAME,
    "name": Field.FULL_NAME,
    "pupil": Field.FULL_NAME,
    "surname": Field.SURNAME,
    "last name": Field.SURNAME,
    "family name": Field.SURNAME,
    "given name": Field.GIVEN,
    "first name": Field.GIVEN,
    "class": Field.CLASS,
    "letter": Field.LETTER,
    "address": Field.ADDRESS,
    "phone": Field.PHONE,
}
ALTERNATIVES = re.compile(r"[/\n|()]")
SIGNS = re.compile(r"[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the headings are (row from 1) and which column (from 0) tells what."""

    row: int
    last_row: int
    columns: Mapping[Field, int]
    guardians: tuple[GuardianColumns, ...] = ()


def find_headings(rows: Sequence[Sequence[object]]) -> Headings | None:
    """Find the first row that names people; a second row of headings under it may refine it."""
    for number, row in enumerate(rows[:ROWS_SEARCHED], 1):
        columns = _fields(row)
        below = _second_row(rows[number]) if number < len(rows) else {}
        if _names_people(columns) or (columns and _names_people(below)):
            both = {**columns, **below}
            if Field.SURNAME in both:
                both.pop(Field.FULL_NAME, None)
            heads = [row, *rows[number : number + bool(below)]]
            return Headings(number, number + bool(below), both, guardian_columns(heads))
    return None


def classify(heading: object) -> Field | None:
    """Say what a heading stands for; of «Тегі / Фамилия» either word will do.

    >>> classify("Туған күні"), classify("Ф.И.О."), classify("Анасының аты-жөні")
    (<Field.BIRTH: 'birth'>, <Field.FULL_NAME: 'full_name'>, None)
    """
    if not isinstance(heading, str) or len(heading) > LONGEST_HEADING:
        return None
    if OTHER_PEOPLE.search(_plain(heading)) or classify_guardian(heading):
        return None
    whole = _classify_one(heading)
    if whole in {Field.FULL_NAME, Field.PATRONYMIC}:
        return whole
    parts = (_classify_one(part) for part in ALTERNATIVES.split(heading))
    return next((field for field in parts if field), None)


def _classify_one(heading: str) -> Field | None:
    english = " ".join(SIGNS.sub(" ", heading.casefold()).split())
    if english in ENGLISH:
        return ENGLISH[english]
    plain = _plain(heading)
    return next((field for field, pattern in PATTERNS if pattern.search(plain)), None)


def _plain(heading: str) -> str:
    return fold(SIGNS.sub(" ", heading))


def _fields(row: Sequence[object]) -> dict[Field, int]:
    """Tell which columns a row names; of two alike the first counts."""
    found: dict[Field, int] = {}
    for column, heading in enumerate(row):
        field = classify(heading)
        if field:
            found.setdefault(field, column)
    return found


def _second_row(row: Sequence[object]) -> dict[Field, int]:
    """What a second row of headings names: a pupil's row may hold a word like one, not most."""
    filled = [cell for cell in row if cell not in (None, "")]
    heads = [cell for cell in filled if classify(cell) or classify_guardian(cell)]
    return _fields(row) if 2 * len(heads) >= len(filled) else {}


def _names_people(columns: Mapping[Field, int]) -> bool:
    return Field.FULL_NAME in columns or {Field.SURNAME, Field.GIVEN} <= set(columns)
