"""Finds computers of the school on the network: a beacon by broadcast, and mDNS. Tries nothing."""

import importlib
import secrets
import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from school_desk.sync.finding import LENGTH, SALT, Circle, Found, Way, spell_said

if TYPE_CHECKING:
    from zeroconf import ServiceInfo, Zeroconf

BEACON_PORT = 8766
SERVICE = "_schooldesk._tcp.local."
PERIOD = 10.0
"""Seconds between two packets; what is new is said at once."""
FIRST = 1.0
"""Seconds between the first two; then ever more, up to the period."""
LISTEN = 0.25
MOST_NAMES = 64
"""Names of mDNS that wait to be looked up; of more none is taken."""
ASK_MS = 800


def networks() -> tuple[tuple[str, str], ...]:
    """The own address and the broadcast address of each network, read anew at each call."""
    ifaddr = importlib.import_module("ifaddr")

    every = (one for adapter in ifaddr.get_adapters() for one in adapter.ips if one.is_IPv4)
    found = [(str(one.ip), _broadcast(str(one.ip), one.network_prefix)) for one in every]
    return tuple(sorted(one for one in found if not one[0].startswith("127.")))


def _broadcast(address: str, prefix: int) -> str:
    """The address of all on a network.

    >>> _broadcast("192.168.1.5", 24), _broadcast("10.1.2.3", 8)
    ('192.168.1.255', '10.255.255.255')
    """
    number = int.from_bytes(socket.inet_aton(address), "big") | ((1 << (32 - prefix)) - 1)
    return socket.inet_ntoa(number.to_bytes(4, "big"))


class Finder:
    """Says that this computer is here and hears others, in a thread of its own, until closed."""

    def __init__(
        self, key: bytes, port: int, mark: bytes, others: Mapping[bytes, bytes], *,
        beacon_port: int = 0, where: Callable[[], tuple[tuple[str, str], ...]] | None = None,
        mdns: bool = True,
    ) -> None:  # fmt: skip
        """`others`: public keys by device; `where`: own and broadcast addresses of the networks."""
        self._key, self._port, self._mark = key, port, mark
        self._beacon_port, self._wants_mdns = beacon_port or BEACON_PORT, mdns
        self._where = where or networks
        self._circle = Circle(dict(others))
        self._closed = threading.Event()
        self._news = threading.Event()
        self._names: set[str] = set()
        self._networks: tuple[tuple[str, str], ...] = ()
        self._zeroconf: Zeroconf | None = None
        self._service: ServiceInfo | None = None
        self._socket = _listening(self._beacon_port)
        self._thread = threading.Thread(target=self._run, name="finder", daemon=True)
        self._thread.start()

    @property
    def hears_beacons(self) -> bool:
        """Whether the port of beacons was free to listen at."""
        return self._socket is not None

    @property
    def networks(self) -> tuple[tuple[str, str], ...]:
        """The networks as they were last looked at."""
        return self._networks

    def present(self) -> dict[bytes, Found]:
        """Whom this computer hears just now."""
        return self._circle.present(monotonic())

    def follow(self, mark: bytes, others: Mapping[bytes, bytes]) -> None:
        """What is here now, and whom this computer knows now."""
        self._circle.keys = dict(others)
        if mark != self._mark:
            self._mark = mark
            self._news.set()

    def close(self) -> None:
        """Say nothing and hear nothing any more; the thread ends by itself, nobody waits for it."""
        self._closed.set()

    def wait(self) -> None:
        """Until the thread has ended; after `close`."""
        self._thread.join()

    # On its own thread

    def _run(self) -> None:
        due, pause = 0.0, FIRST
        try:
            while not self._closed.is_set():
                if monotonic() >= due or self._news.is_set():
                    self._news.clear()
                    self._say()
                    due, pause = monotonic() + pause, min(PERIOD, 2 * pause)
                self._listen()
                self._look_up()
        finally:
            self._end_mdns()
            if self._socket is not None:
                self._socket.close()

    def _say(self) -> None:
        """One packet by each way. A network that came since is noticed here."""
        now = self._where()
        changed, self._networks = now != self._networks, now
        content = spell_said(self._key, secrets.token_bytes(SALT), self._port, self._mark)
        for own, everybody in now:
            _send(content, own, (everybody, self._beacon_port))
        if not self._wants_mdns:
            return
        with suppress(OSError, _mdns_error()):  # the beacon goes on alone
            if changed:
                self._end_mdns()
            if now and self._zeroconf is None:
                self._begin_mdns(content)
            elif self._zeroconf is not None and self._service is not None:
                self._service = self._info(self._service.name, content)
                self._zeroconf.update_service(self._service)

    def _listen(self) -> None:
        if self._socket is None:
            self._closed.wait(LISTEN)
            return
        with suppress(OSError):  # nothing came, or a network went away
            content, (host, _) = self._socket.recvfrom(LENGTH + 1)
            before = self._circle.present(monotonic())
            self._circle.hear(content, host, Way.BEACON, monotonic())
            if self._circle.present(monotonic()).keys() - before.keys():
                self._news.set()  # who has come learns at once that this computer is here

    # mDNS carries the same packet

    def _begin_mdns(self, content: bytes) -> None:
        made = importlib.import_module("zeroconf")

        self._zeroconf = made.Zeroconf(interfaces=[own for own, _ in self._networks])
        self._service = self._info(f"{secrets.token_hex(8)}.{SERVICE}", content)
        self._zeroconf.register_service(self._service)
        made.ServiceBrowser(self._zeroconf, SERVICE, handlers=[self._on_service])

    def _end_mdns(self) -> None:
        if self._zeroconf is not None:
            with suppress(OSError, _mdns_error()):
                self._zeroconf.close()
        self._zeroconf = self._service = None

    def _info(self, name: str, content: bytes) -> "ServiceInfo":
        made: type[ServiceInfo] = importlib.import_module("zeroconf").ServiceInfo

        addresses = [socket.inet_aton(own) for own, _ in self._networks]
        host = f"{name.partition('.')[0]}.local."
        packet = {"p": content.hex()}
        return made(
            SERVICE, name, port=self._port, properties=packet, addresses=addresses, server=host
        )

    def _on_service(self, name: str, **_more: object) -> None:
        """A name was heard; it is looked up on our own thread."""
        if len(self._names) < MOST_NAMES:
            self._names.add(name)

    def _look_up(self) -> None:
        from_here = self._zeroconf
        if from_here is None or not self._names:
            return
        name = self._names.pop()
        if self._service is not None and name == self._service.name:
            return
        info = None
        with suppress(OSError, _mdns_error()):
            info = from_here.get_service_info(SERVICE, name, ASK_MS)
        if info is None:
            return
        try:
            content = bytes.fromhex((info.properties.get(b"p") or b"").decode("ascii"))
        except ValueError:
            return  # somebody else uses the name
        for address in info.parsed_addresses()[:4]:
            if "." in address:
                self._circle.hear(content, address, Way.MDNS, monotonic())


def _mdns_error() -> type[Exception]:
    """What mDNS says where a network does not let it work."""
    found: type[Exception] = importlib.import_module("zeroconf").Error
    return found


def _listening(port: int) -> socket.socket | None:
    """Where beacons come in; None: another program holds the port for itself."""
    found = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.settimeout(LISTEN)
        found.bind(("", port))
    except OSError:
        found.close()
        return None
    return found


def _send(content: bytes, own: str, to: tuple[str, int]) -> None:
    """A packet out by one network; one that refuses it is left alone."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        sender.bind((own, 0))
        sender.sendto(content, to)
