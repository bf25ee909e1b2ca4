"""The pages "Pupils' data" of the register on paper."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from school_desk.documents.boxes import Signatures, Signer
from school_desk.documents.deliver import Target
from school_desk.documents.fonts import BOLD
from school_desk.documents.measures import LANDSCAPE, PAD, SMALL
from school_desk.documents.page import Face, Printed, build_story, inner_width
from school_desk.documents.tables import TITLE_STYLE, grid_table, paragraph, wrapped
from school_desk.documents.voices import DocumentLanguage, Voices, told, voices_of
from school_desk.formats import NOTHING
from school_desk.school import pupil_data_paper as paper
from school_desk.school.pupil_data_paper import COLUMNS, DataSection

NUMBER_WIDTH = 24.0


def build_pupil_data(
    section: DataSection, *, school: str, language: DocumentLanguage, printed: Printed, out: Target
) -> None:
    """Print what is kept of the pupils of a class."""
    voices = voices_of(language)
    title = paper.title_lines(section.data, voices)
    face = Face(title[0], voices, printed, school=school)
    build_story(list(_story(section, voices)), face, out, size=LANDSCAPE)


def _story(section: DataSection, voices: Voices) -> Iterator[Flowable]:
    yield paragraph(paper.title_lines(section.data, voices), TITLE_STYLE)
    yield Spacer(0, 6)
    yield _table(section, voices)
    deputy = Signer(told(voices, paper.DEPUTY))
    tutor = Signer(told(voices, paper.TUTOR), section.tutor)
    width = inner_width(LANDSCAPE) * 2 / 3
    yield KeepTogether([Spacer(0, 12), Signatures((tutor, deputy), width)])


def _table(section: DataSection, voices: Voices) -> Table:
    room = inner_width(LANDSCAPE) - NUMBER_WIDTH
    widths = (NUMBER_WIDTH, *(room * column.share for column in COLUMNS))
    heads = [paper.NUMBER, *(column.head for column in COLUMNS)]
    rows = [[_head(told(voices, head), width) for head, width in zip(heads, widths, strict=True)]]
    for n, one in enumerate(section.data.pupils, start=1):
        cells = [
            "\n".join(wrapped(line, width, size=SMALL) for line in column.lines(one, voices))
            for column, width in zip(COLUMNS, widths[1:], strict=True)
        ]
        rows.append([str(n), *(cell or NOTHING for cell in cells)])
    style = [
        ("FONTSIZE", (0, 1), (-1, -1), SMALL),
        ("LEADING", (0, 1), (-1, -1), SMALL + 2),
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("ALIGN", (0, 1), (0, -1), "RIGHT"),
    ]
    return grid_table(rows, widths, style=style)


def _head(lines: tuple[str, ...], width: float) -> str:
    return "\n".join(wrapped(line, width + PAD, BOLD, SMALL) for line in dict.fromkeys(lines))
