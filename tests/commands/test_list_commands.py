"""import and export of staff, marks and lists, and the reports of what the office keeps."""

import json

import pytest
from openpyxl import Workbook

from tests.commands.conftest import Line


def spreadsheet(path, *rows):
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return str(path)


def test_a_dry_run_writes_nothing(reading, tmp_path) -> None:
    file = spreadsheet(tmp_path / "s.xlsx", ("Тегі", "Аты"), ("Оразов", "Ерлан"))

    found = reading("import", "staff", file, "--dry-run", "--json")

    assert json.loads(found.stdout) == {"written": False, "lines": 1, "problems": []}
    assert found.exit_code == 0


def test_a_file_with_errors_writes_nothing_and_says_all(writing, tmp_path) -> None:
    rows = (("Тегі", "Аты", "Ставка"), ("Оразов", "Ерлан", "көп"), (None, "Айгүл", 99))
    file = spreadsheet(tmp_path / "s.xlsx", *rows)

    found = writing("import", "staff", file)

    assert found.exit_code == 3
    assert len([line for line in found.stdout.splitlines() if line.startswith("error")]) == 3
    assert "Оразов" not in writing("export", "staff", str(tmp_path / "out.xlsx")).stdout


KINDS = ["staff", "marks", "lists", "curriculum", "benefits", "products", "cards"]


@pytest.mark.parametrize("kind", ["pupils", *KINDS])
def test_what_is_exported_is_known_when_it_is_read(writing, tmp_path, kind) -> None:
    out = str(tmp_path / f"{kind}.xlsx")
    if kind == "lists":
        name = json.loads(writing("export", "pupils", out, "--json").stdout)
        assert name["lines"] > 0

    found = writing("export", kind, out, "--json")

    assert found.exit_code == 0, found.stderr
    if json.loads(found.stdout)["lines"]:
        again = json.loads(writing("import", kind, out, "--dry-run", "--json").stdout)
        assert [one for one in again["problems"] if one["severity"] == "error"] == []
        assert again.get("lines", again.get("pupils")) == 0


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<html></html>"])
def test_no_list_at_all_is_one_sentence(reading, tmp_path, kind, content) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)

    found = reading("import", kind, str(path), "--dry-run")

    assert found.exit_code == 1
    assert len(found.stderr.strip().splitlines()) == 1


def test_teachers_take_no_lists(demo_folder, tmp_path) -> None:
    file = spreadsheet(tmp_path / "s.xlsx", ("Тегі", "Аты"), ("Оразов", "Ерлан"))

    found = Line(demo_folder, user="Ольга Павловна")("import", "staff", file, "--dry-run")

    assert found.exit_code == 1


def test_reports_are_written(reading, tmp_path) -> None:
    data = str(tmp_path / "data.pdf")

    found = reading("report", "pupil-data", "--class", "6А", "--lang", "both", "-o", data)
    counted = reading("report", "lists", "--day", "2026-10-01", "--json")

    assert found.exit_code == 0, found.stderr
    lines = json.loads(counted.stdout)["lines"]
    buses = [one["pupils"] for one in lines if (one["list"], one["class"]) == ("transport", "9")]
    assert buses == [2]
