"""The window that is killed: types in the real register page and says what it showed as saved.

Started as `python -m tests.soak.window_typist FOLDER SEED`. On standard output, a line each:
`open` when the page is painted, `plan [[cell, value], …]` before the keys of one unit of work,
`done` when the status line says that all is saved and the page has been painted since.
"""

import json
import os
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication

from school_desk.app import Entrance
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD
from school_desk.events import Committed
from school_desk.i18n import use
from school_desk.journal.model import ColumnKey, RegisterPage
from school_desk.paths import SchoolFolder
from school_desk.ui.demo_window import TEACHER
from school_desk.ui.journal.register_screen import RegisterScreen
from school_desk.ui.program import application
from school_desk.ui.shortcuts import LayoutFilter
from school_desk.ui.theme.theme import Theme
from school_desk.ui.window import Window
from tests.ui.keyboard import press, settle, types

NOW = DEMO_NOW.replace(month=9, day=17)
SAVED = "Барлығы осы компьютерде сақталды"
TOPIC = "topic"
BLOCK = 5
Plan = list[tuple[str, object]]


def cell_name(column: ColumnKey, pupil: int) -> str:
    """A cell as both processes name it."""
    lesson = column.lesson
    assert lesson is not None
    return f"{lesson.date} {lesson.slot} {column.n} {pupil}"


def state_of(page: RegisterPage) -> dict[str, object]:
    """Every mark of the lessons of a page, and every topic."""
    lessons = [column for column in page.columns if column.key.lesson is not None]
    topics = {f"{TOPIC} {one.date} {one.slot}": one.topic for one in lessons if one.topic}
    marks = {
        cell_name(column.key, row.pupil.id): row.points(column.key)
        for row in page.rows
        for column in lessons
        if row.points(column.key) is not None
    }
    return {**topics, **marks}


class Painted(QObject):
    """Knows whether the page was painted after the last commit."""

    def __init__(self, screen: RegisterScreen, desk_events) -> None:
        super().__init__()
        self.fresh = False
        self._viewport = screen.grid.tables.dates.viewport()
        self._viewport.installEventFilter(self)
        desk_events.subscribe(Committed, self._on_commit)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.fresh = self.fresh or event.type() == QEvent.Type.Paint
        return False

    def _on_commit(self, _committed: Committed) -> None:
        self.fresh = False


class WindowTypist:
    """Types one unit of work after the other."""

    def __init__(self, window: Window, seed: int) -> None:
        self._window = window
        self._chance = random.Random(seed)  # noqa: S311  the same every time
        self._last: Plan = []
        self._in_grid = False
        screen = window.shell.screen_shown
        assert isinstance(screen, RegisterScreen)
        self._screen = screen
        self._painted = Painted(screen, window.at.desk.events)
        today = window.at.desk.today()
        self._columns = [c for c in screen.page.columns if c.date is not None and c.date <= today]

    def work(self, number: int) -> None:
        """One unit of work, said before and after."""
        kind = self._chance.random()
        if kind < 0.6:
            self._mark()
        elif kind < 0.75:
            self._paste()
        elif kind < 0.85:
            self._topic(number)
        elif self._last:
            self._undo()
        else:
            return
        self._see()

    def _mark(self) -> None:
        column, rows = self._free(1)
        self._go(column, rows[0])
        before = self._screen.page.rows[rows[0]].points(column)
        points = self._chance.choice([n for n in range(1, 11) if n != before])
        pupil = self._screen.page.rows[rows[0]].pupil.id
        self._plan([(cell_name(column, pupil), points)])
        types(str(points))
        if points == 1:
            press("Down")

    def _paste(self) -> None:
        column, rows = self._free(BLOCK)
        self._go(column, rows[0])
        points = [self._chance.randint(1, 10) for _row in rows]
        pupils = [self._screen.page.rows[row].pupil.id for row in rows]
        cells = zip(pupils, points, strict=True)
        self._plan([(cell_name(column, pupil), one) for pupil, one in cells])
        QGuiApplication.clipboard().setText("\n".join(map(str, points)))
        press("Ctrl+V")

    def _topic(self, number: int) -> None:
        column, rows = self._free(1)
        self._go(column, rows[0])
        lesson = column.lesson
        assert lesson is not None
        text = f"Тақырып {number} {self._chance.random()}"
        press("Ctrl+T")
        press("Ctrl+A")
        self._plan([(f"{TOPIC} {lesson.date} {lesson.slot}", text)])
        types(text, "\n")

    def _undo(self) -> None:
        back, self._last = self._last, []
        self._plan(back)
        press("Ctrl+Z")
        self._last = []

    def _free(self, count: int) -> tuple[ColumnKey, Sequence[int]]:
        """A column of a past lesson and so many pupils below each other who were there."""
        page = self._screen.page
        while True:
            key = self._chance.choice(self._columns).key
            first = self._chance.randrange(len(page.rows) - count + 1)
            rows = range(first, first + count)
            if not any(self._away(page, key, row) for row in rows):
                return key, rows

    @staticmethod
    def _away(page: RegisterPage, key: ColumnKey, row: int) -> bool:
        assert key.lesson is not None
        sign = page.rows[row].signs.get(key.lesson)
        return sign is not None and sign.away

    def _go(self, column: ColumnKey, row: int) -> None:
        assert self._screen.grid.go_to(column, self._screen.page.rows[row].pupil.id)
        settle()

    def _plan(self, plan: Plan) -> None:
        shown = state_of(self._screen.page)
        self._last = [(cell, shown.get(cell)) for cell, _value in plan]
        self._in_grid = not plan[0][0].startswith(TOPIC)
        say(f"plan {json.dumps(plan)}")

    def _see(self) -> None:
        """Only what stands on the screen, painted, under the words that it is saved, is done."""
        settle()
        said = self._window.shell.status.sentence
        if said != SAVED and not said.startswith("Қайтарылды"):
            say(f"wrong {said}")
        elif self._in_grid and not self._painted.fresh:
            say("wrong the page was not painted")
        else:
            say("done")


def say(text: str) -> None:
    """One write, so that it is said whole or not at all."""
    os.write(1, f"{text}\n".encode())


def opened(folder: Path) -> Window:
    """Sign in and open the lesson of this hour with Enter."""
    app = application()
    LayoutFilter(app)
    use("kk")
    entrance = Entrance(SchoolFolder(folder), now=lambda: NOW)
    window = Window(entrance.sign_in(TEACHER, DEMO_PASSWORD), Theme(app), lambda: None)
    window.shell.setWindowState(Qt.WindowState.WindowNoState)
    window.shell.resize(1366, 698)
    window.shell.show()
    window.shell.activateWindow()
    settle()
    if not isinstance(window.shell.screen_shown, RegisterScreen):
        press("Return")
    return window


def numbers() -> Iterator[int]:
    number = 0
    while True:
        yield number
        number += 1


def main(folder: str, seed: str) -> None:
    typist = WindowTypist(opened(Path(folder)), int(seed))
    say("open")
    for number in numbers():
        typist.work(number)


if __name__ == "__main__":
    main(*sys.argv[1:])
