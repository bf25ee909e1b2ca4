"""Topic, objective and homework of the current lesson: saved without a button."""

import pytest
from pytestqt.qtbot import QtBot

from school_desk.journal.model import Column
from school_desk.ui.journal.lesson_strip import SAVE_AFTER_MS, LessonLine
from tests.ui.keyboard import focused, press, types
from tests.ui.seat import Seat

TOPIC = "Бөлшектерді қосу"


@pytest.fixture
def page(teacher_seat: Seat) -> Seat:
    """The lesson after this one: no topic of ours yet."""
    press("Down", "Down", "Return")
    return teacher_seat


def lesson(page: Seat) -> Column:
    column = page.kept().find(page.register.grid.column)
    assert isinstance(column, Column)
    return column


def test_a_topic_is_saved_on_enter_which_leads_back_to_the_grid(page: Seat) -> None:
    press("Ctrl+T")
    types(TOPIC, "\n")

    assert lesson(page).topic == TOPIC
    assert focused() is page.register.grid.focusProxy()
    assert page.said == "Барлығы осы компьютерде сақталды"


def test_a_topic_is_saved_a_while_after_the_last_key(page: Seat, qtbot: QtBot) -> None:
    line = page.register.strip.topic
    assert line._timer.interval() == SAVE_AFTER_MS == 2000
    line._timer.setInterval(1)

    press("Ctrl+T")
    types(TOPIC)
    qtbot.waitUntil(lambda: lesson(page).topic == TOPIC)

    assert focused() is line
    assert line.cursorPosition() == len(TOPIC)


def test_a_pause_after_a_space_does_not_join_the_words(page: Seat) -> None:
    press("Ctrl+T")
    types("Бөлу ")
    page.register.strip.save()
    types("белгісі\n")

    assert lesson(page).topic == "Бөлу белгісі"


def test_nothing_is_saved_while_one_types(page: Seat) -> None:
    press("Ctrl+T")
    types(TOPIC)

    assert lesson(page).topic == ""


@pytest.mark.parametrize("way", ["Tab", "F6", "Ctrl+1", "Escape", "Ctrl+PgDown"])
def test_a_topic_is_saved_on_leaving(page: Seat, way: str) -> None:
    key, head = page.register.grid.column, page.register.page.head
    press("Ctrl+T")
    types(TOPIC)

    press(way)

    kept = page.desk.journal.open_page(head.group, head.subject, head.period.term).find(key)
    assert isinstance(kept, Column)
    assert kept.topic == TOPIC


def test_walking_to_another_lesson_takes_the_text_along_to_its_own_lesson(page: Seat) -> None:
    first = page.register.grid.column
    press("Ctrl+T")
    types(TOPIC)
    page.register.grid.go_to(page.register.page.columns[0].key)

    kept = page.kept()
    assert kept.find(first).topic == TOPIC
    assert kept.columns[0].topic != TOPIC
    assert page.register.strip.topic.text() == kept.columns[0].topic


def test_homework_and_objective_are_saved_too(page: Seat) -> None:
    press("Ctrl+T")
    types(TOPIC)
    press("Tab")
    types("9.1.2.3")
    press("Tab")
    types("№ 5, 6\n")

    kept = lesson(page)
    assert (kept.topic, kept.objective, kept.homework) == (TOPIC, "9.1.2.3", "№ 5, 6")


def test_a_topic_is_taken_back(page: Seat) -> None:
    press("Ctrl+T")
    types(TOPIC, "\n")

    press("Ctrl+Z")

    assert lesson(page).topic == ""
    assert page.register.strip.topic.text() == ""


def test_what_the_other_lines_say_stays_while_one_is_typed(page: Seat) -> None:
    press("Ctrl+T")
    types(TOPIC)
    page.desk.journal.write_homework(page.kept(), page.register.grid.column.lesson, "№ 7")

    assert page.register.strip.topic.text() == TOPIC
    assert page.register.strip.homework.text() == "№ 7"


def test_a_very_long_topic_is_read_in_the_tooltip(page: Seat) -> None:
    press("Ctrl+T")
    types("Ө" * 400, "\n")

    assert lesson(page).topic == "Ө" * 400
    assert page.register.strip.topic.toolTip() == "Ө" * 400
    assert page.register.strip.width() <= page.window.shell.width()


@pytest.mark.usefixtures("theme")
def test_lines_are_closed_where_no_lesson_is_current() -> None:
    line = LessonLine("Тақырып", lambda *_: None)

    line.show_lesson(None, "")

    assert not line.isEnabled()
