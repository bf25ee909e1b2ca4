"""A start of the program up to a painted register page; the key is handed over on standard input.

It starts as `school_desk.__main__` does, and does at once what follows on the password.
"""

# ruff: noqa: E402  as in the program, nothing is imported before the collector rests

import gc

gc.disable()

import pickle
import sys

from PySide6.QtWidgets import QApplication

from benchmarks.told import FirstPaint
from school_desk.app import Desk, Entrance
from school_desk.paths import SchoolFolder
from school_desk.storage.key_file import open_ring
from school_desk.ui.journal.register_view import RegisterView
from school_desk.ui.program import Program
from school_desk.ui.screen import Place

gc.freeze()
gc.enable()

folder, unlocked, now, facts = pickle.load(sys.stdin.buffer)  # noqa: S301  our own
program = Program(folder)
entrance = Entrance(SchoolFolder(folder), now=lambda: now)
program.enter(Desk(entrance, open_ring(entrance.place.keys), unlocked))
shell = program.window.shell
shell.open(Place("register", facts))
dates = max(shell.findChildren(RegisterView), key=lambda view: len(view.columns))
FirstPaint(dates.viewport())
QApplication.exec()
