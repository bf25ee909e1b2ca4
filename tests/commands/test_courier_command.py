"""Two folders of one school exchange by a stick, by the command line only."""

import json
import shutil

import pytest

from school_desk.storage.device import FILE_NAME
from school_desk.sync.courier_folder import FOLDER
from tests.commands.conftest import Line


@pytest.fixture
def other(writing, tmp_path):
    """Another computer: the same school, an identity of its own."""
    shutil.copytree(writing.folder, tmp_path / "other")
    (tmp_path / "other" / FILE_NAME).unlink()
    return Line(tmp_path / "other")


@pytest.fixture
def stick(tmp_path):
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def acquainted(writing, other, tmp_path):
    """The head has admitted the other computer; the other has the key of the first."""
    key, own = tmp_path / "other.txt", tmp_path / "office.txt"
    other("computers", "key", str(key), "--name", "Класс 7")
    writing("computers", "key", str(own), "--name", "Кеңсе")
    assert writing("computers", "admit", str(key), "--for", "teacher").exit_code == 0
    return own


def test_a_stick_goes_there_and_back(writing, other, acquainted, stick):
    first = writing("courier", "write", str(stick), "--json")
    assert first.exit_code == 0, first.output
    assert json.loads(first.output)["computers"] == 1
    print(first.output)
    came = other("courier", "read", str(stick), "--json")
    print(came.output)
