"""B13: the term report of the whole school, against the bare SQL that reads the same marks."""

from collections.abc import Callable
from functools import partial
from time import perf_counter

from benchmarks.figure import Figure, Plan
from benchmarks.samples import in_words, interleaved, median, timed
from benchmarks.school_making import TERM, Shape
from benchmarks.schools import headed, school
from school_desk.app import Desk

GOAL_S = 10.0
MARKS = """
SELECT l.grp, l.subject, m.pupil, m.points FROM lesson AS l
JOIN lesson_column AS c ON c.lesson = l.row JOIN mark AS m ON m.parent = c.row
WHERE l.day BETWEEN :starts AND :ends AND m.points IS NOT NULL
"""
POINTS = """
SELECT s.grp, s.subject, p.pupil, p.points, s.top FROM summative AS s
JOIN work_points AS p ON p.parent = s.row
JOIN teaching_group AS g ON g.row = s.grp JOIN class_group AS c ON c.row = g.class_group
WHERE s.alive AND s.term = :term AND c.year = :year AND p.points IS NOT NULL
"""
SIGNS = """
SELECT s.grp, s.day, a.pupil, a.sign FROM session AS s JOIN attendance AS a ON a.parent = s.row
WHERE s.day BETWEEN :starts AND :ends AND a.sign IS NOT NULL
"""


def measure(plan: Plan) -> tuple[Figure, ...]:
    """The report read anew, asked for again, and its marks alone; in turn."""
    kept = school(Shape(plan.pupils, 1, plan.seed, plan.marks), plan.cache)
    repeats = max(3, plan.repeats // 40)
    with headed(kept) as desk:
        marks = len(_bare(desk))
        pages = len(_pages(desk))
        tasks = {
            "cold": _cold(desk, lambda: desk.reports.term(TERM)),
            "warm": timed(lambda: desk.reports.term(TERM)),
            "pages": _cold(desk, lambda: _open_all(desk)),
            "floor": timed(partial(_bare, desk)),
        }
        times = interleaved(tasks, repeats, warm_up=1)
    cold, read, warm, floor = (median(times[one]) for one in ("cold", "pages", "warm", "floor"))
    size = f"{plan.pupils:,} pupils, {pages} pages, {marks:,} marks and signs of the term"
    return (
        Figure(
            "B13",
            f"term report of the school, nothing read before ({size})",
            cold / 1e3,
            "s",
            GOAL_S,
            f"{in_words(times['cold'])}; slowest step: its pages opened and reckoned, "
            f"{read / cold:.0%}",
        ),
        Figure(
            "B13",
            "the same ÷ bare SQL that reads the same marks, points and signs",
            cold / floor,
            "×",
            None,
            f"{in_words(times['cold'])} ÷ {in_words(times['floor'])}",
        ),
        Figure(
            "B13",
            "asked for again, nothing typed since ÷ the same bare SQL",
            warm / floor,
            "×",
            None,
            f"{in_words(times['warm'])} ÷ {in_words(times['floor'])}",
        ),
    )


def _cold(desk: Desk, act: Callable[[], object]) -> Callable[[], float]:
    """The task that forgets all that services keep, untimed, and then times an act."""

    def run() -> float:
        desk._build()  # noqa: SLF001  as after the beginning of a year
        started = perf_counter()
        act()
        return (perf_counter() - started) * 1e3

    return run


def _pages(desk: Desk) -> list[tuple[int, int]]:
    return [(one.group, one.subject) for one in desk.journal.pages()]


def _open_all(desk: Desk) -> None:
    for group, subject in _pages(desk):
        desk.journal.open_page(group, subject, TERM)


def _bare(desk: Desk) -> list[object]:
    """The floor: every row that the report is made of, and nothing done with it."""
    db = desk._storage.db  # noqa: SLF001
    calendar = desk.school.calendar()
    term = calendar.terms[TERM - 1]
    facts = {
        "starts": term.starts.isoformat(),
        "ends": term.ends.isoformat(),
        "term": TERM,
        "year": calendar.id,
    }
    return [row for query in (MARKS, POINTS, SIGNS) for row in db.execute(query, facts).fetchall()]
