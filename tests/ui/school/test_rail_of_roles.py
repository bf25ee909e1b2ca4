"""The rail shows nobody a place that would be empty for want of a right; the office has all."""

import pytest

from school_desk.access.model import Role
from school_desk.school.model import PersonName
from school_desk.storage.sealing import Argon2Params
from tests.ui.keyboard import press, settle
from tests.ui.seat import DEMO_PASSWORD, HEAD, TEACHER, Seat

EVERYBODY = ("start", "pages", "to_fill", "attendance", "summary", "papers")
SOMEBODY = "Мөлдір"
ROLLS = ("pupils", "timetable")
CARDS = ("day_menu", "requisition", "stock", "menus", "meal_norms", "cards", "products")


def places(seat: Seat) -> tuple[str, ...]:
    assert seat.window is not None
    return tuple(one.place.name for one in seat.window.shell.rail.content.places)


@pytest.mark.parametrize(
    ("role", "of_role"),
    [
        (Role.NURSE, ("headcount", "kitchen", "meal_logs", *CARDS, *ROLLS, "calendar")),
        (Role.COOK, ("kitchen", "meal_logs", *CARDS, "timetable", "calendar")),
        (
            Role.MEALS,
            (
                *("headcount", "eaters", "meal_month", "kitchen", "meal_logs"),
                *(*CARDS, *ROLLS, "calendar"),
            ),
        ),
        (Role.SUPPORT, (*ROLLS, "calendar")),
    ],
)
def test_who_has_no_registers_finds_none_in_the_rail(
    seat: Seat, role: Role, of_role: tuple[str, ...]
) -> None:
    with seat.taken_by(HEAD) as head:
        name = PersonName("Асанқызы", SOMEBODY)
        params = Argon2Params(64, 1, 1)
        head.desk.create_account(SOMEBODY, name, DEMO_PASSWORD, [role], params=params)

    with seat.taken_by(SOMEBODY) as taken:
        found = places(taken)
        press("Ctrl+2")
        settle()

        assert found == ("start", *of_role)
        assert taken.screen.place().name == of_role[0]


def test_a_deputy_without_lessons_has_all_places(seat: Seat) -> None:
    with seat.taken_by(HEAD) as head:
        name = PersonName("Асанқызы", SOMEBODY)
        params = Argon2Params(64, 1, 1)
        head.desk.create_account(SOMEBODY, name, DEMO_PASSWORD, [Role.DEPUTY], params=params)
        of_head = places(head)

    with seat.taken_by(SOMEBODY) as deputy:
        assert places(deputy) == of_head
    assert of_head[:6] == EVERYBODY
    daily = ("pupils", "timetable", "substitutions", "supervision", "office", "headcount")
    assert of_head[6:] == daily


def test_a_teacher_keeps_the_places_and_their_keys(seat: Seat) -> None:
    with seat.taken_by(TEACHER) as teacher:
        assert places(teacher)[:6] == EVERYBODY
        assert "supervision" in places(teacher)
