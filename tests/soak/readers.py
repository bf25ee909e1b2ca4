"""Every reader of outside bytes over spoiled files: `python -m tests.soak.readers --seed 1`.

Each try has a seed of its own made of the seed, the reader's name and its number, so that
`--only NAME --first N --number 1` plays it alone. What is reached is kept (--state): the next call
with the same seed goes on from there. More than half of the tries spoil the inside of the file.
"""

import argparse
import json
import shlex
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from school_desk.errors import DeskError
from tests.soak.containers import spoil_bytes
from tests.soak.report import report

SLOWEST = 2.0
INSIDE = 0.7
"""How often the inside is spoiled, not the bytes of the file."""

WHOLE, ROWS, REFUSED = "taken whole", "told row by row", "refused in words"
SPOKEN = 2_000
"""A sentence longer than this no window can show."""


@dataclass(frozen=True)
class Reader:
    """Something that reads bytes from outside.

    Args:
        spoil: spoils the inside of the sample.
        read: reads a file and says how it ended: WHOLE or ROWS, or raises a DeskError.
        state: what no refused file may change; compared before and after each try.
    """

    name: str
    file: str
    sample: bytes
    spoil: Callable[[bytes, Random], bytes]
    read: Callable[[Path], str]
    state: Callable[[], object] = lambda: None
    own_files: frozenset[str] = frozenset()
    good: str = WHOLE


def tries(
    reader: Reader, folder: Path, seed: int, first: int, number: int, until: float = float("inf")
) -> tuple[Counter[str], list[str]]:
    """So many spoiled files for a reader, or as many as the time allows; what is wrong."""
    counted: Counter[str] = Counter()
    wrong = _good_sample(reader, folder)
    for n in range(first, first + number):
        if time.monotonic() > until:
            break
        outcome, bad = _one(reader, folder, seed, n)
        counted[f"{reader.name}: {outcome}"] += 1
        counted["inputs"] += 1
        wrong += [f"{reader.name} {n} of seed {seed}: {one}" for one in bad]
    return counted, wrong


def spoilt_of(reader: Reader, seed: int, n: int) -> bytes:
    """The file of a try."""
    chance = Random(f"{seed} {reader.name} {n}")  # noqa: S311  the same every time
    inside = chance.random() < INSIDE
    return (reader.spoil if inside else spoil_bytes)(reader.sample, chance)


def _good_sample(reader: Reader, folder: Path) -> list[str]:
    """The sample itself is taken; a look at people, which is noted once, is noted now."""
    path = folder / reader.file
    path.write_bytes(reader.sample)
    try:
        outcome = reader.read(path)
    except DeskError:
        outcome = REFUSED
    for one in folder.iterdir():
        one.unlink()
    return [] if outcome == reader.good else [f"{reader.name}: the good sample was {outcome}"]


def _one(reader: Reader, folder: Path, seed: int, n: int) -> tuple[str, list[str]]:
    path = folder / reader.file
    path.write_bytes(spoilt_of(reader, seed, n))
    before, begun = reader.state(), time.monotonic()
    wrong: list[str] = []
    try:
        outcome = reader.read(path)
    except DeskError as error:
        outcome, said = REFUSED, str(error)
        wrong += ["a sentence too long"] if len(said) > SPOKEN else []
        wrong += ["a sentence that cannot be written"] if not _writable(said) else []
    except Exception:  # noqa: BLE001  a traceback is a finding
        outcome = "WRONG"
        wrong.append("\n    ".join(traceback.format_exc().splitlines()[-4:]))
    if time.monotonic() - begun > SLOWEST:
        wrong.append(f"{time.monotonic() - begun:.1f} s")
    if reader.state() != before:
        wrong.append("something was written")
    left = {one.name for one in folder.iterdir()} - {reader.file} - reader.own_files
    wrong += [f"left over: {sorted(left)}"] if left else []
    for one in folder.iterdir():
        one.unlink()
    return outcome, wrong


def _writable(said: str) -> bool:
    """Whether it can be shown and logged: no half of a character."""
    with suppress(UnicodeEncodeError):
        return bool(said.encode())
    return False


@contextmanager
def in_memory() -> Iterator[Path]:
    """A folder where a try costs no disk."""
    memory = Path("/dev/shm")  # noqa: S108  invented files
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        (Path(folder) / "try").mkdir()
        yield Path(folder)


def read_all(seed: int, number: int, only: str = "") -> tuple[Counter[str], list[str]]:
    """So many tries of every reader: for `make soak` and `make test`."""
    from tests.soak.outside import outside  # noqa: PLC0415  it makes a school

    figures: Counter[str] = Counter()
    wrong: list[str] = []
    with in_memory() as folder, outside(folder / "school") as readers:
        for reader in readers:
            if only in ("", reader.name):
                counted, bad = tries(reader, folder / "try", seed, 0, number)
                figures.update(counted)
                wrong += bad
    return figures, wrong


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.soak.readers", description=__doc__)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--number", type=int, default=500, help="tries of each reader")
    options.add_argument("--first", type=int, help="begin with this try")
    options.add_argument("--seconds", type=float, default=500)
    options.add_argument("--only", default="", help="names of readers, by commas")
    options.add_argument("--state", type=Path)
    options.add_argument("--quiet", action="store_true", help="no line in the docs")
    chosen = options.parse_args()
    state = chosen.state or Path(tempfile.gettempdir()) / f"school-desk-readers-{chosen.seed}.json"
    reached = _reached(state)
    figures, wrong = _play(chosen, reached)
    if not chosen.quiet:
        state.write_text(json.dumps(reached), encoding="utf-8")
        report(figures, wrong, shlex.join(["python", "-m", "tests.soak.readers", *sys.argv[1:]]))
    return bool(wrong)


def _play(chosen: argparse.Namespace, reached: dict[str, int]) -> tuple[Counter[str], list[str]]:
    from tests.soak.outside import outside  # noqa: PLC0415  it makes a school

    until = time.monotonic() + chosen.seconds
    figures: Counter[str] = Counter()
    wrong: list[str] = []
    with in_memory() as folder, outside(folder / "school") as readers:
        for reader in readers:
            if chosen.only and reader.name not in chosen.only.split(","):
                continue
            first = reached.get(reader.name, 0) if chosen.first is None else chosen.first
            left = chosen.number if chosen.first is not None else max(0, chosen.number - first)
            counted, bad = tries(reader, folder / "try", chosen.seed, first, left, until)
            reached[reader.name] = first + counted["inputs"]
            figures.update(counted)
            wrong += bad
            print(reader.name, dict(counted), f"{len(bad)} wrong", *bad, sep="\n  ", flush=True)
    return figures, wrong


def _reached(state: Path) -> dict[str, int]:
    with suppress(FileNotFoundError):
        return dict(json.loads(state.read_text(encoding="utf-8")))
    return {}


if __name__ == "__main__":
    sys.exit(main())
