"""One of the programs of `tests.soak.three_programs`: a real window that does what it is told.

Started as `python -m tests.soak.one_program FOLDER`. Each line on standard input is a command
(`[name, argument, …]`), done by key events; each is answered by one line of JSON.
"""

import json
import os
import queue
import sys
import threading
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from school_desk.i18n import tell, use
from school_desk.storage.unit_of_work import Storage
from school_desk.sync.grants import offered
from school_desk.sync.streams import Streams
from school_desk.ui.program import application
from school_desk.ui.shortcuts import LayoutFilter
from school_desk.ui.sync.conflicts_screen import ConflictsScreen
from school_desk.ui.sync.courier_screen import CourierScreen
from school_desk.ui.sync.exchanging import Exchanging
from school_desk.ui.theme.theme import Theme
from tests.soak.window_typist import state_of
from tests.storage.computers import state
from tests.ui.keyboard import press, settle, types
from tests.ui.seat import TEACHER, Seat

if TYPE_CHECKING:
    from school_desk.errors import DeskError

PATIENCE = 60.0
"""Seconds until what should have come is called missing."""


class Program:
    """A teacher at her window, with the lesson of this hour open."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._columns = [one.key for one in seat.opens_lesson().page.columns if one.key.lesson]
        self._exchanging._uniform = lambda low, _high: low / 10
        self._problems: list[DeskError] = []
        self._exchanging.changed.connect(self._note_problems)

    @property
    def _window(self):
        assert self._seat.window is not None
        return self._seat.window

    @property
    def _exchanging(self) -> Exchanging:
        found = self._window.at.exchanging
        assert found is not None
        return found

    def type(self, column: int, pupil: int, points: int) -> list[object]:
        """A mark by keys; gives the cell, and what the file has for it."""
        self._stands_on(column, pupil)
        types(str(points))
        press("Return")
        return [points, self._seat.points(pupil, self._columns[column])]

    def _stands_on(self, column: int, pupil: int) -> None:
        page, grid = self._seat.register.page, self._seat.register.grid
        assert grid.go_to(self._columns[column], page.rows[pupil - 1].pupil.id)
        settle()
        assert (grid.column, grid.pupil) == (self._columns[column], page.rows[pupil - 1].pupil.id)

    def mark(self, column: int, pupil: int) -> int | None:
        return self._seat.points(pupil, self._columns[column])

    def state(self) -> dict[str, object]:
        return state_of(self._seat.kept())

    def exchange(self) -> None:
        """Turns until one comes to its good end."""
        talks = self._exchanging.talks
        before = {device: talk.last for device, talk in talks.items()}
        until(lambda: self._exchanging.idle)
        end = monotonic() + PATIENCE
        while monotonic() < end:
            self._exchanging.go_now()
            until(lambda: self._exchanging.outlook is not None and self._exchanging.idle)
            if talks and all(
                talk.problem is None and talk.last is not before.get(device)
                for device, talk in talks.items()
            ):
                return
        raise TimeoutError([tell(talk.problem) for talk in talks.values() if talk.problem])

    def broken(self) -> int:
        """How many turns have broken off since the start."""
        return len(self._problems)

    def _note_problems(self) -> None:
        """The next turn comes by itself, and its good end takes the problem away."""
        for talk in self._exchanging.talks.values():
            problem = talk.problem
            if problem is not None and all(problem is not one for one in self._problems):
                self._problems.append(problem)

    def holds(self) -> dict[str, list[object]]:
        """Of each partition: where its streams end, and a digest of what its rows show."""
        storage = self._seat.desk._storage
        parts = offered(storage, storage.device.id)
        ends: dict[str, list[object]] = {part: [] for part in parts}
        for (part, device), tip in sorted(Streams(storage, storage.device).vector(parts).items()):
            ends[part].append([device.hex(), tip.seq, tip.chain.hex()])
        shown = {part: blake2b(digest_size=16) for part in parts}
        for part, *what in rows_shown(storage):
            if part in shown:
                shown[part].update(repr(what).encode())
        return {part: [ends[part], shown[part].hexdigest()] for part in parts}

    def stick(self, folder: str, key: str) -> str:
        """Write or read a stick by keys in the screen of sticks; gives what the window says."""
        QFileDialog.getExistingDirectory = staticmethod(lambda *_of: folder)
        press("Ctrl+F10")
        assert isinstance(self._seat.screen, CourierScreen)
        press(key)
        until(lambda: self._window.at.tasks.idle)
        said = self._seat.said
        press("Alt+Left")
        return said

    def conflict(self, column: int, pupil: int) -> list[object]:
        """The values that stand in a cell, as the window shows them after Shift+F8."""
        settle()
        if not self._seat.desk.conflicts.open():
            return []
        self._stands_on(column, pupil)
        press("Shift+F8")
        screen = self._seat.screen
        assert isinstance(screen, ConflictsScreen)
        shown = [screen.model.rows[0].texts[0], [str(c.value) for c in screen.current().choices]]
        press("Alt+Left")
        return shown

    def decide(self, column: int, pupil: int, points: int) -> int:
        """Choose a value by its digit."""
        self._stands_on(column, pupil)
        press("Shift+F8")
        screen = self._seat.screen
        assert isinstance(screen, ConflictsScreen)
        values = [str(choice.value) for choice in screen.current().choices]
        press(str(values.index(str(points)) + 1))
        press("Alt+Left")
        return len(self._seat.desk.conflicts.open())


def rows_shown(storage: Storage) -> list[tuple[object, ...]]:
    """Everything that the tables show, told by travelling keys, in one order."""
    cells, living = state(storage)
    told = [
        (*place, sorted(cell.heads), cell.shown, cell.val, cell.conflict)
        for place, cell in cells.items()
    ]
    return sorted([*told, *((*place, 0, *lives) for place, lives in living.items())], key=repr)


def until(true: Callable[[], object]) -> None:
    end = monotonic() + PATIENCE
    while not true():
        settle()
        sleep(0.005)  # the workers want the interpreter too
        if monotonic() > end:
            raise TimeoutError
    settle()


def commands() -> "queue.Queue[str]":
    """What comes in; the window goes on living meanwhile."""
    found: queue.Queue[str] = queue.Queue()

    def read() -> None:
        for line in sys.stdin:
            found.put(line)
        found.put("")

    threading.Thread(target=read, daemon=True).start()
    return found


def say(what: object) -> None:
    """One write, so that it is said whole or not at all."""
    os.write(1, f"{json.dumps(what)}\n".encode())


def main(folder: str) -> None:
    app, told = application(), commands()
    LayoutFilter(app)
    use("kk")
    with Seat(Path(folder), Theme(app)).taken_by(TEACHER) as seat:
        program = Program(seat)
        say("open")
        while True:
            settle()
            try:
                line = told.get(timeout=0.01)
            except queue.Empty:
                continue
            if not line:
                return
            name, *facts = json.loads(line)
            say(getattr(program, name)(*facts))


if __name__ == "__main__":
    main(*sys.argv[1:])
