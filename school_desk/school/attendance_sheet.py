"""The attendance sheet as a workbook: totals, and every missed lesson behind them."""

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
from school_desk.school import attendance_paper as paper
from school_desk.school.attendance_paper import COUNTS, Roll

DATES = N_("Missed lessons")
DATE, LESSON, REASON = N_("Date"), N_("Lesson"), N_("Sign")
NAME_WIDTH = 30.0


def build_attendance_sheet(
    roll: Roll, *, school: str, language: DocumentLanguage, printed: Printed, out: Target
) -> None:
    """Write two sheets: what each pupil missed, and the lessons behind the numbers."""
    voices = voices_of(language)
    title = one_line(paper.title_lines(roll, voices))
    moment = formats.date_short(printed.at.date(), voices[0].language)
    state = f"{one_line(paper.state_lines(roll, voices))} · {moment}, {printed.by}"
    above = (school, title, state)
    build_workbook(
        (_totals(roll, voices, above), _lessons(roll, voices, above[:2])),
        title=title,
        language=voices[0].language,
        printed=printed,
        out=out,
    )


def _totals(roll: Roll, voices: Voices, above: tuple[str, ...]) -> SheetDraft:
    heads = (
        SheetColumn(one_line(told(voices, paper.NUMBER)), 5, WHOLE),
        SheetColumn(one_line(told(voices, paper.NAME)), NAME_WIDTH),
        SheetColumn(one_line(told(voices, paper.CLASS)), 8),
        *(SheetColumn(_head(n, voices), 13, WHOLE) for n in range(len(COUNTS))),
    )
    rows: list[tuple[CellValue, ...]] = [
        (n, pupil.pupil.name.listed, one.class_label, *(count.of(pupil) for count in COUNTS))
        for n, (one, pupil) in enumerate(roll.lines, start=1)
    ]
    rows.append((None, one_line(told(voices, paper.TOTAL)), None, *roll.totals()))
    name = one_line(told(voices, paper.TITLE))
    notes = (one_line(told(voices, paper.RULE)),)
    return SheetDraft(name, above, heads, tuple(rows), frozen=2, notes=notes)


def _head(place: int, voices: Voices) -> str:
    count = COUNTS[place]
    band, head = (one_line(told(voices, word)) for word in (count.band, count.head))
    return band if count.band == count.head else f"{band}: {head}"


def _lessons(roll: Roll, voices: Voices, above: tuple[str, ...]) -> SheetDraft:
    heads = tuple(
        SheetColumn(one_line(told(voices, words)), width, number_format)
        for words, width, number_format in (
            (paper.NAME, NAME_WIDTH, ""),
            (paper.CLASS, 8, ""),
            (DATE, 12, DAY),
            (LESSON, 9, WHOLE),
            (REASON, 9, ""),
        )
    )
    language = voices[0].language
    rows = tuple(
        (
            pupil.pupil.name.listed,
            one.class_label,
            hour.day,
            hour.slot,
            one.letters.get(language, one.letters["kk"])[hour.sign],
        )
        for one, pupil in roll.lines
        for hour in pupil.hours
    )
    return SheetDraft(one_line(told(voices, DATES)), above, heads, rows, frozen=1)
