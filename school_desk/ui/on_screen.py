"""Brings a call from a worker's thread to the screen's: events of the desk may come from either.

A unit of work that a worker commits tells everyone on the worker's thread; widgets may only be
touched on the screen's. No signals between threads: they crashed PySide in our tests (see tasks).
"""

from collections import deque
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread

E = TypeVar("E")
_CALLED = QEvent.Type(QEvent.registerEventType())


class OnScreen(QObject):
    """Wrap a handler when subscribing: `events.subscribe(Committed, here.handler(self._on_it))`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[Callable[[], object]] = deque()

    def handler(self, handle: Callable[[E], object]) -> Callable[[E], None]:
        """The same handler, called on the screen's thread: at once, or as soon as it is free."""

        def call(event: E) -> None:
            if QThread.currentThread() is self.thread():
                handle(event)
                return
            self._waiting.append(lambda: handle(event))
            QCoreApplication.postEvent(self, QEvent(_CALLED))

        return call

    def event(self, event: QEvent) -> bool:
        if event.type() != _CALLED:
            return super().event(event)
        while self._waiting:
            self._waiting.popleft()()
        return True
