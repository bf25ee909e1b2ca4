"""A start of the program up to a painted register page; the key is handed over on standard input.

It loads and shows what `school_desk.__main__` does once the password has been accepted. The door
itself, with names and password, is left out.
"""

# ruff: noqa: E402  as in the program, nothing is imported before the collector rests

import gc

gc.disable()

from school_desk.ui.swift_start import import_plainly

import_plainly()

import pickle
import sys

from PySide6.QtWidgets import QApplication

from benchmarks.told import FirstPaint
from school_desk.app import Desk, Entrance
from school_desk.paths import SchoolFolder
from school_desk.storage.key_file import open_ring
from school_desk.ui.shortcuts import LayoutFilter
from school_desk.ui.theme.theme import Theme
from school_desk.ui.window import Window

gc.freeze()
gc.enable()

folder, unlocked, now = pickle.load(sys.stdin.buffer)  # noqa: S301  our own
app = QApplication([])
theme = Theme(app)
keys = LayoutFilter(app)
entrance = Entrance(SchoolFolder(folder), now=lambda: now)
desk = Desk(entrance, open_ring(entrance.place.keys), unlocked)
window = Window(desk, theme, app.quit)
window.shell.show()
FirstPaint(window.shell.screen_shown.grid.tables.dates.viewport())
app.exec()
window.close()
entrance.close()
