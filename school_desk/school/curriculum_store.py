"""Rows of the curriculum as values: hours a week of a class in a subject."""

from decimal import Decimal

from school_desk.school.curriculum_model import Component, PlannedHours
from school_desk.school.curriculum_rules import written
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork


def load_hours(db: Connection, year: str) -> tuple[PlannedHours, ...]:
    """The planned hours of all classes of a school year."""
    rows = db.execute(
        "SELECT h.class_group, h.subject, h.hours, h.component, h.source FROM curriculum AS h "
        "JOIN class_group AS c ON c.row = h.class_group "
        "WHERE h.alive AND h.hours IS NOT NULL AND c.alive AND c.year = ?",
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


def save_hours(work: UnitOfWork, parts: Partitions, planned: PlannedHours) -> int:
    """The hours a week of a class in a subject."""
    return work.born(
        "curriculum",
        parts.school_wide,
        class_group=planned.class_group,
        subject=planned.subject,
        hours=written(planned.hours),
        component=planned.component.value,
        source=planned.source or None,
    )


def clear_hours(work: UnitOfWork, class_group: int, subject: int) -> None:
    """A class is no more to be taught a subject; what was written stays in the log."""
    found = work.db.execute(
        "SELECT row FROM curriculum WHERE alive AND class_group = ? AND subject = ?",
        (class_group, subject),
    ).fetchone()
    if found is not None:
        work.delete(found[0])
