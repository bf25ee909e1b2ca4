"""`report analysis`, `report rubric`: what the summative works of a page have shown."""

from pathlib import Path

import click

from school_desk.commands.answers import answer
from school_desk.commands.face import Command
from school_desk.commands.opening import open_desk
from school_desk.commands.paper_options import (
    Format,
    PaperLanguage,
    page_named,
    paper_options,
    subject_option,
)
from school_desk.commands.report_works import work_named
from school_desk.errors import N_
from school_desk.i18n import _, ngettext


@click.command(cls=Command, help=N_("The analysis of summative results of a page."))
@subject_option()
@paper_options
def analysis(
    *,
    label: str,
    term: int | None,
    lang: PaperLanguage,
    fmt: Format,
    out: Path,
    subject: str,
    **_options: object,
) -> None:
    """Filled from the register; texts as the teacher wrote them, else as computed."""
    with open_desk(reading=True) as desk:
        page = page_named(desk, label, subject, term)
        desk.result_papers.analysis(*page.place, lang, fmt, out)
    answer(_("The analysis is in {file}.").format(file=out), page.facts(out))


@click.command(cls=Command, help=N_("Rubrics for parents, a leaf for each pupil."))
@subject_option()
@click.option(
    "--work", metavar="N", help=N_("Number of the unit summative, or “soch”; else every work.")
)
@click.option(
    "--per-sheet", type=click.Choice(["1", "2"]), default="2", help=N_("Leaves on a sheet: 1 or 2.")
)
@paper_options
def rubric(
    *,
    label: str,
    term: int | None,
    lang: PaperLanguage,
    fmt: Format,
    out: Path,
    subject: str,
    work: str | None,
    per_sheet: str,
    **_options: object,
) -> None:
    """Sentences and ticks as on the screen."""
    with open_desk(reading=True) as desk:
        page = page_named(desk, label, subject, term)
        row = work_named(desk.journal.open_page(*page.place), work) if work else None
        count = desk.result_papers.rubrics(
            *page.place,
            lang,
            fmt,
            out,
            work=row,
            per_sheet=1 if per_sheet == "1" else 2,
        )
    text = ngettext("{n} rubric is in {file}.", "{n} rubrics are in {file}.", count)
    facts = {"file": str(out), "class": page.class_group.label, "term": page.term, "rubrics": count}
    answer(text.format(n=count, file=out), facts)
