"""Any text in any field of the register's forms: kept, shown, and on papers that open again."""

import shutil
import subprocess
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from school_desk.journal.analysis import TextName
from school_desk.journal.lesson_plan_model import HeadField, StageField
from school_desk.journal.model import ColumnKey
from school_desk.journal.remark_model import Observation, RemarkPlace
from school_desk.journal.rubric import Part
from school_desk.journal.thematic_model import PlanField, PlanRow
from school_desk.journal.work_parts import Descriptor, Task
from tests.journal.small_desk import HEAD, NOW
from tests.journal.turns import TEACHER, Turn, make_deep, said, seated

TODAY = NOW.date()
TEXTS = {
    "formula": '=HYPERLINK("http://x.kz";"1")',
    "markup": '<b>қалың <para> &amp; <font color="red"> </i> <br',
    "turned": "\u202eсіздер\u0000\u0007\u001b[31m \ud800 😀",
    "long": "мәтін " * 1_700,
    "long word": "ұзақ" * 2_500,
    "lines": "жол\n" * 300,
}


@pytest.fixture(scope="module")
def deep(tmp_path_factory):
    return make_deep(tmp_path_factory.mktemp("deep") / "school")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_is_kept_and_printed(deep, tmp_path, text):
    school = replace(deep, folder=tmp_path / "school")
    shutil.copytree(deep.folder, school.folder)
    place = school.group, school.subject, 1
    with seated(school, HEAD) as desk:
        page = RemarkPlace(school.class_group, school.group, school.subject)
        said(lambda: desk.remarks.write(page, TODAY, text))
        seen = Observation(school.group, school.subject, TODAY, text, aim=text, advice=text)
        said(lambda: desk.remarks.record(seen))
        for fmt in ("pdf", "xlsx"):
            desk.trail_papers.remarks(school.class_group, "kk", fmt, tmp_path / f"remarks.{fmt}")
    with seated(school, TEACHER) as desk:
        turn = Turn(desk, school)
        desk.journal.put(turn.page, turn.page.works[0].key, turn.pupil(0), "12")
        row = write_everywhere(turn, text)
        lesson = turn.lesson(0)
        for fmt in ("pdf", "xlsx"):
            out = [tmp_path / f"{n}.{fmt}" for n in range(6)]
            desk.papers.register_page(*place, "both", fmt, out[0])
            desk.result_papers.analysis(*place, "kk", fmt, out[1])
            desk.result_papers.rubrics(*place, "kk", fmt, out[2])
            desk.work_papers.work((*place, row), "kk", fmt, out[3])
            desk.plan_papers.thematic_plan(*place[:2], "kk", fmt, out[4])
            desk.plan_papers.lesson_plan(1, lesson, "kk", fmt, out[5])
    for path in tmp_path.glob("*.pdf"):
        assert subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout
    for path in tmp_path.glob("*.xlsx"):
        for sheet in load_workbook(path).worksheets:
            assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


def write_everywhere(turn, text):
    """Put a text in every field that takes one; what is refused is refused in a sentence."""
    desk, lesson = turn.desk, turn.lesson(0)
    row = turn.page.works[0].key.work
    tasks = (Task(1, text, text, (), (Descriptor(1, text, 15),)),)
    for write in (
        lambda: desk.journal.write_topic(turn.page, lesson, text),
        lambda: desk.journal.write_objective(turn.page, lesson, text),
        lambda: desk.journal.write_homework(turn.page, lesson, text),
        lambda: desk.works.save_tasks(turn.laid(0), tasks),
        *(lambda n=n: desk.analysis.write(turn.page, n, text) for n in TextName),
        *(lambda p=p: desk.rubrics.write(turn.page, row, 1, p, "kk", text) for p in Part),
        lambda: desk.plans.insert(turn.plan(), 0, PlanRow(topic="Қозғалыс")),
        *(
            lambda at=at: desk.plans.write(turn.plan(), turn.plan().rows[0].id, at, text)
            for at in PlanField
        ),
    ):
        said(write)
    form = desk.lesson_plans.open(1, lesson, ("Басы", "Ортасы", "Соңы"))
    for at in HeadField:
        said(lambda at=at: desk.lesson_plans.write_head(form, at, text))
    for at in StageField:
        said(lambda at=at: desk.lesson_plans.write_stage(form, 1, at, text))
    kept = turn.page.find(turn.page.columns[0].key)
    assert kept.key == ColumnKey(lesson)
    assert kept.topic
    return row
