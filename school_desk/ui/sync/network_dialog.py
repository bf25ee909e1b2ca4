"""The self-test of the network: who reaches whom, in words; and whether others are looked for."""

from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from school_desk.app import Desk
from school_desk.errors import DeskError
from school_desk.i18n import _, say
from school_desk.sync.self_test_words import all_words
from school_desk.ui.sync.exchanging import Exchanging
from school_desk.ui.tasks import StoppedError, Tasks
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.labels import label

if TYPE_CHECKING:
    from school_desk.sync.self_test import SelfTest

WIDE = 640


class NetworkDialog(DeskDialog):
    """Begins to try at once, on a worker; closing it ends that."""

    def __init__(self, desk: Desk, exchanging: Exchanging, parent: QWidget) -> None:
        super().__init__(_("Self-test of the network"), _("Test again"), parent=parent)
        self._desk, self._exchanging = desk, exchanging
        self._ended = Event()
        self._tasks = Tasks(self)
        self.setMinimumWidth(scaled(WIDE))
        self.way_out.set_words(_("Close"))
        self.words = label(wrap=True)
        self.finds = QCheckBox(_("Look for the computers of the school on this network"))
        self.finds.setChecked(desk.online.finds)
        self.finds.toggled.connect(self._let_find)
        self.words.setFocusProxy(self.verb)
        for part in (self.words, self.finds):
            self.body.addWidget(part)
        self.finished.connect(self._end)
        self.begin()

    @property
    def idle(self) -> bool:
        """Whether nothing is tried just now."""
        return self._tasks.idle

    def accept(self) -> None:
        """Once more: the dialog stays."""
        self.begin()

    def begin(self) -> None:
        """Try the way to each computer."""
        self.verb.setEnabled(False)
        self.words.setText(_("Trying to reach each computer of the school…"))
        heard = {
            device: (one.address, tuple(sorted(one.ways)))
            for device, one in self._exchanging.meeting.present.items()
        }
        port = self._exchanging.port
        run = partial(self._desk.online.self_test, port, heard, self._ended.is_set)
        self._tasks.run(lambda _job: run(), success=self._show, failure=self._fail)

    def _show(self, found: "SelfTest") -> None:
        self._tell("\n\n".join(all_words(found)))

    def _fail(self, problem: Exception) -> None:
        if isinstance(problem, StoppedError):
            return
        if not isinstance(problem, DeskError):
            raise problem
        self._tell(say(problem))

    def _tell(self, words: str) -> None:
        self.words.setText(words)
        self.verb.setEnabled(True)
        self.verb.setFocus()

    def _let_find(self, wanted: bool) -> None:  # noqa: FBT001  as Qt tells it
        self._desk.online.let_find(wanted=wanted)
        self._exchanging.look()

    def _end(self) -> None:
        self._ended.set()
        self._tasks.stop()
