"""B1 and B5: start to painted register page, and memory then, against an empty PySide6 window."""

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic_ns

from benchmarks.figure import Figure, Plan
from benchmarks.samples import in_words, median
from benchmarks.school_making import Shape
from benchmarks.schools import NOW, School, copied, opened, school
from school_desk.ui.last_place import place_as_text
from school_desk.ui.memory import PersonMemory
from school_desk.ui.screen import Place
from school_desk.ui.window import LAST_PLACE

ROOT = Path(__file__).resolve().parent.parent
MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Start:
    """One start: until its table was painted, by the clock and by the processor; memory then."""

    ms: float
    cpu_ms: float
    mib: float


def measure(plan: Plan) -> tuple[Figure, ...]:
    """Fresh processes in turn, their compiled modules warm."""
    kept = school(Shape(plan.pupils, plan.years, plan.seed, plan.marks), plan.cache)
    with TemporaryDirectory() as folder:
        made = copied(kept, Path(folder) / "school")
        return _figures(plan.years, *_starts(made, plan, Path(folder) / "compiled"))


def _starts(made: School, plan: Plan, compiled: Path) -> tuple[list[Start], list[Start]]:
    handed = to_hand_over(made)
    empty: list[Start] = []
    ours: list[Start] = []
    for turn in range(plan.warm_starts + plan.starts):
        pair = start("empty_window", compiled), start("register_window", compiled, handed)
        if turn >= plan.warm_starts:
            empty.append(pair[0])
            ours.append(pair[1])
    return empty, ours


def to_hand_over(made: School) -> bytes:
    """What `register_window` reads to start on the page of a school."""
    _leave_on_the_page(made)
    return pickle.dumps((made.folder, made.unlocked, NOW))


def _leave_on_the_page(made: School) -> None:
    """As if the teacher had been on the page earlier today: the window opens there."""
    with opened(made) as desk:
        page = Place("register", (made.made.group, made.made.subject, made.made.term))
        memory = PersonMemory(desk.place.settings, desk.account.id)
        memory.put(LAST_PLACE, place_as_text(page, desk.today()))
        memory.put("maximised", "no")


def start(module: str, compiled: Path, handed: bytes = b"") -> Start:
    """Start a module in a process of its own and wait until it has told."""
    inherited = {name: each for name, each in os.environ.items() if not name.startswith("PYTHON")}
    begun = monotonic_ns()
    run = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{module}"],
        input=handed,
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**inherited, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(compiled)},
    )
    moment, resident, cpu = run.stdout.split()[-3:]
    return Start((int(moment) - begun) / 1e6, float(cpu) * 1e3, int(resident) / MEBIBYTE)


def _figures(years: int, empty: Sequence[Start], ours: Sequence[Start]) -> tuple[Figure, ...]:
    times = [one.ms for one in ours], [one.ms for one in empty]
    cpu = median([one.cpu_ms for one in ours]), median([one.cpu_ms for one in empty])
    sizes = median([one.mib for one in ours]), median([one.mib for one in empty])
    return (
        Figure(
            "B1",
            f"start to painted register page with {years} years of data "
            "÷ start of an empty PySide6 window with a table",
            median(times[0]) / median(times[1]),
            "×",
            2.0,
            detail=f"{in_words(times[0])} ÷ {in_words(times[1])}; processor {cpu[0]:.0f} ÷ "
            f"{cpu[1]:.0f} ms = {cpu[0] / cpu[1]:.2f}",
        ),
        Figure(
            "B5",
            "resident memory with a page open ÷ empty PySide6 window with a table",
            sizes[0] / sizes[1],
            "×",
            1.7,
            detail=f"{sizes[0]:.0f} MiB ÷ {sizes[1]:.0f} MiB",
        ),
    )
