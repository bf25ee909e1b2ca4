"""What of the register stands on the days of a school year, for whoever changes its calendar."""

from collections import defaultdict
from datetime import date

from school_desk.journal.model import MarkKind
from school_desk.school.calendar_model import ClosedFact, LessonFact, WorkFact, WrittenFacts
from school_desk.storage.engine import Connection

OF_YEAR = (
    "IN (SELECT g.row FROM teaching_group AS g JOIN class_group AS c ON c.row = g.class_group "
    "WHERE c.year = ?)"
)


def load_written(db: Connection, year: str) -> WrittenFacts:
    """Lessons with marks, signs or texts, planned works, closed pages of a school year."""
    return WrittenFacts(_lessons(db, year), _works(db, year), _closed(db, year))


def _lessons(db: Connection, year: str) -> tuple[LessonFact, ...]:
    """Signs belong to an hour: they are told with the lesson of the hour, or by themselves."""
    hours = _hours(db, year)
    found = []
    rows = db.execute(
        "SELECT l.grp, l.subject, l.day, l.slot, coalesce(l.topic, l.homework, l.objective), "
        "(SELECT count(*) FROM lesson_column AS c JOIN mark AS m ON m.parent = c.row "
        "WHERE c.lesson = l.row AND m.points IS NOT NULL) "
        f"FROM lesson AS l WHERE l.alive AND l.grp {OF_YEAR}",
        (year,),
    )
    for group, subject, day, slot, text, marks in rows:
        signs, held = hours.pop((group, day, slot), (0, False))
        if marks or signs or text or held:
            written = date.fromisoformat(day)
            found.append(LessonFact(group, subject, written, slot, marks, signs, bool(text), held))
    for (group, day, slot), (signs, held) in hours.items():
        if signs or held:
            found.append(
                LessonFact(group, 0, date.fromisoformat(day), slot, signs=signs, held=held)
            )
    return tuple(found)


def _hours(db: Connection, year: str) -> dict[tuple[int, str, int], tuple[int, bool]]:
    signs: dict[int, int] = defaultdict(int)
    counted = db.execute(
        "SELECT parent, count(*) FROM attendance WHERE sign IS NOT NULL GROUP BY parent"
    )
    signs.update(dict(counted))
    rows = db.execute(
        f"SELECT row, grp, day, slot, held_by FROM session WHERE grp {OF_YEAR}", (year,)
    )
    return {
        (group, day, slot): (signs[row], held_by is not None)
        for row, group, day, slot, held_by in rows
    }


def _works(db: Connection, year: str) -> tuple[WorkFact, ...]:
    rows = db.execute(
        "SELECT grp, subject, term, number, kind, day FROM summative "
        f"WHERE alive AND top IS NOT NULL AND grp {OF_YEAR}",
        (year,),
    )
    return tuple(
        WorkFact(
            group,
            subject,
            term,
            number,
            kind == MarkKind.TERM_SUMMATIVE,
            date.fromisoformat(day) if day else None,
        )
        for group, subject, term, number, kind, day in rows
    )


def _closed(db: Connection, year: str) -> tuple[ClosedFact, ...]:
    rows = db.execute(
        "SELECT grp, subject, period FROM closing "
        f"WHERE alive AND closed_on IS NOT NULL AND reopened_on IS NULL AND grp {OF_YEAR}",
        (year,),
    )
    return tuple(ClosedFact(*row) for row in rows)
