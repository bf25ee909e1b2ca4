"""What may be typed in a short-term plan, and what it takes from the page and the thematic plan."""

from collections.abc import Sequence
from dataclasses import replace

from school_desk.errors import N_, DeskError
from school_desk.journal.lesson_plan_model import (
    MOST_MINUTES,
    MOST_STAGES,
    USUAL_STAGES,
    LessonPlan,
    PlanTexts,
    Stage,
    StageField,
)
from school_desk.journal.model import Column, RegisterPage
from school_desk.journal.thematic_model import PlanRow
from school_desk.school.model import LessonKey
from school_desk.school.texts import as_line, as_quote

MOST_DIGITS = 4
"""More no number of minutes has; Python itself reads no number of 5,000 digits."""


class MinutesError(DeskError):
    """A time that no stage takes."""

    sentence = N_("Minutes are a whole number between 1 and {most}, not «{text}».")


class StagesFullError(DeskError):
    """More stages than a lesson can have."""

    sentence = N_("A lesson plan has at most {most} stages. Nothing was written.")


class LessonGoneError(DeskError):
    """A lesson that is not on the page (any more)."""

    sentence = N_("There is no lesson on {day} on this page. Choose another one.")


def accept_stage(stage: Stage, at: StageField, text: str) -> Stage:
    """The stage with a cell as it was typed, or raise."""
    if at is not StageField.MINUTES:
        return replace(stage, **{at.value: as_lines(text)})  # type: ignore[arg-type]  # a text field
    typed = text.strip()
    if not typed:
        return replace(stage, minutes=None)
    fits = typed.isdecimal() and len(typed) <= MOST_DIGITS
    if not fits or not 1 <= int(typed) <= MOST_MINUTES:
        raise MinutesError(text=as_quote(text), most=MOST_MINUTES)
    return replace(stage, minutes=int(typed))


def accept_more(stages: Sequence[Stage]) -> Stage:
    """One stage more, or raise."""
    if len(stages) >= MOST_STAGES:
        raise StagesFullError(most=MOST_STAGES)
    return Stage(1 + max((stage.number for stage in stages), default=0))


def as_lines(text: str) -> str:
    r"""A text of several lines as it is kept.

    >>> as_lines(" бірінші \n\n екінші ")
    'бірінші\nекінші'
    """
    lines = (as_line(line) for line in text.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def usual_stages(names: Sequence[str]) -> tuple[Stage, ...]:
    """The stages that a new form offers, named in a language."""
    return tuple(
        Stage(number, name, minutes)
        for number, (name, (_said, minutes)) in enumerate(zip(names, USUAL_STAGES, strict=True), 1)
    )


def column_of(page: RegisterPage, lesson: LessonKey) -> Column:
    """The lesson on its page, or raise."""
    found = next((one for one in page.columns if one.key.lesson == lesson), None)
    if found is None:
        raise LessonGoneError(day=lesson.date)
    return found


def made_plan(
    page: RegisterPage,
    column: Column,
    row: PlanRow | None,
    own: PlanTexts,
    stages: Sequence[Stage],
) -> LessonPlan:
    """The form, filled from the page and the thematic plan where nobody wrote anything else."""
    lesson = column.key.lesson
    if lesson is None:
        raise ValueError(column)
    present, absent = attendance_of(page, column)
    return LessonPlan(
        head=page.head,
        lesson=lesson,
        day=column.date,
        slot=column.slot,
        topic=column.topic,
        unit=own.unit or (row.unit if row else ""),
        objectives=own.objectives or column.objective,
        aim=own.aim,
        note=own.note,
        homework=column.homework,
        stages=tuple(stages),
        own=own,
        present=present,
        absent=absent,
        form=page.form,
    )


def attendance_of(page: RegisterPage, column: Column) -> tuple[int | None, int | None]:
    """How many were there and how many were not; nothing is known before it was taken."""
    if not column.held:
        return None, None
    there = [row for row in page.rows if row.there_on(column.date)]
    lesson = column.key.lesson
    signs = (row.signs.get(lesson) if lesson else None for row in there)
    absent = sum(sign is not None and sign.away for sign in signs)
    return len(there) - absent, absent
