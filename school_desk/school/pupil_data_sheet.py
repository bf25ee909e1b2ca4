"""The pages "Pupils' data" of the register as a workbook."""

from school_desk import formats
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
from school_desk.school import pupil_data_paper as paper
from school_desk.school.pupil_data_model import PupilData
from school_desk.school.pupil_data_paper import COLUMNS, DataColumn, DataSection

WIDTH = 130.0


def build_pupil_data_sheet(
    section: DataSection, *, school: str, language: DocumentLanguage, printed: Printed, out: Target
) -> None:
    """Write a line for each pupil of the class."""
    voices = voices_of(language)
    title = one_line(paper.title_lines(section.data, voices))
    moment = formats.date_short(printed.at.date(), voices[0].language)
    heads = (
        SheetColumn(one_line(told(voices, paper.NUMBER)), 5, WHOLE),
        *(
            SheetColumn(
                one_line(told(voices, column.head)),
                max(12.0, WIDTH * column.share),
                DAY if column.head == paper.BIRTH else "",
            )
            for column in COLUMNS
        ),
    )
    rows = tuple(
        (n, *(_cell(column, one, voices) for column in COLUMNS))
        for n, one in enumerate(section.data.pupils, start=1)
    )
    name = one_line(told(voices, paper.TITLE)[:1])
    draft = SheetDraft(name, (school, title, f"{moment}, {printed.by}"), heads, rows, frozen=2)
    build_workbook((draft,), title=title, language=voices[0].language, printed=printed, out=out)


def _cell(column: DataColumn, one: PupilData, voices: Voices) -> CellValue:
    if column.head == paper.BIRTH:
        return one.file.birth
    return "\n".join(column.lines(one, voices)) or None
