"""The computers of a school: who is admitted, what waits for whom, and the exchange itself."""

import threading
from dataclasses import dataclass
from datetime import date

from school_desk.errors import N_, DeskError
from school_desk.i18n import Text
from school_desk.intents import Form, Scope
from school_desk.storage.service import Service
from school_desk.storage.unit_of_work import UnitOfWork
from school_desk.sync.addresses import Source, addresses_of, keep_address
from school_desk.sync.client import Client, Done
from school_desk.sync.computer_rows import (
    ComputerRow,
    computer_row,
    computer_rows,
    other_computers,
)
from school_desk.sync.errors import SyncStoppedError
from school_desk.sync.grants import GRANTS, shared
from school_desk.sync.line import Heard, Line
from school_desk.sync.pace import Allowance
from school_desk.sync.patience import exchange
from school_desk.sync.receipts import SyncState, state_of
from school_desk.sync.server import PORT, SyncServer
from school_desk.sync.streams import Streams, device_of

KEY_FILE = "School Desk computer 1"
KEY_HEX = 64
MOST_NAME = 80

NEVER = Text(N_("nothing was confirmed yet"))
WAITS = N_(
    "{name}: waiting changes: {n}, since {since}, about {bytes} bytes; last receipt: {last}."
)
CONFIRMED = N_("{name}: everything is confirmed; last receipt: {last}.")


class ComputerFileError(DeskError):
    """A file that should name a computer and does not."""

    sentence = N_("This is not the key of a computer. Let that computer write its key anew.")


class ComputerUnknownError(DeskError):
    """No admitted computer of this name."""

    sentence = N_("No other computer is called “{name}”. Computers here: {names}.")


@dataclass(frozen=True, slots=True)
class KnownComputer:
    """An admitted computer, and what it has not confirmed yet."""

    device: bytes
    name: str
    parts: str
    until: date | None
    here: bool
    state: SyncState

    @property
    def words(self) -> Text:
        """What waits for it, in a sentence."""
        state = self.state
        facts = {
            "name": self.name, "n": state.waiting, "since": state.since, "bytes": state.bytes,
            "last": state.last_receipt or NEVER,
        }  # fmt: skip
        return Text(WAITS if state.waiting else CONFIRMED, facts)


class ExchangeService(Service):
    """What a person does with the other computers of the school."""

    def key_file(self, name: str) -> str:
        """What another computer needs to admit this one: its name and public key, no secret."""
        self._look(N_("See computers"))
        key = self._at.storage.device.public_key.hex()
        return f"{KEY_FILE}\n{_tidy(name)}\n{key}\n"

    def computers(self) -> tuple[KnownComputer, ...]:
        """All admitted computers by name, this one among them."""
        db = self._look(N_("See computers"))
        return tuple(self._computer(one) for one in computer_rows(db))

    def admit(self, key_file: str, kind: str, own_name: str) -> str:
        """Admit a computer by its key file; gives its name. This one is admitted with it.

        Args:
            key_file: its name and public key, as `key_file` gives them.
            kind: what it is for, a name of `GRANTS`: that decides which partitions it receives.
            own_name: what this computer is called, if it is not admitted yet.
        """
        with self._begin(N_("Admit computer"), self._office_form()) as work:
            name, key = _read(key_file)
            self._admit(work, name, key, kind)
            own = self._at.storage.device
            if computer_row(work.db, own.id) is None:
                self._admit(work, _tidy(own_name), own.public_key, "office")
        return name

    def trust(self, key_file: str) -> bytes:
        """Know a computer by its key file, to begin with; gives its key."""
        self._look(N_("Exchange with others"))
        _, key = _read(key_file)
        Streams(self._at.storage, self._at.storage.device).trust(key)
        return key

    def exchange(
        self, address: str, key: bytes, *, seconds: float, heard: Heard,
        stopped: threading.Event, allowance: Allowance = Allowance(),  # noqa: B008  frozen
    ) -> Done:  # fmt: skip
        """Exchange with the computer of a key at an address, until both have the same."""
        self._look(N_("Exchange with others"))
        line = Line(address, key, heard=heard, stopped=stopped.is_set)
        try:
            client = Client(
                self._at.storage, line, key, allowance=allowance, stopped=stopped.is_set
            )
            done = exchange(client, seconds, lambda rest: _wait(stopped, rest))
        finally:
            line.close()
        keep_address(self._at.storage, device_of(key), address, Source.REACHED)
        return done

    def addresses(self, key: bytes) -> tuple[str, ...]:
        """Where the computer of a key can be called: reached before, or told by a welcome."""
        self._look(N_("Exchange with others"))
        return addresses_of(self._at.storage, device_of(key))

    def key_of(self, name: str) -> bytes:
        """The public key of another computer by its name; the only other one for no name."""
        db = self._look(N_("Exchange with others"))
        others = other_computers(db, self._at.storage.device.id)
        there = [one for one in others if one.key and not one.withdrawn]
        found = [one.key for one in there if name in {"", one.name}]
        if len(found) != 1:
            raise ComputerUnknownError(name=name, names=", ".join(one.name for one in there))
        return found[0]

    def serve(self, host: str = "", port: int = PORT) -> SyncServer:
        """Answer other computers from now on; the caller closes it."""
        self._look(N_("Exchange with others"))
        server = SyncServer(self._at.storage, (host, port))
        server.start()
        return server

    # How it is done

    def _office_form(self) -> Form:
        """Who admits a computer has the list of computers before them."""
        return Form(Scope(), self._at.storage.context(self._at.partitions.admin))

    def _admit(self, work: UnitOfWork, name: str, key: bytes, kind: str) -> None:
        facts = {"device": device_of(key).hex(), "public": key.hex(), "name": name}
        since, parts = self._at.today().isoformat(), " ".join(GRANTS[kind])
        work.born("computer", self._at.partitions.admin, **facts, parts=parts, since=since)

    def _computer(self, one: ComputerRow) -> KnownComputer:
        storage = self._at.storage
        streams = Streams(storage, storage.device)
        here = one.device == storage.device.id
        state = state_of(storage, streams, one.device, () if here else shared(storage, one.device))
        return KnownComputer(one.device, one.name, " ".join(one.parts), one.until, here, state)


def _wait(stopped: threading.Event, rest: float) -> None:
    if stopped.wait(rest):
        raise SyncStoppedError


def _tidy(name: str) -> str:
    return " ".join(name.split())[:MOST_NAME]


def _read(key_file: str) -> tuple[str, bytes]:
    lines = key_file.lstrip("\ufeff").splitlines()
    if len(lines) < len((KEY_FILE, "name", "key")) or lines[0].strip() != KEY_FILE:
        raise ComputerFileError
    try:
        key = bytes.fromhex(lines[2].strip())
    except ValueError as error:
        raise ComputerFileError from error
    if len(key) * 2 != KEY_HEX:
        raise ComputerFileError
    return _tidy(lines[1]), key
