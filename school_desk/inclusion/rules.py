"""What may be noted, and how a note is spelled before it is sealed."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from school_desk.errors import N_, DeskError
from school_desk.inclusion.model import KINDS, Kept, NewNote, Note, NoteKind

LETTERS = 10_000
"""A page or two: what is longer is a document."""


class NoteEmptyError(DeskError):
    """A note without words."""

    sentence = N_("Write what there is to note.")


class NoteLongError(DeskError):
    """Longer than two pages; facts: `letters`, `top`."""

    sentence = N_("The note has {letters} letters, at most {top} fit. Divide it into two notes.")


class NoteDayError(DeskError):
    """A note of a day to come; facts: `day`."""

    sentence = N_("{day:short} is still to come. Give the day of what you note.")


class NoteKindError(DeskError):
    """A kind that is not noted here."""

    sentence = N_("Notes of this kind are not kept here. Choose one of the list.")


class NoteGoneError(DeskError):
    """Somebody has deleted it, or it never was there."""

    sentence = N_("This note is not there any more.")


def accept_note(kept: Kept, new: NewNote, today: date) -> NewNote:
    """The note as it is kept, or raise.

    >>> accept_note(Kept.OWN, NewNote(date(2026, 9, 1), NoteKind.TALK, " Сабақ "), date.max).text
    'Сабақ'
    """
    text = new.text.strip()
    if not text:
        raise NoteEmptyError
    if len(text) > LETTERS:
        raise NoteLongError(letters=len(text), top=LETTERS)
    if new.day > today:
        raise NoteDayError(day=new.day)
    if new.kind not in KINDS[kept]:
        raise NoteKindError
    return replace(new, text=text)


def text_of(note: NewNote) -> str:
    """A note as one text, to be sealed as a whole: its day and kind tell as much as its words."""
    return json.dumps([note.day.isoformat(), note.kind.value, note.text], ensure_ascii=False)


def note_of(text: str) -> NewNote:
    """A note from the text of `text_of`.

    >>> note = NewNote(date(2026, 9, 1), NoteKind.TALK, "Сабақ")
    >>> note_of(text_of(note)) == note
    True
    """
    day, kind, words = json.loads(text)
    return NewNote(date.fromisoformat(day), NoteKind(kind), words)


def in_order(notes: Sequence[Note]) -> tuple[Note, ...]:
    """The newest day first; those that do not open at the end."""
    return tuple(
        sorted(
            notes,
            key=lambda one: (one.said.day if one.said else date.min, one.id),
            reverse=True,
        )
    )
