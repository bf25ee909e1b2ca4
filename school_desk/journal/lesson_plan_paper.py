"""What a printed short-term plan says, in words: one source for its PDF and its sheet."""

from school_desk import formats
from school_desk.documents.voices import Lines, Voices, class_in, told
from school_desk.errors import N_
from school_desk.journal.lesson_plan_model import LessonPlan

NOTHING = "—"
TITLE = N_("Short-term plan")
ORGANISATION = N_("Organisation of education")
UNIT = N_("Unit, cross-cutting theme")
TEACHER = N_("Teacher")
DATE = N_("Date")
CLASS = N_("Class")
PRESENT = N_("Present")
ABSENT = N_("Absent")
TOPIC = N_("Lesson topic")
OBJECTIVES = N_("Learning objectives of the syllabus")
AIM = N_("Aim of the lesson")
HOMEWORK = N_("Homework")
NOTE = N_("Note")
COURSE = N_("Course of the lesson")
TOTAL = N_("In all, min")

Line = tuple[Lines, str]
"""What a line of the head is called in each language, and what stands there."""


def head_lines(plan: LessonPlan, school: str, voices: Voices) -> tuple[Line, ...]:
    """The head of the form, line by line; a dash where nothing is known."""
    language = voices[0].language
    subject = plan.head.subject_names[language]
    values = (
        (ORGANISATION, school),
        (UNIT, plan.unit),
        (TEACHER, plan.head.teacher_name),
        (DATE, f"{formats.date_long(plan.day, language)}, {subject}"),
        (CLASS, class_in(plan.head.class_label, voices)[0]),
        (PRESENT, counted(plan.present)),
        (ABSENT, counted(plan.absent)),
        (TOPIC, plan.topic),
        (OBJECTIVES, plan.objectives),
        (AIM, plan.aim),
    )
    return tuple((told(voices, name), value or NOTHING) for name, value in values)


def last_lines(plan: LessonPlan, voices: Voices) -> tuple[Line, ...]:
    """What stands under the table, where there is anything."""
    values = ((HOMEWORK, plan.homework), (NOTE, plan.note))
    return tuple((told(voices, name), value) for name, value in values if value)


def counted(count: int | None) -> str:
    """A number of pupils; before attendance was taken, a dash."""
    return NOTHING if count is None else str(count)
