"""Where the rows of a page stand whose history somebody asks for."""

from school_desk.i18n import Spelled
from school_desk.school.model import LessonKey
from school_desk.storage.engine import Connection

_CLASS = (
    "c.year_level || CASE WHEN coalesce(c.letter, '') = '' THEN '' ELSE ' «' || c.letter || '»' END"
)
_NAMES = {
    "pupil": "SELECT trim(surname || ' ' || coalesce(given, '')), "
    "trim(surname || ' ' || coalesce(given, '')), trim(surname || ' ' || coalesce(given, '')) "
    "FROM pupil WHERE row = ?",
    "subject": "SELECT name_kk, coalesce(name_ru, name_kk), coalesce(name_en, name_kk) "
    "FROM subject WHERE row = ?",
    "class_group": f"SELECT {_CLASS}, {_CLASS}, {_CLASS} FROM class_group AS c WHERE c.row = ?",
    "teaching_group": f"SELECT {_CLASS}, {_CLASS}, {_CLASS} FROM teaching_group AS g "
    "JOIN class_group AS c ON c.row = g.class_group WHERE g.row = ?",
}
"""How people call a row of a table: the same thrice where a name has one spelling."""


def lesson_row(db: Connection, key: LessonKey) -> int | None:
    """The row of a lesson, once somebody has written in it."""
    return _first(
        db,
        "SELECT row FROM lesson WHERE grp = ? AND subject = ? AND day = ? AND slot = ?",
        (key.group, key.subject, key.date.isoformat(), key.slot),
    )


def column_row(db: Connection, key: LessonKey, n: int) -> int | None:
    """The row of a lesson's n-th column."""
    lesson = lesson_row(db, key)
    if lesson is None:
        return None
    return _first(db, "SELECT row FROM lesson_column WHERE lesson = ? AND n = ?", (lesson, n))


def session_row(db: Connection, key: LessonKey) -> int | None:
    """The row of the attendance of a lesson's hour."""
    return _first(
        db,
        "SELECT row FROM session WHERE grp = ? AND day = ? AND slot = ?",
        (key.group, key.date.isoformat(), key.slot),
    )


def verdict_row(db: Connection, group: int, subject: int, period: str, pupil: int) -> int | None:
    """The row of a pupil's verdict."""
    return _first(
        db,
        "SELECT row FROM verdict WHERE grp = ? AND subject = ? AND period = ? AND pupil = ?",
        (group, subject, period, pupil),
    )


def sitting_row(db: Connection, work: int, pupil: int) -> int | None:
    """The row of a pupil's own day for a work."""
    return _first(db, "SELECT row FROM sitting WHERE summative = ? AND pupil = ?", (work, pupil))


def reference(db: Connection, table: str, row: int) -> object:
    """What people call the row that a value points to; a table without names gives nothing."""
    sql = _NAMES.get(table)
    found = db.execute(sql, (row,)).fetchone() if sql else None
    if found is None or found[0] is None:
        return ""
    return Spelled({"kk": found[0], "ru": found[1], "en": found[2]})


def _first(db: Connection, sql: str, facts: tuple[object, ...]) -> int | None:
    found = db.execute(sql, facts).fetchone()
    return int(found[0]) if found else None
