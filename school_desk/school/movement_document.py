"""The movement of pupils on paper: classes in numbers, then everybody who moved, by order."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, KeepTogether, Spacer

from school_desk.documents.boxes import Signatures, Signer
from school_desk.documents.deliver import Target
from school_desk.documents.fonts import BOLD
from school_desk.documents.measures import LANDSCAPE, PAD, SMALL
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
from school_desk.school import movement_paper as paper
from school_desk.school.movement_paper import COUNTS
from school_desk.school.movement_sheet_rules import MovementSheet

COUNT_WIDTH, LABEL_WIDTH = 96.0, 110.0
NUMBER_WIDTH, DAY_WIDTH, KIND_WIDTH, ORDER_WIDTH, PLACE_WIDTH = 24.0, 58.0, 130.0, 110.0, 150.0
NOTHING = "—"


def build_movements(
    sheet: MovementSheet,
    *,
    school: str,
    language: DocumentLanguage,
    printed: Printed,
    out: Target,
) -> None:
    """Print who came and who left between two days."""
    voices = voices_of(language)
    title = paper.title_lines(sheet, voices)
    face = Face(title[0], voices, printed, school=school)
    build_story(list(_story(sheet, voices)), face, out, size=LANDSCAPE)


def _story(sheet: MovementSheet, voices: Voices) -> Iterator[Flowable]:
    yield paragraph(paper.title_lines(sheet, voices), TITLE_STYLE)
    yield Spacer(0, 8)
    yield _counts(sheet, voices)
    yield Spacer(0, 10)
    if sheet.lines:
        yield _list(sheet, voices)
    else:
        yield paragraph(told(voices, paper.NOBODY_MOVED), BODY_STYLE)
    notes = [paragraph(note, SMALL_STYLE) for note in paper.notes(sheet, voices)]
    signers = (Signer(told(voices, paper.HEAD_TEACHER)), Signer(told(voices, paper.DEPUTY)))
    signatures = Signatures(signers, inner_width(LANDSCAPE) * 2 / 3)
    yield KeepTogether([Spacer(0, 8), *notes, Spacer(0, 10), signatures])


def _counts(sheet: MovementSheet, voices: Voices) -> Flowable:
    heads = [_head(told(voices, paper.CLASS), LABEL_WIDTH)]
    heads += [_head(told(voices, one.head), COUNT_WIDTH) for one in COUNTS]
    rows = [heads]
    rows += [[one.label, *(_number(count.of(one)) for count in COUNTS)] for one in sheet.counts]
    style: list[Style] = [("ALIGN", (1, 1), (-1, -1), "CENTER")]
    if len(sheet.counts) > 1:
        total = one_line(told(voices, paper.TOTAL))
        rows.append([total, *(_number(count.of(sheet.total)) for count in COUNTS)])
        style.append(("FONT", (0, -1), (-1, -1), BOLD, SMALL + 1))
    return grid_table(rows, (LABEL_WIDTH, *[COUNT_WIDTH] * len(COUNTS)), style=style)


def _list(sheet: MovementSheet, voices: Voices) -> Flowable:
    fixed = (NUMBER_WIDTH, DAY_WIDTH, KIND_WIDTH, ORDER_WIDTH, PLACE_WIDTH)
    over = inner_width(LANDSCAPE) - sum(fixed)
    name, reason = over * 0.55, over * 0.45
    widths = (NUMBER_WIDTH, name, KIND_WIDTH, DAY_WIDTH, ORDER_WIDTH, PLACE_WIDTH, reason)
    words = (paper.NUMBER, paper.NAME, paper.KIND, paper.DAY, paper.ORDER, paper.PLACE)
    heads = [
        _head(told(voices, word), width)
        for word, width in zip((*words, paper.REASON), widths, strict=True)
    ]
    rows = [heads]
    for n, line in enumerate(sheet.lines, start=1):
        texts = (
            str(n),
            line.movement.pupil.name.full,
            paper.kind_words(line, voices),
            paper.day_words(line, voices),
            paper.order_words(line.movement.order, voices),
            paper.place_words(line),
            line.movement.reason or NOTHING,
        )
        rows.append([wrapped(text, width) for text, width in zip(texts, widths, strict=True)])
    return grid_table(rows, widths, style=[("ALIGN", (0, 1), (0, -1), "RIGHT")])


def _head(lines: Lines, width: float) -> str:
    return "\n".join(wrapped(line, width + PAD, BOLD, SMALL) for line in dict.fromkeys(lines))


def _number(count: int) -> str:
    return str(count) if count else NOTHING
