"""A program between two TUN devices: rate, delay, jitter, loss, bad spells, outages, by a seed.

It takes orders as lines of JSON on its standard input, `{"profile": "village", "seed": 7}`, and
answers each with what it carried since the last one. Real TCP runs over it, so a lost packet is
truly lost; `link.py` beside it only delays, needs no rights, and is for other systems.
"""

import heapq
import json
import os
import random
import select
import sys
import time
from dataclasses import dataclass, field

from benchmarks.sync.link import PROFILES, Profile

QUEUE = 64_000
"""Bytes that wait before the line at most; what comes on top is dropped."""
ROOM = 2048
BITS = 8
LONGEST_WAIT = 0.5


@dataclass(slots=True)
class Way:
    """One direction of the line."""

    line: Profile
    draw: random.Random
    outages: list[tuple[float, float]]
    free: float = 0.0
    bad: bool = False
    waiting: list[tuple[float, int, bytes]] = field(default_factory=list)
    packets: int = 0
    volume: int = 0
    lost: int = 0

    def put(self, packet: bytes, now: float) -> None:
        """A packet goes on the line, or is lost."""
        self.packets += 1
        self.volume += len(packet)
        full = max(0.0, self.free - now) * self.line.rate / BITS > QUEUE
        if full or self._lost() or any(begins <= now < ends for begins, ends in self.outages):
            self.lost += 1
            return
        self.free = max(self.free, now) + len(packet) * BITS / self.line.rate
        at = self.free + self.line.delay + self.draw.uniform(0, self.line.jitter)
        heapq.heappush(self.waiting, (at, self.packets, packet))

    def due(self, now: float) -> list[bytes]:
        """What has arrived by now."""
        found = []
        while self.waiting and self.waiting[0][0] <= now:
            found.append(heapq.heappop(self.waiting)[2])
        return found

    def _lost(self) -> bool:
        if self.line.bad is None:
            return self.draw.random() < self.line.loss
        begins, ends, share = self.line.bad
        turns = ends if self.bad else begins
        self.bad = self.bad != (self.draw.random() < turns)
        return self.bad and self.draw.random() < share


def ways(profile: Profile, seed: int, now: float) -> tuple[Way, Way]:
    """Both directions of a line that begins now; an outage takes both."""
    draw = random.Random(seed)  # noqa: S311  the same line for each seed
    outages = profile.outages(draw, now)
    one, other = draw.getrandbits(32), draw.getrandbits(32)
    return (
        Way(profile, random.Random(one), outages),  # noqa: S311
        Way(profile, random.Random(other), outages),  # noqa: S311
    )


def ordered(line: str, before: tuple[Way, Way]) -> tuple[Way, Way]:
    """Answer with what was carried, and begin another line."""
    carried = [{"packets": w.packets, "bytes": w.volume, "lost": w.lost} for w in before]
    print(json.dumps(carried), flush=True)
    order = json.loads(line)
    return ways(PROFILES[order["profile"]], order["seed"], time.monotonic())


def forward(near: int, far: int) -> None:
    """Until the standard input ends."""
    now = time.monotonic()
    pair = ways(PROFILES["lan"], 0, now)
    while True:
        times = [way.waiting[0][0] for way in pair if way.waiting]
        wait = min([max(0.0, at - now) for at in times], default=LONGEST_WAIT)
        ready = select.select([near, far, sys.stdin], [], [], wait)[0]
        now = time.monotonic()
        for source, way in ((near, pair[0]), (far, pair[1])):
            if source in ready:
                way.put(os.read(source, ROOM), now)
        for sink, way in ((far, pair[0]), (near, pair[1])):
            for packet in way.due(now):
                os.write(sink, packet)
        if sys.stdin in ready:
            line = sys.stdin.readline()
            if not line:
                return
            pair = ordered(line, pair)


if __name__ == "__main__":
    forward(int(sys.argv[1]), int(sys.argv[2]))
