"""The backups of the school for one signed-in person: make, list, try out, second place."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from school_desk.backup_shelf import Backup, BackupBusyError, Shelf, Wish
from school_desk.errors import N_, DeskError
from school_desk.intents import Scope
from school_desk.paths import is_shared, is_writable, remove_side_copy
from school_desk.school_file import REGISTRY, migrations
from school_desk.settings import load_settings, remember
from school_desk.storage.backup_copy import (
    BackupKeysError,
    BackupStoppedError,
    BackupUnwholeError,
    key_of,
    look_through,
    open_beside,
)
from school_desk.storage.backup_file import (
    BackupDamagedError,
    BackupForgedError,
    extract_database,
    read_keys,
)
from school_desk.storage.backup_rules import Kind, is_due, is_test_due
from school_desk.storage.errors import FileDamagedError
from school_desk.storage.key_file import parse_ring
from school_desk.storage.whole_file import write_whole
from school_desk.sync.own_signatures import sign_own

if TYPE_CHECKING:
    from collections.abc import Callable

    from school_desk.paths import SchoolFolder
    from school_desk.storage.backup_file import Step
    from school_desk.storage.keys import Unlocked
    from school_desk.storage.unit_of_work import Storage

TESTS = "tests.json"
WAITS = (BackupBusyError, BackupStoppedError, BackupKeysError)
"""What only means that it is done another time, or by somebody who holds the key of that day."""

BROKEN = (BackupDamagedError, BackupForgedError, BackupUnwholeError, FileDamagedError)
"""What says that a backup would not bring the school back."""

TOP_BYTES = 64 * 1024


class PlaceMissingError(DeskError):
    """No folder of this name (any more)."""

    sentence = N_("The folder {folder} is missing. Plug in its disk or choose another folder.")


class PlaceSharedError(DeskError):
    """Somebody else's computer would keep the backups, and half of one now and then."""

    sentence = N_(
        "The folder {folder} is on a network share or in a cloud folder. Choose a stick or another "
        "disk of this computer."
    )


class PlaceReadOnlyError(DeskError):
    """Nothing can be written there."""

    sentence = N_("The folder {folder} is read-only. Allow writing to it or choose another folder.")


class PlaceWithinError(DeskError):
    """A second place that would be lost together with the first."""

    sentence = N_(
        "The second place cannot lie within the data folder {folder}. Choose another disk."
    )


class NoBackupError(DeskError):
    """Nothing to try out."""

    sentence = N_("There is no backup yet.")


class SecondPlace(StrEnum):
    """How it stands with the second place; the words follow its path."""

    NONE = N_("No second place was chosen: when this disk breaks, the backups break with it.")
    AWAY = N_("It is not there now. The newest backup follows when it is plugged in.")
    SAME_DISK = N_("It is on the same disk as the school: when that breaks, both are lost.")
    THERE = N_("It is there.")


