"""What parents are told about a term: a slip of one pupil with one or more subjects."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from school_desk.journal.explain import Explanation
from school_desk.school.model import Period, PersonName


class SignerRole(StrEnum):
    """Who answers for a slip."""

    TEACHER = "teacher"
    FORM_TUTOR = "form_tutor"


@dataclass(frozen=True, slots=True)
class MissedLessons:
    """Lessons of the term missed by reason; the late ones were there."""

    ill: int = 0
    excused: int = 0
    unexcused: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """One subject of a slip. `passed` is for subjects that end in pass or fail."""

    names: Mapping[str, str]
    explanation: Explanation
    passed: bool | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """One pupil's slip of a term. `missed` is None where attendance was not taken."""

    school: str
    pupil: PersonName
    class_label: str
    period: Period
    lines: tuple[SubjectLine, ...]
    signer: str
    role: SignerRole = SignerRole.FORM_TUTOR
    missed: MissedLessons | None = None
    pupil_row: int = 0

    @property
    def ruleset(self) -> str:
        """The rules that count, where the slip has any subject."""
        return self.lines[0].explanation.ruleset if self.lines else ""
