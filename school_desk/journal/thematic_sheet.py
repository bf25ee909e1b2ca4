"""The thematic plan as a workbook: the columns of the form, and what reads it back unchanged."""

from school_desk.documents.deliver import Target
from school_desk.documents.page import Printed
from school_desk.documents.sheet import (
    DAY,
    WHOLE,
    CellValue,
    SheetColumn,
    SheetDraft,
    build_workbook,
)
from school_desk.documents.voices import DocumentLanguage, Voices, one_line, told, voices_of
from school_desk.errors import N_
from school_desk.journal import thematic_paper as paper
from school_desk.journal.thematic_model import KIND_NAMES, PlanField, ThematicPlan
from school_desk.journal.thematic_paper import PlanLine

WIDTHS = {
    PlanField.UNIT: 28.0,
    PlanField.TOPIC: 44.0,
    PlanField.OBJECTIVES: 40.0,
    PlanField.HOURS: 8.0,
    PlanField.DAY: 12.0,
    PlanField.NOTE: 22.0,
    PlanField.KIND: 14.0,
    PlanField.HOMEWORK: 28.0,
    PlanField.TOP: 12.0,
}
FORMATS = {PlanField.HOURS: WHOLE, PlanField.DAY: DAY, PlanField.TOP: WHOLE}

LINES = (
    N_("One row for each topic; a line “Term 1” begins the rows of a term."),
    N_("Kind: lesson, SAU, SAT, revision or heading. Empty is a lesson."),
    N_("Hours: how many lessons the topic takes. Empty is one."),
    N_("Date is worked out from the timetable and is not read."),
    N_("Pinned date holds a row on a day, such as that of a summative work."),
    N_("Nothing is written until you have seen the list and accepted it."),
)


def build_thematic_sheet(
    plan: ThematicPlan,
    *,
    school: str,
    language: DocumentLanguage,
    printed: Printed,
    out: Target,
    term: int | None = None,
) -> None:
    """Write a plan (or one term of it) as a workbook that can be taken in again."""
    voices = voices_of(language)
    title = f"{one_line(told(voices, paper.TITLE))}: {one_line(paper.full_title(plan, voices))}"
    above = (school, title, one_line(told(voices, paper.TEACHER_IS, name=plan.head.teacher_name)))
    rows = tuple(_row(line, voices) for line in paper.lines_of(plan, term))
    _write(voices, above, rows, title, printed, out)


def build_thematic_template(
    plan: ThematicPlan, *, language: DocumentLanguage, printed: Printed, out: Target
) -> None:
    """Write an empty plan with the titles of the terms, explained in one language."""
    voices = voices_of(language)
    title = f"{one_line(told(voices, paper.TITLE))}: {one_line(paper.full_title(plan, voices))}"
    blank = [None] * (len(_columns(voices)) - 2)
    rows = tuple(
        (None, one_line(told(voices, paper.TERM, number=term.number)), *blank)
        for term in plan.terms
    )
    _write(voices, (title,), rows, title, printed, out, explained=True)


def _write(
    voices: Voices,
    above: tuple[str, ...],
    rows: tuple[tuple[CellValue, ...], ...],
    title: str,
    printed: Printed,
    out: Target,
    *,
    explained: bool = False,
) -> None:
    name = one_line(told(voices, paper.LIST))
    sheets = [SheetDraft(name, above, _columns(voices), rows, frozen=1)]
    if explained:
        notes = tuple((one_line(told(voices, line)),) for line in LINES)
        head = one_line(told(voices, paper.EXPLANATION))
        sheets.append(SheetDraft(head, (), (SheetColumn(head, 100),), notes))
    build_workbook(sheets, title=title, language=voices[0].language, printed=printed, out=out)


def _columns(voices: Voices) -> tuple[SheetColumn, ...]:
    return (
        SheetColumn(one_line(told(voices, paper.NUMBER)), 5, WHOLE),
        *(
            SheetColumn(one_line(paper.field_name(at, voices)), WIDTHS[at], FORMATS.get(at, ""))
            for at in (*paper.PRINTED, *paper.ADDED)
        ),
        SheetColumn(one_line(told(voices, paper.PINNED)), 14, DAY),
    )


def _row(line: PlanLine, voices: Voices) -> tuple[CellValue, ...]:
    row = line.row
    if row is None:
        title = one_line(told(voices, paper.TERM, number=line.term))
        return (None, title, *[None] * (len(paper.PRINTED) + len(paper.ADDED)))
    values: dict[PlanField, CellValue] = {
        PlanField.UNIT: row.unit or None,
        PlanField.TOPIC: row.topic or None,
        PlanField.OBJECTIVES: row.objectives or None,
        PlanField.HOURS: row.takes or None,
        PlanField.DAY: line.days[0] if line.days else None,
        PlanField.NOTE: row.note or None,
        PlanField.KIND: voices[0](KIND_NAMES[row.kind]),
        PlanField.HOMEWORK: row.homework or None,
        PlanField.TOP: row.top,
    }
    own = (values[at] for at in (*paper.PRINTED, *paper.ADDED))
    return (line.number, *own, row.day)
