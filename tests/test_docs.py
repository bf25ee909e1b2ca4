"""What is written for people is true, and nothing of one machine or one person is kept."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path

import click
import pytest

from school_desk import __version__
from school_desk.ui.actions import ACTIONS, Action

ROOT = Path(__file__).resolve().parent.parent
BINARY = {".png", ".pdf", ".xlsx", ".db", ".ico", ".keys", ".sdb1", ".ttf"}

# Folders of a build machine, and hosts that only one workplace's package installer should know.
MACHINE_PATH = re.compile(r"(?<![\w.}>])/(root|work|opt|tmp)/\w")
INDEX_HOST = re.compile(r"pypi\.org|pythonhosted|index-url|find-links", re.IGNORECASE)
# An individual identification number: date of birth, a digit for century and sex, five digits.
IIN = re.compile(r"(?<!\w)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[1-6]\d{5}(?!\w)")
FILE_IN_BACKTICKS = re.compile(r"`([\w./-]+\.(?:py|toml|qss|md|po|svg))`")
MAKE = re.compile(r"^\s*make ([a-z]+)|`make ([a-z]+)", re.MULTILINE)


@cache
def tracked() -> tuple[Path, ...]:
    git = shutil.which("git")
    assert git, "git lists the files that are kept"
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True)
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return tuple(path for path in paths if path.is_file())


@cache
def texts() -> dict[str, str]:
    """Every tracked text by its name; the locks, which are hashes, and pictures are left out."""
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for path in tracked()
        if path.suffix not in BINARY and path.parent != ROOT / "requirements"
    }


@cache
def documents() -> str:
    """README and the pages of docs/, for those who use the program."""
    return "\n".join(
        text
        for name, text in texts().items()
        if name.endswith(".md") and (name == "README.md" or name.startswith("docs/"))
    )


def commands(group: click.Command, path: str) -> Iterator[str]:
    if isinstance(group, click.Group):
        for name, command in group.commands.items():
            yield from commands(command, f"{path} {name}")
    else:
        yield path


def found(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    return [(name, match[0]) for name, text in texts().items() for match in pattern.finditer(text)]


def test_every_command_is_documented() -> None:
    names = set(commands(import_module("school_desk.cli").main, "school-desk"))

    assert {name for name in names if name not in documents()} == set()


def test_every_key_is_documented() -> None:
    pressed = {action.id: action.key_text for action in ACTIONS if is_a_key(action)}
    written = texts()["README.md"]

    assert {what: key for what, key in pressed.items() if f"`{key}`" not in written} == {}


def is_a_key(action: Action) -> bool:
    """Of numbered places the first stands for all; what is any letter is no key."""
    return bool(action.keys) and action.number in {None, 1} and action.keys[0] != "letter"


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", texts()["Makefile"], re.MULTILINE))
    pages = (text for name, text in texts().items() if name.endswith(".md"))
    named = {match[1] or match[2] for text in pages for match in MAKE.finditer(text)}

    assert named - targets == set()


def test_every_file_that_is_named_exists() -> None:
    kept = {str(path) for path in tracked()}
    named = {
        (page, match[1])
        for page, text in texts().items()
        if page.endswith(".md")
        for match in FILE_IN_BACKTICKS.finditer(text)
    }

    gone = {(page, name) for page, name in named if not any(k.endswith(f"/{name}") for k in kept)}
    assert gone == set()


def test_changelog_tells_of_this_version() -> None:
    assert __version__ in texts()["CHANGELOG.md"]


def test_nothing_of_one_machine_is_kept() -> None:
    assert found(MACHINE_PATH) == []


def test_no_index_of_packages_is_named() -> None:
    named = found(INDEX_HOST)

    assert [
        (name, what) for name, what in named if name not in {"Makefile", "tests/test_docs.py"}
    ] == []


def test_no_number_could_be_that_of_a_living_person() -> None:
    """Invented numbers have births in 1850-1899 or 2050-2099."""
    assert [(name, iin) for name, iin in found(IIN) if not is_invented(iin)] == []


def is_invented(iin: str) -> bool:
    born = int(iin[:2]) + {"1": 1800, "2": 1800, "5": 2000, "6": 2000}.get(iin[6], 1900)
    try:
        date(born, int(iin[2:4]), int(iin[4:6]))
    except ValueError:  # nobody was born on 30 February
        return True
    return 1850 <= born <= 1899 or 2050 <= born <= 2099


def test_locks_name_hashes_and_no_place() -> None:
    for name in ("run", "dev"):
        lock = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        assert "--hash=sha256:" in lock
        assert not re.search(r"https?:|file:|--index|--find-links|^-", lock, re.MULTILINE)


# The checks themselves.


@pytest.mark.parametrize(
    ("text", "seen"),
    [("in /opt" + "/wheels", True), ("docs/work/page", False), ("f'{tmp}/opt/x'", False)],
)
def test_a_machine_path_is_seen(text: str, seen: bool) -> None:
    assert bool(MACHINE_PATH.search(text)) is seen


def test_a_number_of_our_time_is_seen() -> None:
    ours = "130101" + "500000"

    assert IIN.search(f"IIN {ours}.")
    assert not is_invented(ours)
    assert is_invented("630101" + "500000")
