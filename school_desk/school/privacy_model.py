"""Requests of persons about their data and breaches, with the terms that the law gives."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.school.calendar_model import Status


class CaseKind(StrEnum):
    """What is asked, or happened (arts. 8(7), 19-1, 24, 25(2)(8) of the law 94-V)."""

    INFORMATION = "information"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"
    OBJECTION = "objection"
    BREACH = "breach"


CASE_WORDS = {
    CaseKind.INFORMATION: N_("Information on own data, or a copy"),
    CaseKind.CORRECTION: N_("Correction or blocking"),
    CaseKind.WITHDRAWAL: N_("Withdrawal of a consent"),
    CaseKind.OBJECTION: N_("Objection to an automated decision"),
    CaseKind.BREACH: N_("Breach: notice to the authority"),
}


DELETED_ON = N_("data deleted on {day:short}")
DELETION_PROPOSED = N_("deletion proposed on {day:short}")
BOTH = N_("{answer}; {done}")


@dataclass(frozen=True, slots=True)
class PrivacyTerm:
    """Within how many working days a kind of case is answered, by which source.

    Args:
        starts: from when on, where the school has found it; None: as it came with the program.
    """

    kind: CaseKind
    days: int
    source: str
    status: Status
    starts: date | None = None


@dataclass(frozen=True, slots=True)
class PrivacyCase:
    """A request or a breach; `due` is kept as it was reckoned, `persons` is of a breach.

    Args:
        forgetting_on: when it was proposed to forget the person by this request.
        forgotten_on: when that was done: the request counts as answered on that day.
    """

    kind: CaseKind
    day: date
    applicant: str
    what: str
    relation: str = ""
    persons: int | None = None
    due: date | None = None
    answered_on: date | None = None
    answer: str = ""
    id: int = 0
    forgetting_on: date | None = None
    forgotten_on: date | None = None

    @property
    def answer_words(self) -> str | Text:
        """What was answered, or how far the deletion is that was asked for."""
        if self.forgotten_on:
            done = Text(DELETED_ON, {"day": self.forgotten_on})
            return Text(BOTH, {"answer": self.answer, "done": done}) if self.answer else done
        if self.answer or not self.forgetting_on:
            return self.answer
        return Text(DELETION_PROPOSED, {"day": self.forgetting_on})


@dataclass(frozen=True, slots=True)
class DueCase:
    """A case with the working days that are left; below 0: so many late."""

    case: PrivacyCase
    left: int

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.case.answered_on is None
