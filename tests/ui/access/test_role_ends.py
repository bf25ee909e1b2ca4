"""A window that stays open when the role of its person ends: it says so and changes nothing."""

from dataclasses import replace
from datetime import timedelta

from school_desk.access.staff_model import NewStaff
from school_desk.ui.access.looks_screen import LooksScreen
from school_desk.ui.screen import Place
from tests.ui.keyboard import press, settle, types
from tests.ui.seat import HEAD, TEACHER, Seat


def leaves_today(seat: Seat, surname: str) -> None:
    with seat.taken_by(HEAD) as head:
        one = next(each for each in head.desk.staff.staff() if each.name.surname == surname)
        file = replace(one.file, left=seat.now.date())
        head.desk.staff.correct(one.id, NewStaff(one.name, file))


def test_a_mark_typed_after_the_last_day_is_refused_in_words(seat: Seat) -> None:
    leaves_today(seat, "Сейіт")
    with seat.taken_by(TEACHER) as taken:
        taken.opens_lesson()
        taken.stands_on(1)
        before = taken.points(1)
        taken.now += timedelta(days=1)

        types("9")

        assert "Баға қою" in taken.said
        taken.now -= timedelta(days=1)
        assert taken.points(1) == before


def test_the_log_of_looks_searched_after_the_last_day_is_refused_in_words(seat: Seat) -> None:
    with seat.taken_by(HEAD) as taken:
        assert taken.window is not None
        taken.window.shell.open(Place("looks"))
        settle()
        screen = taken.screen
        assert isinstance(screen, LooksScreen)
        taken.desk._signed_in = replace(taken.desk.person, grants=())

        press("Ctrl+F")
        types("а")

        assert "Қарау журналын көру" in taken.said
