"""report timetable, report substitutions, timetable check: answers, papers, codes, refusals."""

import json

from openpyxl import load_workbook

from tests.commands.conftest import Line
from tests.documents.reading import needs_pdftotext, words_of


@needs_pdftotext
def test_the_week_of_a_class_is_written(reading: Line, tmp_path):
    out = tmp_path / "6.pdf"

    found = reading(
        "report", "timetable", "--class", "6А", "--lang", "ru", "-o", str(out), "--json"
    )

    assert found.exit_code == 0, found.stderr
    assert json.loads(found.stdout) == {"file": str(out), "weeks": 1}
    assert "6 «А»" in words_of(out.read_bytes())
    assert "Понедельник" in words_of(out.read_bytes())


def test_all_teachers_are_sheets_of_one_workbook(reading: Line, tmp_path):
    out = tmp_path / "teachers.xlsx"

    found = reading("report", "timetable", "--teacher", "all", "--format", "xlsx", "-o", str(out))

    assert found.exit_code == 0, found.stderr
    assert len(load_workbook(out).sheetnames) > 5


def test_the_whole_school_is_written_on_either_size(reading: Line, tmp_path):
    for size in ("a3", "a4"):
        out = tmp_path / f"{size}.pdf"
        found = reading("report", "timetable", "--paper", size, "-o", str(out))
        assert found.exit_code == 0, found.stderr
        assert out.read_bytes().startswith(b"%PDF")


def test_an_unknown_teacher_is_refused_with_those_there_are(reading: Line, tmp_path):
    out = tmp_path / "x.pdf"

    found = reading("report", "timetable", "--teacher", "Нешіншіұлы", "-o", str(out))

    assert found.exit_code == 1
    assert "Нешіншіұлы" in found.stderr
    assert not out.exists()


def test_a_day_without_changes_has_an_empty_poster(reading: Line, tmp_path):
    out = tmp_path / "day.pdf"

    found = reading("report", "substitutions", "--day", "2026-10-22", "-o", str(out), "--json")

    assert json.loads(found.stdout)["changes"] == []
    assert out.exists()


def test_clashes_end_with_three_and_are_named(writing: Line):
    found = writing("timetable", "check", "--json")

    told = json.loads(found.stdout)
    assert found.exit_code == (3 if told["clashes"] else 0)
    assert told["lessons"] > 200
    assert all(one["text"] and len(one["lessons"]) >= 1 for one in told["clashes"])
