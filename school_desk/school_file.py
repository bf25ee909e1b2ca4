"""The school's file as the program opens it: all features' tables, up to date, with its device."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field, replace
from datetime import UTC
from typing import TYPE_CHECKING, Protocol

from school_desk.access import schema as access_schema
from school_desk.access.model import Role, RoleGrant
from school_desk.access.store import save_account, save_grant
from school_desk.errors import N_, DeskError
from school_desk.events import Events
from school_desk.i18n import Text
from school_desk.inclusion import schema as inclusion_schema
from school_desk.journal import schema as journal_schema
from school_desk.journal.closed_store import guard_of
from school_desk.nutrition import (
    card_schema,
    kitchen_schema,
    log_schema,
    meal_norm_schema,
    menu_schema,
    month_schema,
)
from school_desk.nutrition import schema as nutrition_schema
from school_desk.nutrition.card_guard_store import guard_of as card_guard
from school_desk.nutrition.month_closed_store import month_guard
from school_desk.school import schema as school_schema
from school_desk.school import shipped
from school_desk.school.calendar_store import load_own_year
from school_desk.school.calendar_year_rules import calendar_of
from school_desk.school.store import save_bell, save_school
from school_desk.storage.backup_rules import Kind
from school_desk.storage.backup_swap import SwapFiles
from school_desk.storage.database import Database
from school_desk.storage.device import load_or_create
from school_desk.storage.forgetting import carry_out
from school_desk.storage.migrate import (
    guards_missing,
    is_older,
    make_guards,
    migrate,
    refuse_older,
    steps_of,
)
from school_desk.storage.partitions import Partitions
from school_desk.storage.registry import Registry
from school_desk.storage.replay import replay
from school_desk.storage.unit_of_work import Storage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from school_desk.paths import SchoolFolder
    from school_desk.school.model import PersonName, Term
    from school_desk.storage.engine import Connection
    from school_desk.storage.keys import KeyRing, Unlocked
    from school_desk.storage.migrate import Step

FEATURES = tuple(
    f"school_desk.{name}" for name in ("access", "school", "journal", "inclusion", "nutrition")
)
PAGES = (*school_schema.TABLES, *journal_schema.TABLES)


def terms_of_year(db: Connection, year: str) -> Sequence[Term]:
    """The terms of a school year, for what must know whether a page is closed."""
    return calendar_of(load_own_year(db, year) or shipped.school_year(year)).terms


REGISTRY = Registry(
    (
        *access_schema.TABLES,
        *inclusion_schema.TABLES,
        *(replace(one, guard=month_guard(one.name)) for one in nutrition_schema.TABLES),
        *month_schema.TABLES,
        *(replace(one, guard=card_guard(one.name)) for one in card_schema.TABLES),
        *log_schema.TABLES,
        *menu_schema.TABLES,
        *meal_norm_schema.TABLES,
        *(replace(one, guard=month_guard(one.name)) for one in kitchen_schema.TABLES),
        *(replace(one, guard=guard_of(one.name, terms_of_year)) for one in PAGES),
    )
)


class UpdateWithoutBackupError(DeskError):
    """The file is of an older program, and no backup of it can be made; facts: `reason`."""

    sentence = N_(
        "A newer program has to bring the school's file up to date, which it does not do without "
        "a backup. {reason}"
    )


GIVES_TO_ANOTHER = frozenset((N_("Join pupils"),))
"""Joining two records of a pupil says whose marks are whose, on closed pages as well."""


class OpenFolder(Protocol):
    """A folder held by this process: where it is, its clock, whether it is only read."""

    place: SchoolFolder
    now: Callable[[], datetime]
    reading: bool


@dataclass(frozen=True, slots=True)
class NewSchool:
    """What a set-up asks for."""

    names: Mapping[str, str]
    year: str
    head: PersonName
    sign_in: str
    password: str = field(repr=False)


def make_file(
    folder: OpenFolder, path: Path, ring: KeyRing, unlocked: Unlocked, new: NewSchool
) -> None:
    """The school's file with its first unit of work: its name, its head, the bells."""
    storage = open_storage(folder, unlocked, path=path, create=True)
    parts = Partitions(ring.school, new.year)
    with storage.begin(N_("Set up the school")) as work:
        public = ring.account(unlocked.account_id).public_key
        row = save_account(work, parts, unlocked.account_id, new.sign_in, new.head, public)
        save_grant(work, parts, RoleGrant(row, Role.HEAD))
        save_school(work, parts, new.names)
        for bell in shipped.bells():
            save_bell(work, parts, bell)
    storage.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    storage.database.close()


def open_storage(
    folder: OpenFolder, unlocked: Unlocked, *, path: Path | None = None, create: bool = False
) -> Storage:
    """The school's file with its log, brought up to date."""
    key = unlocked.file_key
    database = Database(path or folder.place.database, key, create=create)
    try:
        if not create and not folder.reading and is_older(database, migrations()):
            _back_up_first(folder, database, key)
        return _storage(folder, database, key)
    except BaseException:
        database.close()
        raise


def swap_files(place: SchoolFolder) -> SwapFiles:
    """The files that take part when a restored file takes the place of the school's."""
    return SwapFiles(place.database, place.keys, place.restored, place.swap)


def migrations() -> tuple[Step, ...]:
    """Every migration of the program."""
    return steps_of(("school_desk.storage", *FEATURES))


def _back_up_first(folder: OpenFolder, database: Database, key: bytes) -> None:
    """Make a backup of a file that is about to be brought up to date, or refuse to do that."""
    device = load_or_create(folder.place.folder, key)
    now = folder.now()
    older = Storage(database, REGISTRY, device, lambda: now.astimezone(UTC), Events())
    making = importlib.import_module("school_desk.backup_shelf")
    wish = making.Wish(older, folder.place.keys, now, Kind.BEFORE_UPDATE)
    try:
        making.Shelf(folder.place.backups).make(wish, lambda _done, _total: None, lambda: False)
    except DeskError as refusal:
        reason = Text(refusal.sentence, refusal.facts)
        raise UpdateWithoutBackupError(reason=reason) from refusal


def _storage(folder: OpenFolder, database: Database, key: bytes) -> Storage:
    steps = migrations()
    if folder.reading:
        refuse_older(database, steps)
    else:
        migrate(database, steps, REGISTRY)
        if guards_missing(database, REGISTRY):
            make_guards(database, REGISTRY)
    device = load_or_create(folder.place.folder, key)
    utc = lambda: folder.now().astimezone(UTC)  # noqa: E731
    storage = Storage(database, REGISTRY, device, utc, Events())
    storage.read_only = folder.reading
    storage.unguarded = GIVES_TO_ANOTHER
    if not folder.reading:
        replay(storage)
        carry_out(storage)
    return storage
