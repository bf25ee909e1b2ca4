"""Events of a worker arrive on the screen's thread; those of the screen at once."""

from threading import Thread, current_thread

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from school_desk.ui.on_screen import OnScreen


def test_what_a_worker_tells_is_heard_on_the_screens_thread(qtbot: QtBot) -> None:
    heard: list[tuple[object, object]] = []
    owner = QObject()
    handler = OnScreen(owner).handler(lambda event: heard.append((event, current_thread())))
    worker = Thread(target=handler, args=("kept",))

    worker.start()
    worker.join()
    before = list(heard)
    qtbot.waitUntil(lambda: heard != [])

    assert before == []
    assert heard == [("kept", current_thread())]


def test_what_the_screen_tells_is_heard_at_once() -> None:
    heard: list[str] = []
    owner = QObject()

    OnScreen(owner).handler(heard.append)("kept")

    assert heard == ["kept"]
