"""`report person|consents|requests|keeping`: data of a person, what the law asks of the school."""

from pathlib import Path
from typing import Literal

import click

from school_desk.commands.answers import answer
from school_desk.commands.face import Command, school_options
from school_desk.commands.opening import open_desk
from school_desk.commands.paper_options import (
    FORMAT,
    LANGUAGE,
    Format,
    PaperLanguage,
    asked,
    out_option,
)
from school_desk.errors import N_
from school_desk.i18n import Text, ngettext, tell
from school_desk.school.person_rules import number_of, one_person

LEFT = "{name}: {day:short}"
AS_FILE = click.option(
    "--format",
    "fmt",
    type=click.Choice(["pdf", "xlsx", "json"]),
    default="pdf",
    help=N_("pdf to print, xlsx to go on with, json for another program."),
)


@click.command(
    "person", cls=Command, help=N_("Everything that the school keeps of a person, for that person.")
)
@click.argument("name", metavar="NAME")
@asked(LANGUAGE, AS_FILE, out_option())
def person(
    *,
    name: str,
    lang: PaperLanguage,
    fmt: Literal["pdf", "xlsx", "json"],
    out: Path,
    **_options: object,
) -> None:
    """A pupil, a guardian or one of the staff, by name or by number such as pupil:12."""
    with open_desk(reading=True) as desk:
        found = one_person(desk.persons.people(), name)
        data = desk.person_papers.extract(found.subject, lang, fmt, out)
    count = len(data.rows)
    text = ngettext("{n} record is in {file}.", "{n} records are in {file}.", count)
    facts = {"file": str(out), "person": number_of(found), "records": count}
    answer(text.format(n=count, file=out), facts)


@click.command("consents", cls=Command, help=N_("Who has consented to what."))
@asked(LANGUAGE, FORMAT, out_option())
def consents(*, lang: PaperLanguage, fmt: Format, out: Path, **_options: object) -> None:
    """Every person beside every text that concerns them."""
    with open_desk(reading=True) as desk:
        count = desk.person_papers.consents(desk.consents.lines(), lang, fmt, out)
    text = ngettext("{n} line is in {file}.", "{n} lines are in {file}.", count)
    answer(text.format(n=count, file=out), {"file": str(out), "lines": count})


@click.command(
    "requests",
    cls=Command,
    help=N_("Requests about personal data and breaches, with the day when each is due."),
)
@asked(LANGUAGE, FORMAT, out_option())
def requests(*, lang: PaperLanguage, fmt: Format, out: Path, **_options: object) -> None:
    """The whole journal; what waits stands in it as well."""
    with open_desk(reading=True) as desk:
        count = desk.person_papers.privacy(lang, fmt, out)
    text = ngettext("{n} line is in {file}.", "{n} lines are in {file}.", count)
    answer(text.format(n=count, file=out), {"file": str(out), "lines": count})


@click.command(
    "keeping", cls=Command, help=N_("Terms of keeping, and who left so long ago that theirs ends.")
)
@school_options
def keeping(**_options: object) -> None:
    """To read; forgetting takes two people and the window."""
    with open_desk(reading=True) as desk:
        terms, leavers = desk.retention.terms(), desk.retention.leavers()
    lines = [tell(Text(LEFT, {"name": one.name.full, "day": one.kept_until})) for one in leavers]
    count = ngettext("{n} person.", "{n} people.", len(leavers)).format(n=len(leavers))
    facts = {
        "terms": [
            {"record": one.record.value, "years": one.years, "status": one.status.value}
            for one in terms
        ],
        "people": [
            {
                "pupil": one.pupil,
                "left_on": one.left_on.isoformat(),
                "kept_until": one.kept_until.isoformat(),
                "proposed": one.proposal is not None,
            }
            for one in leavers
        ],
    }
    answer("\n".join([*lines, count]), facts)
