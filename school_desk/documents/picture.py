"""A drawing on paper: its shapes with our letters and greys, as one block of a story."""

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from school_desk.documents.drawing import DARKNESS, Anchor, Drawing, Ink, Line, Rect, Words
from school_desk.documents.fonts import BOLD, REGULAR, text_width
from school_desk.documents.measures import INK, LINE, LINE_INK

_MUTED = 0.36
_WHITE = 1.0


class Picture(Flowable):
    """A drawing, made narrower where the page is."""

    def __init__(self, drawing: Drawing, width: float) -> None:
        super().__init__()
        self.drawing = drawing
        self._scale = min(1.0, width / drawing.width) if drawing.width else 1.0
        self.width = drawing.width * self._scale
        self.height = drawing.height * self._scale
        self.hAlign = "LEFT"

    def draw(self) -> None:
        """Draw every shape in its order."""
        self.canv.saveState()
        self.canv.translate(0, self.height)
        self.canv.scale(self._scale, self._scale)
        for shape in self.drawing.shapes:
            _draw(self.canv, shape)
        self.canv.restoreState()


def _draw(canvas: Canvas, shape: Rect | Line | Words) -> None:
    canvas.setLineWidth(LINE)
    match shape:
        case Rect():
            _draw_rect(canvas, shape)
        case Line():
            canvas.setStrokeColor(LINE_INK)
            canvas.line(shape.x, -shape.y, shape.to_x, -shape.to_y)
        case Words():
            _draw_words(canvas, shape)


def _draw_rect(canvas: Canvas, rect: Rect) -> None:
    canvas.setStrokeColor(INK)
    filled = rect.ink is not Ink.HOLLOW
    if filled:
        canvas.setFillColor(colour(rect.ink))
    canvas.rect(
        rect.x, -rect.y - rect.height, rect.width, rect.height, stroke=not filled, fill=filled
    )


def _draw_words(canvas: Canvas, words: Words) -> None:
    font = BOLD if words.bold else REGULAR
    canvas.setFillColor(colour(words.ink))
    wide = text_width(words.text, font, words.size)
    size = words.size * min(1.0, words.room / wide) if wide else words.size
    canvas.setFont(font, size)
    put = {
        Anchor.START: canvas.drawString,
        Anchor.MIDDLE: canvas.drawCentredString,
        Anchor.END: canvas.drawRightString,
    }[words.anchor]
    put(words.x, -words.y, words.text)


def colour(ink: Ink) -> Color:
    """The grey of an ink on white paper."""
    light = {Ink.MUTED: _MUTED, Ink.ON_DARK: _WHITE}.get(ink, 1 - DARKNESS.get(ink, 1.0))
    return Color(light, light, light)
