"""The lessons of a page as a list, by keyboard; and the plan of one of them."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from school_desk.journal.lesson_plan_model import LessonPlan, StageField
from school_desk.ui.journal.cancel_dialog import CancelDialog
from school_desk.ui.journal.lesson_plan_screen import LessonPlanScreen
from school_desk.ui.journal.lessons_screen import TOPIC, LessonsScreen
from school_desk.ui.paper_dialog import PaperDialog
from tests.ui.keyboard import answering, press, types
from tests.ui.opening import Opened, choose
from tests.ui.seat import Seat, words


@pytest.fixture
def lessons(teacher_seat: Seat) -> LessonsScreen:
    teacher_seat.opens_lesson()
    press("Alt+2")
    assert isinstance(teacher_seat.screen, LessonsScreen)
    return teacher_seat.screen


def test_the_second_tab_stands_on_the_lesson_of_today(
    teacher_seat: Seat, lessons: LessonsScreen
) -> None:
    row = lessons.lessons[(lessons.grid.row_id or 0) - 1]

    assert row.key.date == teacher_seat.desk.today()
    assert lessons.grid.column_name == TOPIC


def test_the_model_is_a_good_one(qtmodeltester, lessons: LessonsScreen) -> None:
    qtmodeltester.check(lessons.model)

    assert lessons.model.rowCount() == 39


def test_topic_and_homework_are_typed_and_undone(lessons: LessonsScreen) -> None:
    place = (lessons.grid.row_id or 0) - 1
    before = lessons.lessons[place].column
    types("Есептер")
    press("Tab", "Tab")
    types("№ 7\n")
    after = lessons.lessons[place].column
    press("Ctrl+Z", "Ctrl+Z")

    assert (after.topic, after.homework) == ("Есептер", "№ 7")
    assert lessons.lessons[place].column == before


def test_a_topic_of_the_plan_says_so(lessons: LessonsScreen) -> None:
    last = lessons.model.rows[-1]

    assert last.texts[-1] == "Жоспардан"
    assert last.texts[3] == "Тура және кері пропорционалдық тәуелділік"


def test_a_lesson_is_cancelled_and_brought_back(lessons: LessonsScreen) -> None:
    press("Down")
    lesson = lessons.lessons[(lessons.grid.row_id or 0) - 1].key
    answering(CancelDialog, lambda _dialog: (types("Аяз"), press("Return")))
    press("Ctrl+Shift+X")
    cancelled = lessons.model.rows[-1].texts
    press("Ctrl+Shift+X")

    assert cancelled[-1] == "Өтпейді: Аяз"
    assert lesson == lessons.lessons[-1].key
    assert not lessons.lessons[-1].cancelled


def test_a_lesson_that_was_held_is_not_cancelled(
    teacher_seat: Seat, lessons: LessonsScreen
) -> None:
    answering(CancelDialog, lambda _dialog: (types("Аяз"), press("Return")))
    press("Ctrl+Shift+X")

    assert not any(one.cancelled for one in lessons.lessons)
    assert "22" in teacher_seat.said


@pytest.fixture
def form(teacher_seat: Seat, lessons: LessonsScreen) -> LessonPlanScreen:
    assert lessons.lessons
    press("Ctrl+Shift+K")
    assert isinstance(teacher_seat.screen, LessonPlanScreen)
    return teacher_seat.screen


def kept(seat: Seat, form: LessonPlanScreen) -> LessonPlan:
    return seat.desk.lesson_plans.open(1, form.plan.lesson, ("а", "ә", "б"))


def test_the_form_is_filled_from_the_page_and_the_plan(form: LessonPlanScreen) -> None:
    shown = words(form)

    assert "Тура және кері пропорционалдық тәуелділік" in shown
    assert "15 бар · 2 жоқ" in shown
    assert [line.text() for line in form.lines.values()][:2] == [
        "6.1 Қатынастар және пропорциялар",
        "6.5.1.1 · есептерді шығару",
    ]
    assert form.plan.minutes == 45


def test_stages_are_typed_added_dropped_and_undone(
    teacher_seat: Seat, form: LessonPlanScreen
) -> None:
    types("Сұрақ қояды\n")
    first = kept(teacher_seat, form).stages
    press("Ctrl+N")
    types("Рефлексия\n")
    added = kept(teacher_seat, form).stages
    press("Ctrl+Delete")
    dropped = kept(teacher_seat, form).stages
    press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z")

    assert [(one.name, one.minutes, one.teacher_does) for one in first] == [
        ("Сабақтың басы", 5, "Сұрақ қояды"),
        ("Сабақтың ортасы", 35, ""),
        ("Сабақтың соңы", 5, ""),
    ]
    assert [one.name for one in added][-1] == "Рефлексия"
    assert len(dropped) == 3
    assert not any(one.row for one in kept(teacher_seat, form).stages)


def test_minutes_that_make_no_sense_are_refused(teacher_seat: Seat, form: LessonPlanScreen) -> None:
    form.grid.go_to(1, StageField.MINUTES)
    types("көп\n")

    assert form.grid.editing
    assert "көп" in teacher_seat.said
    press("Esc")
    assert kept(teacher_seat, form).stages[0].minutes == 5


def test_the_aim_is_saved_on_leaving(teacher_seat: Seat, form: LessonPlanScreen) -> None:
    press("Ctrl+T")
    types("Пропорцияны түсіну")
    press("Alt+Left")

    assert isinstance(teacher_seat.screen, LessonsScreen)
    assert kept(teacher_seat, form).aim == "Пропорцияны түсіну"


def test_the_form_is_printed(
    form: LessonPlanScreen, tmp_path: Path, opened: Opened, qtbot: QtBot
) -> None:
    out = tmp_path / "қмж.pdf"

    def answer(_dialog: PaperDialog) -> None:
        answering(QFileDialog, lambda files: choose(files, out))
        press("Return")

    answering(PaperDialog, answer)
    press("Ctrl+P")
    qtbot.waitUntil(lambda: opened.files == [out], timeout=20_000)

    assert form.isVisible()
    assert out.read_bytes().startswith(b"%PDF")


def test_a_lesson_cancelled_meanwhile_is_told_and_the_form_stays(
    teacher_seat: Seat, lessons: LessonsScreen
) -> None:
    press("Down", "Ctrl+Shift+K")
    form = teacher_seat.screen
    assert isinstance(form, LessonPlanScreen)

    teacher_seat.desk.plans.cancel(lessons.page, form.plan.lesson, "Аяз")

    assert "23" in teacher_seat.said
    assert form.isVisible()
