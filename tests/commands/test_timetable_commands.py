"""`timetable …` from the command line: solve, there and back by files, problems all at once."""

import json
import shutil

import pytest
from openpyxl import load_workbook

from tests.commands.conftest import Line
from tests.schools.making import leave, make_small

pytestmark = pytest.mark.skipif(not shutil.which("fet-cl"), reason="Debian package fet")


@pytest.fixture
def line(tmp_path):
    desk = make_small(tmp_path / "school")
    name = desk.account.sign_in_name
    desk.close()
    leave(desk)
    return Line(tmp_path / "school", name)


def test_fet_makes_the_timetable(line):
    tried = json.loads(line("timetable", "solve", "--dry-run", "--json").output)
    made = line("timetable", "solve", "--seconds", "20")
    again = json.loads(line("timetable", "solve", "--keep", "--dry-run", "--json").output)

    assert (tried["written"], tried["comes"], tried["unplaced"]) == (False, 213, 0)
    assert "The timetable was taken." in made.output
    assert (again["comes"], again["goes"], again["stays"]) == (0, 0, 213)


def test_spreadsheet_goes_out_and_comes_back(line, tmp_path):
    line("timetable", "solve")
    path = tmp_path / "timetable.xlsx"

    written = json.loads(line("timetable", "export", "--output", str(path), "--json").output)
    taken = json.loads(line("timetable", "import", str(path), "--json").output)

    assert written["lessons"] == taken["stays"] == 213
    assert taken["written"]


def test_unknown_names_of_a_spreadsheet_are_all_said_and_nothing_is_written(line, tmp_path):
    line("timetable", "solve")
    path = tmp_path / "timetable.xlsx"
    line("timetable", "export", "--output", str(path))
    book = load_workbook(path)
    sheet = book.active
    rows = [row for row in sheet.iter_rows() if row[4].value == "Математика"][:2]
    rows[0][4].value, rows[1][5].value = "Сиқыр", "Ешкім"
    book.save(path)

    result = line("timetable", "import", str(path))

    assert result.exit_code == 3
    assert "«Сиқыр»" in result.output
    assert "«Ешкім»" in result.output
    assert "Nothing was written" in result.output


def test_fet_file_goes_out_for_another_computer(line, tmp_path):
    path = tmp_path / "school.fet"

    result = line("timetable", "export-fet", "--output", str(path), "--json")
    refused = line("timetable", "import-fet", str(path))

    assert json.loads(result.output)["hours"] == 112
    assert path.read_bytes().startswith(b"<?xml")
    assert refused.exit_code == 1
    assert "has no timetable in it yet" in refused.output
