"""What a restore would change, in words: for the window and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.errors import N_
from school_desk.formats import date_long, greeting_name, number, time_of_day
from school_desk.i18n import _, fill, ngettext, say
from school_desk.storage.backup_rules import KIND_NAMES, Kind

if TYPE_CHECKING:
    from datetime import datetime

    from school_desk.restoring import Differences

MOST_KINDS = 6
"""So many kinds of steps are named; the others are counted together."""

COUNT_NAMES = {
    "pupil": N_("Pupils"),
    "session": N_("Lessons held"),
    "mark": N_("Marks"),
    "closing": N_("Closed pages"),
}


def kind_words(kind: Kind) -> str:
    """Why a backup was made."""
    return _(KIND_NAMES[kind])


def moment_words(moment: datetime) -> str:
    """A moment with its day, by the clock that it was read from."""
    facts = {"day": date_long(moment.date()), "time": time_of_day(moment)}
    return fill(_("{day}, {time}"), facts)


def first_words(found: Differences) -> str:
    """From when the backup is, and how much has been written since."""
    if found.unreadable is not None:
        words = _(
            "The backup is of {moment}. The present file cannot be read, so nobody can say what "
            "was written after it: {reason}"
        )
        facts = {"moment": moment_words(found.made_at), "reason": say(found.unreadable)}
        return fill(words, facts)
    if not found.later.units or found.later.first is None:
        words = _("The backup is of {moment}. Nothing has been written since.")
        return fill(words, {"moment": moment_words(found.made_at)})
    lost = ngettext(
        "The backup is of {moment}. {n} step made since {first} would be missing.",
        "The backup is of {moment}. {n} steps made since {first} would be missing.",
        found.later.units,
    )
    damaged = ngettext(
        "The backup is of {moment}. The present file is damaged; since {first} it has {n} step.",
        "The backup is of {moment}. The present file is damaged; since {first} it has {n} steps.",
        found.later.units,
    )
    words = damaged if found.damaged else lost
    facts = {
        "moment": moment_words(found.made_at),
        "n": number(found.later.units),
        "first": moment_words(found.later.first),
    }
    return fill(words, facts)


def kind_rows(found: Differences) -> tuple[tuple[str, str], ...]:
    """How many steps of each kind would be missing."""
    kinds = found.later.kinds
    rows = [(_(label), number(count)) for label, count in kinds[:MOST_KINDS]]
    others = sum(count for _label, count in kinds[MOST_KINDS:])
    return (*rows, *(((_("Other steps"), number(others)),) if others else ()))


def person_rows(found: Differences) -> tuple[tuple[str, str], ...]:
    """Whose steps they are."""
    return tuple(
        (_who(found, row) or _("without a name"), number(count)) for row, count in found.later.by
    )


def count_rows(found: Differences) -> tuple[tuple[str, str, str], ...]:
    """What is counted: how many now, how many in the backup."""
    return tuple(
        (_(COUNT_NAMES[what]), number(now), number(then)) for what, now, then in found.counts
    )


def notes(found: Differences) -> tuple[str, ...]:
    """What else one should know before it happens."""
    beyond = ngettext(
        "{n} step is in the backup only.", "{n} steps are in the backup only.", found.beyond
    )
    saved = ngettext(
        "{n} later step can still be read in the damaged file and comes along.",
        "{n} later steps can still be read in the damaged file and come along.",
        found.saved,
    )
    return (
        *((saved.format(n=number(found.saved)),) if found.saved else ()),
        *((beyond.format(n=number(found.beyond)),) if found.beyond else ()),
        _("The present file is kept aside in the data folder."),
        _("Everybody signs in with the password of that day."),
    )


def _who(found: Differences, row: int | None) -> str:
    person = found.names.get(row) if row is not None else None
    return greeting_name(person) if person else ""
