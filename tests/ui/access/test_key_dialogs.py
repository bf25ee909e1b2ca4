"""Closing an account, renewing the keys, a new sheet, one's lock: in the window, by keys."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from school_desk.access.model import NotAllowedError, OwnAccountError, Role
from school_desk.app import Desk, Entrance
from school_desk.i18n import say
from school_desk.intents import Form
from school_desk.paths import SchoolFolder
from school_desk.pin import PinEasyError
from school_desk.storage.errors import KeysRenewingError
from school_desk.storage.key_file import open_ring
from school_desk.storage.keys import UnknownAccountError
from school_desk.storage.recovery_code import RecoveryCode
from school_desk.storage.sealing import WrongPasswordError
from school_desk.ui.access.accounts_screen import NAME, AccountsScreen
from school_desk.ui.access.getting_in import GettingIn
from school_desk.ui.access.key_dialogs import CloseAccountDialog, NewSheetDialog, RenewKeysDialog
from school_desk.ui.access.lock import LOCK_AFTER
from school_desk.ui.access.lock_dialog import LockDialog
from school_desk.ui.access.recover_card import RecoverCard
from school_desk.ui.access.recovery_steps import forget_sheets
from school_desk.ui.access.sign_in_dialog import SignInCard
from school_desk.ui.memory import PersonMemory
from school_desk.ui.messages import Messages
from school_desk.ui.screen import Place
from school_desk.ui.start.start_notice import start_notice
from school_desk.ui.tasks import StoppedError, Tasks
from school_desk.ui.theme.theme import Theme
from school_desk.ui.work_place import WorkPlace
from tests.ui.access.conftest import (
    HEAD_WORDS,
    SCHOOL,
    TEACHER_WORDS,
    open_cheaply,
    press,
    type_text,
)
from tests.ui.opening import Opened

TEACHER_SIGNS_IN = "Жақсыбек Гүлнар"
NEW_WORDS = "өзен тас жол күн"
Show = Callable[[Desk], AccountsScreen]


@pytest.fixture
def at(desk: Desk, messages: Messages, tasks: Tasks) -> WorkPlace:
    return WorkPlace(desk, messages, tasks, PersonMemory(desk.place.settings, desk.account.id))


@pytest.fixture
def opened_files() -> Iterator[Opened]:
    """Files that the window asks this computer to show."""
    found = Opened()
    yield found
    found.close()


@pytest.fixture
def screen(qtbot: QtBot, theme: Theme, at: WorkPlace) -> Iterator[AccountsScreen]:
    """The head at the list of accounts; the teacher stands chosen."""
    assert theme
    made = AccountsScreen(at, Place(NAME))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.take_focus()
    stand_on(made, TEACHER_SIGNS_IN)
    yield made
    at.tasks.wait()
    made.close()


def stand_on(screen: AccountsScreen, sign_in: str) -> None:
    names = [line.account.sign_in_name for line in screen.model.lines]
    screen.table.selectRow(names.index(sign_in))


def opened(qtbot: QtBot, screen: AccountsScreen, action: str) -> QDialog:
    screen.handlers()[action]()
    qtbot.waitUntil(screen.dialog.isActiveWindow)
    return screen.dialog


def file_key(desk: Desk) -> bytes:
    return open_ring(desk.place.keys).unlock(SCHOOL.sign_in, HEAD_WORDS).file_key


def test_somebody_leaves_and_the_screen_asks_for_new_keys_until_they_are_new(
    qtbot: QtBot, desk: Desk, screen: AccountsScreen, at: WorkPlace
) -> None:
    before = file_key(desk)
    asked_before = screen.due.isVisible()
    dialog = opened(qtbot, screen, "close_account")
    assert isinstance(dialog, CloseAccountDialog)
    dialog.verb.setFocus()
    press(Qt.Key.Key_Return)
    asked = screen.due.isVisible()
    with pytest.raises(UnknownAccountError):
        desk._entrance.account_id(TEACHER_SIGNS_IN)

    dialog = opened(qtbot, screen, "renew_keys")
    assert isinstance(dialog, RenewKeysDialog)
    with qtbot.waitSignal(dialog.accepted):
        press(Qt.Key.Key_Return)

    assert (asked_before, asked, screen.due.isVisible()) == (False, True, False)
    assert len(screen.model.lines) == 1
    assert file_key(desk) != before
    assert at.tasks.idle
    desk.school.add_class_group(6, "А", "kk")
    assert desk.verify() == ()


def test_enter_alone_lets_nobody_leave(qtbot: QtBot, desk: Desk, screen: AccountsScreen) -> None:
    dialog = opened(qtbot, screen, "close_account")
    press(Qt.Key.Key_Return)

    assert not dialog.isVisible()
    assert len(desk.access.accounts()) == 2


def test_nobody_closes_the_own_account(screen: AccountsScreen) -> None:
    stand_on(screen, SCHOOL.sign_in)

    with pytest.raises(OwnAccountError):
        screen.handlers()["close_account"]()

    assert not screen.panel.leaves.isVisible()
    assert screen.panel.renewal.isVisible()


def test_escape_stops_a_renewal_and_nothing_is_changed(
    qtbot: QtBot, desk: Desk, screen: AccountsScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (desk.place.keys.read_bytes(), file_key(desk))
    dialog = opened(qtbot, screen, "renew_keys")
    monkeypatch.setattr("school_desk.storage.renewal.AT_ONCE", 1)

    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog.problem.sentence == say(StoppedError()))

    assert (desk.place.keys.read_bytes(), file_key(desk)) == before
    assert dialog.isVisible()
    assert desk.school.add_class_group(6, "А", "kk")
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_is_entered_meanwhile_is_refused_and_may_be_repeated(desk: Desk) -> None:
    renewal = desk.keys.begin_renewal()
    with pytest.raises(KeysRenewingError) as refused:
        desk.school.add_class_group(6, "А", "kk")
    desk.keys.end_renewal(renewal)

    assert refused.value.worth_repeating
    assert desk.school.add_class_group(6, "А", "kk")


def test_a_deputy_is_told_who_renews_the_keys(desk: Desk, at: WorkPlace, qtbot: QtBot) -> None:
    teacher = next(a.id for a in desk.access.accounts() if a.sign_in_name == TEACHER_SIGNS_IN)
    desk.access.change_roles(teacher, (Role.DEPUTY,), Form())
    desk.close()
    deputy = desk._entrance.sign_in(TEACHER_SIGNS_IN, TEACHER_WORDS)
    shown = AccountsScreen(WorkPlace(deputy, at.messages, at.tasks, at.memory), Place(NAME))
    qtbot.addWidget(shown)

    for action in ("renew_keys", "new_sheet"):
        with pytest.raises(NotAllowedError):
            shown.handlers()[action]()
    assert not shown.panel.renewal.isVisible()
    deputy.close()


# The recovery sheet


def test_a_new_sheet_counts_when_two_groups_were_typed_from_it(
    qtbot: QtBot, desk: Desk, screen: AccountsScreen
) -> None:
    before = open_ring(desk.place.keys).recovery
    dialog = opened(qtbot, screen, "new_sheet")
    assert isinstance(dialog, NewSheetDialog)
    dialog.verb.setFocus()
    press(Qt.Key.Key_Return)
    for field in dialog.proof.fields:
        field.editor.setFocus()
        type_text("AAAAAA")
    dialog.verb.setFocus()
    press(Qt.Key.Key_Return)
    unchanged = open_ring(desk.place.keys).recovery
    for place, field in zip(dialog.proof.asked, dialog.proof.fields, strict=True):
        field.editor.clear()
        field.editor.setFocus()
        type_text(dialog._code.groups[place].lower())
    dialog.verb.setFocus()
    with qtbot.waitSignal(dialog.accepted):
        press(Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: isinstance(screen.dialog, RenewKeysDialog))
    screen.dialog.reject()

    assert unchanged == before
    assert open_ring(desk.place.keys).recovery == dialog._code.public_key != before


def test_a_sheet_that_was_opened_for_printing_goes_with_its_dialog(
    qtbot: QtBot, screen: AccountsScreen, opened_files: Opened
) -> None:
    dialog = opened(qtbot, screen, "new_sheet")
    dialog.sheet.print.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened_files.files))
    paper = opened_files.files[0]
    shown = paper.read_bytes()[:4]
    dialog.reject()

    assert shown == b"%PDF"
    assert not paper.exists()


def test_a_sheet_that_a_power_cut_left_behind_goes_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("school_desk.ui.access.recovery_steps._sheets", lambda: tmp_path)
    (tmp_path / "school-desk-sheet-a1b2c3").mkdir()
    (tmp_path / "school-desk-sheet-a1b2c3" / "recovery.pdf").write_bytes(b"%PDF")
    (tmp_path / "other").mkdir()

    forget_sheets()

    assert [one.name for one in tmp_path.iterdir()] == ["other"]


def test_a_head_is_told_until_the_sheet_of_the_set_up_was_proved(
    tmp_path: Path, theme: Theme
) -> None:
    assert theme
    entrance = open_cheaply(SchoolFolder(tmp_path))
    (tmp_path / "settings.json").write_text('{"sheet_wanted": true}', "utf-8")
    desk, _code = entrance.set_up(SCHOOL)
    told = start_notice(desk)
    desk.keys.take_sheet(desk.keys.new_sheet())

    assert told is not None
    assert "Alt+C" in told.accessibleName()
    assert start_notice(desk) is None
    desk.close()
    entrance.close()


@pytest.fixture
def coded(tmp_path: Path) -> tuple[Path, RecoveryCode]:
    """A school, and what stands on its sheet."""
    entrance = open_cheaply(SchoolFolder(tmp_path))
    desk, code = entrance.set_up(SCHOOL)
    desk.close()
    entrance.close()
    return tmp_path, code


def test_with_the_sheet_the_head_gets_a_new_password_at_the_door(
    qtbot: QtBot, door: Callable[[Path], GettingIn], coded: tuple[Path, RecoveryCode]
) -> None:
    folder, code = coded
    window = door(folder)
    assert isinstance(window.card, SignInCard)
    window.card.help.setFocus()
    press(Qt.Key.Key_Return)
    card = window.card
    assert isinstance(card, RecoverCard)
    type_text(code.text.lower())
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(card.heads.isVisible)
    card.password.first.line.setFocus()
    type_text(NEW_WORDS)
    press(Qt.Key.Key_Return)
    type_text(NEW_WORDS)
    with qtbot.waitSignal(window.signed_in) as signed_in:
        press(Qt.Key.Key_Return)

    desk = signed_in.args[0]
    assert desk.account.sign_in_name == SCHOOL.sign_in
    desk.prove(NEW_WORDS)
    assert desk.keys.sheet_wanted
    with pytest.raises(WrongPasswordError):
        desk.prove(HEAD_WORDS)
    desk.close()


def test_a_mistyped_code_names_its_group_and_escape_leads_back(
    qtbot: QtBot, door: Callable[[Path], GettingIn], coded: tuple[Path, RecoveryCode]
) -> None:
    folder, code = coded
    window = door(folder)
    window.card.help.click()
    card = window.card
    third = code.text.split()
    third[2] = third[2][:-1] + ("2" if third[2][-1] != "2" else "3")
    type_text(" ".join(third))
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "3" in card.problem.sentence)
    press(Qt.Key.Key_Escape)

    assert isinstance(window.card, SignInCard)


# One's own lock


def test_a_pin_needs_the_password_and_minutes_are_kept(
    qtbot: QtBot, desk: Desk, at: WorkPlace, screen: AccountsScreen
) -> None:
    dialog = LockDialog(at, screen)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    press(Qt.Key.Key_Down)
    dialog.first.line.setFocus()
    type_text("1234")
    press(Qt.Key.Key_Return)
    told = " ".join(one.text() for one in dialog.first.findChildren(QLabel))
    for field, text in ((dialog.first, "4821"), (dialog.second, "4821"), (dialog.present, "жоқ")):
        field.line.clear()
        field.line.setFocus()
        type_text(text)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.problem.sentence == say(WrongPasswordError()))
    without = desk.pin.is_set
    dialog.present.line.clear()
    dialog.present.line.setFocus()
    type_text(HEAD_WORDS)
    with qtbot.waitSignal(dialog.accepted):
        press(Qt.Key.Key_Return)

    assert say(PinEasyError()) in told
    assert not without
    desk.pin.open("4821")
    assert at.memory.get(LOCK_AFTER, "") == "20"


def test_a_pin_can_be_given_up(desk: Desk, at: WorkPlace, screen: AccountsScreen) -> None:
    desk.pin.choose("4821")
    dialog = LockDialog(at, screen)
    dialog.without.setChecked(True)

    dialog.accept()

    assert not desk.pin.is_set


def test_a_reset_by_the_head_ends_the_pin(desk: Desk) -> None:
    entrance: Entrance = desk._entrance
    desk.close()
    teacher = entrance.sign_in(TEACHER_SIGNS_IN, TEACHER_WORDS)
    teacher.pin.choose("4821")
    teacher.close()
    head = entrance.sign_in(SCHOOL.sign_in, HEAD_WORDS)
    account = next(a.id for a in head.access.accounts() if a.sign_in_name == TEACHER_SIGNS_IN)
    head.reset_password(account, NEW_WORDS)
    head.close()
    teacher = entrance.sign_in(TEACHER_SIGNS_IN, NEW_WORDS)

    with pytest.raises(Exception, match="PIN"):
        teacher.pin.open("4821")
    teacher.close()
