"""Analyses and rubrics from the command line: the same numbers, one sentence for what is wrong."""

import json

import pytest
from openpyxl import load_workbook

from school_desk.app import Entrance
from school_desk.demo.rows import DEMO_PASSWORD
from school_desk.demo.school import DEMO_NOW
from school_desk.paths import SchoolFolder
from tests.documents.reading import needs_pdftotext, words_of

PAGE = ("--class", "6А", "--subject", "Математика", "--term", "1")


@needs_pdftotext
@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("kk", "Жиынтық бағалау нәтижелерінің талдауы"),
        ("ru", "Анализ результатов суммативного оценивания"),
    ],
)
def test_the_analysis_is_written_in_the_language_that_is_asked(reading, tmp_path, language, title):
    out = tmp_path / "analysis.pdf"

    found = reading("report", "analysis", *PAGE, "--lang", language, "-o", str(out), "--json")

    assert found.exit_code == 0, found.stderr
    assert json.loads(found.stdout)["file"] == str(out)
    assert title in words_of(out.read_bytes())


def test_the_workbook_of_the_analysis_has_a_line_for_each_pupil_and_work(reading, tmp_path):
    out = tmp_path / "analysis.xlsx"

    reading("report", "analysis", *PAGE, "--format", "xlsx", "--lang", "both", "-o", str(out))

    book = load_workbook(out)
    works = list(book.worksheets[0].iter_rows(min_row=5, values_only=True))
    pupils = list(book.worksheets[3].iter_rows(min_row=4, values_only=True))
    assert len(book.worksheets) == 4
    assert len(pupils) == sum((row[2] or 0) + (row[3] or 0) for row in works)


def give_points(line, *points):
    """The teacher of 6 «А» writes points of БЖБ 1."""
    entrance = Entrance(SchoolFolder(line.folder), now=lambda: DEMO_NOW)
    desk = entrance.sign_in("Гүлнар Серікқызы", DEMO_PASSWORD)
    name = next(p for p in desk.journal.pages_of(desk.account.id) if p.class_label == "6 «А»")
    page = desk.journal.open_page(name.group, name.subject, 1)
    for row, text in zip(page.rows, points, strict=False):
        desk.journal.put(page, page.works[0].key, row.pupil.id, text)
    desk.close()
    entrance.close()


@needs_pdftotext
def test_rubrics_of_a_work_are_as_many_as_wrote_it(writing, tmp_path):
    out = tmp_path / "rubric.pdf"
    give_points(writing, "14", "3")

    found = writing("report", "rubric", *PAGE, "--work", "1", "-o", str(out), "--json")

    assert json.loads(found.stdout)["rubrics"] == 2
    assert words_of(out.read_bytes()).count("Ата-аналарға арналған рубрика") == 2


def test_without_results_there_is_one_sentence_and_no_file(reading, tmp_path):
    out = tmp_path / "rubric.pdf"

    found = reading("report", "rubric", *PAGE, "--work", "1", "-o", str(out))

    assert found.exit_code == 1
    assert len(found.stderr.splitlines()) == 1
    assert not out.exists()


def test_an_unknown_work_is_answered_with_those_that_are(reading, tmp_path):
    out = tmp_path / "rubric.pdf"

    found = reading("report", "rubric", *PAGE, "--work", "9", "-o", str(out))

    assert found.exit_code == 1
    assert len(found.stderr.splitlines()) == 1
    assert "9" in found.stderr
    assert not out.exists()
