"""S9, the first load of a school: `python -m benchmarks.sync.newcomer`, 300 pupils, 100,000 marks.

The head's computer admits a new one as people do; the welcome is opened and the school is made from
it. Beside it the same streams as batches, which is what an exchange would send. Seconds on a line
are reckoned: three round trips and the bytes at its rate, with nothing lost.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TypeVar

from benchmarks.machine import described
from benchmarks.school_making import HEAD_SIGN_IN, PASSWORD, SIGN_IN, Shape
from benchmarks.schools import NOW, School, copied, headed, school
from benchmarks.sync.link import PROFILES
from school_desk.app import Desk, Entrance
from school_desk.events import Events
from school_desk.joining import Newcomer
from school_desk.paths import SchoolFolder
from school_desk.school_file import FEATURES, REGISTRY
from school_desk.storage.database import Database
from school_desk.storage.device import Device
from school_desk.storage.migrate import migrate, steps_of
from school_desk.storage.sealing import Argon2Params
from school_desk.storage.unit_of_work import Storage
from school_desk.sync.asking import read_asking
from school_desk.sync.grants import Parts, shared
from school_desk.sync.packet import pack
from school_desk.sync.streams import Streams

ROUND_TRIPS = 3
ROOM = 1 << 30
T = TypeVar("T")
WHO = {"teacher": SIGN_IN, "office": HEAD_SIGN_IN}


@dataclass(frozen=True)
class Timed:
    """What an act took: by the clock and by the processor."""

    wall: float
    busy: float


def timed(act: Callable[[], T]) -> tuple[T, Timed]:
    """Do it and look at both clocks."""
    wall, busy = time.perf_counter(), time.process_time()
    found = act()
    return found, Timed(time.perf_counter() - wall, time.process_time() - busy)


@dataclass(frozen=True)
class Load:
    """The first load of one computer."""

    lines: int
    welcome: int
    packet: int
    batches: int
    writing: Timed
    spelling: Timed
    joining: Timed
    taking: Timed
    marks: int


def load(kept: School, folder: Path, sign_in: str) -> Load:
    """Ask, admit, join."""
    place = SchoolFolder(folder / "new")
    place.folder.mkdir()
    entrance = Entrance(place, now=lambda: NOW, cost=Argon2Params)
    new = Newcomer(entrance)
    with headed(copied(kept, folder / "head")) as head:
        asking = read_asking(new.ask("PC 2").spelled().encode())
        people = [one.id for one in head.access.accounts() if one.sign_in_name == sign_in]
        admitted, writing = timed(lambda: head.admission.admit(asking, people, "PC 1"))
        storage = head._storage  # noqa: SLF001  measured from inside
        held = shared(storage, new.pending.device.id)
        streams = Streams(storage, storage.device)
        batches, spelling = timed(lambda: list(streams.batches({}, held, ROOM)))
        packet = len(pack(storage, held))
        taking = taken(folder, batches, held, storage.device.public_key)
    _, joining = timed(lambda: new.join(admitted.content))
    desk: Desk = entrance.sign_in(sign_in, PASSWORD)
    marks = desk._storage.db.execute("SELECT count(*) FROM mark").fetchone()[0]  # noqa: SLF001
    desk.close()
    entrance.close()
    return Load(
        admitted.lines, len(admitted.content), packet, sum(map(len, batches)),
        writing, spelling, joining, taking, marks,
    )  # fmt: skip


def taken(folder: Path, batches: list[bytes], held: Parts, key: bytes) -> Timed:
    """Take the batches into an empty file, as an exchange would."""
    database = Database(folder / "empty.db", bytes(32), create=True)
    migrate(database, steps_of(("school_desk.storage", *FEATURES)), REGISTRY)
    device = Device(bytes(31) + b"\x07")
    storage = Storage(database, REGISTRY, device, lambda: NOW, Events())
    streams = Streams(storage, device)
    streams.trust(key)
    outcome, found = timed(lambda: streams.take(batches, Parts((), held.granted)))
    assert (outcome.early, outcome.unknown, outcome.refused) == (0, 0, [])
    database.close()
    return found


def on_line(profile: str, count: int) -> float:
    """Seconds of so many bytes on a line where nothing is lost."""
    line = PROFILES[profile]
    return ROUND_TRIPS * 2 * line.delay + count * 8 / line.rate


def row(name: str, count: int, spent: list[Timed]) -> str:
    """A line of the table; `spent` is what the new computer does with it."""
    wall = median(one.wall for one in spent)
    busy = median(one.busy for one in spent)
    village, adsl = on_line("village", count), on_line("adsl", count)
    return (
        f"| {name} | **{count:,}** | {village:.0f} s + {busy:.1f} s | {adsl:.1f} s + {busy:.1f} s "
        f"| {wall:.1f} s |"
    )


def main() -> None:
    """The table."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.sync.newcomer",
                                      description=__doc__)  # fmt: skip
    options.add_argument("--pupils", type=int, default=300)
    options.add_argument("--marks", type=int, default=100_000)
    options.add_argument("--marks-a-unit", type=int, default=1)
    options.add_argument("--repeats", type=int, default=3)
    options.add_argument("--cache", type=Path, required=True, help="where the school is kept")
    wish = options.parse_args()
    kept = school(Shape(wish.pupils, 1, 1, wish.marks, wish.marks_a_unit), wish.cache)
    print("\n".join(f"- {line}" for line in described(wish.cache)[:3]))
    print("| what | bytes | village (goal ≤ 60 s) | 4 Mbit/s (goal ≤ 3 s) | taken in |")
    print("|---|---|---|---|---|")
    for name, sign_in in WHO.items():
        loads = []
        for _ in range(wish.repeats):
            with TemporaryDirectory() as folder:
                loads.append(load(kept, Path(folder), sign_in))
        one = loads[0]
        joining = [each.joining for each in loads]
        print(row(f"{name}: welcome file, {one.lines:,} lines, {one.marks:,} marks", one.welcome,
                  joining))  # fmt: skip
        print(row(f"{name}: the same streams as batches", one.batches,
                  [each.taking for each in loads]))  # fmt: skip
        print(f"\nwriting the welcome {median(each.writing.busy for each in loads):.1f} s, "
              f"the batches {median(each.spelling.busy for each in loads):.1f} s of processor; "
              f"packet {one.packet:,} B\n", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
