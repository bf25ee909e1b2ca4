"""The term summary as a workbook: the same numbers as on screen and paper, as numbers."""

from collections.abc import Sequence

from school_desk import formats
from school_desk.documents.deliver import Target
from school_desk.documents.page import Printed
from school_desk.documents.sheet import (
    TWO_PLACES,
    WHOLE,
    CellValue,
    SheetColumn,
    SheetDraft,
    build_workbook,
)
from school_desk.documents.voices import DocumentLanguage, Lines, Voices, one_line, told, voices_of
from school_desk.errors import N_
from school_desk.journal import summary_paper as paper
from school_desk.journal import summary_words as words
from school_desk.journal.register_paper import NAME, NUMBER
from school_desk.journal.summary_model import (
    ClassSummary,
    Entry,
    Outcome,
    PupilLine,
    TeacherSummary,
)
from school_desk.journal.summary_rules import pupil_lists
from school_desk.journal.summary_words import Figures

NAME_WIDTH, SUBJECT_WIDTH, LIST_WIDTH = 30.0, 12.0, 26.0
OF_THEM = N_("{what}, pupils")


def build_class_summary_sheet(
    summary: ClassSummary,
    *,
    school: str,
    language: DocumentLanguage,
    forecasts: bool,
    printed: Printed,
    out: Target,
) -> None:
    """Write a class's summary as three sheets: results, indicators, lists."""
    voices = voices_of(language)
    title = one_line(paper.class_title(summary, voices))
    above = (school, title, _origin(voices, printed, forecasts=forecasts))
    sheets = (
        _results(summary, voices, above, forecasts=forecasts),
        _indicators(paper.class_figures(summary, voices), voices, above[:2]),
        _lists(summary, voices, above[:2], forecasts=forecasts),
    )
    build_workbook(sheets, title=title, language=voices[0].language, printed=printed, out=out)


def build_teacher_summary_sheet(
    summary: TeacherSummary,
    *,
    school: str,
    language: DocumentLanguage,
    forecasts: bool,
    printed: Printed,
    out: Target,
) -> None:
    """Write a teacher's summary as one sheet."""
    voices = voices_of(language)
    title = one_line(paper.teacher_title(summary, voices))
    above = (school, title, _origin(voices, printed, forecasts=forecasts))
    notes = paper.later_notes((line.column for line in summary.lines), voices)
    sheet = _indicators(paper.teacher_figures(summary, voices), voices, above, notes)
    build_workbook((sheet,), title=title, language=voices[0].language, printed=printed, out=out)


def _origin(voices: Voices, printed: Printed, *, forecasts: bool) -> str:
    note = one_line(paper.forecast_note(voices, forecasts=forecasts))
    day = formats.date_short(printed.at.date(), voices[0].language)
    return f"{note} {words.DOT} {day}, {printed.by}"


def _results(
    summary: ClassSummary, voices: Voices, above: tuple[str, ...], *, forecasts: bool
) -> SheetDraft:
    missed = one_line(told(voices, words.MISSED))
    heads = (
        SheetColumn(one_line(told(voices, NUMBER)), 5, WHOLE),
        SheetColumn(one_line(told(voices, NAME)), NAME_WIDTH),
        *(
            SheetColumn(one_line(paper.subject_in(column, voices)), SUBJECT_WIDTH, WHOLE)
            for column in summary.columns
        ),
        SheetColumn(one_line(told(voices, words.AVERAGE)), 10, TWO_PLACES),
        *(
            SheetColumn(f"{missed}: {one_line(head)}", SUBJECT_WIDTH, WHOLE)
            for head in paper.missed_heads(voices)
        ),
    )
    rows = tuple(
        _pupil(number, line, summary, voices, forecasts=forecasts)
        for number, line in enumerate(summary.lines, start=1)
    )
    name = one_line(told(voices, words.RESULTS))
    return SheetDraft(name, above, heads, rows, frozen=2, notes=paper.notes_of(summary, voices))


