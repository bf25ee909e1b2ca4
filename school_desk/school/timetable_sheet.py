"""The timetable as a workbook: a sheet for each week."""

from collections.abc import Iterator, Sequence

from school_desk.documents.deliver import Target
from school_desk.documents.page import Printed
from school_desk.documents.sheet import CellValue, SheetColumn, SheetDraft, build_workbook
from school_desk.documents.voices import (
    DocumentLanguage,
    Voices,
    class_in,
    one_line,
    told,
    voices_of,
)
from school_desk.school import timetable_paper as paper
from school_desk.school.timetable_paper import PaperWeek, WeekOf

_WIDE, _NARROW = 26.0, 14.0


def build_timetable_sheet(
    weeks: Sequence[PaperWeek],
    *,
    school: str,
    language: DocumentLanguage,
    printed: Printed,
    out: Target,
    wide: bool = False,  # noqa: ARG001  a workbook has no size of paper
) -> None:
    """Write a sheet for each week; the whole school has its classes across."""
    voices = voices_of(language)
    build_workbook(
        [_sheet(week, voices, school) for week in weeks],
        title=one_line(paper.title_lines(weeks[0], voices)),
        language=voices[0].language,
        printed=printed,
        out=out,
    )


def _sheet(week: PaperWeek, voices: Voices, school: str) -> SheetDraft:
    heads = [one_line(told(voices, paper.DAY))] if week.kind is WeekOf.SCHOOL else []
    heads.append(one_line(told(voices, paper.HOUR)))
    if week.kind is WeekOf.SCHOOL:
        names = [one_line(class_in(label, voices)) for label in week.classes]
    else:
        names = [paper.day_words(day, voices) for day in week.weekdays]
    columns = (
        *(SheetColumn(head, _NARROW) for head in heads),
        *(SheetColumn(name, _WIDE) for name in names),
    )
    title = (school, one_line(paper.title_lines(week, voices)))
    rows = tuple(_school_rows(week, voices) if week.classes else _week_rows(week, voices))
    return SheetDraft(paper.name(week, voices), title, columns, rows, frozen=len(heads))


def _week_rows(week: PaperWeek, voices: Voices) -> Iterator[tuple[CellValue, ...]]:
    for hour in week.hours:
        name = " ".join((paper.hour_words(hour, voices), paper.times(hour))).strip()
        yield (name, *(_cell(week, voices, (day, hour.slot, "")) for day in week.weekdays))


def _school_rows(week: PaperWeek, voices: Voices) -> Iterator[tuple[CellValue, ...]]:
    for day in week.weekdays:
        for hour in week.hours:
            cells = (_cell(week, voices, (day, hour.slot, label)) for label in week.classes)
            yield (paper.day_words(day, voices), paper.hour_words(hour, voices), *cells)


def _cell(week: PaperWeek, voices: Voices, place: tuple[int, int, str]) -> CellValue:
    lessons = (
        ", ".join(paper.lesson_lines(lesson, week.kind, voices)) for lesson in week.at(*place)
    )
    return "\n".join(lessons) or None
