"""The analysis of summative results on paper: head, two tables, four texts, date and teacher."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from school_desk import formats
from school_desk.documents.boxes import Signatures, Signer, WritingLines
from school_desk.documents.deliver import Target
from school_desk.documents.fonts import BOLD, REGULAR
from school_desk.documents.measures import BODY, PORTRAIT, SMALL
from school_desk.documents.page import Face, Printed, build_story, inner_width
from school_desk.documents.tables import (
    BODY_STYLE,
    CELL_HEAD_STYLE,
    SMALL_STYLE,
    STRONG_STYLE,
    TITLE_STYLE,
    Style,
    grid_table,
    paragraph,
    wrapped,
)
from school_desk.documents.voices import (
    DocumentLanguage,
    Lines,
    Voices,
    class_in,
    one_line,
    told,
    voices_of,
)
from school_desk.journal import analysis_words as words
from school_desk.journal import register_paper as paper
from school_desk.journal.analysis import Analysis, Figure, TextName, WorkResults, WorkTextName

WIDTH = inner_width(PORTRAIT)
WORK_WIDTHS = (50.0, 46.0, 66.0, 62.0, 62.0, 62.0, 74.0, WIDTH - 50 - 46 - 66 - 3 * 62 - 74)
SIDE = (WIDTH - WORK_WIDTHS[0]) / 2
OBJECTIVE_WIDTHS = (WORK_WIDTHS[0], SIDE, SIDE)
ATTAINED = (Figure.LOW, Figure.MIDDLE, Figure.HIGH)
TEXTS = (TextName.RESULTS, TextName.DIFFICULTIES, TextName.REASONS, TextName.CORRECTION)
LINES_TO_WRITE = 3


def build_analysis(
    analysis: Analysis,
    *,
    school: str,
    language: DocumentLanguage,
    printed: Printed,
    out: Target,
) -> None:
    """Print the analysis of a page; places nobody has filled have lines to write on."""
    voices = voices_of(language)
    about = class_in(analysis.head.class_label, voices), paper.subject_of(analysis.head, voices)
    title = " · ".join(lines[0] for lines in (told(voices, words.ANALYSIS), *about))
    face = Face(title, voices, printed, school=school, ruleset=analysis.head.ruleset)
    build_story(tuple(_story(analysis, voices, printed)), face, out)


def _story(analysis: Analysis, voices: Voices, printed: Printed) -> Iterator[Flowable]:
    yield from _head(analysis, voices)
    yield _works(analysis, voices)
    yield Spacer(0, 10)
    yield _objectives(analysis, voices)
    for name in TEXTS:
        yield from _text(analysis, name, voices)
    yield KeepTogether([Spacer(0, 8), *_end(analysis, voices, printed)])


def _head(analysis: Analysis, voices: Voices) -> Iterator[Flowable]:
    head = analysis.head
    yield paragraph(told(voices, words.ANALYSIS), TITLE_STYLE)
    yield paragraph(paper.head_title(head, voices), STRONG_STYLE)
    teacher = told(voices, paper.TEACHER_IS, name=head.teacher_name)
    pupils = told(voices, words.PUPILS, n=analysis.pupils)
    below = (" · ".join(parts) for parts in zip(teacher, pupils, strict=True))
    yield paragraph(tuple(below), SMALL_STYLE)
    yield from _text(analysis, TextName.AIM, voices)
    yield Spacer(0, 6)


def _works(analysis: Analysis, voices: Voices) -> Table:
    heads = (
        told(voices, words.WORK),
        told(voices, words.WROTE),
        told(voices, words.TOP),
        *(
            tuple(words.attainment_head(analysis, figure, one.language) for one in voices)
            for figure in ATTAINED
        ),
        told(voices, words.QUALITY),
        told(voices, words.PROGRESS),
    )
    first = [
        "\n".join(wrapped(line, width, BOLD, SMALL) for line in dict.fromkeys(lines))
        for lines, width in zip(heads, WORK_WIDTHS, strict=True)
    ]
    style: tuple[Style, ...] = (("ALIGN", (1, 1), (-1, -1), "CENTER"),)
    return grid_table(
        [first, *(_work(one, voices) for one in analysis.works)], WORK_WIDTHS, style=style
    )


def _work(one: WorkResults, voices: Voices) -> list[str]:
    language = voices[0].language
    return [
        _name(one, voices),
        words.count_cell(one, Figure.WROTE),
        str(one.work.top),
        *(words.count_cell(one, figure) for figure in ATTAINED),
        words.percent_cell(one, Figure.QUALITY, language),
        words.percent_cell(one, Figure.PROGRESS, language),
    ]


def _name(one: WorkResults, voices: Voices) -> str:
    return "\n".join(dict.fromkeys(paper.work_name(one.work, voices)))


def _objectives(analysis: Analysis, voices: Voices) -> Table:
    sides = (words.WORK, *words.WORK_TEXT_HEADS.values())
    first = [
        "\n".join(wrapped(line, width, BOLD, SMALL) for line in dict.fromkeys(told(voices, side)))
        for side, width in zip(sides, OBJECTIVE_WIDTHS, strict=True)
    ]
    rows = [
        [_name(one, voices), *(_side(one, name, voices) for name in WorkTextName)]
        for one in analysis.works
    ]
    return grid_table([first, *rows], OBJECTIVE_WIDTHS)


def _side(one: WorkResults, name: WorkTextName, voices: Voices) -> str:
    told_in = tuple(words.shown_objectives(one, name, voice.language) for voice in voices)
    lines = [line for text in dict.fromkeys(told_in) for line in text.splitlines()]
    return "\n".join(wrapped(line, SIDE, REGULAR, BODY) for line in lines) or paper.NOTHING


def _text(analysis: Analysis, name: TextName, voices: Voices) -> Iterator[Flowable]:
    """A heading with its text, in each language of the document that it is there in."""
    yield Spacer(0, 8)
    head = paragraph((one_line(told(voices, words.TEXT_HEADS[name])),), CELL_HEAD_STYLE)
    head.keepWithNext = True
    yield head
    texts = dict.fromkeys(words.shown(analysis, name, voice.language) for voice in voices)
    if not any(texts):
        yield WritingLines(WIDTH, LINES_TO_WRITE)
        return
    for place, text in enumerate(texts):
        yield Spacer(0, 8 if place else 0)
        yield from _paragraphs(text.splitlines())


def _paragraphs(lines: Sequence[str]) -> Iterator[Flowable]:
    for line in lines:
        yield paragraph((line,), BODY_STYLE) if line else Spacer(0, 4)


def _end(analysis: Analysis, voices: Voices, printed: Printed) -> Iterator[Flowable]:
    day: Lines = told(voices, paper.DATE)
    shown = formats.date_short(printed.at.date(), voices[0].language)
    yield paragraph((f"{one_line(day)}: {shown}",), BODY_STYLE)
    signer = Signer(told(voices, paper.TEACHER), analysis.head.teacher_name)
    yield Signatures((signer,), WIDTH / 2)
