"""A summative work as a workbook: its specification, and the same points as on screen and paper."""

from collections.abc import Iterator

from school_desk import formats
from school_desk.documents.deliver import Target
from school_desk.documents.page import Printed
from school_desk.documents.sheet import (
    TWO_PLACES,
    WHOLE,
    CellValue,
    SheetColumn,
    SheetDraft,
    build_workbook,
)
from school_desk.documents.voices import DocumentLanguage, Voices, one_line, told, voices_of
from school_desk.journal import register_paper as page_paper
from school_desk.journal import work_paper as paper
from school_desk.journal.register_paper import SignLetters
from school_desk.journal.work_page_model import WorkLine, WorkPage
from school_desk.journal.work_parts import Descriptor

WORDS = 36.0
NARROW = 8.0


def build_work_sheet(
    laid: WorkPage,
    *,
    school: str,
    signs: SignLetters,
    language: DocumentLanguage,
    printed: Printed,
    out: Target,
) -> None:
    """Write a work as two sheets: specification, results."""
    voices = voices_of(language)
    main = voices[0].language
    title = one_line(paper.title_of(laid, voices))
    origin = f"{formats.date_short(printed.at.date(), main)}, {printed.by}"
    page_title = one_line(page_paper.full_title(laid.page, voices))
    facts = one_line(paper.facts_of(laid, voices))
    above = (school, title, page_title, f"{facts} · {origin}")
    letters = page_paper.letters_in(signs, main)
    sheets = (_specification(laid, voices, above), _results(laid, voices, above, letters))
    build_workbook(sheets, title=title, language=main, printed=printed, out=out)


def _specification(laid: WorkPage, voices: Voices, above: tuple[str, ...]) -> SheetDraft:
    heads = (
        SheetColumn(one_line(told(voices, page_paper.NUMBER)), 5),
        *(
            SheetColumn(one_line(told(voices, text)), width)
            for text, width in (
                (paper.TASK, WORDS),
                (paper.CRITERION, WORDS),
                (paper.OBJECTIVES, 20.0),
                (paper.DESCRIPTOR, WORDS),
            )
        ),
        SheetColumn(one_line(told(voices, paper.POINTS)), NARROW, WHOLE),
    )
    total = (None, one_line(told(voices, paper.SUM)), None, None, None, laid.sum)
    rows = (*_task_rows(laid), total)
    notes: tuple[str, ...] = ()
    if laid.sum != laid.work.top:
        facts = {"sum": laid.sum, "top": laid.work.top}
        notes = (one_line(told(voices, paper.DIFFERS, **facts)),)
    name = one_line(told(voices, paper.SPECIFICATION))
    return SheetDraft(name, above, heads, rows, frozen=2, notes=notes)


def _task_rows(laid: WorkPage) -> Iterator[tuple[CellValue, ...]]:
    for number, task in enumerate(laid.tasks, start=1):
        own = (number, task.text, task.criterion, ", ".join(task.objectives))
        for n, one in enumerate(task.descriptors or (Descriptor(1, "", 0),), start=1):
            words = f"{number}.{n} {one.text}".strip() if task.descriptors else None
            points = one.points if task.descriptors else None
            yield (*(own if n == 1 else (None, None, None, None)), words, points)


def _results(
    laid: WorkPage, voices: Voices, above: tuple[str, ...], letters: page_paper.Letters
) -> SheetDraft:
    heads = (
        SheetColumn(one_line(told(voices, page_paper.NUMBER)), 5),
        SheetColumn(one_line(told(voices, page_paper.NAME)), 30.0),
        *(
            SheetColumn(f"{number} / {one.points}", NARROW, WHOLE)
            for number, one in paper.numbered(laid)
        ),
        SheetColumn(f"{one_line(told(voices, paper.SUM))} / {laid.work.top}", 10, WHOLE),
        SheetColumn(paper.PERCENT, NARROW, TWO_PLACES),
    )
    rows = [_pupil_row(laid, n, line, letters) for n, line in enumerate(laid.lines, start=1)]
    done = paper.done_by_descriptor(laid)
    if done:
        shares = (done.get(one.row) for _number, one in paper.numbered(laid))
        rows.append((None, one_line(told(voices, paper.DONE)), *shares, None, None))
    name = one_line(told(voices, paper.RESULTS))
    notes = paper.notes_of(laid, voices)
    return SheetDraft(name, above, heads, tuple(rows), frozen=2, notes=notes)


def _pupil_row(
    laid: WorkPage, number: int, line: WorkLine, letters: page_paper.Letters
) -> tuple[CellValue, ...]:
    words = paper.total_cell(laid, line, letters)
    total: CellValue = words.text or words.points
    points = (line.points.get(one.row) for _number, one in paper.numbered(laid))
    return number, line.row.pupil.name.listed, *points, total, line.percent
