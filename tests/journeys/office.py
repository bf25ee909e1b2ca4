"""What a head does on the first day, by keys: a school, an account, a list, a timetable."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from school_desk.app import Entrance
from school_desk.paths import SchoolFolder
from school_desk.storage.recovery_code import SIGNS
from school_desk.storage.sealing import Argon2Params
from school_desk.ui.access.account_dialogs import AddAccountDialog
from school_desk.ui.access.accounts_screen import AccountsScreen
from school_desk.ui.access.set_up_dialog import SetUpCard
from school_desk.ui.access.sign_in_dialog import SignInCard
from school_desk.ui.program import Program
from school_desk.ui.school.import_dialog import ImportDialog
from school_desk.ui.school.timetable_screen import TimetableScreen
from school_desk.ui.window import Window
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.opening import choose

HEAD_WORDS = "алма бұлт гүл дала"
THURSDAY = 3


@dataclass
class Computer:
    """The program on a computer, and whoever sits at it."""

    folder: Path
    now: datetime
    qtbot: QtBot
    program: Program | None = None

    def starts(self) -> None:
        """Open the program at its door."""
        self.program = Program(self.folder, self._entrance)
        self.program.show_door()
        self.program.door.activateWindow()
        settle()

    def stops(self) -> None:
        """Close the program as the cross of its window does."""
        assert self.program is not None
        self.program.close()
        settle()

    @property
    def window(self) -> Window:
        """The window of whoever is signed in."""
        assert self.program is not None
        self.qtbot.waitUntil(lambda: self.program.window is not None, timeout=20_000)
        window = self.program.window
        assert window is not None
        window.shell.setWindowState(Qt.WindowState.WindowNoState)
        window.shell.resize(1366, 698)
        window.shell.activateWindow()
        settle()
        return window

    def sign_in(self, name: str, words: str) -> Window:
        """Choose a name at the door, type the password, Enter."""
        assert self.program is not None
        card = self.program.door.card
        assert isinstance(card, SignInCard)
        self.program.door.activateWindow()
        card.people.choose(name)
        card.password.line.setFocus()
        types(words, "\n")
        return self.window

    def sign_out(self) -> None:
        """Ctrl+L, and the door stands there again."""
        press("Ctrl+L")
        assert self.program is not None
        self.qtbot.waitUntil(lambda: self.program.window is None)

    def _entrance(self, place: SchoolFolder) -> Entrance:
        return Entrance(place, now=lambda: self.now, cost=lambda: Argon2Params(64, 1, 1))


def set_up(computer: Computer) -> Window:
    """A new school: its names, its head, the sheet of paper, two groups typed from it."""
    press("Return")
    assert computer.program is not None
    card = computer.program.door.card
    assert isinstance(card, SetUpCard)
    types("Аққайың негізгі орта мектебі\n", "Аккайынская основная школа\n")
    types("Сәрсенов\n", "Айдос\n", "Маратұлы\n", HEAD_WORDS, "\n", HEAD_WORDS, "\n")
    computer.qtbot.waitUntil(lambda: card.step is card.sheet is not None, timeout=20_000)
    code = written_down(card)
    card.verb.setFocus()
    press("Return")
    assert card.proof is not None
    for place in card.proof.asked:
        types(code[place].lower(), "\n")
    return computer.window


def written_down(card: SetUpCard) -> list[str]:
    """The code as a person copies it from the screen."""
    shown = " ".join(one.text() for one in card.findChildren(QLabel) if one.isVisible()).split()
    groups = [group for group in shown if len(group) == 3 and set(group) <= set(SIGNS)]
    return ["".join(groups[at : at + 2]) for at in range(0, 16, 2)]


def add_teacher(computer: Computer, window: Window, *names: str) -> str:
    """An account for a teacher; the words to hand over."""
    press("Ctrl+Shift+A", "Ctrl+N")
    screen = window.shell.screen_shown
    assert isinstance(screen, AccountsScreen)
    dialog = screen.dialog
    assert isinstance(dialog, AddAccountDialog)
    computer.qtbot.waitUntil(dialog.isActiveWindow)
    for name in names:
        types(name)
        press("Tab")
    words = dialog.password.password
    press("Return")
    computer.qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)
    return words


def take_pupils(computer: Computer, window: Window, path: Path) -> int:
    """Ctrl+I, the file by its name, a look at the list, Enter."""
    window.shell.activateWindow()
    shown: list[int] = []

    def look(dialog: ImportDialog) -> None:
        answering(QFileDialog, lambda asking: choose(asking, path))
        press("Ctrl+O")
        computer.qtbot.waitUntil(dialog.verb.isVisible)
        shown.append(dialog.check.table.model().rowCount())
        press("Return")
        computer.qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)

    answering(ImportDialog, look)
    press("Ctrl+I")
    return shown[0]


def plan_lesson(window: Window, slot: int, subject: str, teacher: str) -> None:
    """A lesson on Thursdays for the first class: a few letters of the subject, of the teacher."""
    press("Ctrl+E")
    screen = window.shell.screen_shown
    assert isinstance(screen, TimetableScreen)
    while screen.model.hour(*screen.here)[0] != THURSDAY:
        press("Right")
    while screen.model.hour(*screen.here)[1] != slot:
        press("Down")
    types(subject)
    press("Return")
    types(teacher)
    press("Return")
