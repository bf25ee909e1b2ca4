"""A new computer joins a school: it asks by a file, reads the welcome, and has the school."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from school_desk.access.store import load_accounts
from school_desk.app import SchoolThereError
from school_desk.errors import N_, DeskError
from school_desk.school_file import open_storage
from school_desk.storage import device as device_file
from school_desk.storage.device import Device, save
from school_desk.storage.key_changes import sealed
from school_desk.storage.key_file import save_ring
from school_desk.storage.keys import FILE, RECOVERY, Unlocked, label
from school_desk.storage.sealing import KEY_BYTES, public_key_of
from school_desk.storage.whole_file import write_whole
from school_desk.sync.addresses import Source, keep_address
from school_desk.sync.asking import NUMBER_BYTES, Asking, check_number, number_of, tidy
from school_desk.sync.carried_files import read_carried, write_carried
from school_desk.sync.computer_rows import computer_row
from school_desk.sync.enrol import read_code
from school_desk.sync.enrol_door import PORT as ENROL_PORT
from school_desk.sync.enrol_line import fetch
from school_desk.sync.errors import BatchRefusedError
from school_desk.sync.grants import Parts, fits
from school_desk.sync.online_service import accepted_address
from school_desk.sync.packet import unpack
from school_desk.sync.streams import Streams, device_of
from school_desk.sync.vectors import read_vector, shortened
from school_desk.sync.welcome import TOP_BYTES as TOP_WELCOME
from school_desk.sync.welcome import WelcomeFileError, read_welcome

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from school_desk.school_file import OpenFolder
    from school_desk.storage.keys import KeyRing
    from school_desk.storage.unit_of_work import Storage
    from school_desk.sync.enrol_line import Heard
    from school_desk.sync.welcome import Welcome

VALID = timedelta(days=30)
"""So long after asking a welcome is taken, by the clock of the computer that asked."""
TOP_BYTES = 4096
WITH_SCHOOL = ("admin", "school", "person", "benefit", "attend", "meals", "support", "health")
"""Kinds of partitions whose names hold the number of the school."""


class NotAskedError(DeskError):
    """A welcome without an asking: it was used already, or is for another folder."""

    sentence = N_(
        "This computer has not asked to join, or has joined already. Nothing was changed. "
        "To join a school, let it ask first."
    )


class AskingExpiredError(DeskError):
    """The welcome comes too late."""

    sentence = N_(
        "This computer asked on {day}, more than {days} days ago. Nothing was changed. "
        "Let it ask once more and the head admit it anew."
    )


class WrongSchoolError(DeskError):
    """What the welcome brings is not of the school that it names."""

    sentence = N_(
        "This welcome brings entries of another school than it says. Nothing was changed. "
        "Tell the head of the school."
    )


class WelcomeIncompleteError(DeskError):
    """The entries of a welcome do not add up to what it promises."""

    sentence = N_(
        "The entries in this welcome are not complete. Nothing was changed. "
        "Let the head write it anew."
    )


@dataclass(frozen=True, slots=True)
class Pending:
    """An asking that was not answered yet, with its secrets."""

    device: Device
    box: bytes
    asking: Asking
    at: datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """A welcome as it is shown before anybody says yes.

    Args:
        content: of the file.
        names: of the school, by language.
        by: who lets this computer in.
        computer: where the welcome was written.
        people: the names that will sign in here.
        number: to compare with the one that the head sees; "": it came by a code.
    """

    content: bytes
    names: Mapping[str, str]
    by: str
    computer: str
    people: tuple[str, ...]
    number: str


class Newcomer:
    """The empty folder of a computer that wants to join."""

    def __init__(self, folder: OpenFolder) -> None:
        self._folder = folder
        self._path = folder.place.folder / "joining.key"

    @property
    def pending(self) -> Pending | None:
        """What this computer has asked; None: nothing, or it cannot be read."""
        try:
            with self._path.open("rb") as file:
                read = json.loads(file.read(TOP_BYTES))
            device, box = Device(bytes.fromhex(read["device"])), bytes.fromhex(read["box"])
            number, at = bytes.fromhex(read["number"]), datetime.fromisoformat(read["at"])
            asking = Asking(str(read["name"]), device.public_key, public_key_of(box), number)
            return Pending(device, box, asking.signed(device), at)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def ask(self, name: str) -> Asking:
        """Ask to join under a name; asked once more, the same asking is given again.

        Raises:
            SchoolThereError: there is a school in the folder.
        """
        self._accept_empty()
        found, name = self.pending, tidy(name) or "PC"
        if found is not None and found.asking.name == name and not self._is_over(found):
            return found.asking
        device, box, number = (os.urandom(n) for n in (KEY_BYTES, KEY_BYTES, NUMBER_BYTES))
        kept = {"device": device.hex(), "box": box.hex(), "number": number.hex()}
        kept |= {"name": name, "at": self._folder.now().isoformat()}
        write_whole(self._path, json.dumps(kept).encode())
        asking = Asking(name, Device(device).public_key, public_key_of(box), number)
        return asking.signed(Device(device))

    @property
    def number(self) -> str:
        """What the head must see of this computer's asking; "" where it has not asked."""
        found = self.pending
        return check_number(found.asking.digest) if found else ""

    def ask_into(self, path: Path, name: str) -> Asking:
        """Write the file that asks, for a stick."""
        asking = self.ask(name)
        write_carried(path, asking.spelled().encode())
        return asking

    def open(self, path: Path) -> Offer:
        """Look into a welcome file; nothing is changed by it. Raises as `read` does."""
        content = read_carried(path, TOP_WELCOME)
        read = self.read(content)
        people = tuple(one.name for one in read.ring.accounts)
        number = number_of(content)
        return Offer(content, read.names, read.by, read.issuer.name, people, number)

    def call(self, address: str, code: str, name: str, heard: Heard) -> Offer:
        """Fetch the welcome by the code that the head shows; nothing is changed by it.

        Raises:
            SchoolThereError, AddressRefusedError, CodeFormError, and as `fetch` and `read` do.
        """
        told = address.strip()
        told = told if ":" in told else f"{told}:{ENROL_PORT}"
        where, typed = accepted_address(told), read_code(code)
        content = fetch(where, typed, self.ask(name), heard)
        read = self.read(content)
        people = tuple(one.name for one in read.ring.accounts)
        return Offer(content, read.names, read.by, read.issuer.name, people, "")

    def read(self, content: bytes) -> Welcome:
        """Open a welcome and show what it says; nothing is changed by it.

        Raises:
            SchoolThereError, NotAskedError, AskingExpiredError, WelcomeFileError,
            WelcomeElsewhereError.
        """
        self._accept_empty()
        found = self.pending
        if found is None:
            raise NotAskedError
        if self._is_over(found):
            raise AskingExpiredError(day=found.at.date(), days=VALID.days)
        return read_welcome(content, found.asking, found.box)

    def join(self, content: bytes) -> tuple[str, ...]:
        """Join: the school's file is made from the welcome; gives the names to sign in with.

        All of it or nothing: the file is made beside and put in place when it is complete.
        """
        welcome, found = self.read(content), self.pending
        if found is None:
            raise NotAskedError
        _accept_school(welcome)
        place, file_key = self._folder.place, os.urandom(KEY_BYTES)
        ring = ring_here(welcome.ring, file_key)
        self._tidy()
        try:
            save(place.folder, found.device, file_key)
            self._make(welcome, Unlocked(RECOVERY, b"", {label(FILE, 1): file_key}))
        except BaseException:
            self._tidy()
            raise
        save_ring(place.keys, ring)
        place.fresh_database.replace(place.database)
        self._path.unlink(missing_ok=True)
        return tuple(one.name for one in ring.accounts)

    # How it is done

    def _accept_empty(self) -> None:
        place = self._folder.place
        if place.is_set_up:
            raise SchoolThereError(folder=place.folder)

    def _is_over(self, found: Pending) -> bool:
        """By its own clock alone: that may be years off, but it is the same one."""
        return self._folder.now() - found.at > VALID

    def _make(self, welcome: Welcome, unlocked: Unlocked) -> None:
        path = self._folder.place.fresh_database
        storage = open_storage(self._folder, unlocked, path=path, create=True)
        try:
            _take_in(storage, welcome)
            peer = device_of(welcome.issuer.key)
            for address in reversed(welcome.issuer.addresses):
                keep_address(storage, peer, address, Source.TOLD)
            storage.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            storage.database.close()

    def _tidy(self) -> None:
        """Remove what a joining that broke off has left; the asking stays."""
        place = self._folder.place
        for left in ("", "-wal", "-shm"):
            path = place.fresh_database
            path.with_name(path.name + left).unlink(missing_ok=True)
        (place.folder / device_file.FILE_NAME).unlink(missing_ok=True)


