"""plan and its reports: a plan goes out, comes in again, is printed; refusals are one sentence."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.commands.conftest import Line
from tests.documents.reading import text_of as text_in

PAGE = ("--class", "6А", "--subject", "mathematics")
FOURTH = ("--class", "4", "--subject", "mathematics")


def text_of(path: Path) -> str:
    return text_in(path.read_bytes())


@pytest.fixture
def teacher(demo_folder) -> Line:
    return Line(demo_folder, user="Гүлнар Серікқызы", language="kk")


def test_a_plan_goes_out_and_comes_in_unchanged(reading, writing, tmp_path):
    out = tmp_path / "plan.xlsx"
    wrote = reading("plan", "export", *PAGE, "-o", str(out), "--json")
    took = writing("plan", "import", str(out), *PAGE, "--replace", "--json")
    again = tmp_path / "again.xlsx"
    writing("plan", "export", *PAGE, "-o", str(again))

    rows = json.loads(wrote.stdout)["rows"]
    assert json.loads(took.stdout) == {"written": True, "rows": rows, "problems": []}
    cells = [list(load_workbook(one).worksheets[0].values)[3:] for one in (out, again)]
    assert cells[0] == cells[1]


def test_a_dry_run_writes_nothing(writing, tmp_path):
    out = tmp_path / "plan.xlsx"
    writing("plan", "export", *PAGE, "-o", str(out))
    tried = writing("plan", "import", str(out), *FOURTH, "--dry-run")
    after = writing("plan", "export", *FOURTH, "-o", str(tmp_path / "4.xlsx"), "--json")

    assert "can be taken" in tried.stdout
    assert json.loads(after.stdout)["rows"] == 0


def test_errors_of_a_file_are_told_together_and_nothing_is_written(writing, tmp_path):
    out = tmp_path / "plan.xlsx"
    writing("plan", "export", *PAGE, "-o", str(out))
    book = load_workbook(out)
    sheet = book.worksheets[0]
    sheet["E6"] = sheet["E7"] = "көп"
    book.save(out)

    found = writing("plan", "import", str(out), *FOURTH, "--json")

    problems = json.loads(found.stdout)["problems"]
    assert found.exit_code == 3
    assert [(one["severity"], one["row"]) for one in problems] == [("error", 6), ("error", 7)]


def test_a_template_has_the_titles_of_the_terms(reading, tmp_path):
    out = tmp_path / "empty.xlsx"
    found = reading("plan", "template", *PAGE, "--lang", "ru", "-o", str(out))

    values = [cell for row in load_workbook(out).worksheets[0].values for cell in row]
    assert found.exit_code == 0
    assert {"1-я четверть", "4-я четверть", "Тема урока"} <= set(values)


def test_an_empty_template_says_that_there_are_no_rows(reading, writing, tmp_path):
    out = tmp_path / "empty.xlsx"
    reading("plan", "template", *PAGE, "-o", str(out))

    found = writing("plan", "import", str(out), *PAGE)

    assert found.exit_code == 3
    assert "no rows" in found.stdout


@pytest.mark.parametrize("language", ["kk", "ru", "both"])
def test_the_plan_is_printed_with_topics_and_dates(teacher, tmp_path, language):
    out = tmp_path / "plan.pdf"
    found = teacher("report", "thematic-plan", *PAGE, "--lang", language, "-o", str(out))

    text = text_of(out)
    assert found.exit_code == 0
    assert "Екі санның қатынасы" in text
    assert "02.11–03.11.2026" in text
    assert ("Календарно-тематический" in text) == (language != "kk")


def test_one_term_is_printed_alone(teacher, tmp_path):
    out = tmp_path / "plan.pdf"
    teacher("report", "thematic-plan", *PAGE, "--term", "1", "-o", str(out))

    assert "02.11" not in text_of(out)


def test_the_plan_of_a_lesson_is_printed(teacher, tmp_path):
    out, sheet = tmp_path / "lesson.pdf", tmp_path / "lesson.xlsx"
    words = ("report", "lesson-plan", *PAGE, "--date", "2026-09-08")
    found = teacher(*words, "-o", str(out), "--json")
    teacher(*words, "--format", "xlsx", "-o", str(sheet))

    values = [cell for row in load_workbook(sheet).worksheets[0].values for cell in row if cell]
    assert json.loads(found.stdout)["date"] == "2026-09-08"
    for part in ("Аққайың негізгі орта мектебі", "Сейіт Гүлнар Серікқызы", "Екі санның қатынасы"):
        assert part in text_of(out)
        assert any(part in str(value) for value in values)
    assert {"Сабақтың басы", 35} <= set(values)


def test_a_day_without_a_lesson_is_refused(teacher, tmp_path):
    out = tmp_path / "lesson.pdf"
    found = teacher("report", "lesson-plan", *PAGE, "--date", "2026-09-06", "-o", str(out))

    assert found.exit_code == 1
    assert not out.exists()
    assert len(found.stderr.strip().splitlines()) == 1


def test_another_teacher_may_not_print_the_plan(demo_folder, tmp_path):
    other = Line(demo_folder, user="Ольга Павловна")
    found = other("report", "thematic-plan", *PAGE, "-o", str(tmp_path / "plan.pdf"))

    assert found.exit_code == 1
    assert not (tmp_path / "plan.pdf").exists()
