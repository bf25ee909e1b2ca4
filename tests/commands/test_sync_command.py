"""Two folders of one school exchange by the command line, over a real line on this computer."""

import json
import re
import shutil

import pytest

from school_desk.app import Entrance
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD
from school_desk.paths import SchoolFolder
from school_desk.storage.device import FILE_NAME
from school_desk.sync.enrol_door import Door
from tests.commands.conftest import Line

HEAD = "Сәуле Бекқызы"


@pytest.fixture
def other(writing, tmp_path):
    """Another computer: the same school, an identity of its own."""
    shutil.copytree(writing.folder, tmp_path / "other")
    (tmp_path / "other" / FILE_NAME).unlink()
    return Line(tmp_path / "other")


@pytest.fixture
def served(writing):
    """The first computer answers; gives where."""
    made = []

    def serve():
        entrance = Entrance(SchoolFolder(writing.folder), now=lambda: DEMO_NOW)
        desk = entrance.sign_in(HEAD, DEMO_PASSWORD)
        server = desk.exchange.serve("127.0.0.1", 0)
        made[:] = server, desk, entrance
        return f"127.0.0.1:{server.port}"

    yield serve
    for one in made:
        one.close()


def test_two_computers_of_a_school_meet(writing, other, served, tmp_path):
    key, own = tmp_path / "other.txt", tmp_path / "office.txt"
    assert other("computers", "key", str(key), "--name", "Класс 7").exit_code == 0
    assert writing("computers", "key", str(own), "--name", "Кеңсе").exit_code == 0
    admitted = writing("computers", "admit", str(key), "--for", "teacher")
    assert admitted.output == "Класс 7 is admitted.\n"
    address = served()

    first = other("sync", "--to", address, "--key-file", str(own), "--json")
    second = other("sync", "--to", address, "--json")

    assert (first.exit_code, second.exit_code) == (0, 0), first.output + second.output
    told = json.loads(first.output)
    assert (told["confirmed"], told["came"] > 0) == (True, True)
    assert json.loads(second.output)["came"] == 0
    (waits,) = json.loads(other("computers", "list", "--json").output)["computers"]
    assert (waits["waiting"], waits["last_receipt"] is not None) == (0, True)
    assert "everything is confirmed" in other("computers", "list").output


def test_what_goes_wrong_is_a_sentence(writing, other, tmp_path):
    nonsense, key = tmp_path / "nonsense.txt", tmp_path / "other.txt"
    nonsense.write_bytes(b"\xff\xfe" * 99)
    other("computers", "key", str(key))

    wrong = writing("computers", "admit", str(nonsense))
    missing = writing("computers", "admit", str(tmp_path / "none.txt"))
    nobody = writing("sync", "--to", "127.0.0.1:1")
    whom = writing("sync")
    off = writing("sync", "--to", "127.0.0.1:1", "--key-file", str(key), "--seconds", "1")

    assert (wrong.exit_code, missing.exit_code, nobody.exit_code, off.exit_code) == (1, 1, 1, 1)
    assert whom.exit_code == 2
    assert "not the key of a computer" in wrong.stderr
    assert "none.txt cannot be read" in missing.stderr
    assert "No other computer" in nobody.stderr
    assert "There is no line to 127.0.0.1:1" in off.stderr


def test_only_the_head_admits(writing, tmp_path):
    key = tmp_path / "key.txt"
    writing("computers", "key", str(key))
    deputy = Line(writing.folder, user="Гүлжан")

    assert deputy("computers", "admit", str(key)).exit_code == 1


def test_a_new_computer_asks_and_is_welcomed_and_withdrawn(writing, tmp_path):
    asked, welcome = tmp_path / "asks.txt", tmp_path / "welcome.sdw"
    new = Line(tmp_path / "new", user="Гүлнар Серікқызы")

    first = new("computers", "ask", str(asked), "--name", "Класс 7", "--json")
    made = writing("computers", "welcome", str(asked), str(welcome), "--person", "Гүлнар", "--json")
    seen = new("computers", "join", str(welcome), "--dry-run", "--json")
    joined = new("computers", "join", str(welcome), "--json")

    told = [json.loads(one.output) for one in (first, made, seen, joined)]
    assert told[0]["number"] == told[1]["asked"]
    assert told[1]["number"] == told[2]["number"] == told[3]["number"]
    assert (told[2]["joined"], told[3]["joined"]) == (False, True)
    assert told[3]["names"] == ["Гүлнар Серікқызы"]
    assert new("computers", "list", "--json").exit_code == 0
    gone = writing("computers", "withdraw", "Класс 7")
    assert gone.exit_code == 0
    assert "Класс 7 is withdrawn" in gone.output
    assert "Сейіт Гүлнар" in gone.output
    again = new("computers", "join", str(welcome))
    unknown = writing("computers", "withdraw", "Класс 9")
    nobody = writing("computers", "welcome", str(asked), str(welcome), "--person", "Ешкім")
    assert (again.exit_code, unknown.exit_code, nobody.exit_code) == (1, 1, 1)
    assert "There is a school in the folder" in again.stderr
    assert "No other computer is called “Класс 9”" in unknown.stderr
    assert "Nobody who signs in here is called “Ешкім”" in nobody.stderr


def test_a_new_computer_joins_by_a_code(writing, tmp_path):
    entrance = Entrance(SchoolFolder(writing.folder), now=lambda: DEMO_NOW)
    desk = entrance.sign_in(HEAD, DEMO_PASSWORD)
    people = [one.id for one in desk.access.accounts() if "Гүлнар" in one.sign_in_name]
    server = desk.admission.open_door(people, "PC 1", ("127.0.0.1", 0))
    new = Line(tmp_path / "new", user="Гүлнар Серікқызы")
    where = ("--address", f"127.0.0.1:{server.port}")

    wrong = new("computers", "join", *where, "--code", "12")
    joined = new("computers", "join", *where, "--code", server.door.spelled, "--json")

    server.close()
    desk.close()
    entrance.close()
    assert (wrong.exit_code, joined.exit_code) == (1, 0), joined.output
    assert "nine digits" in wrong.stderr
    assert json.loads(joined.output)["names"] == ["Гүлнар Серікқызы"]
    assert new("computers", "list", "--json").exit_code == 0
    assert new("computers", "join").exit_code == 2


def test_a_code_that_nobody_comes_by_is_said(writing, monkeypatch):
    monkeypatch.setattr(Door.__init__, "__kwdefaults__", {"lasts": 0.0, "clock": lambda: 0.0})

    over = writing("computers", "code", "--person", "Гүлнар")

    assert over.exit_code == 3
    assert "No computer came by this code." in over.output
    assert re.search(r"Code: \d{3} \d{3} \d{3}\.", over.output)
