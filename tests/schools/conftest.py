"""A timetable of each school as fet-cl makes it, solved once for all tests."""

import shutil

import pytest

from school_desk.app import Entrance
from school_desk.demo.rows import DEMO_PASSWORD
from school_desk.paths import SchoolFolder
from tests.schools.making import leave, make_big, make_small, now_of

MAKERS = {"big": make_big, "small": make_small}


@pytest.fixture(scope="session")
def folders(tmp_path_factory):
    """A folder of each school, and the name of its head."""
    found = {}
    for name, make in MAKERS.items():
        desk = make(tmp_path_factory.mktemp(name) / "school")
        found[name] = desk.place.folder, desk.account.sign_in_name
        desk.close()
        leave(desk)
    return found


@pytest.fixture
def school(folders, tmp_path):
    """Open a copy of a school: `school("big")`."""
    opened = []

    def copy(name):
        folder, head = folders[name]
        target = tmp_path / f"{name}{len(opened)}"
        shutil.copytree(folder, target)
        entrance = Entrance(SchoolFolder(target), now=lambda: now_of("2026-27"))
        opened.append(entrance.sign_in(head, DEMO_PASSWORD))
        return opened[-1]

    yield copy
    for desk in opened:
        desk.close()
        leave(desk)
