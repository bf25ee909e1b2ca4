"""S1 to S4, S7 of ours and of others on the same marks: `python -m benchmarks.sync.peers --help`.

The others are wanted by this script only and are no part of the project: `rsync` (a package of the
system), and in environments of their own, whose Python is named, `apsw` with `zstandard` (--apsw)
and `morango` 0.8.15 (--morango). What is not there is said in its column.
"""

import argparse
import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.machine import described
from benchmarks.sync.apply import rounds
from benchmarks.sync.bytes import MARK, zipped
from benchmarks.sync.counting import Counting
from benchmarks.sync.lines import OLD, PATIENCE
from benchmarks.sync.wire import Pair
from school_desk.storage.merge import Entry
from school_desk.sync.batch_encode import encode
from school_desk.sync.position import after, start

HERE = Path(__file__).parent
TABLES = """
CREATE TABLE lesson(id INTEGER PRIMARY KEY, day INTEGER, slot INTEGER, subject INTEGER);
CREATE TABLE mark(lesson INTEGER, pupil INTEGER, points INTEGER, PRIMARY KEY(lesson, pupil))
WITHOUT ROWID;
"""
BLOCKS = ((), ("-B512",), ("-B1024",), ("-B2048",), ("-B4096",))
MISSING = "not installed"
ONES = 2
"""Exchanges of one mark in each round."""

Rows = dict[str, list[list[int]]]


class Child:
    """A program that answers a line with a line of JSON."""

    def __init__(self, *command: str) -> None:
        self._run = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HERE
        )

    def hear(self) -> Any:  # noqa: ANN401  JSON
        """What it says next."""
        assert self._run.stdout is not None
        return json.loads(self._run.stdout.readline())

    def ask(self, step: object) -> Any:  # noqa: ANN401  JSON
        """What it says to a step."""
        assert self._run.stdin is not None
        print(json.dumps(step), file=self._run.stdin, flush=True)
        return self.hear()

    def close(self) -> None:
        """Its input ends, and so does it."""
        self._run.communicate()


class Rsync:
    """A plain file of rows, sent to a copy of it: the best of five sizes of blocks, squeezed."""

    def __init__(self, folder: Path, before: Rows) -> None:
        self._file, self._there = folder / "rows.db", folder / "there" / "rows.db"
        self._there.parent.mkdir()
        self._db = sqlite3.connect(self._file)
        self._db.executescript(TABLES)
        self.step(before)

    def step(self, rows: Rows) -> dict[str, float]:
        """Bytes both ways, as rsync itself counts them."""
        with self._db:
            self._db.executemany("INSERT INTO lesson VALUES (?, ?, ?, ?)", rows["lessons"])
            marks = [mark[:3] for mark in rows["marks"]]
            self._db.executemany("REPLACE INTO mark VALUES (?, ?, ?)", marks)
        found = [self._sent(more) for more in BLOCKS]
        shutil.copy2(self._file, self._there)
        return {"rsync": min(found)}

    def _sent(self, more: Sequence[str]) -> int:
        copy = self._there.with_name("copy.db")
        if self._there.exists():
            shutil.copy2(self._there, copy)
        command = ["rsync", "-tz", "--no-whole-file", "--stats", *more, self._file, copy]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        counts = re.findall(r"Total bytes (?:sent|received): ([\d,]+)", said)
        return sum(int(one.replace(",", "")) for one in counts)

    def close(self) -> None:
        """Close the file."""
        self._db.close()


class Changesets:
    """SQLite's changesets through zstd: bodies alone."""

    def __init__(self, python: str, before: Rows) -> None:
        self._child = Child(python, "apsw_bodies.py")
        self.step(before)

    def step(self, rows: Rows) -> dict[str, float]:
        """Bytes of the body, of bare rows and with time and author."""
        found: dict[str, float] = self._child.ask(rows)
        return found

    def close(self) -> None:
        """End it."""
        self._child.close()


