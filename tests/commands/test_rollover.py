"""The next school year from the command line, and papers of a year that is over."""

import json
import shutil
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from school_desk.app import Entrance
from school_desk.commands import opening
from tests.commands.conftest import Line
from tests.school.ending_year import HEAD, PASSWORD, SUMMER, make_ending_year


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_ending_year(tmp_path_factory.mktemp("ending"))


@pytest.fixture
def school(made, tmp_path):
    shutil.copytree(made.folder, tmp_path / "school")
    return replace(made, folder=tmp_path / "school", moment=SUMMER)


@pytest.fixture
def line(school, monkeypatch):
    """The command line of the head in the summer."""
    made = lambda place, *, reading: Entrance(place, reading=reading, now=lambda: SUMMER)  # noqa: E731
    monkeypatch.setattr(opening, "entrance", made)
    ask = Line(school.folder, user=HEAD)
    return lambda *words: ask(*words, password=PASSWORD)


@pytest.fixture
def ready(school):
    with school.taken_by(HEAD) as desk:
        school.ready(desk, Дана="repeats")
    return school


def test_a_dry_run_says_what_will_happen_to_whom_and_writes_nothing(ready, line, tmp_path):
    out = tmp_path / "list.xlsx"

    said = line("rollover", "--to", "2026-27", "--dry-run", "--format", "xlsx", "-o", str(out))

    assert said.exit_code == 0, said.stderr
    assert "6 «А» · Әлі Дана · 6 «А» · repeats the year; order No. 17 of 05/06/2026" in said.stdout
    assert said.stdout.endswith("Nothing was written.\n")
    rows = list(load_workbook(out).worksheets[0].iter_rows(min_row=5, values_only=True))
    assert len(rows) == 8
    with ready.taken_by(HEAD) as desk:
        assert desk.year == "2025-26"


def test_the_year_begins_once(ready, line):
    words = ("rollover", "--to", "2026-2027", "--stays", "Әлі Жібек", "--json")

    first, second = line(*words), line(*words)

    told = json.loads(first.stdout)
    assert first.exit_code == second.exit_code == 0
    assert told["written"] is True
    assert told["classes"] == ["1 «А»", "2 «А»", "5", "6 «А»", "7 «А»", "10 «А»"]
    assert {one["name"]: one["to"] for one in told["pupils"]}["Әлі Жібек"] == "10 «А»"
    assert json.loads(second.stdout) == {"year": "2026-27", "written": False}
    with ready.taken_by(HEAD) as desk:
        assert desk.year == "2026-27"


def test_all_that_is_to_settle_is_said_at_once(school, line):
    said = line("rollover", "--to", "2026-27")

    assert said.exit_code == 3
    # The pages of each class: four terms of mathematics, two half-years of music; eight pupils.
    assert said.stdout.count("To settle:") == 5 * (4 + 2) + 8
    assert "To settle: 6 «А», Term 4: not closed: Mathematics." in said.stdout
    with school.taken_by(HEAD) as desk:
        assert desk.year == "2025-26"


@pytest.mark.usefixtures("ready")
def test_papers_of_a_year_that_is_over_are_printed_by_its_name(line, tmp_path):
    page = ("--class", "6А", "--subject", "mathematics", "--term", "1", "-o")
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    line("report", "register-page", *page, str(before))
    line("rollover", "--to", "2026-27")

    now = line("report", "register-page", *page, str(tmp_path / "now.pdf"))
    then = line("report", "register-page", *page, str(after), "--year", "2025-26")

    assert then.exit_code == 0, then.stderr
    assert after.read_bytes() == before.read_bytes()
    assert (now.exit_code, now.stderr) == (0, "")
    assert (tmp_path / "now.pdf").read_bytes() != before.read_bytes()
    said = line("report", "register-page", *page, str(after), "--year", "2019-20")
    assert "There is no past school year 2019-20 in this file. There are: 2025-26." in said.stderr
