"""backup and restore on the command line: what they answer, how they end, what they leave."""

import json
from pathlib import Path

import pytest

from school_desk.app import Entrance
from school_desk.paths import SchoolFolder
from school_desk.school.model import PersonName
from school_desk.school_file import NewSchool
from school_desk.storage.sealing import Argon2Params
from tests.commands.conftest import Line

PERSON, WORDS = PersonName("Сәрсенов", "Айдос"), "алма бұлт гүл дала"


def made(line, *words):
    done = line("backup", "--json", *words)
    assert done.exit_code == 0, done.output
    return json.loads(done.output)["files"]


def test_a_backup_is_made_and_listed(writing):
    (path,) = made(writing)

    listed = writing("backup", "--list")
    facts = json.loads(writing("backup", "--list", "--json").output)["backups"]

    assert path in listed.output
    assert "by hand" in listed.output
    assert [one["file"] for one in facts] == [path]
    assert facts[0]["here"] is True


def test_a_copy_goes_to_a_stick(writing, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()

    here, there = made(writing, "--to", str(stick))

    assert Path(there).parent == stick
    assert Path(there).read_bytes() == Path(here).read_bytes()


@pytest.mark.parametrize("place", ["missing", "within"])
def test_a_place_that_is_no_place_is_refused_and_the_backup_stands(writing, tmp_path, place):
    folder = tmp_path / "missing" if place == "missing" else writing.folder / "inside"
    if place == "within":
        folder.mkdir()

    done = writing("backup", "--to", str(folder))

    assert done.exit_code == 1
    assert len(list((writing.folder / "backups").glob("*.sdbackup"))) == 1


def test_a_dry_run_says_what_would_be_missing_and_changes_nothing(writing):
    (path,) = made(writing)
    before = (writing.folder / "school.db").read_bytes()

    done = writing("restore", path, "--dry-run")

    assert done.exit_code == 0, done.output
    assert "Nothing has been written since." in done.output
    assert "Pupils: 90 now, 90 in the backup" in done.output
    assert (writing.folder / "school.db").read_bytes() == before
    assert not list(writing.folder.glob("school.compared*"))


def test_without_a_yes_nothing_happens(writing):
    (path,) = made(writing)

    done = writing("restore", path)

    assert done.exit_code == 1
    assert "--yes" in done.stderr
    assert not list(writing.folder.glob("school-aside*"))
    assert not list(writing.folder.glob("school.restored*"))


def test_with_a_yes_the_school_is_as_it_was_then(writing):
    (path,) = made(writing)

    done = writing("restore", path, "--yes", "--json")

    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["restored"] is True
    assert len(list(writing.folder.glob("school-aside*.db"))) == 1
    assert json.loads(writing("verify", "--json").output)["whole"] is True


def test_a_school_comes_back_in_an_empty_folder(writing, tmp_path):
    (path,) = made(writing)
    empty = tmp_path / "new computer"
    empty.mkdir()

    done = type(writing)(empty)("restore", path, "--yes")

    assert done.exit_code == 0, done.output
    assert json.loads(type(writing)(empty)("verify", "--json").output)["whole"] is True


def test_a_file_that_is_no_backup_is_refused_in_one_sentence(writing, tmp_path):
    file = tmp_path / "list.sdbackup"
    file.write_text("Тегі, Аты", encoding="utf-8")

    done = writing("restore", str(file), "--yes")

    assert done.exit_code == 1
    assert (
        done.stderr.strip() == "list.sdbackup is not a backup of School Desk. Choose another file."
    )


def test_the_recovery_code_brings_a_school_back_whatever_was_forgotten(tmp_path):
    school, empty = tmp_path / "school", tmp_path / "empty"
    school.mkdir()
    empty.mkdir()
    door = Entrance(SchoolFolder(school), cost=lambda: Argon2Params(64, 1, 1))
    new = NewSchool({"kk": "Мектеп", "ru": "Школа"}, "2026-27", PERSON, "Айдос", WORDS)
    desk, code = door.set_up(new)
    desk.close()
    door.close()
    code_file = tmp_path / "code.txt"
    code_file.write_text(code.text.lower(), encoding="utf-8")
    (path,) = json.loads(Line(school, "Айдос")("backup", "--json", password=WORDS).output)["files"]

    done = Line(empty)("restore", path, "--yes", "--code-file", str(code_file))

    assert done.exit_code == 0, done.output
    again = Line(empty, "Айдос")("verify", "--json", password=WORDS)
    assert json.loads(again.output)["whole"] is True


def test_while_the_window_is_open_backups_are_made_and_none_is_restored(writing):
    door = Entrance(SchoolFolder(writing.folder))
    (path,) = made(writing)

    dry = writing("restore", path, "--dry-run")
    done = writing("restore", path, "--yes")

    door.close()
    assert dry.exit_code == 0, dry.output
    assert (done.exit_code, done.stdout) == (1, "")
    assert "already open" in done.stderr
    assert not list(writing.folder.glob("school-aside*"))
