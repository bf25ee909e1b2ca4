"""report looks: what it answers, what stands in its file, that reading it is noted, who may not."""

import json

from openpyxl import load_workbook

from school_desk.app import Entrance
from school_desk.demo.rows import DEMO_PASSWORD
from school_desk.paths import SchoolFolder
from tests.commands.conftest import Line


def test_what_was_taken_out_by_a_command_is_an_answer_and_a_sheet(writing, tmp_path):
    out = tmp_path / "lists.xlsx"
    taken = writing("export", "pupils", str(out))
    assert taken.exit_code == 0, taken.stderr
    entrance = Entrance(SchoolFolder(writing.folder))
    entrance.sign_in(writing.user, DEMO_PASSWORD).close()
    entrance.close()
    sheet = tmp_path / "looks.xlsx"
    found = writing(
        "report", "looks", "--act", "export", "--format", "xlsx", "-o", str(sheet), "--json"
    )

    assert found.exit_code == 0, found.stderr
    told = json.loads(found.stdout)["looks"]
    exported = [(one["what"], one["roles"][0]) for one in told if one["what"] == "Export pupils"]
    assert exported == [("Export pupils", "head")]
    assert {one["act"] for one in told} == {"export"}
    rows = list(load_workbook(sheet).active.iter_rows(values_only=True))
    assert "Оқушылар тізімін Excel-ге сақтау" in {cell for row in rows for cell in row}


def test_a_teacher_is_told_who_may_read_it(writing):
    teacher = Line(writing.folder, "Гүлнар Серікқызы")

    found = teacher("report", "looks")

    assert found.exit_code == 1
    assert "deputy head" in found.stderr
