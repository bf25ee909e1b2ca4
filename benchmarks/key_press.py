"""B2: from a key press to a durable commit and the new term mark on the screen."""

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figure import Figure, Plan
from benchmarks.open_window import DOWN, OpenPage, Painted, register_page, settle, until_painted
from benchmarks.plain_inserts import PlainInserts, bare_file
from benchmarks.samples import in_words, interleaved, median, percentile, timed
from benchmarks.school_making import Shape
from benchmarks.schools import copied, school

FRAME_MS = 16.0
TERM = 2
"""A page with formative marks only: each moves the percent of its line."""

LOW, HIGH = 4, 9


class Typist:
    """Types marks down a column of the page, each another than the one that stands there."""

    def __init__(self, page: OpenPage) -> None:
        self._page = page
        self._line = 0
        self._results = Painted(page.views[-1].viewport())
        self._column = page.grid.page.columns[-1].key
        page.grid.go_to(self._column)
        settle()

    def walk(self) -> None:
        """To the next pupil; from the last one back to the first."""
        lines = len(self._page.grid.page.rows)
        self._line = (self._line + 1) % lines
        if self._line:
            self._page.press(key=DOWN)
        else:
            self._page.grid.go_to(self._column)
        settle()
        self._results.taken()

    def type(self) -> None:
        """One mark, until the results of its line have been painted."""
        stands = self._page.grid.page.rows[self._line].points(self._column)
        self._page.press(str(HIGH if stands == LOW else LOW))
        until_painted(self._results)

    def measured(self) -> float:
        """How long one mark took; walking to its cell is not counted."""
        self.walk()
        return timed(self.type)()


def measure(plan: Plan) -> tuple[Figure, ...]:
    """Marks and bare inserts in turn, on one disk."""
    kept = school(Shape(plan.pupils, 1, plan.seed, plan.marks), plan.cache)
    with TemporaryDirectory(dir=plan.cache) as name:
        folder = Path(name)
        floor = PlainInserts(bare_file(folder))
        with register_page(copied(kept, folder / "school"), TERM) as page:
            tasks = {"floor": timed(floor), "mark": Typist(page).measured}
            times = interleaved(tasks, plan.repeats, warm_up=30)
    mark, plain = times["mark"], times["floor"]
    detail = f"{in_words(mark)} ÷ {in_words(plain)}"
    return (
        Figure(
            "B2",
            "key press to durable commit and new term mark on the screen "
            "÷ one durable SQLCipher insert",
            median(mark) / median(plain),
            "×",
            5.0,
            detail,
        ),
        Figure("B2", "the same, 99 of 100 marks within", percentile(mark, 99), "ms", FRAME_MS),
    )
