"""`report work`: a work named as people name it, written as PDF or as a workbook."""

import json

import pytest
from openpyxl import load_workbook

from school_desk.commands.report_works import WorkUnknownError, work_named
from tests.journal.pages import PAGE

COMMON = ("--class", "6А", "--subject", "Математика", "--term", "1")


@pytest.mark.parametrize(
    ("name", "row"),
    [("1", 7), ("БЖБ 1", 7), ("сор1", 7), ("term", 8), ("ТЖБ", 8), ("СОЧ", 8), ("soch", 8)],
)
def test_a_work_is_found_by_the_names_that_people_use(name, row):
    assert work_named(PAGE, name) == row


@pytest.mark.parametrize("name", ["2", "", "ҚБ"])
def test_a_work_that_is_not_there_is_answered_with_those_that_are(name):
    with pytest.raises(WorkUnknownError, match="1, term"):
        work_named(PAGE, name)


def test_a_work_is_written_with_its_tasks(reading, tmp_path):
    out = tmp_path / "work.xlsx"
    words = ("report", "work", *COMMON, "--work", "БЖБ 2", "--format", "xlsx", "-o", str(out))

    told = json.loads(reading(*words, "--json").stdout)

    specification = load_workbook(out).worksheets[0]
    texts = [cell for row in specification.values for cell in row]
    assert told["work"] == "БЖБ 2"
    assert "Пропорцияның дұрыстығын тексеріңіз" in texts
    assert "6.1.2.9, 6.1.2.10" in texts


def test_a_pdf_is_written_for_the_head_too(reading, tmp_path):
    out = tmp_path / "work.pdf"

    done = reading("report", "work", *COMMON, "--work", "term", "--lang", "both", "-o", str(out))

    assert done.exit_code == 0
    assert out.read_bytes()[:4] == b"%PDF"
