"""What `pip install` gives: the commands, and every file that the program reads."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parent.parent
READ_AT_RUN_TIME = ("*.toml", "*.qss", "*.svg", "*.sql", "*.xlsx", "*.txt", "*.csv", "*.json")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ZipFile]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with ZipFile(next(folder.glob("*.whl"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def installed(wheel: ZipFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    wheel.extractall(folder)
    return folder


def run(installed: Path, code: str) -> str:
    """Run some Python that sees the installed program first, and not the sources."""
    found = {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=installed,
        env=os.environ | found,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_every_file_the_program_reads_is_packed(wheel: ZipFile) -> None:
    package = ROOT / "school_desk"
    needed = {
        str(path.relative_to(ROOT)) for kind in READ_AT_RUN_TIME for path in package.rglob(kind)
    }

    assert needed - set(wheel.namelist()) == set()


def test_translations_are_packed_compiled(installed: Path) -> None:
    code = "from school_desk import i18n; print(i18n.__file__, i18n.missing_catalogues())"

    assert run(installed, code) == f"{installed / 'school_desk' / 'i18n.py'} ()"


@pytest.mark.parametrize("command", ["scripts", "gui-scripts"])
def test_commands_lead_somewhere(installed: Path, command: str) -> None:
    for target in PROJECT[command].values():
        module, _, function = target.partition(":")

        assert run(installed, f"import {module}; print(callable({module}.{function}))") == "True"


def test_nothing_but_the_program_is_packed(wheel: ZipFile) -> None:
    tops = {name.partition("/")[0] for name in wheel.namelist()}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"school_desk"}


def pins(lock: str) -> dict[str, str]:
    lines = (ROOT / "requirements" / lock).read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ")[0].split("==") for line in lines if "==" in line.split(" ")[0])


def test_libraries_of_the_program_are_the_same_in_both_locks() -> None:
    assert pins("run.txt").items() <= pins("dev.txt").items()


def test_every_library_of_the_program_is_locked() -> None:
    named = {
        line.replace("==", ">=").partition(">=")[0].lower() for line in PROJECT["dependencies"]
    }

    assert named - set(pins("run.txt")) == set()


def test_qt_stays_at_the_version_that_lives_with_this_python() -> None:
    """6.12.0 on Python 3.11 aborts after a few hundred signal emissions."""
    assert pins("run.txt")["pyside6-essentials"] == "6.11.3"
