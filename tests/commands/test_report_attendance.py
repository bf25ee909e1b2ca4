"""report attendance: the numbers of the window as an answer, a paper, a workbook; refusals."""

import json

import pytest
from openpyxl import load_workbook

from tests.commands.conftest import Line
from tests.documents.reading import needs_pdftotext, words_of


def asked(line: Line, *words: str) -> dict:
    found = line("report", "attendance", "--term", "1", *words, "--json")

    assert found.exit_code == 0, found.stderr
    return json.loads(found.stdout)


def test_the_answer_has_every_pupil_and_what_was_not_taken(reading):
    told = asked(reading, "--class", "6А")

    assert (told["from"], told["to"]) == ("2026-09-01", "2026-10-25")
    assert len(told["pupils"]) == 17
    assert all(
        one["ill"] + one["excused"] + one["unexcused"] == one["missed"] for one in told["pupils"]
    )
    assert told["held"] + told["not_taken"] > 0
    assert told["file"] is None


def test_at_least_leaves_the_frequent_ones(reading):
    everybody = asked(reading)["pupils"]
    told = asked(reading, "--at-least", "4")["pupils"]
    days = asked(reading, "--at-least", "1", "--count", "days")["pupils"]

    assert 0 < len(told) < len(everybody)
    assert told == [one for one in everybody if one["missed"] >= 4]
    assert days == [one for one in everybody if one["whole_days"] >= 1]


def test_days_are_named_instead_of_a_term(reading):
    told = asked(reading, "--class", "6А", "--from", "2026-09-07", "--to", "2026-09-07")

    assert (told["from"], told["to"], told["held"]) == ("2026-09-07", "2026-09-07", 5)
    assert told["not_taken"] == 1


@needs_pdftotext
def test_paper_and_workbook_are_of_the_same_pupils(reading, tmp_path):
    pdf, xlsx = tmp_path / "a.pdf", tmp_path / "a.xlsx"
    told = asked(reading, "--class", "6А", "-o", str(pdf), "--lang", "both")
    asked(reading, "--class", "6А", "-o", str(xlsx), "--format", "xlsx")

    sheet = load_workbook(xlsx).worksheets[0]
    names = [row[1] for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    assert names == [one["name"] for one in told["pupils"]]
    text = words_of(pdf.read_bytes())
    assert all(name in text for name in names)
    assert "Қатысу" in text
    assert "Посещаемость" in text


def test_the_whole_school_is_a_list_by_frequency(reading):
    told = asked(reading, "--at-least", "1")["pupils"]
    missed = [one["missed"] for one in told]

    assert missed == sorted(missed, reverse=True)
    assert len({one["class"] for one in told}) > 1


def test_a_teacher_sees_no_other_class(demo_folder):
    found = Line(demo_folder, user="Гүлнар")("report", "attendance", "--class", "9")

    assert found.exit_code == 1
    assert "See attendance" in found.stderr
    assert found.stdout == ""


@pytest.mark.parametrize(
    "words",
    [
        ("--class", "6А", "--from", "2026-10-02", "--to", "2026-10-01"),
        ("--class", "77"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(reading, words):
    found = reading("report", "attendance", *words)

    assert found.exit_code == 1
    assert len(found.stderr.splitlines()) == 1
