"""At the door of a school that does not open: choose a backup, open it, see it, put it in place."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from school_desk.backup_shelf import Backup
from school_desk.errors import DeskError
from school_desk.i18n import _, say
from school_desk.restoring import Differences, Restoring
from school_desk.restoring_words import kind_words, moment_words
from school_desk.ui.access.sentence_row import SentenceRow
from school_desk.ui.backups.differences_view import DifferencesView
from school_desk.ui.backups.restore_fields import RestoreFields
from school_desk.ui.tasks import Tasks
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.labels import label

Begin = Callable[[Path], Restoring]
WIDTH = 620


class RestoreCard(QWidget):
    """The content of the card; `left` when nothing was changed, `restored` when the file is there.

    `begin` gives the restore of a backup, `finish` carries one through that is decided.
    """

    restored = Signal()
    left = Signal()

    def __init__(
        self,
        backups: Sequence[Backup],
        begin: Begin,
        finish: Callable[[], object],
        tasks: Tasks,
    ) -> None:
        super().__init__()
        self._begin, self._finish, self._tasks = begin, finish, tasks
        self._restoring: Restoring | None = None
        self._busy = False
        self.which = QComboBox()
        for one in backups:
            self.which.addItem(_words(one), one.path)
        self.fields = RestoreFields(())
        self.problem = SentenceRow()
        self.view: DifferencesView | None = None
        self.verb = Button(_("See what would be missing"), key="Enter", role="primary", height=38)
        self.put = Button(_("Go back to this backup"), icon="undo", role="primary", height=38)
        self.away = Button(_("Leave unchanged"), key="Esc", height=32)
        self._lay_out()
        self.which.currentIndexChanged.connect(self._choose)
        self.verb.clicked.connect(self.enter)
        self.put.clicked.connect(self._put_in_place)
        self.away.clicked.connect(self.leave)
        self.fields.password.line.returnPressed.connect(self.enter)
        self.fields.code.returnPressed.connect(self.enter)
        self._choose()
        self.setFocusProxy(self.fields)

    def enter(self) -> None:
        """Enter: open the backup and compare, on a worker; never the last step."""
        if self._busy or self._restoring is None or self.view or not self.fields.filled():
            return
        self._set_busy(busy=True)
        self._tasks.run(
            self.fields.preparing(self._restoring), success=self._show, failure=self._on_refused
        )

    def leave(self) -> None:
        """Esc: nothing is changed."""
        if self._busy:
            return
        self._give_up()
        self.left.emit()

    def _choose(self) -> None:
        """Another backup: its people sign in."""
        self._give_up()
        try:
            self._restoring = self._begin(self.which.currentData())
        except DeskError as refusal:
            self.problem.say(say(refusal))
            self.verb.setEnabled(False)
            return
        self.verb.setEnabled(True)
        self.problem.say("")
        self.fields.show_names(self._restoring.names)

    def _give_up(self) -> None:
        if self._restoring is not None:
            self._restoring.close()
        self._restoring = None

    def _show(self, found: Differences) -> None:
        self._set_busy(busy=False)
        self.view = DifferencesView(found)
        self._views.addWidget(self.view)
        for widget in (self._choice, self.fields, self.verb, self._why):
            widget.hide()
        self.put.show()
        self.away.setFocus()

    def _put_in_place(self) -> None:
        if self._restoring is None:
            return
        try:
            self._restoring.decide()
            self._finish()
        except DeskError as refusal:
            self.problem.say(say(refusal))
            return
        self.restored.emit()

    def _on_refused(self, problem: Exception) -> None:
        self._set_busy(busy=False)
        if not isinstance(problem, DeskError):
            raise problem
        self.problem.say(say(problem))

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        for widget in (self.verb, self.which, self.away):
            widget.setEnabled(not busy)
        self.problem.say(_("The backup is being looked through…") if busy else "", "muted")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(12))
        column.addWidget(label(_("Go back to a backup"), step="title", wrap=True))
        words = _("First you see what would be missing. Nothing is changed before you say so.")
        self._why = label(words, tone="muted", wrap=True)
        self._choice = Field(_("Backup"), self.which)
        for widget in (self._why, self._choice, self.fields):
            column.addWidget(widget)
        self._views = QVBoxLayout()
        column.addLayout(self._views)
        column.addWidget(self.problem)
        column.addWidget(self.verb)
        row = QHBoxLayout()
        row.setSpacing(scaled(8))
        row.addWidget(self.put, 1)
        row.addWidget(self.away)
        self.put.hide()
        column.addLayout(row)


def _words(one: Backup) -> str:
    where = _("this computer") if one.here else _("second place")
    if one.manifest is None:
        return one.name
    made = moment_words(one.manifest.made_at)
    return _("{moment} – {kind}, {where}").format(
        moment=made, kind=kind_words(one.manifest.kind), where=where
    )