class Morango:
    """Two Django programs; HTTP both ways of a push and a pull, session and connection kept."""

    def __init__(self, python: str, folder: Path, before: Rows) -> None:
        command = (python, "-m", "morango_school")
        self._server = Child(*command, "server", str(folder / "server.db"))
        port = self._server.ask(before)["port"]
        shutil.copy(folder / "server.db", folder / "client.db")
        self._counting = Counting(port)
        client = folder / "client.db"
        self._client = Child(*command, "client", str(client), str(self._counting.port))
        self._client.hear()
        self._marks = {(mark[0], mark[1]): mark[2] for mark in before["marks"]}

    def step(self, rows: Rows) -> dict[str, float]:
        """Bytes, requests and seconds until the server has the same."""
        self._counting.taken()
        said = self._client.ask(rows)
        found = {"morango": self._counting.taken(), "requests": said["requests"]}
        self._marks |= {(mark[0], mark[1]): mark[2] for mark in rows["marks"]}
        there = self._server.ask({})
        assert there == {"marks": len(self._marks), "sum": sum(self._marks.values())}, there
        return {**found, "seconds": said["seconds"]}

    def close(self) -> None:
        """End both."""
        self._client.close()
        self._counting.close()
        self._server.close()


@dataclass
class Ours:
    """Our two computers; what was typed since the last step goes over to the other one."""

    pair: Pair
    lessons: dict[object, int] = field(default_factory=dict)
    pupils: dict[object, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        school = self.pair.school
        self._position = start(school.storage.device.id, school.part)

    def new(self) -> tuple[list[Entry], Rows]:
        """Lines written since the last call, and the same as plain rows."""
        run = self.pair.school.stream(self._position.seq)
        rows: Rows = {"lessons": [], "marks": []}
        for one in run:
            if one.table == MARK:
                column, pupil = one.key
                if column not in self.lessons:
                    self.lessons[column] = number = len(self.lessons)
                    rows["lessons"].append([number, number // 5, number % 5, number % 8])
                told = [one.hlc >> 16, self.pair.school.actor]
                place = self.pupils.setdefault(pupil, len(self.pupils))
                rows["marks"].append([self.lessons[column], place, one.val, *told])
        return run, rows

    def begin(self, count: int) -> Rows:
        """What stands there before, on both."""
        self.marks = self.pair.school.new_marks(count, pasted=True)
        run, rows = self.new()
        while not self.pair.client.run(PATIENCE).confirmed:
            """Bodies of the size that the line carries."""
        self.pair.inside.taken()
        self._position = after(self._position, run)
        return rows

    def step(self, act: Callable[[], object]) -> tuple[Rows, dict[str, float]]:
        """Something typed and exchanged: HTTP both ways; the batch alone; lines of JSON."""
        act()
        run, rows = self.new()
        found: dict[str, float] = {"ours": self.pair.exchanged().http, "batch": 0, "json": 0}
        if run:
            content, self._position = encode(self._position, run, self.pair.school.storage.device)
            found |= {"batch": len(content), "json": len(zipped(run))}
        return rows, found


COLUMNS = {
    "ours": "**ours, whole exchange**", "batch": "ours, batch alone",
    "bare": "apsw + zstd, bare rows",
    "told": "apsw + zstd, with time and author", "json": "JSON lines, gzip",
    "rsync": "rsync -z", "morango": "morango, push and pull",
}  # fmt: skip
NAMES = {
    "S1": "S1 1,000 new marks", "S2": "S2 1,000 corrections of {old:,}", "S3": "S3 one mark",
    "S4": "S4 nothing changed",
}  # fmt: skip

Found = dict[str, list[dict[str, float]]]
"""By figure, what each round counted."""


def others(folder: Path, before: Rows, wish: argparse.Namespace) -> list[Any]:
    """Those of the others that are there."""
    found: list[Any] = []
    if shutil.which("rsync"):
        found.append(Rsync(folder, before))
    if wish.apsw:
        found.append(Changesets(wish.apsw, before))
    if wish.morango:
        found.append(Morango(wish.morango, folder, before))
    return found


def measured(folder: Path, wish: argparse.Namespace) -> Found:
    """So many rounds on the same files: each with new marks, one mark, nothing, corrections."""
    ours = Ours(Pair(folder, wish.seed))
    peers = others(folder, ours.begin(wish.old), wish)
    school, found = ours.pair.school, {name: [] for name in NAMES}  # type: Any, Found
    chance = Random(wish.seed)  # noqa: S311  invented marks

    def correct() -> None:
        places = sorted(chance.sample(range(wish.old), wish.marks))
        corrected = school.correct([ours.marks[place] for place in places])
        for place, other in zip(places, corrected, strict=True):
            ours.marks[place] = other

    acts = [("S1", lambda: school.new_marks(wish.marks))]
    acts += [("S3", lambda: school.new_marks(1))] * ONES
    acts += [("S4", lambda: None), ("S2", correct)]
    for _ in range(wish.rounds):
        for name, act in acts:
            rows, counts = ours.step(act)
            for peer in peers:
                counts |= peer.step(rows)
            found[name].append(counts)
    for one in (*peers, ours.pair):
        one.close()
    return found


def row(name: str, counts: Sequence[dict[str, float]]) -> str:
    """A line of the table, and who needs fewer bytes than our whole exchange."""
    middle = {each: median(one[each] for one in counts) for each in counts[0]}
    bodies = ("bare", "told", "json", "batch")
    nothing = {each for each in bodies if each in middle and not middle[each]}
    ahead = [COLUMNS[each] for each in COLUMNS
             if each not in {"ours", "batch", *nothing}
             and middle.get(each, middle["ours"]) < middle["ours"]]  # fmt: skip
    cells = []
    for each in COLUMNS:
        text = MISSING if each not in middle else "–" if each in nothing else f"{middle[each]:,.0f}"
        cells.append(f"**{text}**" if each == "ours" else text)
    if "morango" in middle:
        cells[-1] += f" ({middle['requests']:.0f} requests)"
    verdict = "✗ " + ", ".join(ahead) if ahead else "**ours** ✓"
    return f"| {name} | {' | '.join(cells)} | {verdict} |"


def throughput(found: Found, wish: argparse.Namespace) -> str:
    """S7: changes a second, each as it is used."""
    ours = median(rounds(wish.applied, wish.changes))
    text = dict.fromkeys(COLUMNS, "–") | {"ours": f"**{ours:,.0f}**"}
    text["bare"] = text["morango"] = MISSING
    if wish.apsw:
        said = subprocess.run([wish.apsw, "apsw_apply.py"], check=True, cwd=HERE,
                              capture_output=True, text=True).stdout  # fmt: skip
        text["bare"] = said.split()[0]
    if wish.morango:
        seconds = median(one["seconds"] for one in found["S1"])
        text["morango"] = f"{wish.marks / seconds:,.0f}"
    rates = {each: float(text[each].replace(",", "")) for each in ("bare", "morango")
             if text[each] != MISSING}  # fmt: skip
    ahead = [COLUMNS[each] for each, rate in rates.items() if rate > ours]
    verdict = "✗ " + ", ".join(ahead) if ahead else "**ours** ✓"
    return f"| S7 changes a second taken in | {' | '.join(text.values())} | {verdict} |"


def main() -> None:
    """The table."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.sync.peers", description=__doc__)
    options.add_argument("--apsw", metavar="PYTHON", help="a Python that has apsw and zstandard")
    options.add_argument("--morango", metavar="PYTHON", help="a Python that has morango 0.8.15")
    options.add_argument("--rounds", type=int, default=10)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--old", type=int, default=OLD)
    options.add_argument("--marks", type=int, default=1000)
    options.add_argument("--applied", type=int, default=3, help="runs of S7; 0: leave it out")
    options.add_argument("--changes", type=int, default=20_000)
    wish = options.parse_args()
    with TemporaryDirectory() as folder:
        print("\n".join(f"- {line}" for line in described(Path(folder))[:4]))
        found = measured(Path(folder), wish)
    for name, counts in found.items():
        if "seconds" in counts[0]:
            print(f"- {name}: morango takes {median(one['seconds'] for one in counts):.1f} s")
    print(f"\n| medians of {wish.rounds} rounds | {' | '.join(COLUMNS.values())} | ahead |")
    print("|---" * (len(COLUMNS) + 2) + "|")
    for name, counts in found.items():
        print(row(NAMES[name].format(old=wish.old), counts))
    if wish.applied:
        print(throughput(found, wish), flush=True)


if __name__ == "__main__":
    main()
