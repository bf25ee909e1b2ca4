from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from school_desk import i18n
from school_desk.ui import actions
from school_desk.ui.journal.register_grid import RegisterGrid
from school_desk.ui.theme.theme import Scheme, Theme
from tests.ui.journal.desk import DeskInMemory, desk_with
from tests.ui.journal.pages import TODAY, lesson_column, picture_page

SHIFT = Qt.KeyboardModifier.ShiftModifier


class Teacher:
    """Sits at the grid: presses keys and looks at cells."""

    def __init__(self, grid: RegisterGrid, desk: DeskInMemory) -> None:
        self.grid = grid
        self.desk = desk
        self.refusals: list[Exception] = []
        grid.refused.connect(self.refusals.append)

    def types(self, *texts: str) -> None:
        """Send characters as a layout types them; QTest cannot send Kazakh letters."""
        for text in texts:
            self.presses(0, text=text)

    def presses(
        self,
        key: int,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        text: str = "",
    ) -> None:
        receiver = self.grid.focusProxy()
        event = QKeyEvent(QKeyEvent.Type.KeyPress, key, modifiers, text)
        QApplication.sendEvent(receiver, event)
        QApplication.processEvents()

    def stands_on(self, column, pupil: int) -> None:
        assert self.grid.go_to(column, pupil)

    def points(self, column, pupil: int) -> int | None:
        return self.desk.journal.page.row_of(pupil).points(column)

    def sign(self, column, pupil: int):
        return self.desk.journal.page.row_of(pupil).signs.get(column.lesson)


@pytest.fixture(autouse=True)
def _kazakh() -> Iterator[None]:
    before = i18n.current()
    i18n.use("kk")
    yield
    i18n.use(before)


@pytest.fixture
def desk() -> DeskInMemory:
    return desk_with(picture_page(), TODAY)


@pytest.fixture
def grid(qtbot: QtBot, theme: Theme, desk: DeskInMemory) -> Iterator[RegisterGrid]:
    theme.choose(Scheme.LIGHT)
    made = RegisterGrid(desk, desk.journal.page, TODAY, desk.journal.letters)
    qtbot.addWidget(made)
    made.resize(1170, 577)
    actions.bind(made, made.handlers())
    # Wide enough not to be compact, as in a window of 1366.
    made.setMinimumWidth(1170)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    yield made
    made.close_page()


@pytest.fixture
def teacher(grid: RegisterGrid, desk: DeskInMemory) -> Teacher:
    made = Teacher(grid, desk)
    made.stands_on(lesson_column(TODAY), 11)
    return made
