"""Which column of which page a cell of the register belongs to."""

from dataclasses import dataclass
from datetime import date

from school_desk.journal.model import ColumnKey
from school_desk.school.model import LessonKey
from school_desk.storage.engine import Connection


@dataclass(frozen=True, slots=True)
class ColumnPlace:
    """A column by its row: teaching group, subject, and the term where the row itself says it."""

    group: int
    subject: int
    key: ColumnKey
    term: int | None = None


def column_place(db: Connection, table: str, parent: int) -> ColumnPlace | None:
    """The column that holds a mark, the points of a work or a sign; None for anything else."""
    sql = _OF.get(table)
    found = db.execute(sql, (parent,)).fetchone() if sql else None
    if found is None:
        return None
    group, subject, *rest = found
    if table == "work_points":
        return ColumnPlace(group, subject, ColumnKey(work=parent), rest[0])
    day, slot, n = rest
    lesson = LessonKey(group, subject, date.fromisoformat(day), slot)
    return ColumnPlace(group, subject, ColumnKey(lesson, n))


_OF = {
    "mark": "SELECT l.grp, l.subject, l.day, l.slot, c.n FROM lesson_column AS c "
    "JOIN lesson AS l ON l.row = c.lesson WHERE c.row = ?",
    "work_points": "SELECT grp, subject, term FROM summative WHERE row = ?",
    # A sign belongs to the hour; the lesson of the hour tells the page.
    "attendance": "SELECT s.grp, l.subject, s.day, s.slot, 1 FROM session AS s "
    "JOIN lesson AS l ON l.grp = s.grp AND l.day = s.day AND l.slot = s.slot "
    "WHERE s.row = ? ORDER BY l.row LIMIT 1",
}
