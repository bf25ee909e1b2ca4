"""The exchange as it goes on by itself: whom to call, what it may use, what stands out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from school_desk.errors import N_, DeskError
from school_desk.events import Changed
from school_desk.settings import load_settings, save_settings
from school_desk.storage.service import Service, Workplace
from school_desk.sync.addresses import (
    Source,
    addresses_of,
    forget_addresses,
    keep_address,
    own_addresses,
    source_of,
)
from school_desk.sync.computer_rows import ComputerRow, other_computers, partitions_here
from school_desk.sync.finding import mark_of
from school_desk.sync.grants import shared
from school_desk.sync.lan import Finder
from school_desk.sync.line import Heard
from school_desk.sync.ongoing import Ongoing
from school_desk.sync.pace import Allowance, used
from school_desk.sync.receipts import kept
from school_desk.sync.self_test import Reach, SelfTest, tried
from school_desk.sync.server import PORT, SyncServer
from school_desk.sync.standing import Standing, only_here, standing, waiting_for
from school_desk.sync.streams import Streams
from school_desk.sync.vectors import digest, shortened

TOP_PORT = 65535
LEAST_BYTES = 64 << 10


class AddressRefusedError(DeskError):
    """What was typed leads nowhere."""

    sentence = N_(
        "“{address}” is no address of a computer. Type a name or a number such as 192.168.1.5, "
        "with a port after a colon if it is not {port}."
    )


class PortTakenError(DeskError):
    """This computer cannot listen where it should."""

    sentence = N_(
        "This computer cannot be called by others: port {port} is taken by another program. It "
        "calls the others itself."
    )


class AllowanceRefusedError(DeskError):
    """An allowance that lets nothing through, or a day above its month."""

    sentence = N_(
        "An allowance is a whole number of megabytes above 0, and that of a day is not above that "
        "of a month. Nothing was changed."
    )


@dataclass(frozen=True, slots=True)
class Peer:
    """Another computer of the school, and how this one stands to it.

    Args:
        key: its public key.
        address: where it is called; empty: nobody said.
        until: the last day of its admission; None: no end.
        out: what waits for it here.
        waits_there: changed fields that it had at its last receipt and that are not here yet.
    """

    device: bytes
    name: str
    key: bytes
    address: str
    until: date | None
    out: Standing
    waits_there: int


@dataclass(frozen=True, slots=True)
class Traffic:
    """Bytes that the exchange has used, and what it may use."""

    day: int
    month: int
    allowance: Allowance

    @property
    def left_today(self) -> int:
        """Bytes that may go over the line today still."""
        most = self.allowance
        return max(0, min(most.day - self.day, most.month - self.month))

    @property
    def left_this_month(self) -> int:
        """Bytes that may go over the line this month still."""
        return max(0, self.allowance.month - self.month)


class OnlineService(Service):
    """What the running window and the screen of the exchange need."""

    def __init__(self, workplace: Workplace, settings: Path, now: Callable[[], datetime]) -> None:
        super().__init__(workplace)
        self._settings = settings
        self._now = now

    def standing(self) -> Standing:
        """What waits on this computer for any other one. Slow where much waits: in a worker."""
        self._look(N_("See computers"))
        return standing(self._at.storage)

    def only_here(self) -> tuple[Changed, ...]:
        """The cells that no other computer has confirmed, the newest first; by their places."""
        self._look(N_("See computers"))
        return only_here(self._at.storage)

    def peers(self) -> tuple[Peer, ...]:
        """The other admitted computers by name. Slow where much waits: in a worker."""
        self._look(N_("See computers"))
        storage = self._at.storage
        streams = Streams(storage, storage.device)
        others = other_computers(storage.db, storage.device.id)
        return tuple(self._peer(streams, one) for one in others)

    def addresses(self) -> Mapping[bytes, tuple[bytes, str]]:
        """Whom this computer calls: key and address, by device."""
        db = self._look(N_("Exchange with others"))
        others = other_computers(db, self._at.storage.device.id)
        return {
            one.device: (one.key, address)
            for one in others
            if one.key and not one.withdrawn and (address := self._address(one.device))
        }

    def set_address(self, device: bytes, address: str) -> str:
        """Keep where a computer is called, or forget it (empty); gives what is kept."""
        self._look(N_("Exchange with others"))
        told = accepted_address(address) if address.strip() else ""
        forget_addresses(self._at.storage, device)
        if told:
            keep_address(self._at.storage, device, told, Source.TYPED)
        return told

    def traffic(self) -> Traffic:
        """Bytes of this day and month, and what is allowed."""
        self._look(N_("See computers"))
        storage = self._at.storage
        return Traffic(*used(storage, storage.now().date()), self.allowance())

    def allowance(self) -> Allowance:
        """What the exchange may use, as it is set on this computer."""
        self._look(N_("See computers"))
        settings = load_settings(self._settings)
        return Allowance(settings.day_bytes, settings.month_bytes)

    def allow(self, allowance: Allowance) -> None:
        """Set what the exchange may use on this computer."""
        self._look(N_("Exchange with others"))
        if not LEAST_BYTES <= allowance.day <= allowance.month:
            raise AllowanceRefusedError
        settings = load_settings(self._settings)
        changed = replace(settings, day_bytes=allowance.day, month_bytes=allowance.month)
        save_settings(self._settings, changed)

    @property
    def answers(self) -> bool:
        """Whether this computer lets others call it while somebody works at it."""
        self._look(N_("See computers"))
        return load_settings(self._settings).answers

    def let_call(self, *, wanted: bool) -> None:
        """Let others call this computer, or not any more; the window begins or ends it."""
        self._look(N_("Exchange with others"))
        settings = load_settings(self._settings)
        save_settings(self._settings, replace(settings, answers=wanted))

    def serve(self, breathe: Callable[[], object]) -> SyncServer:
        """Answer others from now on; the caller closes it."""
        self._look(N_("Exchange with others"))
        port = load_settings(self._settings).answers_at
        port = port if 0 <= port <= TOP_PORT else PORT
        try:
            server = SyncServer(self._at.storage, ("", port), breathe)
        except OSError as error:
            raise PortTakenError(port=port) from error
        server.start()
        return server

    @property
    def finds(self) -> bool:
        """Whether this computer looks for the others on the network while it answers."""
        self._look(N_("See computers"))
        return load_settings(self._settings).finds

    def let_find(self, *, wanted: bool) -> None:
        """Look for the others on the network, or not any more; the window begins or ends it."""
        self._look(N_("Exchange with others"))
        settings = load_settings(self._settings)
        save_settings(self._settings, replace(settings, finds=wanted))

    def known(self) -> Mapping[bytes, bytes]:
        """Public keys of the computers to exchange with, by device."""
        db = self._look(N_("Exchange with others"))
        others = other_computers(db, self._at.storage.device.id)
        return {one.device: one.key for one in others if one.key and not one.withdrawn}

    def mark(self) -> bytes:
        """Stands for all that is on this computer; the same where the same is."""
        db = self._look(N_("See computers"))
        streams = Streams(self._at.storage, self._at.storage.device)
        return mark_of(digest(shortened(streams.vector(partitions_here(db)))))

    def find(self, port: int, mark: bytes, known: Mapping[bytes, bytes]) -> Finder:
        """Look for the others from now on, and say where this one answers; the caller closes it."""
        self._look(N_("Exchange with others"))
        return Finder(self._at.storage.device.public_key, port, mark, known)

    def self_test(
        self, port: int, heard: Mapping[bytes, tuple[str, tuple[str, ...]]],
        stopped: Callable[[], bool] = lambda: False,
    ) -> SelfTest:  # fmt: skip
        """Try the way to each computer and back. Waits on lines: in a worker.

        Args:
            port: where this computer answers; 0: it does not.
            heard: addresses that were heard of, and by which ways, by device.
            stopped: whether nobody waits for it any more.
        """
        db = self._look(N_("Exchange with others"))
        others = other_computers(db, self._at.storage.device.id)
        there = [one for one in others if one.key and not one.withdrawn]
        found = tuple(self._reach(one, port, heard.get(one.device), stopped) for one in there)
        return SelfTest(port, own_addresses(port) if port else (), found)

    def _reach(
        self, one: ComputerRow, port: int, heard: tuple[str, tuple[str, ...]] | None,
        stopped: Callable[[], bool],
    ) -> Reach:  # fmt: skip
        kept = self._address(one.device)
        address, how = heard or (kept, ())
        if kept == address and kept:
            how = (*how, source_of(self._at.storage, one.device, kept))
        if not address:
            return Reach(one.name)
        allowed = self.allowance()
        try:
            back = tried(self._at.storage, address, one.key, port, allowed, stopped)
        except DeskError as problem:
            return Reach(one.name, address, how, problem)
        return Reach(one.name, address, how, back=back)

    def keep_reached(self, device: bytes, address: str) -> None:
        """Remember where a computer was reached: there it is called first thing next time."""
        self._look(N_("Exchange with others"))
        keep_address(self._at.storage, device, address, Source.REACHED)

    def open(
        self, address: str, key: bytes, heard: Heard, breathe: Callable[[], object]
    ) -> Ongoing:
        """A line to a computer, for turns of a worker."""
        self._look(N_("Exchange with others"))
        return Ongoing(self._at.storage, address, key, heard=heard, breathe=breathe)

    def _peer(self, streams: Streams, one: ComputerRow) -> Peer:
        storage = self._at.storage
        receipt = kept(storage, one.device)
        here = streams.vector(shared(storage, one.device))
        there = sum(
            max(0, tip.seq - (here[stream].seq if stream in here else 0))
            for stream, tip in (receipt.vector if receipt else {}).items()
        )
        out, address = waiting_for(storage, one.device), self._address(one.device)
        return Peer(one.device, one.name, one.key, address, one.until, out, there)

    def _address(self, device: bytes) -> str:
        return next(iter(addresses_of(self._at.storage, device)), "")


def accepted_address(address: str) -> str:
    """An address with its port.

    >>> accepted_address(" 192.168.1.5 "), accepted_address("pc-2:9000")
    ('192.168.1.5:8765', 'pc-2:9000')
    """
    told = address.strip()
    name, colon, port = told.rpartition(":")
    if not colon:
        name, port = told, str(PORT)
    plain = name and all(one.isalnum() or one in "-._" for one in name)
    if not plain or not (port.isdecimal() and 0 < int(port) <= TOP_PORT):
        raise AddressRefusedError(address=told, port=PORT)
    return f"{name}:{port}"
