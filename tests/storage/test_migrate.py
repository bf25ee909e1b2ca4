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
    """Break off at the statement number `at` that changes the schema, as a kill would."""
    left = [at]

    def authorizer(action, *_):
        left[0] -= action in CREATIONS
        return DENIED if action in CREATIONS and left[0] < 0 else 0

    database.connection.set_authorizer(authorizer)


CREATIONS = {1, 2}  # SQLITE_CREATE_INDEX, SQLITE_CREATE_TABLE
DENIED = 1


@pytest.mark.parametrize("step", range(len(STEPS)))
def test_a_step_that_is_interrupted_anywhere_leaves_the_version_before(tmp_path, step):
    statements = STEPS[step].sql.count("CREATE ")
    for at in range(0, statements, max(1, statements // 4)):
        path = tmp_path / f"{at}.db"
        database = Database(path, KEY, create=True)
        if step:
            migrate(database, STEPS[:step], guardless())
        before = master(database)
        interrupt(database, at)

        with pytest.raises(engine.DatabaseError):
            migrate(database, STEPS, REGISTRY)

        database.connection.set_authorizer(None)
        assert not database.connection.in_transaction
        assert version(database) == (STEPS[step - 1].number if step else 0)
        after = {k: v for k, v in master(database).items() if "_migrations" not in k}
        assert after == {k: v for k, v in before.items() if "_migrations" not in k}
        migrate(database, STEPS, REGISTRY)
        assert version(database) == STEPS[-1].number
        assert guards_missing(database, REGISTRY) == frozenset()
        database.close()


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
