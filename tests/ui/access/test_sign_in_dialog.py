"""Signing in by keyboard: the right password, a wrong one, too many, the layout, the lock."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from school_desk import i18n
from school_desk.i18n import _, say
from school_desk.settings import load_settings
from school_desk.storage.sealing import WrongPasswordError
from school_desk.ui.access.getting_in import GettingIn
from school_desk.ui.access.sign_in_dialog import SignInCard
from school_desk.ui.access.start_refusal import StartRefusalCard
from tests.ui.access.conftest import HEAD_WORDS, TEACHER_WORDS, press, type_text

Door = Callable[[Path], GettingIn]


def _card(window: GettingIn) -> SignInCard:
    assert isinstance(window.card, SignInCard)
    return window.card


def _words_under_the_password(window: GettingIn) -> str:
    shown = _card(window).password.findChildren(QLabel)
    return " ".join(one.text() for one in shown if one.isVisible())


def _fail(qtbot: QtBot, window: GettingIn, password: str) -> None:
    card = _card(window)
    card.password.line.clear()
    card.password.line.setFocus()
    type_text(password)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not card.busy)


def test_a_name_and_a_kazakh_password_open_the_school(
    qtbot: QtBot, door: Door, school: Path
) -> None:
    window = door(school)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    type_text(TEACHER_WORDS)

    with qtbot.waitSignal(window.signed_in) as signed_in:
        press(Qt.Key.Key_Return)

    desk = signed_in.args[0]
    assert desk.account.sign_in_name == "Жақсыбек Гүлнар"
    desk.close()


def test_the_last_person_stands_chosen_with_the_focus_on_the_password(
    qtbot: QtBot, door: Door, school: Path
) -> None:
    first = door(school)
    first.card.people.choose("Сәрсенов Айдос")
    first.card.password.line.setFocus()
    type_text(HEAD_WORDS)
    with qtbot.waitSignal(first.signed_in) as signed_in:
        press(Qt.Key.Key_Return)
    signed_in.args[0].close()
    first.entrance.close()

    window = door(school)

    assert _card(window).people.name == "Сәрсенов Айдос"
    assert QApplication.focusWidget() is _card(window).password.line


def test_a_wrong_password_is_told_in_the_card_with_its_layout(
    qtbot: QtBot, door: Door, school: Path
) -> None:
    window = door(school)

    _fail(qtbot, window, "йцукен")
    told = _words_under_the_password(window)
    _fail(qtbot, window, "qwerty")

    assert say(WrongPasswordError()) in told
    assert _("It was typed in Kazakh or Russian letters. For Latin ones change the layout.") in told
    assert _(
        "It was typed without Kazakh or Russian letters. For those change the layout."
    ) in _words_under_the_password(window)
    assert _card(window).password.line.selectedText() != ""


def test_too_many_tries_wait_and_the_wait_ends_by_itself(
    qtbot: QtBot, door: Door, school: Path
) -> None:
    window = door(school)
    card = _card(window)
    for _try in range(5):
        _fail(qtbot, window, "qwerty")
    assert card.verb.isEnabled()

    _fail(qtbot, window, "qwerty")
    waited = not card.verb.isEnabled()
    card.timer.setInterval(1)
    qtbot.waitUntil(card.verb.isEnabled)

    assert waited
    assert not card.timer.isActive()


def test_another_person_does_not_wait_for_the_first(qtbot: QtBot, door: Door, school: Path) -> None:
    window = door(school)
    card = _card(window)
    for _try in range(6):
        _fail(qtbot, window, "qwerty")

    card.people.choose("Сәрсенов Айдос")

    assert card.verb.isEnabled()


def test_an_empty_password_is_asked_for(door: Door, school: Path) -> None:
    window = door(school)
    _card(window).password.line.setFocus()

    press(Qt.Key.Key_Return)

    assert _("Type the password.") in _words_under_the_password(window)
    assert not _card(window).busy


def test_the_password_can_be_read_and_caps_lock_is_told(door: Door, school: Path) -> None:
    window = door(school)
    line = _card(window).password.line
    line.setFocus()

    type_text("ҚАР")
    line.show_password(shown=True)

    assert _card(window).password.hint == _("Caps Lock is on.")
    assert line.displayText() == "ҚАР"


def test_a_damaged_key_file_shows_the_page_that_says_how_to_mend(door: Door, school: Path) -> None:
    for name in ("school.keys", "school.keys.bak"):
        (school / name).write_bytes(b"{}")

    window = door(school)

    assert isinstance(window.card, StartRefusalCard)
    assert "school.keys" in window.card.sentence


def test_a_damaged_file_is_told_after_the_right_password(
    qtbot: QtBot, door: Door, school: Path
) -> None:
    window = door(school)
    (school / "school.db").write_bytes(b"no school at all" * 4096)

    _card(window).people.choose("Сәрсенов Айдос")
    _card(window).password.line.setFocus()
    type_text(HEAD_WORDS)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.card, StartRefusalCard))

    assert "school.db" in window.card.sentence


def test_another_language_keeps_the_person_and_what_was_typed(door: Door, school: Path) -> None:
    window = door(school)
    _card(window).people.choose("Сәрсенов Айдос")
    _card(window).password.line.setFocus()
    type_text("қар")

    window.findChildren(type(window._page.languages))[0].setCurrentIndex(1)

    assert i18n.current() == "ru"
    assert _card(window).people.name == "Сәрсенов Айдос"
    assert _card(window).password.text == "қар"
    assert load_settings(school / "settings.json").language == "ru"
    i18n.use("kk")


def test_another_person_at_the_lock_comes_in_when_the_first_desk_is_closed(
    qtbot: QtBot, door: Door, school: Path
) -> None:
    window = door(school)
    desk = window.entrance.sign_in("Сәрсенов Айдос", HEAD_WORDS)

    window.lock(desk)
    _card(window).people.choose("Жақсыбек Гүлнар")
    _card(window).password.line.setFocus()
    type_text(TEACHER_WORDS)
    with qtbot.waitSignal(window.switched) as switched:
        press(Qt.Key.Key_Return)
    still_open = desk.school.school()
    desk.close()
    with qtbot.waitSignal(window.signed_in) as signed_in:
        window.open(switched.args[0])

    assert still_open is not None
    assert signed_in.args[0].account.sign_in_name == "Жақсыбек Гүлнар"
    signed_in.args[0].close()
