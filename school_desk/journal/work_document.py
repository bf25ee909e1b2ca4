"""A summative work on paper: its specification, then the points of the pupils by descriptor."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from school_desk import formats
from school_desk.documents.boxes import Signatures, Signer
from school_desk.documents.deliver import Target
from school_desk.documents.fonts import BOLD, REGULAR
from school_desk.documents.measures import BODY, LANDSCAPE, PORTRAIT, SHADE, SMALL
from school_desk.documents.page import Face, Printed, build_story, inner_width
from school_desk.documents.tables import (
    BODY_STYLE,
    SMALL_STYLE,
    STRONG_STYLE,
    TITLE_STYLE,
    Cell,
    Style,
    grid_table,
    paragraph,
    wrapped,
)
from school_desk.documents.voices import DocumentLanguage, Voices, one_line, told, voices_of
from school_desk.journal import register_paper as page_paper
from school_desk.journal import work_paper as paper
from school_desk.journal.register_paper import SignLetters
from school_desk.journal.work_page_model import Fit, WorkLine, WorkPage
from school_desk.journal.work_parts import Descriptor, Task

NUMBER, NAME, POINT, TOTAL, PERCENT = 20.0, 132.0, 17.0, 44.0, 36.0
WIDEST_POINT = 26.0
SHARES = (0.27, 0.21, 0.12, 0.33, 0.07)
"""The width of a specification's columns: task, criterion, objectives, descriptor, points."""
TIGHT = 1.0


@dataclass(frozen=True, slots=True)
class _Print:
    """A work with all that its sheets need to know."""

    laid: WorkPage
    voices: Voices
    letters: page_paper.Letters
    width: float


def build_work(
    laid: WorkPage,
    *,
    school: str,
    signs: SignLetters,
    language: DocumentLanguage,
    printed: Printed,
    out: Target,
) -> None:
    """Print a work; many descriptors lie across a landscape sheet."""
    voices = voices_of(language)
    room = inner_width(PORTRAIT) - NUMBER - NAME - TOTAL - PERCENT
    size = PORTRAIT if len(laid.descriptors) * POINT <= room else LANDSCAPE
    letters = page_paper.letters_in(signs, voices[0].language)
    todo = _Print(laid, voices, letters, inner_width(size))
    title = f"{told(voices, paper.SUMMATIVE_WORK)[0]}: {paper.title_of(laid, voices)[0]}"
    face = Face(title, voices, printed, school=school, ruleset=laid.page.head.ruleset)
    story = [*_title(todo), *_specification(todo), *_results(todo)]
    build_story(story, face, out, size=size)


def _title(todo: _Print) -> Iterator[Flowable]:
    yield paragraph(paper.title_of(todo.laid, todo.voices), TITLE_STYLE)
    yield paragraph(page_paper.full_title(todo.laid.page, todo.voices), SMALL_STYLE)
    teacher = told(todo.voices, page_paper.TEACHER_IS, name=todo.laid.page.head.teacher_name)
    facts = paper.facts_of(todo.laid, todo.voices)
    both = tuple(" · ".join(parts) for parts in zip(teacher, facts, strict=True))
    yield paragraph(both, SMALL_STYLE)
    yield Spacer(0, 8)


def _specification(todo: _Print) -> Iterator[Flowable]:
    laid = todo.laid
    yield paragraph(told(todo.voices, paper.SPECIFICATION), STRONG_STYLE)
    yield Spacer(0, 4)
    if not laid.tasks:
        yield paragraph(told(todo.voices, paper.NO_TASKS), BODY_STYLE)
        yield Spacer(0, 10)
        return
    widths = (NUMBER, *(share * (todo.width - NUMBER) for share in SHARES))
    heads = (
        page_paper.NUMBER,
        *(paper.TASK, paper.CRITERION, paper.OBJECTIVES, paper.DESCRIPTOR, paper.POINTS),
    )
    rows: list[list[Cell]] = [_heads(todo, heads, widths)]
    style: list[Style] = [("VALIGN", (0, 1), (-1, -1), "TOP"), ("ALIGN", (5, 1), (5, -1), "CENTER")]
    for number, task in enumerate(laid.tasks, start=1):
        first = len(rows)
        rows += _task_rows(number, task, widths)
        last = len(rows) - 1
        style += [("SPAN", (column, first), (column, last)) for column in range(4)]
    total = wrapped(one_line(told(todo.voices, paper.SUM)), sum(widths[:5]), BOLD)
    rows.append([total, "", "", "", "", str(laid.sum)])
    style += [("SPAN", (0, -1), (4, -1)), ("FONT", (0, -1), (-1, -1), BOLD, BODY)]
    style += [("BACKGROUND", (0, -1), (-1, -1), SHADE), ("ALIGN", (0, -1), (0, -1), "RIGHT")]
    yield grid_table(rows, widths, style=style)
    if laid.fit is not Fit.FITS:
        facts = {"sum": laid.sum, "top": laid.work.top}
        yield paragraph(told(todo.voices, paper.DIFFERS, **facts), SMALL_STYLE)
    yield Spacer(0, 10)


