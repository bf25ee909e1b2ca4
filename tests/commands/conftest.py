"""One demo school for all commands that only read, a copy of it for those that write."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from school_desk.app import Entrance
from school_desk.cli import main
from school_desk.commands.opening import PASSWORD_VARIABLE
from school_desk.demo.rows import DEMO_PASSWORD
from school_desk.demo.school import DEMO_NOW, make_demo
from school_desk.paths import SchoolFolder
from school_desk.storage.sealing import Argon2Params

QUICK = Argon2Params(64, 1, 1)


@dataclass(frozen=True)
class Line:
    """A command line of somebody at a school."""

    folder: Path
    user: str = "Сәуле Бекқызы"
    language: str = "en"

    def __call__(self, *words: str, password: str = DEMO_PASSWORD) -> Result:
        options = ("--data", str(self.folder), "--user", self.user, "--language", self.language)
        environment = {PASSWORD_VARIABLE: password, "SCHOOL_DESK_LANGUAGE": ""}
        return CliRunner().invoke(main, [*options, *words], env=environment)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("school")
    entrance = Entrance(SchoolFolder(folder), now=lambda: DEMO_NOW)
    now = datetime(2026, 9, 9, 18, tzinfo=DEMO_NOW.tzinfo)
    make_demo(entrance, now=now, cost=QUICK).close()
    entrance.close()
    return folder


@pytest.fixture
def reading(demo_folder):
    return Line(demo_folder)


@pytest.fixture
def writing(demo_folder, tmp_path):
    shutil.copytree(demo_folder, tmp_path / "school")
    return Line(tmp_path / "school")
