"""`report`: parents' slips and register pages, as PDF or as a spreadsheet; other papers join it."""

from pathlib import Path

import click

from school_desk.commands.answers import answer
from school_desk.commands.face import Group
from school_desk.commands.opening import open_desk
from school_desk.commands.paper_options import (
    Format,
    PaperLanguage,
    page_named,
    paper_options,
    subject_option,
    term_of,
)
from school_desk.commands.places import class_named, subject_named
from school_desk.errors import N_
from school_desk.i18n import _, ngettext


@click.group(cls=Group, help=N_("Write a paper: parents' slips, a register page."))
def report() -> None:
    """Write a paper."""


@report.command(help=N_("Slips for the parents of a class, of one subject or of all."))
@subject_option(required=False, words=N_("Subject: its name or code; else all."))
@click.option(
    "--per-sheet", type=click.Choice(["1", "3"]), default="3", help=N_("Slips on a sheet: 1 or 3.")
)
@paper_options
def slips(
    *,
    label: str,
    term: int | None,
    lang: PaperLanguage,
    fmt: Format,
    out: Path,
    subject: str | None,
    per_sheet: str,
    **_options: object,
) -> None:
    """A teacher prints slips of the own subject, the form tutor those of all."""
    with open_desk(reading=True) as desk:
        class_group = class_named(desk, label)
        number = term_of(desk, term)
        count = desk.papers.slips(
            class_group.id,
            number,
            lang,
            fmt,
            out,
            subject=subject_named(desk, subject).id if subject else None,
            per_sheet=1 if per_sheet == "1" else 3,
        )
    text = ngettext("{n} slip is in {file}.", "{n} slips are in {file}.", count)
    facts = {"file": str(out), "class": class_group.label, "term": number, "slips": count}
    answer(text.format(n=count, file=out), facts)


@report.command("register-page", help=N_("A page of the class register."))
@subject_option()
@paper_options
def register_page(
    *,
    label: str,
    term: int | None,
    lang: PaperLanguage,
    fmt: Format,
    out: Path,
    subject: str,
    **_options: object,
) -> None:
    """The page with its marks, topics and homework."""
    with open_desk(reading=True) as desk:
        page = page_named(desk, label, subject, term)
        desk.papers.register_page(*page.place, lang, fmt, out)
    answer(_("The page is in {file}.").format(file=out), page.facts(out))