def _task_rows(number: int, task: Task, widths: Sequence[float]) -> list[list[Cell]]:
    descriptors = task.descriptors or (Descriptor(1, "", 0),)
    objectives = ",\n".join(task.objectives)
    rows: list[list[Cell]] = []
    for n, one in enumerate(descriptors, start=1):
        text = wrapped(f"{number}.{n} {one.text}".strip(), widths[4], REGULAR, BODY)
        points = str(one.points) if task.descriptors else page_paper.NOTHING
        own: list[Cell] = ["", "", "", ""]
        if n == 1:
            task_words = wrapped(task.text, widths[1])
            own = [str(number), task_words, wrapped(task.criterion, widths[2]), objectives]
        rows.append([*own, text, points])
    return rows


def _results(todo: _Print) -> Iterator[Flowable]:
    heading = paragraph(told(todo.voices, paper.RESULTS), STRONG_STYLE)
    room = todo.width - NUMBER - NAME - TOTAL - PERCENT
    most = int(room // POINT)
    found = tuple(paper.numbered(todo.laid))
    parts = [found[start : start + most] for start in range(0, len(found), most)] or [()]
    for place, part in enumerate(parts):
        last = place == len(parts) - 1
        table = _points_table(todo, part, room, last=last)
        yield KeepTogether([heading, Spacer(0, 4), table] if place == 0 else [table])
        yield Spacer(0, 8)
    notes = [paragraph((note,), SMALL_STYLE) for note in paper.notes_of(todo.laid, todo.voices)]
    signer = Signer(told(todo.voices, page_paper.TEACHER), todo.laid.page.head.teacher_name)
    yield KeepTogether([*notes, Signatures((signer,), todo.width / 2)])


def _points_table(
    todo: _Print, part: Sequence[tuple[str, Descriptor]], room: float, *, last: bool
) -> Table:
    point = min(WIDEST_POINT, room / max(len(part), 1))
    ends = (TOTAL, PERCENT) if last else ()
    widths = (NUMBER, NAME, *(point for _ in part), *ends)
    heads: list[Cell] = [
        one_line(told(todo.voices, page_paper.NUMBER)),
        _stacked(todo, page_paper.NAME, NAME),
        *(f"{number}\n/ {one.points}" for number, one in part),
    ]
    if last:
        heads += [f"{_stacked(todo, paper.SUM, TOTAL)}\n/ {todo.laid.work.top}", paper.PERCENT]
    rows = [_pupil_row(todo, n, line, part, last=last) for n, line in enumerate(todo.laid.lines, 1)]
    style: list[Style] = [
        ("ALIGN", (2, 1), (-1, -1), "CENTER"),
        ("ALIGN", (0, 1), (0, -1), "RIGHT"),
        ("LEFTPADDING", (2, 0), (-1, -1), TIGHT),
        ("RIGHTPADDING", (2, 0), (-1, -1), TIGHT),
    ]
    if last:
        style += [("BACKGROUND", (-1, 1), (-1, -1), SHADE), ("FONT", (-2, 1), (-2, -1), BOLD, BODY)]
    done = paper.done_by_descriptor(todo.laid)
    if done and part:
        rows.append(_done_row(todo, part, last=last))
        style += [("BACKGROUND", (0, -1), (-1, -1), SHADE), ("SPAN", (0, -1), (1, -1))]
        style += [("FONT", (0, -1), (-1, -1), REGULAR, SMALL), ("ALIGN", (0, -1), (0, -1), "RIGHT")]
    return grid_table([heads, *rows], widths, style=style)


def _pupil_row(
    todo: _Print,
    number: int,
    line: WorkLine,
    part: Sequence[tuple[str, Descriptor]],
    *,
    last: bool,
) -> list[Cell]:
    points = (line.points.get(one.row) for _number, one in part)
    cells = ["" if n is None else str(n) for n in points]
    row: list[Cell] = [str(number), wrapped(line.row.pupil.name.listed, NAME), *cells]
    if last:
        words = paper.total_cell(todo.laid, line, todo.letters)
        row.append(words.text or ("" if words.points is None else str(words.points)))
        row.append(_percent(line.percent, todo.voices))
    return row


def _done_row(todo: _Print, part: Sequence[tuple[str, Descriptor]], *, last: bool) -> list[Cell]:
    done = paper.done_by_descriptor(todo.laid)
    language = todo.voices[0].language
    cells = [formats.number(done.get(one.row), 0, language) for _number, one in part]
    row: list[Cell] = [one_line(told(todo.voices, paper.DONE)), "", *cells]
    return [*row, "", ""] if last else row


def _percent(value: Fraction | None, voices: Voices) -> str:
    if value is None:
        return page_paper.NOTHING
    return formats.number(value, 0, voices[0].language)


def _heads(todo: _Print, texts: Sequence[str], widths: Sequence[float]) -> list[Cell]:
    return [_stacked(todo, text, width) for text, width in zip(texts, widths, strict=True)]


def _stacked(todo: _Print, text: str, width: float) -> str:
    lines = dict.fromkeys(told(todo.voices, text))
    return "\n".join(wrapped(line, width + 4, BOLD, SMALL) for line in lines)
