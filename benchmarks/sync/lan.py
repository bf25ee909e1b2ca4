"""S13, a network of a school: `python -m benchmarks.sync.lan`, as root on Linux.

Six real programs with windows (offscreen), each in a network namespace of its own on one bridge.
They find each other by beacon and mDNS, call each other and take in, as they do by themselves. One
mark is typed by keys until all six pages show it; then each writes a thousand until all have all.
"""

import argparse
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.machine import described
from school_desk.app import Desk, Entrance
from school_desk.demo.school import DEMO_NOW, make_demo
from school_desk.paths import SchoolFolder
from school_desk.settings import load_settings, save_settings
from tests.soak.three_programs import Child
from tests.ui.seat import HEAD, QUICK, copied
from tests.ui.sync.two import at_desk

IP = shutil.which("ip") or "ip"
BRIDGE, SPACE, NET = "desk-lan", "desk-pc-{}", "10.88.0"
PAUSE = 8.0
"""Seconds between two marks: more than two exchanges with one computer are apart."""


def _ip(*words: str) -> None:
    subprocess.run([IP, *words], check=True, capture_output=True)


@contextmanager
def network(count: int) -> Iterator[list[str]]:
    """So many namespaces on one bridge; gone at the end."""
    names = [SPACE.format(n) for n in range(1, count + 1)]
    _clear(names)
    _ip("link", "add", BRIDGE, "type", "bridge")
    _ip("link", "set", BRIDGE, "up")
    for n, name in enumerate(names, 1):
        _ip("netns", "add", name)
        _ip("link", "add", f"desk{n}", "type", "veth", "peer", "name", "lan", "netns", name)
        _ip("link", "set", f"desk{n}", "master", BRIDGE, "up")
        _ip("-n", name, "addr", "add", f"{NET}.{n}/24", "brd", "+", "dev", "lan")
        for link in ("lo", "lan"):
            _ip("-n", name, "link", "set", link, "up")
    try:
        yield names
    finally:
        _clear(names)


def _clear(names: list[str]) -> None:
    links = (BRIDGE, *(f"desk{n}" for n in range(1, len(names) + 1)))
    spaces = (("netns", "del", name) for name in names)
    for words in (*(("link", "del", link) for link in links), *spaces):
        with suppress(subprocess.CalledProcessError):
            _ip(*words)


class Computer(Child):
    """A program in a namespace."""

    def __init__(self, folder: Path, space: str) -> None:
        self._space = space
        super().__init__(folder)

    def start(self) -> None:
        """Open its window."""
        program = [sys.executable, "-m", "benchmarks.sync.lan_program", str(self.folder)]
        self._process = subprocess.Popen(
            [IP, "netns", "exec", self._space, *program], text=True, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
        assert self._heard() == "open"

    def says(self) -> float:
        """The answer to what it was told."""
        return float(self._heard())


def made(folder: Path, count: int) -> list[Path]:
    """One school in so many folders, whose computers know each other."""
    demo = folder / "demo"
    demo.mkdir()
    entrance = Entrance(SchoolFolder(demo), now=lambda: DEMO_NOW)
    make_demo(entrance, pupils=25, office=False, cost=QUICK).close()
    entrance.close()
    first, *others = folders = [copied(demo, folder / f"pc-{n}") for n in range(count)]
    for other in others:
        for path in other.glob("device.key*"):
            path.unlink()
    with at_desk(first, HEAD) as desk:
        for turn in range(3):  # admitted; told of those admitted later; all receipts there
            for n, other in enumerate(others, 2):
                with at_desk(other, HEAD) as there:
                    if not turn:
                        desk.exchange.admit(there.exchange.key_file(f"PC {n}"), "office", "PC 1")
                    _meet(desk, there)
        _let_call(desk)
    for other in others:
        with at_desk(other, HEAD) as there:
            _let_call(there)
    return folders


def _meet(desk: Desk, there: Desk) -> None:
    key = there.exchange.trust(desk.exchange.key_file("PC 1"))
    server, stopped = desk.exchange.serve("127.0.0.1", 0), threading.Event()
    heard = lambda _sent, _received: None  # noqa: E731
    done = there.exchange.exchange(
        f"127.0.0.1:{server.port}", key, seconds=60, heard=heard, stopped=stopped
    )
    assert done.confirmed
    server.close()


def _let_call(desk: Desk) -> None:
    place = desk.place.settings
    save_settings(place, replace(load_settings(place), answers=True, finds=True))


def one_mark(computers: list[Computer], turn: int) -> list[float]:
    """Seconds until each of the others shows what one has typed, the soonest first."""
    writer = computers[turn % len(computers)]
    place = turn % 3, 2 + turn % 20
    before = writer.does("mark", *place)
    cell = *place, (before or 0) % 10 + 1
    others = [one for one in computers if one is not writer]
    for one in others:
        one.tells("shows", *cell)
    begun = float(writer.does("puts", *cell))
    return sorted(one.says() - begun for one in others)


def many(computers: list[Computer], marks: int) -> tuple[float, float]:
    """Seconds from the first mark, and from the last one, until all have all."""
    before = int(computers[0].does("count"))
    begun = time.monotonic()
    for number, one in enumerate(computers, 1):
        one.tells("writes", marks, number)
    last = max(one.says() for one in computers)
    for one in computers:
        one.tells("holds", before + marks * len(computers))
    end = max(one.says() for one in computers)
    return end - begun, end - last


def measure(computers: list[Computer], rounds: int, marks: int) -> None:
    """The lines of the table."""
    begun = time.monotonic()
    for one in computers:
        one.tells("finds", len(computers) - 1)
    found_all = max(one.says() for one in computers) - begun
    print(f"- each had heard all others {found_all:.1f} s after the last window was open")
    found = []
    for turn in range(rounds):
        time.sleep(PAUSE)
        found.append(one_mark(computers, turn))
    last, first = [one[-1] for one in found], [one[0] for one in found]
    print(f"| one mark, until all show it | {rounds} | **{median(last):.1f} s** "
          f"| {min(last):.1f} to {max(last):.1f} s | ≤ 3 s "
          f"| the first of the others {median(first):.1f} s |", flush=True)  # fmt: skip
    time.sleep(PAUSE)
    whole, rest = many(computers, marks)
    print(f"| {len(computers)} × {marks:,} marks, from the last one until all have all | 1 "
          f"| **{rest:.1f} s** | | ≤ 5 s | {whole:.1f} s from the first one |")  # fmt: skip


def main() -> None:
    """Start them and measure."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.sync.lan", description=__doc__)
    options.add_argument("--computers", type=int, default=6)
    options.add_argument("--rounds", type=int, default=10)
    options.add_argument("--marks", type=int, default=1000)
    wish = options.parse_args()
    with TemporaryDirectory() as place, network(wish.computers) as spaces:
        print("\n".join(f"- {line}" for line in described(Path(place))[:3]))
        folders = made(Path(place), wish.computers)
        computers = [Computer(*one) for one in zip(folders, spaces, strict=True)]
        try:
            measure(computers, wish.rounds, wish.marks)
        finally:
            ends = [one.leaves() for one in computers]
        print(f"- ended with {ends}")


if __name__ == "__main__":
    main()
