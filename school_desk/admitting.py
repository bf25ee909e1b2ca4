"""A head lets a new computer in and withdraws a lost one: rows, keys and the welcome file."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from school_desk.access.model import Role
from school_desk.access.store import load_accounts, load_at_work, load_grants
from school_desk.errors import N_, DeskError
from school_desk.i18n import Text
from school_desk.intents import Scope
from school_desk.school.names import sort_key
from school_desk.school.store import load_school
from school_desk.storage.keys import FILE, RECOVERY, KeyRing
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import LOOK
from school_desk.sync.addresses import own_addresses
from school_desk.sync.asking import TOP_BYTES, check_number, number_of, read_asking, tidy
from school_desk.sync.carried_files import read_carried, write_carried
from school_desk.sync.computer_rows import (
    ComputerRow,
    computer_row,
    computer_rows,
    partitions_here,
    spelled_people,
)
from school_desk.sync.enrol_door import PORT as ENROL_PORT
from school_desk.sync.enrol_door import Door, EnrolServer
from school_desk.sync.exchange_service import ComputerUnknownError
from school_desk.sync.grants import GRANTS, Parts, shared
from school_desk.sync.packet import pack
from school_desk.sync.receipts import told_by_receipt
from school_desk.sync.seats import closed_for, load_seats, save_seat
from school_desk.sync.server import PORT
from school_desk.sync.streams import Streams, device_of
from school_desk.sync.vectors import shortened, spell_vector
from school_desk.sync.welcome import Issuer, Welcome, write_welcome

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from contextlib import AbstractContextManager
    from datetime import date, datetime
    from pathlib import Path

    from school_desk.access.model import Account
    from school_desk.storage.keychain import Keychain
    from school_desk.storage.service import Workplace
    from school_desk.storage.unit_of_work import UnitOfWork
    from school_desk.sync.asking import Asking

_HERE = "office"
KIND_OF_ROLE: Mapping[Role, str] = {
    Role.HEAD: "office",
    Role.DEPUTY: "office",
    Role.FORM_TUTOR: "teacher",
    Role.TEACHER: "teacher",
    Role.SUPPORT: "support",
    Role.NURSE: "health",
    Role.MEALS: "office",
    Role.COOK: "canteen",
}
"""What a computer is for, by what its people are in the school."""


RECEIVES = N_("It receives: {what}.")
PART_WORDS: Mapping[str, str] = {
    "school": N_("class lists and timetable"),
    "attend": N_("attendance"),
    "class": N_("registers with marks"),
    "person": N_("data of pupils and parents"),
    "benefit": N_("social help"),
    "meals": N_("meals"),
    "kinder": N_("kindergarten"),
    "support": N_("sealed notes of the support service"),
    "health": N_("sealed notes of the nurse"),
    "own": N_("own notes of these people"),
}
"""What a kind of partitions holds, in the order in which it is told."""


class NobodyThereError(DeskError):
    """Nobody was chosen."""

    sentence = N_("Choose who works at the new computer: it receives what these people need.")


class NoKeysHereError(DeskError):
    """An account whose keys lie on another computer."""

    sentence = N_("{name} does not sign in on this computer. Do this where {name} signs in.")


class ThisComputerError(DeskError):
    """A computer asks itself, or would withdraw itself."""

    sentence = N_("This is the computer you are working at. Choose another one.")


class WithdrawnComputerError(DeskError):
    """A computer that was withdrawn asks again."""

    sentence = N_(
        "This computer was withdrawn on {day}. It can come back as a new one: let it ask in an "
        "empty folder."
    )


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can work at a new computer.

    Args:
        account: the row of the account.
        name: as in lists.
        roles: what they are in the school today.
    """

    account: int
    name: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Machine:
    """A computer of the school as the head sees it.

    Args:
        people: who signs in there.
        waiting: changes that it has not confirmed yet.
        last_receipt: when it last confirmed something, by its clock.
    """

    device: bytes
    name: str
    people: tuple[str, ...]
    since: date | None
    withdrawn: date | None
    here: bool
    waiting: int
    last_receipt: datetime | None


@dataclass(frozen=True, slots=True)
class Admitted:
    """A welcome file as it is to be written, and what to compare on the two screens."""

    name: str
    content: bytes
    number: str
    lines: int


