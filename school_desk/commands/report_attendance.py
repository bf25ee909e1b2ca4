"""`report attendance`: who missed how much, as an answer, on paper or as a spreadsheet."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from school_desk.commands.answers import answer
from school_desk.commands.face import Command
from school_desk.commands.opening import open_desk
from school_desk.commands.paper_options import (
    FORMAT,
    LANGUAGE,
    Format,
    PaperLanguage,
    asked,
    class_option,
    out_option,
    term_of,
    term_option,
)
from school_desk.commands.places import class_named
from school_desk.commands.taking import DAY
from school_desk.errors import N_
from school_desk.i18n import ngettext
from school_desk.school.attendance_model import Span, SpanKind, Unit
from school_desk.school.attendance_rules import term_span
from school_desk.school.model import Absence

if TYPE_CHECKING:
    from datetime import date

    from school_desk.app import Desk
    from school_desk.school.attendance_model import PupilAttendance


@click.command(
    cls=Command, help=N_("The attendance sheet of a class, or a list of frequent absences.")
)
@class_option(required=False, words=N_("Class, such as 7А; else the whole school."))
@term_option()
@click.option(
    "--from",
    "first",
    metavar="DAY",
    type=DAY,
    help=N_("First day, such as 2026-09-01; else that of the term."),
)
@click.option("--to", "last", metavar="DAY", type=DAY, help=N_("Last day; else that of the term."))
@click.option(
    "--at-least",
    "least",
    metavar="N",
    type=click.IntRange(0),
    default=0,
    help=N_("Only pupils who missed so many or more."),
)
@click.option(
    "--count",
    "unit",
    type=click.Choice(["lessons", "days"]),
    default="lessons",
    help=N_("What is counted: lessons or days."),
)
@asked(
    LANGUAGE,
    FORMAT,
    out_option(required=False, words=N_("File to write; without it only the answer.")),
)
def attendance(
    *,
    label: str | None,
    term: int | None,
    first: datetime | None,
    last: datetime | None,
    least: int,
    unit: str,
    lang: PaperLanguage,
    fmt: Format,
    out: Path | None,
    **_options: object,
) -> None:
    """The numbers of the same roll that the window and the paper show."""
    with open_desk(reading=True) as desk:
        class_group = class_named(desk, label).id if label else None
        span = _span(desk, term, first, last)
        papers = desk.attendance_papers
        roll = papers.roll(class_group, span, least, Unit(unit))
        if out is not None:
            papers.sheet(class_group, roll, lang, fmt, out)
    pupils = [{"class": one.class_label, **_numbers(pupil)} for one, pupil in roll.lines]
    lessons, days = (
        sum(p.lessons() for _c, p in roll.lines),
        sum(p.full_days() for _c, p in roll.lines),
    )
    text = ngettext(
        "{n} pupil: {lessons} lessons missed, {days} whole days.",
        "{n} pupils: {lessons} lessons missed, {days} whole days.",
        len(pupils),
    )
    facts: dict[str, object] = {
        "from": span.starts.isoformat(),
        "to": span.ends.isoformat(),
        "held": sum(one.held for one in roll.classes),
        "not_taken": sum(one.not_taken for one in roll.classes),
        "file": str(out) if out else None,
        "pupils": pupils,
    }
    answer(text.format(n=len(pupils), lessons=lessons, days=days), facts)


def _span(desk: "Desk", term: int | None, first: datetime | None, last: datetime | None) -> Span:
    found = term_span(desk.school.calendar(), term_of(desk, term))
    if first is None and last is None:
        return found
    starts: date = first.date() if first else found.starts
    ends: date = last.date() if last else found.ends
    return Span(SpanKind.DAYS, starts, ends)


def _numbers(one: "PupilAttendance") -> dict[str, object]:
    return {
        "name": one.pupil.name.listed,
        "ill": one.lessons(Absence.ILL),
        "excused": one.lessons(Absence.EXCUSED),
        "unexcused": one.lessons(Absence.UNEXCUSED),
        "missed": one.lessons(),
        "late": one.late,
        "whole_days": one.full_days(),
        "held": one.held,
        "not_taken": one.not_taken,
    }
