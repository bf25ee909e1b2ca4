"""Two folders of one school exchange by a stick, by the command line only."""

import json
import shutil

import pytest

from school_desk.storage.device import FILE_NAME
from school_desk.sync.courier_folder import FOLDER
from tests.commands.conftest import Line


@pytest.fixture
def other(writing, tmp_path):
    """Another computer: the same school, an identity of its own, admitted by the head."""
    shutil.copytree(writing.folder, tmp_path / "other")
    (tmp_path / "other" / FILE_NAME).unlink()
    found, key = Line(tmp_path / "other"), tmp_path / "other.txt"
    found("computers", "key", str(key), "--name", "Класс 7")
    assert writing("computers", "admit", str(key), "--for", "teacher").exit_code == 0
    return found


@pytest.fixture
def stick(tmp_path):
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def told(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_a_stick_goes_there_and_back(writing, other, stick, tmp_path):
    own = tmp_path / "office.txt"
    writing("computers", "key", str(own), "--name", "Кеңсе")

    written = told(writing("courier", "write", str(stick), "--json"))
    (before,) = told(writing("courier", "state", "--json"))["computers"]
    came = told(other("courier", "read", str(stick), "--key-file", str(own), "--json"))
    told(other("courier", "write", str(stick), "--json"))
    back = told(writing("courier", "read", str(stick), "--json"))
    (after,) = told(writing("courier", "state", "--json"))["computers"]

    assert (written["computers"], written["rest"]) == (1, 0)
    assert (before["to_write"], before["under_way"] > 0, before["last_receipt"]) == (0, True, None)
    assert (came["applied"] > 0, came["confirmed"]) == (True, 1)
    assert back["confirmed"] == 1
    assert (after["to_write"] < 9, after["under_way"]) == (True, 0), "signing in leaves a line"
    assert after["last_receipt"] is not None
    assert "changes on no stick yet" in writing("courier", "state").output


def test_what_goes_wrong_is_a_sentence(writing, other, stick, tmp_path):
    missing = tmp_path / "pulled out"

    alone = other("courier", "write", str(stick))
    gone = writing("courier", "write", str(missing))
    empty = writing("courier", "read", str(stick))
    told(writing("courier", "write", str(stick), "--json"))
    (bundle,) = (stick / FOLDER).iterdir()
    bundle.write_bytes(bundle.read_bytes()[:-9])
    cut = other("courier", "read", str(stick))

    assert (alone.exit_code, gone.exit_code, empty.exit_code, cut.exit_code) == (1, 1, 1, 0)
    assert "No other computer of the school is admitted" in alone.stderr
    assert "perhaps the stick was pulled out" in gone.stderr
    assert "There is nothing of School Desk" in empty.stderr
    assert "Nothing lies there for this computer." in cut.output, "it knows of nobody yet"


def test_a_folder_for_doing_it_by_itself_is_kept(writing, stick, tmp_path):
    assert writing("courier", "folder", str(tmp_path / "none")).exit_code == 1
    assert str(stick) in writing("courier", "folder", str(stick)).output
    assert told(writing("courier", "state", "--json"))["folder"] == str(stick)
    assert told(writing("courier", "folder", "--json"))["folder"] == ""
    assert told(writing("courier", "state", "--json"))["folder"] is None


def test_whoever_works_in_the_school_may_carry(writing, other, stick):
    del other
    teacher = Line(writing.folder, user="Гүлнар")

    assert teacher("courier", "write", str(stick)).exit_code == 0
