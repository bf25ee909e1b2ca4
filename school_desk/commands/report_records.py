"""`report pupil-data`, `report lists`: what the office keeps beside the register, on paper."""

from datetime import datetime
from pathlib import Path

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
)
from school_desk.commands.places import class_named
from school_desk.commands.taking import DAY
from school_desk.errors import N_
from school_desk.i18n import ngettext


@click.command(
    "pupil-data", cls=Command, help=N_("The register's section of pupils' data of a class.")
)
@asked(class_option(), LANGUAGE, FORMAT, out_option())
def pupil_data(
    *, label: str, lang: PaperLanguage, fmt: Format, out: Path, **_options: object
) -> None:
    """Names, birth dates, IIN, addresses, guardians, dates and orders."""
    with open_desk(reading=True) as desk:
        class_group = class_named(desk, label)
        count = desk.record_papers.pupil_data(class_group.id, lang, fmt, out)
    text = ngettext("{n} pupil is in {file}.", "{n} pupils are in {file}.", count)
    facts = {"file": str(out), "class": class_group.label, "pupils": count}
    answer(text.format(n=count, file=out), facts)


@click.command("lists", cls=Command, help=N_("How many pupils are on each list, by class."))
@click.option(
    "--day",
    metavar="DAY",
    type=DAY,
    help=N_("The day that counts, such as 2026-10-01; else today."),
)
@asked(
    LANGUAGE,
    FORMAT,
    out_option(required=False, words=N_("File to write; without it only the answer.")),
)
def report_lists(
    *,
    day: datetime | None,
    lang: PaperLanguage,
    fmt: Format,
    out: Path | None,
    **_options: object,
) -> None:
    """Clubs, transport, boarding, social help, contests, the school's own lists."""
    with open_desk(reading=True) as desk:
        papers = desk.record_papers
        report = papers.lists(lang, fmt, out, day.date() if day else None)
    lines = [
        {
            "list": one.kind,
            "class": one.class_label,
            "boys": one.boys,
            "girls": one.girls,
            "pupils": one.pupils,
            "lines": one.entries,
        }
        for one in report.lines
    ]
    count = sum(one.pupils for one in report.lines)
    text = ngettext("{n} pupil on lists.", "{n} pupils on lists.", count).format(n=count)
    facts = {"day": report.day.isoformat(), "file": str(out) if out else None, "lines": lines}
    answer(text, facts)
