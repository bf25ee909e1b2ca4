"""`school-desk verify` names the first bad unit of work of a real file edited with its real key."""

import json

import pytest

from school_desk.app import Entrance
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD
from school_desk.paths import SchoolFolder
from tests.storage.small_school import from_outside

HEAD = "Сәуле Бекқызы"
MARKED = (
    "SELECT w.work, m.parent, m.pupil FROM mark AS m JOIN change_log AS c "
    "ON c.dev = m.dev AND c.seq = m.seq JOIN row_key AS k ON k.part = c.part AND k.row = m.parent "
    "JOIN work AS w ON w.work = c.work WHERE m.points NOT NULL ORDER BY w.work LIMIT 1 OFFSET {n}"
)


@pytest.fixture
def edited(writing):
    """Edit the file as a tool that has the key: a statement with {work}, {parent}, {pupil}."""

    def edit(*statements, n=20):
        entrance = Entrance(SchoolFolder(writing.folder), now=lambda: DEMO_NOW)
        desk = entrance.sign_in(HEAD, DEMO_PASSWORD)
        database = desk._storage.database
        work, parent, pupil = database.connection.execute(MARKED.format(n=n)).fetchone()
        key, path = database.key, database.path
        desk.close()
        entrance.close()
        facts = {"work": work, "parent": parent, "pupil": pupil}
        from_outside(path, *(one.format(**facts) for one in statements), key=key)
        return work

    return edit


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE mark SET points = points % 10 + 1 WHERE parent = {parent} AND pupil = {pupil}",
        "UPDATE change_log SET val = 3.5 WHERE work = {work}",
        "UPDATE work SET actor = actor + 1 WHERE work = {work}",
        "UPDATE work SET reason = 'бұйрық' WHERE work = {work}",
    ],
    ids=["mark", "line of the log", "actor", "reason"],
)
def test_the_unit_of_work_that_was_edited_is_named_first(writing, edited, statement):
    work = edited(statement)

    found = writing("verify", "--json")
    answer = json.loads(found.stdout)

    assert found.exit_code == 3
    assert not answer["whole"]
    assert answer["faults"][0]["work"] == work
    assert answer["faults"][0]["text"]


def test_a_deleted_line_of_the_log_is_named(writing, edited):
    work = edited("DELETE FROM change_log WHERE work = {work}")

    answer = json.loads(writing("verify", "--json").stdout)

    assert answer["faults"][0]["work"] >= work


def test_a_row_without_a_log_is_named(writing, edited):
    edited("INSERT INTO pupil(row, surname) VALUES (900001, 'Бөтен')")

    found = writing("verify")

    assert found.exit_code == 3
    assert "900001" in found.stdout
    assert "pupil" in found.stdout


def test_of_two_edits_the_earlier_unit_of_work_stands_first(writing, edited):
    late = edited("UPDATE work SET actor = actor + 1 WHERE work = {work}", n=400)
    early = edited("UPDATE mark SET points = 1.5 WHERE parent = {parent} AND pupil = {pupil}", n=5)

    faults = json.loads(writing("verify", "--json").stdout)["faults"]

    assert early < late
    assert faults[0]["work"] == early
