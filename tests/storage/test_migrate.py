"""Migrations come whole or not at all; an older program refuses a newer file."""

import re
from pathlib import Path

import pytest

from school_desk.storage import engine
from school_desk.storage.database import Database
from school_desk.storage.errors import FileNewerError
from school_desk.storage.migrate import guards, guards_missing, migrate, steps_of
from tests.storage.small_school import KEY, PACKAGES, REGISTRY, from_outside

STEPS = steps_of(PACKAGES)
EXPECTED = Path(__file__).with_name("sqlite_master.golden.sql")
CONTINUATION = re.compile(r"\s+")


def master(database):
    rows = database.connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    ).fetchall()
    return {name: (kind, CONTINUATION.sub(" ", sql or "")) for kind, name, sql in rows}


@pytest.fixture
def database(tmp_path):
    found = Database(tmp_path / "new.db", KEY, create=True)
    yield found
    found.close()


def test_the_numbers_of_the_steps_are_one_after_the_other():
    assert [step.number for step in STEPS] == list(range(1, len(STEPS) + 1))


def test_the_schema_is_the_expected_one(database):
    migrate(database, STEPS, REGISTRY)

    found = master(database)
    tables = [f"{sql};" for kind, sql in found.values() if kind in {"table", "index"} and sql]

    assert sorted(tables) == EXPECTED.read_text(encoding="utf-8").splitlines()
    triggers = {name: sql for name, (kind, sql) in found.items() if kind == "trigger"}
    assert triggers == guards(REGISTRY)


def test_every_table_of_the_registry_has_its_columns(database):
    migrate(database, STEPS, REGISTRY)

    for table in REGISTRY.tables:
        rows = database.connection.execute(f"PRAGMA table_info({table.name})").fetchall()
        columns = [row[1] for row in rows]
        own = ["parent", "pupil", *table.columns, "dev", "seq"]
        assert columns == (own if table.packed else ["row", "alive", *table.columns])


def interrupt(database, at):
    """Break off at the statement number `at` that changes the file, as a kill would."""
    left = [at]

    def authorizer(action, what, *_):
        counts = action in CHANGES and what != "ROLLBACK"
        left[0] -= counts
        return DENIED if counts and left[0] < 0 else 0

    database.connection.set_authorizer(authorizer)
    return left


CHANGES = {1, 2, 7, 19, 22, 26}
"""Indices, tables, triggers, the version (PRAGMA), begin and commit, altered tables."""
DENIED = 1


@pytest.mark.parametrize("step", range(len(STEPS)))
def test_a_step_that_stops_after_any_statement_leaves_the_version_before(tmp_path, step):
    database = Database(tmp_path / "school.db", KEY, create=True)
    if step:
        migrate(database, STEPS[:step], guardless())
    before, at = laid_out(database), 0

    while stops(database, STEPS[: step + 1], guardless(), at):
        if version(database) == STEPS[step].number:  # only guards are left to be made
            break
        assert laid_out(database) == before
        at += 1

    assert at > STEPS[step].sql.count("CREATE ")
    assert version(database) == STEPS[step].number
    migrate(database, STEPS, REGISTRY)
    assert version(database) == STEPS[-1].number
    assert guards_missing(database, REGISTRY) == frozenset()
    database.close()


def test_making_guards_stops_after_any_statement_and_leaves_none(tmp_path):
    database = Database(tmp_path / "school.db", KEY, create=True)
    migrate(database, STEPS, guardless())
    missing, at = guards_missing(database, REGISTRY), 0

    while stops(database, STEPS, REGISTRY, at):
        assert guards_missing(database, REGISTRY) == missing
        at += 1

    assert at > len(missing)
    assert guards_missing(database, REGISTRY) == frozenset()
    database.close()


def stops(database, steps, registry, at):
    """Migrate, stopped at a statement; whether there was one to stop at."""
    left = interrupt(database, at)
    try:
        migrate(database, steps, registry)
    except engine.DatabaseError:
        return True
    finally:
        database.connection.set_authorizer(None)
        assert not database.connection.in_transaction
    assert left[0] >= 0
    return False


def laid_out(database):
    """The schema and its version; what the migrations note of themselves is no part of it."""
    found = {name: sql for name, sql in master(database).items() if "_migrations" not in name}
    return found, version(database)


def guardless():
    """The registry of a program that knew no tables yet, so that no guard is made too early."""
    return type("Nothing", (), {"by_name": {}})()


def version(database):
    return database.connection.execute("PRAGMA user_version").fetchone()[0]


def test_an_interrupted_making_of_guards_is_made_good_at_the_next_start(database):
    migrate(database, STEPS, REGISTRY)
    database.connection.execute("DROP TRIGGER guard_mark_update")
    assert guards_missing(database, REGISTRY) == {"guard_mark_update"}

    migrate(database, STEPS, REGISTRY)

    assert guards_missing(database, REGISTRY) == frozenset()


def test_a_newer_file_is_refused_and_not_touched(path):
    from_outside(path, "PRAGMA user_version = 999")
    content = path.read_bytes()
    database = Database(path, KEY)

    with pytest.raises(FileNewerError):
        migrate(database, STEPS, REGISTRY)

    database.close()
    assert path.read_bytes() == content


def test_migrating_twice_changes_nothing(database):
    migrate(database, STEPS, REGISTRY)
    before = master(database)

    migrate(database, STEPS, REGISTRY)

    assert master(database) == before


def test_what_a_handed_order_reckons_asks_nobody_any_more_after_the_update(tmp_path):
    path = tmp_path / "older.db"
    database = Database(path, KEY, create=True)
    migrate(database, STEPS, REGISTRY)
    database.close()
    from_outside(
        path,
        "INSERT INTO portion(row) VALUES (5)",
        "INSERT INTO meal_order(row) VALUES (6)",
        "INSERT INTO conflict VALUES (5, 3, 1), (5, 5, 1), (6, 2, 1), (6, 4, 1), (7, 3, 1)",
        "DELETE FROM _sqlite_migrations WHERE name = '030_meal_merge'",
        "PRAGMA user_version = 29",
    )

    database = Database(path, KEY)
    migrate(database, STEPS, REGISTRY)
    left = database.connection.execute("SELECT row, field FROM conflict").fetchall()
    missing = guards_missing(database, REGISTRY)
    database.close()

    assert sorted(left) == [(5, 5), (7, 3)]
    assert missing == frozenset()
