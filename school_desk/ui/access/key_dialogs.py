"""The dialogs of keys: somebody leaves, the keys are renewed, a new recovery sheet."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QProgressBar, QVBoxLayout, QWidget

from school_desk.app import Desk
from school_desk.errors import DeskError
from school_desk.i18n import _, say
from school_desk.ui.access.accounts_model import AccountLine
from school_desk.ui.access.recovery_steps import ProofStep, SheetStep
from school_desk.ui.access.sentence_row import SentenceRow
from school_desk.ui.tasks import StoppedError, Task, Tasks
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.labels import label

_WIDTH = 560
_LOOK_MS = 30


class CloseAccountDialog(DeskDialog):
    """Somebody leaves the school; Enter leaves everything unchanged."""

    def __init__(self, desk: Desk, line: AccountLine, parent: QWidget | None = None) -> None:
        super().__init__(
            _("{name} leaves the school?").format(name=line.account.name.listed),
            _("Close the account"),
            sentence=_(
                "From now on this account opens nothing. What was written under it stays as it is, "
                "with the name."
            ),
            safe_verb=False,
            parent=parent,
        )
        self._desk = desk
        self._line = line
        self.problem = SentenceRow()
        self.body.addWidget(label(_why_renew(), tone="muted", wrap=True))
        self.body.addWidget(self.problem)

    def accept(self) -> None:
        """Take the keys back, or say why not."""
        try:
            self._desk.keys.close_account(self._line.account.id)
        except DeskError as refusal:
            self.problem.say(say(refusal))
            return
        super().accept()


class RenewKeysDialog(DeskDialog):
    """The file is written anew in a worker, then put in its place at once; Esc stops it."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Renew the keys of the school?"),
            _("Renew the keys"),
            sentence=_why_renew(),
            parent=parent,
        )
        self._desk = desk
        self._tasks = tasks
        self._task: Task | None = None
        self.setMinimumWidth(scaled(_WIDTH))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Renewing the keys"))
        self.bar.hide()
        self.problem = SentenceRow()
        self.body.addWidget(label(_what_happens(), tone="muted", wrap=True))
        self.body.addWidget(self.bar)
        self.body.addWidget(self.problem)

    def accept(self) -> None:
        """Begin; the dialog closes when the new key counts."""
        if self._task is not None:
            return
        self._show_work(going=True)
        self._task = self._tasks.run(
            lambda job: self._desk.keys.begin_renewal(job.step),
            success=lambda made: self._put_in(lambda: self._desk.keys.end_renewal(made)),
            failure=self._on_refused,
            progress=self._on_progress,
            title=_("Renewing the keys"),
        )

    def reject(self) -> None:
        """Esc: nothing is changed; work that has begun is stopped first."""
        if self._task is None:
            super().reject()
        else:
            self._task.stop()

    def _put_in(self, end: Callable[[], None]) -> None:
        """Nobody may be reading: another look through the file is let come to its end."""
        if not self._tasks.idle:
            QTimer.singleShot(_LOOK_MS, self, lambda: self._put_in(end))
            return
        try:
            end()
        except DeskError as refusal:
            self._on_refused(refusal)
            return
        self._task = None
        super().accept()

    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _on_refused(self, problem: Exception) -> None:
        self._task = None
        self._show_work(going=False)
        if not isinstance(problem, DeskError):
            raise problem
        self.problem.say(say(problem), "muted" if isinstance(problem, StoppedError) else "danger")

    def _show_work(self, *, going: bool) -> None:
        self.verb.setEnabled(not going)
        self.way_out.set_words(_("Stop") if going else _("Leave unchanged"))
        self.bar.setRange(0, 0)
        self.bar.setVisible(going)
        self.problem.say(_("The file is being written anew…") if going else "", "muted")


