"""The report of the lists on paper and as a workbook: boys and girls by list and class."""

from collections.abc import Iterator

from reportlab.platypus import Flowable, KeepTogether, Spacer

from school_desk.documents.boxes import Signatures, Signer
from school_desk.documents.deliver import Target
from school_desk.documents.fonts import BOLD
from school_desk.documents.measures import PORTRAIT, SMALL
from school_desk.documents.page import Face, Printed, build_story, inner_width
from school_desk.documents.sheet import WHOLE, SheetColumn, SheetDraft, build_workbook
from school_desk.documents.tables import (
    BODY_STYLE,
    SMALL_STYLE,
    TITLE_STYLE,
    Style,
    grid_table,
    paragraph,
    wrapped,
)
from school_desk.documents.voices import DocumentLanguage, Lines, Voices, one_line, told, voices_of
from school_desk.school import list_paper as paper
from school_desk.school.list_paper import ListReport

SHARES = (0.38, 0.18, 0.11, 0.11, 0.11, 0.11)
WIDTHS = (34.0, 14.0, 10.0, 10.0, 10.0, 10.0)


def build_list_report(
    report: ListReport, *, school: str, language: DocumentLanguage, printed: Printed, out: Target
) -> None:
    """Print how many are on each list."""
    voices = voices_of(language)
    title = told(voices, paper.TITLE)
    face = Face(title[0], voices, printed, school=school)
    build_story(list(_story(report, voices)), face, out)


def build_list_sheet(
    report: ListReport, *, school: str, language: DocumentLanguage, printed: Printed, out: Target
) -> None:
    """Write the same as a workbook."""
    voices = voices_of(language)
    title = one_line(told(voices, paper.TITLE))
    heads = tuple(
        SheetColumn(one_line(told(voices, head)), width, WHOLE if place > 1 else "")
        for place, (head, width) in enumerate(zip(paper.HEADS, WIDTHS, strict=True))
    )
    rows = tuple(
        (
            one_line(paper.kind_lines(report, one.kind, voices)),
            *paper.cells(one, voices, is_total=is_total),
        )
        for one, is_total in report.rows()
    )
    above = (school, title, f"{one_line(paper.day_lines(report, voices))} {printed.by}")
    draft = SheetDraft(one_line(told(voices, paper.TITLE)[:1]), above, heads, rows, frozen=1)
    build_workbook((draft,), title=title, language=voices[0].language, printed=printed, out=out)


def _story(report: ListReport, voices: Voices) -> Iterator[Flowable]:
    yield paragraph(told(voices, paper.TITLE), TITLE_STYLE)
    yield paragraph(paper.day_lines(report, voices), SMALL_STYLE)
    yield Spacer(0, 6)
    if not report.lines:
        yield paragraph(told(voices, paper.NOBODY), BODY_STYLE)
        return
    yield _table(report, voices)
    told_sexes = all(one.boys + one.girls == one.pupils for one in report.lines)
    note = [] if told_sexes else [paragraph(told(voices, paper.UNTOLD), SMALL_STYLE)]
    deputy = Signer(told(voices, paper.DEPUTY))
    signed = Signatures((deputy,), inner_width(PORTRAIT) / 2)
    yield KeepTogether([Spacer(0, 6), *note, Spacer(0, 10), signed])


def _table(report: ListReport, voices: Voices) -> Flowable:
    widths = tuple(inner_width(PORTRAIT) * share for share in SHARES)
    heads = zip(paper.HEADS, widths, strict=True)
    rows: list[list[str]] = [
        [
            "\n".join(
                wrapped(line, width, BOLD, SMALL) for line in dict.fromkeys(told(voices, head))
            )
            for head, width in heads
        ]
    ]
    style: list[Style] = [("ALIGN", (2, 1), (-1, -1), "CENTER")]
    before = ""
    for one, is_total in report.rows():
        name = "" if one.kind == before else one_line(paper.kind_lines(report, one.kind, voices))
        before = one.kind
        cells = paper.cells(one, voices, is_total=is_total)
        rows.append([wrapped(name, widths[0]), *(str(cell) for cell in cells)])
        if is_total:
            style.append(("FONT", (1, len(rows) - 1), (-1, len(rows) - 1), BOLD, SMALL + 1))
    return grid_table(rows, widths, style=style)


def _head(lines: Lines, width: float) -> str:
    return "\n".join(wrapped(line, width, BOLD, SMALL) for line in dict.fromkeys(lines))
