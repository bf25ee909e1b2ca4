"""`archive` from a command line: what it lacks is said in one sentence with what to type."""

import json

import pytest


@pytest.fixture
def words(tmp_path):
    file = tmp_path / "words.txt"
    file.write_text("төрт жаңа сөз керек\n", encoding="utf-8")
    return str(file)


def refused(found) -> str:
    assert found.exit_code == 1
    (line,) = found.stderr.splitlines()
    return line


def test_without_a_file_it_says_which_option_to_type(reading, words):
    locked = refused(reading("archive", "--class", "6А", "--passphrase-file", words))
    plain = refused(reading("archive", "--class", "6А", "--plain"))

    assert "-o 2026-27.zip.age" in locked
    assert "-o 2026-27.zip," in plain
    assert "--dry-run" in locked
    assert "--passphrase-file" not in locked + plain


def test_without_a_lock_it_asks_for_one_or_for_plain(reading, words, tmp_path):
    to = ("-o", str(tmp_path / "a.zip"))
    neither = refused(reading("archive", "--class", "6А", *to))
    both = refused(reading("archive", "--class", "6А", *to, "--plain", "--passphrase-file", words))

    assert neither == both
    assert "--passphrase-file FILE" in both
    assert "--plain" in both


def test_a_dry_run_needs_neither(reading):
    told = json.loads(reading("archive", "--class", "6А", "--dry-run", "--json").stdout)

    assert told["file"] is None
    assert told["documents"]


def test_a_class_is_archived_and_the_file_is_whole(writing, words, tmp_path):
    file = str(tmp_path / "6A.zip.age")

    made = writing("archive", "--class", "6А", "--passphrase-file", words, "-o", file, "--json")
    seen = writing("check-archive", file, "--passphrase-file", words, "--json")

    assert (json.loads(made.stdout)["file"], seen.exit_code) == (file, 0)
