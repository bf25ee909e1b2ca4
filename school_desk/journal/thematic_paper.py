"""What a printed thematic plan says, in words: one source for its PDF and its sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count

from school_desk import formats
from school_desk.documents.voices import Lines, Voices, class_in, told
from school_desk.errors import N_
from school_desk.journal.register_paper import school_year
from school_desk.journal.thematic_model import (
    FIELD_NAMES,
    KIND_NAMES,
    PlanField,
    PlanRow,
    RowKind,
    ThematicPlan,
)

TITLE = N_("Calendar-thematic plan")
NUMBER = N_("№")
PINNED = N_("Pinned date")
TERM = N_("Term {number}")
TERM_HOURS = N_("Term {number}: {hours} h planned, {lessons} lessons in the timetable")
TEACHER = N_("Teacher")
TEACHER_IS = N_("Teacher: {name}")
REVIEWED = N_("Reviewed by the subject team")
APPROVED = N_("Approved by the head")
WEEKS = N_("School year {years}")
LIST = N_("Thematic plan")
EXPLANATION = N_("Explanation")

PRINTED = (
    PlanField.UNIT,
    PlanField.TOPIC,
    PlanField.OBJECTIVES,
    PlanField.HOURS,
    PlanField.DAY,
    PlanField.NOTE,
)
"""The columns of appendix 6 of order No. 130 after the number."""

ADDED = (PlanField.KIND, PlanField.HOMEWORK, PlanField.TOP)
"""What a spreadsheet keeps beside them, so that it can be read again unchanged."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line of the plan: the title of a term, or a row with its number and its days."""

    term: int
    row: PlanRow | None = None
    number: int | None = None
    days: tuple[date, ...] = ()


def lines_of(plan: ThematicPlan, term: int | None = None) -> Iterator[PlanLine]:
    """The plan (of one term) as it is printed, lessons numbered through the year."""
    numbers = count(1)
    for one in plan.terms:
        shown = term in (None, one.number)
        if shown:
            yield PlanLine(one.number)
        for place, row in enumerate(plan.rows):
            if row.term != one.number:
                continue
            number = None if row.kind is RowKind.HEADER else next(numbers)
            if shown:
                yield PlanLine(one.number, row, number, plan.days(place))


def full_title(plan: ThematicPlan, voices: Voices) -> Lines:
    """Class, subject, school year."""
    head = plan.head
    years = school_year(head.period)
    labels, said = class_in(head.class_label, voices), told(voices, WEEKS, years=years)
    names = (head.subject_names[voice.language] for voice in voices)
    return tuple(" · ".join(parts) for parts in zip(labels, names, said, strict=True))


def term_title(plan: ThematicPlan, term: int, voices: Voices) -> Lines:
    """The title of a term with its hours."""
    fit = next(one for one in plan.binding.fits if one.term == term)
    return told(voices, TERM_HOURS, number=term, hours=fit.hours, lessons=fit.lessons)


def topic_words(row: PlanRow, voices: Voices) -> str:
    """The topic; of a work its kind and maximum before it."""
    if row.kind in (RowKind.UNIT_SUMMATIVE, RowKind.TERM_SUMMATIVE):
        name = voices[0](KIND_NAMES[row.kind])
        topic = row.topic if name.casefold() in row.topic.casefold() else f"{name}. {row.topic}"
        return f"{topic.rstrip('. ')} (/ {row.top})" if row.top else topic.rstrip(". ")
    return row.topic


def days_words(days: tuple[date, ...], language: str) -> str:
    """The days of a row: one, or the first and the last."""
    if not days:
        return ""
    last = formats.date_short(days[-1], language)
    return last if days[0] == days[-1] else f"{days[0]:%d.%m}–{last}"


def field_name(at: PlanField, voices: Voices) -> Lines:
    """The head of a column."""
    return told(voices, FIELD_NAMES[at])
