"""`report analysis`, `report rubric`: what the summative works of a page have shown."""

from pathlib import Path
from typing import TYPE_CHECKING

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
from school_desk.errors import N_, DeskError
from school_desk.i18n import _, ngettext
from school_desk.journal.model import MarkKind, RegisterPage

if TYPE_CHECKING:
    from school_desk.app import Desk

TERM_WORK = "soch"


class WorkUnknownError(DeskError):
    """The page has no such work."""

    sentence = N_("This page has no work {name}. There are: {names}.")


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
        row = _work(desk, page.place, work) if work else None
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


def _work(desk: "Desk", place: tuple[int, int, int], name: str) -> int:
    """The row of a work that somebody names by its number, or as the term's."""
    page = desk.journal.open_page(*place)
    names = _names(page)
    if name.strip() not in names:
        raise WorkUnknownError(name=name, names=", ".join(names) or "—")
    return names[name.strip()]


def _names(page: RegisterPage) -> dict[str, int]:
    return {
        TERM_WORK if work.kind is MarkKind.TERM_SUMMATIVE else str(work.number): work.key.work
        for work in page.works
        if work.key.work is not None
    }
