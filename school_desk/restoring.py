"""Restore a backup: into a side copy, looked through, compared, and only then into its place."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from school_desk.access.look_model import Act, Look, text_of
from school_desk.access.model import Account, SignedIn
from school_desk.access.shipped import permissions
from school_desk.access.store import load_grants, load_names
from school_desk.backup_shelf import Shelf
from school_desk.errors import N_, DeskError
from school_desk.intents import Scope
from school_desk.paths import remove_side_copy
from school_desk.school.model import PersonName
from school_desk.school_file import REGISTRY, migrations, swap_files
from school_desk.settings import load_settings
from school_desk.storage.backup_copy import (
    as_somebody,
    key_of,
    keys_held,
    look_through,
    open_beside,
)
from school_desk.storage.backup_file import (
    BackupNoRoomError,
    BackupUnwritableError,
    extract_database,
    read_keys,
    read_manifest,
)
from school_desk.storage.backup_swap import decide, free_stem, put_keys
from school_desk.storage.database import Database
from school_desk.storage.differences import Later, count, last_common, later_than
from school_desk.storage.errors import DiskFullError, FileUnwritableError
from school_desk.storage.key_file import open_ring, parse_ring
from school_desk.storage.keys import RECOVERY
from school_desk.storage.migrate import refuse_older
from school_desk.storage.recovery_code import parse_recovery_code
from school_desk.storage.salvage import bring_over, readable_tail, units_in
from school_desk.storage.waiting import WaitingLines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from school_desk.backup_shelf import Backup
    from school_desk.paths import SchoolFolder
    from school_desk.storage.backup_file import Step
    from school_desk.storage.engine import Connection
    from school_desk.storage.keys import KeyRing, Unlocked
    from school_desk.storage.merge import Entry
    from school_desk.storage.unit_of_work import Storage

COUNTED = ("pupil", "session", "mark", "closing")
"""Tables that are counted on both sides."""


class OtherSchoolError(DeskError):
    """A backup of another school would take this one's place."""

    sentence = N_(
        "The backup {file} is of another school. Nothing was changed. "
        "Restore it in an empty folder, or choose another one."
    )


def backups_of(place: SchoolFolder) -> tuple[Backup, ...]:
    """What can be restored at the door: the readable backups of both places, the newest first."""
    named = load_settings(place.settings).backup_place
    shelves = (Shelf(place.backups), *((Shelf(Path(named), here=False),) if named else ()))
    found = [one for shelf in shelves for one in shelf.backups() if one.manifest is not None]
    return tuple(sorted(found, key=lambda one: (one.name, one.here), reverse=True))


class Door(Protocol):
    """The folder before anybody has signed in: where it is, its clock, counted tries."""

    place: SchoolFolder
    now: Callable[[], datetime]
    reading: bool
    in_use: set[str]

    def unlock(self, ring: KeyRing, name: str, password: str) -> Unlocked:
        """Try a password, counted."""


@dataclass(frozen=True, slots=True)
class Differences:
    """What changes when a backup takes the place of the present file.

    Args:
        later: units of work that the present file has and the backup has not.
        names: the people of these units by account row.
        beyond: how many units only the backup has.
        counts: of each kind of row, how many now (None: not known) and how many then.
        unreadable: why the present file could not be compared.
        damaged: the present file can be compared, and is damaged somewhere.
        saved: how many units of a file that is damaged can still be read; they come along.
    """

    made_at: datetime
    later: Later
    names: Mapping[int, PersonName]
    beyond: int
    counts: tuple[tuple[str, int | None, int], ...]
    unreadable: DeskError | None = None
    damaged: DeskError | None = None
    saved: int = 0


