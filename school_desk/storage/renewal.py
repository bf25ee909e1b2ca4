"""A new key for the school's file: written anew beside it, proved, then put in its place.

A cut at any moment leaves a file that opens. The key ring says first that a key is coming; as long
as it says so, every start looks which of the two keys opens the file, and ends the renewal
(`settle`): forwards where the new file has taken its place, backwards where it has not.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from school_desk.events import Events
from school_desk.storage import engine
from school_desk.storage.coming_key import announce, coming_key, is_coming, take_over, withdraw
from school_desk.storage.database import Database, opens, remove_file
from school_desk.storage.device import seal_again
from school_desk.storage.errors import DiskFullError, FileDamagedError, RenewalSpaceError
from school_desk.storage.key_file import save_ring
from school_desk.storage.keys import KeyRing, Unlocked
from school_desk.storage.refusals import in_words
from school_desk.storage.sealing import Random
from school_desk.storage.unit_of_work import Storage
from school_desk.storage.verify import tail_fits

AT_ONCE = 512
"""Pages that are written anew between two looks whether to stop: two megabytes."""

SPARE = 16 * 1024 * 1024
"""Free space that must be left beside the second file: the day goes on meanwhile."""

Step = Callable[[int, int], None]
"""Is told how far it is; may raise to stop, and nothing was changed."""


@dataclass(frozen=True, slots=True)
class Files:
    """Where the files of one school lie."""

    database: Path
    beside: Path
    keys: Path


@dataclass(frozen=True, slots=True)
class Opened:
    """A key ring, and what one holder has opened of it."""

    ring: KeyRing
    unlocked: Unlocked

    @property
    def coming(self) -> bytes:
        """The key that is going to open the file."""
        return coming_key(self.ring, self.unlocked)


class Renewal:
    """One renewal: `prepare` in a worker, then `put_in` at once, or `give_up`.

    Nobody writes in between. Whatever refuses, also a stop, leaves everything as it was.
    """

    def __init__(
        self, files: Files, storage: Storage, keys: Opened, *, random: Random = os.urandom
    ) -> None:
        self._files = files
        self._storage = storage
        self._keys = self._before = keys
        self._random = random

    def prepare(self, step: Step) -> None:
        """Announce a key and write the file beside itself under it: slow."""
        _accept_space(self._files)
        self._storage.database.hold(held=True)
        try:
            self._announce()
            _write_anew(self._storage.database, self._files.beside, self._keys.coming, step)
            _accept_same(self._storage, self._files.beside, self._keys.coming, step)
        except BaseException as error:
            self.give_up()
            if isinstance(error, DiskFullError):
                raise _no_space(self._files) from error
            raise

    def put_in(self) -> Opened:
        """The second file takes the place of the first, while nobody reads; or nothing."""
        try:
            self._storage.database.become(self._files.beside, self._keys.coming)
        except BaseException:
            if not opens(self._files.database, self._keys.coming):  # else the next start goes on
                self.give_up()
            raise
        done = _forwards(self._files, self._keys, self._random)
        self._storage.database.hold(held=False)
        return done

    def give_up(self) -> None:
        """Forget the coming key; the file stays as it is."""
        try:
            if is_coming(self._keys.ring):
                _let_be(self._files, self._keys, self._random)
                # As it was: the generations of compartments that were announced have no use yet.
                self._keys = _kept(self._files, self._before)
        finally:
            self._storage.database.hold(held=False)

    def _announce(self) -> None:
        self._keys = Opened(*announce(self._keys.ring, self._keys.unlocked, random=self._random))
        save_ring(self._files.keys, self._keys.ring)


def settle(files: Files, keys: Opened, *, random: Random = os.urandom) -> Opened:
    """End a renewal that was broken off: at a start, before the file is opened."""
    if not is_coming(keys.ring):
        remove_file(files.beside)
        return keys
    if opens(files.database, keys.coming):
        return _forwards(files, keys, random)
    Database(files.database, keys.unlocked.file_key).close()  # or it is damaged: touch nothing
    return _backwards(files, keys, random)


def _forwards(files: Files, keys: Opened, random: Random) -> Opened:
    seal_again(files.keys.parent, keys.unlocked.file_key, keys.coming, random=random)
    return _kept(files, Opened(*take_over(keys.ring, keys.unlocked, random=random)))


def _let_be(files: Files, keys: Opened, random: Random) -> None:
    """The school's file and this device's key stay under the present key."""
    remove_file(files.beside)
    seal_again(files.keys.parent, keys.coming, keys.unlocked.file_key, random=random)


def _backwards(files: Files, keys: Opened, random: Random) -> Opened:
    _let_be(files, keys, random)
    return _kept(files, Opened(*withdraw(keys.ring, keys.unlocked)))


def _kept(files: Files, keys: Opened) -> Opened:
    save_ring(files.keys, keys.ring)
    return keys


def _write_anew(database: Database, path: Path, key: bytes, step: Step) -> None:
    """Every page of the file, encrypted with another key."""
    remove_file(path)
    target: engine.Connection = engine.connect(str(path), isolation_level=None)
    try:
        with in_words(path):
            target.execute("PRAGMA cipher_log_level = NONE")
            target.set_key(f"x'{key.hex()}'")
            database.connection.backup(
                target,
                pages=AT_ONCE,
                progress=lambda _status, left, total: step(total - left, total),
            )
    finally:
        target.close()


def _accept_same(storage: Storage, path: Path, key: bytes, step: Step) -> None:
    """The second file opens, is whole, and ends with the same entries; or it is damaged."""
    database = Database(path, key)
    try:
        if not database.quick_check(lambda: _is_stopped(step)):
            step(1, 1)
        made = Storage(database, storage.registry, storage.device, storage.now, Events())
        if _ends(made) != _ends(storage) or not tail_fits(made):
            raise FileDamagedError(file=path.name)
    finally:
        database.close()


def _is_stopped(step: Step) -> bool:
    """The engine asks, and can only be told yes or no."""
    try:
        step(1, 1)
    except Exception:  # noqa: BLE001  it is raised once more, outside the engine
        return True
    return False


def _ends(storage: Storage) -> list[engine.Row]:
    """Where every stream of the log ends."""
    return storage.db.execute("SELECT part, dev, seq, chain FROM vv ORDER BY part, dev").fetchall()


def _accept_space(files: Files) -> None:
    if shutil.disk_usage(files.database.parent).free < _needed(files):
        raise _no_space(files)


def _no_space(files: Files) -> RenewalSpaceError:
    return RenewalSpaceError(megabytes=_needed(files) // 1_000_000 + 1)


def _needed(files: Files) -> int:
    wal = files.database.with_name(files.database.name + "-wal")
    written = wal.stat().st_size if wal.exists() else 0
    return files.database.stat().st_size + written + SPARE