def ring_here(ring: KeyRing, file_key: bytes) -> KeyRing:
    """The people of a welcome with the key of this computer's file, sealed to each of them."""
    boxes = tuple(
        sealed(ring, FILE, 1, holder, file_key, os.urandom)
        for holder in (RECOVERY, *(one.id for one in ring.accounts))
    )
    return replace(ring, secrets=(*boxes, *ring.secrets)).proved(file_key)


def _accept_school(welcome: Welcome) -> None:
    """Every partition that names a school names the one whose keys came with it."""
    vector, end = read_vector(welcome.vector, 0)
    if end != len(welcome.vector) or not welcome.ring.accounts:
        raise WelcomeFileError
    for part in {part for part, _ in vector}:
        kind, _, rest = part.partition("/")
        if kind in WITH_SCHOOL and rest.split("/")[0] != f"{welcome.ring.school:016x}":
            raise WrongSchoolError
        if not any(fits(part, one) for one in welcome.parts):
            raise WelcomeFileError


def _take_in(storage: Storage, welcome: Welcome) -> None:
    """Take the entries in, each batch verified; all that was promised, or raise."""
    parts = Parts((), (welcome.parts,))
    streams = Streams(storage, storage.device)
    streams.trust(welcome.issuer.key)
    try:
        unpack(storage, welcome.log, parts, welcome.issuer.key)
    except BatchRefusedError as error:
        raise WelcomeIncompleteError from error
    if shortened(streams.vector(parts)) != read_vector(welcome.vector, 0)[0]:
        raise WelcomeIncompleteError
    accounts = {storage.keys.key(storage.db, one.id) for one in load_accounts(storage.db)}
    own = computer_row(storage.db, storage.device.id)
    if not own or any(one.id not in accounts for one in welcome.ring.accounts):
        raise WelcomeIncompleteError
