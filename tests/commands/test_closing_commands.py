"""`close`, `reopen` and the papers of the year's end, from the command line."""

import json
from dataclasses import replace

import pytest
from openpyxl import load_workbook

PAGE = ("--class", "6А", "--subject", "mathematics", "--term", "1")
TERM = ("--term", "1", "--class", "6А")


def test_a_dry_run_says_what_is_missing_and_closes_nothing(reading):
    found = reading("close", *TERM, "--dry-run", "--json")

    told = json.loads(found.stdout)
    assert found.exit_code == 3
    assert told["closed"] is False
    assert len(told["pages"]) > 5
    assert all(one["class"] == "6 «А»" for one in told["pages"])
    assert any(one["gaps"] for one in told["pages"])


def test_gaps_without_a_reason_close_nothing(writing):
    found = writing("close", *TERM)

    assert found.exit_code == 3
    assert found.stdout.splitlines()[-1] == "Nothing was closed: fill the gaps, or give --reason."


def test_a_class_is_closed_opened_and_its_corrections_are_listed(writing, tmp_path):
    closed = writing("close", *TERM, "--reason", "Minutes No. 4", "--json")
    assert closed.exit_code == 0, closed.stderr
    assert json.loads(closed.stdout)["closed"]

    assert writing("reopen", *PAGE, "--reason", "Wrong points").exit_code == 0
    again = writing("reopen", *PAGE, "--reason", "Wrong points")
    out = tmp_path / "corrections.xlsx"
    listed = writing("report", "corrections", "--format", "xlsx", "-o", str(out), "--json")

    assert again.exit_code == 1
    assert "not closed" in again.stderr
    assert json.loads(listed.stdout)["corrections"] == 1
    rows = list(load_workbook(out).active.iter_rows(values_only=True))
    assert any("Wrong points" in row for row in rows)


@pytest.mark.parametrize("paper", ["year", "proposals"])
@pytest.mark.parametrize("fmt", ["pdf", "xlsx"])
def test_papers_of_the_year_are_written(reading, tmp_path, paper, fmt):
    out = tmp_path / f"{paper}.{fmt}"
    options = ("--class", "6А", "--lang", "both", "--format", fmt, "-o", str(out))
    found = reading("report", paper, *options, "--json")

    assert found.exit_code == 0, found.stderr
    assert json.loads(found.stdout)["class"] == "6 «А»"
    assert out.stat().st_size > 1000


def test_a_teacher_closes_nothing(writing):
    teacher = replace(writing, user="Гүлнар Серікқызы")

    found = teacher("close", *TERM, "--reason", "Minutes No. 4")

    assert found.exit_code == 1
    assert "deputy head" in found.stderr
