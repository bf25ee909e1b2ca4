"""`conflicts`: where two people wrote different values, the decision, and what stands in no row."""

import importlib
from typing import TYPE_CHECKING, Any

import click

from school_desk.commands.answers import Ended, answer, end
from school_desk.commands.face import Command, Group, school_options
from school_desk.commands.opening import open_desk
from school_desk.errors import N_, DeskError
from school_desk.i18n import Text, _, ngettext, tell

if TYPE_CHECKING:
    from school_desk.sync.model import Aside, Choice, Conflict

CHOICE = N_("  {text} — {who}, {at}, computer {computer}")
VALUE = "{value}"
CELL = N_("{cell}: {what}")
OFFICE_CELL = N_("{cell}: {what} ({row}, {field})")
OFFICE_ROW = N_("{cell}: {what} ({row})")
SAID_BY_THEMSELVES = {"mark", "work_points", "attendance"}
SET_ASIDE = N_("Set aside: {label}, {at}, computer {computer}: {why}.")


class NoConflictError(DeskError):
    """No conflict of this person's has such a number."""

    sentence = N_("No conflict {cell} waits for you. See: school-desk conflicts list")


class NoSuchValueError(DeskError):
    """None of the values that stand."""

    sentence = N_("{value} is none of the values that stand there: {values}. Nothing was changed.")


class OneAnswerError(DeskError):
    """Both ways of deciding at once, or none."""

    sentence = N_("Say which value is kept: --keep, or which other one is written: --value.")


class OfficeRowError(DeskError):
    """Another value for a row that is not in the register."""

    sentence = N_("Only in the register another value can be written here. Use --keep.")


@click.group(
    cls=Group, help=N_("Values that two people wrote unseen by each other; whom they wait for.")
)
def conflicts() -> None:
    """Nothing of its own."""


@conflicts.command("list", cls=Command, help=N_("What waits for your decision."))
@click.option(
    "--set-aside", "aside", is_flag=True, help=N_("What has come and stands in no row, instead.")
)
@school_options
def listed(*, aside: bool, **_options: object) -> None:
    """What this person may decide, each with the number by which it is decided."""
    with open_desk(reading=True) as desk:
        if aside:
            _tell_aside(desk.conflicts.set_aside())
            return
        found = desk.conflicts.open()
    lines = [line for one in found for line in _lines(one)]
    count = ngettext("{n} conflict.", "{n} conflicts.", len(found)).format(n=len(found))
    answer("\n".join([*lines, count]), {"conflicts": [_data(one) for one in found]})
    end(Ended.WITH_PROBLEMS if found else Ended.WELL)


@conflicts.command("decide", cls=Command, help=N_("Let one of the values stand, or another one."))
@click.argument("cell", metavar="CELL")
@click.option("--keep", metavar="VALUE", help=N_("Which of the values stands, as it is listed."))
@click.option("--value", metavar="VALUE", help=N_("Another value, typed as in the register."))
@school_options
def decide(*, cell: str, keep: str | None, value: str | None, **_options: object) -> None:
    """All values stay in the history."""
    if (keep is None) == (value is None):
        raise OneAnswerError
    with open_desk(reading=False) as desk:
        one = next((each for each in desk.conflicts.open() if _number(each) == cell), None)
        if one is None:
            raise NoConflictError(cell=cell)
        if value is not None:
            place = desk.disputes.place(one.row, one.field)
            if place is None:
                raise OfficeRowError
            desk.disputes.write(place, value)
        else:
            desk.conflicts.decide(one, _kept(one, keep or ""))
    text = _("{value} stands.").format(value=keep or value)
    answer(text, {"cell": cell, "stands": keep or value})


def _kept(one: "Conflict", value: str) -> "Choice":
    """The choice whose value is called so; the value is named, so an older list decides nothing."""
    found = {_said(choice): choice for choice in one.choices}
    if value not in found:
        raise NoSuchValueError(value=value, values=", ".join(found))
    return found[value]


def _said(choice: "Choice") -> str:
    return tell(Text(VALUE, {"value": choice.value}))


def _number(one: "Conflict") -> str:
    return f"{one.row}.{one.field}"


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
    return [tell(_head(one)), *_values(one)]


def _head(one: "Conflict") -> Text:
    """The cell; of a row that is no mark of a lesson also what it is, and which field of it."""
    facts: dict[str, object] = {"cell": _number(one), "what": one.what}
    if one.table in SAID_BY_THEMSELVES:
        return Text(CELL, facts)
    words: Any = importlib.import_module("school_desk.journal.row_words")
    facts["row"] = Text(words.TABLE_WORDS[one.table])
    field = words.field_words(one.name)
    return Text(OFFICE_CELL, {**facts, "field": Text(field)}) if field else Text(OFFICE_ROW, facts)


def _values(one: "Conflict") -> list[str]:
    return [line for choice in one.choices for line in (_choice(choice), _ahead(choice)) if line]


def _choice(one: "Choice") -> str:
    facts = {"text": one.text, "who": one.who, "at": one.at, "computer": one.computer}
    return tell(Text(CHOICE, facts))


def _ahead(one: "Choice") -> str:
    return f"  {tell(one.ahead)}" if one.ahead else ""


def _data(one: "Conflict") -> dict[str, object]:
    return {
        "cell": _number(one),
        "table": one.table,
        "field": one.name,
        "opened": one.opened.isoformat(timespec="seconds"),
        "values": [
            {
                "text": tell(choice.text),
                "value": _said(choice),
                "who": choice.who,
                "at": choice.at.isoformat(timespec="seconds"),
                "computer": choice.computer,
                "shown": choice.shown,
            }
            for choice in one.choices
        ],
    }
