"""The short-term plan of a lesson (ҚМЖ): its head, filled from page and plan, and its stages."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.journal.model import PageHead
from school_desk.school.model import LessonKey

MOST_STAGES = 12
MOST_MINUTES = 240


class HeadField(StrEnum):
    """What can be typed in the head."""

    UNIT = "unit"
    OBJECTIVES = "objectives"
    AIM = "aim"
    NOTE = "note"


class StageField(StrEnum):
    """What can be typed in a stage, in the order of the table."""

    NAME = "name"
    MINUTES = "minutes"
    TEACHER = "teacher_does"
    PUPIL = "pupil_does"
    ASSESSMENT = "assessment"
    RESOURCES = "resources"


STAGE_HEADS = {
    StageField.NAME: N_("Stage of the lesson"),
    StageField.MINUTES: N_("Time, min"),
    StageField.TEACHER: N_("What the teacher does"),
    StageField.PUPIL: N_("What the pupil does"),
    StageField.ASSESSMENT: N_("Assessment"),
    StageField.RESOURCES: N_("Resources"),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the lesson; `row` 0: nobody has written in it yet."""

    number: int
    name: str = ""
    minutes: int | None = None
    teacher_does: str = ""
    pupil_does: str = ""
    assessment: str = ""
    resources: str = ""
    row: int = 0


USUAL_STAGES = (
    (N_("Beginning of the lesson"), 5),
    (N_("Middle of the lesson"), 35),
    (N_("End of the lesson"), 5),
)
"""What a new form offers; it is kept from the first word on."""


@dataclass(frozen=True, slots=True)
class PlanTexts:
    """What a teacher wrote in the head; empty: the thematic plan speaks."""

    unit: str = ""
    objectives: str = ""
    aim: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LessonPlan:
    """The whole form. `present` and `absent` are None until attendance was taken."""

    head: PageHead
    lesson: LessonKey
    day: date
    slot: int
    topic: str
    unit: str
    objectives: str
    aim: str
    note: str
    homework: str
    stages: tuple[Stage, ...]
    own: PlanTexts = PlanTexts()
    present: int | None = None
    absent: int | None = None
    form: Form = field(default_factory=Form)

    @property
    def minutes(self) -> int:
        """How long all stages take together."""
        return sum(stage.minutes or 0 for stage in self.stages)
