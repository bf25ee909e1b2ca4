"""`report looks`: who looked at personal data, printed it, took it out, signed in."""

from datetime import datetime, timedelta
from pathlib import Path

import click

from school_desk.access.look_model import Act, LookWish
from school_desk.commands.answers import answer
from school_desk.commands.face import Command
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
from school_desk.i18n import ngettext

DAY = click.DateTime(["%Y-%m-%d"])
MONTH = timedelta(days=30)


@click.command(cls=Command, help=N_("The log of looks: who saw, printed or saved whose data."))
@click.option(
    "--from",
    "first",
    metavar="DAY",
    type=DAY,
    help=N_("First day, such as 2026-09-01; else thirty days ago."),
)
@click.option("--to", "last", metavar="DAY", type=DAY, help=N_("Last day; else today."))
@click.option("--person", metavar="NAME", default="", help=N_("Who: the beginning of the names."))
@click.option(
    "--act", type=click.Choice([one.value for one in Act]), help=N_("What was done; else all.")
)
@asked(
    LANGUAGE,
    FORMAT,
    out_option(required=False, words=N_("File to write; without it only the answer.")),
)
def looks(
    *,
    first: datetime | None,
    last: datetime | None,
    person: str,
    act: str | None,
    lang: PaperLanguage,
    fmt: Format,
    out: Path | None,
    **_options: object,
) -> None:
    """Reading it is a look as well."""
    with open_desk(reading=True) as desk:
        today = desk.now().date()
        wish = LookWish(
            first.date() if first else today - MONTH,
            last.date() if last else today,
            person,
            Act(act) if act else None,
        )
        found = desk.looks.find(wish)
        if out is not None:
            desk.look_papers.looks(wish, lang, fmt, out)
    text = ngettext("{n} look.", "{n} looks.", len(found)).format(n=len(found))
    facts = {
        "from": wish.first.isoformat(),
        "to": wish.last.isoformat(),
        "file": str(out) if out else None,
        "looks": [
            {
                "at": one.look.at.isoformat(timespec="seconds"),
                "who": one.name.full if one.name else "",
                "roles": [role.value for role in one.look.roles],
                "act": one.look.act.value,
                "what": one.look.intent,
                "whose": one.of,
                "computer": one.look.computer,
                "times": one.look.times,
            }
            for one in found
        ],
    }
    answer(text, facts)
