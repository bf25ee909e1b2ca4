"""A person at the real window of the demo school, on a copy of a folder that was made once."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from school_desk.app import Desk, Entrance
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD, make_demo
from school_desk.journal.model import ColumnKey, PupilRow, RegisterPage
from school_desk.paths import SchoolFolder
from school_desk.settings import remember
from school_desk.storage.sealing import Argon2Params
from school_desk.ui.journal.register_screen import RegisterScreen
from school_desk.ui.screen import Screen
from school_desk.ui.theme.theme import Theme
from school_desk.ui.window import Window
from tests.ui.keyboard import press, settle

QUICK = Argon2Params(64, 1, 1)
TEACHER, HEAD = "Гүлнар Серікқызы", "Сәуле Бекқызы"


def make_folder(folder: Path) -> Path:
    """The demo school at the second lesson of its Thursday; its office is still empty."""
    entrance = Entrance(SchoolFolder(folder), now=lambda: DEMO_NOW)
    make_demo(entrance, office=False, cost=QUICK).close()
    entrance.close()
    return folder


@dataclass
class Seat:
    """A computer of the school: people sit down at it one after the other."""

    folder: Path
    theme: Theme
    now: datetime = DEMO_NOW
    window: Window | None = None
    left: list[str] = field(default_factory=list)

    @contextmanager
    def taken_by(self, name: str, *, size: tuple[int, int] = (1366, 698)) -> Iterator["Seat"]:
        """Sign in, work in the window, sign out or close it."""
        self.left = []
        entrance = Entrance(SchoolFolder(self.folder), now=lambda: self.now)
        remember(entrance.place.settings, language="kk")
        desk = entrance.sign_in(name, DEMO_PASSWORD)
        self.window = Window(desk, self.theme, lambda: self._leave(name))
        shell = self.window.shell
        shell.setWindowState(shell.windowState().WindowNoState)
        shell.resize(*size)
        shell.show()
        shell.activateWindow()
        settle()
        try:
            yield self
        finally:
            if not self.left:
                self._leave(name)
            self.window = None
            shell.deleteLater()
            settle()
            entrance.close()

    def _leave(self, name: str) -> None:
        assert self.window is not None
        self.window.close()
        self.left.append(name)

    @property
    def desk(self) -> Desk:
        assert self.window is not None
        return self.window.at.desk

    @property
    def screen(self) -> Screen:
        assert self.window is not None
        found = self.window.shell.screen_shown
        assert found is not None
        return found

    @property
    def register(self) -> RegisterScreen:
        """The register page that is open."""
        assert isinstance(self.screen, RegisterScreen)
        return self.screen

    @property
    def said(self) -> str:
        """What the status line says."""
        assert self.window is not None
        return self.window.shell.status.sentence

    def opens_lesson(self) -> RegisterScreen:
        """Enter on the start screen: the lesson of this hour."""
        press("Return")
        return self.register

    def stands_on(self, pupil: int, column: ColumnKey | None = None) -> None:
        """Walk to the n-th pupil of the list by the arrow keys, in this or another column."""
        grid = self.register.grid
        if column is not None:
            assert grid.go_to(column)
        while grid.cell_cursor.index.row() > pupil - 1:
            press("Up")
        while grid.cell_cursor.index.row() < pupil - 1:
            press("Down")

    def kept(self) -> RegisterPage:
        """The page as the file has it, not as the screen believes."""
        head = self.register.page.head
        return self.desk.journal.open_page(head.group, head.subject, head.period.term)

    def line(self, pupil: int) -> PupilRow:
        """The n-th pupil of the page in the file."""
        return self.kept().rows[pupil - 1]

    def points(self, pupil: int, column: ColumnKey | None = None) -> int | None:
        """What the file has for a pupil in this (or another) column."""
        key = column or self.register.grid.column
        assert key is not None
        return self.line(pupil).points(key)


def words(widget: QWidget) -> list[str]:
    """Every text that a person can read on a window now."""
    shown = [one for one in widget.findChildren(QWidget) if one.isVisible()]
    texts = [one.text() for one in shown if isinstance(one, QLabel | QAbstractButton)]
    hints = [one.placeholderText() for one in shown if isinstance(one, QLineEdit)]
    names = [one.accessibleName() for one in shown]
    return [text for text in (*texts, *hints, *names, widget.windowTitle()) if text]


def copied(folder: Path, to: Path) -> Path:
    """A folder of one's own."""
    shutil.copytree(folder, to, dirs_exist_ok=True)
    return to
