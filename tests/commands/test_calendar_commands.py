"""calendar show, import, export and weather: said first, written in one step, or refused."""

import json

import pytest

from tests.commands.conftest import Line

TEACHER = "Гүлнар Серікқызы"
KNOWN = ("2025-26", "2026-27", "2027-28")


def days(line: Line, *words: str) -> dict[str, dict]:
    found = json.loads(line("calendar", "show", "--json", *words).stdout)
    return {one["code"]: one for one in found["days"]}


def test_everybody_may_read_the_calendar(demo_folder):
    told = Line(demo_folder, user=TEACHER)("calendar", "show")

    assert told.exit_code == 0
    assert "2026-09-01 - 2026-10-25: Term 1" in told.stdout
    assert "2027-02-08 - 2027-02-14: Extra break of class 1, classes 1" in told.stdout
    assert "2027-01-07: Orthodox Christmas, to check" in told.stdout


def test_show_names_days_in_both_languages(reading):
    found = days(reading)

    assert (found["term/1"]["name_kk"], found["term/1"]["name_ru"]) == ("1-тоқсан", "1-я четверть")
    assert found["break/winter"]["ends"] == "2027-01-10"
    assert found["exam/9"]["year_levels"] == [9]


def test_a_year_to_come_is_proposed_and_an_unknown_one_refused(reading):
    assert days(reading, "--of", "2027-28")["term/1"]["status"] == "to_check"

    refused = reading("calendar", "show", "--of", "1999-00")
    assert refused.exit_code == 2
    assert all(year in refused.stderr for year in KNOWN)


def test_a_calendar_goes_out_and_comes_in(writing, tmp_path):
    out = tmp_path / "year.toml"
    written = json.loads(writing("calendar", "export", "-o", str(out), "--json").stdout)
    assert written == {"file": str(out), "year": "2026-27"}
    out.write_text(out.read_text("utf-8").replace("ends = 2026-10-25", "ends = 2026-09-04", 1))

    looked = json.loads(writing("calendar", "import", str(out), "--dry-run", "--json").stdout)
    assert (looked["written"], looked["problems"]) == (False, [])
    assert looked["lessons_go"] == sum(one["go"] for one in looked["classes"]) > 0
    assert looked["marks"] == sum(one["marks"] for one in looked["touched"]) > 0
    assert days(writing)["term/1"]["ends"] == "2026-10-25"

    taken = json.loads(writing("calendar", "import", str(out), "--json").stdout)
    assert taken["written"]
    assert taken["lessons_go"] == looked["lessons_go"]
    assert days(writing)["term/1"]["ends"] == "2026-09-04"


def test_every_problem_of_a_file_is_said_and_nothing_written(writing, tmp_path):
    out = tmp_path / "year.toml"
    writing("calendar", "export", "-o", str(out))
    text = out.read_text("utf-8").replace("ends = 2026-10-25", "ends = 2026-11-10", 1)
    text = text.replace("[0, 1, 2, 3, 4]", "[0, 8]").replace("2027-07-06", "2029-07-06")
    out.write_text(text)

    found = writing("calendar", "import", str(out))

    assert found.exit_code == 3
    assert "overlap" in found.stdout
    assert "weekdays from 0 (Monday)" in found.stdout
    assert "outside the school year 2026-27" in found.stdout
    assert "Nothing was written" in found.stdout
    assert days(writing)["term/1"]["ends"] == "2026-10-25"


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"terms = ["])
def test_a_file_that_is_no_calendar_is_said(reading, tmp_path, content):
    path = tmp_path / "odd.toml"
    path.write_bytes(content)

    found = reading("calendar", "import", str(path), "--dry-run")

    assert found.exit_code in (1, 3)
    assert "calendar" in found.stdout + found.stderr


def test_a_file_that_is_not_there_is_said(reading, tmp_path):
    found = reading("calendar", "import", str(tmp_path / "none.toml"), "--dry-run")

    assert found.exit_code == 1
    assert "none.toml" in found.stderr


def test_weather_days_are_noted_for_some_classes(writing):
    frost = ("calendar", "weather", "2027-01-20", "--classes", "1-4", "--reason", "-38 °C")
    looked = json.loads(writing(*frost, "--dry-run", "--json").stdout)
    assert not looked["written"]
    assert {one["class"] for one in looked["classes"]} == {"1", "2", "3", "4"}

    done = writing(*frost)
    assert done.exit_code == 0
    assert "The calendar is changed." in done.stdout
    (noted,) = [one for one in days(writing).values() if one["kind"] == "weather"]
    assert (noted["year_levels"], noted["effect"]) == ([1, 2, 3, 4], "cancelled")


def test_lessons_moved_to_a_taught_day_are_refused(writing):
    moved = ("calendar", "weather", "2027-01-20", "--effect", "moved", "--moved-to")

    assert writing(*moved, "2027-01-21").exit_code == 1
    assert writing(*moved, "2027-01-23").exit_code == 0


def test_a_teacher_notes_no_weather_day(demo_folder):
    refused = Line(demo_folder, user=TEACHER)("calendar", "weather", "2027-01-20", "--dry-run")

    assert refused.exit_code == 1
