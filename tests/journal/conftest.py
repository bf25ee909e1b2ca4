"""A small school made once, and a copy of it for each test that writes."""

import shutil
from dataclasses import replace

import pytest

from tests.journal.small_desk import TEACHER, make_small_desk


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    return make_small_desk(tmp_path_factory.mktemp("made"))


@pytest.fixture
def school(made, tmp_path):
    shutil.copytree(made.folder, tmp_path / "school")
    return replace(made, folder=tmp_path / "school")


@pytest.fixture
def teacher(school):
    with school.taken_by(TEACHER) as taken:
        yield taken
