"""The papers of supervision as PDF: history, sheet of remarks, records of observed lessons."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportlab.lib.colors import black, white
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer

from school_desk.documents.boxes import Signatures, Signer
from school_desk.documents.deliver import Target
from school_desk.documents.measures import LANDSCAPE, PORTRAIT
from school_desk.documents.page import Face, Printed, build_story, inner_width
from school_desk.documents.tables import (
    BODY_STYLE,
    CELL_HEAD_STYLE,
    HEAD_STYLE,
    SMALL_STYLE,
    TITLE_STYLE,
    grid_table,
    paragraph,
)
from school_desk.documents.upright import Upright
from school_desk.documents.voices import DocumentLanguage, Lines, Voices, told, voices_of
from school_desk.journal import trail_paper as paper
from school_desk.journal.remark_model import Observation
from school_desk.journal.trail_paper import PaperColumn, PaperTable

CAPTION_WIDTH = 130.0
UPRIGHT = 96.0
PLAIN = ("BACKGROUND", (1, 0), (1, -1), white)
"""Only the captions of a record stand on grey."""

TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")


def build_table_paper(
    table: PaperTable, *, school: str, language: DocumentLanguage, printed: Printed, out: Target
) -> None:
    """Print a table on landscape sheets; its heads repeat, its long texts wrap."""
    voices = voices_of(language)
    face = Face(told(voices, table.title)[0], voices, printed, school=school)
    build_story(tuple(_story(table, voices)), face, out, size=LANDSCAPE)


def build_observations(
    found: Sequence[Observation],
    *,
    school: str,
    language: DocumentLanguage,
    printed: Printed,
    out: Target,
) -> None:
    """Print a record for each observed lesson, to be signed by observer and teacher."""
    voices = voices_of(language)
    face = Face(told(voices, paper.OBSERVATION)[0], voices, printed, school=school, origin="")
    story: list[Flowable] = []
    for one in found:
        story += [PageBreak()] if story else []
        story += _record(one, voices)
    build_story(story or [paragraph(told(voices, paper.NO_OBSERVATIONS))], face, out, size=PORTRAIT)


def _story(table: PaperTable, voices: Voices) -> Iterator[Flowable]:
    yield paragraph(told(voices, table.title), TITLE_STYLE)
    for lines in table.about:
        yield paragraph(lines, BODY_STYLE)
    yield Spacer(0, 6)
    if not table.rows:
        yield paragraph(told(voices, table.nothing))
        return
    whole = sum(column.share for column in table.columns)
    room = inner_width(LANDSCAPE)
    widths = [room * column.share / whole for column in table.columns]
    heads = [_head(column, voices) for column in table.columns]
    rows = [[_cell(value, voices) for value in row] for row in table.rows]
    yield grid_table([heads, *rows], widths, style=(TOP, *_together(table)))
    if table.signers:
        signers = tuple(Signer(told(voices, role), name) for role, name in table.signers)
        yield KeepTogether([Spacer(0, 14), Signatures(signers, inner_width(LANDSCAPE))])


def _together(table: PaperTable) -> Iterator[tuple[object, ...]]:
    """No page break within the lines of one block; under each a stronger line."""
    if table.block > 1:
        for last in range(table.block, len(table.rows) + 1, table.block):
            yield "NOSPLIT", (0, last - table.block + 1), (-1, last)
            yield "LINEBELOW", (0, last), (-1, last), 1.0, black


def _head(column: PaperColumn, voices: Voices) -> Flowable:
    lines = column.in_voices(voices)
    return Upright(lines, UPRIGHT) if column.upright else paragraph(lines, HEAD_STYLE)


def _cell(value: object, voices: Voices) -> Flowable:
    return _text(paper.in_voices(value, voices), small=True)


def _record(one: Observation, voices: Voices) -> list[Flowable]:
    width = inner_width(PORTRAIT)
    rows = [
        [
            paragraph(told(voices, caption), CELL_HEAD_STYLE),
            _text(paper.in_voices(value, voices), small=False),
        ]
        for caption, value in paper.facts_of(one)
    ]
    widths = (CAPTION_WIDTH, width - CAPTION_WIDTH)
    signers = (
        Signer(told(voices, paper.OBSERVER), one.writer),
        Signer(told(voices, paper.TEACHER), one.teacher_name),
    )
    return [
        paragraph(told(voices, paper.OBSERVATION), TITLE_STYLE),
        Spacer(0, 6),
        grid_table(rows, widths, heads=0, style=(TOP, PLAIN)),
        KeepTogether([Spacer(0, 14), Signatures(signers, width)]),
    ]


def _text(lines: Lines, *, small: bool) -> Flowable:
    """Words that both languages share are printed once; lines that a person wrote stay lines."""
    style = SMALL_STYLE if small else BODY_STYLE
    once = lines[:1] if all(one == other for one, other in pairwise(lines)) else lines
    return paragraph(tuple(" ".join(line.splitlines()) for line in once), style)