class Restoring:
    """One backup on its way. Nothing of the present file changes before `decide`."""

    def __init__(self, door: Door, backup: Path) -> None:
        self._door = door
        self.backup = backup
        self.manifest = read_manifest(backup)
        self._keys = read_keys(backup)
        self.ring = parse_ring(self._keys, backup.name)
        self._accept_school()
        self._copy = door.place.compared if door.reading else door.place.restored
        self._unlocked: Unlocked | None = None
        self._side: Storage | None = None
        self._key = b""
        self._person: SignedIn | None = None
        self._tail: tuple[Entry, ...] = ()
        door.in_use.add(backup.name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that people signed in with on that day."""
        return tuple(one.name for one in self.ring.accounts)

    def unlock(self, name: str, password: str) -> None:
        """Open the backup with the password of that day, or raise."""
        self._unlocked = self._door.unlock(self.ring, name, password)

    def unlock_with_code(self, text: str) -> None:
        """Open it with the code of the recovery sheet, as typed."""
        self._unlocked = self.ring.unlock_with_recovery(parse_recovery_code(text))

    def prepare(self, step: Step, stopped: Callable[[], bool]) -> Differences:
        """Put the side copy there, look it through, and compare; slow: in a worker."""
        if self._unlocked is None:
            raise RuntimeError(self.backup)
        self._door.in_use.add(self.backup.name)
        self._key = key = key_of(self.manifest, self.ring, self._unlocked, self.backup.name)
        remove_side_copy(self._copy)
        extract_database(self.backup, self._copy, step)
        try:
            self._side = side = open_beside(self._copy, key, migrations(), REGISTRY, stopped)
            self._accept_person(side)
            look_through(side, self.backup.name, stopped)
            return self._compared(side, stopped)
        except BaseException:
            self.close()
            raise
        finally:
            if self._side is not None:
                self._side.database.close()

    def decide(self) -> None:
        """Let the side copy become the school's file; `Entrance.settle` carries it through.

        What can still be read of a damaged present file is written into it before.
        """
        if self._tail:
            self._bring_over()
        files = swap_files(self._door.place)
        stem = f"school-aside-{self._door.now():%Y-%m-%d-%H%M}"
        try:
            put_keys(files, self._keys)
            decide(files, free_stem(files.folder, stem), self._sealed_look())
        except DiskFullError as error:
            raise BackupNoRoomError(folder=files.folder) from error
        except FileUnwritableError as error:
            raise BackupUnwritableError(folder=files.folder) from error
        self._door.in_use.discard(self.backup.name)

    def _sealed_look(self) -> bytes:
        """That it was restored, by whom: a line that the restored file's log of looks gets.

        The file has no device of its own before somebody signs in; until then the line waits.
        """
        if self._unlocked is None:
            raise RuntimeError(self.backup)
        now = self._door.now()
        by = self._person
        look = Look(
            now,
            by.account.id if by else None,
            by.roles(now.date()) if by else (),
            "",
            Act.RESTORE,
            N_("Restore backup"),
        )
        return WaitingLines(self._door.place.folder, self._unlocked.file_key).sealed(text_of(look))

    def _bring_over(self) -> None:
        copy = Database(self._copy, self._key)
        try:
            bring_over(as_somebody(copy, REGISTRY), self._tail)
        finally:
            copy.close()

    def close(self) -> None:
        """Leave all unchanged: the side copy goes."""
        if self._side is not None:
            self._side.database.close()
        if not self._door.place.swap.exists():
            remove_side_copy(self._copy)
        self._door.in_use.discard(self.backup.name)

    def _accept_school(self) -> None:
        """Only a backup of this school; where the present keys cannot be read, of any."""
        try:
            present = open_ring(self._door.place.keys)
        except DeskError:
            return
        if present.school != self.ring.school:
            raise OtherSchoolError(file=self.backup.name)

    def _accept_person(self, side: Storage) -> None:
        """Who was head in the backup may restore it; so may whoever holds the sheet."""
        account_id = self._unlocked.account_id if self._unlocked else RECOVERY
        if account_id == RECOVERY:
            return
        row = side.keys.ordinal(side.db, REGISTRY.by_name["account"], account_id)
        person = SignedIn(Account(row, "", PersonName("")), load_grants(side.db, row))
        today = self._door.now().date()
        permissions().require(person, N_("Restore backup"), Scope(), today)
        self._person = person

    def _compared(self, side: Storage, stopped: Callable[[], bool]) -> Differences:
        then = {table: count(side.db, REGISTRY, table) for table in COUNTED}
        self._tail = ()
        try:
            present = self._present()
        except DeskError as problem:
            return self._unknown(then, problem)
        try:
            refuse_older(present, migrations())
            damaged = _damage(present, stopped)
            self._tail = _tail(present, side) if damaged else ()
            found = self._against(present.connection, side.db, then)
            return replace(found, damaged=damaged, saved=units_in(self._tail, REGISTRY))
        except DeskError as problem:
            return replace(self._unknown(then, problem), saved=units_in(self._tail, REGISTRY))
        finally:
            present.close()

    def _against(
        self, present: Connection, side: Connection, then: Mapping[str, int]
    ) -> Differences:
        common = last_common(present, side)
        counts = tuple(
            (table, count(present, REGISTRY, table), number) for table, number in then.items()
        )
        return Differences(
            made_at=self.manifest.made_at,
            later=self._here(later_than(present, REGISTRY, common)),
            names=load_names(present),
            beyond=later_than(side, REGISTRY, common).units,
            counts=counts,
        )

    def _here(self, later: Later) -> Later:
        """The same by the clock of this place."""
        zone = self._door.now().tzinfo
        if later.first is None or later.last is None:
            return later
        return replace(later, first=later.first.astimezone(zone), last=later.last.astimezone(zone))

    def _unknown(self, then: Mapping[str, int], problem: DeskError) -> Differences:
        counts = tuple((table, None, number) for table, number in then.items())
        return Differences(self.manifest.made_at, Later(0), {}, 0, counts, problem)

    def _present(self) -> Database:
        """The present file, opened with what the backup's keys hold: usually the same key."""
        if self._unlocked is None:
            raise RuntimeError(self.backup)
        *others, last = keys_held(self._unlocked)
        for key in others:
            with suppress(DeskError):
                return Database(self._door.place.database, key)
        return Database(self._door.place.database, last)


def _damage(present: Database, stopped: Callable[[], bool]) -> DeskError | None:
    try:
        present.quick_check(stopped)
    except DeskError as problem:
        present.connect_anew()
        return problem
    return None


def _tail(present: Database, side: Storage) -> tuple[Entry, ...]:
    """What a damaged file has beyond the copy; nothing where its log cannot be read."""
    try:
        return readable_tail(as_somebody(present, REGISTRY), side)
    except DeskError:
        return ()
