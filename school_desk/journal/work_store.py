"""Rows of a summative work's parts as values: tasks, descriptors, points by descriptor."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from school_desk.journal.model import ImportedWork, MarkKind, Sitting
from school_desk.journal.work_parts import Descriptor, PupilPoints, Task, read_objectives
from school_desk.journal.works import ClassWork
from school_desk.storage.engine import Connection
from school_desk.storage.unit_of_work import UnitOfWork


def load_work_place(db: Connection, work: int) -> tuple[int, int, int] | None:
    """Teaching group, subject and term of a work, whether it is still planned or not."""
    found: tuple[int, int, int] | None = db.execute(
        "SELECT grp, subject, term FROM summative WHERE row = ?", (work,)
    ).fetchone()
    return found


def load_highest(
    db: Connection, page: tuple[int, int, int], kind: MarkKind, number: int
) -> int | None:
    """The highest points of a work, also of one that was dropped: planned again it has them."""
    found = db.execute(
        "SELECT max(p.points) FROM summative AS s JOIN work_points AS p ON p.parent = s.row "
        "WHERE s.grp = ? AND s.subject = ? AND s.term = ? AND s.kind = ? AND s.number = ?",
        (*page, kind.value, number),
    ).fetchone()
    return None if found[0] is None else int(found[0])


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


def load_described(db: Connection, works: Iterable[int]) -> Mapping[tuple[int, int], int]:
    """What the points by descriptor add up to, by work and pupil; who has none is left out."""
    found: dict[tuple[int, int], int] = {}
    for work in set(works):
        points = load_descriptor_points(db, work)
        found |= {(work, pupil): sum(mine.values()) for pupil, mine in points.items()}
    return found


def load_class_works(
    db: Connection, class_group: int, terms: Sequence[int]
) -> tuple[ClassWork, ...]:
    """The summative works of a class (of all its teaching groups) in some terms."""
    rows = db.execute(
        "SELECT s.row, s.grp, s.subject, s.kind, s.term, s.day FROM summative AS s "
        "JOIN teaching_group AS g ON g.row = s.grp "
        f"WHERE s.alive AND g.class_group = ? AND s.term IN ({', '.join('?' * len(terms))}) "
        "AND s.top IS NOT NULL",
        (class_group, *terms),
    )
    return tuple(
        ClassWork(
            row, group, subject, MarkKind(kind), term, date.fromisoformat(day) if day else None
        )
        for row, group, subject, kind, term, day in rows
    )


def save_tasks(work: UnitOfWork, class_part: str, summative: int, tasks: Sequence[Task]) -> None:
    """All tasks of a work; those that are gone are deleted with their descriptors."""
    kept = {save_task(work, class_part, summative, task) for task in tasks}
    for old in load_tasks(work.db, summative):
        if old.row not in kept:
            for one in old.descriptors:
                work.delete(one.row)
            work.delete(old.row)


def save_sitting(
    work: UnitOfWork, class_part: str, summative: int, pupil: int, sitting: Sitting
) -> None:
    """A pupil's own day for a work."""
    work.born(
        "sitting",
        class_part,
        summative=summative,
        pupil=pupil,
        day=sitting.day.isoformat(),
        reason=sitting.reason or None,
    )


def drop_sitting(work: UnitOfWork, summative: int, pupil: int) -> None:
    """Take a pupil's own day back."""
    rows = work.db.execute(
        "SELECT row FROM sitting WHERE alive AND summative = ? AND pupil = ?", (summative, pupil)
    )
    for (row,) in rows.fetchall():
        work.delete(row)


def save_imported(
    work: UnitOfWork, class_part: str, page: tuple[int, int, int], pupil: int, brought: ImportedWork
) -> None:
    """A work of another school on a page: teaching group, subject, term."""
    group, subject, term = page
    work.born(
        "imported_work",
        class_part,
        pupil=pupil,
        grp=group,
        subject=subject,
        term=term,
        kind=brought.kind.value,
        number=brought.number,
        points=brought.points,
        top=brought.top,
        source=brought.source,
    )
