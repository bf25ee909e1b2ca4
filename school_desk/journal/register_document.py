"""The register page on paper: sheets of pupils by dates first, then topics and homework."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer, Table

from school_desk import formats
from school_desk.documents.boxes import LateMark, Signatures, Signer
from school_desk.documents.deliver import Target
from school_desk.documents.fonts import BOLD, REGULAR, text_width
from school_desk.documents.measures import BODY, LANDSCAPE, LEADING, PAD, SHADE, SMALL
from school_desk.documents.page import Face, Printed, build_story, inner_width, stood_line
from school_desk.documents.tables import (
    SMALL_STYLE,
    TITLE_STYLE,
    Cell,
    Style,
    grid_table,
    paragraph,
    wrapped,
)
from school_desk.documents.voices import DocumentLanguage, Lines, Voices, one_line, told, voices_of
from school_desk.journal import register_paper as paper
from school_desk.journal.model import Column, MarkKind, PupilRow, RegisterPage, Scale, Work
from school_desk.journal.register_paper import CellWords, SignLetters

NUMBER_WIDTH = 20.0
NAME_WIDTH = 132.0
DATE_WIDTH = 17.0
WIDEST_DATE = 30.0
WORK_WIDTH = 33.0
SHARE_WIDTH = 33.0
PERCENT_WIDTH = 42.0
MARK_WIDTH = 38.0
PASS_FAIL_WIDTH = 64.0
LESSON_WIDTHS = (24.0, 60.0, 360.0, 273.0, 40.0)
HEADS = 2
TIGHT = 1.0
"""Air beside the text of narrow columns."""


@dataclass(frozen=True, slots=True)
class _Print:
    """A page with all that its sheets need to know."""

    page: RegisterPage
    voices: Voices
    signs: SignLetters
    columns: tuple[Column, ...]
    stood: str = ""

    @property
    def letters(self) -> paper.Letters:
        """The letters of absence, in the main language of the document."""
        return paper.letters_in(self.signs, self.voices[0].language)


@dataclass(frozen=True, slots=True)
class _Strip:
    """One column of a sheet: its band (shared with its neighbours), head, cells per pupil."""

    band: str
    head: str
    width: float
    cells: tuple[CellWords, ...]
    computed: bool = False
    decimals: bool = False


def build_register_page(
    page: RegisterPage,
    *,
    school: str,
    signs: SignLetters,
    language: DocumentLanguage,
    printed: Printed,
    out: Target,
) -> None:
    """Print a page of the register on as many landscape sheets as its dates and topics need."""
    voices = voices_of(language)
    columns = paper.columns_to_print(page, printed.day)
    todo = _Print(page, voices, signs, columns, stood_line(printed, voices))
    title = f"{told(voices, paper.REGISTER_PAGE)[0]}: {paper.full_title(page, voices)[0]}"
    face = Face(title, voices, printed, school=school, ruleset=page.head.ruleset)
    build_story([*_marks(todo), PageBreak(), *_lessons(todo)], face, out, size=LANDSCAPE)


# The left sheets: pupils × dates, works, results


def _marks(todo: _Print) -> Iterator[Flowable]:
    results = (*_work_strips(todo), *_result_strips(todo))
    room = inner_width(LANDSCAPE) - NUMBER_WIDTH - NAME_WIDTH
    last_room = room - sum(strip.width for strip in results)
    counts = deal_dates(len(todo.columns), int(room // DATE_WIDTH), int(last_room // DATE_WIDTH))
    done = 0
    for sheet, count in enumerate(counts, start=1):
        last = sheet == len(counts)
        dates = todo.columns[done : done + count]
        width = min(WIDEST_DATE, (last_room if last else room) / max(count, 1))
        strips = (*_date_strips(todo, dates, width), *(results if last else ()))
        yield from _title(todo) if sheet == 1 else (PageBreak(),)
        yield _marks_table(todo, strips)
        done += count
    yield KeepTogether([Spacer(0, 6), *_notes(todo), _signatures(todo)])


def deal_dates(dates: int, most: int, last_most: int) -> tuple[int, ...]:
    """How many dates each sheet gets; the last sheet has less room, it also carries the results.

    They are dealt out evenly, so that no sheet ends with a single date.

    >>> deal_dates(18, 35, 19), deal_dates(40, 35, 19), deal_dates(0, 35, 19)
    ((18,), (21, 19), (0,))
    """
    sheets = 1 + max(0, -(-(dates - last_most) // most))
    if sheets == 1:
        return (dates,)
    last = min(last_most, max(dates - (sheets - 1) * most, dates // sheets + 1))
    share, more = divmod(dates - last, sheets - 1)
    return (*(share + (sheet < more) for sheet in range(sheets - 1)), last)


def _title(todo: _Print) -> Iterator[Flowable]:
    yield paragraph(paper.full_title(todo.page, todo.voices), TITLE_STYLE)
    if todo.stood:
        yield paragraph((todo.stood,), TITLE_STYLE)
    teacher = told(todo.voices, paper.TEACHER_IS, name=todo.page.head.teacher_name)
    state = paper.state_of(todo.page, todo.voices)
    below = tuple(" · ".join(parts) for parts in zip(teacher, state, strict=True))
    yield paragraph(below, SMALL_STYLE)
    yield Spacer(0, 6)


def _date_strips(todo: _Print, dates: Sequence[Column], width: float) -> Iterator[_Strip]:
    months = {month: len(list(own)) for month, own in groupby(dates, lambda c: c.date.month)}
    for column in dates:
        cells = tuple(paper.lesson_cell(row, column, todo.letters) for row in todo.page.rows)
        band = _month(column.date.month, todo.voices, months[column.date.month] * width)
        yield _Strip(band, _date_head(column, todo.voices), width, cells)


def _month(month: int, voices: Voices, room: float) -> str:
    """The longest way to name a month that fits over its dates."""
    names = tuple(formats.month_name(month, voice.language) for voice in voices)
    short = formats.month_short(month, voices[0].language).capitalize()
    ways = (one_line(names), names[0], short)
    fitting = (way for way in ways if text_width(way, BOLD, SMALL) <= room - 2)
    return next(fitting, str(month))


def _date_head(column: Column, voices: Voices) -> str:
    weekdays = (formats.weekday_short(column.date.weekday(), voice.language) for voice in voices)
    return "\n".join((*weekdays, str(column.date.day)))


def _work_strips(todo: _Print) -> Iterator[_Strip]:
    band = one_line(told(todo.voices, paper.SUMMATIVE))
    for work in todo.page.works:
        cells = tuple(paper.work_cell(todo.page, row, work, todo.letters) for row in todo.page.rows)
        yield _Strip(band, _work_head(work, todo.voices), WORK_WIDTH, cells)


def _work_head(work: Work, voices: Voices) -> str:
    return "\n".join((*dict.fromkeys(paper.work_name(work, voices)), f"/ {work.top}"))


def _result_strips(todo: _Print) -> Iterator[_Strip]:
    """Shares, percent and mark: all that the program works out."""
    band = one_line(told(todo.voices, paper.COMPUTED))
    rows = todo.page.rows
    for kind in paper.kinds_of(todo.page):
        cells = tuple(CellWords(_share(row, kind, todo.voices)) for row in rows)
        yield _Strip(
            band, _share_head(todo, kind), SHARE_WIDTH, cells, computed=True, decimals=True
        )
    if not paper.ends_in(todo.page):
        return
    if todo.page.head.pass_fail:
        cells = tuple(CellWords(one_line(paper.verdict_text(row, todo.voices))) for row in rows)
        head = _stacked(told(todo.voices, paper.MARK), PASS_FAIL_WIDTH)
        yield _Strip(one_line(told(todo.voices, paper.RESULT)), head, PASS_FAIL_WIDTH, cells)
        return
    cells = tuple(CellWords(paper.rounded_text(row.result)) for row in rows)
    head = _stacked(told(todo.voices, paper.TOTAL), PERCENT_WIDTH)
    yield _Strip(band, head, PERCENT_WIDTH, cells, computed=True)
    width = MARK_WIDTH
    cells = tuple(CellWords(paper.mark_text(row.result), strong=True) for row in rows)
    yield _Strip(band, _stacked(told(todo.voices, paper.MARK), width), width, cells, computed=True)


def _share(row: PupilRow, kind: MarkKind, voices: Voices) -> str:
    share = row.result.share(kind)
    return formats.number(share.value if share else None, 1, voices[0].language)


def _share_head(todo: _Print, kind: MarkKind) -> str:
    names = dict.fromkeys(told(todo.voices, paper.KIND_NAMES[kind]))
    weight = paper.weight_of(todo.page, kind)
    language = todo.voices[0].language
    return "\n".join((*names, *([formats.percent(weight, 0, language)] if weight else ())))


def _stacked(lines: Lines, width: float) -> str:
    room = width + 2 * (PAD - TIGHT)
    return "\n".join(wrapped(line, room, BOLD, SMALL) for line in dict.fromkeys(lines))


def _marks_table(todo: _Print, strips: Sequence[_Strip]) -> Table:
    widths = (NUMBER_WIDTH, NAME_WIDTH, *(strip.width for strip in strips))
    names = _stacked(told(todo.voices, paper.NAME), NAME_WIDTH)
    bands, spans = _bands(strips)
    heads = (
        (one_line(told(todo.voices, paper.NUMBER)), names, *bands),
        ("", "", *(strip.head for strip in strips)),
    )
    rows = [_pupil_line(n, row, strips) for n, row in enumerate(todo.page.rows, start=1)]
    style = (*_marks_style(strips), *spans, *_cell_styles(strips))
    return grid_table([*heads, *rows], widths, heads=HEADS, style=style)


def _bands(strips: Sequence[_Strip]) -> tuple[list[str], list[Style]]:
    """The upper head: each band once, over all its columns."""
    words: list[str] = []
    spans: list[Style] = []
    for band, own in groupby(strips, lambda strip: strip.band):
        width = sum(1 for _ in own)
        first = len(words) + 2
        spans.append(("SPAN", (first, 0), (first + width - 1, 0)))
        room = sum(strip.width for strip in strips[len(words) : len(words) + width])
        words += [wrapped(band, room + 2 * PAD - 2, BOLD, SMALL), *[""] * (width - 1)]
    return words, spans


def _pupil_line(number: int, row: PupilRow, strips: Sequence[_Strip]) -> tuple[Cell, ...]:
    name = wrapped(row.pupil.name.listed, NAME_WIDTH)
    return (str(number), name, *(_cell(strip.cells[number - 1]) for strip in strips))


def _cell(words: CellWords) -> Cell:
    points = "" if words.points is None else str(words.points)
    return LateMark(words.text, points) if words.text and points else words.text or points


def _marks_style(strips: Sequence[_Strip]) -> Iterator[Style]:
    yield ("SPAN", (0, 0), (0, 1))
    yield ("SPAN", (1, 0), (1, 1))
    yield ("ALIGN", (2, HEADS), (-1, -1), "CENTER")
    yield ("ALIGN", (0, HEADS), (0, -1), "RIGHT")
    yield ("LEFTPADDING", (2, 0), (-1, -1), TIGHT)
    yield ("RIGHTPADDING", (2, 0), (-1, -1), TIGHT)
    yield ("TOPPADDING", (0, 0), (-1, HEADS - 1), 2)
    for place, strip in enumerate(strips, start=2):
        if strip.computed:
            yield ("BACKGROUND", (place, HEADS), (place, -1), SHADE)
        if strip.decimals:
            yield ("ALIGN", (place, HEADS), (place, -1), "RIGHT")
            yield ("RIGHTPADDING", (place, HEADS), (place, -1), 6)


def _cell_styles(strips: Sequence[_Strip]) -> Iterator[Style]:
    """Signs and term marks are bold, which the hatch of the screen becomes; days outside grey."""
    for column, strip in enumerate(strips, start=2):
        for row, words in enumerate(strip.cells, start=HEADS):
            if words.strong and words.points is None:
                yield ("FONT", (column, row), (column, row), BOLD, BODY, LEADING)
            if words.outside:
                yield ("BACKGROUND", (column, row), (column, row), SHADE)


def _notes(todo: _Print) -> Iterator[Flowable]:
    """What the letters mean; who has no mark, and why."""
    achieved = todo.page.head.scale is Scale.ACHIEVED
    yield paragraph(paper.legend(todo.voices, todo.signs, achieved=achieved), SMALL_STYLE)
    if passed := paper.verdicts_text(todo.page, todo.voices):
        yield paragraph(passed, SMALL_STYLE)
    for number, row, words in paper.notes_of(todo.page, todo.voices):
        name = f"{number}. {row.pupil.name.listed}: "
        yield paragraph((name + one_line(words),), SMALL_STYLE)


def _signatures(todo: _Print) -> Signatures:
    teacher = Signer(told(todo.voices, paper.TEACHER), todo.page.head.teacher_name)
    deputy = Signer(told(todo.voices, paper.DEPUTY_HEAD))
    return Signatures((teacher, deputy), inner_width(LANDSCAPE) * 2 / 3)


# The right sheets: date, topic, homework, hours


def _lessons(todo: _Print) -> Iterator[Flowable]:
    yield from _title(todo)
    lessons = paper.lessons_of(todo.columns)
    heads = (paper.NUMBER, paper.DATE, paper.TOPIC, paper.HOMEWORK, paper.HOURS)
    head = [
        _stacked(told(todo.voices, word), width)
        for word, width in zip(heads, LESSON_WIDTHS, strict=True)
    ]
    lines = [_lesson_line(n, lesson, todo) for n, lesson in enumerate(lessons, start=1)]
    style: tuple[Style, ...] = (
        ("ALIGN", (0, 1), (0, -1), "RIGHT"),
        ("ALIGN", (4, 1), (4, -1), "CENTER"),
    )
    yield grid_table([head, *lines], LESSON_WIDTHS, style=style)
    held = sum(lesson.held for lesson in lessons)
    total = told(todo.voices, paper.HELD, held=held, listed=len(lessons))
    yield KeepTogether([Spacer(0, 6), paragraph(total, SMALL_STYLE), _signatures(todo)])


def _lesson_line(number: int, lesson: Column, todo: _Print) -> tuple[Cell, ...]:
    topic, homework = paper.topic_of(lesson), lesson.homework
    return (
        str(number),
        formats.date_short(lesson.date, todo.voices[0].language),
        wrapped(topic, LESSON_WIDTHS[2], REGULAR, BODY),
        wrapped(homework, LESSON_WIDTHS[3], REGULAR, BODY),
        "1" if lesson.held else "",
    )
