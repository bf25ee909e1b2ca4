"""What is kept of the register: lessons, columns, summative works, marks, by class group."""

from school_desk.intents import Scope
from school_desk.storage.engine import Connection
from school_desk.storage.registry import BIRTH, Field, Policy, Table

CLASS = "class/"


def _scope(db: Connection, sql: str, row: int) -> Scope:
    found = db.execute(sql, (row,)).fetchone()
    if found is None:
        return Scope()
    return Scope(group=found[0], subject=found[1], class_group=found[2])


def _lesson_scope(db: Connection, row: int, pupil: int | None) -> Scope:  # noqa: ARG001
    return _scope(
        db,
        "SELECT l.grp, l.subject, g.class_group FROM lesson AS l "
        "JOIN teaching_group AS g ON g.row = l.grp WHERE l.row = ?",
        row,
    )


def _column_scope(db: Connection, row: int, pupil: int | None) -> Scope:  # noqa: ARG001
    return _scope(
        db,
        "SELECT l.grp, l.subject, g.class_group FROM lesson_column AS c "
        "JOIN lesson AS l ON l.row = c.lesson JOIN teaching_group AS g ON g.row = l.grp "
        "WHERE c.row = ?",
        row,
    )


def _summative_scope(db: Connection, row: int, pupil: int | None) -> Scope:  # noqa: ARG001
    return _scope(
        db,
        "SELECT s.grp, s.subject, g.class_group FROM summative AS s "
        "JOIN teaching_group AS g ON g.row = s.grp WHERE s.row = ?",
        row,
    )


PAGE = {"grp": "teaching_group", "subject": "subject"}

TABLES = (
    Table(
        id=30,
        name="lesson",
        partition=CLASS,
        natural=("grp", "subject", "day", "slot"),
        kept=True,
        scope=_lesson_scope,
        fields=(
            Field(1, BIRTH, ("grp", "subject", "day", "slot"), refs=PAGE),
            Field(2, "topic", ("topic",), Policy.LATEST),
            Field(3, "objective", ("objective",), Policy.LATEST),
            Field(4, "homework", ("homework",), Policy.LATEST),
        ),
        sentence="{day}: {value}",
    ),
    Table(
        id=31,
        name="lesson_column",
        partition=CLASS,
        natural=("lesson", "n"),
        kept=True,
        scope=_column_scope,
        fields=(
            Field(1, BIRTH, ("lesson", "n"), refs={"lesson": "lesson"}),
            Field(2, "open", ("open",), Policy.LATEST),
        ),
    ),
    Table(
        id=32,
        name="summative",
        partition=CLASS,
        natural=("grp", "subject", "term", "kind", "number"),
        scope=_summative_scope,
        fields=(
            Field(1, BIRTH, ("grp", "subject", "term", "kind", "number"), refs=PAGE),
            Field(2, "plan", ("top", "title")),
            Field(3, "date", ("day", "slot")),
        ),
        sentence="{title}: {value}",
    ),
    Table(
        id=33,
        name="mark",
        partition=CLASS,
        packed=1,
        parent="lesson_column",
        member="pupil",
        scope=_column_scope,
        fields=(Field(1, "points", ("points",)),),
        sentence="{lesson}, {pupil}: {value}",
    ),
    Table(
        id=34,
        name="work_points",
        partition=CLASS,
        packed=3,
        parent="summative",
        member="pupil",
        scope=_summative_scope,
        fields=(Field(1, "points", ("points",)),),
        sentence="{work}, {pupil}: {value}",
    ),
)
