"""The encrypted file of a school: connections, the writer's lock, durable commits."""

from __future__ import annotations

import importlib
import threading
from contextlib import contextmanager
from time import sleep
from typing import TYPE_CHECKING, Any, cast

from school_desk.storage import engine
from school_desk.storage.errors import (
    FileDamagedError,
    FileGoneError,
    FileReadElsewhereError,
    KeysRenewingError,
    SchoolMissingError,
)
from school_desk.storage.refusals import INTERRUPTED, WordedConnection, in_words, kind_of
from school_desk.storage.whole_file import put_in_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import sqlite_utils

KEY_BYTES = 32
PAGE_BYTES = 4096
PLAIN_HEADER = b"SQLite format 3\x00"
BUSY_MILLISECONDS = 3000
STEPS_BETWEEN_LOOKS = 1000
"""Of the engine, between two looks whether a long check should end."""


STILL_READ = "SQL statements in progress"
UNWIPED = 1
"""In the head of the file (`application_id`): places that were freed hold what has to go."""


class Database:
    """One SQLCipher file; a connection for each thread, one writer at a time.

    The file is opened with a raw 256-bit key, in WAL mode with `synchronous=FULL`: what has been
    committed survives a power cut. Outside a unit of work every write to a synchronised table is
    refused by guard triggers.
    """

    def __init__(self, path: Path, key: bytes, *, create: bool = False) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError("the key is 32 bytes")
        self.path = path
        self.lock = threading.RLock()
        self._key = key.hex()
        self._local = threading.local()
        self._open: list[engine.Connection] = []
        self._held = False
        if not create and not path.exists():
            raise SchoolMissingError(folder=path.parent)
        if not create and path.stat().st_size < PAGE_BYTES:  # else it would become a new school
            raise FileDamagedError(file=path.name)
        self._mode = "rwc" if create else "rw"
        self._check_key()
        self._mode = "rw"
        self._identity = _identity(path)

    @property
    def connection(self) -> engine.Connection:
        """This thread's connection."""
        found: engine.Connection | None = getattr(self._local, "connection", None)
        return found if found is not None else self._connect()

    @property
    def tables(self) -> sqlite_utils.Database:
        """This thread's connection as sqlite-utils sees it."""
        found: sqlite_utils.Database | None = getattr(self._local, "tables", None)
        if found is None:
            found = _mended_tables()(self.connection, execute_plugins=False)
            self._local.tables = found
        return found

    @contextmanager
    def transaction(self, *, guarded: bool = True) -> Iterator[engine.Connection]:
        """All or nothing, durable at the end. `guarded` writes only local tables."""
        with self.lock:
            if self._held:
                raise KeysRenewingError
            self._look_there()
            connection = self.connection
            self._local.writing = not guarded
            try:
                with in_words(self.path):
                    connection.execute("BEGIN IMMEDIATE")
                    try:
                        yield connection
                        connection.execute("COMMIT")
                    except BaseException:
                        if connection.in_transaction:
                            connection.execute("ROLLBACK")
                        raise
            finally:
                self._local.writing = False

    def hold(self, *, held: bool) -> None:
        """Refuse every write, in words, for as long as the file is written anew beside itself."""
        with self.lock:  # who writes just now comes to an end first
            self._held = held

    def become(self, other: Path, key: bytes) -> None:
        """Another file with the same content takes the place of this one; it has another key.

        All connections close before: nobody may be reading. Raises and changes nothing where
        another program has the file open, whose log of unwritten pages would meet the new file.
        """
        with self.lock:
            self._look_there()
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self.close()
            if any(beside.exists() for beside in _beside(self.path)):
                raise FileReadElsewhereError
            put_in_place(other, self.path)
            self._key = key.hex()
            self._identity = _identity(self.path)

    def quick_check(self, stopped: Callable[[], bool] = lambda: False) -> bool:
        """Look through the whole file for damage; raises FileDamagedError. Slow: in a worker.

        True when it came to the end, False when it was stopped.
        """
        found = self._unless_stopped("PRAGMA quick_check(1)", stopped)
        if found is None:
            return False
        answer = found.fetchone()[0]
        if answer != "ok":
            raise FileDamagedError(file=self.path.name)
        return True

    def copy_to(self, path: Path, stopped: Callable[[], bool]) -> bool:
        """Copy the file as it is now, under the same key; people go on writing meanwhile.

        Built anew from its rows, so that a damaged page is noticed, which a copy of pages would
        carry on as a page of nothing. The copy is not durable yet. False when it was stopped.
        """
        return self._unless_stopped("VACUUM INTO ?", stopped, str(path)) is not None

    def mark_unwiped(self) -> None:
        """Within a transaction: what it frees, and what was freed before, is yet to be wiped."""
        self.connection.execute(f"PRAGMA application_id = {UNWIPED}")

    def wipe(self) -> bool:
        """Write the file anew where that is marked, and empty its log of writes.

        The engine can wipe what it frees, and leaves remains where it splits or joins pages; built
        anew from its rows the file has only what stands in them. The mark stays until all of it is
        done, so that the next start goes on after a power cut. False while somebody still reads,
        here or in another thread.
        """
        with self.lock, in_words(self.path):
            (mark,) = self.connection.execute("PRAGMA application_id").fetchone()
            if mark != UNWIPED or self._held:
                return bool(mark != UNWIPED)
            try:
                self.connection.execute("VACUUM")
            except engine.OperationalError as error:
                if STILL_READ not in str(error):
                    raise
                return False
            busy, *_pages = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                self.connection.execute("PRAGMA application_id = 0")
            return not busy

    @property
    def key(self) -> bytes:
        """The key that opens this very file, whichever one its people hold by now."""
        return bytes.fromhex(self._key)

    def connect_anew(self) -> None:
        """Give this thread another connection: the engine refuses all on one that met damage."""
        found: engine.Connection | None = getattr(self._local, "connection", None)
        if found is not None:
            found.close()
            self._open.remove(found)
            self._local.connection = self._local.tables = None

    def close(self) -> None:
        """Close the connections of all threads."""
        with self.lock:
            for connection in self._open:
                connection.close()
            self._open.clear()
            self._local = threading.local()

    def _unless_stopped(self, statement: str, stopped: Callable[[], bool], *facts: object) -> Any:  # noqa: ANN401  the engine's border
        """Run a long statement; None when somebody stopped it."""

        def look() -> bool:
            sleep(0)  # a worker gives the interpreter to the screen
            return stopped()

        connection = self.connection
        connection.set_progress_handler(look, STEPS_BETWEEN_LOOKS)
        try:
            return connection.execute(statement, facts)
        except engine.OperationalError as error:
            if kind_of(error) == INTERRUPTED:
                return None
            raise
        finally:
            connection.set_progress_handler(None, 0)

    def _look_there(self) -> None:
        """The system lets a program write on into a deleted file: that would be lost."""
        if _identity(self.path) != self._identity:
            raise FileGoneError(file=self.path.name, folder=self.path.parent)

    def _connect(self) -> engine.Connection:
        connection = engine.connect(
            f"{self.path.resolve().as_uri()}?mode={self._mode}",
            uri=True,
            factory=WordedConnection,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        connection.path = self.path
        self._open.append(connection)
        # What the engine thinks of a damaged page is told in words, not on the standard output.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.set_key(f"x'{self._key}'")
        local = self._local
        connection.create_function("sd_uow", 0, lambda: int(getattr(local, "writing", False)))
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        local.connection = connection
        return connection

    def _check_key(self) -> None:
        """A wrong key, a plain file and a broken first page all look alike: it is damage."""
        try:
            found = self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            self.close()
            raise
        if found == (0,) and self._mode == "rw":  # never begin a school anew
            self.close()
            raise FileDamagedError(file=self.path.name)


def _beside(path: Path) -> tuple[Path, ...]:
    """What the engine lays beside an open file and takes away with the last connection."""
    return tuple(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))


def opens(path: Path, key: bytes) -> bool:
    """Whether this key opens a file, as its first page says; nothing is changed."""
    where = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection: engine.Connection = engine.connect(where, uri=True)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.set_key(f"x'{key.hex()}'")
        connection.execute("PRAGMA schema_version").fetchone()
    except engine.DatabaseError:
        return False
    finally:
        connection.close()
    return True


def remove_file(path: Path) -> None:
    """Delete a file of the engine with all that belongs to it, if it is there."""
    for one in (path, *_beside(path)):
        one.unlink(missing_ok=True)


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file of which disk a path leads to; None where it leads nowhere."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _mended_tables() -> type[sqlite_utils.Database]:
    """sqlite-utils that catches our engine's errors instead of the standard library's.

    It recognises refusals by class; with another engine its fallbacks would fail and leave the
    connection inside a transaction, so that later writes were not committed.
    """
    module = importlib.import_module("sqlite_utils.db")
    module.OperationalError = engine.OperationalError  # type: ignore[attr-defined]
    module.sqlite3 = importlib.import_module("sqlcipher3.dbapi2")  # type: ignore[attr-defined]
    return cast("type[sqlite_utils.Database]", module.Database)
