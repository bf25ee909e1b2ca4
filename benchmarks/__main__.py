"""`python -m benchmarks` measures every budget, `--only B2,B3` some, `--write` keeps the table."""

import argparse
import os
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import (
    bytes_of_marks,
    key_press,
    keystrokes,
    meal_month,
    menu_check,
    open_page,
    pupil_import,
    rollover,
    save_mark,
    slips_on_paper,
    start,
    term_report,
    whole_timetable,
    year_archive,
)
from benchmarks.figure import Benchmark, Figure, Plan
from benchmarks.machine import described

RESULTS = Path(__file__).with_name("RESULTS.md")
BENCHMARKS: Mapping[Benchmark, tuple[str, ...]] = {
    start.measure: ("B1", "B5"),
    key_press.measure: ("B2",),
    open_page.measure: ("B3", "B7"),
    slips_on_paper.measure: ("B4",),
    bytes_of_marks.measure: ("B6", "S8"),
    pupil_import.measure: ("B8",),
    keystrokes.measure: ("B9",),
    rollover.measure: ("B12",),
    term_report.measure: ("B13",),
    year_archive.measure: ("B14",),
    whole_timetable.measure: ("B15",),
    meal_month.measure: ("B18", "B19"),
    menu_check.measure: ("B21",),
    save_mark.measure: ("S8",),
}
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, show the table, keep it if asked."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    wish = _parser().parse_args(arguments)
    plan = Plan(
        wish.cache, pupils=wish.pupils, years=wish.years, seed=wish.seed, repeats=wish.repeats
    )
    plan.cache.mkdir(parents=True, exist_ok=True)
    only = set(wish.only.split(",")) if wish.only else set()
    figures = run(plan, only)
    text = section(figures, plan, only)
    print(text)
    if wish.write:
        keep(RESULTS, text)


def run(plan: Plan, only: set[str]) -> list[Figure]:
    """The figures that are wanted, in the order of their names."""
    wanted = (one for one, ids in BENCHMARKS.items() if not only or only & set(ids))
    found = [figure for benchmark in wanted for figure in benchmark(plan)]
    return sorted((one for one in found if not only or one.id in only), key=lambda one: one.id)


def section(figures: Sequence[Figure], plan: Plan, only: set[str]) -> str:
    """The table with all that stands behind it."""
    command = "make bench" + (f' ARGS="--only {",".join(sorted(only))}"' if only else "")
    lines = [
        f"Measured {datetime.now(UTC):%Y-%m-%d %H:%M} UTC by `{command}`; {_size(plan)}:",
        "",
        *(f"- {line}" for line in described(plan.cache)),
        "",
        "| # | figure | measured | goal | how it came about |",
        "|---|---|---|---|---|",
        *(_line(one) for one in figures),
    ]
    return "\n".join(lines)


def keep(path: Path, text: str) -> None:
    """Replace the measured section of the results; what people wrote around it stays."""
    before, _begin, rest = path.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    path.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")


def _size(plan: Plan) -> str:
    return f"seed {plan.seed}, {plan.pupils:,} pupils, {plan.years} years"


def _line(one: Figure) -> str:
    goal = "" if one.goal is None else f"≤ {one.goal:g} {one.unit}"
    reached = {True: " ✓", False: " ✗", None: ""}[one.reached]
    measured = f"**{one.value:.2f} {one.unit}**{reached}"
    return f"| {one.id} | {one.what} | {measured} | {goal} | {one.detail} |"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", default="", help="figures to measure, such as B2,B3")
    parser.add_argument("--write", action="store_true", help=f"keep the table in {RESULTS.name}")
    parser.add_argument("--pupils", type=int, default=1000)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=200)
    default = Path(tempfile.gettempdir()) / "school-desk-benchmarks"
    parser.add_argument("--cache", type=Path, default=default, help="where made schools are kept")
    return parser


if __name__ == "__main__":
    main()
