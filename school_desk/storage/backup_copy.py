"""Copies of the school's file: one taken while people work, one opened beside it to be checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from shutil import disk_usage
from time import sleep
from typing import TYPE_CHECKING, cast

from school_desk.errors import N_, DeskError
from school_desk.events import Events
from school_desk.storage import engine
from school_desk.storage.backup_file import (
    BackupForgedError,
    BackupNoRoomError,
    BackupUnwritableError,
)
from school_desk.storage.database import PLAIN_HEADER, STEPS_BETWEEN_LOOKS, Database
from school_desk.storage.errors import DiskFullError, FileDamagedError, FileUnwritableError
from school_desk.storage.keys import FILE, label, split_label
from school_desk.storage.migrate import migrate
from school_desk.storage.refusals import INTERRUPTED, kind_of
from school_desk.storage.unit_of_work import Storage
from school_desk.storage.verify import tail_fits, verify

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from school_desk.storage.backup_file import Manifest
    from school_desk.storage.device import Device
    from school_desk.storage.engine import Connection
    from school_desk.storage.keys import KeyRing, Unlocked
    from school_desk.storage.migrate import Step as Migration
    from school_desk.storage.registry import Registry


class BackupUnwholeError(DeskError):
    """The file in a backup opens, and does not fit its own log; facts: `faults`, how many."""

    sentence = N_(
        "The backup {file} opens, but {faults} places in it do not fit the log. "
        "Nothing was changed. Choose another one."
    )


class BackupStoppedError(DeskError):
    """The person stopped it."""

    sentence = N_("Stopped. Nothing was changed.")


class BackupKeysError(DeskError):
    """One may not hold the key under which a backup was made."""

    sentence = N_(
        "Your keys do not open the backup {file}. Use the password of that day, "
        "or the recovery code."
    )


LEAST_ROOM = 1 << 20
"""Bytes that must be left on a disk; with fewer it is full, whatever the system says."""


@dataclass(frozen=True, slots=True)
class End:
    """The last unit of work of a file: its number, its moment, its chain."""

    works: int
    hlc: int
    chain: bytes


def take_copy(storage: Storage, to: Path, stopped: Callable[[], bool]) -> End:
    """Copy a file that people write in, and look the copy through, or raise."""
    try:
        if not storage.database.copy_to(to, stopped):
            raise BackupStoppedError
        return _looked_through(storage, to, stopped)
    except DiskFullError as error:
        raise BackupNoRoomError(folder=to.parent) from error
    except FileUnwritableError as error:
        # A copy that just fits leaves none for what lies beside it while it is looked through.
        full = disk_usage(to.parent).free < LEAST_ROOM
        raise (BackupNoRoomError if full else BackupUnwritableError)(folder=to.parent) from error


def _looked_through(storage: Storage, to: Path, stopped: Callable[[], bool]) -> End:
    with to.open("rb") as file:
        if file.read(len(PLAIN_HEADER)) == PLAIN_HEADER:
            raise RuntimeError(to)
    copy = Database(to, storage.database.key)
    try:
        looked = Storage(copy, storage.registry, storage.device, storage.now, Events())
        _look_quickly(copy, stopped)
        if not tail_fits(looked):
            raise FileDamagedError(file=to.name)
        return end_of(copy.connection)
    finally:
        copy.close()


def _look_quickly(database: Database, stopped: Callable[[], bool]) -> None:
    if not database.quick_check(stopped):
        raise BackupStoppedError


def end_of(db: Connection) -> End:
    """The last unit of work that is in a file."""
    found = db.execute(
        "SELECT work, hlc, coalesce(chain, x'') FROM work ORDER BY work DESC LIMIT 1"
    ).fetchone()
    return End(*found) if found else End(0, 0, b"")


def keys_held(unlocked: Unlocked) -> tuple[bytes, ...]:
    """Every file key that somebody holds, the newest first."""
    held = {split_label(one): key for one, key in unlocked.secrets.items()}
    newest_first = sorted((one for one in held if one[0] == FILE), reverse=True)
    return tuple(held[one] for one in newest_first)


def key_of(manifest: Manifest, ring: KeyRing, unlocked: Unlocked, file: str) -> bytes:
    """The key under which a backup was made, or raise: not held, or nobody's who held one.

    `ring`: the keys in the backup.
    """
    for key in keys_held(unlocked):
        if manifest.is_proved(key):
            return key
    if label(FILE, ring.newest(FILE)) in unlocked.secrets:
        raise BackupForgedError(file=file)
    raise BackupKeysError(file=file)


def open_beside(
    path: Path,
    key: bytes,
    migrations: Sequence[Migration],
    registry: Registry,
    stopped: Callable[[], bool],
) -> Storage:
    """Open a copy that nobody works with, brought up to date; nothing is written in its log."""
    database = Database(path, key)
    try:
        _look_quickly(database, stopped)
        migrate(database, migrations, registry)
        return as_somebody(database, registry)
    except BaseException:
        database.close()
        raise


def as_somebody(database: Database, registry: Registry) -> Storage:
    """A file and its log under the name of a device that it knows: to read, and to merge."""
    device = cast("Device", _Known(*_some_device(database.connection, database.path)))
    return Storage(database, registry, device, _no_clock, Events())


def look_through(storage: Storage, file: str, stopped: Callable[[], bool]) -> None:
    """Check a copy against its whole log, or raise BackupUnwholeError. Slow: in a worker."""

    def look() -> bool:
        sleep(0)  # a long check gives the interpreter to the screen
        return stopped()

    connection = storage.db
    connection.set_progress_handler(look, STEPS_BETWEEN_LOOKS)
    try:
        faults = verify(storage)
    except engine.OperationalError as error:
        if kind_of(error) == INTERRUPTED:
            raise BackupStoppedError from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
    if faults:
        raise BackupUnwholeError(file=file, faults=len(faults))


@dataclass(frozen=True, slots=True)
class _Known:
    """A device that the file knows: to read under its name needs no key."""

    id: bytes
    public_key: bytes


def _some_device(db: Connection, path: Path) -> tuple[bytes, bytes]:
    found = db.execute("SELECT id, public FROM device ORDER BY ord LIMIT 1").fetchone()
    if found is None:
        raise FileDamagedError(file=path.name)
    return found[0], found[1]


def _no_clock() -> datetime:
    return datetime.min.replace(tzinfo=UTC)
