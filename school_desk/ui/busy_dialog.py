"""A dialog of pages with long work behind it: how far it is, Esc stops it, a refusal goes back."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from school_desk.errors import DeskError
from school_desk.i18n import _, say
from school_desk.ui.tasks import Job, Task
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.gauge import Gauge
from school_desk.ui.widgets.labels import label
from school_desk.ui.work_place import WorkPlace

T = TypeVar("T")
_AROUND = 40


class BusyDialog(DeskDialog):
    """A subclass adds its pages to `pages`, says what the verb does and where refusals stand.

    The busy page is there already; the dialog shows it while `run` works.
    """

    def __init__(
        self, at: WorkPlace, question: str, verb: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(question, verb, parent=parent)
        self._at = at
        self._task: Task | None = None
        self._words = label(tone="muted")
        self._gauge = Gauge(0, 1, _("Progress"))
        self._busy = self._lay_out_busy()
        self.pages = QStackedWidget()
        self.pages.addWidget(self._busy)
        self.body.addWidget(self.pages)
        self.verb.clicked.disconnect()
        self.verb.clicked.connect(self.go_on)

    @property
    def is_busy(self) -> bool:
        """Whether something runs."""
        return self._task is not None

    def go_on(self) -> None:
        """What the verb does on the page that is shown."""
        raise NotImplementedError

    def show_refusal(self, sentence: str) -> None:
        """Go back to the page that the work began on, and say why it was refused."""
        raise NotImplementedError

    def show_page(self, page: QWidget) -> None:
        """Another page; the busy one has no buttons but its own."""
        self.pages.setCurrentWidget(page)
        self.verb.setVisible(page is not self._busy)
        self.way_out.setVisible(page is not self._busy)

    def run(
        self,
        work: Callable[[Job], T],
        title: str,
        success: Callable[[T], object],
        progress: Callable[[int, int], str] | None = None,
    ) -> None:
        """Work in the background; `progress` says how far it is in words."""
        self._words.setText(title)
        self._gauge.set_progress(0, 1)

        def moved(done: int, total: int) -> None:
            self._gauge.set_progress(done, total)
            if progress is not None:
                self._words.setText(progress(done, total))

        self._task = self._at.tasks.run(
            work, success=success, failure=self._on_failure, progress=moved
        )
        self._task.ended.connect(self._on_ended)
        self.show_page(self._busy)

    def fit(self, wide: int, high: int) -> None:
        """As large as this, or as the window beneath leaves room for."""
        parent = self.parentWidget()
        room = parent.size() if parent else self.screen().availableSize()
        self.resize(
            min(scaled(wide), room.width() - _AROUND), min(scaled(high), room.height() - _AROUND)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._task is not None:
            self._task.stop()
        elif self._task is None:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Leave all unchanged; what runs is stopped first."""
        if self._task is not None:
            self._task.stop()
        else:
            super().reject()

    def _on_ended(self) -> None:
        self._task = None

    def _on_failure(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        self.show_refusal(say(problem))

    def _lay_out_busy(self) -> QWidget:
        busy = QWidget()
        column = QVBoxLayout(busy)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._gauge, 0, Qt.AlignmentFlag.AlignHCenter)
        stop = Button(_("Stop"), key="Esc")
        stop.clicked.connect(self.reject)
        column.addWidget(stop, 0, Qt.AlignmentFlag.AlignHCenter)
        return busy
