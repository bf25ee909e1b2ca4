"""report history, remarks, observations: what they answer and what stands in their files."""

import json

import pytest
from openpyxl import load_workbook

from tests.commands.conftest import Line
from tests.documents.reading import needs_pdftotext, text_of

PAGE = ("--class", "6А", "--subject", "mathematics", "--term", "1")


@needs_pdftotext
@pytest.mark.parametrize("language", ["kk", "ru", "both"])
def test_history_of_a_page_as_pdf(reading, tmp_path, language):
    out = tmp_path / "history.pdf"
    found = reading("report", "history", *PAGE, "--lang", language, "-o", str(out), "--json")

    assert found.exit_code == 0, found.stderr
    assert json.loads(found.stdout)["changes"] > 10
    assert ("История страницы журнала" in text_of(out.read_bytes())) == (language != "kk")


def test_history_of_one_pupil_as_a_sheet(reading, tmp_path):
    out = tmp_path / "history.xlsx"
    found = reading(
        "report", "history", *PAGE, "--pupil", "Алпыс", "--format", "xlsx", "-o", str(out)
    )

    assert found.exit_code == 0
    rows = [row for row in load_workbook(out).active.iter_rows(values_only=True) if row[1]]
    assert {row[1] for row in rows[1:]} == {"Алпысбай Аружан"}
    assert all(isinstance(row[5], int | str) for row in rows[1:])


def test_an_unknown_pupil_is_one_sentence_and_no_file(reading, tmp_path):
    out = tmp_path / "history.pdf"
    found = reading("report", "history", *PAGE, "--pupil", "Ж", "-o", str(out))

    assert found.exit_code == 1
    assert found.stderr == "There is no one pupil Ж on this page. Type more of the name.\n"
    assert not out.exists()


@needs_pdftotext
def test_nothing_was_corrected_in_the_demo(reading, tmp_path):
    out = tmp_path / "corrections.pdf"
    found = reading("report", "history", *PAGE, "--corrections", "-o", str(out), "--json")

    assert json.loads(found.stdout)["changes"] == 0
    assert "Өзгеріс жоқ." in text_of(out.read_bytes())


@needs_pdftotext
def test_remarks_of_a_class_without_any(reading, tmp_path):
    out = tmp_path / "remarks.pdf"
    found = reading("report", "remarks", "--class", "6А", "-o", str(out), "--json")

    facts = json.loads(found.stdout)
    assert (facts["class"], facts["remarks"]) == ("6 «А»", 0)
    assert "Ескерту жоқ." in text_of(out.read_bytes())


def test_a_teacher_has_no_remarks_of_another_class(demo_folder, tmp_path):
    line = Line(demo_folder, user="Ольга Павловна")
    out = tmp_path / "remarks.pdf"
    found = line("report", "remarks", "--class", "6А", "-o", str(out))

    assert found.exit_code == 1
    assert "See remarks" in found.stderr
    assert not out.exists()


def test_observations_for_those_who_may_and_for_their_teacher(reading, demo_folder, tmp_path):
    for line in (reading, Line(demo_folder, user="Ольга Павловна")):
        for fmt in ("pdf", "xlsx"):
            out = tmp_path / f"observations.{fmt}"
            found = line("report", "observations", "--format", fmt, "-o", str(out), "--json")

            assert found.exit_code == 0, found.stderr
            assert json.loads(found.stdout)["observations"] == 0
            assert out.exists()


@needs_pdftotext
def test_a_page_as_it_stood_on_a_past_day_says_so_on_the_paper(reading, tmp_path):
    out = tmp_path / "page.pdf"
    found = reading("report", "register-page", *PAGE, "--as-of", "2026-09-20", "-o", str(out))

    assert found.exit_code == 0, found.stderr
    assert "2026 ж. 20 қыркүйек күнгі күйі" in " ".join(text_of(out.read_bytes()).split())


def test_changes_of_a_class_since_a_day_tell_what_who_and_when(reading, tmp_path):
    counted = []
    for day in ("2026-08-01", "2026-09-08", "2027-01-01"):
        out = tmp_path / f"changes-{day}.xlsx"
        to = ("--term", "1", "--since", day, "--format", "xlsx", "-o", str(out), "--json")
        found = reading("report", "changes", "--class", "6А", *to)
        assert found.exit_code == 0, found.stderr
        counted.append(json.loads(found.stdout)["changes"])
        assert sum(1 for _ in load_workbook(out).active.iter_rows()) >= counted[-1]

    assert counted[0] > counted[1] > counted[2] == 0


@needs_pdftotext
def test_changes_of_one_page_on_paper(reading, tmp_path):
    out = tmp_path / "changes.pdf"
    to = ("--since", "2026-10-15", "--lang", "ru", "-o", str(out))
    found = reading("report", "changes", *PAGE, *to)

    assert found.exit_code == 0, found.stderr
    assert "Изменения в журнале" in text_of(out.read_bytes())
    assert "15 октября 2026" in text_of(out.read_bytes())
