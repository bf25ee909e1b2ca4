"""The weekly hours of each class group by its curriculum (ҮОЖ, ТУП): what a timetable must hold."""

from collections.abc import Mapping
from decimal import Decimal

from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork


def load_hours(db: Connection, year: str) -> Mapping[tuple[int, int], Decimal]:
    """Weekly hours of a school year, by class group and subject."""
    rows = db.execute(
        "SELECT u.class_group, u.subject, u.hours FROM curriculum AS u "
        "JOIN class_group AS c ON c.row = u.class_group "
        "WHERE u.alive AND c.alive AND c.year = ? AND u.hours IS NOT NULL",
        (year,),
    )
    return {(class_group, subject): Decimal(hours) for class_group, subject, hours in rows}


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
    facts = {"component": component, "source": source}
    return work.born(
        "curriculum",
        parts.school_wide,
        class_group=class_group,
        subject=subject,
        hours=format(hours.normalize(), "f"),
        **{name: value for name, value in facts.items() if value is not None},
    )
