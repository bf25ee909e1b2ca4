"""The window on the demo school: its clock begins at the second lesson of a Thursday."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from school_desk.app import Entrance
from school_desk.demo.rows import DEMO_PASSWORD
from school_desk.demo.school import DEMO_NOW, make_demo
from school_desk.paths import SchoolFolder
from school_desk.ui.program import Program

TEACHER = "Гүлнар Серікқызы"


def demo_clock() -> Callable[[], datetime]:
    """A clock that begins at the moment of the demo and goes on from there."""
    begun = datetime.now(UTC)
    return lambda: DEMO_NOW + (datetime.now(UTC) - begun)


def demo_entrance(place: SchoolFolder) -> Entrance:
    """The folder of the demo school, made when it is opened for the first time."""
    entrance = Entrance(place, now=demo_clock())
    if not place.is_set_up:
        make_demo(entrance).close()
    return entrance


def run(folder: Path) -> int:
    """Open the demo with its teacher signed in."""
    program = Program(folder, demo_entrance)
    program.show_door()
    if program.door.entrance is not None:
        program.enter(program.door.entrance.sign_in(TEACHER, DEMO_PASSWORD))
    code = QApplication.exec()
    program.close()
    return code
