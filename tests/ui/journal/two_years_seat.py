"""A school that has two years behind it, at a window: for what looks over the years."""

import shutil
from contextlib import contextmanager
from dataclasses import replace

import pytest

from school_desk import i18n
from school_desk.app import Entrance
from school_desk.paths import SchoolFolder
from school_desk.settings import remember
from school_desk.ui.window import Window
from tests.journal.two_years import make_two_years
from tests.school.ending_year import HEAD, PASSWORD
from tests.ui.keyboard import settle


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_two_years(tmp_path_factory.mktemp("two"))


@pytest.fixture
def school(made, tmp_path):
    before = i18n.current()
    i18n.use("kk")
    shutil.copytree(made.folder, tmp_path / "school")
    yield replace(made, folder=tmp_path / "school")
    i18n.use(before)


@pytest.fixture
def sits(school, theme):
    """Sit down at the window of the school."""

    @contextmanager
    def sit(name):
        entrance = Entrance(SchoolFolder(school.folder), now=lambda: school.moment)
        remember(entrance.place.settings, language="kk")
        window = Window(entrance.sign_in(name, PASSWORD), theme, lambda: None)
        window.shell.setWindowState(window.shell.windowState().WindowNoState)
        window.shell.resize(1366, 698)
        window.shell.show()
        window.shell.activateWindow()
        settle()
        yield window
        window.close()
        window.shell.deleteLater()
        settle()
        entrance.close()

    return sit


@pytest.fixture
def window(sits):
    with sits(HEAD) as taken:
        yield taken
