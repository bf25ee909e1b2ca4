"""report person, report consents: everything of one person, for the office only, in three forms."""

import json

import pytest
from openpyxl import load_workbook

from school_desk.school.consent_model import SubjectKind
from school_desk.school.joining_store import tables_of_pupils
from school_desk.school.person_paper import TABLES
from school_desk.school.person_store import tables_about
from school_desk.school_file import REGISTRY
from tests.commands.conftest import Line
from tests.documents.reading import needs_pdftotext, words_of

TEACHER = "Гүлнар Серікқызы"


@pytest.fixture
def pupil(reading, tmp_path):
    """A pupil of the demo's class with marks."""
    out = tmp_path / "class.xlsx"
    assert (
        reading(
            "report", "pupil-data", "--class", "6А", "--format", "xlsx", "-o", str(out)
        ).exit_code
        == 0
    )
    rows = load_workbook(out).worksheets[0].iter_rows(values_only=True)
    return next(str(row[1]) for row in rows if row[0] == 1)


def asked(line: Line, name: str, out, *words: str) -> dict:
    found = line("report", "person", name, "-o", str(out), *words, "--json")

    assert found.exit_code == 0, found.stderr
    return json.loads(found.stdout)


def test_the_file_has_the_person_with_marks_attendance_and_classes(reading, tmp_path, pupil):
    out = tmp_path / "person.json"

    told = asked(reading, pupil, out, "--format", "json")

    kept = json.loads(out.read_text("utf-8"))
    tables = {one["table"] for one in kept["rows"]}
    assert kept["format"] == "school-desk/person/1"
    assert kept["person"] == told["person"]
    assert told["records"] == len(kept["rows"])
    assert {"pupil", "personal_file", "membership", "mark"} <= tables
    mark = next(one for one in kept["rows"] if one["table"] == "mark")
    assert mark["values"]["points"]
    assert mark["where"]["day"]
    assert mark["where"]["subject"]


def test_the_workbook_says_codes_and_tables_in_words(reading, tmp_path, pupil):
    paper = tmp_path / "person.xlsx"
    asked(reading, pupil, paper, "--format", "xlsx", "--lang", "ru")

    rows = load_workbook(paper).worksheets[0].values
    cells = [str(one) for row in rows for one in row if one]
    raw = {one.name for one in tables_about(REGISTRY, SubjectKind.PUPIL)}
    assert "Списки классов" in cells
    assert not raw & set(cells)


def test_nothing_of_another_pupil_is_in_it(reading, tmp_path, pupil):
    out = tmp_path / "person.json"
    asked(reading, pupil, out, "--format", "json")
    whole = out.read_text("utf-8")
    rows = json.loads(whole)["rows"]

    pupils = {one["values"].get("surname") for one in rows if one["table"] == "pupil"}

    assert len(pupils) == 1
    assert pupil.split()[0] in pupils


@needs_pdftotext
def test_the_paper_says_it_in_words(reading, tmp_path, pupil):
    out = tmp_path / "person.pdf"
    asked(reading, pupil, out, "--lang", "both")

    text = words_of(out.read_bytes())

    assert pupil.split()[0] in text
    assert "Адам деректерінің үзіндісі" in text
    assert "Выписка данных о человеке" in text


def test_a_number_names_a_person_and_a_wrong_name_is_said(reading, tmp_path, pupil):
    out = tmp_path / "person.xlsx"
    number = asked(reading, pupil, out, "--format", "xlsx")["person"]

    assert asked(reading, number, out, "--format", "xlsx")["person"] == number
    refused = reading("report", "person", "Ешкім Жоқ", "-o", str(out))
    assert refused.exit_code != 0
    assert "Ешкім Жоқ" in refused.stderr


def test_a_teacher_takes_nobody_s_data_out(demo_folder, tmp_path):
    out = tmp_path / "person.pdf"

    found = Line(demo_folder, TEACHER)("report", "person", "А", "-o", str(out))

    assert found.exit_code != 0
    assert not out.exists()


def test_consents_are_a_list(reading, tmp_path):
    out = tmp_path / "consents.xlsx"

    found = reading("report", "consents", "--format", "xlsx", "-o", str(out), "--json")

    assert found.exit_code == 0, found.stderr
    assert json.loads(found.stdout)["lines"] > 100
    assert out.exists()


def test_the_journal_of_requests_is_a_paper(reading, tmp_path):
    out = tmp_path / "requests.xlsx"

    found = reading("report", "requests", "--format", "xlsx", "-o", str(out), "--json")

    assert found.exit_code == 0, found.stderr
    assert out.exists()


def test_terms_of_keeping_are_told_with_how_sure_they_are(reading):
    found = reading("report", "keeping", "--json")

    assert found.exit_code == 0, found.stderr
    told = json.loads(found.stdout)
    assert {one["status"] for one in told["terms"]} == {"to_check"}
    assert {"record": "register", "years": 5, "status": "to_check"} in told["terms"]
    assert told["people"] == []


def test_every_table_that_names_a_pupil_is_in_the_extract_and_has_a_name():
    about = {one.name for one in tables_about(REGISTRY, SubjectKind.PUPIL)}

    sealed = {"support_note", "health_note", "own_note"}  # nobody but their keepers reads them
    assert about == {one.name for one in tables_of_pupils(REGISTRY)} - sealed | {"pupil"}
    assert [name for name in about if name not in TABLES] == []
