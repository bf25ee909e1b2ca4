"""Every row and cell about a person, found by the registry: a new table is never forgotten."""

from collections.abc import Iterator

from school_desk.school.consent_model import Subject, SubjectKind
from school_desk.school.consent_store import COLUMN
from school_desk.school.joining_store import described
from school_desk.school.model import ClassGroup
from school_desk.school.person_model import KeptRow, Value
from school_desk.storage.engine import Connection
from school_desk.storage.registry import Registry, Table

NAMED = ("pupil", "guardian", "account")
OF_STAFF = ("account", "role_grant", "staff_file", "teaching", "teacher_time", "consent")
"""Of the staff what is about them; what they wrote about others is not theirs to take out."""

SECRET = ("public",)
"""The key of an account tells nothing of a person."""


def tables_about(registry: Registry, kind: SubjectKind) -> tuple[Table, ...]:
    """The tables that keep something of such a person, the person's own row first."""
    target = COLUMN[kind]
    kept = (
        one
        for one in registry.tables
        # Looks are no data of theirs; sealed notes nobody but their keepers can read out.
        if not one.append_only and not any(field.sealed for field in one.fields)
    )
    found = [one for one in kept if one.member == target or _names(one, target)]
    if kind is SubjectKind.STAFF:
        found = [one for one in found if one.name in OF_STAFF]
    own = registry.by_name[target]
    return (own, *(one for one in found if one is not own))


def load_kept(db: Connection, registry: Registry, subject: Subject) -> tuple[KeptRow, ...]:
    """All of it, in the order of the tables and of the rows."""
    return tuple(
        row
        for table in tables_about(registry, subject.kind)
        for row in _rows(db, registry, table, subject)
    )


def _names(table: Table, target: str) -> bool:
    return any(table.ref(column) == target for column in table.columns)


def _rows(db: Connection, registry: Registry, table: Table, subject: Subject) -> Iterator[KeptRow]:
    if table.packed:
        yield from _cells(db, registry, table, subject.id)
        return
    target = COLUMN[subject.kind]
    refs = [column for column in table.columns if table.ref(column) == target]
    own = table.name == target
    where = "row = ?" if own else f"alive AND ({' OR '.join(f'{one} = ?' for one in refs)})"
    rows = db.execute(
        f"SELECT row, {', '.join(table.columns)} FROM {table.name} WHERE {where}",
        (subject.id,) * (1 if own else len(refs)),
    ).fetchall()
    for row, *values in rows:
        found = dict(zip(table.columns, values, strict=True))
        told = tuple(_told(db, table, found, refs, own=own))
        yield KeptRow(table.name, described(db, registry, table.name, row), told)


def _cells(db: Connection, registry: Registry, table: Table, pupil: int) -> Iterator[KeptRow]:
    columns = table.fields[0].columns
    rows = db.execute(
        f"SELECT parent, {', '.join(columns)} FROM {table.name} WHERE pupil = ?", (pupil,)
    ).fetchall()
    for parent, *values in rows:
        told = tuple(
            (name, value) for name, value in zip(columns, values, strict=True) if value is not None
        )
        if told:
            yield KeptRow(table.name, described(db, registry, table.parent, parent), told)


def _told(
    db: Connection, table: Table, values: dict[str, Value | None], refs: list[str], *, own: bool
) -> Iterator[tuple[str, Value]]:
    """What a row holds: people, classes and texts by name, other references by their place."""
    for column, value in values.items():
        if value is None or column in SECRET or (column in refs and not own):
            continue
        target = table.ref(column)
        words = _name(db, target, value) if target else value
        if words is not None:
            yield column, words


def _name(db: Connection, target: str, row: Value) -> str | None:
    if target in NAMED:
        sql = f"SELECT surname, given, patronymic FROM {target} WHERE row = ?"
        return " ".join(part for part in db.execute(sql, (row,)).fetchone() or () if part)
    if target == "class_group":
        sql = "SELECT year_level, letter, year FROM class_group WHERE row = ?"
        year_level, letter, year = db.execute(sql, (row,)).fetchone()
        return f"{ClassGroup(0, year_level, letter or '').label}, {year}"
    if target == "consent_text":
        sql = "SELECT title_kk, title_ru, version FROM consent_text WHERE row = ?"
        return " / ".join(str(one) for one in db.execute(sql, (row,)).fetchone())
    return None
