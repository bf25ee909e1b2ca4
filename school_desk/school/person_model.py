"""All that the school keeps of one person, as rows with their places: for paper and for a file."""

from dataclasses import dataclass
from datetime import date

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
class Looked:
    """Who came near the data of a person, from the log of looks; the same thing is one line.

    Args:
        who: the name in full; empty: by the recovery sheet.
        role, act, what, why: texts to be translated; `why` only where a purpose was asked for.
        class_label: the class whose data it was, where nobody was named; `whole`: the school's.
        first, last, times: on which days, and how often altogether.
    """

    who: str
    role: str
    act: str
    what: str
    why: str
    class_label: str
    whole: bool
    first: date
    last: date
    times: int


@dataclass(frozen=True, slots=True)
class PersonData:
    """Everything of one person, table by table."""

    person: FoundPerson
    rows: tuple[KeptRow, ...]
