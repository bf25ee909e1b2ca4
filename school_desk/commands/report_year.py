"""`report year`, `report proposals`, `report corrections`: papers of the year's end."""

from pathlib import Path

import click

from school_desk.commands.answers import answer
from school_desk.commands.opening import open_desk
from school_desk.commands.paper_options import (
    Format,
    PaperLanguage,
    class_option,
    file_options,
)
from school_desk.commands.places import class_named
from school_desk.errors import N_
from school_desk.i18n import _, ngettext


@click.command("year", help=N_("The summary of marks of a class: terms, year, exam, final."))
@class_option()
@file_options
def year(*, label: str, lang: PaperLanguage, fmt: Format, out: Path, **_options: object) -> None:
    """With the council's decision and the order that was typed."""
    with open_desk(reading=True) as desk:
        class_group = class_named(desk, label)
        desk.closing_papers.year(class_group.id, lang, fmt, out)
    facts = {"file": str(out), "class": class_group.label}
    answer(_("The summary of the year is in {file}.").format(file=out), facts)


@click.command("proposals", help=N_("What is proposed to the council: transfer, awards."))
@class_option()
@file_options
def proposals(
    *, label: str, lang: PaperLanguage, fmt: Format, out: Path, **_options: object
) -> None:
    """A line for each pupil, with the reasons."""
    with open_desk(reading=True) as desk:
        class_group = class_named(desk, label)
        count = desk.closing_papers.proposals(class_group.id, lang, fmt, out)
    text = ngettext("{n} proposal is in {file}.", "{n} proposals are in {file}.", count)
    facts = {"file": str(out), "class": class_group.label, "proposals": count}
    answer(text.format(n=count, file=out), facts)


@click.command("corrections", help=N_("What was corrected on closed pages this year, and why."))
@class_option(required=False, words=N_("Class, such as 7А; else all."))
@file_options
def corrections(
    *, label: str | None, lang: PaperLanguage, fmt: Format, out: Path, **_options: object
) -> None:
    """Who changed what, from what, for which reason."""
    with open_desk(reading=True) as desk:
        class_group = class_named(desk, label).id if label else None
        count = desk.closing_papers.corrections(class_group, lang, fmt, out)
    text = ngettext("{n} correction is in {file}.", "{n} corrections are in {file}.", count)
    answer(text.format(n=count, file=out), {"file": str(out), "corrections": count})
