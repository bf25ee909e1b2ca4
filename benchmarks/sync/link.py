"""A slow line between two ports of this computer: rate, delay, loss, cuts, all by a seed.

Loss of packets is TCP's own business and is felt as a stall: a lost packet holds all after it until
it was sent again, one round trip later at least. Kernel, namespaces and rights are not needed.
"""

import random
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

PACKET = 1400
"""Bytes of a packet, as the line counts them."""
HEADS = 40
"""Of IP and TCP around each."""
LEAST_TIMEOUT = 0.2
"""Seconds after which a packet is sent again at the earliest."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A line, in bits and seconds.

    Args:
        loss: share of packets that are lost, each way.
        bad: how likely a bad spell begins and ends with a packet, and the share lost in it.
        outage: seconds up at least and at most, down at least and at most.
    """

    rate: float
    delay: float
    loss: float = 0.0
    jitter: float = 0.0
    bad: tuple[float, float, float] | None = None
    outage: tuple[float, float, float, float] | None = None

    def outages(self, draw: random.Random, now: float) -> list[tuple[float, float]]:
        """When the line is down: an hour of it, in which it is looked at from any moment on."""
        if self.outage is None:
            return []
        up_least, up_most, down_least, down_most = self.outage
        found, at = [], now - draw.uniform(0, up_most + down_most)
        while at < now + 3600:
            begins = at + draw.uniform(up_least, up_most)
            at = begins + draw.uniform(down_least, down_most)
            found.append((begins, at))
        return found


PROFILES = {
    "lan": Profile(100e6, 0.001),
    "adsl": Profile(4e6, 0.04, 0.01),
    "3g": Profile(256e3, 0.15, 0.02, 0.1),
    "village": Profile(64e3, 0.3, 0.05),
    "burst": Profile(64e3, 0.3, 0.0, 0.2, bad=(0.02, 0.25, 0.6)),
    "sat": Profile(1e6, 0.6, 0.01),
    "flap": Profile(64e3, 0.3, 0.05, outage=(20, 90, 5, 60)),
}


@dataclass(slots=True)
class _Way:
    """One direction: when the line is free again, whether a bad spell holds."""

    profile: Profile
    draw: random.Random
    free: float = 0.0
    bad: bool = False
    last: float = 0.0

    def arrives(self, count: int, now: float) -> float:
        """When a packet of so many bytes is at the other end."""
        line = self.profile
        begun = max(now, self.free)
        self.free = begun + (count + HEADS) * 8 / line.rate
        at = self.free + line.delay + self.draw.uniform(0, line.jitter)
        waits = max(LEAST_TIMEOUT, 2 * line.delay)
        while self._lost():
            self.free += (count + HEADS) * 8 / line.rate  # it goes over the line once more
            at += waits
            waits *= 2
        self.last = max(self.last, at)  # TCP hands over in order
        return self.last

    def _lost(self) -> bool:
        bad = self.profile.bad
        if bad is None:
            return self.draw.random() < self.profile.loss
        turns = bad[1] if self.bad else bad[0]
        self.bad = self.bad != (self.draw.random() < turns)
        return self.bad and self.draw.random() < bad[2]


@dataclass(slots=True)
class Link:
    """Passes connections on to a port of this computer, as slowly as a profile says.

    Args:
        cut_after: close a connection after so many bytes of both ways, once; 0: never.
    """

    to: int
    profile: Profile
    seed: int
    cut_after: int = 0
    up: int = 0
    down: int = 0
    connections: int = 0
    _listening: socket.socket = field(init=False)
    _draw: random.Random = field(init=False)
    _outages: list[tuple[float, float]] = field(init=False)

    def __post_init__(self) -> None:
        self._draw = random.Random(self.seed)  # noqa: S311  the same line for each seed
        self._outages = self.profile.outages(self._draw, time.monotonic())
        self._listening = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._listening.getsockname()[1])

    def close(self) -> None:
        """Listen no more."""
        self._listening.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                self.connections += 1
                seeds = self._draw.getrandbits(32), self._draw.getrandbits(32)
                threading.Thread(target=self._pass, args=(near, seeds), daemon=True).start()

    def _pass(self, near: socket.socket, seeds: tuple[int, int]) -> None:
        """Both ways of a connection; the handshake of TCP takes a round trip itself."""
        time.sleep(2 * self.profile.delay)
        try:
            far = socket.create_connection(("127.0.0.1", self.to))
        except OSError:
            near.close()
            return
        for one in (near, far):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        ended = threading.Event()
        ways = (
            (near, far, seeds[0], self._went_up),
            (far, near, seeds[1], self._went_down),
        )
        threads = [threading.Thread(target=self._way, args=(*way, ended)) for way in ways]
        for thread in threads:
            thread.daemon = True
            thread.start()
        ended.wait()
        for one in (near, far):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _way(
        self, source: socket.socket, sink: socket.socket, seed: int,
        count: Callable[[int], bool], ended: threading.Event,
    ) -> None:  # fmt: skip
        way = _Way(self.profile, random.Random(seed))  # noqa: S311
        queue: deque[tuple[float, bytes]] = deque()
        source.settimeout(0.002)
        with suppress(OSError):
            while not ended.is_set():
                try:
                    piece = source.recv(PACKET)
                except TimeoutError:
                    piece = None
                now = time.monotonic()
                if piece == b"":
                    break
                if piece:
                    queue.append((self._after_outages(way.arrives(len(piece), now)), piece))
                while queue and queue[0][0] <= time.monotonic():
                    _, due = queue.popleft()
                    sink.sendall(due)
                    if not count(len(due)):
                        ended.set()
                        return
            while queue and not ended.is_set():  # what is on its way still arrives
                at, due = queue.popleft()
                time.sleep(max(0.0, at - time.monotonic()))
                sink.sendall(due)
                count(len(due))
        ended.set()

    def _after_outages(self, at: float) -> float:
        """What would arrive while the line is down arrives when it is up again."""
        for begins, ends in self._outages:
            if begins <= at < ends:
                return ends + 2 * self.profile.delay
        return at

    def _went_up(self, count: int) -> bool:
        self.up += count
        return self._goes_on()

    def _went_down(self, count: int) -> bool:
        self.down += count
        return self._goes_on()

    def _goes_on(self) -> bool:
        """False where a cut was asked for; it happens once."""
        if not self.cut_after or self.up + self.down < self.cut_after:
            return True
        self.cut_after = 0
        return False
