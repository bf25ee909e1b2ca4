"""A computer joins by a code, by keys at both ends: the head shows it, the new one types it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from school_desk.sync.enrol_door import EnrolServer
from school_desk.ui.access.code_dialog import JoinByCodeDialog
from school_desk.ui.access.getting_in import GettingIn
from school_desk.ui.access.join_card import JoinCard
from school_desk.ui.access.sign_in_dialog import SignInCard
from school_desk.ui.access.welcome_card import WelcomeCard
from school_desk.ui.sync.admit_dialog import PeopleDialog
from school_desk.ui.sync.code_dialog import CodeDialog
from school_desk.ui.tasks import Tasks
from tests.sync.newcomers import room, small_school
from tests.ui.keyboard import answering, focused, press, settle, types
from tests.ui.seat import TEACHER, Seat, words
from tests.ui.sync.test_computers_screen import (
    at_computers,
    head_seat,
    idle,
    new_door,
    seat,
    tick,
)

__all__ = ("head_seat", "new_door", "seat")


@pytest.fixture
def door(tmp_path: Path) -> Iterator[EnrolServer]:
    """The head has opened a door for the teacher, at a computer whose window is not here."""
    place = room(tmp_path / "first")
    desk = small_school(place)
    people = [one.id for one in desk.access.accounts() if one.sign_in_name == TEACHER]
    server = desk.admission.open_door(people, "PC 1", ("127.0.0.1", 0))
    yield server
    server.close()
    desk.close()
    place.entrance.close()


def at_join_card(window: GettingIn) -> JoinCard:
    assert isinstance(window.card, WelcomeCard)
    press("Tab", "Return")
    card = window.card
    assert isinstance(card, JoinCard)
    card.name.setText("Класс 7")
    return card


def type_code(card: JoinCard, address: str, code: str) -> None:
    """Go to the button by Tab, type both lines, Enter."""
    for _step in range(8):
        if focused() is card.code_button:
            break
        press("Tab")
    assert focused() is card.code_button

    def fill(dialog: JoinByCodeDialog) -> None:
        if not dialog.address.text():
            assert focused() is dialog.address
            types(address)
            press("Tab")
        assert focused() is dialog.code
        types(code)
        press("Return")

    answering(JoinByCodeDialog, fill)
    press("Space")


def test_a_new_computer_joins_by_a_typed_code(
    door: EnrolServer, new_door: Callable[[], GettingIn], qtbot: QtBot, tasks: Tasks
) -> None:
    window = new_door()
    card = at_join_card(window)

    type_code(card, f"127.0.0.1:{door.port}", door.door.spelled)
    idle(qtbot, tasks)

    assert card.offer is not None, card.problem.sentence
    assert not card.number.isVisible()
    press("Return")
    idle(qtbot, tasks)
    assert isinstance(window.card, SignInCard)
    assert window.entrance is not None
    assert window.entrance.names == (TEACHER,)


def test_a_wrong_code_is_said_on_the_card_and_the_address_is_kept(
    door: EnrolServer, new_door: Callable[[], GettingIn], qtbot: QtBot, tasks: Tasks
) -> None:
    card = at_join_card(new_door())
    wrong = f"{(int(door.door.code) + 1) % 10**9:09}"

    type_code(card, f"127.0.0.1:{door.port}", wrong)
    idle(qtbot, tasks)

    assert card.offer is None
    assert "2" in card.problem.sentence
    type_code(card, "", door.door.code)
    idle(qtbot, tasks)
    assert card.offer is not None


def test_the_head_shows_a_code_by_keys_and_sees_what_becomes_of_it(
    head_seat: Seat,
) -> None:
    screen = at_computers(head_seat)
    said: list[str] = []

    def choose(dialog: PeopleDialog) -> None:
        press("Return")
        said.append(dialog.problem.sentence)
        tick(dialog, "Гүлнар")
        answering(CodeDialog, look)
        press("Return")

    def look(dialog: CodeDialog) -> None:
        said.extend(words(dialog))
        dialog._door.tries = 0
        dialog.look()
        said.append(dialog.told.text())
        assert focused() is dialog.verb
        press("Return")

    answering(PeopleDialog, choose)
    screen._by_code.setFocus()
    press("Space")
    settle()

    assert said[0]
    assert any(len(one.replace(" ", "")) == 9 and one.replace(" ", "").isdecimal() for one in said)
    assert any(":" in one and one.rpartition(":")[2].isdecimal() for one in said)
    assert screen.rows.rows == ()
