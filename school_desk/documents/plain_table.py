"""A paper that is one table: title, a line above, typed columns, notes; as PDF and as workbook."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer, Table

from school_desk import formats
from school_desk.documents.boxes import Signatures, Signer
from school_desk.documents.deliver import Target
from school_desk.documents.fonts import BOLD, REGULAR
from school_desk.documents.measures import BODY, LANDSCAPE, PAD, PORTRAIT, SHADE, SMALL
from school_desk.documents.page import Face, Printed, build_story, inner_width
from school_desk.documents.sheet import CellValue as SheetValue
from school_desk.documents.sheet import SheetColumn, SheetDraft, build_workbook
from school_desk.documents.tables import (
    BODY_STYLE,
    SMALL_STYLE,
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
    one_line,
    told,
    voices_of,
)
from school_desk.formats import NOTHING
from school_desk.i18n import Spelled, Text

PlainValue = str | int | Fraction | Decimal | date | Text | Spelled | None
"""A cell. A Text is told in the languages of the paper, a Spelled is written in them.

None is a dash on paper and an empty cell in Excel.
"""

_LETTER = 5.2
_NARROW = 30.0
_SIGNERS_IN_A_LINE = 3


@dataclass(frozen=True, slots=True)
class PlainColumn:
    """A column: its head (to translate, or a date), its share of the width, places of numbers."""

    head: str | date | Text
    share: float = 1.0
    places: int = 0
    shaded: bool = False

    @property
    def sheet_format(self) -> str:
        """How Excel shows its numbers."""
        return f"0.{'0' * self.places}" if self.places else ""


@dataclass(frozen=True, slots=True)
class PlainTable:
    """What a paper says.

    Args:
        title, above, notes, empty, signers: texts, told in the languages of the paper.
        rows: a value for each column; `bold` names lines such as totals.
        facts: what the title and the line above are filled with.
        of_register: whether the foot says that it is a copy of the register.
    """

    title: Text
    columns: tuple[PlainColumn, ...]
    rows: tuple[tuple[PlainValue, ...], ...]
    above: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    empty: str = ""
    signers: tuple[str, ...] = ()
    bold: frozenset[int] = frozenset()
    landscape: bool = False
    frozen: int = 0
    of_register: bool = True


def build_plain(
    tables: PlainTable | tuple[PlainTable, ...],
    *,
    school: str,
    language: DocumentLanguage,
    printed: Printed,
    out: Target,
) -> None:
    """Print it; several tables begin a page each, of the size of the first."""
    voices = voices_of(language)
    found = tables if isinstance(tables, tuple) else (tables,)
    size = LANDSCAPE if found[0].landscape else PORTRAIT
    face = Face(_lines(found[0].title, voices)[0], voices, printed, school=school)
    if not found[0].of_register:
        face = replace(face, origin="")
    story: list[Flowable] = []
    for one in found:
        story += [PageBreak()] if story else []
        story += _story(one, voices, size)
    build_story(story, face, out, size=size)


def build_plain_sheet(
    tables: PlainTable | tuple[PlainTable, ...],
    *,
    school: str,
    language: DocumentLanguage,
    printed: Printed,
    out: Target,
) -> None:
    """Write it as a workbook; several tables are several sheets."""
    voices = voices_of(language)
    found = tables if isinstance(tables, tuple) else (tables,)
    build_workbook(
        tuple(_draft(one, voices, school) for one in found),
        title=one_line(_lines(found[0].title, voices)),
        language=voices[0].language,
        printed=printed,
        out=out,
    )


def _lines(text: Text | Spelled, voices: Voices) -> Lines:
    if isinstance(text, Spelled):
        return tuple(text.within(voice.language) for voice in voices)
    return told(voices, text.msgid, **text.facts)


def _story(table: PlainTable, voices: Voices, size: tuple[float, float]) -> Iterator[Flowable]:
    yield paragraph(_lines(table.title, voices), TITLE_STYLE)
    for line in table.above:
        yield paragraph(_lines(line, voices), SMALL_STYLE)
    yield Spacer(0, 6)
    if table.rows:
        yield _grid(table, voices, inner_width(size))
    else:
        yield paragraph(told(voices, table.empty), BODY_STYLE)
    below: list[Flowable] = [paragraph(_lines(line, voices), SMALL_STYLE) for line in table.notes]
    if table.signers:
        signers = tuple(Signer(told(voices, one)) for one in table.signers)
        width = inner_width(size) * min(1, len(signers) / _SIGNERS_IN_A_LINE)
        below += [Spacer(0, 8), Signatures(signers, width)]
    if below:
        yield KeepTogether([Spacer(0, 6), *below])


def _grid(table: PlainTable, voices: Voices, width: float) -> Table:
    shares = sum(one.share for one in table.columns)
    widths = [width * one.share / shares for one in table.columns]
    heads = [_head(one, voices, wide) for one, wide in zip(table.columns, widths, strict=True)]
    rows = [
        [
            _paper(value, column, voices, wide, bold=n in table.bold)
            for value, column, wide in zip(row, table.columns, widths, strict=True)
        ]
        for n, row in enumerate(table.rows)
    ]
    return grid_table([heads, *rows], widths, style=tuple(_style(table)))


def _head(column: PlainColumn, voices: Voices, width: float) -> str:
    if isinstance(column.head, date):
        short = formats.date_short(column.head, voices[0].language)
        return str(column.head.day) if width < _NARROW else wrapped(short, width, BOLD, SMALL)
    lines = dict.fromkeys(_head_lines(column.head, voices))
    return "\n".join(wrapped(line, width, BOLD, SMALL) for line in lines)


def _head_lines(head: str | Text, voices: Voices) -> Lines:
    return _lines(head, voices) if isinstance(head, Text) else told(voices, head)


def _paper(
    value: PlainValue, column: PlainColumn, voices: Voices, width: float, *, bold: bool
) -> str:
    if isinstance(value, Text | Spelled):
        lines = dict.fromkeys(_lines(value, voices))
        return "\n".join(wrapped(line, width, BOLD if bold else REGULAR) for line in lines)
    text = _shown(value, column, voices[0].language)
    return wrapped(text, width, BOLD, BODY) if bold else wrapped(text, width)


def _shown(value: PlainValue, column: PlainColumn, language: str) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, date):
        return formats.date_short(value, language)
    if isinstance(value, int | Fraction | Decimal):
        return formats.number(Fraction(value), column.places, language)
    return str(value)


def _style(table: PlainTable) -> Iterator[Style]:
    for place, column in enumerate(table.columns):
        numbers = any(isinstance(row[place], int | Fraction | Decimal) for row in table.rows)
        if numbers or column.places:
            yield ("ALIGN", (place, 1), (place, -1), "CENTER")
        if column.shaded:
            yield ("BACKGROUND", (place, 1), (place, -1), SHADE)
    for row in table.bold:
        yield ("FONT", (0, row + 1), (-1, row + 1), BOLD, BODY)


def _draft(table: PlainTable, voices: Voices, school: str) -> SheetDraft:
    above = (school, one_line(_lines(table.title, voices)))
    shares = sum(one.share for one in table.columns)
    room = (LANDSCAPE if table.landscape else PORTRAIT)[0] / (_LETTER + PAD / 10)
    return SheetDraft(
        one_line(told(voices, table.title.msgid)) if not table.title.facts else above[1],
        (*above, *(one_line(_lines(line, voices)) for line in table.above)),
        tuple(
            SheetColumn(
                one.head if isinstance(one.head, date) else one_line(_head_lines(one.head, voices)),
                max(6.0, room * one.share / shares),
                one.sheet_format,
            )
            for one in table.columns
        ),
        tuple(tuple(_cell(value, voices) for value in row) for row in table.rows),
        frozen=table.frozen,
        notes=tuple(one_line(_lines(line, voices)) for line in table.notes),
    )


def _cell(value: PlainValue, voices: Voices) -> SheetValue:
    if isinstance(value, Text | Spelled):
        return one_line(_lines(value, voices))
    return Fraction(value) if isinstance(value, Decimal) else value


__all__ = ("PlainColumn", "PlainTable", "build_plain", "build_plain_sheet")
