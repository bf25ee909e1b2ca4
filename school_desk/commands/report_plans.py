"""`report thematic-plan` and `report lesson-plan`: plans on paper or as a spreadsheet."""

from datetime import date, datetime
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
    out_option,
    page_named,
    page_options,
    term_option,
)
from school_desk.commands.taking import DAY
from school_desk.errors import N_, DeskError
from school_desk.i18n import _
from school_desk.school.model import LessonKey

if TYPE_CHECKING:
    from school_desk.app import Desk


class NoLessonError(DeskError):
    """The class does not have the subject on that day."""

    sentence = N_("There is no lesson of this subject on {day}. Check the date.")


@click.command(
    "thematic-plan", cls=Command, help=N_("The thematic plan of a subject, of a term or the year.")
)
@term_option(N_("Term, 1 to 4; else the year."))
@FORMAT
@LANGUAGE
@out_option()
@page_options
def thematic_plan(
    *,
    label: str,
    subject: str,
    term: int | None,
    fmt: Format,
    lang: PaperLanguage,
    out: Path,
    **_options: object,
) -> None:
    """In the columns of the form, with the dates of the timetable."""
    with open_desk(reading=True) as desk:
        page = page_named(desk, label, subject).year
        written = desk.plan_papers.thematic_plan(*page, lang, fmt, out, term=term)
    facts = {"file": str(out), "class": written.head.class_label, "rows": len(written.rows)}
    answer(_("The plan is in {file}.").format(file=out), facts)


@click.command("lesson-plan", cls=Command, help=N_("The short-term plan of one lesson."))
@click.option(
    "--date",
    "day",
    metavar="DAY",
    required=True,
    type=DAY,
    help=N_("Day of the lesson, such as 2026-10-22."),
)
@FORMAT
@LANGUAGE
@out_option()
@page_options
def lesson_plan(
    *,
    label: str,
    subject: str,
    day: datetime,
    fmt: Format,
    lang: PaperLanguage,
    out: Path,
    **_options: object,
) -> None:
    """Filled from the page and the thematic plan."""
    with open_desk(reading=True) as desk:
        group, taught = page_named(desk, label, subject).year
        term = desk.term_number(day.date())
        lesson = _lesson(desk, group, taught, term, day.date())
        written = desk.plan_papers.lesson_plan(term, lesson, lang, fmt, out)
    facts = {
        "file": str(out),
        "class": written.head.class_label,
        "date": written.day.isoformat(),
        "lesson": written.slot,
    }
    answer(_("The plan is in {file}.").format(file=out), facts)


def _lesson(desk: "Desk", group: int, subject: int, term: int, day: date) -> LessonKey:
    """The first lesson of the subject on a day."""
    page = desk.journal.open_page(group, subject, term)
    keys = (column.key.lesson for column in page.columns if column.date == day)
    found = next((key for key in keys if key is not None), None)
    if found is None:
        raise NoLessonError(day=day)
    return found
