"""The page every document shares: margins, head of later pages, foot with its origin, metadata."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from school_desk import formats
from school_desk.documents.deliver import Target, deliver
from school_desk.documents.fonts import REGULAR, printable, register_fonts, wrap_text
from school_desk.documents.measures import (
    BINDING,
    FOOT,
    FOOT_LEADING,
    LINE,
    LINE_INK,
    MARGIN,
    PORTRAIT,
)
from school_desk.documents.voices import Voices, one_line, told
from school_desk.errors import N_

PROGRAM = "School Desk"
HEAD_ROOM = 18.0
FOOT_ROOM = 26.0
_LABEL_ROOM = 70.0

# Streams as they are: reportlab's text form of them is a quarter larger and slow in pure Python.
rl_config.useA85 = 0

_COPY = N_("Copy of the electronic register")
_STOOD = N_("As it stood on {day:long}")
_PAGE = N_("page {page} / {total}")


@dataclass(frozen=True, slots=True)
class Printed:
    """When and by whom a document is printed: handed in, so that the same input prints the same.

    `as_of`: the past day as which everything stands in it.
    """

    at: datetime
    by: str
    as_of: date | None = None

    @property
    def day(self) -> date:
        """The day whose state is printed: today, or the past day that is shown."""
        return self.as_of or self.at.date()


@dataclass(frozen=True, slots=True)
class Face:
    """What a document says about itself on each page and in its metadata."""

    title: str
    voices: Voices
    printed: Printed
    school: str = ""
    origin: str = _COPY
    ruleset: str = ""

    @property
    def language(self) -> str:
        """The main language, for readers aloud and for search."""
        return self.voices[0].language


def origin_line(face: Face) -> str:
    """Where a copy comes from: of what in each language; when, by whom, by which rules."""
    at, language = face.printed.at, face.language
    moment = f"{formats.date_short(at.date(), language)}, {formats.time_of_day(at)}"
    origin = one_line(told(face.voices, face.origin)) if face.origin else ""
    parts = (stood_line(face.printed, face.voices), origin, moment, face.printed.by, face.ruleset)
    return printable(" · ".join(part for part in parts if part))


def stood_line(printed: Printed, voices: Voices) -> str:
    """«21 қазандағы күйі» where a past day is printed."""
    return one_line(told(voices, _STOOD, day=printed.as_of)) if printed.as_of else ""


def page_label(voices: Voices, page: int, total: int) -> str:
    """Say which page of how many, in the main language of the document.

    A number needs no second language beside it: "3 / 7 бет".
    """
    return told(voices[:1], _PAGE, page=page, total=total)[0]


def open_canvas(buffer: BytesIO, face: Face, size: tuple[float, float]) -> Canvas:
    """A canvas that prints the same bytes for the same document and moment."""
    register_fonts()
    canvas = Canvas(
        buffer,
        pagesize=size,
        invariant=1,
        lang=face.language,
        pageCompression=1,
    )
    _describe(canvas, face)
    return canvas


def _describe(canvas: Canvas, face: Face) -> None:
    """Title, author, moment and language, as a reader shows them."""
    canvas.setTitle(printable(face.title))
    canvas.setAuthor(printable(face.school or PROGRAM))
    canvas.setSubject(origin_line(face))
    canvas.setCreator(PROGRAM)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    moment = face.printed.at.strftime("D:%Y%m%d%H%M%S")
    canvas.setDateFormatter(lambda *_parts: moment)


def build_story(
    story: Sequence[Flowable], face: Face, out: Target, *, size: tuple[float, float] = PORTRAIT
) -> None:
    """Lay a story out on pages with head and foot, and deliver it."""
    register_fonts()
    buffer = BytesIO()
    document = BaseDocTemplate(
        buffer, pagesize=size, lang=face.language, invariant=1, pageCompression=1
    )
    document.addPageTemplates(PageTemplate(frames=[_frame(size)], onPage=partial(_head, face)))
    document.build(list(story), canvasmaker=_FootedCanvas)
    deliver(buffer.getvalue(), out)


def inner_width(size: tuple[float, float]) -> float:
    """How wide text may be on a page."""
    return size[0] - BINDING - MARGIN


def inner_height(size: tuple[float, float]) -> float:
    """How high text may be on a page, between head and foot."""
    return size[1] - 2 * MARGIN - HEAD_ROOM - FOOT_ROOM


def _frame(size: tuple[float, float]) -> Frame:
    corner = (BINDING, MARGIN + FOOT_ROOM)
    room = (inner_width(size), inner_height(size))
    return Frame(*corner, *room, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def _head(face: Face, canvas: Canvas, document: BaseDocTemplate) -> None:
    """School and title above a hair line; the foot is drawn when the number of pages is known."""
    _describe(canvas, face)
    width, height = document.pagesize
    y = height - MARGIN - FOOT
    canvas.setFont(REGULAR, FOOT)
    canvas.drawString(BINDING, y, printable(face.school))
    canvas.drawRightString(width - MARGIN, y, printable(face.title))
    canvas.setLineWidth(LINE)
    canvas.setStrokeColor(LINE_INK)
    canvas.line(BINDING, y - 4, width - MARGIN, y - 4)
    if isinstance(canvas, _FootedCanvas):
        canvas.face, canvas.page_width = face, width
        canvas.doForm(_foot_name(canvas.getPageNumber()))


def draw_foot(canvas: Canvas, face: Face, label: str, *, bottom: float, width: float) -> None:
    """Origin on the left in as many lines as it needs, page on the right, `bottom` up."""
    lines = _foot_lines(face, width)
    canvas.setFont(REGULAR, FOOT)
    top = bottom + (len(lines) - 1) * FOOT_LEADING
    canvas.drawRightString(width - MARGIN, top, label)
    for row, line in enumerate(lines):
        canvas.drawString(BINDING, top - row * FOOT_LEADING, line)


def foot_height(face: Face, width: float) -> float:
    """How much room the foot takes from its lowest base line up."""
    return len(_foot_lines(face, width)) * FOOT_LEADING


@lru_cache(maxsize=16)
def _foot_lines(face: Face, width: float) -> tuple[str, ...]:
    room = width - BINDING - MARGIN - _LABEL_ROOM
    return wrap_text(origin_line(face), room, REGULAR, FOOT)


def _foot_name(page: int) -> str:
    return f"foot{page}"


class _FootedCanvas(Canvas):
    """Writes "page x of y" when y is known: each page refers to a form that is made last."""

    face: Face
    page_width: float

    def save(self) -> None:
        """Make the foot of every page, then write the file."""
        total = self.getPageNumber() - 1
        for page in range(1, total + 1):
            self.beginForm(_foot_name(page))
            label = page_label(self.face.voices, page, total)
            draw_foot(self, self.face, label, bottom=MARGIN + 2, width=self.page_width)
            self.endForm()
        super().save()
