"""The analysis of results as a workbook: works, objectives, texts, and every pupil behind them."""

from collections.abc import Iterator

from school_desk.documents.deliver import Target
from school_desk.documents.page import Printed
from school_desk.documents.sheet import (
    DAY,
    TWO_PLACES,
    WHOLE,
    CellValue,
    SheetColumn,
    SheetDraft,
    build_workbook,
)
from school_desk.documents.voices import DocumentLanguage, Voices, one_line, told, voices_of
from school_desk.errors import N_
from school_desk.journal import analysis_words as words
from school_desk.journal import register_paper as paper
from school_desk.journal.analysis import Analysis, Figure, TextName, WorkResults, WorkTextName
from school_desk.journal.attainment import ATTAINMENT_NAMES

ATTAINED = (Figure.LOW, Figure.MIDDLE, Figure.HIGH)
SHARES = (Figure.QUALITY, Figure.PROGRESS)
TEXT_WIDTH = 100.0
SIDE_WIDTH = 50.0

WORKS_SHEET = N_("Works")
TEXTS_SHEET = N_("Texts")
PUPILS_SHEET = N_("Pupils")
POINTS = N_("Points")
PERCENT = N_("Percent")
ATTAINMENT = N_("Attainment")
COUNT_OF = N_("{figure}, pupils")


def build_analysis_sheet(
    analysis: Analysis,
    *,
    school: str,
    language: DocumentLanguage,
    printed: Printed,
    out: Target,
) -> None:
    """Write the analysis of a page as a workbook of four sheets."""
    voices = voices_of(language)
    title = one_line(told(voices, words.ANALYSIS))
    teacher = one_line(told(voices, paper.TEACHER_IS, name=analysis.head.teacher_name))
    pupils = one_line(told(voices, words.PUPILS, n=analysis.pupils))
    above = (
        school,
        f"{title}: {one_line(paper.head_title(analysis.head, voices))}",
        f"{teacher} · {pupils}",
    )
    sheets = (
        _works(analysis, voices, above),
        _objectives(analysis, voices, above[:2]),
        _texts(analysis, voices, above[:2]),
        _pupils(analysis, voices, above[:2]),
    )
    build_workbook(sheets, title=title, language=voices[0].language, printed=printed, out=out)


def _works(analysis: Analysis, voices: Voices, above: tuple[str, ...]) -> SheetDraft:
    attained = (
        one_line(tuple(words.attainment_head(analysis, figure, one.language) for one in voices))
        for figure in ATTAINED
    )
    heads = (
        SheetColumn(one_line(told(voices, words.WORK)), 12),
        SheetColumn(one_line(told(voices, paper.DATE)), 12, DAY),
        SheetColumn(one_line(told(voices, words.WROTE)), 10, WHOLE),
        SheetColumn(one_line(told(voices, words.FIGURE_NAMES[Figure.ABSENT])), 12, WHOLE),
        SheetColumn(one_line(told(voices, words.TOP)), 12, WHOLE),
        *(SheetColumn(head, 14, WHOLE) for head in attained),
        *_share_heads(voices),
    )
    rows = tuple(_work(one, voices) for one in analysis.works)
    return SheetDraft(one_line(told(voices, WORKS_SHEET)), above, heads, rows, frozen=1)


def _share_heads(voices: Voices) -> Iterator[SheetColumn]:
    percents = {Figure.QUALITY: words.QUALITY, Figure.PROGRESS: words.PROGRESS}
    for figure in SHARES:
        names = (voice(words.FIGURE_NAMES[figure]) for voice in voices)
        counts = tuple(
            voice.fill(voice(COUNT_OF), {"figure": name})
            for voice, name in zip(voices, names, strict=True)
        )
        yield SheetColumn(one_line(counts), 14, WHOLE)
        yield SheetColumn(one_line(told(voices, percents[figure])), 12, WHOLE)


def _work(one: WorkResults, voices: Voices) -> tuple[CellValue, ...]:
    """Numbers as numbers; what nobody has written yet stays empty, never 0."""
    there = bool(one.results)
    return (
        one_line(paper.work_name(one.work, voices)),
        one.work.date,
        one.count(Figure.WROTE) if there else None,
        one.count(Figure.ABSENT) if there else None,
        one.work.top,
        *(one.count(figure) if there else None for figure in ATTAINED),
        *_shares(one),
    )


def _shares(one: WorkResults) -> Iterator[CellValue]:
    for figure in SHARES:
        yield one.count(figure) if one.results else None
        yield one.percent(figure)


def _objectives(analysis: Analysis, voices: Voices, above: tuple[str, ...]) -> SheetDraft:
    heads = (
        SheetColumn(one_line(told(voices, words.WORK)), 12),
        *(
            SheetColumn(one_line(told(voices, words.WORK_TEXT_HEADS[name])), SIDE_WIDTH)
            for name in WorkTextName
        ),
    )
    rows = tuple(
        (
            one_line(paper.work_name(one.work, voices)),
            *(_side(one, name, voices) for name in WorkTextName),
        )
        for one in analysis.works
    )
    return SheetDraft(one_line(told(voices, words.OBJECTIVES)), above, heads, rows, frozen=1)


def _side(one: WorkResults, name: WorkTextName, voices: Voices) -> str | None:
    texts = (words.shown_objectives(one, name, voice.language) for voice in voices)
    return "\n".join(dict.fromkeys(texts)).strip() or None


def _texts(analysis: Analysis, voices: Voices, above: tuple[str, ...]) -> SheetDraft:
    name = one_line(told(voices, TEXTS_SHEET))
    heads = (SheetColumn(name, 34), SheetColumn("", TEXT_WIDTH))
    rows = tuple(
        (one_line(told(voices, words.TEXT_HEADS[each])), _text(analysis, each, voices))
        for each in TextName
    )
    return SheetDraft(name, above, heads, rows)


def _text(analysis: Analysis, name: TextName, voices: Voices) -> str | None:
    texts = (words.shown(analysis, name, voice.language) for voice in voices)
    return "\n\n".join(dict.fromkeys(texts)).strip() or None


def _pupils(analysis: Analysis, voices: Voices, above: tuple[str, ...]) -> SheetDraft:
    heads = tuple(
        SheetColumn(one_line(told(voices, head)), width, form)
        for head, width, form in (
            (words.WORK, 12, ""),
            (paper.NAME, 32, ""),
            (POINTS, 10, WHOLE),
            (words.TOP, 12, WHOLE),
            (PERCENT, 10, TWO_PLACES),
            (ATTAINMENT, 14, ""),
        )
    )
    rows = tuple(row for one in analysis.works for row in _of_work(one, voices))
    return SheetDraft(one_line(told(voices, PUPILS_SHEET)), above, heads, rows, frozen=2)


def _of_work(one: WorkResults, voices: Voices) -> Iterator[tuple[CellValue, ...]]:
    work = one_line(paper.work_name(one.work, voices))
    for each in one.results:
        reached = one_line(told(voices, ATTAINMENT_NAMES[each.attainment]))
        yield work, each.pupil.name.listed, each.points, each.top, each.percent, reached
    for pupil in one.absent:
        yield work, pupil.name.listed, None, one.work.top, None, None
