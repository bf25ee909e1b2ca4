"""The list of register pages by keys: found, walked through, opened in any term."""

import pytest

from school_desk.school.names import sort_key
from tests.ui.keyboard import press, types
from tests.ui.seat import HEAD, Seat, words


@pytest.fixture
def pages(teacher_seat: Seat) -> Seat:
    press("Ctrl+2")
    return teacher_seat


def test_enter_opens_the_first_page_in_the_term_of_now(pages: Seat) -> None:
    press("Return")

    assert pages.screen.title() == "2-сынып · Математика"
    assert pages.register.page.head.period.term == 1


def test_arrows_walk_down_the_pages_and_tab_through_the_terms(pages: Seat) -> None:
    press("Down", "Down", "Down", "Tab", "Return")

    assert pages.screen.title() == "6 «А» · Математика"
    assert pages.register.page.head.period.term == 2


def test_a_page_is_found_and_opened_from_the_field(pages: Seat) -> None:
    press("Ctrl+F")
    types("9 геом\n")

    assert pages.screen.title() == "9-сынып · Геометрия"


def test_down_leads_from_the_field_to_what_was_found(pages: Seat) -> None:
    press("Ctrl+F")
    types("сагаты")
    press("Down", "Return")

    assert pages.screen.title() == "6 «А» · Сынып сағаты"


def test_a_head_sees_every_page_with_its_teacher(seat: Seat) -> None:
    with seat.taken_by(HEAD):
        press("Ctrl+2")

        shown = words(seat.screen)
        assert "Сейіт Гүлнар Серікқызы" in shown
        assert "123 бет" in shown


def test_a_teacher_is_not_told_whose_pages_these_are(pages: Seat) -> None:
    assert "Сейіт Гүлнар Серікқызы" not in words(pages.screen)


def test_nothing_is_left_said_of_the_page_before(teacher_seat: Seat) -> None:
    teacher_seat.opens_lesson()
    types("ц")
    refused = teacher_seat.said
    press("Ctrl+2")

    assert "«ц»" in refused
    assert teacher_seat.said == "Барлығы осы компьютерде сақталды"


def test_subjects_stand_by_the_alphabet_of_the_windows_language(seat: Seat) -> None:
    with seat.taken_by(HEAD):
        press("Ctrl+Shift+L", "Ctrl+2")

        said = [text for text in words(seat.screen) if text.startswith("1 класс ·")]
        subjects = [
            text.removeprefix("1 класс · ")
            for text in dict.fromkeys(said)
            if not text.endswith(("четверть", "полугодие"))
        ]
        assert subjects[0] == "Букварь, Обучение грамоте"
        assert subjects == sorted(subjects, key=sort_key)
