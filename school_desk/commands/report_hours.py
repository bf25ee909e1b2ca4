"""`report curriculum`, `report load`, `report hours`: hours a week, and those of a month."""

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
from school_desk.i18n import _, ngettext

MONTH = click.DateTime(["%Y-%m"])
OUT = out_option(required=False, words=N_("File to write; without it only the answer."))


@click.command(
    cls=Command, help=N_("Hours a week of a class or of all: order, plan and timetable.")
)
@class_option(required=False, words=N_("Class, such as 7А; else the whole school."))
@asked(LANGUAGE, FORMAT, OUT)
def curriculum(
    *, label: str | None, lang: PaperLanguage, fmt: Format, out: Path | None, **_options: object
) -> None:
    """Planned and timetabled hours, and what the order names."""
    with open_desk(reading=True) as desk:
        group = class_named(desk, label).id if label else None
        found = [o for o in desk.curriculum.of_school() if group in (None, o[0].id)]
        names = {one.id: one.names["kk"] for one in desk.school.subjects()}
        if out is not None:
            desk.hours_papers.curriculum(group, lang, fmt, out)
    lines = [
        {
            "class": one.label,
            "subject": names[line.subject],
            "standard": _text(line.standard),
            "planned": _text(line.planned),
            "timetabled": _text(line.timetabled),
        }
        for one, hours in found
        for line in hours.lines
    ]
    warned = [
        {"class": one.label, "hours": str(w.hours), "limit": str(w.limit), "act": w.act["kk"]}
        for one, hours in found
        for w in hours.warned
    ]
    text = ngettext("{n} class", "{n} classes", len(found)).format(n=len(found))
    answer(text, {"file": str(out) if out else None, "hours": lines, "warned": warned})


@click.command(cls=Command, help=N_("Hours a week of every teacher."))
@asked(LANGUAGE, FORMAT, OUT)
def load(*, lang: PaperLanguage, fmt: Format, out: Path | None, **_options: object) -> None:
    """The load of teachers; a combined hour counts once."""
    with open_desk(reading=True) as desk:
        found = desk.hours.loads()
        if out is not None:
            desk.hours_papers.loads(lang, fmt, out)
    teachers = [
        {
            "name": one.name.full,
            "hours": str(one.hours),
            "lessons": str(one.lessons),
            "norm": _text(one.staff.hours),
        }
        for one in found
    ]
    text = ngettext("{n} teacher", "{n} teachers", len(found)).format(n=len(found))
    answer(text, {"file": str(out) if out else None, "teachers": teachers})


@click.command(cls=Command, help=N_("Hours given and substituted in a month, for the pay sheet."))
@click.option("--month", metavar="MONTH", type=MONTH, help=N_("Month, such as 2026-10."))
@asked(LANGUAGE, FORMAT, OUT)
def hours(
    *,
    month: datetime | None,
    lang: PaperLanguage,
    fmt: Format,
    out: Path | None,
    **_options: object,
) -> None:
    """What every teacher gave in a month; without one, in this month."""
    with open_desk(reading=True) as desk:
        day = month.date() if month else desk.today()
        found = desk.hours.month(day)
        if out is not None:
            desk.hours_papers.month(day, lang, fmt, out)
    teachers = [
        {
            "name": one.name.full,
            "planned": str(one.planned),
            "given": str(one.given),
            "for_others": str(one.substituted),
            "by_others": str(one.given_by_others),
        }
        for one in found.lines
    ]
    total = sum(one.given for one in found.lines)
    text = _("{hours} hours given by {n} teachers.").format(hours=total, n=len(teachers))
    facts = {"month": f"{found.first:%Y-%m}", "file": str(out) if out else None}
    answer(text, {**facts, "teachers": teachers})


def _text(hours: object) -> str | None:
    return None if hours is None else str(hours)
