"""A new computer asks by a file, the head admits it, it has the school: both ends, real files."""

import shutil

import pytest

from school_desk.demo.school import make_demo
from school_desk.storage.verify import verify
from tests.sync.newcomers import HEAD, TEACHER, admitted, asks, room


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory):
    place = room(tmp_path_factory.mktemp("school"))
    make_demo(place.entrance, pupils=24).close()
    place.entrance.close()
    return place.entrance.place.folder


@pytest.fixture
def school(tmp_path, demo_folder):
    shutil.copytree(demo_folder, tmp_path / "first")
    place = room(tmp_path / "first")
    yield place
    place.entrance.close()


@pytest.fixture
def head(school):
    desk = school.sits_down(HEAD)
    yield desk
    desk.close()


@pytest.fixture
def new(tmp_path):
    place = room(tmp_path / "second")
    yield place
    place.entrance.close()


def marks(desk):
    rows = desk._storage.db.execute("SELECT count(*), sum(points) FROM mark").fetchone()
    return tuple(rows)


def test_a_teachers_computer_joins_by_two_files(head, new):
    asking = asks(new)
    made = admitted(head, asking, TEACHER)

    welcome = new.newcomer.read(made.content)
    names = new.newcomer.join(made.content)

    assert names == (TEACHER,)
    assert welcome.by.startswith("Сәуле") or "Сәуле" in welcome.by
    desk = new.sits_down(TEACHER)
    assert marks(desk) == marks(head)
    assert verify(desk._storage) == ()
    desk.close()


def test_it_receives_the_partitions_of_its_people_and_no_others(head, new):
    made = admitted(head, asks(new), TEACHER)
    new.newcomer.join(made.content)

    desk = new.sits_down(TEACHER)

    here = {name for (name,) in desk._storage.db.execute("SELECT name FROM part")}
    there = {name for (name,) in head._storage.db.execute("SELECT name FROM part")}
    kinds = {name.partition("/")[0] for name in here}
    assert kinds == {"admin", "school", "attend", "class", "own"} & kinds
    assert "class" in kinds
    assert {"person"} <= {name.partition("/")[0] for name in there} - kinds
    desk.close()
