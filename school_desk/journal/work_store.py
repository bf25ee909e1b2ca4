"""Rows of a summative work's parts as values: tasks, descriptors, points by descriptor."""

from collections import defaultdict

from school_desk.journal.work_parts import Descriptor, PupilPoints, Task, read_objectives
from school_desk.storage.engine import Connection
from school_desk.storage.unit_of_work import UnitOfWork


def load_tasks(db: Connection, work: int) -> tuple[Task, ...]:
    """The tasks of a work (its row in `summative`) with their descriptors, in order."""
    descriptors: dict[int, list[Descriptor]] = defaultdict(list)
    rows = db.execute(
        "SELECT d.task, d.number, d.text, d.points, d.row FROM descriptor AS d "
        "JOIN work_task AS t ON t.row = d.task "
        "WHERE d.alive AND t.alive AND t.summative = ? AND d.points IS NOT NULL ORDER BY d.number",
        (work,),
    )
    for task, number, text, points, row in rows:
        descriptors[task].append(Descriptor(number, text or "", points, row))
    rows = db.execute(
        "SELECT row, number, text, criterion, objectives FROM work_task "
        "WHERE alive AND summative = ? ORDER BY number",
        (work,),
    )
    return tuple(
        Task(
            number,
            text or "",
            criterion or "",
            read_objectives(objectives or ""),
            tuple(descriptors[row]),
            row,
        )
        for row, number, text, criterion, objectives in rows
    )


def load_descriptor_points(db: Connection, work: int) -> PupilPoints:
    """Points by pupil and descriptor of a work; pupils without any are left out."""
    rows = db.execute(
        "SELECT p.pupil, p.parent, p.points FROM descriptor_points AS p "
        "JOIN descriptor AS d ON d.row = p.parent JOIN work_task AS t ON t.row = d.task "
        "WHERE d.alive AND t.alive AND t.summative = ? AND p.points IS NOT NULL",
        (work,),
    )
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for pupil, descriptor, points in rows:
        found[pupil][descriptor] = points
    return found


def save_task(work: UnitOfWork, class_part: str, summative: int, task: Task) -> int:
    """A task of a work with its descriptors; descriptors that are gone are deleted."""
    row = work.born(
        "work_task",
        class_part,
        summative=summative,
        number=task.number,
        text=task.text or None,
        criterion=task.criterion or None,
        objectives=" ".join(task.objectives) or None,
    )
    kept = {one.number for one in task.descriptors}
    found = work.db.execute("SELECT row, number FROM descriptor WHERE alive AND task = ?", (row,))
    for old, number in found.fetchall():
        if number not in kept:
            work.delete(old)
    for one in task.descriptors:
        facts = {"text": one.text or None, "points": one.points}
        work.born("descriptor", class_part, task=row, number=one.number, **facts)
    return row


def save_descriptor_points(
    work: UnitOfWork, descriptor: int, pupil: int, points: int | None
) -> None:
    """Points of one pupil for one descriptor; None clears them."""
    work.put_cell("descriptor_points", descriptor, pupil, points=points)
