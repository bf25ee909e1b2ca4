"""The name in a row of a pupil list, and what may be wrong with it."""

from school_desk.school import pupil_problems as said
from school_desk.school.model import PersonName
from school_desk.school.names import (
    LONGEST_PART,
    latin_lookalikes,
    looks_patronymic,
    mended,
    parse_full_name,
    strange_signs,
)
from school_desk.school.pupil_headings import Field
from school_desk.school.pupil_problems import Severity
from school_desk.school.pupil_rows import Row

LONGEST_SHOWN = 40
USUAL_PARTS = 3
NAME_FIELDS = (Field.SURNAME, Field.GIVEN, Field.PATRONYMIC)


def name_of(row: Row) -> PersonName:
    """Read the name of a row, in one column or three, and note what is wrong with it."""
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


def _check_part(row: Row, column: Field, text: str, longest: int) -> None:
    signs = strange_signs(text)
    if text.startswith("="):
        row.error(column, said.FORMULA_NAME)
    elif signs:
        row.error(column, said.STRANGE_NAME, signs=signs[:LONGEST_SHOWN])
    elif len(text) > longest or any(len(word) > LONGEST_PART for word in text.split()):
        row.error(column, said.LONG_NAME, top=LONGEST_PART)


def _check_whole(row: Row, name: PersonName) -> None:
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
        suggested = suggested_name(name)
        facts = {"letters": letters, "name": suggested.full if suggested else ""}
        row.warning(column, said.LATIN_NAME if suggested else said.LATIN_LEFT, **facts)


def suggested_name(name: PersonName) -> PersonName | None:
    """Propose the name in Cyrillic letters, if that mends all of it."""
    if not latin_lookalikes(name.full) or latin_lookalikes(mended(name.full)):
        return None
    return PersonName(mended(name.surname), mended(name.given), mended(name.patronymic))


def _parted(name: PersonName) -> str:
    return " | ".join(part for part in (name.surname, name.given, name.patronymic) if part)
