"""What a benchmark says: a number against its goal, and how it came about."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. A goal is an upper bound; None where there is none."""

    id: str
    what: str
    value: float
    unit: str
    goal: float | None = None
    detail: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether the goal was reached."""
        return None if self.goal is None else self.value <= self.goal


@dataclass(frozen=True, slots=True)
class Plan:
    """How large a run is: the usual one, or a tiny one that only proves that it runs."""

    cache: Path
    pupils: int = 1000
    years: int = 10
    marks: int = 5_000_000
    repeats: int = 200
    starts: int = 15
    warm_starts: int = 3
    seed: int = 1


Benchmark = Callable[[Plan], tuple[Figure, ...]]
