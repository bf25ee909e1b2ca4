"""What the engine refuses because of the disk or the file, as sentences; our own bugs fly on."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from school_desk.storage import engine
from school_desk.storage.errors import (
    DiskFullError,
    FileBusyError,
    FileDamagedError,
    FileUnwritableError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from school_desk.errors import DeskError

PRIMARY = 0xFF
"""The byte of SQLite's extended codes that says what kind of refusal it is."""

FULL, INTERRUPTED = 13, 9
BUSY, LOCKED = 5, 6
CORRUPT, NOT_A_DATABASE = 11, 26
READ_ONLY, INPUT_OUTPUT, CANNOT_OPEN = 8, 10, 14

AT_ONCE = 200
"""Rows that are fetched together when a loop goes through them."""


def kind_of(error: engine.DatabaseError) -> int:
    """SQLite's number of a refusal; 0 where the library itself complains."""
    return getattr(error, "sqlite_errorcode", 0) & PRIMARY


def refusal(error: engine.DatabaseError, path: Path) -> DeskError | None:
    """The sentence for what the computer refuses; None for a mistake of the program."""
    kind = kind_of(error)
    if kind == FULL:
        return DiskFullError()
    if kind in (BUSY, LOCKED):
        return FileBusyError()
    if kind in (CORRUPT, NOT_A_DATABASE):
        return FileDamagedError(file=path.name)
    if kind in (READ_ONLY, INPUT_OUTPUT, CANNOT_OPEN):
        return FileUnwritableError(folder=path.parent)
    return None


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Sort errors of the engine: the computer's become sentences, ours fly on."""
    try:
        yield
    except engine.DatabaseError as error:
        sentence = refusal(error, path)
        if sentence is None:
            raise
        raise sentence from error


class WordedCursor(engine.Cursor):
    """Rows of a WordedConnection: what the computer refuses while they are read, too, is said."""

    def execute(self, *statement: Any) -> WordedCursor:  # noqa: ANN401  the engine's border
        """Run a statement."""
        try:
            return super().execute(*statement)
        except engine.DatabaseError as error:
            self._say(error)
            raise

    def fetchone(self) -> Any:  # noqa: ANN401
        """One row, or None."""
        try:
            return super().fetchone()
        except engine.DatabaseError as error:
            self._say(error)
            raise

    def fetchall(self) -> list[Any]:
        """All rows that are left."""
        try:
            return super().fetchall()
        except engine.DatabaseError as error:
            self._say(error)
            raise

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]  # the engine returns itself
        try:
            while rows := super().fetchmany(AT_ONCE):
                yield from rows
        except engine.DatabaseError as error:
            self._say(error)
            raise

    def _say(self, error: engine.DatabaseError) -> None:
        """Raise the sentence in place of the engine's words, if there is one."""
        path: Path = self.connection.path  # type: ignore[attr-defined]
        sentence = refusal(error, path)
        if sentence is not None:
            raise sentence from error


class WordedConnection(engine.Connection):
    """A connection whose refusals are sentences. Whoever connects says which file it is."""

    path: Path

    def cursor(self, factory: type[engine.Cursor] = WordedCursor) -> Any:  # type: ignore[override]  # noqa: ANN401
        """Rows that refuse in words."""
        return super().cursor(factory)