def _pupil(
    number: int, line: PupilLine, summary: ClassSummary, voices: Voices, *, forecasts: bool
) -> tuple[CellValue, ...]:
    return (
        number,
        line.pupil.name.listed,
        *(_entry(entry, voices, forecasts=forecasts) for entry in line.entries),
        paper.average_of(line, summary.rules),
        *paper.missed_of(line, taken=summary.taken),
    )


def _entry(entry: Entry | None, voices: Voices, *, forecasts: bool) -> CellValue:
    """A mark as a number; a forecast counts nowhere, so it stays text."""
    if entry is not None and entry.mark is not None:
        return entry.mark
    return paper.entry_text(entry, voices, forecasts=forecasts) or None


def _indicators(
    lines: Sequence[tuple[Lines, Figures]],
    voices: Voices,
    above: tuple[str, ...],
    notes: tuple[str, ...] = (),
) -> SheetDraft:
    counts = (words.PUPILS, *words.OUTCOME_HEADS.values())
    shares = (words.QUALITY, words.PROGRESS)
    sou = any(line.indicators.sou is not None for _name, line in lines)
    others = (words.AVERAGE, words.SOU) if sou else (words.AVERAGE,)
    verdicts = any(line.verdicts is not None for _name, line in lines)
    ends = (Outcome.PASSED, Outcome.FAILED) if verdicts else ()
    heads = (
        SheetColumn(one_line(told(voices, words.SUBJECT)), NAME_WIDTH),
        *(SheetColumn(one_line(told(voices, name)), 11, WHOLE) for name in counts),
        *(head for share in shares for head in _share_heads(share, voices)),
        *(SheetColumn(one_line(told(voices, name)), 12, TWO_PLACES) for name in others),
        *(SheetColumn(one_line(told(voices, words.OUTCOME_NAMES[one])), 11, WHOLE) for one in ends),
    )
    rows = tuple(
        (one_line(name), *_figures(line, sou=sou), *(line.verdicts or (None,) * len(ends)))
        for name, line in lines
    )
    name = one_line(told(voices, words.INDICATORS))
    return SheetDraft(name, above, heads, rows, frozen=1, notes=notes)


def _share_heads(share: str, voices: Voices) -> tuple[SheetColumn, SheetColumn]:
    name = told(voices, share)
    count = tuple(
        voice.fill(voice(OF_THEM), {"what": what}) for voice, what in zip(voices, name, strict=True)
    )
    percent = f"{one_line(name)}, %"
    return SheetColumn(one_line(count), 12, WHOLE), SheetColumn(percent, 12, TWO_PLACES)


def _figures(line: Figures, *, sou: bool) -> tuple[CellValue, ...]:
    found = line.indicators
    known = found.quality is not None
    return (
        line.pupils,
        *(line.count(outcome) for outcome in words.OUTCOME_HEADS),
        found.good if known else None,
        found.quality,
        found.passing if known else None,
        found.progress,
        found.average,
        *((found.sou,) if sou else ()),
    )


def _lists(
    summary: ClassSummary, voices: Voices, above: tuple[str, ...], *, forecasts: bool
) -> SheetDraft:
    heads = (
        SheetColumn(one_line(told(voices, words.LIST)), LIST_WIDTH),
        SheetColumn(one_line(told(voices, NUMBER)), 6, WHOLE),
        SheetColumn(one_line(told(voices, words.PUPIL)), NAME_WIDTH),
        SheetColumn(one_line(told(voices, words.WAITING)), LIST_WIDTH),
    )
    rows: list[tuple[CellValue, ...]] = []
    for one in pupil_lists(summary):
        name = one_line(told(voices, words.LIST_NAMES[one.kind]))
        rows += [(name, n, line.pupil.name.listed, None) for n, line in enumerate(one.certain, 1)]
        if forecasts:
            note = one_line(told(voices, words.IF_FORECASTS))
            rows += [(name, None, line.pupil.name.listed, note) for line in one.likely]
    return SheetDraft(one_line(told(voices, words.LISTS)), above, heads, tuple(rows), frozen=1)
