"""Fixtures of sync: the streams of a demo school, and another computer to take them in."""

import pytest

from school_desk.app import Entrance
from school_desk.demo.school import DEMO_NOW, make_demo
from school_desk.paths import SchoolFolder
from school_desk.storage.merge import entries
from school_desk.storage.sealing import Argon2Params
from tests.storage.small_school import Computer, make_file, open_file

QUICK = Argon2Params(64, 1, 1)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory):
    """A school's file just created."""
    path = tmp_path_factory.mktemp("empty") / "school.db"
    make_file(path)
    return path.read_bytes()


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """A small demo school: its entries, and the ends of its streams as storage keeps them."""
    entrance = Entrance(SchoolFolder(tmp_path_factory.mktemp("demo")), now=lambda: DEMO_NOW)
    desk = make_demo(entrance, pupils=24, cost=QUICK)
    storage = desk._storage
    parts = [part for (part,) in storage.db.execute("SELECT name FROM part ORDER BY ord")]
    found = [entry for part in parts for entry in entries(storage, part, storage.device.id)]
    chains = storage.db.execute(
        "SELECT part.name, vv.seq, vv.chain FROM vv JOIN part ON part.ord = vv.part"
    ).fetchall()
    desk.close()
    entrance.close()
    return found, {part: (seq, bytes(chain)) for part, seq, chain in chains}


@pytest.fixture
def demo_entries(demo):
    return demo[0]


@pytest.fixture
def demo_ends(demo):
    return demo[1]


@pytest.fixture
def other_computer(tmp_path, empty_file):
    path = tmp_path / "other.db"
    path.write_bytes(empty_file)
    found = open_file(path, Computer(b"other-pc"))
    yield found
    found.database.close()
