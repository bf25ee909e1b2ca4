"""A page of invented pupils with one work, for what is counted about it."""

from collections.abc import Sequence
from dataclasses import replace

from school_desk.journal.analysis import WorkParts, WorkResults, work_results
from school_desk.journal.model import ColumnKey, MarkKind, PupilRow, RegisterPage, Work
from school_desk.journal.work_parts import Descriptor, Task
from school_desk.school.model import PersonName, Pupil
from tests.documents.pages import RULES
from tests.journal.pages import PAGE, THURSDAY

WORK = Work(ColumnKey(work=7), MarkKind.UNIT_SUMMATIVE, 1, top=15, date=THURSDAY)

# The filled sample of the form: fourteen wrote, of fifteen points; one high, thirteen middle;
# eight reached 65 %.
SAMPLE = (13, 12, 12, 11, 11, 10, 10, 10, 9, 9, 8, 7, 6, 6)


def page_of(points: Sequence[int | None], work: Work = WORK) -> RegisterPage:
    """A page on which each pupil has these points in a work (None: did not write)."""
    rows = tuple(
        PupilRow(
            Pupil(n, PersonName(f"Оқушы{n:02d}", "Дана")),
            {} if one is None else {work.key: one},
        )
        for n, one in enumerate(points, start=1)
    )
    return replace(PAGE, works=(work,), rows=rows)


def results_of(
    points: Sequence[int | None], parts: WorkParts | None = None, *, top: int = 15
) -> WorkResults:
    """The row of the form for these points."""
    work = replace(WORK, top=top)
    return work_results(page_of(points, work), work, RULES, parts or WorkParts(), border=65)


def task(number: int, codes: str, steps: int, criterion: str = "", first_row: int = 0) -> Task:
    """A task of so many steps of one point each."""
    made = tuple(Descriptor(n, f"Қадам {n}", 1, first_row + n) for n in range(1, steps + 1))
    return Task(number, "", criterion, tuple(codes.split()), made)
