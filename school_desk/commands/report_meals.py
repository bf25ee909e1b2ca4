"""`report meals`: sheets, sums, agreements and reports of a month of meals."""

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
from school_desk.errors import N_
from school_desk.i18n import _, fill
from school_desk.nutrition.eating_model import Source

MONTH = click.DateTime(["%Y-%m"])
WHAT = ("sheets", "summary", "act", "state", "month", "quarter")
OUT = out_option(required=False, words=N_("File to write; without it only the answer."))
SOURCES = tuple(one.value for one in Source if one is not Source.NONE)


@click.command(cls=Command, help=N_("Hot meals of a month: child-days, sums, what differs."))
@click.option("--month", metavar="MONTH", type=MONTH, help=N_("Month, such as 2026-10."))
@click.option(
    "--what",
    type=click.Choice(WHAT),
    default="summary",
    help=N_("Which paper of the month; else its summary."),
)
@class_option(required=False, words=N_("Class, such as 7А; else the whole school."))
@click.option("--source", type=click.Choice(SOURCES), help=N_("Only the sheets of who pays so."))
@asked(LANGUAGE, FORMAT, OUT)
def meals(
    *,
    month: datetime | None,
    what: str,
    label: str | None,
    source: str | None,
    lang: PaperLanguage,
    fmt: Format,
    out: Path | None,
    **_options: object,
) -> None:
    """Without a month, this one."""
    with open_desk(reading=True) as desk:
        day = month.date() if month else desk.today()
        found = desk.meal_month.month(day)
        if out is not None:
            papers, how = desk.month_papers, (day, lang, fmt, out)
            if what == "sheets":
                group = class_named(desk, label).id if label else None
                papers.sheets(*how, group, Source(source) if source else None)
            else:
                writers = {
                    "summary": papers.summary,
                    "act": papers.agreement,
                    "state": papers.state_days,
                    "month": papers.report,
                    "quarter": papers.three_months,
                }
                writers[what](*how)
    text = _("{n} portions were eaten: {tenge:2} tenge.")
    sums = [
        {
            "source": one.source.value,
            "price": None if one.tenge is None else str(one.tenge),
            "child_days": one.child_days,
            "paid": one.paid,
            "sum": None if one.total is None else str(one.total),
        }
        for one in found.sums
    ]
    facts = {
        "month": f"{found.first:%Y-%m}",
        "file": str(out) if out else None,
        "closed": found.closing.closed,
        "child_days": found.child_days,
        "sum": str(found.total),
        "not_reconciled": [one.day.isoformat() for one in found.unsettled],
        "without_price": [one.day.isoformat() for one in found.gaps],
    }
    answer(fill(text, {"n": found.child_days, "tenge": found.total}), {**facts, "sums": sums})
