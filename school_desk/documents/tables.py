"""Tables of plain strings: quick to lay out; heads repeat, long words wrap, nothing is clipped."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Table

from school_desk.documents.fonts import BOLD, REGULAR, printable, wrap_text
from school_desk.documents.measures import (
    BODY,
    FOOT,
    INK,
    LEADING,
    LINE,
    LINE_INK,
    PAD,
    SECOND,
    SHADE,
    SMALL,
    STRONG,
    TITLE,
)
from school_desk.documents.voices import Lines

Cell = str | Flowable
MANY_LINES = 20
Style = tuple[Any, ...]
"""A command of reportlab's TableStyle."""


def _style(name: str, size: float, *, font: str = REGULAR, center: bool = False) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=size * LEADING / BODY,
        alignment=TA_CENTER if center else TA_LEFT,
        textColor=INK,
        splitLongWords=1,
    )


TITLE_STYLE = _style("title", TITLE, font=BOLD)
STRONG_STYLE = _style("strong", STRONG, font=BOLD)
BODY_STYLE = _style("body", BODY)
SMALL_STYLE = _style("small", SMALL)
HEAD_STYLE = _style("head", SMALL, font=BOLD, center=True)
CELL_HEAD_STYLE = _style("cell head", SMALL, font=BOLD)


def paragraph(lines: Lines, style: ParagraphStyle = BODY_STYLE) -> Paragraph:
    """A text in each language of the document, one below the other, the second smaller."""
    first, *others = [escape(printable(line)) for line in lines]
    size = max(style.fontSize - SECOND, FOOT)
    below = "".join(f'<br/><font size="{size:g}">{other}</font>' for other in others)
    return Paragraph(first + below, style)


def wrapped(text: str, width: float, font: str = REGULAR, size: float = BODY) -> str:
    """A cell of plain text in lines that fit the column."""
    return "\n".join(wrap_text(printable(text), width - 2 * PAD, font, size))


def grid_table(
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    *,
    heads: int = 1,
    style: Iterable[Style] = (),
    leading: float = LEADING,
) -> Table:
    """A table with hair lines whose heads are grey and repeat on each page."""
    table = Table(
        [[_breakable(cell) for cell in row] for row in rows],
        colWidths=list(widths),
        repeatRows=heads,
        hAlign="LEFT",
        splitInRow=1,
    )
    table.setStyle([*_plain(heads, leading), *style])
    return table


def is_tall(cell: Cell) -> bool:
    """Whether a string has so many lines that it may not fit on one leaf."""
    return isinstance(cell, str) and cell.count("\n") >= MANY_LINES


def _breakable(cell: Cell) -> Cell:
    """A string of many lines as a paragraph: only that may go on over the next page."""
    if isinstance(cell, str) and is_tall(cell):
        return Paragraph("<br/>".join(escape(line) for line in cell.split("\n")), BODY_STYLE)
    return cell


def _plain(heads: int, leading: float) -> tuple[Style, ...]:
    everything, head = ((0, 0), (-1, -1)), ((0, 0), (-1, heads - 1))
    return (
        ("FONT", *everything, REGULAR, BODY, leading),
        ("TEXTCOLOR", *everything, INK),
        ("GRID", *everything, LINE, LINE_INK),
        ("VALIGN", *everything, "MIDDLE"),
        ("LEFTPADDING", *everything, PAD),
        ("RIGHTPADDING", *everything, PAD),
        ("TOPPADDING", *everything, 1),
        ("BOTTOMPADDING", *everything, 2.5),
        ("BACKGROUND", *head, SHADE),
        ("FONT", *head, BOLD, SMALL, SMALL + 2),
        ("ALIGN", *head, "CENTER"),
    )
