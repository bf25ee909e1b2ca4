"""Ctrl+F8: a page as it stood on a past day, marked so, only to read; Alt+Left comes back."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from school_desk.formats import date_long
from school_desk.i18n import _
from school_desk.ui.past_day_dialog import PastDayDialog
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.seat import HEAD, Seat, words


@pytest.fixture
def page(teacher_seat: Seat) -> Seat:
    """Today's column of 6 «А»."""
    teacher_seat.opens_lesson()
    teacher_seat.stands_on(2)
    return teacher_seat


def go_to(day: object) -> None:
    def answer(dialog: PastDayDialog) -> None:
        dialog.day.line.setFocus()
        types(f"{day:%d.%m.%Y}")
        press("Return")

    answering(PastDayDialog, answer)
    press("Ctrl+F8")
    settle()


def labels(seat: Seat) -> list[str]:
    assert seat.window is not None
    return [one.text() for one in seat.window.shell.findChildren(QLabel) if one.isVisible()]


def test_the_page_of_yesterday_evening_is_shown_and_left_again(page: Seat) -> None:
    desk = page.desk
    day = desk.today() - timedelta(days=1)
    head = page.register.grid.page.head
    press("1", "0")
    settle()

    go_to(day)

    assert any(date_long(day) in text for text in labels(page))
    assert page.desk.as_it_stood == day
    assert page.register.grid.page.head == head
    press("9")
    settle()
    assert date_long(day) in page.said
    press("Alt+Left", "Alt+Left")
    settle()
    assert page.desk is desk


def test_a_day_that_is_not_over_is_said_in_the_dialog(page: Seat) -> None:
    today, said = page.desk.today(), []

    def answer(dialog: PastDayDialog) -> None:
        dialog.day.line.setFocus()
        types(f"{today:%d.%m.%Y}")
        press("Return")
        said.append([one.text() for one in dialog.findChildren(QLabel) if one.isVisible()])
        press("Esc")

    answering(PastDayDialog, answer)
    press("Ctrl+F8")
    settle()

    assert _("Type a day before today.") in said[0]
    assert page.desk.as_it_stood is None


def test_the_banner_says_what_leaving_a_past_day_does(page: Seat) -> None:
    assert page.window is not None
    go_to(page.desk.today() - timedelta(days=1))

    said = words(page.window.shell)

    assert _("Back to today") in said
    assert _("Back to this year") not in said


PLACES = {
    "pupils": ("movement", "add", "edit"),
    "staff": ("add", "edit", "new_password"),
    "lists": ("add",),
    "timetable": ("edit", "cut"),
    "calendar": ("edit", "add"),
    "consents": ("add",),
    "privacy": ("add",),
    "rules": ("edit",),
}
"""What writes in places of the office."""


@pytest.mark.parametrize("name", PLACES)
def test_no_place_of_a_past_day_is_written_in_and_each_says_so(seat: Seat, name: str) -> None:
    with seat.taken_by(HEAD) as head:
        assert head.window is not None
        day = head.desk.today() - timedelta(days=1)
        head.window.look_at_day(day)
        head.window.shell.open(Place(name))
        settle()
        for action in PLACES[name]:
            head.window.shell.trigger(action)
            settle()

            assert QApplication.activeModalWidget() is None
            assert date_long(day) in head.said
