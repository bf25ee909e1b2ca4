"""Whom the window has found on the network, and where each computer is called because of it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from school_desk.app import Desk
from school_desk.errors import DeskError
from school_desk.sync.finding import news

if TYPE_CHECKING:
    from school_desk.sync.finding import Found
    from school_desk.sync.lan import Finder

LOOK_MS = 500
"""How often it is looked what the finder has heard."""
REST = 60.0
"""Seconds for which an address that was tried in vain is not tried again."""
APART = 5.0
"""Seconds between two exchanges with one computer because of what was heard; whatever is heard."""
Addresses = Mapping[bytes, tuple[bytes, str]]


class Meeting(QObject):
    """Looks at the finder by a timer; `heard` names a computer that is worth an exchange."""

    heard = Signal(bytes)

    def __init__(self, desk: Desk, parent: QObject, watch: Callable[[], float]) -> None:
        super().__init__(parent)
        self._desk, self._watch = desk, watch
        self._finder: Finder | None = None
        self._port, self._mark = 0, b""
        self._missed: dict[tuple[bytes, str], float] = {}
        self._reached: dict[bytes, str] = {}
        self._worth: set[bytes] = set()
        self._told: dict[bytes, float] = {}
        self.present: dict[bytes, Found] = {}
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def finder(self) -> "Finder | None":
        """What listens; None: nothing is announced and nothing listened to."""
        return self._finder

    def follow(self, port: int, mark: bytes, known: Mapping[bytes, bytes]) -> None:
        """Look for others while this computer answers at a port; 0: do not."""
        self._mark = mark
        if self._finder is not None and (port != self._port or not known):
            self.end()
        if self._finder is not None:
            self._finder.follow(mark, known)
        elif port and known:
            self._port = port
            self._finder = self._desk.online.find(port, mark, known)
            self._timer.start()

    def end(self) -> None:
        """Say nothing and hear nothing any more."""
        self._timer.stop()
        if self._finder is not None:
            self._finder.close()
            self._finder = None
        self.present = {}

    def addresses(self, known: Mapping[bytes, bytes], kept: Addresses) -> Addresses:
        """Where to call each computer: where it is heard; where that fails, as it is kept."""
        found = dict(kept)
        for device, one in self.present.items():
            if device in known and (device not in kept or self._open(device, one.address)):
                found[device] = known[device], one.address
        return found

    def reached(self, device: bytes, address: str) -> None:
        """A computer was reached at an address; one that was only heard is remembered."""
        self._missed.pop((device, address), None)
        one = self.present.get(device)
        if one is not None and one.address == address and self._reached.get(device) != address:
            self._reached[device] = address
            self._keep(device, address)

    def missed(self, device: bytes, address: str) -> None:
        """Nobody of the school was reached there."""
        self._missed[device, address] = self._watch()

    def _open(self, device: bytes, address: str) -> bool:
        at = self._missed.get((device, address))
        return at is None or self._watch() - at > REST

    def _keep(self, device: bytes, address: str) -> None:
        try:
            self._desk.online.keep_reached(device, address)
        except DeskError:
            self._reached.pop(device)  # the file takes nothing just now: next time

    def _look(self) -> None:
        if self._finder is None:
            return
        before, self.present = self.present, self._finder.present()
        self._worth |= set(news(before, self.present, self._mark))
        now = self._watch()
        for device in sorted(self._worth):
            if now - self._told.get(device, now - APART) >= APART:
                self._worth.discard(device)
                self._told[device] = now
                self.heard.emit(device)
