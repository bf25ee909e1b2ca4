"""Rows behind the hours that were given: sessions, lessons, substitutions, norms of the staff."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from school_desk.journal.hours_model import HeldLesson, Norm, Substituted
from school_desk.storage.engine import Connection


def load_held(db: Connection, year: str, first: date, last: date) -> tuple[HeldLesson, ...]:
    """Lessons of a school year that were noted as held between two days."""
    rows = db.execute(
        "SELECT s.day, s.slot, s.grp, s.held_by, s.hours, (SELECT l.subject FROM lesson AS l "
        "WHERE l.grp = s.grp AND l.day = s.day AND l.slot = s.slot AND l.alive "
        "AND l.cancelled IS NULL LIMIT 1) FROM session AS s "
        "JOIN teaching_group AS g ON g.row = s.grp JOIN class_group AS c ON c.row = g.class_group "
        "WHERE s.held_by IS NOT NULL AND c.year = ? AND s.day BETWEEN ? AND ?",
        (year, first.isoformat(), last.isoformat()),
    )
    return tuple(
        HeldLesson(date.fromisoformat(day), slot, grp, subject, held_by, Decimal(hours or 1))
        for day, slot, grp, held_by, hours, subject in rows
    )


def load_substituted(db: Connection, first: date, last: date) -> tuple[Substituted, ...]:
    """What the office decided about lessons between two days."""
    rows = db.execute(
        "SELECT day, slot, grp, kind, subject, teacher, reason FROM substitution "
        "WHERE alive AND kind IS NOT NULL AND day BETWEEN ? AND ?",
        (first.isoformat(), last.isoformat()),
    )
    return tuple(
        Substituted(date.fromisoformat(day), slot, grp, kind, subject, teacher, reason or "")
        for day, slot, grp, kind, subject, teacher, reason in rows
    )


def load_norms(db: Connection) -> Mapping[int, Norm]:
    """By account the position and the norm of hours a week, where the office has written them."""
    rows = db.execute("SELECT account, position, norm_hours FROM staff_file WHERE alive")
    return {
        account: Norm(position or "", Decimal(norm) if norm else None)
        for account, position, norm in rows
    }
