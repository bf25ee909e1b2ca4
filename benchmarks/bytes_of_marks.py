"""B6 and the size of S8: bytes on disk for each mark, log and heads included."""

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figure import Figure, Plan
from benchmarks.plain_inserts import bytes_of_a_row
from benchmarks.school_making import Made, Shape
from benchmarks.schools import school

FEWER = 5
"""Marks in units of eight are measured on a fifth of the school: the figure is flat."""


def measure(plan: Plan) -> tuple[Figure, ...]:
    """How much the file grew by its marks, typed one by one; and in eights."""
    typed = school(Shape(plan.pupils, plan.years, plan.seed, plan.marks), plan.cache).made
    years = max(1, plan.years // FEWER)
    eights = Shape(plan.pupils, years, plan.seed, plan.marks, marks_a_unit=8)
    pasted = school(eights, plan.cache).made
    with TemporaryDirectory(dir=plan.cache) as folder:
        plain = bytes_of_a_row(Path(folder), typed.marks)
    return (
        Figure(
            "B6",
            f"bytes on disk a mark at {typed.marks:,} marks, each a unit of work of its own",
            _growth(typed),
            "B",
            90.0,
            f"the whole file with lessons, columns, attendance sessions and their log: "
            f"{typed.bytes_with / typed.marks:.0f} B a mark",
        ),
        Figure("B6", f"the same in units of 8, {pasted.marks:,} marks", _growth(pasted), "B", 90.0),
        Figure(
            "S8",
            "log, context and head of a mark on disk",
            _growth(typed) - plain,
            "B",
            75.0,
            f"{_growth(typed):.1f} B less {plain:.1f} B of the same marks in a bare table",
        ),
    )


def _growth(made: Made) -> float:
    return (made.bytes_with - made.bytes_without) / made.marks
