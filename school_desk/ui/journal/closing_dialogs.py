"""Short questions of closing: the reason for gaps, for opening again, the mark that shall stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from school_desk.errors import DeskError
from school_desk.i18n import _, say
from school_desk.journal.closing_model import STANDING_WORDS, VERDICT_WORDS, ClosedMark
from school_desk.journal.closing_rules import accept_reason
from school_desk.journal.model import PupilRow, RegisterPage, Standing
from school_desk.ui.journal.text_box import TextBox
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field

MARKS = (5, 4, 3, 2)


class ReasonDialog(DeskDialog):
    """`ask(...)` returns the reason, or None."""

    def __init__(
        self, question: str, verb: str, sentence: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(question, verb, sentence=sentence, parent=parent)
        self.reason = TextBox("", lines=2)
        self.reason.finished.connect(self.accept)
        self._field = Field(_("Reason"), self.reason)
        self.body.addWidget(self._field)

    @classmethod
    def ask(
        cls, question: str, verb: str, sentence: str = "", parent: QWidget | None = None
    ) -> str | None:
        """Ask why; it stays in the history."""
        dialog = cls(question, verb, sentence, parent)
        return dialog.reason.text() if dialog.exec() else None

    def accept(self) -> None:
        """A missing reason is said under its field."""
        if _shown(self._field, self.reason.text()):
            super().accept()


@dataclass(frozen=True, slots=True)
class Corrected:
    """Whose mark shall be which, and why."""

    pupil: int
    mark: ClosedMark
    reason: str


class CorrectionDialog(DeskDialog):
    """`ask(...)` returns a Corrected, or None."""

    def __init__(
        self, page: RegisterPage, pupil: int | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("Which mark shall stand?"),
            _("Correct the mark"),
            sentence=_("The page stays closed. The old mark stays in the history."),
            parent=parent,
        )
        self._rows = page.rows
        self.pupil = QComboBox()
        for row in page.rows:
            self.pupil.addItem(f"{row.pupil.name.listed}: {_stands(row)}", row.pupil.id)
        self.pupil.setCurrentIndex(max(0, self.pupil.findData(pupil)))
        self.mark = QComboBox()
        for words, mark in _offered(pass_fail=page.head.pass_fail):
            self.mark.addItem(words, mark)
        self.reason = TextBox("", lines=2)
        self.reason.finished.connect(self.accept)
        self._field = Field(_("Reason"), self.reason)
        self.body.addWidget(Field(_("New mark"), self.mark))
        self.body.addWidget(Field(_("Pupil"), self.pupil))
        self.body.addWidget(self._field)

    @classmethod
    def ask(
        cls, page: RegisterPage, pupil: int | None, parent: QWidget | None = None
    ) -> Corrected | None:
        """Ask for the mark that shall stand; the current pupil is offered."""
        dialog = cls(page, pupil, parent)
        if not dialog.exec():
            return None
        mark: ClosedMark = dialog.mark.currentData()
        return Corrected(int(dialog.pupil.currentData()), mark, dialog.reason.text())

    def accept(self) -> None:
        """A missing reason is said under its field."""
        if _shown(self._field, self.reason.text()):
            super().accept()


def _shown(field: Field, reason: str) -> bool:
    """Whether the reason will do; if not, the field says so and takes the focus."""
    try:
        accept_reason(reason)
    except DeskError as refusal:
        field.show_problem(say(refusal))
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return False
    return True


def _offered(*, pass_fail: bool) -> Sequence[tuple[str, ClosedMark]]:
    if pass_fail:
        return [
            (_(VERDICT_WORDS[n].msgid), ClosedMark(Standing.PASS_FAIL, passed=bool(n)))
            for n in (1, 0)
        ]
    marks = [(str(mark), ClosedMark(Standing.MARKED, mark)) for mark in MARKS]
    none = _(STANDING_WORDS[Standing.PENDING].msgid)
    return [*marks, (none, ClosedMark(Standing.PENDING))]


def _stands(row: PupilRow) -> str:
    if row.result.mark is not None:
        return str(row.result.mark)
    if row.verdict is not None:
        return _(VERDICT_WORDS[int(row.verdict)].msgid)
    return "—"
