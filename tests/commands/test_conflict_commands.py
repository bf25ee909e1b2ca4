"""`conflicts list` and `decide` at a demo school where two computers gave one cell another mark."""

import json
import shutil
from datetime import datetime

import pytest

from school_desk.app import Entrance
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD
from school_desk.paths import SchoolFolder
from school_desk.storage.device import FILE_NAME
from school_desk.storage.merge import apply, entries
from tests.commands.conftest import Line

TEACHER = "Гүлнар Серікқызы"
NOW = datetime(2026, 9, 9, 18, tzinfo=DEMO_NOW.tzinfo)


def at_desk(folder, act):
    entrance = Entrance(SchoolFolder(folder), now=lambda: NOW)
    desk = entrance.sign_in(TEACHER, DEMO_PASSWORD)
    try:
        return act(desk)
    finally:
        desk.close()
        entrance.close()


def page_of(desk):
    names = desk.journal.pages_of(desk.account.id)
    name = next(one for one in names if one.class_label == "6 «А»")
    return desk.journal.open_page(name.group, name.subject, 1)


def put(text):
    def act(desk):
        page = page_of(desk)
        desk.journal.put(page, page.columns[0].key, page.rows[0].pupil.id, text)
        storage = desk._storage
        parts = [name for (name,) in storage.db.execute("SELECT name FROM part")]
        devices = [bytes(one) for (one,) in storage.db.execute("SELECT id FROM device")]
        return [each for part in parts for one in devices for each in entries(storage, part, one)]

    return act


def points(folder):
    def act(desk):
        page = page_of(desk)
        return page.rows[0].points(page.columns[0].key)

    return at_desk(folder, act)


@pytest.fixture
def disputed(writing, tmp_path):
    shutil.copytree(writing.folder, tmp_path / "other")
    (tmp_path / "other" / FILE_NAME).unlink()
    theirs = at_desk(tmp_path / "other", put("9"))
    at_desk(writing.folder, put("8"))
    at_desk(writing.folder, lambda desk: apply(desk._storage, theirs))
    return Line(writing.folder, user=TEACHER)


def listed(line):
    result = line("conflicts", "list", "--json")
    return result.exit_code, json.loads(result.output)["conflicts"]


def test_the_list_names_each_cell_once_with_both_values(disputed):
    code, (one,) = listed(disputed)

    assert code == 3
    assert sorted(value["value"] for value in one["values"]) == ["8", "9"]
    told = disputed("conflicts", "list").output
    assert told.startswith(f"{one['cell']}: ")
    assert told.endswith("1 conflict.\n")


@pytest.mark.parametrize("value", ["8", "9"])
def test_one_of_the_values_is_kept(disputed, value):
    _, (one,) = listed(disputed)

    result = disputed("conflicts", "decide", one["cell"], "--keep", value)

    assert (result.exit_code, result.output) == (0, f"{value} stands.\n")
    assert points(disputed.folder) == int(value)
    assert listed(disputed) == (0, [])


def test_another_value_is_written_as_in_the_register(disputed):
    _, (one,) = listed(disputed)

    assert disputed("conflicts", "decide", one["cell"], "--value", "7").exit_code == 0

    assert points(disputed.folder) == 7
    assert listed(disputed) == (0, [])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--keep", "5"), "5 is none of the values that stand there"),
        (("--value", "55"), "55"),
        ((), "--keep"),
        (("--keep", "8", "--value", "7"), "--value"),
    ],
)
def test_what_decides_nothing_is_refused_and_changes_nothing(disputed, options, words):
    _, before = listed(disputed)

    result = disputed("conflicts", "decide", before[0]["cell"], *options)

    assert result.exit_code == 1
    assert words in result.output
    assert listed(disputed) == (3, before)


def test_another_teacher_decides_nothing(disputed):
    _, (one,) = listed(disputed)
    other = Line(disputed.folder, user="Ерболат Қайратұлы")

    refused = other("conflicts", "decide", one["cell"], "--keep", "9")

    assert refused.exit_code == 1
    assert listed(disputed)[1] == [one]
