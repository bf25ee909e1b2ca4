"""Where the day begins: the lesson of this hour, one key away."""

from datetime import timedelta

import pytest

from school_desk.demo.school import DEMO_NOW
from school_desk.i18n import use
from school_desk.school.model import Absence
from school_desk.ui.access.clock_notice import clock_sentence
from school_desk.ui.journal.combined_screen import CombinedScreen
from school_desk.ui.journal.register_screen import RegisterScreen
from tests.ui.keyboard import press, types
from tests.ui.seat import HEAD, TEACHER, Seat, words


def test_enter_opens_the_column_of_this_hour(teacher_seat: Seat) -> None:
    press("Return")

    grid = teacher_seat.register.grid
    assert teacher_seat.screen.title() == "6 «А» · Математика"
    assert grid.column is not None
    assert grid.column.lesson.date == DEMO_NOW.date()
    assert grid.hasFocus() or grid.focusProxy().hasFocus()


def test_keys_alone_write_the_first_mark_of_the_day(teacher_seat: Seat) -> None:
    press("Return")
    teacher_seat.stands_on(2)

    types("ұ")

    assert teacher_seat.points(2) == 9
    assert teacher_seat.said == "Барлығы осы компьютерде сақталды"


def test_arrows_go_through_the_lessons(teacher_seat: Seat) -> None:
    press("Down", "Return")

    assert teacher_seat.screen.title() == "2 және 4-сыныптар · Математика"


def test_escape_leads_back_to_the_day(teacher_seat: Seat) -> None:
    press("Return", "Escape")

    assert "Қайырлы таң, Гүлнар Серікқызы!" in words(teacher_seat.screen)


def test_a_lesson_that_was_held_says_so(teacher_seat: Seat) -> None:
    press("Down", "Return", "Ctrl+Return", "Escape")

    held = [text for text in words(teacher_seat.screen) if text == "Өтті"]

    assert len(held) == 3


def test_what_was_typed_on_the_page_can_be_undone_from_the_day(teacher_seat: Seat) -> None:
    press("Down", "Return")
    types("А")
    assert isinstance(teacher_seat.screen, CombinedScreen)
    grid = teacher_seat.screen.card.grid
    page, lesson = grid.page, grid.column.lesson
    press("Escape", "Ctrl+Z")

    desk = teacher_seat.desk
    again = desk.journal.open_page(page.head.group, page.head.subject, page.head.period.term)

    assert page.rows[0].signs[lesson] is Absence.ILL
    assert lesson not in again.rows[0].signs
    assert teacher_seat.said == "Қайтарылды: «Келмегенді белгілеу»"


@pytest.mark.parametrize("days", [2, 5, 300], ids=["Saturday", "between the terms", "summer"])
def test_a_day_without_lessons_says_when_the_next_ones_are(seat: Seat, days: int) -> None:
    seat.now = DEMO_NOW + timedelta(days=days)
    with seat.taken_by(TEACHER):
        said = [text for text in words(seat.screen) if "Бүгін сабақ жоқ" in text]

        assert len(said) == 1


def test_without_lessons_enter_opens_the_first_register_page(seat: Seat) -> None:
    seat.now = DEMO_NOW + timedelta(days=2)
    with seat.taken_by(TEACHER):
        press("Return")

        assert seat.register.title() == "2-сынып · Математика"


def test_a_head_who_teaches_has_her_lessons_too(seat: Seat) -> None:
    with seat.taken_by(HEAD):
        press("Return")

        assert isinstance(seat.screen, RegisterScreen)


def test_a_clock_set_back_a_year_is_said_and_hinders_nobody(seat: Seat) -> None:
    seat.now = DEMO_NOW - timedelta(days=365)
    with seat.taken_by(TEACHER):
        assert any("сағаты" in text for text in words(seat.screen))
        use("ru")
        assert "г.." not in clock_sentence(seat.desk)
        use("kk")
