"""The movement of pupils as a workbook: classes in numbers, and everybody who moved."""

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
from school_desk.errors import N_
from school_desk.school import movement_paper as paper
from school_desk.school.movement_paper import COUNTS
from school_desk.school.movement_sheet_rules import ClassCount, MovementSheet

ORDER_NUMBER, ORDER_DATE = N_("Order number"), N_("Order date")
FROM, TO = N_("Where from"), N_("Where to")
BY_CLASS = N_("By class")


def build_movement_sheet(
    sheet: MovementSheet,
    *,
    school: str,
    language: DocumentLanguage,
    printed: Printed,
    out: Target,
) -> None:
    """Write two sheets: numbers by class, and the list of movements."""
    voices = voices_of(language)
    title = one_line(paper.title_lines(sheet, voices))
    moment = formats.date_short(printed.at.date(), voices[0].language)
    above = (school, title, f"{moment}, {printed.by}")
    build_workbook(
        (_list(sheet, voices, above), _counts(sheet, voices, above)),
        title=title,
        language=voices[0].language,
        printed=printed,
        out=out,
    )


def _counts(sheet: MovementSheet, voices: Voices, above: tuple[str, ...]) -> SheetDraft:
    heads = (
        SheetColumn(one_line(told(voices, paper.CLASS)), 12),
        *(SheetColumn(one_line(told(voices, one.head)), 16, WHOLE) for one in COUNTS),
    )
    rows = [_count(one.label, one) for one in sheet.counts]
    rows.append(_count(one_line(told(voices, paper.TOTAL)), sheet.total))
    notes = tuple(one_line(note) for note in paper.notes(sheet, voices))
    name = one_line(told(voices, BY_CLASS))
    return SheetDraft(name, above, heads, tuple(rows), frozen=1, notes=notes)


def _count(label: str, one: ClassCount) -> tuple[CellValue, ...]:
    return (label, *(count.of(one) for count in COUNTS))


def _list(sheet: MovementSheet, voices: Voices, above: tuple[str, ...]) -> SheetDraft:
    heads = tuple(
        SheetColumn(one_line(told(voices, words)), width, number_format)
        for words, width, number_format in (
            (paper.NUMBER, 5, WHOLE),
            (paper.NAME, 34, ""),
            (paper.KIND, 26, ""),
            (paper.DAY, 12, DAY),
            (ORDER_NUMBER, 12, ""),
            (ORDER_DATE, 12, DAY),
            (FROM, 22, ""),
            (TO, 22, ""),
            (paper.REASON, 30, ""),
        )
    )
    rows: list[tuple[CellValue, ...]] = []
    for n, line in enumerate(sheet.lines, start=1):
        one = line.movement
        rows.append(
            (
                *(n, one.pupil.name.full, paper.kind_words(line, voices), one.day),
                *(one.order.number or None, one.order.day),
                line.from_label or (one.other_school if one.kind.comes else None),
                line.to_label or (one.other_school if one.kind.goes else None),
                one.reason or None,
            )
        )
    name = one_line(told(voices, paper.TITLE))
    return SheetDraft(name, above, heads, tuple(rows), frozen=2)
