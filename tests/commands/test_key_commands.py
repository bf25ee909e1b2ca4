"""Keys from the terminal: somebody leaves, keys are renewed, a lost password is replaced."""

import json
from pathlib import Path

from school_desk.app import Entrance
from school_desk.paths import SchoolFolder
from school_desk.school.model import PersonName
from school_desk.school_file import NewSchool
from tests.commands.conftest import Line

LEAVER = "Нұржан Маратұлы"
NEW_WORDS = "өзен тас жол күн"
SCHOOL = NewSchool(
    {"kk": "Аққайың мектебі", "ru": "Аккайынская школа"},
    "2026-27",
    PersonName("Ахметова", "Сәуле", "Бекқызы"),
    "Сәуле Бекқызы",
    "алма бұлт гүл дала",
)


def test_somebody_leaves_and_the_keys_are_renewed(writing: Line) -> None:
    closed = writing("keys", "close", LEAVER, "--json")
    renewed = writing("keys", "renew", "--json")
    again = writing("keys", "close", LEAVER)
    whole = writing("verify")

    assert json.loads(closed.output) == {"closed": LEAVER, "left": 1}
    assert json.loads(renewed.output) == {"renewed": True, "left": 1}
    assert (again.exit_code, whole.exit_code) == (1, 0)
    assert LEAVER in again.output
    assert Line(writing.folder, user=LEAVER)("verify").exit_code == 1


def test_a_teacher_renews_no_keys(writing: Line) -> None:
    before = (writing.folder / "school.keys").read_bytes()

    refused = Line(writing.folder, user=LEAVER)("keys", "renew")

    assert refused.exit_code == 1
    assert (writing.folder / "school.keys").read_bytes() == before


def test_the_code_of_the_sheet_gives_the_head_a_new_password(tmp_path: Path) -> None:
    entrance = Entrance(SchoolFolder(tmp_path))
    desk, code = entrance.set_up(SCHOOL)
    desk.close()
    entrance.close()
    (tmp_path / "code.txt").write_text(code.text.lower(), "utf-8")
    (tmp_path / "new.txt").write_text(NEW_WORDS, "utf-8")
    line = Line(tmp_path)
    files = ("--code-file", tmp_path / "code.txt", "--new-password-file", tmp_path / "new.txt")

    given = line("keys", "recover", *map(str, files), "--json")
    old = line("verify", password=SCHOOL.password)
    new = line("verify", password=NEW_WORDS)
    other = "A" if code.text[0] != "A" else "E"
    (tmp_path / "code.txt").write_text(other + code.text[1:], "utf-8")
    wrong = line("keys", "recover", *map(str, files))

    assert json.loads(given.output) == {"head": "Сәуле Бекқызы"}
    assert (old.exit_code, new.exit_code, wrong.exit_code) == (1, 0, 1)
    assert "Group 1" in wrong.output
