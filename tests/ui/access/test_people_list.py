"""Choosing a name: letters find it without a Kazakh keyboard, arrows and Enter choose it."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from school_desk.ui.access.people_list import PeopleList
from school_desk.ui.theme.theme import Theme
from tests.ui.access.conftest import press, type_text

NAMES = ("Ахметова Сәуле", "Әбішева Назгүл", "Қайратов Ерлан", "Нұрланова Айгерім")


@pytest.fixture
def people(qtbot: QtBot, theme: Theme) -> PeopleList:
    assert theme
    made = PeopleList((*NAMES, "Өмірбек Дәурен", "Ұланов Бақыт"))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("кайр", ("Қайратов Ерлан",)),
        ("назгул", ("Әбішева Назгүл",)),
        ("айг нұр", ("Нұрланова Айгерім",)),
        ("жоқ", ()),
    ],
)
def test_letters_find_a_name(people: PeopleList, typed: str, found: Sequence[str]) -> None:
    type_text(typed)

    assert people.shown_names == found
    assert people.name == (found[0] if found else "")


def test_arrows_move_while_the_focus_stays_in_the_field(people: PeopleList) -> None:
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)

    assert people.name == NAMES[2]
    assert people.field.hasFocus()


def test_enter_chooses(qtbot: QtBot, people: PeopleList) -> None:
    with qtbot.waitSignal(people.chosen) as chosen:
        press(Qt.Key.Key_Return)

    assert chosen.args == [NAMES[0]]


def test_a_letter_typed_in_the_list_goes_to_the_field(people: PeopleList) -> None:
    people.view.setFocus()

    type_text("өмі")

    assert people.name == "Өмірбек Дәурен"
    assert people.field.hasFocus()


def test_nobody_is_chosen_by_enter_when_nobody_fits(people: PeopleList, qtbot: QtBot) -> None:
    type_text("ъъъ")

    with qtbot.assertNotEmitted(people.chosen):
        press(Qt.Key.Key_Return)

    assert people.name == ""