class Admission:
    """Lets computers in and withdraws them. Both are the head's, and stand in the log."""

    def __init__(self, workplace: Workplace, chain: Keychain) -> None:
        self._at = workplace
        self._chain = chain

    def people(self) -> tuple[Person, ...]:
        """Who can work at a new computer: whoever signs in on this one."""
        self._at.permit(N_("Admit computer"), Scope())
        db = self._at.storage.db
        today, held = self._at.today(), self._numbers()
        there = load_at_work(db, today)
        found = [
            Person(one.id, one.name.listed, self._roles(one))
            for one in load_accounts(db)
            if one.id in held and one.id in there
        ]
        return tuple(sorted(found, key=lambda one: sort_key(one.name)))

    def parts_of(self, people: Collection[int]) -> tuple[str, ...]:
        """Which partitions a computer holds at which these accounts work."""
        self._at.permit(N_("Admit computer"), Scope())
        db = self._at.storage.db
        accounts = [one for one in load_accounts(db) if one.id in people]
        kinds = {KIND_OF_ROLE[role] for one in accounts for role in self._roles(one)}
        named = [part for kind in sorted(kinds) for part in GRANTS[kind]]
        numbers = self._every_number()
        own = [Partitions.own(numbers[one.id]) for one in accounts]
        return tuple(dict.fromkeys((*named, *own)))

    def at_work(self, device: bytes) -> tuple[int, ...]:
        """The rows of the accounts that work at a computer."""
        self._at.permit(N_("Admit computer"), Scope())
        db, key = self._at.storage.db, self._at.storage.keys.key
        one = computer_row(db, device)
        people = one.people if one else frozenset()
        return tuple(each.id for each in load_accounts(db) if key(db, each.id) in people)

    def seat(self, device: bytes, people: Collection[int]) -> None:
        """Let just these people work at a computer that is in the school already.

        What it receives follows them. Who comes signs in there with the password of this computer,
        once the other one has heard of it and somebody is signed in there; who goes cannot open
        its file any more. What has been received stays.

        Raises:
            NobodyThereError, NoKeysHereError, ThisComputerError, ComputerUnknownError,
            WithdrawnComputerError.
        """
        self._at.permit(N_("Admit computer"), Scope())
        one = self._seatable(device)
        before = self.at_work(device)
        self._accept_people([each for each in people if each not in before])
        if not people:
            raise NobodyThereError
        numbers, accounts = self._every_number(), self._chain.ring.account
        with self._begin(N_("Admit computer")) as work:
            for each in people:
                if each not in before:
                    box = closed_for(accounts(numbers[each]), one.key)
                    save_seat(work, self._at.partitions, device, numbers[each], box)
            for each in before:
                if each not in people:
                    save_seat(work, self._at.partitions, device, numbers[each], None)
            those = spelled_people(frozenset(numbers[each] for each in people))
            work.put("computer", one.row, parts=" ".join(self.parts_of(people)), people=those)

    def follow_here(self) -> None:
        """Let the row of this computer name whoever got keys here since; nobody's step to undo.

        Whom a head has given a seat here, or taken it from, is named by `seat` alone; a computer
        that was admitted for a purpose, not for people, keeps to its purpose.
        """
        self._at.permit(N_("Admit computer"), Scope())
        storage, numbers = self._at.storage, self._numbers()
        own = computer_row(storage.db, storage.device.id)
        if own is None or not own.people or storage.read_only:
            return
        told = own.people | {holder for holder, _box in load_seats(storage.db, own.device)}
        new = [row for row, number in numbers.items() if number not in told]
        if new:
            parts = dict.fromkeys((*own.parts, *self.parts_of(new)))
            people = spelled_people(own.people | {numbers[row] for row in new})
            with self._begin(N_("Admit computer"), origin=LOOK) as work:
                work.put("computer", own.row, parts=" ".join(parts), people=people)

    def read(self, path: Path) -> Asking:
        """Read the file of a new computer, or raise AskingFileError."""
        self._at.permit(N_("Admit computer"), Scope())
        return read_asking(read_carried(path, TOP_BYTES))

    def number(self, asking: Asking) -> str:
        """What the new computer must show, to compare."""
        self._at.permit(N_("Admit computer"), Scope())
        return check_number(asking.digest)

    def admit_into(
        self, path: Path, asking: Asking, people: Collection[int], own_name: str
    ) -> Admitted:
        """The same as `admit`, written into a file for the stick and read again."""
        made = self.admit(asking, people, own_name)
        write_carried(path, made.content)
        return made

    def admit(self, asking: Asking, people: Collection[int], own_name: str) -> Admitted:
        """Let a computer in for these people; its welcome is for that asking alone.

        Args:
            asking: as `read_asking` read it.
            people: rows of accounts.
            own_name: what this computer is called, if it has no name yet.

        Raises:
            NobodyThereError, NoKeysHereError, ThisComputerError, WithdrawnComputerError.
        """
        self._at.permit(N_("Admit computer"), Scope())
        self._accept(asking, people)
        parts = self.parts_of(people)
        with self._begin(N_("Admit computer")) as work:
            self._known(work, tidy(own_name))
            self._row(work, asking.name, asking.key, parts, people)
        return self._welcome(asking, people, parts)

    def open_door(
        self, people: Collection[int], own_name: str, address: tuple[str, int] = ("", ENROL_PORT)
    ) -> EnrolServer:
        """Let one computer come by a code, for these people; the caller closes the door.

        Where the port is taken, any free one is.

        Raises:
            NobodyThereError, NoKeysHereError.
        """
        self._at.permit(N_("Admit computer"), Scope())
        if not people:
            raise NobodyThereError
        self._accept_people(people)
        device, those = self._at.storage.device, tuple(people)
        door = Door(device.public_key, lambda asking: self.admit(asking, those, own_name).content)
        try:
            server = EnrolServer(door, device, address)
        except OSError:
            server = EnrolServer(door, device, (address[0], 0))
        server.start()
        return server

    def withdraw(self, device: bytes) -> str:
        """A computer is lost: nothing goes to it, nothing is taken from it; gives its name.

        What it wrote up to now and what others have of it stays. It holds keys of its own file
        only; whoever signed in there needs a new password (`people_of`).
        """
        self._at.permit(N_("Withdraw computer"), Scope())
        if device == self._at.storage.device.id:
            raise ThisComputerError
        with self._begin(N_("Withdraw computer")) as work:
            one = computer_row(work.db, device)
            if one is None:
                raise ComputerUnknownError(name=device.hex(), names="")
            work.put("computer", one.row, withdrawn=self._at.today().isoformat())
        return one.name

    def machines(self) -> tuple[Machine, ...]:
        """All computers that were ever admitted; those that were withdrawn last."""
        self._at.permit(N_("See computers"), Scope())
        storage, found = self._at.storage, []
        streams = Streams(storage, storage.device)
        for one in computer_rows(storage.db):
            here = one.device == storage.device.id
            parts = () if here or one.withdrawn else shared(storage, one.device)
            facts = one.device, one.name, self._names(one.people), one.since, one.withdrawn
            found.append(
                Machine(*facts, here, *told_by_receipt(storage, streams, one.device, parts))
            )
        return tuple(sorted(found, key=lambda one: one.withdrawn is not None))

    def receives(self, people: Collection[int]) -> Text:
        """In words what a computer receives at which these accounts work, or raise."""
        if not people:
            raise NobodyThereError
        kinds = {part.split("/")[0] for part in self.parts_of(people)}
        named = [Text(words) for kind, words in PART_WORDS.items() if kind in kinds]
        places = ", ".join(f"{{w{n}}}" for n in range(len(named)))
        what = Text(places, {f"w{n}": one for n, one in enumerate(named)})
        return Text(RECEIVES, {"what": what})

    def people_of(self, device: bytes) -> tuple[str, ...]:
        """Who signed in at a computer: their keys lay there, closed with their passwords."""
        self._at.permit(N_("See computers"), Scope())
        db = self._at.storage.db
        one = computer_row(db, device)
        return self._names(one.people) if one else ()

    # How it is done

    def _begin(self, intent: str, *, origin: str = "") -> AbstractContextManager[UnitOfWork]:
        """Who admits a computer has the list of computers before them."""
        at = self._at
        context = at.storage.context(at.partitions.admin)
        return at.storage.begin(intent, actor=at.actor, context=context, origin=origin)

    def _names(self, numbers: Collection[int]) -> tuple[str, ...]:
        """The accounts of these numbers, as in lists."""
        db, key = self._at.storage.db, self._at.storage.keys.key
        names = [one.name.listed for one in load_accounts(db) if key(db, one.id) in numbers]
        return tuple(sorted(names, key=sort_key))

    def _numbers(self) -> Mapping[int, int]:
        """The number in the key file of each account that has keys here, by its row."""
        db, key = self._at.storage.db, self._at.storage.keys.key
        known = {one.id for one in self._chain.ring.accounts}
        numbers = {one.id: key(db, one.id) for one in load_accounts(db)}
        return {row: number for row, number in numbers.items() if number in known}

    def _every_number(self) -> Mapping[int, int]:
        """The number of each account, wherever its keys are."""
        db, key = self._at.storage.db, self._at.storage.keys.key
        return {one.id: key(db, one.id) for one in load_accounts(db)}

    def _seatable(self, device: bytes) -> ComputerRow:
        """A computer that can be told who works there, or raise."""
        if device == self._at.storage.device.id:
            raise ThisComputerError
        one = computer_row(self._at.storage.db, device)
        if one is None or not one.key:
            raise ComputerUnknownError(name=one.name if one else device.hex(), names="")
        if one.withdrawn:
            raise WithdrawnComputerError(day=one.withdrawn)
        return one

    def _roles(self, account: Account) -> tuple[Role, ...]:
        today = self._at.today()
        grants = load_grants(self._at.storage.db, account.id)
        held = {one.role for one in grants if one.holds_on(today)}
        return tuple(role for role in Role if role in held)

    def _accept(self, asking: Asking, people: Collection[int]) -> None:
        if not people:
            raise NobodyThereError
        self._accept_people(people)
        if asking.device == self._at.storage.device.id:
            raise ThisComputerError
        before = computer_row(self._at.storage.db, asking.device)
        if before is not None and before.withdrawn:
            raise WithdrawnComputerError(day=before.withdrawn)

    def _accept_people(self, people: Collection[int]) -> None:
        held = self._numbers()
        for one in load_accounts(self._at.storage.db):
            if one.id in people and one.id not in held:
                raise NoKeysHereError(name=one.name.listed)

    def _known(self, work: UnitOfWork, own_name: str) -> None:
        """This computer has a row too, so that others know its signatures."""
        own = self._at.storage.device
        if computer_row(work.db, own.id) is None:
            people = tuple(self._numbers())
            parts = dict.fromkeys((*GRANTS[_HERE], *self.parts_of(people)))
            self._row(work, own_name, own.public_key, parts, people)

    def _row(
        self,
        work: UnitOfWork,
        name: str,
        key: bytes,
        parts: Iterable[str],
        people: Collection[int],
    ) -> None:
        numbers = self._numbers()
        work.born(
            "computer",
            self._at.partitions.admin,
            device=device_of(key).hex(),
            public=key.hex(),
            name=name,
            parts=" ".join(parts),
            since=self._at.today().isoformat(),
            people=spelled_people(frozenset(numbers[one] for one in people)),
        )

    def _welcome(self, asking: Asking, people: Collection[int], parts: tuple[str, ...]) -> Admitted:
        storage = self._at.storage
        streams = Streams(storage, storage.device)
        held = Parts(partitions_here(storage.db), (parts,))
        vector = streams.vector(held)
        school = load_school(storage.db)
        welcome = Welcome(
            asking.digest,
            Issuer(self._own_name(), storage.device.public_key, own_addresses(PORT)),
            self._me(),
            school.names if school else {},
            ring_for(self._chain.ring, {self._numbers()[one] for one in people}),
            parts,
            spell_vector(shortened(vector)),
            pack(storage, held),
        )
        content = write_welcome(welcome, asking, storage.device, os.urandom)
        lines = sum(tip.seq for tip in vector.values())
        return Admitted(asking.name, content, number_of(content), lines)

    def _own_name(self) -> str:
        one = computer_row(self._at.storage.db, self._at.storage.device.id)
        return one.name if one else ""

    def _me(self) -> str:
        accounts = load_accounts(self._at.storage.db)
        return next((one.name.listed for one in accounts if one.id == self._at.actor), "")


def ring_for(ring: KeyRing, accounts: Collection[int]) -> KeyRing:
    """The keys of some people: all that is sealed to them or to the sheet, but no key of a file."""
    kept = tuple(one for one in ring.accounts if one.id in accounts)
    boxes = tuple(
        one
        for one in ring.secrets
        if one.name != FILE and (one.holder == RECOVERY or one.holder in accounts)
    )
    return replace(ring, accounts=kept, secrets=boxes, proof=b"", former=())
