"""Fixtures of storage: a real encrypted file in a temporary folder."""

import pytest

from tests.storage.small_school import Clock, make_file, open_file, settle


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory):
    """The bytes of a school's file just created: made once, copied for each test."""
    path = tmp_path_factory.mktemp("empty") / "school.db"
    make_file(path)
    return path.read_bytes()


@pytest.fixture
def path(tmp_path, empty_file):
    """A fresh school's file."""
    file = tmp_path / "school.db"
    file.write_bytes(empty_file)
    return file


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def storage(path, clock):
    """An opened school without a row."""
    found = open_file(path, now=clock)
    yield found
    found.database.close()


@pytest.fixture
def school(storage, clock):
    """An opened school with a class, a lesson and a column."""
    return settle(storage, clock)
