"""Simulated schools, many: from a seed and a school's number on, in several processes, resumable.

`python -m tests.soak --simulation --seconds 600 --seed 1 --processes 2`. School number `n` of seed
`s` is drawn from `s * 1,000,000 + n`; every tenth exchanges signed batches and sticks, the others
single lines. How far a seed has come, and what all calls together have played, is kept (--state).
"""

import json
import os
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.storage.simulation import Lines, simulate
from tests.storage.small_school import make_file, quick_folder
from tests.sync.batch_simulation import Batches

SCHOOLS_OF_A_SEED = 1_000_000
STEPS = 250
BATCHES_EVERY = 10


@dataclass
class Reached:
    """What was played of a seed."""

    next_school: int = 0
    figures: Counter[str] = field(default_factory=Counter)

    @classmethod
    def read(cls, state: Path | None) -> "Reached":
        with suppress(FileNotFoundError):
            told = json.loads(state.read_text(encoding="utf-8")) if state else {}
            return cls(told.get("next school", 0), Counter(told.get("figures", {})))
        return cls()

    def keep(self, state: Path | None) -> None:
        if state:
            told = {"next school": self.next_school, "figures": self.figures}
            beside = state.with_suffix(".new")
            beside.write_text(json.dumps(told), encoding="utf-8")
            beside.replace(state)


def school(seed: int, number: int, content: bytes) -> tuple[Counter[str], str]:
    """One simulated school: what happened, and what went wrong (nothing)."""
    wire = Batches() if number % BATCHES_EVERY == BATCHES_EVERY - 1 else Lines()
    drawn = seed * SCHOOLS_OF_A_SEED + number
    try:
        with tempfile.TemporaryDirectory(dir=quick_folder()) as folder:
            figures = simulate(Path(folder), content, drawn, STEPS, wire)
    except Exception:  # noqa: BLE001  whatever breaks a simulation is a finding
        return Counter(), f"school {number} of seed {seed}: {traceback.format_exc()}"
    figures["simulated schools"] += 1
    figures["schools with signed batches"] += isinstance(wire, Batches)
    return figures, ""


def play(
    seed: int, seconds: float, processes: int, state: Path | None
) -> tuple[Counter[str], list[str]]:
    """Play schools until the time is up or one goes wrong; figures of this call."""
    reached, figures, wrong = Reached.read(state), Counter[str](), list[str]()
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory(dir=quick_folder()) as folder:
        make_file(Path(folder) / "empty.db")
        content = (Path(folder) / "empty.db").read_bytes()
    numbers = count(reached.next_school)
    for found, bad in _results(seed, numbers, content, processes, end):
        wrong += [bad] if bad else []
        reached.next_school += not bad
        figures.update(found)
        reached.figures.update(found)
        reached.keep(state)
        if wrong:
            break
    return figures, wrong


def _results(
    seed: int, numbers: Iterator[int], content: bytes, processes: int, end: float
) -> Iterator[tuple[Counter[str], str]]:
    """The schools in the order of their numbers, so that nothing is left out between."""
    if processes == 1:
        while time.monotonic() < end:
            yield school(seed, next(numbers), content)
        return
    with ProcessPoolExecutor(processes, initializer=os.nice, initargs=(5,)) as pool:
        waiting = [pool.submit(school, seed, next(numbers), content) for _ in range(processes * 2)]
        while waiting:
            wait(waiting[:1], return_when=FIRST_COMPLETED)
            yield waiting.pop(0).result()
            if time.monotonic() < end:
                waiting.append(pool.submit(school, seed, next(numbers), content))
