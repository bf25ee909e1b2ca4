"""Bring the file's tables up to date, one numbered plain-SQL file at a time."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from school_desk.storage.errors import FileNewerError, FileOlderError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sqlite_utils

    from school_desk.storage.database import Database
    from school_desk.storage.registry import Registry


@dataclass(frozen=True, slots=True)
class Step:
    """One migration: its number, its name, its SQL. A shipped step is never edited."""

    number: int
    name: str
    sql: str


def steps_of(packages: Sequence[str]) -> tuple[Step, ...]:
    """The migrations that packages bring in their folder `migrations`, by number."""
    found = [
        Step(int(entry.name[:3]), entry.name.removesuffix(".sql"), entry.read_text("utf-8"))
        for package in packages
        for entry in files(package).joinpath("migrations").iterdir()
        if entry.name.endswith(".sql")
    ]
    return tuple(sorted(found, key=lambda step: step.number))


def migrate(database: Database, steps: Sequence[Step], registry: Registry) -> None:
    """Apply what is missing; each step in a transaction of its own, together with its record."""
    if is_older(database, steps):
        _bring_up(database, steps)
    make_guards(database, registry)


def refuse_older(database: Database, steps: Sequence[Step]) -> None:
    """Who only reads cannot bring the file up to date."""
    if is_older(database, steps):
        raise FileOlderError


def is_older(database: Database, steps: Sequence[Step]) -> bool:
    """Whether steps are missing; a newer file is refused."""
    version = int(database.connection.execute("PRAGMA user_version").fetchone()[0])
    latest = max(step.number for step in steps)
    if version > latest:
        raise FileNewerError
    return version < latest


def _bring_up(database: Database, steps: Sequence[Step]) -> None:
    migrations = importlib.import_module("sqlite_utils").Migrations("school_desk")
    for step in steps:
        migrations(name=step.name)(partial(_apply, step))
    with database.lock:
        migrations.apply(database.tables)


def _apply(step: Step, db: sqlite_utils.Database) -> None:
    db.executescript(step.sql)
    db.execute(f"PRAGMA user_version = {step.number:d}")


GUARDED_LOG = (
    *("device", "part", "label", "row_key", "ctx", "work", "change_log", "personal_salt"),
    *("cell_head", "head_extra", "conflict", "vv", "stream_in", "set_aside", "gave_way"),
    *("batch_signature", "fork", "receipt"),
)


def guards(registry: Registry) -> dict[str, str]:
    """The trigger of each write to each synchronised table, by name."""
    tables = (*GUARDED_LOG, *registry.by_name)
    return {name: sql for table in tables for name, sql in guards_of(table).items()}


def guards_of(table: str) -> dict[str, str]:
    """The triggers of one table."""
    return {
        f"guard_{table}_{verb.lower()}": (
            f"CREATE TRIGGER guard_{table}_{verb.lower()} BEFORE {verb} ON {table} "
            "WHEN NOT sd_uow() BEGIN SELECT RAISE(ABORT, 'outside a unit of work'); END"
        )
        for verb in ("INSERT", "UPDATE", "DELETE")
    }


def make_guards(database: Database, registry: Registry) -> None:
    """Create the guard triggers that are missing."""
    wanted, missing = guards(registry), guards_missing(database, registry)
    if missing:
        with database.transaction() as connection:
            for name in sorted(missing):
                connection.execute(wanted[name])


def guards_missing(database: Database, registry: Registry) -> frozenset[str]:
    """Names of guards that should be there and are not."""
    present = _present(database, "trigger")
    tables = _present(database, "table")
    known = (*GUARDED_LOG, *registry.by_name)
    return frozenset(
        name
        for table in known
        if table in tables
        for name in guards_of(table)
        if name not in present
    )


def _present(database: Database, kind: str) -> set[str]:
    rows = database.connection.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,))
    return {cast("str", row[0]) for row in rows}
