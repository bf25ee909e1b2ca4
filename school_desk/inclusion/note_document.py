"""Sealed notes on a pupil on paper: for whom and what for it was printed stands above them."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from school_desk.documents.plain_table import PlainColumn, PlainTable, PlainValue
from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.inclusion.model import KIND_NAMES, Kept, Note, Purpose
from school_desk.school.model import PersonName

TITLES: Mapping[Kept, str] = {
    Kept.SUPPORT: N_("Support notes"),
    Kept.HEALTH: N_("Health notes"),
    Kept.OWN: N_("Own notes"),
}
HEADS = N_("Date"), N_("Kind"), N_("What is noted"), N_("Written by")
SHARES = (0.9, 1.3, 4.2, 1.4)
FOR = N_("Printed for {name} only. Not to be copied or handed on.")
NAME = "{name}"
WHY = N_("What for: {why}.")
CLOSED = N_("closed to your keys")
BESIDE = N_("Written at the same time elsewhere: {text}")
EMPTY = N_("No note is written yet.")
FITS = 900
"""So many letters stand in one line of the table, so that a page holds it."""


@dataclass(frozen=True, slots=True)
class NotesPaper:
    """What the paper says.

    Args:
        pupil: whose notes.
        reader: for whom it is printed.
        purpose: what for; None where nobody asks: of one's own notes.
        names: those of the authors, by account.
    """

    kept: Kept
    pupil: PersonName
    reader: PersonName
    purpose: Purpose | None
    notes: Sequence[Note]
    names: Mapping[int, PersonName]


def notes_table(paper: NotesPaper) -> PlainTable:
    """All notes of one kind on a pupil, the newest first."""
    why = (Text(WHY, {"why": Text(paper.purpose.value)}),) if paper.purpose else ()
    return PlainTable(
        title=Text(TITLES[paper.kept]),
        above=(
            Text(NAME, {"name": paper.pupil.full}),
            Text(FOR, {"name": paper.reader.full}),
            *why,
        ),
        columns=tuple(PlainColumn(head, share) for head, share in zip(HEADS, SHARES, strict=True)),
        rows=tuple(row for note in paper.notes for row in _rows(note, paper.names)),
        empty=EMPTY,
    )


def _rows(note: Note, names: Mapping[int, PersonName]) -> Iterator[tuple[PlainValue, ...]]:
    """A note, which is one line or, being long, several; then what was written beside it."""
    author = names.get(note.author or 0)
    by = author.listed if author else ""
    if note.said is None:
        yield "", "", Text(CLOSED), by
        return
    first, *others = _parts(note.said.text)
    yield note.said.day, Text(KIND_NAMES[note.said.kind]), first, by
    for part in others:
        yield "", "", part, ""
    for one in note.beside:
        for part in _parts(one.text):
            yield one.day, Text(KIND_NAMES[one.kind]), Text(BESIDE, {"text": part}), ""


def _parts(text: str) -> tuple[str, ...]:
    """The words in pieces of which each fits on a page.

    >>> _parts("бір"), len(_parts("сөз " * 500))
    (('бір',), 3)
    """
    parts = [part for line in text.splitlines() for part in textwrap.wrap(line, FITS)]
    return tuple(parts) or ("",)
