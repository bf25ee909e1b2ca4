"""What a person does with a stick: write, read, name a folder where it is done by itself."""

from pathlib import Path
from threading import Lock

from school_desk.errors import N_
from school_desk.settings import load_settings, remember
from school_desk.storage.service import Service, Step, Workplace, no_step
from school_desk.sync.courier import Courier
from school_desk.sync.courier_errors import FolderGoneError
from school_desk.sync.courier_folder import Shelf
from school_desk.sync.courier_model import Brought, Carried, Round, Written
from school_desk.sync.grants import shared
from school_desk.sync.streams import Streams
from school_desk.sync.trips import standing


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
        self._look(N_("See computers"))
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
        return tuple(
            Carried(
                peer.device,
                peer.name,
                standing(storage, streams.vector(shared(storage, peer.device)), peer.device),
            )
            for peer in self._courier.peers()
        )

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
        if folder is None or not Shelf(folder).there():
            return None
        shelf = Shelf(folder)
        with self._lock:
            brought = self._courier.read(shelf, step, anew=False)
            if not self._courier.peers():  # a new computer, before it has learnt of the others
                return Round(brought, Written())
            return Round(brought, self._courier.write(shelf, step, anew=False))
