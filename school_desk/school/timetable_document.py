"""The timetable on paper: a page for each week; the whole school on one wide sheet if it fits."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, PageBreak, Spacer, Table

from school_desk import formats
from school_desk.documents.deliver import Target
from school_desk.documents.fonts import BOLD, REGULAR
from school_desk.documents.measures import LANDSCAPE, SHADE, SMALL, STRONG, WIDE_LANDSCAPE
from school_desk.documents.page import Face, Printed, build_story, inner_height, inner_width
from school_desk.documents.tables import (
    BODY_STYLE,
    TITLE_STYLE,
    Style,
    grid_table,
    paragraph,
    wrapped,
)
from school_desk.documents.voices import DocumentLanguage, Voices, one_line, told, voices_of
from school_desk.school import timetable_paper as paper
from school_desk.school.timetable_paper import PaperHour, PaperWeek, WeekOf

HOUR_WIDTH, DAY_WIDTH = 66.0, 30.0
CLASSES_OF_A_SHEET = 12
CLASSES_OF_A_PAGE = 7
TIGHT = 8.6
HEAD_ROOM = 40.0
AIR = (0.5, 1.7)


def build_timetable(
    weeks: Sequence[PaperWeek],
    *,
    school: str,
    language: DocumentLanguage,
    printed: Printed,
    out: Target,
    wide: bool = False,
) -> None:
    """Print weeks, each on a page of its own; `wide` is a sheet of twice the size (A3)."""
    voices = voices_of(language)
    size = WIDE_LANDSCAPE if wide else LANDSCAPE
    one = paper.title_lines(weeks[0], voices)
    title = (one if len(weeks) == 1 else paper.all_lines(weeks[0], voices))[0]
    face = Face(title, voices, printed, school=school, origin="")
    build_story(list(_story(weeks, voices, size)), face, out, size=size)


def _story(
    weeks: Sequence[PaperWeek], voices: Voices, size: tuple[float, float]
) -> Iterator[Flowable]:
    for n, week in enumerate(weeks):
        if n:
            yield PageBreak()
        if not week.cells:
            yield paragraph(paper.title_lines(week, voices), TITLE_STYLE)
            yield paragraph(told(voices, paper.NO_LESSONS), BODY_STYLE)
        elif week.kind is WeekOf.SCHOOL:
            yield from _school(week, voices, size)
        else:
            yield paragraph(paper.title_lines(week, voices), TITLE_STYLE)
            yield Spacer(0, 6)
            yield _week(week, voices, size)


def _week(week: PaperWeek, voices: Voices, size: tuple[float, float]) -> Table:
    """Hours down, weekdays across."""
    share = (inner_width(size) - HOUR_WIDTH) / len(week.weekdays)
    heads = [one_line(told(voices, paper.HOUR)), *_days(week.weekdays, voices)]
    rows = [
        [
            f"{paper.hour_words(hour, voices)}\n{paper.times(hour)}".strip(),
            *(_cell(week, voices, (day, hour.slot, ""), share) for day in week.weekdays),
        ]
        for hour in week.hours
    ]
    style: list[Style] = [
        ("FONT", (1, 1), (-1, -1), REGULAR, STRONG, STRONG + 3),
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 1), (0, -1), SHADE),
        ("BOTTOMPADDING", (0, 1), (-1, -1), 6),
    ]
    return grid_table([heads, *rows], (HOUR_WIDTH, *[share] * len(week.weekdays)), style=style)


def _cell(
    week: PaperWeek, voices: Voices, place: tuple[int, int, str], width: float, size: float = STRONG
) -> str:
    """The lessons of an hour, one below the other."""
    weekday, slot, label = place
    lines = (
        wrapped(line, width, REGULAR, size)
        for lesson in week.at(weekday, slot, label)
        for line in paper.lesson_lines(lesson, week.kind, voices)
    )
    return "\n".join(lines)


def _days(weekdays: Sequence[int], voices: Voices) -> list[str]:
    return [paper.day_words(day, voices) for day in weekdays]


def _school(week: PaperWeek, voices: Voices, size: tuple[float, float]) -> Iterator[Flowable]:
    """Classes across, the hours of each day down; no day is torn by the end of a page."""
    most = CLASSES_OF_A_SHEET if size == WIDE_LANDSCAPE else CLASSES_OF_A_PAGE
    first = True
    for classes in _shared(week.classes, most):
        hours = _used(week, classes)
        for table in _sheets(week, voices, classes, hours, size):
            if not first:
                yield PageBreak()
            first = False
            yield paragraph(paper.title_lines(week, voices), TITLE_STYLE)
            yield Spacer(0, 4)
            yield table


def _shared(classes: Sequence[str], most: int) -> Iterator[Sequence[str]]:
    """Classes on as few sheets as will hold them, about as many on each."""
    sheets = -(-len(classes) // most)
    share = -(-len(classes) // sheets)
    for at in range(0, len(classes), share):
        yield classes[at : at + share]


def _used(week: PaperWeek, classes: Sequence[str]) -> tuple[PaperHour, ...]:
    """The hours in which one of these classes has lessons: a shift prints without the other."""
    slots = {slot for _day, slot, label in week.cells if label in classes}
    return tuple(hour for hour in week.hours if hour.slot in slots)


def _of_day(
    week: PaperWeek, classes: Sequence[str], hours: Sequence[PaperHour], weekday: int
) -> Sequence[PaperHour]:
    """The hours of a day up to the last lesson of any of the classes."""
    taught = [hour.slot for hour in hours for one in classes if week.at(weekday, hour.slot, one)]
    return [hour for hour in hours if hour.slot <= max(taught, default=0)]


def _sheets(
    week: PaperWeek,
    voices: Voices,
    classes: Sequence[str],
    hours: Sequence[PaperHour],
    size: tuple[float, float],
) -> Iterator[Table]:
    share = (inner_width(size) - DAY_WIDTH - HOUR_WIDTH) / len(classes)
    room, used = inner_height(size) - HEAD_ROOM, 0.0
    days: list[tuple[int, list[list[str]]]] = []
    for weekday in week.weekdays:
        rows = [
            [
                paper.hour_words(hour, voices),
                *(
                    _cell(week, voices, (weekday, hour.slot, label), share, SMALL)
                    for label in classes
                ),
            ]
            for hour in _of_day(week, classes, hours, weekday)
        ]
        if not rows:
            continue
        high = sum(_height(row) for row in rows)
        if days and used + high > room:
            yield _table(days, voices, classes, share)
            days, used = [], 0.0
        days.append((weekday, rows))
        used += high
    if days:
        yield _table(days, voices, classes, share)


def _height(row: Sequence[str]) -> float:
    lines = max(cell.count("\n") + 1 for cell in row)
    return lines * TIGHT + sum(AIR)


def _table(
    days: Sequence[tuple[int, list[list[str]]]],
    voices: Voices,
    classes: Sequence[str],
    share: float,
) -> Table:
    heads = ["", one_line(told(voices[:1], paper.HOUR)), *classes]
    rows: list[list[str]] = [heads]
    style: list[Style] = [
        ("FONT", (0, 1), (-1, -1), REGULAR, SMALL, TIGHT),
        ("BACKGROUND", (0, 1), (1, -1), SHADE),
        ("TOPPADDING", (0, 1), (-1, -1), AIR[0]),
        ("BOTTOMPADDING", (0, 1), (-1, -1), AIR[1]),
    ]
    for weekday, lines in days:
        top = len(rows)
        rows += [["" if n else _short(weekday, voices), *line] for n, line in enumerate(lines)]
        style += [
            ("SPAN", (0, top), (0, len(rows) - 1)),
            ("FONT", (0, top), (0, top), BOLD, SMALL, TIGHT),
            ("LINEABOVE", (0, top), (-1, top), 1.2, "black"),
        ]
    return grid_table(rows, (DAY_WIDTH, HOUR_WIDTH, *[share] * len(classes)), style=style)


def _short(weekday: int, voices: Voices) -> str:
    return formats.weekday_short(weekday, voices[0].language)
