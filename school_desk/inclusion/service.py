"""Sealed notes on pupils: of the support service, of the nurse, and one's own (inclusion 13.1).

Who may read them holds the key; the permission is asked all the same, and a look is noted with its
purpose. Nobody else learns more than that a note is there.
"""

from collections.abc import Callable

from school_desk.errors import N_
from school_desk.inclusion.model import Kept, NewNote, Note, Purpose
from school_desk.inclusion.rules import NoteGoneError, accept_note, in_order
from school_desk.inclusion.store import author_of, load_notes, save_note, save_words
from school_desk.intents import Form, Scope
from school_desk.storage.service import Service, Workplace
from school_desk.storage.unit_of_work import UnitOfWork


class SupportNoteService(Service):
    """Notes of the support service: specialists, coordinating deputy, head."""

    def of_pupil(self, pupil: int, purpose: Purpose) -> tuple[Note, ...]:
        """The notes on a pupil, the newest first; the look is noted with its purpose."""
        db = self._look(N_("See support notes"), pupil=pupil, purpose=purpose.value)
        return in_order(load_notes(self._at.storage, db, Kept.SUPPORT, pupil))

    def add(self, pupil: int, new: NewNote) -> int:
        """One more note."""
        with self._begin(N_("Write support note"), Form()) as work:
            return _add(self._at, work, Kept.SUPPORT, pupil, new)

    def correct(self, note: int, new: NewNote) -> None:
        """Other words in a note; the words before stay in its sealed past."""
        with self._begin(N_("Write support note"), Form()) as work:
            _correct(self._at, work, Kept.SUPPORT, note, new)

    def delete(self, note: int) -> None:
        """Take a note away; undo brings it back."""
        with self._begin(N_("Write support note"), Form()) as work:
            _delete(work, Kept.SUPPORT, note)


class HealthNoteService(Service):
    """Notes of the nurse, and of nobody else."""

    def of_pupil(self, pupil: int, purpose: Purpose) -> tuple[Note, ...]:
        """The notes on a pupil, the newest first; the look is noted with its purpose."""
        db = self._look(N_("See health notes"), pupil=pupil, purpose=purpose.value)
        return in_order(load_notes(self._at.storage, db, Kept.HEALTH, pupil))

    def add(self, pupil: int, new: NewNote) -> int:
        """One more note."""
        with self._begin(N_("Write health note"), Form()) as work:
            return _add(self._at, work, Kept.HEALTH, pupil, new)

    def correct(self, note: int, new: NewNote) -> None:
        """Other words in a note; the words before stay in its sealed past."""
        with self._begin(N_("Write health note"), Form()) as work:
            _correct(self._at, work, Kept.HEALTH, note, new)

    def delete(self, note: int) -> None:
        """Take a note away; undo brings it back."""
        with self._begin(N_("Write health note"), Form()) as work:
            _delete(work, Kept.HEALTH, note)


class OwnNoteService(Service):
    """What somebody notes for themselves alone; not even the head reads it.

    `begin_own` makes sure that the account has a key of its own to seal with.
    """

    def __init__(self, workplace: Workplace, begin_own: Callable[[], None]) -> None:
        super().__init__(workplace)
        self._begin_own = begin_own

    def of_pupil(self, pupil: int) -> tuple[Note, ...]:
        """One's own notes on a pupil, the newest first."""
        db = self._look(N_("See own notes"), self._mine)
        return in_order(load_notes(self._at.storage, db, Kept.OWN, pupil, self._at.actor or 0))

    def add(self, pupil: int, new: NewNote) -> int:
        """One more note; the first one begins the compartment of this account."""
        with self._begin(N_("Write own note"), Form(self._mine)) as work:
            self._begin_own()
            return _add(self._at, work, Kept.OWN, pupil, new)

    def correct(self, note: int, new: NewNote) -> None:
        """Other words in a note of one's own."""
        with self._begin(N_("Write own note"), Form(self._mine)) as work:
            self._accept_mine(work, note)
            self._begin_own()
            _correct(self._at, work, Kept.OWN, note, new)

    def delete(self, note: int) -> None:
        """Take a note of one's own away; undo brings it back."""
        with self._begin(N_("Write own note"), Form(self._mine)) as work:
            self._accept_mine(work, note)
            _delete(work, Kept.OWN, note)

    @property
    def _mine(self) -> Scope:
        return Scope(account=self._at.actor)

    def _accept_mine(self, work: UnitOfWork, note: int) -> None:
        """For anybody else a note is not there."""
        if author_of(work.db, Kept.OWN, note) != self._at.actor:
            raise NoteGoneError


def _add(at: Workplace, work: UnitOfWork, kept: Kept, pupil: int, new: NewNote) -> int:
    accepted = accept_note(kept, new, at.today())
    author = at.actor or 0
    part = at.partitions.sealed(kept.value)
    if kept is Kept.OWN:
        part = at.partitions.own(at.storage.keys.key(work.db, author))
    return save_note(work, part, kept, pupil, author, accepted)


def _correct(at: Workplace, work: UnitOfWork, kept: Kept, note: int, new: NewNote) -> None:
    accepted = accept_note(kept, new, at.today())
    author_of(work.db, kept, note)
    save_words(work, kept, note, accepted)


def _delete(work: UnitOfWork, kept: Kept, note: int) -> None:
    author_of(work.db, kept, note)
    work.delete(note)
