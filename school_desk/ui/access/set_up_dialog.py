"""The first start: the school, its head, and the sheet of paper that opens everything."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from school_desk.app import Desk, Entrance, school_year_on
from school_desk.errors import DeskError
from school_desk.i18n import _, say
from school_desk.school_file import NewSchool
from school_desk.settings import remember
from school_desk.ui.access.recovery_steps import ProofStep, RecoverySecret, SheetStep
from school_desk.ui.access.sentence_row import SentenceRow
from school_desk.ui.access.set_up_steps import HeadStep, SchoolStep
from school_desk.ui.access.step_line import StepLine
from school_desk.ui.tasks import Tasks
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.labels import label

WIDTH = 600


@dataclass(frozen=True, slots=True)
class StepWords:
    """What stands over a step, and its verb."""

    number: int
    title: str
    sentence: str
    verb: str


class SetUpCard(QWidget):
    """The content of the card, a step at a time. `signed_in` hands over the Desk of the head."""

    signed_in = Signal(object)
    left = Signal()

    def __init__(self, entrance: Entrance, tasks: Tasks) -> None:
        super().__init__()
        self._entrance = entrance
        self._tasks = tasks
        self._desk: Desk | None = None
        self._open_by_code: Callable[[], None] = lambda: None
        self._busy = False
        self.school = SchoolStep(school_year_on(entrance.now().date()))
        self.head = HeadStep()
        self.sheet: SheetStep | None = None
        self.proof: ProofStep | None = None
        self._step: QWidget = self.school
        self._frame = QWidget()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._build()

    @property
    def step(self) -> QWidget:
        """What stands in the card now."""
        return self._step

    def go_on(self) -> None:
        """What the verb does in this step; Enter does the same."""
        if self._busy:
            return
        if self._step is self.school:
            if self.school.accept():
                self._show(self.head)
        elif self._step is self.head:
            if self.head.accept():
                self._make_school()
        elif self._step is self.sheet:
            self._show(self.proof)
        elif self.proof is not None and self.proof.accept():
            self._prove()

    def enter(self) -> None:
        """Enter: on to the next empty line of this step, or what the verb does."""
        lines = [line for line in self._step.findChildren(QLineEdit) if line.isVisible()]
        here = next((n for n, line in enumerate(lines) if line.hasFocus()), len(lines))
        coming = next((line for line in lines[here + 1 :] if not line.text()), None)
        if coming is None:
            self.go_on()
        else:
            coming.setFocus(Qt.FocusReason.TabFocusReason)

    def go_back(self) -> None:
        """Esc: the step before; the school that was made stays made."""
        if self._busy:
            return
        if self._step is self.head:
            self._show(self.school)
        elif self._step is self.proof:
            self._show(self.sheet)
        elif self._step is self.school:
            self.left.emit()

    def close_desk(self) -> None:
        """The window goes before the sheet was proved: the school is there all the same."""
        if self._desk is not None:
            self._desk.close()

    def _show(self, step: QWidget | None) -> None:
        if step is not None:
            self._step = step
            self._build()
            step.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        # A widget must be taken out of the frame before that goes.
        for kept in (self.school, self.head, self.sheet, self.proof):
            if kept is not None:
                kept.setParent(None)
        self._outer.removeWidget(self._frame)
        self._frame.hide()
        self._frame.deleteLater()
        self._frame = self._framed()
        self._outer.addWidget(self._frame)
        self._frame.show()
        self._step.show()
        self.setFocusProxy(self._step)

    def _framed(self) -> QWidget:
        told = self._words()
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(16))
        column.addWidget(StepLine((_("School"), _("Head"), _("Recovery sheet")), told.number))
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(label(told.title, step="title", wrap=True))
        if told.sentence:
            head.addWidget(label(told.sentence, tone="muted", wrap=True))
        column.addLayout(head)
        column.addWidget(self._step)
        self.problem = SentenceRow()
        column.addWidget(self.problem)
        column.addLayout(self._buttons(told.verb))
        return frame

    def _buttons(self, verb: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.back = Button(_("Back"), key="Esc", height=38)
        self.back.clicked.connect(self.go_back)
        if self._step is self.sheet:
            self.back.hide()
        key = "" if self._step is self.sheet else "Enter"
        self.verb = Button(verb, key=key, role="primary", height=38)
        self.verb.clicked.connect(self.go_on)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.verb)
        return row

    def _words(self) -> StepWords:
        if self._step is self.school:
            return StepWords(
                1,
                _("Which school is this?"),
                _("Printed forms have the name in both languages."),
                _("Go on"),
            )
        if self._step is self.head:
            return StepWords(
                2,
                _("Who is the head?"),
                _("The head signs in first and gives accounts to the others."),
                _("Set up the school"),
            )
        if self._step is self.sheet:
            return StepWords(
                3,
                _("Put the recovery sheet in the safe"),
                _("The program does not keep this code. Print it or write it down."),
                _("It is on paper"),
            )
        return StepWords(3, _("Is it really on paper?"), "", _("Begin work"))

    def _make_school(self) -> None:
        person = self.head.person
        school = NewSchool(
            self.school.names,
            self.school.year,
            person.name,
            person.sign_in_name,
            self.head.password.password,
        )
        self._set_busy(busy=True)
        remember(self._entrance.place.settings, sheet_wanted=True)
        self._tasks.run(
            lambda _job: self._entrance.set_up(school),
            success=lambda made: self._on_made(*made, lambda: made[0].keys.prove_sheet(made[1])),
            failure=self._on_refused,
        )

    def _prove(self) -> None:
        """The groups are on paper; now the program opens the file with the code, as one would."""
        self._set_busy(busy=True)
        self._tasks.run(
            lambda _job: self._open_by_code(),
            success=self._on_proved,
            failure=self._on_refused,
        )

    def _on_proved(self, _nothing: object) -> None:
        self._set_busy(busy=False)
        remember(self._entrance.place.settings, sheet_wanted=False)
        if self.sheet is not None:
            self.sheet.forget()
        self.signed_in.emit(self._desk)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.verb.setEnabled(not busy)
        self.back.setEnabled(not busy)
        words = _("Setting up the school…") if self._desk is None else _("Opening the school…")
        self.problem.say(words if busy else "", "muted")

    def _on_made(self, desk: Desk, code: RecoverySecret, prove: Callable[[], None]) -> None:
        self._set_busy(busy=False)
        self._desk, self._open_by_code = desk, prove
        self.sheet = SheetStep(
            code,
            lambda path: desk.write_recovery_sheet(code.groups, code.check_word, path),
            self._tasks,
        )
        self.proof = ProofStep(code.has_group, len(code.groups))
        self.proof.show_again.connect(self.go_back)
        self._show(self.sheet)

    def _on_refused(self, problem: Exception) -> None:
        self._set_busy(busy=False)
        if not isinstance(problem, DeskError):
            raise problem
        self.problem.say(say(problem))
