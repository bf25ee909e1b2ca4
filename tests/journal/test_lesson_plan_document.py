"""The short-term plan on paper and as a workbook: the same words, from one value."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from school_desk.documents.page import Printed
from school_desk.journal.lesson_plan_document import build_lesson_plan
from school_desk.journal.lesson_plan_model import LessonPlan, PlanTexts, Stage, StageField
from school_desk.journal.lesson_plan_rules import (
    MinutesError,
    StagesFullError,
    accept_more,
    accept_stage,
    attendance_of,
    made_plan,
)
from school_desk.journal.lesson_plan_sheet import build_lesson_plan_sheet
from school_desk.journal.thematic_model import PlanRow
from school_desk.school.model import Absence
from tests.documents.reading import needs_pdftotext, text_of, words_of
from tests.journal.pages import FIRST, HEAD, MONDAY, PAGE, page_with

PRINTED = Printed(datetime(2026, 10, 22, 9, 31, tzinfo=UTC), "Г. Серікқызы")
HEAD_RU = replace(HEAD, subject_names={"kk": "Алгебра", "ru": "Алгебра"})
PLAN = LessonPlan(
    head=HEAD_RU,
    lesson=FIRST,
    day=MONDAY,
    slot=3,
    topic="Дәреже",
    unit="7.1 Дәреже",
    objectives="7.2.1.1",
    aim="Дәрежені түсіну",
    note="",
    homework="12-бет",
    stages=(
        Stage(1, "Сабақтың басы", 5, teacher_does="Түгендейді\nСұрақ қояды", pupil_does="Жауап"),
        Stage(2, "Сабақтың соңы", 40),
    ),
)


def pdf(plan: LessonPlan, out: Path, language="kk") -> bytes:
    build_lesson_plan(plan, school="Аққайың мектебі", language=language, printed=PRINTED, out=out)
    return out.read_bytes()


@needs_pdftotext
def test_the_paper_has_the_head_the_stages_and_the_homework(tmp_path):
    text = words_of(pdf(PLAN, tmp_path / "plan.pdf"))

    for words in ("Аққайың мектебі", "7.1 Дәреже", "Дәрежені түсіну", "Жауап", "12-бет", "45"):
        assert words in text


@needs_pdftotext
def test_lines_of_a_stage_stay_lines_and_languages_stand_one_under_the_other(tmp_path):
    text = text_of(pdf(PLAN, tmp_path / "plan.pdf", "both"))

    assert not any("Түгендейді" in line and "Сұрақ" in line for line in text.splitlines())
    assert not any("Мұғалім" in line and "Учитель" in line for line in text.splitlines())


@needs_pdftotext
def test_who_was_there_is_a_dash_until_it_was_taken(tmp_path):
    text = text_of(pdf(PLAN, tmp_path / "plan.pdf"))
    line = next(line for line in text.splitlines() if "Қатысқандар" in line)

    assert line.split()[-1] == "—"


def test_the_workbook_has_typed_minutes_and_the_same_words():
    out = BytesIO()
    build_lesson_plan_sheet(PLAN, school="Мектеп", language="ru", printed=PRINTED, out=out)

    values = [cell for row in load_workbook(out).worksheets[0].values for cell in row if cell]
    assert {5, 40, "Түгендейді\nСұрақ қояды"} <= set(values)
    assert "Тема урока: Дәреже" in values


def test_the_form_is_filled_from_the_plan_where_the_teacher_wrote_nothing():
    column = replace(PAGE.columns[0], topic="Дәреже", objective="7.2.1.1", held=True)
    page = page_with(signs={FIRST: Absence.ILL})
    row = PlanRow(unit="7.1 Дәреже")

    filled = made_plan(page, column, row, PlanTexts(), ())
    own = made_plan(page, column, row, PlanTexts(unit="Басқа", objectives="7.9"), ())

    assert (filled.unit, filled.objectives) == ("7.1 Дәреже", "7.2.1.1")
    assert (own.unit, own.objectives) == ("Басқа", "7.9")
    assert (filled.present, filled.absent) == (1, 1)
    assert attendance_of(page, replace(column, held=False)) == (None, None)


@pytest.mark.parametrize("text", ["көп", "0", "241", "-5", "1.5"])
def test_minutes_are_whole_and_possible(text):
    with pytest.raises(MinutesError):
        accept_stage(Stage(1), StageField.MINUTES, text)


def test_a_plan_has_no_more_stages_than_fit():
    with pytest.raises(StagesFullError):
        accept_more([Stage(n) for n in range(12)])
