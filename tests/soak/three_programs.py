"""Three real programs: one is called, one calls over a line that is cut, one goes by a stick.

A part of each round of `python -m tests.soak`; `--programs` plays nothing else. Marks are typed by
keys in three windows of three processes, two of them into the same cell; the line is cut at random
bytes, and each cut must be noticed as a turn that broke off; the program that calls is killed
(`kill -9`) in the middle of an exchange; a stick goes there and back. In the end the typed marks
are everywhere, the conflict was shown in every window, decided in one of them by a key, and is gone
in all; what two may both hold is the same at both to the last link and cell.
"""

import json
import os
import random
import socket
import subprocess
import sys
import threading
import traceback
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path

from school_desk.app import Desk, Entrance
from school_desk.demo.school import DEMO_NOW, make_demo
from school_desk.paths import SchoolFolder
from school_desk.settings import load_settings, save_settings
from tests.sync.cutting import Cutting
from tests.ui.seat import HEAD, QUICK, copied
from tests.ui.sync.two import at_desk

PROGRAM = "tests.soak.one_program"
CALLED, CALLS, WALKS = "Кеңсе", "6 «А» кабинеті", "Ауыл"
MARKS, CUTS = 4, 2
FEW, MANY = 20, 500
"""Bytes after which the line is cut: a turn with a mark or two is no longer."""
DISPUTED = 0, 1


class Child:
    """A program and what it was told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", PROGRAM, str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        )
        assert self._heard() == "open"

    def tells(self, *command: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{json.dumps(command)}\n")
        self._process.stdin.flush()

    def does(self, *command: object):
        self.tells(*command)
        return self._heard()

    def kill(self) -> None:
        self._process.kill()

    def lives_through(self, *command: object) -> bool:
        """Whether an answer comes; if not, it was killed and is gone."""
        try:
            self.tells(*command)
            assert self._process.stdout is not None
            if self._process.stdout.readline():
                return True
        except BrokenPipeError:
            pass
        self._process.wait(60)
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with suppress(BrokenPipeError):
                pipe.close()
        return False

    def leaves(self) -> int:
        assert self._process.stdin is not None
        self._process.stdin.close()
        end = self._process.wait(60)
        assert self._process.stdout is not None
        self._process.stdout.close()
        return end

    def _heard(self):
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, f"the program at {self.folder.name} has ended"
        return json.loads(line)


class Line(Cutting):
    """A line that can be cut again and again, and that somebody's power goes with."""

    def __init__(self, port: int) -> None:
        super().__init__(port, 0)
        self.cut = True
        self.at_cut = lambda: None

    def cut_after(self, count: int, at_cut=lambda: None) -> None:
        self.at_cut = at_cut
        self.after, self.cut = self.count + count, False

    def _ends(self, count: int) -> bool:
        ended = super()._ends(count)
        if ended:
            self.at_cut()
        return ended


@dataclass
class School:
    """Three folders that know each other, and a line between two of them."""

    folder: Path
    line: Line
    folders: list[Path] = field(default_factory=list)


def made(folder: Path, port: int) -> School:
    """The head admits the computers; everybody has the same school."""
    demo = folder / "demo"
    demo.mkdir()
    entrance = Entrance(SchoolFolder(demo), now=lambda: DEMO_NOW)
    make_demo(entrance, pupils=25, office=False, cost=QUICK).close()
    entrance.close()
    found = School(folder, Line(port), [copied(demo, folder / name) for name in ("a", "b", "c")])
    called, calls, walks = found.folders
    for path in (*calls.glob("device.key*"), *walks.glob("device.key*")):
        path.unlink()
    with at_desk(called, HEAD) as desk:
        for other, name, kind in ((calls, CALLS, "office"), (walks, WALKS, "teacher")):
            with at_desk(other, HEAD) as there:
                desk.exchange.admit(there.exchange.key_file(name), kind, CALLED)
                key = there.exchange.trust(desk.exchange.key_file(CALLED))
                _meets_first(desk, there, key)
                if other is calls:
                    there.online.set_address(
                        desk._storage.device.id, f"127.0.0.1:{found.line.port}"
                    )
        answers = replace(load_settings(desk.place.settings), answers=True, answers_at=port)
        save_settings(desk.place.settings, answers)
    return found


def _meets_first(desk: Desk, there: Desk, key: bytes) -> None:
    """What a new computer does before its window knows of others."""
    server, stopped = desk.exchange.serve("127.0.0.1", 0), threading.Event()
    address = f"127.0.0.1:{server.port}"
    heard = lambda _sent, _received: None  # noqa: E731
    for _receipts in range(2):  # the second time each tells what it has by now
        done = there.exchange.exchange(address, key, seconds=60, heard=heard, stopped=stopped)
        assert done.confirmed
    server.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def play(folder: Path, seed: int) -> tuple[Counter[str], list[str]]:
    """One round; figures, and what was wrong (nothing)."""
    try:
        return _play(folder, seed)
    except Exception:  # noqa: BLE001  whatever breaks a round is a finding
        return Counter(), [traceback.format_exc()]


