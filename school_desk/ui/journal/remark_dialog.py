"""Short questions of the supervision: what to remark, how it was answered, what was observed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from school_desk.errors import DeskError
from school_desk.formats import date_short
from school_desk.i18n import _, say
from school_desk.journal.remark_model import (
    Observation,
    Remark,
    RemarkPlace,
    accept_observation,
    accept_remark,
    as_text,
)
from school_desk.ui.journal.text_box import TextBox
from school_desk.ui.widgets.day_field import DayField
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field

LESSONS = range(1, 11)


@dataclass(frozen=True, slots=True)
class Choice:
    """A place to choose: a page or a whole class, and how it is called."""

    place: RemarkPlace
    words: str
    teacher: int | None = None


@dataclass(frozen=True, slots=True)
class NewRemark:
    """A remark as it was typed."""

    place: RemarkPlace
    day: date
    text: str


class RemarkDialog(DeskDialog):
    """`ask(...)` returns a NewRemark or None."""

    def __init__(
        self,
        choices: Sequence[Choice],
        day: date,
        text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("What is the remark?"), _("Write the remark"), parent=parent)
        self._today = day
        self.text = TextBox(text)
        self.text.finished.connect(self.accept)
        self.place = QComboBox()
        for one in choices:
            self.place.addItem(one.words, one.place)
        self.day = DayField(_("Date"), day)
        self._text_field = Field(_("Remark on the register"), self.text)
        self.body.addWidget(self._text_field)
        self.body.addWidget(Field(_("About what"), self.place))
        self.body.addWidget(self.day)

    @classmethod
    def ask(
        cls, choices: Sequence[Choice], today: date, parent: QWidget | None = None
    ) -> NewRemark | None:
        """Ask for a new remark; the first choice is offered."""
        dialog = cls(choices, today, parent=parent)
        return dialog.typed() if dialog.exec() else None

    @classmethod
    def ask_again(
        cls, old: Remark, words: str, today: date, parent: QWidget | None = None
    ) -> NewRemark | None:
        """Ask for other words of a remark that is there."""
        dialog = cls([Choice(old.place, words)], today, old.text, parent)
        dialog.day.show_day(old.day)
        dialog.place.setEnabled(False)
        return dialog.typed() if dialog.exec() else None

    def typed(self) -> NewRemark:
        """What stands in the fields."""
        day = self.day.day() or self._today
        return NewRemark(self.place.currentData(), day, self.text.text())

    def accept(self) -> None:
        """A remark that could not be kept stays to be mended."""
        if not self.day.valid():
            return
        problem = _problem(lambda: accept_remark(self.typed().day, self.text.text(), self._today))
        self._text_field.show_problem(problem)
        self._text_field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if not problem:
            super().accept()


class DoneDialog(DeskDialog):
    """`ask(...)` returns the answer to a remark, which may be empty, or None."""

    def __init__(self, remark: Remark, parent: QWidget | None = None) -> None:
        sentence = f"{date_short(remark.day)} · {remark.text}"
        super().__init__(_("Is it done?"), _("Done"), sentence=sentence, parent=parent)
        self.answer = TextBox(remark.answer, lines=2)
        self.answer.finished.connect(self.accept)
        self._field = Field(_("A short answer, if you like"), self.answer)
        self.body.addWidget(self._field)

    @classmethod
    def ask(cls, remark: Remark, parent: QWidget | None = None) -> str | None:
        """Ask what was done about a remark."""
        dialog = cls(remark, parent)
        return dialog.answer.text() if dialog.exec() else None

    def accept(self) -> None:
        problem = _problem(lambda: as_text(self.answer.text()))
        self._field.show_problem(problem)
        if not problem:
            super().accept()


class ObservationDialog(DeskDialog):
    """`ask(...)` returns an Observation or None."""

    def __init__(
        self,
        choices: Sequence[Choice],
        today: date,
        old: Observation | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Which lesson was observed?"), _("Write down"), parent=parent)
        self._today = today
        self._old = old
        self._choices = tuple(choices)
        self.page = QComboBox()
        for one in choices:
            self.page.addItem(one.words)
        self.day = DayField(_("Date"), old.day if old else today)
        self.slot = QComboBox()
        self.slot.addItem("—", None)
        for slot in LESSONS:
            self.slot.addItem(str(slot), slot)
        self.aim = TextBox(old.aim if old else "", lines=2)
        self.seen = TextBox(old.seen if old else "", lines=4)
        self.advice = TextBox(old.advice if old else "", lines=2)
        self._seen_field = Field(_("What was seen"), self.seen)
        self._add_fields()
        if old is not None:
            self._show(old)

    @classmethod
    def ask(
        cls,
        choices: Sequence[Choice],
        today: date,
        old: Observation | None = None,
        parent: QWidget | None = None,
    ) -> Observation | None:
        """Ask for an observed lesson, or for other words of a record."""
        dialog = cls(choices, today, old, parent)
        return dialog.typed() if dialog.exec() else None

    def typed(self) -> Observation:
        """What stands in the fields."""
        chosen = self._choices[max(self.page.currentIndex(), 0)]
        place = chosen.place
        typed = Observation(
            group=place.group or 0,
            subject=place.subject or 0,
            day=self.day.day() or self._today,
            slot=self.slot.currentData(),
            teacher=chosen.teacher,
            aim=self.aim.text(),
            seen=self.seen.text(),
            advice=self.advice.text(),
        )
        return replace(typed, id=self._old.id) if self._old else typed

    def accept(self) -> None:
        """A record that could not be kept stays to be mended."""
        if not self.day.valid():
            return
        problem = _problem(lambda: accept_observation(self.typed(), self._today))
        self._seen_field.show_problem(problem)
        self._seen_field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if not problem:
            super().accept()

    def _add_fields(self) -> None:
        self.body.addWidget(Field(_("Class, subject, teacher"), self.page))
        row = QHBoxLayout()
        row.addWidget(self.day, 1)
        row.addWidget(Field(_("Lesson"), self.slot), 1)
        self.body.addLayout(row)
        self.body.addWidget(Field(_("Aim of the visit"), self.aim))
        self.body.addWidget(self._seen_field)
        self.body.addWidget(Field(_("Advice"), self.advice))
        for box in (self.aim, self.seen, self.advice):
            box.finished.connect(self.accept)

    def _show(self, old: Observation) -> None:
        places = [(one.place.group, one.place.subject) for one in self._choices]
        here = (old.group, old.subject)
        self.page.setCurrentIndex(places.index(here) if here in places else 0)
        self.slot.setCurrentIndex(max(0, self.slot.findData(old.slot)))


def _problem(accept: Callable[[], object]) -> str:
    """Why something would be refused, or nothing."""
    try:
        accept()
    except DeskError as refusal:
        return say(refusal)
    return ""
