"""`conflicts`: where two people wrote different values, and what came and stands in no row."""

from typing import TYPE_CHECKING

import click

from school_desk.commands.answers import Ended, answer, end
from school_desk.commands.face import Command, school_options
from school_desk.commands.opening import open_desk
from school_desk.errors import N_
from school_desk.i18n import Text, _, ngettext, tell

if TYPE_CHECKING:
    from school_desk.sync.model import Aside, Choice, Conflict

CHOICE = N_("  {text} — {who}, {at}, computer {computer}")
SET_ASIDE = N_("Set aside: {label}, {at}, computer {computer}: {why}.")


@click.command(
    cls=Command, help=N_("Values that two people wrote unseen by each other; whom they wait for.")
)
@click.option(
    "--set-aside", "aside", is_flag=True, help=N_("What has come and stands in no row, instead.")
)
@school_options
def conflicts(*, aside: bool, **_options: object) -> None:
    """What this person may decide; deciding is done in the window."""
    with open_desk(reading=True) as desk:
        if aside:
            _tell_aside(desk.conflicts.set_aside())
            return
        found = desk.conflicts.open()
    lines = [line for one in found for line in _lines(one)]
    count = ngettext("{n} conflict.", "{n} conflicts.", len(found)).format(n=len(found))
    answer("\n".join([*lines, count]), {"conflicts": [_data(one) for one in found]})
    end(Ended.WITH_PROBLEMS if found else Ended.WELL)


def _tell_aside(found: "tuple[Aside, ...]") -> None:
    texts = [tell(Text(SET_ASIDE, _facts(one))) for one in found]
    answer("\n".join(texts) or _("Nothing is set aside."), {"set_aside": texts})


def _facts(one: "Aside") -> dict[str, object]:
    return {
        "label": Text(one.label),
        "at": one.at,
        "computer": one.computer,
        "why": Text(one.why),
    }


def _lines(one: "Conflict") -> list[str]:
    return [line for choice in one.choices for line in (_choice(choice), _ahead(choice)) if line]


def _choice(one: "Choice") -> str:
    facts = {"text": one.text, "who": one.who, "at": one.at, "computer": one.computer}
    return tell(Text(CHOICE, facts))


def _ahead(one: "Choice") -> str:
    return f"  {tell(one.ahead)}" if one.ahead else ""


def _data(one: "Conflict") -> dict[str, object]:
    return {
        "table": one.table,
        "field": one.name,
        "opened": one.opened.isoformat(timespec="seconds"),
        "values": [
            {
                "text": tell(choice.text),
                "who": choice.who,
                "at": choice.at.isoformat(timespec="seconds"),
                "computer": choice.computer,
                "shown": choice.shown,
            }
            for choice in one.choices
        ],
    }
