"""All that the school keeps of one person, as rows with their places: for paper and for a file."""

from dataclasses import dataclass

from school_desk.school.consent_model import Subject
from school_desk.school.joining_model import Where
from school_desk.school.model import PersonName

Value = str | int


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Somebody whose data the school keeps; `about` tells people of one name apart."""

    subject: Subject
    name: PersonName
    about: str = ""


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row or cell about a person: its table, its place, what it holds, by column."""

    table: str
    where: Where
    values: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class PersonData:
    """Everything of one person, table by table."""

    person: FoundPerson
    rows: tuple[KeptRow, ...]
