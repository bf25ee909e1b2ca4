"""The short-term plan of a lesson as a workbook: head above, stages as a table."""

from school_desk.documents.deliver import Target
from school_desk.documents.page import Printed
from school_desk.documents.sheet import WHOLE, SheetColumn, SheetDraft, build_workbook
from school_desk.documents.voices import DocumentLanguage, Voices, one_line, told, voices_of
from school_desk.journal import lesson_plan_paper as paper
from school_desk.journal.lesson_plan_model import STAGE_HEADS, LessonPlan, Stage, StageField

WIDTHS = (24.0, 9.0, 44.0, 44.0, 26.0, 26.0)


def build_lesson_plan_sheet(
    plan: LessonPlan, *, school: str, language: DocumentLanguage, printed: Printed, out: Target
) -> None:
    """Write the plan of a lesson as a workbook to go on with."""
    voices = voices_of(language)
    title = one_line(told(voices, paper.TITLE))
    lines = (_said(line) for line in paper.head_lines(plan, school, voices))
    heads = tuple(
        SheetColumn(one_line(told(voices, STAGE_HEADS[at])), width, WHOLE)
        for at, width in zip(StageField, WIDTHS, strict=True)
    )
    rows = tuple(_row(stage) for stage in plan.stages)
    draft = SheetDraft(title, (title, *lines), heads, rows, notes=_notes(plan, voices))
    build_workbook((draft,), title=title, language=voices[0].language, printed=printed, out=out)


def _notes(plan: LessonPlan, voices: Voices) -> tuple[str, ...]:
    total = f"{one_line(told(voices, paper.TOTAL))}: {plan.minutes}"
    return (total, *(_said(line) for line in paper.last_lines(plan, voices)))


def _said(line: paper.Line) -> str:
    names, value = line
    return f"{one_line(names)}: {value}"


def _row(stage: Stage) -> tuple[str | int | None, ...]:
    return (
        stage.name or None,
        stage.minutes,
        stage.teacher_does or None,
        stage.pupil_does or None,
        stage.assessment or None,
        stage.resources or None,
    )
