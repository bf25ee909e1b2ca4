"""Rows of text measured and drawn straight on the canvas, for documents of many small leaves."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

from school_desk.documents.boxes import draw_dotted
from school_desk.documents.fonts import BOLD, REGULAR, printable, text_width, wrap_text
from school_desk.documents.measures import (
    BODY,
    FOOT,
    INK,
    LINE,
    LINE_INK,
    PAD,
    SECOND,
    SHADE,
    SMALL,
)

LEFT, CENTER, RIGHT = 0.0, 0.5, 1.0

_LEADING = 1.24
_SMALL_LEADING = 1.19
_AIR = 2.5
"""Air above and below the words of a row of a table, together."""
_DESCENT = 0.26


class Run(NamedTuple):
    """Some words at a place: x from the left, y of the base line from the top of its block."""

    x: float
    y: float
    text: str
    font: str
    size: float


class Rule(NamedTuple):
    """A straight line, in the same measure."""

    x: float
    y: float
    to_x: float
    to_y: float


class Shade(NamedTuple):
    """A light grey ground."""

    x: float
    y: float
    width: float
    height: float


class Block(NamedTuple):
    """A piece of a leaf that is never torn.

    `rules` are hair lines of tables, `marks` lines in the colour of the text, `dotted` lines to
    write on; `with_next` keeps it on one sheet with what follows.
    """

    height: float
    runs: tuple[Run, ...] = ()
    rules: tuple[Rule, ...] = ()
    shades: tuple[Shade, ...] = ()
    marks: tuple[Rule, ...] = ()
    dotted: tuple[Rule, ...] = ()
    with_next: bool = False


class Ink(NamedTuple):
    """How the words of a cell look; the second language is smaller by one point."""

    size: float = BODY
    font: str = REGULAR
    align: float = LEFT


class Words(NamedTuple):
    """The words of a cell: one text per language, and how they look."""

    texts: tuple[str, ...]
    ink: Ink = Ink()


_Line = tuple[float, float, float, float]


class _Piece(NamedTuple):
    """Words that stand on one line in one size."""

    x: float
    row: int
    text: str
    size: float


def space(height: float, *, with_next: bool = False) -> Block:
    """Air between blocks."""
    return Block(height, with_next=with_next)


@lru_cache(maxsize=8192)
def text_row(
    cells: tuple[Words, ...], widths: tuple[float, ...], *, with_next: bool = False
) -> Block:
    """Words side by side without lines. Remembered: most rows return on every slip."""
    return _row(cells, widths, pad=0.0, air=0.0, with_next=with_next)


@lru_cache(maxsize=8192)
def grid_row(
    cells: tuple[Words, ...],
    widths: tuple[float, ...],
    *,
    air: float = _AIR,
    first: bool = False,
    shaded: bool = False,
    with_next: bool = False,
) -> Block:
    """A row of a table with hair lines; the first of a table also has the line above."""
    row = _row(cells, widths, pad=PAD, air=air, with_next=with_next)
    wide, height = sum(widths), row.height
    edges = [sum(widths[:n]) for n in range(len(widths) + 1)]
    flat = [Rule(0, height, wide, height), *([Rule(0, 0, wide, 0)] if first else ())]
    upright = [Rule(x, 0, x, height) for x in edges]
    ground = (Shade(0, 0, wide, height),) if shaded else ()
    return row._replace(rules=(*flat, *upright), shades=ground)


def _row(
    cells: tuple[Words, ...],
    widths: tuple[float, ...],
    *,
    pad: float,
    air: float,
    with_next: bool,
) -> Block:
    placed = [_cell(words, width - 2 * pad) for words, width in zip(cells, widths, strict=True)]
    size = max(words.ink.size for words in cells)
    leading = size * (_LEADING if size > SMALL else _SMALL_LEADING)
    rows = max((piece.row + 1 for pieces in placed for piece in pieces), default=1)
    runs: list[Run] = []
    left = pad
    for words, width, pieces in zip(cells, widths, placed, strict=True):
        own_rows = max((piece.row + 1 for piece in pieces), default=1)
        middle = (rows - own_rows) * leading / 2 if pad else 0.0
        top = air / 2 + middle
        for piece in pieces:
            y = top + (piece.row + 1) * leading - _DESCENT * leading
            runs.append(Run(left + piece.x, y, piece.text, words.ink.font, piece.size))
        left += width
    return Block(rows * leading + air, tuple(runs), with_next=with_next)


@lru_cache(maxsize=32768)
def _cell(words: Words, width: float) -> tuple[_Piece, ...]:
    """Where the words of a cell stand: both languages on one line if they fit, else below."""
    texts = tuple(dict.fromkeys(printable(text) for text in words.texts if text))
    if not texts:
        return ()
    first, *others = texts
    sizes = (words.ink.size, *(max(words.ink.size - SECOND, FOOT) for _ in others))
    shown = (first, *(f" / {other}" for other in others))
    wide = [text_width(t, words.ink.font, s) for t, s in zip(shown, sizes, strict=True)]
    if sum(wide) > width:
        return _below(texts, sizes, words.ink, width)
    left = (width - sum(wide)) * words.ink.align
    return tuple(
        _Piece(left + sum(wide[:n]), 0, text, size)
        for n, (text, size) in enumerate(zip(shown, sizes, strict=True))
    )


def _below(
    texts: Sequence[str], sizes: Sequence[float], ink: Ink, width: float
) -> tuple[_Piece, ...]:
    lines = [
        (line, size)
        for text, size in zip(texts, sizes, strict=True)
        for line in wrap_text(text, width, ink.font, size)
    ]
    return tuple(
        _Piece((width - text_width(line, ink.font, size)) * ink.align, row, line, size)
        for row, (line, size) in enumerate(lines)
    )


def strong(*texts: str, size: float = BODY, align: float = LEFT) -> Words:
    """Bold words."""
    return Words(texts, Ink(size, BOLD, align))


def height_of(blocks: Iterable[Block]) -> float:
    """How much room blocks take one below the other."""
    return sum(block.height for block in blocks)


def draw_blocks(canvas: Canvas, blocks: Sequence[Block], left: float, top: float) -> float:
    """Draw blocks one below the other and say where they end; all words in one text object."""
    y = top
    for block in blocks:
        for shade in block.shades:
            _draw_shade(canvas, shade, left, y)
        _draw_marks(canvas, block, left, y)
        y -= block.height
    canvas.setLineWidth(LINE)
    canvas.setStrokeColor(LINE_INK)
    canvas.lines(_joined(blocks, left, top))
    _draw_words(canvas, blocks, left, top)
    return y


def _draw_words(canvas: Canvas, blocks: Iterable[Block], left: float, top: float) -> None:
    words = canvas.beginText(left, top)
    font: tuple[str, float] | None = None
    y = top
    for block in blocks:
        for run in block.runs:
            if font != (run.font, run.size):
                font = (run.font, run.size)
                words.setFont(run.font, run.size)
            words.setTextOrigin(left + run.x, y - run.y)
            words.textOut(run.text)
        y -= block.height
    canvas.drawText(words)


def _joined(blocks: Iterable[Block], left: float, top: float) -> list[_Line]:
    """The hair lines of all blocks; upright ones that go on in the next row become one."""
    lines: list[_Line] = []
    open_at: dict[float, _Line] = {}
    y = top
    for block in blocks:
        for rule in block.rules:
            line = _on_page(rule, left, y)
            x, begin, _, end = line
            if rule.x != rule.to_x:
                lines.append(line)
                continue
            above = open_at.get(x)
            if above and above[3] == begin:
                open_at[x] = (x, above[1], x, end)
                continue
            if above:
                lines.append(above)
            open_at[x] = line
        y -= block.height
    return [*lines, *open_at.values()]


def _draw_marks(canvas: Canvas, block: Block, left: float, top: float) -> None:
    for rule in block.dotted:
        draw_dotted(canvas, left + rule.x, top - rule.y, rule.to_x - rule.x)
    if block.marks:
        canvas.saveState()
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(2 * LINE)
        canvas.lines([_on_page(rule, left, top) for rule in block.marks])
        canvas.restoreState()


def _on_page(rule: Rule, left: float, top: float) -> _Line:
    return (left + rule.x, top - rule.y, left + rule.to_x, top - rule.to_y)


def _draw_shade(canvas: Canvas, shade: Shade, left: float, top: float) -> None:
    canvas.saveState()
    canvas.setFillColor(SHADE)
    x, y = left + shade.x, top - shade.y - shade.height
    canvas.rect(x, y, shade.width, shade.height, stroke=0, fill=1)
    canvas.restoreState()
