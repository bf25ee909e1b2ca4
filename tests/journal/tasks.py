"""Tasks with criteria, objectives and descriptors for a work of the demo, and points for them."""

from school_desk.app import Desk
from school_desk.journal.model import RegisterPage, Work
from school_desk.journal.work_parts import Descriptor, Task
from school_desk.journal.work_store import load_tasks, save_descriptor_points, save_task

TASKS = (
    ("Қатынасты табады", "6.1.2.9", 5),
    ("Пропорцияны шешеді", "6.1.2.12", 6),
    ("Мәтінді есептерді шығарады", "6.5.1.1", 4),
)


def clear_tasks(desk: Desk, page: RegisterPage) -> None:
    """Take away the tasks that the demo gives its works: a test begins with its own."""
    with desk._storage.begin("Plan summative work", actor=desk.account.id) as unit:
        for work in page.works:
            for task in load_tasks(unit.db, work.key.work or 0):
                unit.delete(task.row)
                for step in task.descriptors:
                    unit.delete(step.row)


def give_tasks(desk: Desk, page: RegisterPage, work: Work, top: int | None = None) -> None:
    """Three tasks whose descriptors add up to the maximum, the rest in the last."""
    row = work.key.work
    assert row is not None
    sizes = [5, 6, (top or work.top) - 11]
    clear_tasks(desk, page)
    part = desk.analysis._pages.plan_of(desk._storage.db, page).class_part
    with desk._storage.begin("Plan summative work", actor=desk.account.id) as unit:
        for number, ((criterion, code, _n), size) in enumerate(
            zip(TASKS, sizes, strict=True), start=1
        ):
            steps = tuple(Descriptor(n, f"Қадам {n}") for n in range(1, size + 1))
            save_task(unit, part, row, Task(number, "", criterion, (code,), steps))


def give_points(desk: Desk, page: RegisterPage, work: Work) -> None:
    """Points by descriptor that add up to those of each pupil, first tasks first."""
    row = work.key.work
    assert row is not None
    steps = [step.row for task in load_tasks(desk._storage.db, row) for step in task.descriptors]
    with desk._storage.begin("Put mark", actor=desk.account.id) as unit:
        for line in page.rows:
            points = line.points(work.key)
            for n, step in enumerate(steps if points is not None else ()):
                save_descriptor_points(unit, step, line.pupil.id, int(n < (points or 0)))


def change_points(desk: Desk, work: Work, pupil: int, points: int) -> None:
    """Other points of one pupil: by descriptor where the work has any, and their sum."""
    row = work.key.work
    assert row is not None
    steps = [step.row for task in load_tasks(desk._storage.db, row) for step in task.descriptors]
    with desk._storage.begin("Put descriptor points", actor=desk.account.id) as unit:
        for n, step in enumerate(steps):
            save_descriptor_points(unit, step, pupil, int(n < points))
        unit.put_cell("work_points", row, pupil, points=points)
