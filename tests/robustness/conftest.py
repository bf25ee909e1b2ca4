"""Demo schools to be broken, each a copy of one that was made once; disks of two megabytes."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from school_desk import i18n
from school_desk.app import Desk, Entrance
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD
from school_desk.paths import SchoolFolder
from school_desk.ui.shortcuts import LayoutFilter
from school_desk.ui.theme.theme import Scheme, Theme
from tests.ui.seat import HEAD, TEACHER, Seat, copied, make_folder

ROOT = Path(__file__).parents[2]
Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The theme, put on once."""
    LayoutFilter(qapp)
    return Theme(qapp, Scheme.LIGHT)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo school, made once."""
    return make_folder(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def folder(tmp_path: Path, demo_folder: Path) -> Path:
    """A demo school of one's own, to be broken."""
    return copied(demo_folder, tmp_path / "school")


@pytest.fixture(autouse=True)
def kazakh() -> Iterator[None]:
    """Everything is said in Kazakh, whatever test ran before."""
    before = i18n.current()
    i18n.use("kk")
    yield
    i18n.use(before)


@pytest.fixture
def seat(folder: Path, theme: Theme) -> Seat:
    """A computer with that school; nobody sits at it yet."""
    return Seat(folder, theme)


@pytest.fixture
def teacher_seat(seat: Seat) -> Iterator[Seat]:
    """The teacher of 6 «А» at the window, on the start screen."""
    with seat.taken_by(TEACHER) as taken:
        yield taken


def entrance(folder: Path, *, reading: bool = False) -> Entrance:
    """The door of a school at the moment of the demo."""
    return Entrance(SchoolFolder(folder), now=lambda: DEMO_NOW, reading=reading)


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    """The teacher of 6 «А», without a window."""
    door = entrance(folder)
    made = door.sign_in(TEACHER, DEMO_PASSWORD)
    yield made
    made.close()
    door.close()


@pytest.fixture
def command(folder: Path) -> Command:
    """`school-desk …` as a process of its own, at this school or another folder."""

    def run(*words: str, data: Path = folder, user: str = HEAD) -> subprocess.CompletedProcess:
        call = [sys.executable, "-c", "from school_desk.cli import main; main()"]
        options = ["--data", str(data), "--user", user, "--language", "en"]
        return subprocess.run(
            [*call, *words, *options],
            cwd=ROOT,
            env={**os.environ, "SCHOOL_DESK_PASSWORD": DEMO_PASSWORD},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mount a disk of its own, such as one of two megabytes; only root may."""
    mounted: list[Path] = []

    def mount(options: str) -> Path:
        place = tmp_path / f"disk-{len(mounted)}"
        place.mkdir()
        told = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)],
            capture_output=True,
            check=False,
        )
        if told.returncode:
            pytest.skip("no right to mount a disk here")
        mounted.append(place)
        return place

    yield mount
    for place in mounted:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """One sentence, code 1, no traceback: what a refused command says."""
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    return done.stderr.strip()


needs_mount = pytest.mark.skipif(shutil.which("mount") is None, reason="no disks to mount here")
