"""Signs drawn as shapes, because the font has no boxes and no ticks: box, cut marks, signature."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from school_desk.documents.fonts import BOLD, REGULAR, printable, text_width
from school_desk.documents.measures import BODY, INK, LINE, LINE_INK, SMALL

CUT_MARK = 14.0
_DOTS = (0.6, 2.0)
_GAP = 24.0
"""Air between two signatures."""


class Box(Flowable):
    """A square to tick by hand, or one already ticked."""

    def __init__(self, size: float = BODY, *, ticked: bool = False) -> None:
        super().__init__()
        self.width = self.height = size
        self._ticked = ticked

    def draw(self) -> None:
        """Draw the square and its tick at the corner Platypus chose."""
        draw_box(self.canv, 0, 0, self.width, ticked=self._ticked)


def draw_box(canvas: Canvas, x: float, y: float, size: float, *, ticked: bool) -> None:
    """A square with its lower left corner at x, y."""
    canvas.saveState()
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(2 * LINE)
    canvas.rect(x, y, size, size)
    if ticked:
        canvas.setLineWidth(size / 7)
        canvas.setLineJoin(1)
        path = canvas.beginPath()
        path.moveTo(x + size * 0.2, y + size * 0.5)
        path.lineTo(x + size * 0.42, y + size * 0.25)
        path.lineTo(x + size * 0.82, y + size * 0.78)
        canvas.drawPath(path)
    canvas.restoreState()


class LateMark(Flowable):
    """A cell of one who came late and still got points: the sign small above, the points below."""

    def __init__(self, sign: str, points: str, size: float = BODY) -> None:
        super().__init__()
        self._sign, self._points, self._size = printable(sign), points, size
        self.height = size
        self.width = text_width(self._sign, BOLD, SMALL - 1) + text_width(points, REGULAR, size)

    def draw(self) -> None:
        """Draw the sign raised and the points on the line of their neighbours."""
        self.canv.setFont(BOLD, SMALL - 1)
        self.canv.drawString(0, self._size * 0.5, self._sign)
        self.canv.setFont(REGULAR, self._size)
        self.canv.drawRightString(self.width, 0, self._points)


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the role in each language of the document, and the name if it is known."""

    role: tuple[str, ...]
    name: str = ""


class Signatures(Flowable):
    """Dotted lines side by side, role and name under each; they never leave the page alone."""

    def __init__(self, signers: Sequence[Signer], width: float) -> None:
        super().__init__()
        self._signers = tuple(signers)
        self.width = width
        depth = max(len(_under_line(signer)) for signer in self._signers)
        self.height = 26 + depth * (SMALL + 2)
        self.keepWithNext = False

    def draw(self) -> None:
        """Draw each line with what stands under it."""
        wide = (self.width - _GAP * (len(self._signers) - 1)) / len(self._signers)
        for place, signer in enumerate(self._signers):
            x = place * (wide + _GAP)
            top = self.height - 24
            draw_dotted(self.canv, x, top, wide)
            for row, text in enumerate(_under_line(signer)):
                self.canv.setFont(REGULAR, SMALL)
                self.canv.drawString(x, top - (row + 1) * (SMALL + 2), text)


def _under_line(signer: Signer) -> tuple[str, ...]:
    first, *rest = signer.role
    return (printable(f"{first}: {signer.name}" if signer.name else first), *rest)


def draw_dotted(canvas: Canvas, x: float, y: float, length: float) -> None:
    """A dotted line to write on."""
    canvas.saveState()
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(2 * LINE)
    canvas.setLineCap(1)
    canvas.setDash(*_DOTS)
    canvas.line(x, y, x + length, y)
    canvas.restoreState()


def draw_cut_marks(canvas: Canvas, y: float, page_width: float) -> None:
    """Short ticks at both edges of the sheet: here it is cut."""
    canvas.saveState()
    canvas.setStrokeColor(LINE_INK)
    canvas.setLineWidth(LINE)
    canvas.line(0, y, CUT_MARK, y)
    canvas.line(page_width - CUT_MARK, y, page_width, y)
    canvas.setDash(1, 5)
    canvas.line(CUT_MARK, y, page_width - CUT_MARK, y)
    canvas.restoreState()


class WritingLines(Flowable):
    """Dotted lines to write on by hand, where nobody has typed anything."""

    GAP = 18.0

    def __init__(self, width: float, count: int) -> None:
        super().__init__()
        self.width = width
        self.height = count * self.GAP
        self._count = count

    def draw(self) -> None:
        """Draw the lines, the first a line's height below the top."""
        for n in range(self._count):
            draw_dotted(self.canv, 0, n * self.GAP + 2, self.width)
