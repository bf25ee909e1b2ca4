"""The backups that lie in one folder: found, added whole or not at all, thinned out by the rule."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from school_desk import __version__
from school_desk.errors import N_, DeskError
from school_desk.paths import MAKING
from school_desk.storage.backup_copy import take_copy
from school_desk.storage.backup_file import (
    Manifest,
    copy_backup,
    part_of,
    part_of_bytes,
    read_manifest,
    write_backup,
    writing,
)
from school_desk.storage.backup_rules import ENDING, kept, name_of
from school_desk.storage.key_file import encode_ring, open_ring
from school_desk.storage.whole_file import sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import date, datetime
    from pathlib import Path

    from school_desk.storage.backup_file import Step
    from school_desk.storage.backup_rules import Kind
    from school_desk.storage.unit_of_work import Storage


class BackupBusyError(DeskError):
    """Another process makes one at this very moment."""

    sentence = N_("A backup is being made right now. Wait until it is done.")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as it lies in a folder.

    Args:
        here: in the school's own folder; else in the second place.
        problem: why it cannot be read, where it cannot.
        tested: when it was last restored for a test.
        broken: the test found that it is not whole.
    """

    path: Path
    here: bool
    bytes: int = 0
    manifest: Manifest | None = None
    problem: DeskError | None = None
    tested: datetime | None = None
    broken: bool = False

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.path.name

    @property
    def made_at(self) -> datetime | None:
        """When it was made, if it says so."""
        return self.manifest.made_at if self.manifest else None


@dataclass(frozen=True, slots=True)
class Wish:
    """What a backup is made of: the open file, its keys, the moment and the reason."""

    storage: Storage
    keys: Path
    now: datetime
    kind: Kind


@dataclass(frozen=True, slots=True)
class Shelf:
    """One folder with backups. Those of other schools and what is no backup are left alone."""

    folder: Path
    here: bool = True

    def backups(self) -> tuple[Backup, ...]:
        """What lies here, the newest first; what cannot be read comes last."""
        try:
            paths = sorted(self.folder.glob(f"*{ENDING}"), reverse=True)
        except OSError:
            return ()
        found = [self._read(one) for one in paths if not one.name.startswith(MAKING)]
        readable = [one for one in found if one.manifest is not None]
        return (
            *sorted(readable, key=lambda one: (one.made_at, one.name), reverse=True),
            *(one for one in found if one.manifest is None),
        )

    def of(self, school: int) -> tuple[Backup, ...]:
        """The readable backups of one school."""
        return tuple(
            one for one in self.backups() if one.manifest and one.manifest.school == school
        )

    def make(self, wish: Wish, step: Step, stopped: Callable[[], bool]) -> Backup:
        """Make a backup: complete and read back under its name, or not there at all."""
        copy, whole = self.folder / f"{MAKING}.db", self.folder / f"{MAKING}{ENDING}"
        with self.working():
            try:
                # First the keys: a row without keys is harmless, keys without a row are not.
                ring = open_ring(wish.keys)
                keys = encode_ring(ring)
                end = take_copy(wish.storage, copy, stopped)
                with writing(self.folder):
                    database = part_of(copy, step)
                manifest = Manifest(
                    school=ring.school,
                    made_at=wish.now.replace(microsecond=0),
                    kind=wish.kind,
                    program=__version__,
                    device=wish.storage.device.id.hex(),
                    works=end.works,
                    chain=end.chain.hex(),
                    database=database,
                    keys=part_of_bytes(keys),
                )
                write_backup(whole, manifest.proved(wish.storage.database.key), copy, keys, step)
                return self._named(whole, wish.now)
            finally:
                self._remove_unmade()

    def add(self, backup: Backup, step: Step) -> Backup:
        """Put a copy of a backup here, or raise and leave nothing."""
        beside = self.folder / f"{MAKING}{ENDING}"
        with self._made():
            try:
                copy_backup(backup.path, beside, step)
                return self._named(beside, read_manifest(beside).made_at)
            finally:
                self._remove_unmade()

    def thin_out(self, school: int, today: date, in_use: Collection[str]) -> None:
        """Remove what the rule does not keep; a file that is held stays until the next time."""
        found = {one.name: one for one in self.of(school)}
        made = [one.manifest.made(name) for name, one in found.items() if one.manifest]
        stay = {one.name for one in kept(made, today, in_use)}
        for name in found.keys() - stay:
            with suppress(OSError):
                found[name].path.unlink()

    def tidy(self) -> None:
        """Remove what a run that was killed has left, unless somebody is making one now."""
        with suppress(DeskError), self.working():
            self._remove_unmade()

    @contextmanager
    def working(self) -> Iterator[None]:
        """Hold this folder: one backup at a time."""
        with self._made():
            lock = FileLock(self.folder / ".lock")
            with writing(self.folder):
                _take(lock)
            try:
                yield
            finally:
                lock.release()

    @contextmanager
    def _made(self) -> Iterator[None]:
        with writing(self.folder):
            self.folder.mkdir(exist_ok=True)
        yield

    def _named(self, whole: Path, now: datetime) -> Backup:
        taken = {one.name for one in self.folder.glob(f"*{ENDING}")}
        path = self.folder / name_of(now, taken)
        with writing(self.folder):
            whole.replace(path)
            sync_folder(self.folder)
        return self._read(path)

    def _remove_unmade(self) -> None:
        for one in self.folder.glob(f"{MAKING}*"):
            with suppress(OSError):
                one.unlink()

    def _read(self, path: Path) -> Backup:
        try:
            size = path.stat().st_size
        except OSError:
            size = 0
        try:
            return Backup(path, self.here, size, read_manifest(path))
        except DeskError as problem:
            return Backup(path, self.here, size, problem=problem)


def _take(lock: FileLock) -> None:
    try:
        lock.acquire(timeout=0)
    except Timeout as error:  # which is an error of the system, too
        raise BackupBusyError from error
