"""The papers of supervision as workbooks: the same values as on paper, dates as dates."""

from collections.abc import Mapping
from datetime import date, datetime

from school_desk.documents.deliver import Target
from school_desk.documents.page import Printed
from school_desk.documents.sheet import (
    DAY,
    WHOLE,
    CellValue,
    SheetColumn,
    SheetDraft,
    build_workbook,
)
from school_desk.documents.voices import DocumentLanguage, Voices, one_line, told, voices_of
from school_desk.journal import trail_paper as paper
from school_desk.journal.trail_paper import PaperTable

FORMATS: Mapping[object, str] = {paper.DATE: DAY, paper.LESSON: WHOLE}


def build_table_sheet(
    table: PaperTable, *, school: str, language: DocumentLanguage, printed: Printed, out: Target
) -> None:
    """Write a table as a workbook of one sheet."""
    voices = voices_of(language)
    title = one_line(told(voices, table.title))
    above = (school, title, *(one_line(lines) for lines in table.about))
    columns = tuple(
        SheetColumn(
            one_line(column.in_voices(voices)), column.letters, FORMATS.get(column.head, "")
        )
        for column in table.columns
    )
    rows = tuple(tuple(_value(value, voices) for value in row) for row in table.rows)
    notes = () if rows else (one_line(told(voices, table.nothing)),)
    name = one_line(told(voices, paper.SHEETS[table.title]))
    draft = SheetDraft(name, above, columns, rows, frozen=1, notes=notes)
    build_workbook((draft,), title=title, language=voices[0].language, printed=printed, out=out)


def _value(value: object, voices: Voices) -> CellValue:
    """Numbers and days stay what they are; nothing stays empty."""
    if value in (None, "", " "):
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return one_line(paper.in_voices(value, voices))
