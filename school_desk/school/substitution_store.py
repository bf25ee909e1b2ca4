"""Rows of substitutions as values."""

from datetime import date

from school_desk.school.substitution_model import Substitution, SubstitutionKind
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork


def load_substitutions(
    db: Connection, first: date = date.min, last: date = date.max
) -> tuple[Substitution, ...]:
    """Who gives whose lesson between two days."""
    rows = db.execute(
        "SELECT grp, day, slot, kind, subject, teacher, room, reason, row FROM substitution "
        "WHERE alive AND kind IS NOT NULL AND day BETWEEN ? AND ? ORDER BY day, slot, row",
        (first.isoformat(), last.isoformat()),
    )
    return tuple(
        Substitution(
            group,
            date.fromisoformat(day),
            slot,
            SubstitutionKind(kind),
            subject,
            teacher,
            room or "",
            reason or "",
            row,
        )
        for group, day, slot, kind, subject, teacher, room, reason, row in rows
    )


def save_substitution(work: UnitOfWork, parts: Partitions, one: Substitution) -> int:
    """Who gives a lesson on one day instead of its teacher."""
    return work.born(
        "substitution",
        parts.school_wide,
        grp=one.group,
        day=one.day.isoformat(),
        slot=one.slot,
        kind=one.kind.value,
        subject=one.subject,
        teacher=one.teacher,
        room=one.room or None,
        reason=one.reason or None,
    )
