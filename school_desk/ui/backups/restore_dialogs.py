"""Two questions before a backup comes back: who opens it, and whether what differs is wanted."""

from PySide6.QtWidgets import QWidget

from school_desk.errors import DeskError
from school_desk.i18n import _, say
from school_desk.restoring import Differences, Restoring
from school_desk.restoring_words import moment_words
from school_desk.ui.access.sentence_row import SentenceRow
from school_desk.ui.backups.differences_view import DifferencesView
from school_desk.ui.backups.restore_fields import RestoreFields
from school_desk.ui.tasks import Task, Tasks
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.dialog import DeskDialog

_WIDTH = 760


class OpenBackupDialog(DeskDialog):
    """The password of that day; stays open until the backup is opened and compared."""

    def __init__(
        self, restoring: Restoring, person: str, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("Which password opens this backup?"),
            _("See what would be missing"),
            sentence=_("The backup of {moment}. Nothing is changed yet.").format(
                moment=moment_words(restoring.manifest.made_at)
            ),
            parent=parent,
        )
        self._restoring = restoring
        self._tasks = tasks
        self._task: Task | None = None
        self.found: Differences | None = None
        self.fields = RestoreFields(restoring.names, person)
        self.problem = SentenceRow()
        self.fields.changed.connect(self.adjustSize)
        self.body.addWidget(self.fields)
        self.body.addWidget(self.problem)

    def accept(self) -> None:
        """Open and compare on a worker."""
        if self._task is not None or not self.fields.filled():
            return
        self.verb.setEnabled(False)
        self.problem.say(_("The backup is being looked through…"), "muted")
        self._task = self._tasks.run(
            self.fields.preparing(self._restoring), success=self._end, failure=self._on_refused
        )

    def reject(self) -> None:
        """Esc: stop, if it has begun; nothing is changed."""
        if self._task is not None:
            self._task.stop()
            return
        super().reject()

    def _end(self, found: Differences) -> None:
        self._task = None
        self.found = found
        super().accept()

    def _on_refused(self, problem: Exception) -> None:
        self._task = None
        self.verb.setEnabled(True)
        if not isinstance(problem, DeskError):
            raise problem
        self.problem.say(say(problem))


class GoBackDialog(DeskDialog):
    """What would be missing; Enter stays with the way out."""

    def __init__(self, found: Differences, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Go back to this backup?"), _("Go back to it"), safe_verb=False, parent=parent
        )
        self.setMinimumWidth(scaled(_WIDTH))
        self.view = DifferencesView(found)
        self.body.addWidget(self.view)
