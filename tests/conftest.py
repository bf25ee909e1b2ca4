"""What all tests share: no screen is needed, and chance is the same every day."""

import gc
import os
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from school_desk import i18n
from tests.ui import keyboard

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("house", derandomize=True, deadline=None, database=None)
settings.load_profile("house")


@pytest.fixture(scope="module", autouse=True)
def _rubbish_is_collected_between_modules() -> Iterator[None]:
    """Widgets that only a cycle holds die here, on the screen's thread, not in any other.

    See `school_desk/ui/collecting.py`: the program does the same. What outlives a module, the tests
    themselves above all, is not looked through again: that took a quarter of the whole run.
    """
    gc.disable()
    gc.freeze()
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def _each_test_begins_in_kazakh() -> None:
    """The language is one setting of the process: the test before may have left another one."""
    i18n.use(i18n.LANGUAGES[0])


class _Watch(QTimer):
    """Closes a dialog that nobody answers: it would keep the whole run for ever."""

    PATIENCE = 60

    def __init__(self) -> None:
        super().__init__()
        self.left: list[str] = []
        self._seen: tuple[int, int] = (0, 0)
        self.timeout.connect(self._look)
        self.start(1_000)

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        shown, seconds = self._seen
        here = id(dialog) if dialog else 0
        self._seen = (here, seconds + 1 if here == shown else 0)
        if dialog and self._seen[1] >= self.PATIENCE:
            self.left.append(f"{type(dialog).__name__} “{dialog.windowTitle()}”")
            dialog.close()


@pytest.fixture(autouse=True)
def _every_dialog_is_answered(request: pytest.FixtureRequest) -> Iterator[None]:
    """No time limit of Python reaches into a dialog's loop of events; a timer of Qt does."""
    if "qapp" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("qapp")
    watch = _Watch()
    yield
    watch.stop()
    missing, keyboard.awaited[:] = list(keyboard.awaited), []
    assert watch.left == [], "nobody answered a dialog"
    assert missing == [], "a dialog that was waited for did not open"


class PatientBot(QtBot):
    """Waits as long as a machine under load may need; only a test that fails waits so long."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 60_000) -> None:
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """The bot of pytest-qt, with patience."""
    assert qapp
    return PatientBot(request)
