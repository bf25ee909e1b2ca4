"""Rows of the thematic plan as values, and what is cancelled."""

from datetime import date

from school_desk.journal.thematic_model import PlanRow, RowKind
from school_desk.school.model import LessonKey
from school_desk.storage.engine import Connection
from school_desk.storage.unit_of_work import UnitOfWork


def load_plan_rows(db: Connection, group: int, subject: int) -> tuple[PlanRow, ...]:
    """The plan of a subject for a teaching group, term by term, in order."""
    rows = db.execute(
        "SELECT row, term, position, kind, unit, topic, objectives, hours, day, note, top, "
        "homework FROM plan_row WHERE alive AND grp = ? AND subject = ? AND term IS NOT NULL "
        "ORDER BY term, position, row",
        (group, subject),
    )
    return tuple(
        PlanRow(
            id=row,
            term=term,
            position=position or 0,
            kind=RowKind(kind or RowKind.LESSON),
            unit=unit or "",
            topic=topic or "",
            objectives=objectives or "",
            hours=1 if hours is None else hours,
            day=date.fromisoformat(day) if day else None,
            note=note or "",
            top=top,
            homework=homework or "",
        )
        for row, term, position, kind, unit, topic, objectives, *rest in rows
        for hours, day, note, top, homework in (rest,)
    )


def save_plan_row(work: UnitOfWork, class_part: str, group: int, subject: int, row: PlanRow) -> int:
    """A row of the plan: a new one, or what differs of one that is there."""
    values: dict[str, str | int | None] = {
        "grp": group,
        "subject": subject,
        "term": row.term,
        "position": row.position,
        "kind": row.kind.value,
        "unit": row.unit or None,
        "topic": row.topic or None,
        "objectives": row.objectives or None,
        "hours": row.hours,
        "day": row.day.isoformat() if row.day else None,
        "note": row.note or None,
        "top": row.top,
        "homework": row.homework or None,
    }
    if row.id:
        work.put("plan_row", row.id, **values)
        return row.id
    return work.new("plan_row", class_part, **values)


def load_lesson_row(db: Connection, lesson: LessonKey) -> int | None:
    """The row of a lesson in which someone has written."""
    found = db.execute(
        "SELECT row FROM lesson WHERE grp = ? AND subject = ? AND day = ? AND slot = ?",
        (lesson.group, lesson.subject, lesson.date.isoformat(), lesson.slot),
    ).fetchone()
    return int(found[0]) if found else None
