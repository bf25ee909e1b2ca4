"""Rows of the curriculum (ҮОЖ, ТУП) as values: hours a week of a class group in a subject."""

from collections.abc import Mapping
from decimal import Decimal

from school_desk.school.curriculum_model import Component, PlannedHours
from school_desk.school.curriculum_rules import written
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork


def load_planned(db: Connection, year: str) -> tuple[PlannedHours, ...]:
    """The planned hours of all classes of a school year, with where they come from."""
    rows = db.execute(
        "SELECT u.class_group, u.subject, u.hours, u.component, u.source FROM curriculum AS u "
        "JOIN class_group AS c ON c.row = u.class_group "
        "WHERE u.alive AND c.alive AND c.year = ? AND u.hours IS NOT NULL",
        (year,),
    )
    return tuple(
        PlannedHours(
            class_group,
            subject,
            Decimal(hours),
            Component(component or Component.INVARIANT),
            source or "",
        )
        for class_group, subject, hours, component, source in rows
    )


def load_hours(db: Connection, year: str) -> Mapping[tuple[int, int], Decimal]:
    """Weekly hours of a school year, by class group and subject."""
    return {(one.class_group, one.subject): one.hours for one in load_planned(db, year)}


def save_hours(
    work: UnitOfWork,
    parts: Partitions,
    class_group: int,
    subject: int,
    hours: Decimal,
    *,
    component: str | None = None,
    source: str | None = None,
) -> int:
    """The weekly hours of a subject in a class group, a decimal such as 0.5."""
    return work.born(
        "curriculum",
        parts.school_wide,
        class_group=class_group,
        subject=subject,
        hours=written(hours),
        component=component,
        source=source,
    )


def clear_hours(work: UnitOfWork, class_group: int, subject: int) -> None:
    """A class is no more to be taught a subject; what was written stays in the log."""
    found = work.db.execute(
        "SELECT row FROM curriculum WHERE alive AND class_group = ? AND subject = ?",
        (class_group, subject),
    ).fetchone()
    if found is not None:
        work.delete(found[0])
