"""Exchanges over bad lines: `python -m benchmarks.sync.lines --help`.

S2: bytes of a thousand corrections. S5: how long a thousand new marks take on a cold line, by
profile. S6: what is sent twice where a connection is cut at each tenth of its bytes.
"""

import argparse
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.sync.link import PROFILES, Link, Profile
from benchmarks.sync.wire import Count, Pair, say
from school_desk.sync.client import Client
from school_desk.sync.line import Line
from school_desk.sync.patience import exchange
from tests.sync.cutting import Cutting

PATIENCE = 600.0
CORRECTED, OLD = 1000, 31_000
NEVER = 1 << 40


def client_over(pair: Pair, link: Link) -> Client:
    """A client of the teacher's computer that has not called yet."""
    key = pair.office.device.public_key
    line = Line(f"127.0.0.1:{link.port}", key)
    return Client(pair.school.storage, line, key)


def converged(pair: Pair, profile: Profile, seed: int, cut_after: int = 0) -> tuple[float, Link]:
    """Seconds until both have the same, through cuts; the link, with what it counted."""
    link = Link(pair.server.port, profile, seed, cut_after)
    client = client_over(pair, link)
    begun = time.monotonic()
    done = exchange(client, PATIENCE, time.sleep)
    spent = time.monotonic() - begun
    assert done.confirmed
    link.close()
    return spent, link


def corrections(folder: Path, seeds: int, old: int) -> None:
    """S2: a thousand random corrections of so many marks, in the order of the register."""
    found: list[Count] = []
    pair = Pair(folder, 99)
    marks = pair.school.new_marks(old, pasted=True)
    while not pair.client.run(PATIENCE).confirmed:
        """Bodies of the size that the line carries."""
    pair.inside.taken()
    pair.around.taken()
    for seed in range(1, seeds + 1):
        chance = Random(seed)  # noqa: S311  invented marks
        places = sorted(chance.sample(range(len(marks)), CORRECTED))

        def typed(places: Sequence[int] = places) -> None:
            corrected = pair.school.correct([marks[place] for place in places])
            for place, other in zip(places, corrected, strict=True):
                marks[place] = other

        found.append(pair.typed(typed))
    pair.close()
    say(f"S2 1,000 corrections of {old:,} marks", found, "≤ 4,800, wish 3,500")


def cold(folder: Path, name: str, seeds: int) -> None:
    """S5: a thousand new marks on a cold line of a profile."""
    times, counts, calls = [], [], []
    for seed in range(1, seeds + 1):
        pair = Pair(folder, seed)
        pair.exchanged()
        pair.school.new_marks(1000)
        spent, link = converged(pair, PROFILES[name], seed)
        times.append(spent)
        counts.append(link.up + link.down)
        calls.append(link.connections)
        pair.close()
    print(
        f"| S5 {name} | {seeds} | **{median(times):.1f} s** | {at_95(times):.1f} s "
        f"| {min(times):.1f} to {max(times):.1f} s | {median(counts):,.0f} | {max(calls)} |",
        flush=True,
    )


class Asking(Line):
    """A line that counts what is asked over it."""

    asked = 0

    def ask(self, content: bytes) -> bytes:
        """As it is."""
        self.asked += 1
        return super().ask(content)


@dataclass(frozen=True)
class Passed:
    """What went over a line until both had the same: bytes of TCP, both ways."""

    count: int
    requests: int
    connections: int


def cuts(folder: Path, seeds: int, marks: int) -> None:
    """S6: sent twice, for a cut at the very byte of each tenth of a clean run."""
    again: list[int] = []
    more: list[int] = []
    whole: list[int] = []
    for seed in range(1, seeds + 1):
        clean = passed(folder, seed, marks, NEVER)
        whole.append(clean.count)
        for tenth in range(1, 10):
            found = passed(folder, seed, marks, clean.count * tenth // 10)
            assert found.connections == clean.connections + 1
            again.append(found.count - clean.count)
            more.append(found.requests - clean.requests)
    print(
        f"| S6 {marks:,} marks ({median(whole):,.0f} B clean) | {len(again)} "
        f"| **{median(again):,.0f}** | {at_95(again):,.0f} | {min(again):,} to {max(again):,} "
        f"| {median(more):.0f}, {min(more)} to {max(more)} | ≤ 16,384, wish 4,096 |",
        flush=True,
    )


def passed(folder: Path, seed: int, marks: int, cut_after: int) -> Passed:
    """An exchange on a cold line; the pauses before another try are not waited for."""
    pair = Pair(folder, seed)
    pair.exchanged()
    pair.school.new_marks(marks)
    cutting = Cutting(pair.server.port, cut_after)
    key = pair.office.device.public_key
    line = Asking(f"127.0.0.1:{cutting.port}", key)
    done = exchange(Client(pair.school.storage, line, key), PATIENCE, lambda _seconds: None)
    assert done.confirmed
    line.close()
    pair.close()
    cutting.close()
    return Passed(cutting.count, line.asked, cutting.connections)


def at_95(found: Sequence[float]) -> float:
    """What nineteen of twenty stay below."""
    return sorted(found)[max(0, math.ceil(len(found) * 0.95) - 1)]


def main() -> None:
    """The tables that were asked for."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.sync.lines", description=__doc__)
    options.add_argument("--seeds", type=int, default=10)
    options.add_argument("--profiles", nargs="*", default=["village", "burst", "flap", "sat"])
    options.add_argument("--figures", nargs="*", default=["S2", "S5", "S6"])
    options.add_argument("--old", type=int, default=OLD)
    options.add_argument("--marks", type=int, default=1000, help="of S6")
    wish = options.parse_args()
    with TemporaryDirectory() as folder:
        if "S2" in wish.figures:
            corrections(Path(folder), wish.seeds, wish.old)
        if "S5" in wish.figures:
            for name in wish.profiles:
                cold(Path(folder), name, wish.seeds)
        if "S6" in wish.figures:
            cuts(Path(folder), wish.seeds, wish.marks)


if __name__ == "__main__":
    main()
