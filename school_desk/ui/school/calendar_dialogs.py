"""Small questions about the calendar: days of any kind, a weather day, one line of text."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from school_desk.errors import DeskError
from school_desk.formats import weekday_name
from school_desk.i18n import _, say
from school_desk.school.calendar_model import (
    WEATHER_NAMES,
    CalendarKind,
    CalendarSpan,
    Status,
    Weather,
)
from school_desk.school.calendar_text_rules import parse_year_levels, year_levels_text
from school_desk.school.texts import as_line
from school_desk.ui.widgets.day_field import DayField, DigitLine
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.labels import label

Check = Callable[[CalendarSpan], object]
NAMED = (CalendarKind.BREAK, CalendarKind.HOLIDAY, CalendarKind.EXAM)
DAYS_OF_WEEK = 7


class CheckedDialog(DeskDialog):
    """A dialog that asks whether what stands in it can be, and says under the fields why not."""

    def __init__(self, question: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(question, verb, parent=parent)
        self.problem = label("", tone="danger", wrap=True)
        self.problem.hide()

    def days(self) -> tuple[DayField, ...]:
        """The fields that have to hold a day."""
        return ()

    def try_it(self) -> None:
        """Raise what speaks against what stands in the fields."""
        raise NotImplementedError

    def accept(self) -> None:
        missing = [one for one in self.days() if not complete(one)]
        if missing:
            missing[0].setFocus()
            return
        try:
            self.try_it()
        except DeskError as refusal:
            self.problem.setText(say(refusal))
            self.problem.show()
        else:
            super().accept()


class SpanDialog(CheckedDialog):
    """Days of the year: from, to, how they are called, for whom. `ask` returns a span or None."""

    def __init__(
        self, title: str, span: CalendarSpan, check: Check, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, _("Look what would change"), parent)
        self._span = span
        self._check = check
        self.starts = DayField(_("First day"), span.starts)
        self.ends = DayField(_("Last day"), span.ends)
        self.whom = whom_line(span.year_levels)
        self.name_kk, self.name_ru = QLineEdit(span.name_kk), QLineEdit(span.name_ru)
        self.works_as = QComboBox()
        for weekday in range(DAYS_OF_WEEK):
            self.works_as.addItem(weekday_name(weekday), weekday)
        self.works_as.setCurrentIndex(span.works_as or 0)
        self.unsure = QCheckBox(_("Still to be checked"))
        self.unsure.setChecked(span.status is Status.TO_CHECK)
        self._fill(span.kind)

    @classmethod
    def ask(
        cls, title: str, span: CalendarSpan, check: Check, parent: QWidget | None = None
    ) -> CalendarSpan | None:
        """The days as they should be, or None."""
        dialog = cls(title, span, check, parent)
        return dialog.typed() if dialog.exec() else None

    def days(self) -> tuple[DayField, ...]:
        moved = self._span.kind is CalendarKind.MOVED
        return (self.starts,) if moved else (self.starts, self.ends)

    def try_it(self) -> None:
        self._check(self.typed())

    def typed(self) -> CalendarSpan:
        """What stands in the fields."""
        one, kind = self._span, self._span.kind
        starts = self.starts.day() or one.starts
        ends = starts if kind is CalendarKind.MOVED else self.ends.day() or one.ends
        status = Status.TO_CHECK if self.unsure.isChecked() else _confirmed(one.status)
        made = replace(one, starts=starts, ends=ends, status=status)
        if kind is CalendarKind.TERM:
            return made
        made = replace(made, year_levels=parse_year_levels(self.whom.text()))
        if kind is CalendarKind.MOVED:
            return replace(made, works_as=int(self.works_as.currentData()))
        return self._named(made)

    def _named(self, made: CalendarSpan) -> CalendarSpan:
        """A name that nobody has touched stays the one that is translated."""
        if made.usual and not (self.name_kk.isModified() or self.name_ru.isModified()):
            return made
        kk, ru = as_line(self.name_kk.text()), as_line(self.name_ru.text())
        return replace(made, usual="", name_kk=kk, name_ru=ru)

    def _fill(self, kind: CalendarKind) -> None:
        self.body.addLayout(_row(*self.days()))
        if kind is CalendarKind.MOVED:
            self.body.addWidget(Field(_("Has the lessons of"), self.works_as))
        if kind in NAMED:
            if self._span.usual:
                self.name_kk.setPlaceholderText(_(self._span.usual))
                self.name_ru.setPlaceholderText(_(self._span.usual))
            kk, ru = Field(_("Name in Kazakh"), self.name_kk), Field(_("In Russian"), self.name_ru)
            self.body.addLayout(_row(kk, ru))
        if kind is not CalendarKind.TERM:
            self.body.addWidget(whom_field(self.whom))
        self.body.addWidget(self.unsure)
        self.body.addWidget(self.problem)
        self.starts.setFocus()


class WeatherDialog(CheckedDialog):
    """Weather days: when, for whom, what becomes of the lessons. `ask` returns a span or None."""

    def __init__(self, span: CalendarSpan, check: Check, parent: QWidget | None = None) -> None:
        super().__init__(_("Which weather day?"), _("Look what would change"), parent)
        self._span = span
        self._check = check
        self.starts = DayField(_("First day"), span.starts)
        self.ends = DayField(_("Last day"), span.ends)
        self.whom = whom_line(span.year_levels)
        self.effect = QComboBox()
        for one in Weather:
            self.effect.addItem(_(WEATHER_NAMES[one]), one.value)
        self.effect.setCurrentIndex(self.effect.findData(span.weather or Weather.CANCELLED))
        self.moved_to = DayField(_("To which day?"), span.moved_to)
        self.reason = QLineEdit(span.reason)
        self.effect.currentIndexChanged.connect(self._show_target)
        self.body.addLayout(_row(self.starts, self.ends))
        self.body.addWidget(whom_field(self.whom))
        self.body.addWidget(Field(_("What becomes of the lessons?"), self.effect))
        self.body.addWidget(self.moved_to)
        self.body.addWidget(Field(_("Reason, such as −38 °C or an order"), self.reason))
        self.body.addWidget(self.problem)
        self._show_target()
        self.starts.setFocus()

    @classmethod
    def ask(
        cls, span: CalendarSpan, check: Check, parent: QWidget | None = None
    ) -> CalendarSpan | None:
        """The weather day as it should be, or None."""
        dialog = cls(span, check, parent)
        return dialog.typed() if dialog.exec() else None

    def days(self) -> tuple[DayField, ...]:
        moved = self.weather is Weather.MOVED
        return (self.starts, self.ends, self.moved_to) if moved else (self.starts, self.ends)

    @property
    def weather(self) -> Weather:
        """What becomes of the lessons."""
        return Weather(self.effect.currentData())

    def try_it(self) -> None:
        self._check(self.typed())

    def typed(self) -> CalendarSpan:
        """What stands in the fields."""
        starts = self.starts.day() or self._span.starts
        return replace(
            self._span,
            starts=starts,
            ends=self.ends.day() or starts,
            year_levels=parse_year_levels(self.whom.text()),
            weather=self.weather,
            moved_to=self.moved_to.day() if self.weather is Weather.MOVED else None,
            reason=as_line(self.reason.text()),
            status=Status.CHECKED,
        )

    def _show_target(self) -> None:
        self.moved_to.setVisible(self.weather is Weather.MOVED)


class LineDialog(CheckedDialog):
    """One line of text that means something. `ask` returns what it means, or None."""

    def __init__(
        self,
        question: str,
        caption: str,
        text: str,
        read: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(question, _("Look what would change"), parent)
        self._read = read
        self.line = QLineEdit(text)
        self.line.selectAll()
        self.body.addWidget(Field(caption, self.line))
        self.body.addWidget(self.problem)

    @classmethod
    def ask(
        cls,
        question: str,
        caption: str,
        text: str,
        read: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> object | None:
        """What was typed means this, or None."""
        dialog = cls(question, caption, text, read, parent)
        return read(dialog.line.text()) if dialog.exec() else None

    def try_it(self) -> None:
        self._read(self.line.text())


def whom_line(year_levels: tuple[int, ...]) -> QLineEdit:
    """A line for year levels, which takes the digits of any layout."""
    line = DigitLine()
    line.setText(year_levels_text(year_levels))
    return line


def whom_field(line: QLineEdit) -> Field:
    """The line with its caption."""
    return Field(_("Year levels, such as 1–4, 6; empty: everybody"), line)


def complete(one: DayField) -> bool:
    """Whether a day stands in a field; else it says so."""
    if one.valid() and one.day() is None:
        one.show_problem(_("The day is missing."))
    return one.day() is not None


def new_span(code: str, kind: CalendarKind, day: date) -> CalendarSpan:
    """Days to begin with."""
    weather = Weather.CANCELLED if kind is CalendarKind.WEATHER else None
    works_as = day.weekday() if kind is CalendarKind.MOVED else None
    return CalendarSpan(code, kind, day, day, works_as=works_as, weather=weather)


def _confirmed(status: Status) -> Status:
    return Status.CHECKED if status is Status.TO_CHECK else status


def _row(*fields: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for field in fields:
        row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    return row
