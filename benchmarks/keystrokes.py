"""B9: how many keys a teacher presses to fill a lesson of 25: 2 absent, 10 marked, lesson held."""

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figure import Figure, Plan
from benchmarks.open_window import DOWN, HELD, OpenPage, register_page, settle
from benchmarks.school_making import Shape
from benchmarks.schools import copied, school

TERM, PUPILS = 2, 25
ABSENT = (3, 17)
MARKED = (1, 2, 5, 8, 9, 12, 14, 20, 22, 24)
LAST = max(MARKED)


class Counted:
    """A keyboard that counts."""

    def __init__(self, page: OpenPage) -> None:
        self._page = page
        self.keys = 0

    def press(self, text: str = "", key: int = 0, mods=None) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        """Press one key, shortcut keys held down with it included."""
        self._page.press(text, key, mods)
        settle()
        self.keys += 1


def measure(plan: Plan) -> tuple[Figure, ...]:
    """Type the lesson and look whether everything is there."""
    kept = school(Shape(plan.pupils, 1, plan.seed, plan.marks), plan.cache)
    with (
        TemporaryDirectory(dir=plan.cache) as folder,
        register_page(copied(kept, Path(folder) / "school"), TERM) as page,
    ):
        keys = _fill(page)
    return (
        Figure(
            "B9",
            "keys to fill a lesson of 25: 2 absent, 10 marked, noted as held",
            keys,
            "keys",
            40,
            "the topic comes from the thematic plan, or is typed beside it and not counted",
        ),
    )


def _fill(page: OpenPage) -> int:
    column = page.grid.page.columns[-1].key
    for _marks_then_signs in range(2):
        cells = [(column, row.pupil.id) for row in page.grid.page.rows]
        page.desk.journal.clear(page.grid.page, cells)
    page.grid.go_to(column)
    keyboard = Counted(page)
    for line in range(PUPILS):
        if line in MARKED:
            keyboard.press("8")
        elif line in ABSENT:
            keyboard.press("а")
        if line < LAST:
            keyboard.press(key=DOWN)
    keyboard.press(key=HELD[0], mods=HELD[1])
    _check(page, column)
    return keyboard.keys


def _check(page: OpenPage, key) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    rows = page.grid.page.rows
    assert tuple(n for n, row in enumerate(rows) if row.points(key) == 8) == MARKED
    assert {n for n, row in enumerate(rows) if key.lesson in row.signs} >= set(ABSENT)