def _play(folder: Path, seed: int) -> tuple[Counter[str], list[str]]:
    chance = random.Random(seed)  # noqa: S311  the same every time
    figures: Counter[str] = Counter()
    school = made(folder, free_port())
    called, calls, walks = programs = [Child(one) for one in school.folders]
    stick = folder / "stick"
    stick.mkdir()
    try:
        _first_meeting(called, calls, walks, stick)
        typed = _type(programs, chance, figures)
        wrong = _cut(school.line, calls, chance, figures)
        _kill_in_the_middle(school.line, calls, chance, figures)
        _meet(called, calls, walks, stick)
        wrong += _conflict_everywhere(programs)
        left = calls.does("decide", *DISPUTED, 9)
        wrong += ["deciding has left a conflict"] if left else []
        _meet(called, calls, walks, stick)
        wrong += _gone_everywhere(programs, typed)
        wrong += _hold_the_same(programs, figures)
    finally:
        school.line.close()
        ends = [one.leaves() for one in programs]
    wrong += [f"a program ended with {end}" for end in ends if end]
    figures.update({"rounds of three programs": 1, "marks typed in three windows": len(typed)})
    return figures, wrong + _whole(school.folders)


def _first_meeting(called: Child, calls: Child, walks: Child, stick: Path) -> None:
    """What the admission wrote: each knows the others."""
    calls.does("exchange")
    _trip(called, walks, stick)


def _trip(one: Child, other: Child, stick: Path) -> None:
    """A stick goes from the one to the other and back with the receipt."""
    for who, key in (
        (one, "Shift+F2"),
        (other, "Shift+F3"),
        (other, "Shift+F2"),
        (one, "Shift+F3"),
    ):
        who.does("stick", str(stick), key)


def _meet(called: Child, calls: Child, walks: Child, stick: Path) -> None:
    calls.does("exchange")
    _trip(called, walks, stick)
    calls.does("exchange")


def _type(programs: list[Child], chance: random.Random, figures: Counter[str]) -> dict:
    """Everybody types into pupils of her own, and two of them into one cell."""
    typed = {}
    for n, program in enumerate(programs):
        for _ in range(MARKS):
            cell = chance.randrange(3), 2 + n + 3 * chance.randrange(3)
            points = chance.randint(2, 10)
            asked, kept = program.does("type", *cell, points)
            assert asked == kept, f"{asked} was typed, {kept} is in the file"
            typed[cell] = points
    for program, points in ((programs[0], 8), (programs[2], 9)):
        program.does("type", *DISPUTED, points)
    figures["conflicts made"] += 1
    return typed


def _cut(line: Line, calls: Child, chance: random.Random, figures: Counter[str]) -> list[str]:
    """The line is cut while something goes over it: a turn breaks off, and what is left goes on."""
    wrong = []
    for n in range(CUTS):
        before = calls.does("broken")
        line.cut_after(chance.randint(FEW, MANY))
        calls.does("type", 2, 11, 2 + n)
        while not line.cut:
            calls.does("exchange")
        calls.does("exchange")
        broken = calls.does("broken") - before
        figures.update({"cuts of the line": 1, "exchanges that broke off and went on": broken})
        wrong += [] if broken else [f"cut {n} of the line was not noticed"]
    return wrong


def _kill_in_the_middle(
    line: Line, calls: Child, chance: random.Random, figures: Counter[str]
) -> None:
    """Bytes have gone when the power goes; the next start has every mark."""
    calls.does("type", 2, 12, 7)
    before = calls.does("state")
    line.cut_after(chance.randint(FEW, MANY), calls.kill)
    while calls.lives_through("exchange"):
        pass
    line.cut = True
    calls.start()
    after = calls.does("state")
    missing = {cell: value for cell, value in before.items() if after.get(cell) != value}
    assert not missing, f"lost by the kill: {missing}"
    figures["kills in the middle of an exchange"] += 1


def _conflict_everywhere(programs: list[Child]) -> list[str]:
    wrong = []
    for program in programs:
        shown = program.does("conflict", *DISPUTED)
        if not shown or sorted(shown[1]) != ["8", "9"] or not all(v in shown[0] for v in shown[1]):
            wrong.append(f"the window at {program.folder.name} shows the conflict as {shown}")
    return wrong


def _gone_everywhere(programs: list[Child], typed: dict) -> list[str]:
    """No conflict stands, all pages are the same, and every typed mark is on them."""
    wrong = [
        f"the conflict is still shown at {one.folder.name}"
        for one in programs
        if one.does("conflict", *DISPUTED)
    ]
    states = [one.does("state") for one in programs]
    wrong += ["the pages differ"] if any(state != states[0] for state in states) else []
    for (column, pupil), points in {**typed, DISPUTED: 9, (2, 11): 1 + CUTS, (2, 12): 7}.items():
        for one in programs:
            found = one.does("mark", column, pupil)
            if found != points:
                wrong.append(f"{points} was typed, {one.folder.name} has {found}")
    return wrong


def _hold_the_same(programs: list[Child], figures: Counter[str]) -> list[str]:
    """What two may both hold is the same at both: streams to the last link, rows to the last cell.

    Asked of the open windows: signing in to look at a file would write a line into it. What only
    one of two may hold (a teacher's computer gets no persons and no support) has nothing to equal.
    """
    held = [one.does("holds") for one in programs]
    wrong = []
    for (one, here), (other, there) in combinations(zip(programs, held, strict=True), 2):
        for part in sorted(here.keys() & there.keys()):
            figures["partitions compared"] += 1
            if here[part] != there[part]:
                told = f"{one.folder.name} {here[part]}, {other.folder.name} {there[part]}"
                wrong.append(f"{part} differs: {told}")
    return wrong


def _whole(folders: list[Path]) -> list[str]:
    """Each file is whole."""
    wrong = []
    for folder in folders:
        with at_desk(folder, HEAD) as desk:
            wrong += [f"{folder.name}: {fault}" for fault in desk.verify()]
    return wrong
