"""The thematic plan on paper, in the columns of appendix 6 of order No. 130."""

from collections.abc import Iterable, Iterator, Sequence

from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from school_desk import formats
from school_desk.documents.boxes import Signatures, Signer
from school_desk.documents.deliver import Target
from school_desk.documents.fonts import BOLD, REGULAR
from school_desk.documents.measures import BODY, LANDSCAPE, LEADING, SHADE, SMALL
from school_desk.documents.page import Face, Printed, build_story, inner_width
from school_desk.documents.tables import (
    SMALL_STYLE,
    TITLE_STYLE,
    Cell,
    Style,
    grid_table,
    is_tall,
    paragraph,
    wrapped,
)
from school_desk.documents.voices import DocumentLanguage, Voices, one_line, told, voices_of
from school_desk.journal import thematic_paper as paper
from school_desk.journal.thematic_model import PlanField, RowKind, ThematicPlan
from school_desk.journal.thematic_paper import PlanLine

WIDTHS = (26.0, 132.0, 206.0, 182.0, 42.0, 88.0, 80.0)
NOTHING = "—"


def build_thematic_plan(
    plan: ThematicPlan,
    *,
    school: str,
    language: DocumentLanguage,
    printed: Printed,
    out: Target,
    term: int | None = None,
) -> None:
    """Print a plan (or one term of it) on landscape sheets."""
    voices = voices_of(language)
    title = f"{told(voices, paper.TITLE)[0]}: {paper.full_title(plan, voices)[0]}"
    face = Face(title, voices, printed, school=school, origin="")
    build_story(list(_story(plan, voices, term)), face, out, size=LANDSCAPE)


def _story(plan: ThematicPlan, voices: Voices, term: int | None) -> Iterator[Flowable]:
    yield paragraph(told(voices, paper.TITLE), TITLE_STYLE)
    yield paragraph(paper.full_title(plan, voices), SMALL_STYLE)
    yield paragraph(told(voices, paper.TEACHER_IS, name=plan.head.teacher_name), SMALL_STYLE)
    yield Spacer(0, 6)
    yield _table(plan, voices, term)
    signers = [
        Signer(told(voices, paper.TEACHER), plan.head.teacher_name),
        Signer(told(voices, paper.REVIEWED)),
        Signer(told(voices, paper.APPROVED)),
    ]
    yield KeepTogether([Spacer(0, 10), Signatures(signers, inner_width(LANDSCAPE))])


def _table(plan: ThematicPlan, voices: Voices, term: int | None) -> Table:
    heads = [
        one_line(told(voices, paper.NUMBER)),
        *(one_line(paper.field_name(at, voices)) for at in paper.PRINTED),
    ]
    rows: list[tuple[Cell, ...]] = [
        tuple(wrapped(head, width, BOLD, SMALL) for head, width in zip(heads, WIDTHS, strict=True))
    ]
    styles: list[Style] = [
        ("ALIGN", (0, 1), (0, -1), "RIGHT"),
        ("ALIGN", (4, 1), (5, -1), "CENTER"),
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
    ]
    unit = ""
    for line in paper.lines_of(plan, term):
        place = len(rows)
        if line.row is None:
            title = one_line(paper.term_title(plan, line.term, voices))
            rows.append((title, *[""] * (len(WIDTHS) - 1)))
            styles += _across(place, shaded=True)
            unit = ""
        elif line.row.kind is RowKind.HEADER:
            words = " · ".join(part for part in (line.row.unit, line.row.topic) if part)
            rows.append((wrapped(words, sum(WIDTHS), BOLD), *[""] * (len(WIDTHS) - 1)))
            styles += _across(place, shaded=False)
            unit = line.row.unit
        else:
            rows.append(_cells(line, voices, unit))
            unit = line.row.unit or unit
            if line.row.kind is not RowKind.LESSON and line.row.kind is not RowKind.REVISION:
                styles.append(("FONT", (2, place), (2, place), BOLD, BODY, LEADING))
    return grid_table(rows, WIDTHS, style=[*styles, *_kept_together(rows, styles)])


def _kept_together(rows: Sequence[Sequence[Cell]], styles: Iterable[Style]) -> Iterator[Style]:
    """A heading stays on the leaf of its first row, unless they are too tall for one leaf."""
    for place in [corner[1] for name, corner, *_end in styles if name == "SPAN"]:
        if not any(is_tall(cell) for row in rows[place : place + 2] for cell in row):
            yield ("NOSPLIT", (0, place), (-1, place + 1))


def _across(place: int, *, shaded: bool) -> Iterator[Style]:
    """A line that goes over all columns."""
    yield ("SPAN", (0, place), (-1, place))
    yield ("FONT", (0, place), (-1, place), BOLD, BODY, LEADING)
    yield ("ALIGN", (0, place), (0, place), "LEFT")
    if shaded:
        yield ("BACKGROUND", (0, place), (-1, place), SHADE)


def _cells(line: PlanLine, voices: Voices, unit: str) -> tuple[Cell, ...]:
    """The cells of a row; the unit is said once, not again on each of its topics."""
    row = line.row
    if row is None:
        raise ValueError(line)
    days = paper.days_words(line.days, voices[0].language)
    work = row.kind in (RowKind.UNIT_SUMMATIVE, RowKind.TERM_SUMMATIVE)
    texts = {
        PlanField.UNIT: "" if row.unit == unit else row.unit,
        PlanField.TOPIC: paper.topic_words(row, voices),
        PlanField.OBJECTIVES: row.objectives,
        PlanField.HOURS: formats.number(row.hours, 0, voices[0].language),
        PlanField.DAY: days or NOTHING,
        PlanField.NOTE: row.note,
    }
    bold = PlanField.TOPIC if work else None
    shown = (
        wrapped(texts[at], width, BOLD if at is bold else REGULAR)
        for at, width in zip(paper.PRINTED, WIDTHS[1:], strict=True)
    )
    return (str(line.number), *shown)
