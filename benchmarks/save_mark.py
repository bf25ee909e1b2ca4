"""S8: what the log, its chain and the heads cost when one mark is saved."""

from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figure import Figure, Plan
from benchmarks.plain_inserts import PlainInserts
from benchmarks.samples import in_words, interleaved, median, timed
from benchmarks.school_making import Shape
from benchmarks.schools import copied, school, stored
from school_desk.errors import N_
from school_desk.storage.unit_of_work import Storage

COLUMN = "SELECT row FROM lesson_column WHERE n = 1 ORDER BY row DESC LIMIT 1"
PUPILS = "SELECT row FROM pupil WHERE row NOT IN (SELECT pupil FROM mark WHERE parent = ?)"


class NewMarks:
    """Call it, and one more mark is saved as a unit of work."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._column = storage.db.execute(COLUMN).fetchone()[0]
        self._pupils = [row for (row,) in storage.db.execute(PUPILS, (self._column,))]
        self._numbers = count()

    def __call__(self) -> None:
        """A cell that is empty, or another mark where all are full."""
        number = next(self._numbers)
        pupil = self._pupils[number % len(self._pupils)]
        points = 2 + number // len(self._pupils) % 9
        with self._storage.begin(N_("Put mark")) as work:
            work.put_cell("mark", self._column, pupil, points=points)


def measure(plan: Plan) -> tuple[Figure, ...]:
    """Units of work and plain inserts in turn, in one file."""
    kept = school(Shape(plan.pupils, 1, plan.seed, plan.marks), plan.cache)
    with (
        TemporaryDirectory(dir=plan.cache) as folder,
        stored(copied(kept, Path(folder) / "school")) as storage,
    ):
        plain, unit = timed(PlainInserts(storage.database)), timed(NewMarks(storage))
        times = interleaved({"plain": plain, "unit": unit}, plan.repeats * 5, warm_up=50)
    ours, floor = times["unit"], times["plain"]
    return (
        Figure(
            "S8",
            "one mark as a unit of work ÷ a plain insert of its row, same file, both durable",
            median(ours) / median(floor),
            "×",
            1.5,
            f"{in_words(ours)} ÷ {in_words(floor)}",
        ),
    )
