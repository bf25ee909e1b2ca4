"""A small work: two tasks, three descriptors of 1, 2 and 12 points, in the small page."""

from dataclasses import replace

from school_desk.journal.work_page_model import WorkPage, lay_open
from school_desk.journal.work_parts import Descriptor, Task
from tests.journal.pages import PAGE

FIRST, SECOND, LAST = 101, 102, 103
"""The rows of the descriptors."""

TASKS = (
    Task(
        1,
        "Қысқартыңыз",
        "Қысқартады",
        ("6.1.2.9",),
        (Descriptor(1, "Бөледі", 1, FIRST), Descriptor(2, "Жазады", 2, SECOND)),
        row=11,
    ),
    Task(2, "Есептеңіз", "", ("6.1.2.9", "6.1.2.12"), (Descriptor(1, "", 12, LAST),), row=12),
)
UNIT, TERM = PAGE.works


def laid(points=(), page=PAGE, tasks=TASKS, work=UNIT) -> WorkPage:
    """The unit work of the small page with points by pupil and descriptor."""
    return lay_open(page, work, tasks, dict(points))


def worth(points: int) -> tuple[Task, ...]:
    """The tasks, whose last descriptor is worth other points."""
    last = replace(TASKS[1], descriptors=(Descriptor(1, "", points, LAST),))
    return (TASKS[0], last)
