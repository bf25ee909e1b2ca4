"""Fixtures of storage: a real encrypted file in a temporary folder."""

import pytest

from tests.storage.small_school import Clock, make_file, open_file, settle


@pytest.fixture(scope="session")
def empty_path(tmp_path_factory):
    """A school's file just created: made once, never opened, copied for each test."""
    path = tmp_path_factory.mktemp("empty") / "school.db"
    make_file(path)
    return path


@pytest.fixture(scope="session")
def empty_file(empty_path):
    """Its bytes."""
    return empty_path.read_bytes()


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
