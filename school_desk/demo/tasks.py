"""The works of class 6 «А» in mathematics from inside: tasks, and points that make their totals."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from random import Random

from school_desk.demo.pages import Page
from school_desk.errors import N_
from school_desk.journal.model import MarkKind, Sitting, Work
from school_desk.journal.store import load_marks, load_works
from school_desk.journal.work_parts import Descriptor, Task, read_objectives
from school_desk.journal.work_store import (
    load_tasks,
    save_descriptor_points,
    save_sitting,
    save_tasks,
)
from school_desk.school.model import Period
from school_desk.storage.unit_of_work import Storage, UnitOfWork

OWN_DAY = Sitting(date(2026, 10, 23), "ауырды, анықтама бар")
"""When the pupil who was ill on the day of the term summative writes it."""

BY_TOTAL = (1, 2)
"""Pupils (by their place in the list) whose works were written by total alone."""

HARDER = 3
"""How much likelier a point is lost at the end of a work than at its beginning."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A work with its tasks, as it is prepared by hand."""

    kind: MarkKind
    number: int
    title: str
    tasks: tuple[Task, ...]


def prepared_works() -> tuple[Prepared, ...]:
    """The works of the file."""
    read = tomllib.loads(files("school_desk.demo").joinpath("tasks.toml").read_text("utf-8"))
    return tuple(
        Prepared(
            MarkKind(one["kind"]),
            one["number"],
            one["title"],
            tuple(_task(number, task) for number, task in enumerate(one["tasks"], start=1)),
        )
        for one in read["works"]
    )


def write_tasks(storage: Storage, pages: Sequence[Page], period: Period) -> None:
    """Tasks and points by descriptor of the prepared page; one pupil's own day."""
    page = next(one for one in pages if one.prepared)
    place = page.group, page.subject, period
    marks = load_marks(storage.db, *place)
    known = {(one.kind, one.number): one for one in prepared_works()}
    with storage.begin(N_("Write work tasks"), actor=page.teacher, origin="demo") as work:
        for planned in load_works(storage.db, *place):
            prepared = known[planned.kind, planned.number]
            totals = {who: marks[who].get(planned.key) for who in sorted(marks)}
            _write(
                work, page, planned, prepared, {w: n for w, n in totals.items() if n is not None}
            )
            if planned.is_term and any(totals.values()):
                _give_own_day(work, page, planned, [w for w, n in totals.items() if n is None])


def dealt(total: int, descriptors: Sequence[Descriptor], chance: Random) -> Mapping[int, int]:
    """Points by descriptor (its row) that add up to a total; the last ones are lost first."""
    points = {one.row: one.points for one in descriptors}
    weights = {one.row: 1 + HARDER * n for n, one in enumerate(descriptors)}
    for _lost in range(sum(points.values()) - total):
        left = [row for row, n in points.items() if n]
        points[chance.choices(left, [weights[row] for row in left])[0]] -= 1
    return points


def _write(
    work: UnitOfWork, page: Page, planned: Work, prepared: Prepared, totals: Mapping[int, int]
) -> None:
    row = planned.key.work or 0
    work.put("summative", row, title=prepared.title)
    save_tasks(work, page.part, row, prepared.tasks)
    descriptors = [one for task in load_tasks(work.db, row) for one in task.descriptors]
    for place, (pupil, total) in enumerate(sorted(totals.items())):
        if place in BY_TOTAL:
            continue
        chance = Random(f"{prepared.kind} {prepared.number} {place}")  # noqa: S311  no secrets
        for descriptor, points in dealt(total, descriptors, chance).items():
            save_descriptor_points(work, descriptor, pupil, points)


def _give_own_day(work: UnitOfWork, page: Page, planned: Work, absent: Sequence[int]) -> None:
    for pupil in absent[:1]:
        save_sitting(work, page.part, planned.key.work or 0, pupil, OWN_DAY)


def _task(number: int, task: Mapping[str, object]) -> Task:
    pairs = task["descriptors"]
    descriptors = pairs if isinstance(pairs, list) else []
    return Task(
        number,
        str(task["text"]),
        str(task["criterion"]),
        read_objectives(str(task["objectives"])),
        tuple(Descriptor(n, text, points) for n, (text, points) in enumerate(descriptors, start=1)),
    )
