"""The attendance sheet on paper: pupils by reasons, lessons and whole days, totals, signatures."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from school_desk.documents.boxes import Signatures, Signer
from school_desk.documents.deliver import Target
from school_desk.documents.fonts import BOLD
from school_desk.documents.measures import LANDSCAPE, PAD, SHADE, SMALL
from school_desk.documents.page import Face, Printed, build_story, inner_width
from school_desk.documents.tables import (
    BODY_STYLE,
    SMALL_STYLE,
    TITLE_STYLE,
    Style,
    grid_table,
    paragraph,
    wrapped,
)
from school_desk.documents.voices import DocumentLanguage, Lines, Voices, one_line, told, voices_of
from school_desk.formats import NOTHING
from school_desk.school import attendance_paper as paper
from school_desk.school.attendance_paper import COUNTS, Roll

NUMBER_WIDTH, CLASS_WIDTH = 24.0, 60.0
COUNT_WIDTH = 54.0
HEADS = 2


def build_attendance(
    roll: Roll, *, school: str, language: DocumentLanguage, printed: Printed, out: Target
) -> None:
    """Print what the pupils of a class (or of several) missed."""
    voices = voices_of(language)
    title = paper.title_lines(roll, voices)
    face = Face(title[0], voices, printed, school=school)
    build_story(list(_story(roll, voices)), face, out, size=LANDSCAPE)


def _story(roll: Roll, voices: Voices) -> Iterator[Flowable]:
    yield paragraph(paper.title_lines(roll, voices), TITLE_STYLE)
    yield paragraph(paper.state_lines(roll, voices), SMALL_STYLE)
    yield Spacer(0, 6)
    if roll.lines:
        yield _table(roll, voices)
    else:
        yield paragraph(told(voices, paper.NOTHING_FOUND), BODY_STYLE)
    rule = paragraph(told(voices, paper.RULE), SMALL_STYLE)
    yield KeepTogether([Spacer(0, 6), rule, Spacer(0, 6), _signatures(roll, voices)])


def _table(roll: Roll, voices: Voices) -> Table:
    before = (NUMBER_WIDTH, *((CLASS_WIDTH,) if roll.several else ()))
    counts = [COUNT_WIDTH] * len(COUNTS)
    name = inner_width(LANDSCAPE) - sum(before) - sum(counts)
    widths = (before[0], name, *before[1:], *counts)
    rows = [*_heads(roll, voices, widths), *_lines(roll, voices, name)]
    return grid_table(rows, widths, heads=HEADS, style=tuple(_style(roll, len(rows))))


def _heads(roll: Roll, voices: Voices, widths: tuple[float, ...]) -> Iterator[list[str]]:
    named = [paper.NUMBER, paper.NAME, *((paper.CLASS,) if roll.several else ())]
    first = [_stacked(told(voices, word), widths[n]) for n, word in enumerate(named)]
    bands = [one.band for one in COUNTS]
    shown = [
        _stacked(told(voices, band), COUNT_WIDTH * bands.count(band))
        if band not in bands[:n]
        else ""
        for n, band in enumerate(bands)
    ]
    yield [*first, *shown]
    heads = (
        "" if one.band == one.head else _stacked(told(voices, one.head), COUNT_WIDTH)
        for one in COUNTS
    )
    yield [*([""] * len(first)), *heads]


def _lines(roll: Roll, voices: Voices, width: float) -> Iterator[list[str]]:
    for n, (one, pupil) in enumerate(roll.lines, start=1):
        label = [one.class_label] if roll.several else []
        name = wrapped(pupil.pupil.name.listed, width)
        yield [str(n), name, *label, *(_number(count.of(pupil)) for count in COUNTS)]
    total = one_line(told(voices, paper.TOTAL))
    label = [""] if roll.several else []
    yield ["", total, *label, *(_number(n) for n in roll.totals())]


def _style(roll: Roll, rows: int) -> Iterator[Style]:
    first = 3 if roll.several else 2
    bands = [one.band for one in COUNTS]
    for place in range(first):
        yield ("SPAN", (place, 0), (place, 1))
    for band in dict.fromkeys(bands):
        start, width = first + bands.index(band), bands.count(band)
        end = (start + width - 1, 0) if width > 1 else (start, 1)
        yield ("SPAN", (start, 0), end)
    yield ("ALIGN", (0, HEADS), (0, -1), "RIGHT")
    yield ("ALIGN", (first, HEADS), (-1, -1), "CENTER")
    for n, count in enumerate(COUNTS):
        if count.head == paper.TOTAL:
            yield ("BACKGROUND", (first + n, HEADS), (first + n, -1), SHADE)
    yield ("FONT", (0, rows - 1), (-1, rows - 1), BOLD, SMALL + 1)


def _number(count: int) -> str:
    return str(count) if count else NOTHING


def _stacked(lines: Lines, width: float) -> str:
    return "\n".join(wrapped(line, width + PAD, BOLD, SMALL) for line in dict.fromkeys(lines))


def _signatures(roll: Roll, voices: Voices) -> Signatures:
    deputy = Signer(told(voices, paper.DEPUTY))
    tutor = Signer(told(voices, paper.TUTOR), roll.classes[0].form_tutor)
    signers = (deputy,) if roll.several else (tutor, deputy)
    return Signatures(signers, inner_width(LANDSCAPE) * len(signers) / 3)
