"""The register page as a workbook: the same cells and numbers as on screen and paper."""

from datetime import date

from school_desk import formats
from school_desk.documents.deliver import Target
from school_desk.documents.page import Printed
from school_desk.documents.sheet import (
    DAY,
    TWO_PLACES,
    WHOLE,
    CellValue,
    SheetColumn,
    SheetDraft,
    build_workbook,
)
from school_desk.documents.voices import DocumentLanguage, Voices, one_line, told, voices_of
from school_desk.journal import register_paper as paper
from school_desk.journal.model import Column, MarkKind, PupilRow, RegisterPage, Scale, Standing
from school_desk.journal.register_paper import CellWords, Letters, SignLetters

NAME_WIDTH = 30.0
NARROW = 6.5
TOPIC_WIDTH = 60.0
HOMEWORK_WIDTH = 40.0


def build_register_sheet(
    page: RegisterPage,
    *,
    school: str,
    signs: SignLetters,
    language: DocumentLanguage,
    printed: Printed,
    out: Target,
) -> None:
    """Write a page of the register as a workbook of two sheets: marks, lessons."""
    voices = voices_of(language)
    columns = paper.columns_to_print(page, printed.day)
    letters = paper.letters_in(signs, voices[0].language)
    title = one_line(paper.full_title(page, voices))
    origin = f"{formats.date_short(printed.at.date(), voices[0].language)}, {printed.by}"
    above = (school, title, f"{one_line(paper.state_of(page, voices))} · {origin}")
    marks = _marks(page, columns, letters, voices, above)
    lessons = _lessons(columns, voices, above[:2])
    build_workbook(
        (marks, lessons), title=title, language=voices[0].language, printed=printed, out=out
    )


def _marks(
    page: RegisterPage,
    columns: tuple[Column, ...],
    letters: Letters,
    voices: Voices,
    above: tuple[str, ...],
) -> SheetDraft:
    heads = (
        SheetColumn(one_line(told(voices, paper.NUMBER)), 5),
        SheetColumn(one_line(told(voices, paper.NAME)), NAME_WIDTH),
        *(SheetColumn(column.date, NARROW, WHOLE) for column in columns),
        *(SheetColumn(_work_head(page, n, voices), 10, WHOLE) for n in range(len(page.works))),
        *_result_heads(page, voices),
    )
    rows = tuple(
        _pupil_row(page, number, row, columns, letters, voices)
        for number, row in enumerate(page.rows, start=1)
    )
    notes = tuple(
        f"{number}. {row.pupil.name.listed}: {one_line(words)}"
        for number, row, words in paper.notes_of(page, voices)
    )
    if page.head.scale is Scale.ACHIEVED:
        notes = (one_line(told(voices, paper.REACHED_LEGEND)), *notes)
    if passed := paper.verdicts_text(page, voices):
        notes = (one_line(passed), *notes)
    name = one_line(told(voices, paper.MARKS_SHEET))
    return SheetDraft(name, above, heads, rows, frozen=2, notes=notes)


def _work_head(page: RegisterPage, place: int, voices: Voices) -> str:
    work = page.works[place]
    return f"{one_line(paper.work_name(work, voices))} / {work.top}"


def _result_heads(page: RegisterPage, voices: Voices) -> tuple[SheetColumn, ...]:
    mark = SheetColumn(one_line(told(voices, paper.MARK)), 10, WHOLE)
    if page.head.unmarked:
        return ()
    if page.head.pass_fail:
        return (SheetColumn(one_line(told(voices, paper.MARK)), 14),)
    shares = tuple(
        SheetColumn(_share_head(page, kind, voices), 10, TWO_PLACES)
        for kind in paper.kinds_of(page)
    )
    exact = SheetColumn(one_line(told(voices, paper.EXACT)), 10, TWO_PLACES)
    rounded = SheetColumn(one_line(told(voices, paper.ROUNDED)), 11, WHOLE)
    state = SheetColumn(one_line(told(voices, paper.FORECAST_HEAD)), 11, WHOLE)
    return (*shares, exact, rounded, mark, state)


def _share_head(page: RegisterPage, kind: MarkKind, voices: Voices) -> str:
    name, weight = one_line(told(voices, paper.KIND_NAMES[kind])), paper.weight_of(page, kind)
    percent = formats.percent(weight, 0, voices[0].language)
    return f"{name} {percent}" if weight else name


def _pupil_row(
    page: RegisterPage,
    number: int,
    row: PupilRow,
    columns: tuple[Column, ...],
    letters: Letters,
    voices: Voices,
) -> tuple[CellValue, ...]:
    return (
        number,
        row.pupil.name.listed,
        *(_cell(paper.lesson_cell(row, column, letters)) for column in columns),
        *(_cell(paper.work_cell(page, row, work, letters)) for work in page.works),
        *_results(page, row, voices),
    )


def _cell(words: CellWords) -> CellValue:
    """Points as a number; a late pupil's letter and points can only be text."""
    if words.points is None:
        return words.text or None
    return f"{words.text} {words.points}" if words.text else words.points


def _results(page: RegisterPage, row: PupilRow, voices: Voices) -> tuple[CellValue, ...]:
    """Shares, percent and mark as numbers. A forecast counts nowhere: it has its own column."""
    result = row.result
    counts = result.standing is Standing.MARKED
    if page.head.unmarked:
        return ()
    if page.head.pass_fail:
        return (None if row.verdict is None else one_line(paper.verdict_text(row, voices)),)
    shares = (result.share(kind) for kind in paper.kinds_of(page))
    return (
        *(share.value if share else None for share in shares),
        result.percent,
        result.rounded,
        result.mark if counts else None,
        result.mark if result.standing is Standing.FORECAST else None,
    )


def _lessons(columns: tuple[Column, ...], voices: Voices, above: tuple[str, ...]) -> SheetDraft:
    heads = tuple(
        SheetColumn(one_line(told(voices, words)), width, number_format)
        for words, width, number_format in (
            (paper.NUMBER, 5, WHOLE),
            (paper.DATE, 12, DAY),
            (paper.TOPIC, TOPIC_WIDTH, ""),
            (paper.HOMEWORK, HOMEWORK_WIDTH, ""),
            (paper.HOURS, 8, WHOLE),
        )
    )
    rows = tuple(
        _lesson_row(number, lesson)
        for number, lesson in enumerate(paper.lessons_of(columns), start=1)
    )
    name = one_line(told(voices, paper.LESSONS_SHEET))
    return SheetDraft(name, above, heads, rows, frozen=2)


def _lesson_row(
    number: int, lesson: Column
) -> tuple[int, date, str | None, str | None, int | None]:
    topic = paper.topic_of(lesson) or None
    return number, lesson.date, topic, lesson.homework or None, 1 if lesson.held else None
