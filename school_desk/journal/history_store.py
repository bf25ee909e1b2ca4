"""Where the rows of a page stand whose history somebody asks for."""

from collections.abc import Iterator, Mapping

from school_desk.i18n import CLASS_WORDS, LANGUAGES, Spelled
from school_desk.intents import Scope
from school_desk.school.model import LessonKey
from school_desk.storage.engine import Connection

_CLASS = (
    "c.year_level || CASE WHEN coalesce(c.letter, '') = '' THEN '' ELSE ' «' || c.letter || '»' END"
)
_GUARDIAN = "trim(coalesce(surname, '') || ' ' || coalesce(given, ''))"
_NAMES = {
    "guardian": f"SELECT {_GUARDIAN}, {_GUARDIAN}, {_GUARDIAN} FROM guardian WHERE row = ?",
    "pupil": "SELECT trim(surname || ' ' || coalesce(given, '')), "
    "trim(surname || ' ' || coalesce(given, '')), trim(surname || ' ' || coalesce(given, '')) "
    "FROM pupil WHERE row = ?",
    "subject": "SELECT name_kk, coalesce(name_ru, name_kk), coalesce(name_en, name_kk) "
    "FROM subject WHERE row = ?",
    "class_group": f"SELECT {_CLASS}, {_CLASS}, {_CLASS} FROM class_group AS c WHERE c.row = ?",
    "consent_text": "SELECT title_kk, coalesce(title_ru, title_kk), title_kk "
    "FROM consent_text WHERE row = ?",
    "privacy_case": "SELECT strftime('%d.%m.%Y', day), strftime('%d.%m.%Y', day), "
    "strftime('%d.%m.%Y', day) FROM privacy_case WHERE row = ?",
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
    names = zip(LANGUAGES, found, strict=True)
    return Spelled({language: _in_words(str(name), language) for language, name in names})


def _in_words(name: str, language: str) -> str:
    """A class that has a number only is named as one."""
    return CLASS_WORDS[language].format(name) if name.isdecimal() else name


def born_row(
    db: Connection, table: str, columns: tuple[str, ...], born: tuple[int | str, ...]
) -> int | None:
    """The row that was born with these values, whether it still exists or not."""
    where = " AND ".join(f"{column} = ?" for column in columns)
    return _first(db, f"SELECT row FROM {table} WHERE {where}", born)


def rows_about(db: Connection, table: str, column: str, row: int) -> Iterator[int]:
    """The rows of a table that point to a row, ended ones too."""
    found = db.execute(f"SELECT row FROM {table} WHERE {column} = ? ORDER BY row", (row,))
    yield from (int(one) for (one,) in found.fetchall())


def values_of(db: Connection, table: str, columns: tuple[str, ...], row: int) -> tuple[object, ...]:
    """What stands in columns of a row."""
    found = db.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE row = ?", (row,)).fetchone()
    return tuple(found or ())


def class_scope(db: Connection, table: str, row: int) -> Scope:
    """The class group that a row stands in, if its table says so in one of the usual columns."""
    ways = {
        "class_group": "SELECT ?",
        "pupil": "SELECT m.class_group FROM membership AS m JOIN class_group AS c "
        "ON c.row = m.class_group WHERE m.alive AND m.pupil = ? "
        "ORDER BY c.year DESC, m.row DESC LIMIT 1",
        "grp": "SELECT class_group FROM teaching_group WHERE row = ?",
    }
    columns = {str(one[1]) for one in db.execute(f"PRAGMA table_info({table})").fetchall()}
    for name, sql in ways.items():
        key = row if table == name else None
        if key is None and name in columns:
            key = _first(db, f"SELECT {name} FROM {table} WHERE row = ?", (row,))
        if key is not None:
            return Scope(class_group=_first(db, sql, (key,)))
    return Scope()


def all_rows(db: Connection, table: str) -> tuple[int, ...]:
    """Every row of a table, ended ones too."""
    found = db.execute(f"SELECT row FROM {table} ORDER BY row").fetchall()
    return tuple(int(one) for (one,) in found)


def scope_to_be(db: Connection, born: Mapping[str, object]) -> Scope:
    """Where a row would belong that nobody has written, by what it would be born with."""
    numbers = {name: one for name, one in born.items() if isinstance(one, int)}
    group = numbers.get("class_group")
    if group is None and "grp" in numbers:
        sql = "SELECT class_group FROM teaching_group WHERE row = ?"
        group = _first(db, sql, (numbers["grp"],))
    if group is None and "pupil" in numbers:
        group = class_scope(db, "pupil", numbers["pupil"]).class_group
    return Scope(group=numbers.get("grp"), subject=numbers.get("subject"), class_group=group)


def _first(db: Connection, sql: str, facts: tuple[object, ...]) -> int | None:
    found = db.execute(sql, facts).fetchone()
    return int(found[0]) if found and found[0] is not None else None
