"""The short-term plan of a lesson on paper, as appendix 7 of order No. 130 has it."""

from collections.abc import Iterator

from reportlab.lib.colors import white
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from school_desk.documents.boxes import Signatures, Signer
from school_desk.documents.deliver import Target
from school_desk.documents.fonts import BOLD, REGULAR
from school_desk.documents.measures import BODY, LEADING, PORTRAIT, SHADE, SMALL
from school_desk.documents.page import Face, Printed, build_story, inner_width
from school_desk.documents.tables import (
    STRONG_STYLE,
    TITLE_STYLE,
    Cell,
    Style,
    grid_table,
    paragraph,
    wrapped,
)
from school_desk.documents.voices import DocumentLanguage, Lines, Voices, told, voices_of
from school_desk.journal import lesson_plan_paper as paper
from school_desk.journal.lesson_plan_model import STAGE_HEADS, LessonPlan, Stage, StageField

NAME_WIDTH = 150.0
STAGE_WIDTHS = (76.0, 42.0, 134.0, 124.0, 70.0)
WITHIN = 2


def build_lesson_plan(
    plan: LessonPlan, *, school: str, language: DocumentLanguage, printed: Printed, out: Target
) -> None:
    """Print the plan of a lesson."""
    voices = voices_of(language)
    title = f"{told(voices, paper.TITLE)[0]}: {plan.topic}" if plan.topic else ""
    face = Face(title or told(voices, paper.TITLE)[0], voices, printed, school=school, origin="")
    build_story(list(_story(plan, school, voices)), face, out)


def _story(plan: LessonPlan, school: str, voices: Voices) -> Iterator[Flowable]:
    yield paragraph(told(voices, paper.TITLE), TITLE_STYLE)
    yield Spacer(0, 4)
    yield _lines(paper.head_lines(plan, school, voices))
    yield Spacer(0, 8)
    yield paragraph(told(voices, paper.COURSE), STRONG_STYLE)
    yield Spacer(0, 3)
    yield _stages(plan, voices)
    below = paper.last_lines(plan, voices)
    if below:
        yield Spacer(0, 8)
        yield _lines(below)
    signer = Signer(told(voices, paper.TEACHER), plan.head.teacher_name)
    yield KeepTogether([Spacer(0, 8), Signatures([signer], inner_width(PORTRAIT) / 2)])


def _lines(lines: tuple[paper.Line, ...]) -> Table:
    """Names at the left in grey, values beside them."""
    width = inner_width(PORTRAIT) - NAME_WIDTH
    rows: list[tuple[Cell, ...]] = [
        (
            _stacked(names, NAME_WIDTH),
            _lines_of(value, width),
        )
        for names, value in lines
    ]
    style: tuple[Style, ...] = (
        ("BACKGROUND", (0, 0), (0, -1), SHADE),
        ("BACKGROUND", (1, 0), (1, -1), white),
        ("FONT", (0, 0), (0, -1), BOLD, SMALL, SMALL + 2),
        ("FONT", (1, 0), (1, -1), REGULAR, BODY, LEADING),
        ("ALIGN", (0, 0), (-1, -1), "LEFT"),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    )
    return grid_table(rows, (NAME_WIDTH, width), heads=0, style=style)


def _stages(plan: LessonPlan, voices: Voices) -> Table:
    widths = (*STAGE_WIDTHS, inner_width(PORTRAIT) - sum(STAGE_WIDTHS))
    heads = tuple(
        _stacked(told(voices, STAGE_HEADS[at]), width)
        for at, width in zip(StageField, widths, strict=True)
    )
    rows: list[tuple[Cell, ...]] = [heads, *(_stage(one, widths) for one in plan.stages)]
    total = _stacked(told(voices, paper.TOTAL), widths[0])
    rows.append((total, str(plan.minutes), "", "", "", ""))
    style: tuple[Style, ...] = (
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("ALIGN", (1, 1), (1, -1), "CENTER"),
        ("FONT", (0, len(rows) - 1), (0, len(rows) - 1), BOLD, SMALL, SMALL + 2),
        ("FONT", (1, len(rows) - 1), (1, len(rows) - 1), BOLD, BODY, LEADING),
        ("SPAN", (WITHIN, len(rows) - 1), (-1, len(rows) - 1)),
    )
    return grid_table(rows, widths, style=style)


def _stage(stage: Stage, widths: tuple[float, ...]) -> tuple[Cell, ...]:
    texts = (
        stage.name,
        "" if stage.minutes is None else str(stage.minutes),
        stage.teacher_does,
        stage.pupil_does,
        stage.assessment,
        stage.resources,
    )
    return tuple(_lines_of(text, width) for text, width in zip(texts, widths, strict=True))


def _stacked(lines: Lines, width: float) -> str:
    """A name in each language, one under the other."""
    return "\n".join(wrapped(line, width, BOLD, SMALL) for line in dict.fromkeys(lines))


def _lines_of(text: str, width: float) -> str:
    """A text with the line breaks of whoever wrote it."""
    return "\n".join(wrapped(line, width) for line in text.split("\n"))
