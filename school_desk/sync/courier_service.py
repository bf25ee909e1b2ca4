"""What a person does with a stick: write to it, read from it, name a folder for doing it by itself."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.settings import load_settings, remember
from school_desk.storage.service import Service, Step, Workplace, no_step
from school_desk.sync.courier import Brought, Courier, Written
from school_desk.sync.courier_errors import FolderGoneError
from school_desk.sync.courier_folder import Shelf
from school_desk.sync.grants import shared
from school_desk.sync.receipts import SyncState, state_of
from school_desk.sync.streams import Streams
from school_desk.sync.trips import Trip, under_way

NEVER = Text(N_("nothing was confirmed yet"))
STANDS = N_("{name}: everything is confirmed; last receipt: {last}.")
TO_WRITE = N_("{name}: {n} changes are not on a stick yet, since {since}.")
UNDER_WAY = N_("{name}: {n} changes are under way since {at}; no receipt came back yet.")


@dataclass(frozen=True, slots=True)
class Carried:
    """Another computer, what waits for it, and what of that is under way.

    Args:
        under_way: so many changes were written for it and are not confirmed.
        trip: what was last written for it.
    """

    device: bytes
    name: str
    state: SyncState
    under_way: int = 0
    trip: Trip | None = None

    @property
    def written(self) -> datetime | None:
        """When something was last written for it."""
        return self.trip.moment if self.trip else None

    @property
    def to_write(self) -> int:
        """So many changes are on no stick yet."""
        return max(0, self.state.waiting - self.under_way)

    @property
    def words(self) -> tuple[Text, ...]:
        """How it stands, in sentences."""
        state, told = self.state, []
        if self.to_write:
            facts = {"name": self.name, "n": self.to_write, "since": state.since}
            told.append(Text(TO_WRITE, facts))
        if self.under_way:
            facts = {"name": self.name, "n": self.under_way, "at": self.written}
            told.append(Text(UNDER_WAY, facts))
        last = {"name": self.name, "last": state.last_receipt or NEVER}
        return tuple(told) or (Text(STANDS, last),)


@dataclass(frozen=True, slots=True)
class Round:
    """What one round by itself did."""

    brought: Brought
    written: Written


class CourierService(Service):
    """Slow methods take the `step` of the worker that they belong into; one of them at a time."""

    def __init__(self, workplace: Workplace, settings: Path) -> None:
        super().__init__(workplace)
        self._settings = settings
        self._courier = Courier(workplace.storage)
        self._lock = Lock()

    @property
    def folder(self) -> Path | None:
        """The folder for doing it by itself; None: none was chosen."""
        named = load_settings(self._settings).courier_folder
        return Path(named) if named else None

    def choose_folder(self, folder: Path | None) -> None:
        """Remember a folder for doing it by itself, or forget it.

        Raises:
            CourierError: it cannot be reached.
        """
        self._look(N_("Exchange with others"))
        if folder is not None and not Shelf(folder).there():
            raise FolderGoneError(folder=folder)
        remember(self._settings, courier_folder=str(folder.absolute()) if folder else "")

    def computers(self) -> tuple[Carried, ...]:
        """The other computers by name, and how it stands with each."""
        self._look(N_("See computers"))
        storage = self._at.storage
        streams = Streams(storage, storage.device)
        found = []
        for peer in self._courier.peers():
            state = state_of(storage, streams, peer.device, shared(storage, peer.device))
            found.append(Carried(peer.device, peer.name, state, *under_way(storage, peer.device)))
        return tuple(found)

    def write(self, folder: Path, step: Step = no_step) -> Written:
        """Write what the other computers lack; see `Courier.write`."""
        self._look(N_("Exchange with others"))
        with self._lock:
            return self._courier.write(Shelf(folder), step)

    def read(self, folder: Path, step: Step = no_step) -> Brought:
        """Take in what lies there for this computer; see `Courier.read`."""
        self._look(N_("Exchange with others"))
        with self._lock:
            return self._courier.read(Shelf(folder), step)

    def round(self, step: Step = no_step) -> Round | None:
        """Read and write in the chosen folder what is new; None: there is none, or not now."""
        self._look(N_("Exchange with others"))
        folder = self.folder
        if folder is None or not Shelf(folder).there() or not self._courier.peers():
            return None
        with self._lock:
            brought = self._courier.read(Shelf(folder), step, anew=False)
            return Round(brought, self._courier.write(Shelf(folder), step, anew=False))
