"""How long what is kept, who is to be forgotten, and how far that has come."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from school_desk.errors import N_
from school_desk.school.calendar_model import Status
from school_desk.school.model import PersonName


class Record(StrEnum):
    """Kinds of records with a term of keeping of their own."""

    REGISTER_SUMMARY = "register_summary"
    REGISTER = "register"
    PERSONAL_FILE = "personal_file"
    CONSENTS = "consents"
    MEALS = "meals"
    MEAL_LOGS = "meal_logs"
    KINDERGARTEN = "kindergarten_attendance"
    SUPPORT = "support"
    PROTOCOLS = "protocols"
    HOME_SCHOOLING = "home_schooling"
    LOOKS = "looks"


RECORD_WORDS = {
    Record.REGISTER_SUMMARY: N_("Class registers, summary of marks"),
    Record.REGISTER: N_("Class register of the day"),
    Record.PERSONAL_FILE: N_("Personal file of a pupil"),
    Record.CONSENTS: N_("Consents"),
    Record.MEALS: N_("Meal sheets, menu requisitions, acts"),
    Record.MEAL_LOGS: N_("Logs of the kitchen and of health"),
    Record.KINDERGARTEN: N_("Attendance sheet of a kindergarten"),
    Record.SUPPORT: N_("Support programmes and conclusions"),
    Record.PROTOCOLS: N_("Protocols of the psychologist"),
    Record.HOME_SCHOOLING: N_("Journals of home schooling"),
    Record.LOOKS: N_("Log of looks"),
}


class From(StrEnum):
    """From when the years of a term are counted."""

    YEAR_END = "year_end"
    LEAVING = "leaving"
    END = "end"
    ENTRY = "entry"


FROM_WORDS = {
    From.YEAR_END: N_("from the end of the school year"),
    From.LEAVING: N_("from leaving the school"),
    From.END: N_("from the end or the withdrawal"),
    From.ENTRY: N_("from the last entry"),
}


@dataclass(frozen=True, slots=True)
class RetentionTerm:
    """How many years a kind of record is kept, by which act (`basis`), counted from when."""

    record: Record
    years: int
    starts_from: From
    status: Status = Status.TO_CHECK
    basis: str = ""


class Ground(StrEnum):
    """Why a person is forgotten: the term has ended (art. 18), or the person asked and may."""

    TERM = "term"
    REQUEST = "request"


GROUND_WORDS = {
    Ground.TERM: N_("the term of keeping has ended"),
    Ground.REQUEST: N_("the person has asked for it"),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """That a pupil is to be forgotten; `proposed_by` is an account.

    Args:
        case: the request in the journal that is the ground, if there is one.
        asked_on, answered_on: when it came, and when it was closed.
    """

    pupil: int
    ground: Ground
    proposed_by: int
    proposed_on: date
    id: int = 0
    case: int | None = None
    asked_on: date | None = None
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Leaver:
    """A pupil who has left, until when the file is kept, whether somebody proposed to forget."""

    pupil: int
    name: PersonName
    left_on: date
    kept_until: date
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class Forgetting:
    """A person who was forgotten: who proposed and confirmed it, how many rows of each table."""

    proposal: Proposal
    confirmed_by: int
    confirmed_on: date
    rows: tuple[tuple[str, int], ...]
    names: tuple[PersonName, PersonName] = (PersonName("—"), PersonName("—"))
    """Who proposed and who confirmed."""
