"""Leaves on sheets: three, two or one to a sheet as they fit, and overleaf when one is long."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from school_desk.documents.boxes import draw_cut_marks
from school_desk.documents.deliver import Target, deliver
from school_desk.documents.ink import Block, draw_blocks, height_of
from school_desk.documents.measures import BINDING, PORTRAIT
from school_desk.documents.page import Face, draw_foot, foot_height, open_canvas, page_label

PerSheet = Literal[1, 2, 3]

WIDTH, HEIGHT = PORTRAIT
# Air above each leaf, by how many a sheet has. The sheet's own edge keeps its margin; beside a
# cut less is enough, so that all leaves of a sheet have equally much room.
_TOPS = {1: (10 * mm,), 2: (10 * mm, 6 * mm), 3: (10 * mm, 6.5 * mm, 3 * mm)}
_AIR = {1: 20 * mm, 2: 16 * mm, 3: 13 * mm}
_FOOT_GAP = 3.0


@dataclass(frozen=True, slots=True)
class Leaf:
    """One slip: `head` is repeated where it goes on, `end` stands at the foot of its last piece."""

    head: tuple[Block, ...]
    body: tuple[Block, ...]
    end: tuple[Block, ...]

    @property
    def height(self) -> float:
        """The room it takes without the foot."""
        return height_of(self.head) + height_of(self.body) + height_of(self.end)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands on one part of a sheet, and what at the foot of it."""

    blocks: tuple[Block, ...]
    end: tuple[Block, ...]


def build_leaves(leaves: Iterable[Leaf], face: Face, per_sheet: PerSheet, out: Target) -> int:
    """Draw leaves on sheets and deliver them; says how many sheets it took.

    `per_sheet` is the most: leaves too long for a third come by two, and those too long for a
    half alone, on as many sheets as they need. Nothing is cut off.
    """
    foot = foot_height(face, WIDTH) + _FOOT_GAP
    sheets = tuple(_deal(tuple(leaves), per_sheet, foot))
    buffer = BytesIO()
    canvas = open_canvas(buffer, face, PORTRAIT)
    for number, sheet in enumerate(sheets, start=1):
        _draw_sheet(canvas, sheet, face, page_label(face.voices, number, len(sheets)))
        canvas.showPage()
    canvas.save()
    deliver(buffer.getvalue(), out)
    return len(sheets)


def _deal(
    leaves: Sequence[Leaf], per_sheet: PerSheet, foot: float
) -> Iterator[tuple[tuple[_Piece, ...], int]]:
    """Sheets of three, two or one, in the order of the leaves: what fits next to each other."""
    place = 0
    heights = [leaf.height + foot for leaf in leaves]
    while place < len(leaves):
        parts = next(
            (
                parts
                for parts in (3, 2, 1)
                if parts <= per_sheet and max(heights[place : place + parts]) <= _room(parts)
            ),
            0,
        )
        if parts:
            here = leaves[place : place + parts]
            yield tuple(_Piece((*leaf.head, *leaf.body), leaf.end) for leaf in here), parts
        else:
            yield from (((piece,), 1) for piece in _continued(leaves[place], foot))
        place += parts or 1


def _continued(leaf: Leaf, foot: float) -> Iterator[_Piece]:
    """A leaf longer than a sheet: the head on each, the end on the last."""
    room = _room(1) - foot - height_of(leaf.head)
    *pages, last = _pages(leaf.body, room)
    yield from (_Piece((*leaf.head, *page), ()) for page in pages)
    if height_of((*last, *leaf.end)) <= room:
        yield _Piece((*leaf.head, *last), leaf.end)
    else:
        yield _Piece((*leaf.head, *last), ())
        yield _Piece(leaf.head, leaf.end)


def _pages(body: Sequence[Block], room: float) -> list[tuple[Block, ...]]:
    """The body in pages; blocks that are kept together move over together."""
    pages: list[list[Block]] = [[]]
    for group in _groups(body, room):
        if pages[-1] and height_of((*pages[-1], *group)) > room:
            pages.append([])
        pages[-1].extend(group)
    return [tuple(page) for page in pages]


def _groups(body: Iterable[Block], room: float) -> Iterator[tuple[Block, ...]]:
    """Blocks that stay together, unless no sheet is high enough for all of them."""
    group: list[Block] = []
    for block in body:
        group.append(block)
        if not block.with_next:
            yield from _torn(group, room)
            group = []
    yield from _torn(group, room)


def _torn(group: Sequence[Block], room: float) -> Iterable[tuple[Block, ...]]:
    if not group:
        return ()
    return (tuple(group),) if height_of(group) <= room else ((block,) for block in group)


def _room(parts: int) -> float:
    return HEIGHT / parts - _AIR[parts]


def _draw_sheet(
    canvas: Canvas, sheet: tuple[tuple[_Piece, ...], int], face: Face, label: str
) -> None:
    """Draw each leaf in its part, its end and foot at the bottom of it, and where to cut."""
    pieces, parts = sheet
    for place, piece in enumerate(pieces):
        upper, top = HEIGHT - place * HEIGHT / parts, _TOPS[parts][place]
        lower = upper - HEIGHT / parts
        bottom = lower + _AIR[parts] - top
        draw_blocks(canvas, piece.blocks, BINDING, upper - top)
        draw_foot(canvas, face, label, bottom=bottom, width=WIDTH)
        end = bottom + foot_height(face, WIDTH) + _FOOT_GAP + height_of(piece.end)
        draw_blocks(canvas, piece.end, BINDING, end)
        if place + 1 < parts:
            draw_cut_marks(canvas, lower, WIDTH)
