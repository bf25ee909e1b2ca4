"""Rubbish is collected on the screen's thread only: widgets may not die on a worker's.

Python collects in whichever thread happens to allocate; a cycle that holds a widget would then be
destroyed beside the screen's thread, which ends the process.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 5_000


class Collector(QObject):
    """Collects every few seconds, an older generation the rarer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._thresholds = gc.get_threshold()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due."""
        counts = gc.get_count()
        due = [age for age, count in enumerate(counts) if count > self._thresholds[age]]
        if due:
            gc.collect(max(due))

    def close(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()
