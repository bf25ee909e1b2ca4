"""verify, import, report and demo: what they answer, how they end, what they leave behind."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook

from school_desk.app import Entrance
from school_desk.cli import main
from school_desk.commands.opening import PASSWORD_VARIABLE
from school_desk.demo.rows import DEMO_PASSWORD
from school_desk.paths import SchoolFolder
from school_desk.school.shipped import SAMPLE
from tests.commands.conftest import Line

LANGUAGES = ("kk", "ru", "en")


def class_sizes(line: Line) -> dict[str, int]:
    entrance = Entrance(SchoolFolder(line.folder), reading=True)
    desk = entrance.sign_in("Сәуле Бекқызы", DEMO_PASSWORD)
    sizes = {one.label: len(desk.school.pupils(one.id)) for one in desk.school.class_groups()}
    desk.close()
    entrance.close()
    return sizes


def spreadsheet(path, *rows):
    book = Workbook()
    for row in (("Сынып", "Тегі", "Аты"), *rows):
        book.active.append(row)
    book.save(path)
    return str(path)


def test_verify_finds_the_demo_whole(reading):
    found = reading("verify", "--json")

    assert json.loads(found.stdout) == {"whole": True, "faults": []}
    assert found.exit_code == 0


def test_verify_is_for_head_and_deputy(demo_folder):
    found = Line(demo_folder, user="Гүлнар Серікқызы")("verify")

    assert found.exit_code == 1
    assert "Verify file" in found.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_wrong_password_is_one_sentence(demo_folder, language):
    found = Line(demo_folder, user="Ольга Павловна", language=language)(
        "verify", password="not the one"
    )

    assert found.exit_code == 1
    assert len(found.stderr.splitlines()) == 1
    assert found.stdout == ""


def test_password_may_stand_in_a_file(demo_folder, tmp_path):
    file = tmp_path / "password"
    file.write_text(DEMO_PASSWORD + "\n", encoding="utf-8")
    options = ["--data", str(demo_folder), "--user", "Сәуле", "--password-file", str(file)]

    found = CliRunner().invoke(main, ["verify", *options, "--json"], env={PASSWORD_VARIABLE: None})

    assert found.exit_code == 0


@pytest.mark.parametrize(
    "words", [("--user", "Сәуле"), ("--user", "Сәуле", "--password-file", "gone"), ()]
)
def test_without_name_or_password_a_sentence_says_what_to_give(demo_folder, words):
    line = ["--data", str(demo_folder), "--language", "en", *words, "verify"]

    found = CliRunner().invoke(main, line, env={PASSWORD_VARIABLE: None})

    assert found.exit_code == 1
    assert len(found.stderr.splitlines()) == 1
    assert "password" in found.stderr or "Гүлнар Серікқызы" in found.stderr


def test_dry_run_shows_the_list_and_writes_nothing(writing):
    before = class_sizes(writing)

    found = writing("import", "pupils", str(SAMPLE), "--dry-run", "--json")

    told = json.loads(found.stdout)
    assert (told["written"], told["pupils"]) == (False, 13)
    assert {one["severity"] for one in told["problems"]} == {"warning"}
    assert class_sizes(writing) == before
    assert found.exit_code == 0


def test_import_takes_the_sample_and_verifies(writing):
    found = writing("import", "pupils", str(SAMPLE), "--json")

    assert json.loads(found.stdout)["written"] is True
    assert class_sizes(writing)["7 «Б»"] == 12
    assert writing("verify").exit_code == 0


def test_list_with_an_error_writes_nothing_and_names_row_and_column(writing, tmp_path):
    list_of_two = spreadsheet(
        tmp_path / "a.xlsx", ("7", "Асан", "Дана"), ("7", "", ""), ("", "Х", "")
    )
    before = class_sizes(writing)

    found = writing("import", "pupils", list_of_two)

    assert found.exit_code == 3
    assert "row 4" in found.stdout
    assert class_sizes(writing) == before


@pytest.mark.parametrize("name", ["gone.xlsx", "not.xlsx"])
def test_file_that_is_no_list_is_refused_in_a_sentence(writing, tmp_path, name):
    (tmp_path / "not.xlsx").write_text("<html>", encoding="utf-8")

    found = writing("import", "pupils", str(tmp_path / name))

    assert found.exit_code == 1
    assert name in found.stderr


def test_window_that_is_open_stops_writing_and_lets_reading_through(writing):
    window = Entrance(SchoolFolder(writing.folder))

    read, written = writing("verify"), writing("import", "pupils", str(SAMPLE))

    window.close()
    assert (read.exit_code, written.exit_code) == (0, 1)
    assert "already open" in written.stderr


@pytest.mark.parametrize("fmt", ["pdf", "xlsx"])
@pytest.mark.parametrize("lang", ["kk", "ru", "both"])
def test_report_writes_papers_in_each_language(reading, tmp_path, fmt, lang):
    out = tmp_path / f"paper.{fmt}"
    common = ("--term", "1", "--lang", lang, "--format", fmt, "-o", str(out), "--json")

    slips = reading("report", "slips", "--class", "6А", *common)
    page = reading("report", "register-page", "--class", "6a", "--subject", "Математика", *common)

    assert json.loads(slips.stdout)["slips"] == 17
    assert json.loads(page.stdout)["subject"] == "mathematics"
    assert out.read_bytes()[:4] in {b"%PDF", b"PK\x03\x04"}


def test_spreadsheet_of_slips_names_every_pupil(reading, tmp_path):
    out = tmp_path / "slips.xlsx"
    reading("report", "slips", "--class", "6А", "--term", "1", "--format", "xlsx", "-o", str(out))

    sheet = load_workbook(out).active

    text = " ".join(str(cell.value) for row in sheet.rows for cell in row)
    assert "Қайрат Інжу" in text
    assert "Жақсылық Бекарыс" in text


def test_teacher_prints_slips_of_the_own_subject_only(demo_folder, tmp_path):
    gulnar = Line(demo_folder, user="Гүлнар Серікқызы")
    out = ("--class", "7", "--term", "1", "-o", str(tmp_path / "slips.pdf"))

    own = gulnar("report", "slips", "--subject", "algebra", *out)
    others = gulnar("report", "slips", "--subject", "physics", *out)
    every = gulnar("report", "slips", *out)

    assert [own.exit_code, others.exit_code, every.exit_code] == [0, 1, 1]


def test_paper_that_cannot_be_written_leaves_the_old_one(reading, tmp_path):
    words = ("report", "slips", "--class", "6А", "--term", "1", "-o")
    (tmp_path / "file").write_text("old", encoding="utf-8")

    found = reading(*words, str(tmp_path / "file" / "slips.pdf"))

    assert found.exit_code == 1
    assert (tmp_path / "file").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "words",
    [
        (),
        ("nothing",),
        ("verify", "--nothing"),
        ("verify", "--data"),
        ("report", "slips"),
        ("report", "slips", "--class", "7", "--term", "9", "-o", "x.pdf"),
        ("demo", "--pupils", "many"),
        ("import", "pupils"),
    ],
)
def test_misuse_is_one_sentence_and_code_two(demo_folder, words, language):
    found = Line(demo_folder, language=language)(*words)

    assert found.exit_code == 2
    assert len(found.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("--class", "12", "--subject", "algebra"), "Class 5, 6 «А»"),
        (("--class", "7", "--subject", "magic"), "Algebra"),
        (("--class", "7-сынып", "--subject", "ana_tili"), "Class 7"),
    ],
)
def test_unknown_class_or_subject_is_answered_with_those_that_are(reading, tmp_path, words, names):
    out = ("--term", "1", "-o", str(tmp_path / "page.pdf"))

    found = reading("report", "register-page", *words, *out)

    assert found.exit_code == 1
    assert names in found.stderr


def test_demo_makes_a_school_once(tmp_path):
    words = [
        "--language",
        "en",
        "demo",
        "--pupils",
        "30",
        "--json",
        "--data",
        str(tmp_path / "new"),
    ]

    first, second = (CliRunner().invoke(main, words) for _ in range(2))

    told = json.loads(first.stdout)
    assert told["password"] == DEMO_PASSWORD
    assert "Гүлнар Серікқызы" in told["names"]
    assert second.exit_code == 1
    assert Line(tmp_path / "new")("verify").exit_code == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_said_in_the_language_that_is_asked(language):
    found = CliRunner().invoke(main, ["--language", language, "report", "slips", "--help"])

    assert found.exit_code == 0
    assert "--per-sheet" in found.stdout


def test_real_process_speaks_kazakh_through_a_plain_pipe(demo_folder):
    environment = {**os.environ, PASSWORD_VARIABLE: DEMO_PASSWORD, "LC_ALL": "C"}
    command = "from school_desk.cli import main; main()"
    words = ["verify", "--data", str(demo_folder), "--user", "nobody", "--language", "kk"]

    found = subprocess.run(
        [sys.executable, "-c", command, *words], env=environment, capture_output=True, check=False
    )

    assert found.returncode == 1
    assert "nobody" in found.stderr.decode("utf-8")
    assert b"Traceback" not in found.stderr


def test_verify_names_what_was_changed_from_outside(writing):
    entrance = Entrance(SchoolFolder(writing.folder))
    desk = entrance.sign_in("Сәуле Бекқызы", DEMO_PASSWORD)
    with desk._storage.database.transaction(guarded=False) as db:
        db.execute("UPDATE mark SET points = points % 10 + 1")
    desk.close()
    entrance.close()

    found = writing("verify", "--json")

    told = json.loads(found.stdout)
    assert found.exit_code == 3
    assert told["whole"] is False
    assert told["faults"]
