"""`report summary` and `report teacher-summary`: numbers, files, who may, what is refused."""

import json
from fractions import Fraction

import pytest
from openpyxl import load_workbook

from tests.commands.conftest import Line

MARKS = ("5", "4", "3", "2")
TUTOR = "Гүлнар Серікқызы"


def facts_of(found) -> dict:
    assert found.exit_code == 0, found.stderr
    return json.loads(found.stdout)


def test_numbers_come_as_json_without_a_file(reading):
    facts = facts_of(reading("report", "summary", "--class", "6А", "--term", "1", "--json"))

    assert (facts["class"], facts["term"], facts["pupils"], facts["file"]) == ("6 «А»", 1, 17, None)
    assert facts["total"]["pupils"] == sum(one["pupils"] for one in facts["subjects"])
    for mark in MARKS:
        told = [one[mark] for one in facts["subjects"] if one[mark] is not None]
        assert facts["total"][mark] == sum(told)
    assert set(facts["lists"]) >= {"all_fives", "one_four", "one_three", "twos", "not_attested"}


def test_shares_are_exact_or_null(reading):
    facts = facts_of(reading("report", "summary", "--class", "9", "--json"))

    for one in (*facts["subjects"], facts["total"]):
        marks = [one[mark] or 0 for mark in MARKS]
        share = Fraction(100 * sum(marks[:2]), sum(marks)) if sum(marks) else None
        assert one["quality"] == (None if share is None else str(share))


def test_a_paper_is_written_beside_the_numbers(reading, tmp_path):
    out = tmp_path / "six.xlsx"
    words = ("--class", "6А", "--term", "1", "--format", "xlsx", "--lang", "both", "-o", str(out))

    facts = facts_of(reading("report", "summary", *words, "--json"))

    rows = [row for row in load_workbook(out).worksheets[1].values if isinstance(row[1], int)]
    assert facts["file"] == str(out)
    assert [row[2] for row in rows[:-2]] == [one["5"] for one in facts["subjects"]]
    assert rows[-2][1] == facts["total"]["pupils"]


@pytest.mark.parametrize("lang", ["kk", "ru", "both"])
def test_a_teachers_summary_is_printed_in_each_language(reading, tmp_path, lang):
    out = tmp_path / "teacher.pdf"

    found = reading(
        *("report", "teacher-summary", "--teacher", "Сейіт Гүл", "--term", "1"),
        *("--lang", lang, "-o", str(out)),
    )

    assert found.exit_code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert str(out) in found.stdout


def test_without_a_name_it_is_ones_own_summary(demo_folder):
    facts = facts_of(Line(demo_folder, user=TUTOR)("report", "teacher-summary", "--json"))

    assert facts["teacher"] == "Сейіт Гүлнар Серікқызы"
    assert {one["class"] for one in facts["pages"]} == {"2", "4", "5", "6 «А»", "7", "8", "9"}


def test_a_form_tutor_has_the_own_class_only(demo_folder):
    tutor = Line(demo_folder, user=TUTOR)

    assert tutor("report", "summary", "--class", "6А").exit_code == 0
    refused = tutor("report", "summary", "--class", "9")
    assert refused.exit_code == 1
    assert "form tutor" in refused.stderr
    assert tutor("report", "teacher-summary", "--teacher", "Ахметова").exit_code == 1


def test_a_name_that_fits_several_or_nobody_is_one_sentence(reading):
    for name in ("А", "Иванов"):
        found = reading("report", "teacher-summary", "--teacher", name)

        assert found.exit_code == 1
        assert len(found.stderr.splitlines()) == 1
        assert "Сейіт Гүлнар Серікқызы" in found.stderr


def test_a_place_that_cannot_be_written_changes_nothing(reading, tmp_path):
    out = tmp_path / "none" / "six.pdf"

    found = reading("report", "summary", "--class", "6А", "-o", str(out))

    assert found.exit_code == 1
    assert not out.exists()


def test_a_class_without_marks_has_dashes_and_no_zero_percent(reading):
    found = reading("report", "summary", "--class", "1", "--json")
    facts = facts_of(found)

    assert facts["subjects"] == []
    assert facts["total"]["quality"] is None
    assert "—" in reading("report", "summary", "--class", "1").stdout
