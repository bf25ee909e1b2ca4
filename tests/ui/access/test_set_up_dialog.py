"""The first start by keyboard, end to end: school, head, sheet of paper, proof, work."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from school_desk.access.model import Role
from school_desk.app import check_password
from school_desk.i18n import _, say
from school_desk.settings import load_settings, remember
from school_desk.storage.keys import RecoveryForeignError
from school_desk.storage.recovery_code import SIGNS
from school_desk.ui.access.getting_in import GettingIn
from school_desk.ui.access.set_up_dialog import SetUpCard
from school_desk.ui.access.welcome_card import WelcomeCard
from tests.ui.access.conftest import HEAD_WORDS, press, type_text

Door = Callable[[Path], GettingIn]


@pytest.fixture
def window(door: Door, tmp_path: Path) -> GettingIn:
    """At the first question of a set-up."""
    made = door(tmp_path)
    press(Qt.Key.Key_Return)
    return made


def _card(window: GettingIn) -> SetUpCard:
    assert isinstance(window.card, SetUpCard)
    return window.card


def _type_lines(*lines: str) -> None:
    for line in lines:
        type_text(line)
        press(Qt.Key.Key_Return)


def _to_the_sheet(qtbot: QtBot, window: GettingIn) -> SetUpCard:
    card = _card(window)
    _type_lines("Аққайың негізгі орта мектебі", "Аккайынская основная школа")
    _type_lines("Сәрсенов", "Айдос", "Маратұлы", HEAD_WORDS, HEAD_WORDS)
    qtbot.waitUntil(lambda: card.step is card.sheet and card.sheet is not None)
    return card


def _shown_words(card: SetUpCard) -> str:
    return " ".join(one.text() for one in card.findChildren(QLabel) if one.isVisible())


def test_a_school_is_set_up_by_typing_only(qtbot: QtBot, window: GettingIn) -> None:
    card = _to_the_sheet(qtbot, window)
    shown = _shown_words(card)
    groups = [group for group in shown.split() if len(group) == 3 and set(group) <= set(SIGNS)]
    card.verb.setFocus()
    press(Qt.Key.Key_Return)
    hidden = _shown_words(card)
    code = ["".join(groups[at : at + 2]) for at in range(0, 16, 2)]

    with qtbot.waitSignal(window.signed_in) as signed_in:
        _type_lines(*(code[place].lower() for place in card.proof.asked))

    desk = signed_in.args[0]
    assert not desk.keys.sheet_wanted
    assert groups[0] not in hidden.split()
    assert desk.person.roles(desk.today()) == (Role.HEAD,)
    assert desk.account.sign_in_name == "Айдос Маратұлы"
    assert desk.school.school().names["ru"] == "Аккайынская основная школа"
    desk.close()


def test_a_missing_name_keeps_the_step_and_says_so(window: GettingIn) -> None:
    card = _card(window)
    _type_lines("Аққайың негізгі орта мектебі")

    press(Qt.Key.Key_Return)

    assert card.step is card.school
    assert card.school.russian.editor.hasFocus()
    assert _("Fill this in.") in _shown_words(card)


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("мектеп1", "мектеп1", "10"),
        (HEAD_WORDS, "бұлт алма гүл дала", ""),
    ],
)
def test_a_poor_or_mistyped_password_makes_no_school(
    window: GettingIn, tmp_path: Path, first: str, second: str, words: str
) -> None:
    card = _card(window)
    _type_lines("Аққайың негізгі орта мектебі", "Аккайынская основная школа")

    _type_lines("Сәрсенов", "Айдос", "Маратұлы", first, second)

    assert card.step is card.head
    assert words in _shown_words(card)
    assert not (tmp_path / "school.keys").exists()


def test_four_words_are_offered_readable_and_typed_once_more(window: GettingIn) -> None:
    card = _card(window)
    _type_lines("Аққайың негізгі орта мектебі", "Аккайынская основная школа")

    card.head.password.offer.click()

    check_password(card.head.password.password)
    assert card.head.password.first.line.shown
    assert card.head.password.second.line.hasFocus()


def test_groups_that_are_not_on_the_sheet_do_not_let_in(qtbot: QtBot, window: GettingIn) -> None:
    card = _to_the_sheet(qtbot, window)
    card.go_on()

    with qtbot.assertNotEmitted(window.signed_in):
        _type_lines("AAAAAA", "AAAAAA")

    assert _("It does not fit. Compare it with the sheet.") in _shown_words(card)
    press(Qt.Key.Key_Escape)
    assert card.step is card.sheet


def test_a_code_that_does_not_open_the_file_does_not_let_in_though_it_is_on_paper(
    qtbot: QtBot, window: GettingIn, tmp_path: Path
) -> None:
    card = _to_the_sheet(qtbot, window)
    groups = card.sheet.code.groups
    card._desk.keys.take_sheet(card._desk.keys.new_sheet())  # another one opens the file now
    remember(tmp_path / "settings.json", sheet_wanted=True)
    card.go_on()

    with qtbot.assertNotEmitted(window.signed_in):
        _type_lines(*(groups[place] for place in card.proof.asked))
        qtbot.waitUntil(lambda: card.problem.sentence == say(RecoveryForeignError()))

    assert load_settings(tmp_path / "settings.json").sheet_wanted
    card.close_desk()


def test_the_sheet_is_written_as_a_document(
    qtbot: QtBot, window: GettingIn, tmp_path: Path
) -> None:
    card = _to_the_sheet(qtbot, window)
    paper = tmp_path / "sheet.pdf"

    card.sheet.write_to(paper, lambda: card.sheet.told.say("written", "muted"))
    qtbot.waitUntil(lambda: card.sheet.told.sentence == "written")

    assert paper.read_bytes().startswith(b"%PDF")
    card.close_desk()


def test_a_sheet_that_cannot_be_written_says_so(
    qtbot: QtBot, window: GettingIn, tmp_path: Path
) -> None:
    card = _to_the_sheet(qtbot, window)

    card.sheet.write_to(tmp_path / "missing" / "sheet.pdf", lambda: None)
    qtbot.waitUntil(lambda: "sheet.pdf" in card.sheet.told.sentence)

    assert card.step is card.sheet
    card.close_desk()


def test_escape_leads_back_to_the_welcome_and_changes_nothing(
    window: GettingIn, tmp_path: Path
) -> None:
    _type_lines("Аққайың негізгі орта мектебі", "Аккайынская основная школа")

    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)

    assert isinstance(window.card, WelcomeCard)
    assert not (tmp_path / "school.db").exists()


def test_everything_one_can_press_or_fill_has_a_name(qtbot: QtBot, window: GettingIn) -> None:
    card = _to_the_sheet(qtbot, window)
    nameless = [one for one in card.findChildren(QPushButton) if not one.accessibleName()]

    assert nameless == []
    assert QApplication.focusWidget() is card.sheet.print
    card.close_desk()
