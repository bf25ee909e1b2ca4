"""What all tests share: no screen is needed, and chance is the same every day."""

import gc
import os
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from school_desk import i18n
from school_desk.storage.sealing import Argon2Params

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


@pytest.fixture(scope="session", autouse=True)
def _a_password_costs_little() -> None:
    """Where a test names no cost of a guess, the least one will do: a run makes thousands."""
    Argon2Params.__init__.__defaults__ = (64, 1, 1)


@pytest.fixture(autouse=True)
def _each_test_begins_in_kazakh() -> None:
    """The language is one setting of the process: the test before may have left another one."""
    i18n.use(i18n.LANGUAGES[0])


class PatientBot(QtBot):
    """Waits as long as a machine under load may need; only a test that fails waits so long."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 60_000) -> None:
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """The bot of pytest-qt, with patience."""
    assert qapp
    return PatientBot(request)
