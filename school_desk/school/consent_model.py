"""Consents of pupils, guardians and staff, and the texts that they are given to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from school_desk.errors import N_
from school_desk.i18n import Spelled
from school_desk.school.calendar_model import Status
from school_desk.school.model import ClassGroup, PersonName

BOTH = ("kk", "ru")
SELF = "self"
"""What somebody is to oneself, beside the relations of guardians."""

Told = Mapping[str, str]
"""The same words in Kazakh and in Russian."""


class SubjectKind(StrEnum):
    """Whose data a consent is about (субъект): the law counts guardians and staff as well."""

    PUPIL = "pupil"
    GUARDIAN = "guardian"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Subject:
    """A person whose data the school keeps."""

    kind: SubjectKind
    id: int


class ConsentForm(StrEnum):
    """How it can be proved that a consent was given (art. 8(1))."""

    PAPER = "paper"
    SCAN = "scan"
    SIGNATURE = "signature"
    SERVICE = "service"


FORM_WORDS = {
    ConsentForm.PAPER: N_("On paper, signed"),
    ConsentForm.SCAN: N_("Scan of a signed paper"),
    ConsentForm.SIGNATURE: N_("Electronic signature"),
    ConsentForm.SERVICE: N_("State consent service"),
}


@dataclass(frozen=True, slots=True)
class ConsentText:
    """One version of what is consented to; it is never changed, a change is another version.

    Args:
        months: for how long it is usually given.
        third: to whom data is handed, empty: to nobody.
        id: its row; 0: it comes with the program and nobody has consented to it yet.
    """

    code: str
    version: int
    title: Told
    purpose: Told
    data: Told
    subjects: tuple[SubjectKind, ...]
    third: Told = field(default_factory=lambda: dict.fromkeys(BOTH, ""))
    abroad: bool = False
    published: bool = False
    months: int = 12
    starts: date | None = None
    status: Status = Status.TO_CHECK
    id: int = 0

    @property
    def name(self) -> Spelled:
        """Its title in the language of the reader."""
        return Spelled(self.title)


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent as it is kept; `effect_by` is the last day to stop what was withdrawn."""

    subject: Subject
    text: ConsentText
    giver: str
    relation: str = ""
    document: str = ""
    starts: date | None = None
    ends: date | None = None
    form: ConsentForm = ConsentForm.PAPER
    recorded_by: int | None = None
    recorded_on: date | None = None
    withdrawn_on: date | None = None
    effect_by: date | None = None
    id: int = 0


class Standing(StrEnum):
    """How a consent stands on a day."""

    VALID = "valid"
    ENDING = "ending"
    OLD_TEXT = "old_text"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    MISSING = "missing"

    @property
    def stands(self) -> bool:
        """Whether what was consented to is still allowed."""
        return self in (Standing.VALID, Standing.ENDING, Standing.OLD_TEXT)


STANDING_WORDS = {
    Standing.VALID: N_("given"),
    Standing.ENDING: N_("ends soon"),
    Standing.OLD_TEXT: N_("given to an older text"),
    Standing.ENDED: N_("ended"),
    Standing.WITHDRAWN: N_("withdrawn"),
    Standing.MISSING: N_("none"),
}


@dataclass(frozen=True, slots=True)
class KnownSubject:
    """A person with the name, the class group of a pupil (or a guardian's child), and who gives.

    Args:
        givers: who may give the consent, with what they are to the subject; the first is offered.
    """

    subject: Subject
    name: PersonName
    class_group: ClassGroup | None = None
    givers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """A person and a text: the consent that counts, how it stands, how many days are left.

    Args:
        left: calendar days to the end of an ending one, working days to the effect of a withdrawal.
    """

    person: KnownSubject
    text: ConsentText
    standing: Standing
    consent: Consent | None = None
    left: int = 0


@dataclass(frozen=True, slots=True)
class Operator:
    """The school as the law calls it: who keeps the data, with its business number (БСН, БИН)."""

    names: Told
    bin: str = ""
