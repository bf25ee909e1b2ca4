"""Ctrl+Z on a bulk: the question is read and answered with Enter."""

from school_desk.ui.undo_dialog import UndoDialog
from tests.ui.keyboard import answering, press


def take_back(key: str = "Ctrl+Z") -> None:
    """Press a key of undo or redo, and agree."""
    answering(UndoDialog, lambda _dialog: press("Return"))
    press(key)
