"""The list of people who sign in: adding, roles, passwords, refusals, undo; all by keyboard."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from school_desk.access.model import NotAllowedError, Role
from school_desk.app import Desk
from school_desk.i18n import _, say
from school_desk.intents import Form
from school_desk.paths import SchoolFolder
from school_desk.school.model import Teaching
from school_desk.storage.sealing import WrongPasswordError
from school_desk.ui.access.account_dialogs import (
    AddAccountDialog,
    ResetPasswordDialog,
    RolesDialog,
)
from school_desk.ui.access.accounts_screen import NAME, AccountsScreen
from school_desk.ui.access.own_password import change_own_password
from school_desk.ui.memory import PersonMemory
from school_desk.ui.messages import Messages
from school_desk.ui.screen import Place, Room
from school_desk.ui.tasks import Tasks
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

Show = Callable[[Desk], AccountsScreen]
TEACHER_SIGNS_IN = "Жақсыбек Гүлнар"


@pytest.fixture
def said(messages: Messages) -> list[str]:
    """What the status line was given."""
    heard: list[str] = []
    messages.said.connect(lambda sentence, _tone: heard.append(sentence))
    return heard


@pytest.fixture
def show(qtbot: QtBot, theme: Theme, messages: Messages, tasks: Tasks) -> Iterator[Show]:
    """The screen of a person, in a window of its own."""
    assert theme
    made: list[AccountsScreen] = []

    def build(desk: Desk) -> AccountsScreen:
        memory = PersonMemory(desk.place.settings, desk.account.id)
        screen = AccountsScreen(WorkPlace(desk, messages, tasks, memory), Place(NAME))
        qtbot.addWidget(screen)
        made.append(screen)
        screen.show()
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        screen.take_focus()
        return screen

    yield build
    tasks.wait()
    for screen in made:
        screen.close()


def _stand_on(screen: AccountsScreen, sign_in: str) -> None:
    names = [line.account.sign_in_name for line in screen.model.lines]
    screen.table.selectRow(names.index(sign_in))


def _roles(screen: AccountsScreen) -> dict[str, tuple[Role, ...]]:
    return {line.account.sign_in_name: line.given for line in screen.model.lines}


def _finish(qtbot: QtBot, screen: AccountsScreen) -> None:
    with qtbot.waitSignal(screen.dialog.accepted):
        press(Qt.Key.Key_Return)


def test_a_person_is_added_and_can_sign_in(
    qtbot: QtBot, desk: Desk, show: Show, said: list[str]
) -> None:
    screen = show(desk)
    screen.handlers()["add"]()
    assert isinstance(screen.dialog, AddAccountDialog)
    qtbot.waitUntil(screen.dialog.isActiveWindow)
    type_text("Өмірбек")
    press(Qt.Key.Key_Tab)
    type_text("Дәурен")
    words = screen.dialog.password.password

    _finish(qtbot, screen)

    assert screen.line.account.name.listed == "Өмірбек Дәурен"
    assert _roles(screen)["Өмірбек Дәурен"] == (Role.TEACHER,)
    assert "Өмірбек Дәурен" in said[-1]
    desk.close()
    other = desk._entrance.sign_in("Өмірбек Дәурен", words)
    assert other.account.name.given == "Дәурен"
    other.close()


def test_a_name_that_is_taken_is_refused_in_the_dialog(
    qtbot: QtBot, desk: Desk, show: Show
) -> None:
    screen = show(desk)
    screen.handlers()["add"]()
    qtbot.waitUntil(screen.dialog.isActiveWindow)
    type_text("Жақсыбек")
    press(Qt.Key.Key_Tab)
    type_text("Гүлнар")

    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: TEACHER_SIGNS_IN in screen.dialog.problem.sentence)

    assert screen.dialog.isVisible()
    assert len(screen.model.lines) == 2


def test_roles_are_given_by_enter_and_space_and_undone(
    qtbot: QtBot, desk: Desk, show: Show
) -> None:
    screen = show(desk)
    _stand_on(screen, TEACHER_SIGNS_IN)
    press(Qt.Key.Key_Return)
    assert isinstance(screen.dialog, RolesDialog)
    qtbot.waitUntil(screen.dialog.isActiveWindow)
    screen.dialog.roles.boxes[Role.DEPUTY].setFocus()
    press(Qt.Key.Key_Space)
    screen.dialog.roles.boxes[Role.DEPUTY].click()

    _finish(qtbot, screen)
    given = _roles(screen)[TEACHER_SIGNS_IN]
    desk.undo(Form())

    assert given == (Role.DEPUTY, Role.TEACHER)
    assert _roles(screen)[TEACHER_SIGNS_IN] == (Role.TEACHER,)


def test_the_only_head_stays_head(desk: Desk, show: Show) -> None:
    screen = show(desk)
    _stand_on(screen, SCHOOL.sign_in)
    screen.handlers()["edit"]()
    screen.dialog.roles.boxes[Role.HEAD].setChecked(False)

    screen.dialog.accept()

    assert "Сәрсенов Айдос" in screen.dialog.problem.sentence
    assert _roles(screen)[SCHOOL.sign_in] == (Role.HEAD,)
    screen.dialog.reject()


def test_escape_leaves_the_roles_unchanged(qtbot: QtBot, desk: Desk, show: Show) -> None:
    screen = show(desk)
    _stand_on(screen, TEACHER_SIGNS_IN)
    screen.handlers()["edit"]()
    qtbot.waitUntil(screen.dialog.isActiveWindow)
    screen.dialog.roles.boxes[Role.HEAD].setChecked(True)

    press(Qt.Key.Key_Escape)

    assert not screen.dialog.isVisible()
    assert _roles(screen)[TEACHER_SIGNS_IN] == (Role.TEACHER,)


def test_a_forgotten_password_is_replaced(qtbot: QtBot, desk: Desk, show: Show) -> None:
    screen = show(desk)
    _stand_on(screen, TEACHER_SIGNS_IN)
    screen.handlers()["new_password"]()
    assert isinstance(screen.dialog, ResetPasswordDialog)
    qtbot.waitUntil(screen.dialog.isActiveWindow)
    words = screen.dialog.password.password

    _finish(qtbot, screen)
    desk.close()

    with pytest.raises(WrongPasswordError):
        desk._entrance.sign_in(TEACHER_SIGNS_IN, TEACHER_WORDS)
    desk._entrance.sign_in(TEACHER_SIGNS_IN, words).close()


def test_ones_own_password_needs_the_present_one(
    qtbot: QtBot, desk: Desk, show: Show, messages: Messages, tasks: Tasks
) -> None:
    screen = show(desk)
    at = WorkPlace(desk, messages, tasks, PersonMemory(desk.place.settings, desk.account.id))
    dialog = change_own_password(at, screen)
    dialog.present.line.setText("бөтен сөз")
    dialog.password.first.line.setText(TEACHER_WORDS)
    dialog.password.second.line.setText(TEACHER_WORDS)

    dialog.accept()
    qtbot.waitUntil(lambda: dialog.problem.sentence == say(WrongPasswordError()))
    dialog.present.line.setText(HEAD_WORDS)
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept()

    desk.prove(TEACHER_WORDS)


def test_roles_that_follow_from_class_and_lessons_are_told_in_words(desk: Desk, show: Show) -> None:
    teacher = next(a.id for a in desk.access.accounts() if a.sign_in_name == TEACHER_SIGNS_IN)
    class_group = desk.school.add_class_group(6, "А", "kk")
    subject = desk.school.add_subject("math", dict.fromkeys(("kk", "ru", "en"), "Математика"))
    group = desk.school.teaching_groups()[0].id
    screen = show(desk)
    _stand_on(screen, TEACHER_SIGNS_IN)

    desk.school.appoint_form_tutor(class_group, teacher)
    desk.school.assign(Teaching(group, subject, teacher))

    told = " ".join(one.text() for one in screen.panel.findChildren(QLabel))
    assert _("form tutor of {class_group}").format(class_group="6 «А»") in told
    assert "Математика" in told
    assert screen.line.given == (Role.TEACHER,)


def test_a_deputy_sees_the_list_and_is_told_who_may_change_it(
    desk: Desk, show: Show, said: list[str]
) -> None:
    teacher = next(a.id for a in desk.access.accounts() if a.sign_in_name == TEACHER_SIGNS_IN)
    desk.access.change_roles(teacher, (Role.DEPUTY,), Form())
    desk.close()
    deputy = desk._entrance.sign_in(TEACHER_SIGNS_IN, TEACHER_WORDS)
    screen = show(deputy)
    _stand_on(screen, SCHOOL.sign_in)

    press(Qt.Key.Key_Return)
    with pytest.raises(NotAllowedError):
        screen.handlers()["add"]()

    assert not screen.add_button.isEnabled()
    assert not screen.panel.roles.isEnabled()
    assert _("head of the school") in said[-1]
    assert _("head of the school") in screen.panel.roles.toolTip()
    deputy.close()


def test_a_teacher_does_not_get_in(desk: Desk, show: Show) -> None:
    desk.close()
    teacher = desk._entrance.sign_in(TEACHER_SIGNS_IN, TEACHER_WORDS)

    with pytest.raises(NotAllowedError):
        show(teacher)

    assert teacher.account.sign_in_name == TEACHER_SIGNS_IN
    teacher.close()


def test_who_is_alone_is_invited_to_add_the_others(tmp_path: Path, show: Show) -> None:
    entrance = open_cheaply(SchoolFolder(tmp_path))
    desk, _code = entrance.set_up(SCHOOL)
    screen = show(desk)

    alone = screen._empty.isVisible()
    screen._empty.acted.emit()

    assert alone
    assert isinstance(screen.dialog, AddAccountDialog)
    screen.dialog.reject()
    desk.close()
    entrance.close()


def test_the_place_remembers_who_stood_chosen(desk: Desk, show: Show) -> None:
    screen = show(desk)
    _stand_on(screen, TEACHER_SIGNS_IN)

    place = screen.place()

    assert place == Place(NAME, (screen.line.account.id,))


def test_a_small_window_keeps_the_list_only(desk: Desk, show: Show) -> None:
    screen = show(desk)

    screen.set_room(Room.COMPACT)

    assert not screen.panel.isVisible()
    assert screen.table.isVisible()


def test_the_model_is_sound(desk: Desk, show: Show, qtmodeltester: ModelTester) -> None:
    model: QAbstractItemModel = show(desk).model

    qtmodeltester.check(model)

    assert model.rowCount() == 2
