"""`report movements`: who came and who left, as an answer, on paper or as a spreadsheet."""

from datetime import datetime
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
    asked,
    class_option,
    out_option,
)
from school_desk.commands.places import class_named
from school_desk.commands.taking import DAY
from school_desk.errors import N_
from school_desk.i18n import ngettext

if TYPE_CHECKING:
    from school_desk.school.movement_sheet_rules import ClassCount, MovementLine, MovementSheet


@click.command(cls=Command, help=N_("The movement of pupils: who came and who left, by order."))
@class_option(required=False, words=N_("Class, such as 7А; else the whole school."))
@click.option(
    "--from",
    "first",
    metavar="DAY",
    type=DAY,
    help=N_("First day, such as 2026-09-01; else that of the year."),
)
@click.option("--to", "last", metavar="DAY", type=DAY, help=N_("Last day; else today."))
@asked(
    LANGUAGE,
    FORMAT,
    out_option(required=False, words=N_("File to write; without it only the answer.")),
)
def movements(
    *,
    label: str | None,
    first: datetime | None,
    last: datetime | None,
    lang: PaperLanguage,
    fmt: Format,
    out: Path | None,
    **_options: object,
) -> None:
    """The same counts and lines as in the window."""
    with open_desk(reading=True) as desk:
        class_group = class_named(desk, label).id if label else None
        begins, ends = desk.movements.usual_days()
        days = first.date() if first else begins, last.date() if last else ends
        sheet = desk.movements.sheet(class_group, *days)
        if out is not None:
            desk.movement_papers.movements(class_group, days, lang, fmt, out)
    answer(_in_words(sheet), {**_in_json(sheet), "file": str(out) if out else None})


def _in_words(sheet: "MovementSheet") -> str:
    text = ngettext(
        "{n} movement; {before} pupils at the beginning, {after} at the end.",
        "{n} movements; {before} pupils at the beginning, {after} at the end.",
        len(sheet.lines),
    )
    total = sheet.total
    return text.format(n=len(sheet.lines), before=total.before, after=total.after)


def _in_json(sheet: "MovementSheet") -> dict[str, object]:
    return {
        "from": sheet.first.isoformat(),
        "to": sheet.last.isoformat(),
        "open_orders": sheet.open_orders,
        "classes": [_class(one) for one in sheet.counts],
        "movements": [_movement(line) for line in sheet.lines],
    }


def _class(one: "ClassCount") -> dict[str, object]:
    return {
        "class": one.label,
        "before": one.before,
        "came": one.came,
        "moved_in": one.moved_in,
        "moved_out": one.moved_out,
        "left": one.left,
        "after": one.after,
    }


def _movement(line: "MovementLine") -> dict[str, object]:
    one = line.movement
    return {
        "name": one.pupil.name.full,
        "kind": one.kind.value,
        "day": one.day.isoformat(),
        "order": one.order.number,
        "from": line.from_label,
        "to": line.to_label,
    }