@dataclass(frozen=True, slots=True)
class Ground:
    """What the backups of a desk stand on.

    `in_use` names files that nobody removes; who only reads does not know them, so removes none.
    """

    place: SchoolFolder
    storage: Storage
    unlocked: Unlocked
    school: int
    now: Callable[[], datetime]
    permit: Callable[[str, Scope], None]
    in_use: set[str]
    reading: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """A test restore: when, and whether the backup was whole."""

    at: datetime
    whole: bool

    @classmethod
    def read(cls, at: str, whole: object) -> Trial:
        """As it is kept; what is not so raises ValueError."""
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None or not isinstance(whole, bool):
            raise ValueError(at)
        return cls(moment, whole)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A backup that was made, its copy in the second place, or why there is none."""

    backup: Backup
    second: Backup | None = None
    problem: DeskError | None = None


class Backups:
    """Slow methods take `step` and `stopped` of the worker that they belong into."""

    def __init__(self, at: Ground) -> None:
        self._at = at
        self._shelf = Shelf(at.place.backups)

    def all(self) -> tuple[Backup, ...]:
        """The backups of both places, the newest first."""
        self._at.permit(N_("See backups"), Scope())
        tested = self._tests()
        second = self._second()
        found = (*self._shelf.backups(), *(second.backups() if second else ()))
        dated = [_with_test(one, tested.get(one.name)) for one in found]
        return tuple(sorted(dated, key=lambda one: (bool(one.manifest), one.name), reverse=True))

    @property
    def last_test(self) -> Trial | None:
        """The last test restore."""
        return max(self._tests().values(), key=lambda one: one.at, default=None)

    def is_due(self) -> bool:
        """Whether there is no backup of today."""
        names = [one.manifest.made(one.name) for one in self._own() if one.manifest]
        return is_due(names, self._at.now().date())

    def is_test_due(self) -> bool:
        """Whether a week has passed since a test went well, and there is something new to test."""
        own, tests = self._own(), self._tests()
        if not own or (own[0].name in tests and not tests[own[0].name].whole):
            return False
        whole = [one.at for one in tests.values() if one.whole]
        return is_test_due(max(whole, default=None), self._at.now())

    def make(self, kind: Kind, step: Step, stopped: Callable[[], bool]) -> Outcome:
        """Make a backup here, a copy in the second place, and let those go that are too many."""
        self._at.permit(N_("Make backup"), Scope())
        at, now = self._at, self._at.now()
        sign_own(at.storage)  # whoever goes on with it is another computer
        wish = Wish(at.storage, at.place.keys, now, kind)
        made = self._shelf.make(wish, step, stopped)
        self._thin_out(self._shelf, made.name)
        return self._follow(Outcome(made), step)

    def follow(self, step: Step) -> Outcome | None:
        """Bring the newest backup to the second place, if it is there again and lacks it."""
        self._at.permit(N_("Make backup"), Scope())
        own = self._own()
        return self._follow(Outcome(own[0]), step) if own else None

    def save_copy(self, backup: Backup, folder: Path, step: Step) -> Backup:
        """Put a copy of a backup into any folder."""
        self._at.permit(N_("Make backup"), Scope())
        return Shelf(accept_place(folder, self._at.place), here=False).add(backup, step)

    def test(self, step: Step, stopped: Callable[[], bool]) -> Backup:
        """Restore the newest backup into a side copy, look it through whole, note the outcome."""
        self._at.permit(N_("Make backup"), Scope())
        own = self._own()
        if not own:
            raise NoBackupError
        backup, now = own[0], self._at.now().replace(microsecond=0)
        self._at.in_use.add(backup.name)
        try:
            self._restore_for_test(backup, step, stopped)
        except BROKEN:
            self._note(backup.name, Trial(now, whole=False))
            raise
        finally:
            self._at.in_use.discard(backup.name)
            remove_side_copy(self._at.place.tested)
        self._note(backup.name, Trial(now, whole=True))
        return replace(backup, tested=now)

    @property
    def second_place(self) -> tuple[Path | None, SecondPlace]:
        """Where the second place is, and how it stands with it."""
        folder = self._second_folder()
        if folder is None:
            return None, SecondPlace.NONE
        try:
            same = folder.stat().st_dev == self._at.place.folder.stat().st_dev
        except OSError:
            return folder, SecondPlace.AWAY
        return folder, SecondPlace.SAME_DISK if same else SecondPlace.THERE

    def choose_place(self, folder: Path | None) -> None:
        """Remember a second place, or forget it."""
        self._at.permit(N_("Choose backup place"), Scope())
        chosen = accept_place(folder, self._at.place) if folder is not None else ""
        remember(self._at.place.settings, backup_place=str(chosen))

    def _follow(self, outcome: Outcome, step: Step) -> Outcome:
        """The copy of a backup in the second place; that it is away is no failure."""
        second, made = self._second(), outcome.backup
        if second is None:
            return outcome
        try:
            accept_place(second.folder, self._at.place)
            known = (one for one in second.of(self._at.school) if one.manifest == made.manifest)
            copy = next(known, None) or second.add(made, step)
        except DeskError as problem:
            return replace(outcome, problem=problem)
        self._thin_out(second, copy.name)
        return replace(outcome, second=copy)

    def _thin_out(self, shelf: Shelf, made: str) -> None:
        if not self._at.reading:
            today = self._at.now().date()
            shelf.thin_out(self._at.school, today, {made, *self._at.in_use})

    def _restore_for_test(self, backup: Backup, step: Step, stopped: Callable[[], bool]) -> None:
        if backup.manifest is None:
            raise backup.problem or NoBackupError
        ring = parse_ring(read_keys(backup.path), backup.name)
        key = key_of(backup.manifest, ring, self._at.unlocked, backup.name)
        extract_database(backup.path, self._at.place.tested, step)
        copy = open_beside(self._at.place.tested, key, migrations(), REGISTRY, stopped)
        try:
            look_through(copy, backup.name, stopped)
        finally:
            copy.database.close()

    def _own(self) -> tuple[Backup, ...]:
        return self._shelf.of(self._at.school)

    def _second(self) -> Shelf | None:
        folder = self._second_folder()
        return Shelf(folder, here=False) if folder and folder.is_dir() else None

    def _second_folder(self) -> Path | None:
        named = load_settings(self._at.place.settings).backup_place
        return Path(named) if named else None

    def _tests(self) -> dict[str, Trial]:
        """The last test of each backup; what is not readable counts as never."""
        with suppress(OSError, ValueError, TypeError, RecursionError, AttributeError):
            with (self._shelf.folder / TESTS).open("rb") as file:
                read = json.loads(file.read(TOP_BYTES))
            return {str(name): Trial.read(*test) for name, test in read.items()}
        return {}

    def _note(self, name: str, test: Trial) -> None:
        """Keep the tests of backups that are still there."""
        tests = {**self._tests(), name: test}
        there = {one.name for one in self._own()}
        stay = {
            one: [test.at.isoformat(), test.whole] for one, test in tests.items() if one in there
        }
        write_whole(self._shelf.folder / TESTS, json.dumps(stay).encode())


def accept_place(folder: Path, school: SchoolFolder) -> Path:
    """A folder that is fit to hold backups, or raise."""
    if not folder.is_dir():
        raise PlaceMissingError(folder=folder)
    if is_shared(folder):
        raise PlaceSharedError(folder=folder)
    if folder.resolve().is_relative_to(school.folder.resolve()):
        raise PlaceWithinError(folder=school.folder)
    if not is_writable(folder):
        raise PlaceReadOnlyError(folder=folder)
    return folder


def _with_test(backup: Backup, test: Trial | None) -> Backup:
    """Copies of a backup are as good as the backup."""
    return replace(backup, tested=test.at, broken=not test.whole) if test else backup
