"""Rubrics for parents as a workbook: a sheet for each work, a line per pupil and criterion."""

from collections.abc import Iterator, Sequence

from school_desk.documents.deliver import Target
from school_desk.documents.page import Printed
from school_desk.documents.sheet import (
    WHOLE,
    CellValue,
    SheetColumn,
    SheetDraft,
    build_workbook,
)
from school_desk.documents.voices import DocumentLanguage, Voices, one_line, told, voices_of
from school_desk.errors import N_
from school_desk.journal import register_paper as paper
from school_desk.journal import rubric_words as words
from school_desk.journal.analysis_sheet import ATTAINMENT, POINTS
from school_desk.journal.analysis_words import TOP
from school_desk.journal.attainment import ATTAINMENT_NAMES
from school_desk.journal.rubric import Part, PupilRubric, Rubric, RubricRow, Tick

SENTENCE = N_("What parents read")


def build_rubric_sheet(
    rubrics: Sequence[Rubric],
    *,
    school: str,
    language: DocumentLanguage,
    printed: Printed,
    out: Target,
) -> None:
    """Write the rubrics of works as a workbook."""
    voices = voices_of(language)
    title = one_line(told(voices, words.FOR_PARENTS))
    sheets = tuple(_sheet(rubric, voices, school) for rubric in rubrics)
    build_workbook(sheets, title=title, language=voices[0].language, printed=printed, out=out)


def _sheet(rubric: Rubric, voices: Voices, school: str) -> SheetDraft:
    about = one_line(tuple(words.about(rubric.work, voice.language) for voice in voices))
    above = (
        school,
        f"{one_line(told(voices, words.FOR_PARENTS))} {about}",
        one_line(paper.head_title(rubric.head, voices)),
    )
    heads = tuple(
        SheetColumn(one_line(told(voices, head)), width, form)
        for head, width, form in (
            (paper.NAME, 32, ""),
            (POINTS, 10, WHOLE),
            (TOP, 12, WHOLE),
            (words.CRITERION, 36, ""),
            (ATTAINMENT, 14, ""),
            (SENTENCE, 70, ""),
        )
    )
    rows = tuple(row for one in rubric.pupils if one.told for row in _rows(rubric, one, voices))
    name = one_line(paper.work_name(rubric.work, voices))
    return SheetDraft(name, above, heads, rows, frozen=1)


def _rows(rubric: Rubric, pupil: PupilRubric, voices: Voices) -> Iterator[tuple[CellValue, ...]]:
    for row, tick in zip(rubric.rows, pupil.ticks, strict=True):
        yield (
            pupil.pupil.name.listed,
            pupil.points,
            rubric.work.top,
            _said(row, Part.CRITERION, voices),
            one_line(told(voices, ATTAINMENT_NAMES[tick.attainment])) if tick.attainment else None,
            _sentence(row, tick, voices),
        )


def _sentence(row: RubricRow, tick: Tick, voices: Voices) -> str | None:
    return None if tick.attainment is None else _said(row, words.PART_OF[tick.attainment], voices)


def _said(row: RubricRow, part: Part, voices: Voices) -> str:
    return one_line(tuple(words.said(row, part, voice.language) for voice in voices))
