"""What a measured process says when its table has been painted, and how it notices that."""

import os
from pathlib import Path
from time import monotonic_ns, process_time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


class FirstPaint(QObject):
    """Tells of the first painting of a widget and ends the application."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self._watched = watched
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Once the painting that has begun is done, tell of it."""
        if event.type() == QEvent.Type.Paint:
            self._watched.removeEventFilter(self)
            QTimer.singleShot(0, tell)
        return False


def tell() -> None:
    """One line: nanoseconds of the system's clock, bytes resident, processor time so far."""
    moment, used = monotonic_ns(), process_time()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    print(moment, pages * PAGE_BYTES, used, flush=True)
    QCoreApplication.quit()
