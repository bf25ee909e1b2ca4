"""`report years`: school years side by side as JSON and as files, for those who run the school."""

import json

import pytest
from openpyxl import load_workbook

from tests.commands.conftest import Line
from tests.journal.two_years import LAST, make_two_years
from tests.school.ending_year import HEAD, PASSWORD, TEACHER


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return make_two_years(tmp_path_factory.mktemp("two")).folder


def test_a_class_stands_beside_itself_a_year_younger(folder):
    found = Line(folder, user=HEAD)("report", "years", "--json", password=PASSWORD)

    assert found.exit_code == 0, found.stderr
    facts = json.loads(found.stdout)
    seven = next(one for one in facts["lines"] if one["name"] == "7 «А»")
    assert seven["years"][LAST] == {
        "class": "6 «А»",
        "pupils": 2,
        "n": 2,
        "quality": "50",
        "progress": "100",
        "average": "7/2",
    }
    assert facts["papers"]["2024-25"] == {"Табель 2024-25": 2}


def test_the_years_are_written_as_a_workbook(folder, tmp_path):
    out = tmp_path / "years.xlsx"
    words = ("report", "years", "--by", "subject", "--lang", "kk", "--format", "xlsx")

    found = Line(folder, user=HEAD)(*words, "-o", str(out), password=PASSWORD)

    assert found.exit_code == 0, found.stderr
    rows = list(load_workbook(out).worksheets[0].values)
    assert ("Математика", "2025–2026", 6, 6) in [row[:4] for row in rows]


def test_a_teacher_compares_no_years(folder):
    found = Line(folder, user=TEACHER)("report", "years", password=PASSWORD)

    assert found.exit_code == 1
    assert "deputy head" in found.stderr