class HandOverDialog(DeskDialog):
    """The code of a recovery sheet opens older sealed notes for all who may read them now."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Open older sealed notes?"),
            _("Open them"),
            sentence=_(
                "A new nurse or specialist, and whoever got a new password, cannot read notes "
                "from before. The code of the recovery sheet gives them the keys; you still "
                "read only what is yours to read."
            ),
            parent=parent,
        )
        self._desk = desk
        self.setMinimumWidth(scaled(_WIDTH))
        self.code = QLineEdit()
        self.problem = SentenceRow()
        self.given = 0
        self.body.addWidget(Field(_("Code of the recovery sheet, all its groups"), self.code))
        self.body.addWidget(self.problem)

    def accept(self) -> None:
        """Give the keys, or say what is wrong with the code."""
        try:
            self.given = self._desk.keys.hand_over(self.code.text())
        except DeskError as refusal:
            self.problem.say(say(refusal))
            return
        self.code.clear()
        super().accept()


class NewSheetDialog(DeskDialog):
    """A new code on paper, then two of its groups typed from there; only then it counts."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            _("A new recovery sheet"),
            _("It is on paper"),
            sentence=_("As soon as it is proved, the sheet before it opens the school no more."),
            safe_verb=False,
            parent=parent,
        )
        self._desk = desk
        self._tasks = tasks
        self._busy = False
        self.setMinimumWidth(scaled(_WIDTH))
        self._code = code = desk.keys.new_sheet()
        self.sheet = SheetStep(code, self._write, tasks)
        self.finished.connect(lambda _result: self.sheet.forget())
        self.proof = ProofStep(code.has_group, len(code.groups))
        self.proof.show_again.connect(lambda: self._show(proving=False))
        self.problem = SentenceRow()
        self.before = QLineEdit()
        self._before = Field(_("Code of the sheet before, all its groups"), self.before)
        self._asks = desk.keys.sheet_opens_more()
        self._why = label(_why_before(), tone="muted", wrap=True)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.sheet, self.proof, self._why, self._before, self.problem):
            column.addWidget(widget)
        self.body.addWidget(whole)
        self._show(proving=False)

    def accept(self) -> None:
        """From paper to proof; then the program opens the file with the code."""
        if self._busy:
            return
        if self.proof.isHidden():
            self._show(proving=True)
        elif self.proof.accept():
            self._busy = True
            before = self.before.text()
            self._tasks.run(
                lambda _job: self._desk.keys.take_sheet(self._code, before),
                success=self._on_taken,
                failure=self._on_refused,
            )

    def reject(self) -> None:
        """Esc: the sheet before stays the one that counts."""
        if not self._busy:
            super().reject()

    def _show(self, *, proving: bool) -> None:
        self.sheet.setVisible(not proving)
        self.proof.setVisible(proving)
        for widget in (self._why, self._before):
            widget.setVisible(proving and self._asks)
        self.verb.set_words(_("Let it count") if proving else _("It is on paper"))
        (self.proof if proving else self.sheet).setFocus()
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _write(self, path: Path) -> None:
        self._desk.write_recovery_sheet(self._code.groups, self._code.check_word, path)

    def _on_taken(self, _nothing: object) -> None:
        self._busy = False
        super().accept()

    def _on_refused(self, problem: Exception) -> None:
        self._busy = False
        if not isinstance(problem, DeskError):
            raise problem
        self.problem.say(say(problem))


def _why_renew() -> str:
    return _(
        "Who once copied the files of the school still opens that copy with the old password. "
        "After the keys are renewed, such a copy opens nothing that is written from then on."
    )


def _why_before() -> str:
    return _(
        "There are sealed notes that only others can open. With the code of the sheet before, the "
        "new sheet opens them at once. Is that sheet lost, leave this empty: the new one opens "
        "them as soon as their keepers have signed in once."
    )


def _what_happens() -> str:
    return _(
        "The file is written anew beside the old one and checked. Meanwhile everything can be "
        "read and nothing can be entered. If the power fails, the old file is still there."
    )
