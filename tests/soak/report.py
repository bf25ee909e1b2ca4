"""One more line in docs/reliability.md: what was done, where, with what outcome."""

import platform
import shlex
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlcipher3 import dbapi2 as engine

REPORT = Path(__file__).parents[2] / "docs" / "reliability.md"


def call(module: str, arguments: Sequence[str]) -> str:
    """The command that does it again; where a machine keeps its state is left out.

    >>> call("tests.soak", ["--seed", "7", "--state", "here.json", "--simulation"])
    'python -m tests.soak --seed 7 --simulation'
    """
    told = [
        one
        for before, one in zip(["", *arguments], arguments, strict=False)
        if before != "--state" and one.partition("=")[0] != "--state"
    ]
    return shlex.join(["python", "-m", module, *told])


def report(figures: Counter[str], wrong: list[str], command: str) -> None:
    """Add what a run has done, with the command that does it again."""
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    place = f"{platform.system()} {platform.machine()}, SQLite {engine.sqlite_version}"
    done = "; ".join(f"{name} {number:,}" for name, number in figures.items())
    outcome = "nothing lost, nothing half written" if not wrong else f"{len(wrong)} WRONG"
    with REPORT.open("a", encoding="utf-8") as file:
        file.write(f"| {day} | `{command}` | {place} | {done} | {outcome} |\n")
