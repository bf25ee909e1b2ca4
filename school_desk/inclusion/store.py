"""Rows of sealed notes as values: the words are sealed and opened on the way."""

from collections.abc import Iterator, Mapping
from typing import Any

from school_desk.inclusion.model import Kept, NewNote, Note
from school_desk.inclusion.rules import NoteGoneError, note_of, text_of
from school_desk.storage.compartments import CompartmentClosedError
from school_desk.storage.engine import Connection
from school_desk.storage.unit_of_work import Storage, UnitOfWork

TABLES: Mapping[Kept, str] = {
    Kept.SUPPORT: "support_note",
    Kept.HEALTH: "health_note",
    Kept.OWN: "own_note",
}


def load_notes(
    storage: Storage, db: Connection, kept: Kept, pupil: int, author: int | None = None
) -> tuple[Note, ...]:
    """All notes on a pupil, or those of one author."""
    rows = db.execute(
        f"SELECT row, author, body FROM {TABLES[kept]} "
        "WHERE alive AND pupil = ? AND author = coalesce(?, author)",
        (pupil, author),
    ).fetchall()
    return tuple(_note(storage, db, kept, (row, pupil, author, body)) for row, author, body in rows)


def author_of(db: Connection, kept: Kept, note: int) -> int | None:
    """Who has written a note, or raise NoteGoneError."""
    found = db.execute(
        f"SELECT author FROM {TABLES[kept]} WHERE alive AND row = ?", (note,)
    ).fetchone()
    if found is None:
        raise NoteGoneError
    return found[0]  # type: ignore[no-any-return]


def save_note(
    work: UnitOfWork, part: str, kept: Kept, pupil: int, author: int, new: NewNote
) -> int:
    """One more note, in the partition of its compartment."""
    return work.new(TABLES[kept], part, pupil=pupil, author=author, body=text_of(new))


def save_words(work: UnitOfWork, kept: Kept, note: int, new: NewNote) -> None:
    """Other words in a note."""
    work.put(TABLES[kept], note, body=text_of(new))


def _note(
    storage: Storage, db: Connection, kept: Kept, line: tuple[int, int, int | None, bytes | None]
) -> Note:
    row, pupil, author, body = line
    try:
        words = storage.plain(db, row, _words_field(storage, kept), body)
        beside = tuple(_others(storage, db, kept, row, words))
    except CompartmentClosedError:
        return Note(row, pupil, author, None)
    said = note_of(str(words)) if words is not None else None
    return Note(row, pupil, author, said, beside)


def _others(
    storage: Storage, db: Connection, kept: Kept, row: int, words: object
) -> Iterator[NewNote]:
    """What stands beside the displayed words, where the log has several: compared after opening."""
    entry = _words_field(storage, kept)
    found = db.execute("SELECT 1 FROM conflict WHERE row = ? AND field = ?", (row, entry.id))
    if found.fetchone() is not None:
        for other in storage.readings(db, row, entry):
            if other is not None and other != words:
                yield note_of(str(other))


def _words_field(storage: Storage, kept: Kept) -> Any:  # noqa: ANN401  storage's, handed back to it
    return storage.registry.by_name[TABLES[kept]].fields[1]
