"""Repeated measurements: interleaved so that a busy minute hurts all sides alike, then medians."""

import statistics
from collections.abc import Callable, Mapping
from time import perf_counter

Times = dict[str, list[float]]
"""Milliseconds by the name of what was measured."""


def interleaved(
    tasks: Mapping[str, Callable[[], float]], repeats: int, *, warm_up: int = 2
) -> Times:
    """Run each task in turn, again and again; a task says how many milliseconds it took."""
    times: Times = {name: [] for name in tasks}
    for turn in range(warm_up + repeats):
        for name, task in tasks.items():
            taken = task()
            if turn >= warm_up:
                times[name].append(taken)
    return times


def timed(act: Callable[[], object]) -> Callable[[], float]:
    """The task that times an act by the wall clock."""

    def run() -> float:
        started = perf_counter()
        act()
        return (perf_counter() - started) * 1e3

    return run


def median(values: list[float]) -> float:
    """The middle of what was measured."""
    return statistics.median(values)


def percentile(values: list[float], percent: int) -> float:
    """The value that so many percent do not exceed.

    >>> percentile([float(n) for n in range(1, 101)], 95)
    95.0
    """
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def in_words(values: list[float]) -> str:
    """Median, p95 and p99 of milliseconds, and how many there were."""
    tail = ", ".join(f"p{each} {percentile(values, each):.2f}" for each in (95, 99))
    return f"{median(values):.2f} ms ({tail}; n = {len(values)})"
