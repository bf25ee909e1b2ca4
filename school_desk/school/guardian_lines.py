"""The guardians in a row of a pupil list, and the pupil's own address and phone."""

from school_desk.school import pupil_problems as said
from school_desk.school.guardian_headings import GuardianColumns, GuardianField
from school_desk.school.guardian_model import Guardian, NewGuardian, Relation
from school_desk.school.guardian_rules import LONGEST_DETAIL, RELATIONS, looks_phone, with_details
from school_desk.school.model import PersonName
from school_desk.school.names import LONGEST_PART, fold, parse_full_name, strange_signs
from school_desk.school.pupil_cells import line_of
from school_desk.school.pupil_headings import Field
from school_desk.school.pupil_problems import Severity
from school_desk.school.pupil_rows import Row
from school_desk.school.texts import as_line

LONGEST_SHOWN = 40
PART = "|"
"""Parts of a name that cannot be told apart by spaces are written «A | B | C»."""

PARTS = 3


def contact_of(row: Row) -> tuple[str, str]:
    """Address and phone of the pupil."""
    address = _detail(row, row.headings.columns.get(Field.ADDRESS))
    return address, _phone(row, row.headings.columns.get(Field.PHONE))


def guardians_of(row: Row) -> tuple[NewGuardian, ...]:
    """Everyone whom the row names as a guardian; the first is the main contact."""
    found = (_guardian(row, columns) for columns in row.headings.guardians)
    named = [one for one in found if one is not None]
    return tuple(
        NewGuardian(one.guardian, one.relation, main=place == 0) for place, one in enumerate(named)
    )


def full_name(text: str) -> PersonName:
    """A name in one cell; a bar parts what spaces cannot.

    >>> full_name("Ким | Ен Сук | ")
    PersonName(surname='Ким', given='Ен Сук', patronymic='')
    """
    if PART in text:
        parts = [as_line(part) for part in text.split(PART)]
        return PersonName(*(*parts, "", "")[:PARTS])
    return parse_full_name(text)


def full_name_cell(name: PersonName) -> str:
    """A name as a cell holds it, so that reading gives the same back."""
    if parse_full_name(name.full) == name:
        return name.full
    return f" {PART} ".join((name.surname, name.given, name.patronymic)).strip()


def _guardian(row: Row, columns: GuardianColumns) -> NewGuardian | None:
    place = columns.places[GuardianField.NAME]
    text = _detail(row, place)
    others = {
        what: _detail(row, columns.places.get(what))
        for what in GuardianField
        if what not in (GuardianField.NAME, GuardianField.RELATION, GuardianField.PHONE)
    }
    phone = _phone(row, columns.places.get(GuardianField.PHONE))
    if not text:
        if phone:
            row.note_at(Severity.WARNING, place, said.NO_GUARDIAN_NAME)
        return None
    name = _name(row, place, text)
    if name is None:
        return None
    relation = _relation(row, columns)
    details = {what.value: told for what, told in others.items()}
    return NewGuardian(with_details(Guardian(name, phone), details), relation)


def _name(row: Row, place: int, text: str) -> PersonName | None:
    name = full_name(text)
    if not name.surname:
        name = PersonName(name.given, "", name.patronymic)
    signs = strange_signs(name.full)
    if text.startswith("="):
        row.note_at(Severity.ERROR, place, said.FORMULA_NAME)
    elif signs:
        row.note_at(Severity.ERROR, place, said.STRANGE_NAME, signs=signs[:LONGEST_SHOWN])
    elif any(len(part) > LONGEST_PART for part in (name.surname, name.given, name.patronymic)):
        row.note_at(Severity.ERROR, place, said.LONG_NAME, top=LONGEST_PART)
    else:
        return name
    return None


def _relation(row: Row, columns: GuardianColumns) -> Relation:
    place = columns.places.get(GuardianField.RELATION)
    text = _detail(row, place)
    if not text:
        return columns.relation or Relation.OTHER
    found = RELATIONS.get(fold(text).rstrip("."))
    if found is None:
        row.note_at(Severity.WARNING, place, said.STRANGE_RELATION, text=text[:LONGEST_SHOWN])
    return found or columns.relation or Relation.OTHER


def _phone(row: Row, place: int | None) -> str:
    text = _detail(row, place)
    if not looks_phone(text):
        row.note_at(Severity.WARNING, place, said.STRANGE_PHONE, text=text[:LONGEST_SHOWN])
        return ""
    return text


def _detail(row: Row, place: int | None) -> str:
    value = row.value_at(place)
    text = line_of(value)
    if place is not None and value is None and (row.number, place + 1) in row.sheet.formulas:
        row.note_at(Severity.ERROR, place, said.NO_VALUE)
    if len(text) > LONGEST_DETAIL:
        row.note_at(Severity.WARNING, place, said.LONG_DETAIL, top=LONGEST_DETAIL)
        return ""
    return text
