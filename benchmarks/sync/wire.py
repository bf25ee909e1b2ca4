"""Bytes of whole exchanges: `python -m benchmarks.sync.wire`, two files, a server, two proxies.

S4 is an exchange with nothing new, S3 one mark, S1 a thousand new marks. All on one connection that
is kept; the first one, with its handshake, stands in a line of its own.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.sync.bytes import School, opened, zipped
from benchmarks.sync.counting import Counting
from school_desk.events import Events
from school_desk.school_file import FEATURES, REGISTRY
from school_desk.storage.database import Database
from school_desk.storage.device import Device
from school_desk.storage.migrate import migrate, steps_of
from school_desk.storage.unit_of_work import Storage
from school_desk.sync.client import Client
from school_desk.sync.line import Line
from school_desk.sync.server import SyncServer
from school_desk.sync.streams import Streams

ADMIN = "admin/0000000000000001"
SHAPES = (8, 48, 200, 1000)
ONE_BY_ONE = 20


@dataclass
class Count:
    """One exchange: HTTP inside of TLS, and TCP payload around it."""

    http: int
    tcp: int
    rounds: int
    zipped: int = 0


class Pair:
    """A teacher's computer, the office's computer that answers, and a line between them."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.school: School = opened(folder, seed)
        teacher = self.school.storage
        path = folder / "office.db"
        path.unlink(missing_ok=True)
        database = Database(path, bytes(32), create=True)
        migrate(database, steps_of(("school_desk.storage", *FEATURES)), REGISTRY)
        device = Device((seed + 1000).to_bytes(32, "big"))
        self.office = Storage(database, REGISTRY, device, self.school.clock, Events())
        self.office.db.execute("PRAGMA synchronous = OFF")
        for here, name in ((self.office, "office"), (teacher, "teacher")):
            with self.office.begin("Admit computer") as work:
                facts = {"device": here.device.id.hex(), "public": here.device.public_key.hex()}
                work.born("computer", ADMIN, **facts, name=name, parts="admin/ school/ class/")
        Streams(teacher, teacher.device).trust(device.public_key)
        self.server = SyncServer(self.office, ("127.0.0.1", 0))
        self.server.start()
        self.inside = Counting(self.server.port, device)
        self.around = Counting(self.inside.port)
        self.line = Line(f"127.0.0.1:{self.around.port}", device.public_key)
        self.client = Client(teacher, self.line, device.public_key)

    def exchanged(self) -> Count:
        """One exchange until both have the same."""
        done = self.client.run()
        assert done.confirmed
        return Count(self.inside.taken(), self.around.taken(), done.rounds)

    def typed(self, act: Callable[[], object]) -> Count:
        """What somebody types, exchanged; beside it lines of JSON through gzip."""
        before = len(self.school.stream())
        act()
        found = self.exchanged()
        found.zipped = len(zipped(self.school.stream(before)))
        return found

    def close(self) -> None:
        """Hang up, close both files."""
        self.line.close()
        self.server.close()
        self.around.close()
        self.inside.close()
        for storage in (self.school.storage, self.office):
            storage.database.close()


def say(name: str, found: Sequence[Count], goal: str = "") -> None:
    """A line of the table: medians, and the span of bytes."""
    http = [one.http for one in found]
    tcp, rounds, gz = (median(getattr(one, part) for one in found) for part in
                       ("tcp", "rounds", "zipped"))  # fmt: skip
    span = f"{min(http):,} to {max(http):,}"
    print(
        f"| {name} | **{median(http):,.0f}** | {span} | {goal} | {tcp:,.0f} | {rounds:.0f} "
        f"| {gz or '':,} |" if gz else
        f"| {name} | **{median(http):,.0f}** | {span} | {goal} | {tcp:,.0f} | {rounds:.0f} | |",
        flush=True,
    )  # fmt: skip


def measure(folder: Path, seeds: int) -> None:
    """All lines of the table."""
    first, nothing, marks = [], [], []
    shapes: dict[int, list[Count]] = {size: [] for size in SHAPES}
    for seed in range(1, seeds + 1):
        pair = Pair(folder, seed)
        first.append(pair.exchanged())
        nothing += [pair.exchanged() for _ in range(3)]
        shapes[1000].append(pair.typed(lambda pair=pair: pair.school.new_marks(1000)))
        marks += [pair.typed(lambda pair=pair: pair.school.new_marks(1))
                  for _ in range(ONE_BY_ONE)]  # fmt: skip
        pair.close()
        for size in SHAPES[:-1]:
            pair = Pair(folder, seed)
            pair.exchanged()
            parts = [pair.typed(lambda pair=pair, size=size: pair.school.new_marks(size))
                     for _ in range(1000 // size)]  # fmt: skip
            shapes[size].append(Count(*(sum(getattr(one, part) for one in parts) for part in
                                        ("http", "tcp", "rounds", "zipped"))))  # fmt: skip
            pair.close()
    say("first exchange of two computers, handshake and class lists with it", first)
    say("S4 nothing changed", nothing, "≤ 400, wish 250")
    say("S3 one mark", marks, "≤ 600, wish 400")
    for size, found in shapes.items():
        goal = "≤ 2,700, wish 2,200" if size == max(SHAPES) else ""
        say(f"S1 1,000 new marks, exchanged every {size:,}", found, goal)


def main() -> None:
    """The table."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.sync.wire", description=__doc__)
    options.add_argument("--seeds", type=int, default=10)
    wish = options.parse_args()
    print("| what | bytes of HTTP, both ways | from to | goal | bytes of TLS | requests "
          "| JSON lines, gzip |\n|---|---|---|---|---|---|---|")  # fmt: skip
    with TemporaryDirectory() as folder:
        measure(Path(folder), wish.seeds)


if __name__ == "__main__":
    main()
