"""Lets modules load at their usual speed once Qt is there."""

import builtins

import PySide6.QtCore

QT = PySide6.QtCore.__name__


def import_plainly() -> None:
    """Give the interpreter its own `import` back.

    PySide6 replaces it, to read the source of every module that is imported later: a module may
    ask for its snake_case names. Nobody here does, and reading them is an eighth of our start.
    """
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain
