"""What a class or the school missed in a span of time: which span, at least how many, sorted."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from school_desk.errors import DeskError
from school_desk.i18n import _, ngettext
from school_desk.school.attendance_model import ClassAttendance, Span, SpanKind, Unit, missed
from school_desk.school.model import Absence
from school_desk.school.names import matches
from school_desk.ui.school.absence_panel import AbsencePanel
from school_desk.ui.school.attendance_words import day_lines, missed_lines, span_words
from school_desk.ui.school.day_model import NAME as NAME_COLUMN
from school_desk.ui.school.period_model import (
    NAME,
    NUMBER,
    OF_CLASS,
    OF_SCHOOL,
    PeriodLine,
    PeriodModel,
)
from school_desk.ui.school.period_table import PeriodTable
from school_desk.ui.tasks import Job, StoppedError
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.day_field import DigitLine
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.strip import Strip
from school_desk.ui.widgets.typed_time import parse_day
from school_desk.ui.work_place import WorkPlace

OWN_DAYS = "days"
_SPAN, _LEAST, _UNIT = "absence_span", "absence_least", "absence_unit"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which absences are asked for."""

    span: Span
    least: int
    unit: Unit


class PeriodView(QWidget):
    """`refused` with a sentence; `day_asked` with a class, a day and a pupil to go to."""

    refused = Signal(object)
    day_asked = Signal(int, object, int)

    def __init__(self, at: WorkPlace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at = at
        self._class_group = 0
        self._found: tuple[ClassAttendance, ...] = ()
        self._query = ""
        self.left = False
        """The screen is gone: what a worker still brings is no more shown."""
        self.model = PeriodModel(self)
        self.table = PeriodTable(self.model, _("Absences"))
        self.table.opened.connect(self.open_number)
        self.panel = AbsencePanel()
        self.panel.hide()
        self.panel.closed.connect(self.close_panel)
        self.panel.day_asked.connect(self._on_day)
        self.strip = Strip(_("What to count"))
        self.spans, self.unit = QComboBox(), QComboBox()
        self.first, self.last, self.least = DigitLine(), DigitLine(), DigitLine()
        self._total = label(wrap=True)
        self._empty = EmptyState("")
        self._pages = QStackedWidget()
        self._fill()
        self._lay_out()
        self._connect()

    @property
    def wanted(self) -> Wanted:
        """What is asked for."""
        return Wanted(self._span(), int(self.least.text() or 0), Unit(self.unit.currentData()))

    def show_class(self, class_group: int) -> None:
        """Count a class; 0: the whole school."""
        self._class_group = class_group
        self.close_panel(focus=False)
        self.reload()

    def reload(self) -> None:
        """Count again."""
        span = self.wanted.span
        attendance, class_group = self._at.desk.attendance, self._class_group
        if class_group:
            try:
                self._show((attendance.of_class(class_group, span),))
            except DeskError as refusal:
                self.refused.emit(refusal)
            return

        def work(job: Job) -> tuple[ClassAttendance, ...]:
            return attendance.of_school(span, job.step)

        self._at.tasks.run(work, success=self._on_counted, failure=self._on_failed)

    def find_pupil(self, query: str) -> bool:
        """Show only pupils of a name."""
        self._query = query
        self._show(self._found)
        return bool(self.model.lines) or not query

    def sort(self) -> None:
        """Sort by the current column."""
        here = self.table.currentIndex()
        if not here.isValid():
            return
        pupil = self.model.lines[here.row()].pupil.pupil.id
        column = self.model.columns[here.column()]
        self.model.sort_by(NAME if column is NUMBER else column)
        self.table.setCurrentIndex(self.model.index(self.model.row_of(pupil), here.column()))

    def open_number(self) -> None:
        """Show the days behind the current number."""
        here = self.table.currentIndex()
        if not here.isValid():
            return
        one, column = self.model.lines[here.row()].pupil, self.model.columns[here.column()]
        if column.whole_days:
            lines = day_lines(one.days)
        else:
            lines = missed_lines(one, column.signs or tuple(Absence))
        head = _(column.head) if column.count and (column.signs or column.whole_days) else ""
        parts = (one.pupil.name.listed, head, span_words(self.wanted.span))
        self.panel.show_lines(" · ".join(part for part in parts if part), lines)
        self.panel.show()
        self.panel.take_focus()

    def close_panel(self, *, focus: bool = True) -> None:
        """Back to the table."""
        self.panel.hide()
        if focus:
            self.take_focus()

    def take_focus(self) -> None:
        """To the table, or to the choice of the span where there is none."""
        there = self._pages.currentWidget() is self.table
        (self.table if there else self.spans).setFocus(Qt.FocusReason.OtherFocusReason)

    def found(self) -> tuple[ClassAttendance, ...]:
        """What is counted now."""
        return self._found

    def _fill(self) -> None:
        attendance, memory = self._at.desk.attendance, self._at.memory
        self._choices = attendance.spans()
        for n, span in enumerate(self._choices):
            self.spans.addItem(span_words(span), n)
        self.spans.addItem(_("Own dates"), OWN_DAYS)
        for unit, words in ((Unit.LESSONS, _("lessons")), (Unit.DAYS, _("whole days"))):
            self.unit.addItem(words, unit.value)
        self.least.setText(memory.get(_LEAST, ""))
        self.unit.setCurrentIndex(max(0, self.unit.findData(memory.get(_UNIT, ""))))
        kept = [f"{span.kind}/{span.number}" for span in self._choices]
        name = memory.get(_SPAN, "")
        today = self._at.desk.today()
        now = (n for n, one in enumerate(self._choices) if one.ends >= today)
        self.spans.setCurrentIndex(kept.index(name) if name in kept else next(now, 0))

    def _lay_out(self) -> None:
        self._own = QWidget()
        own = QHBoxLayout(self._own)
        own.setContentsMargins(0, 0, 0, 0)
        for line, name in ((self.first, _("First day")), (self.last, _("Last day"))):
            line.setFixedWidth(scaled(100))
            line.setAccessibleName(name)
            line.setPlaceholderText(_("22.10.2026"))
            own.addWidget(line)
        self.least.setFixedWidth(scaled(52))
        least = QWidget()
        row = QHBoxLayout(least)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.least)
        row.addWidget(self.unit)
        self.least.setAccessibleName(_("Missed at least"))
        self.unit.setAccessibleName(_("Missed at least"))
        self.strip.add_widget(_("Time"), self.spans)
        self._own_caption = label(_("From and to"), step="caption", tone="muted", weight="medium")
        self._own_line = self.strip.add_captioned(self._own_caption, self._own)
        self.strip.add_widget(_("Missed at least"), least)
        self.strip.add_widget(_("All together"), self._total, stretch=1)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._pages, 1)
        row.addWidget(self.panel)
        self.panel.setFixedWidth(scaled(320))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addLayout(row, 1)
        self._show_own()

    def _connect(self) -> None:
        self.spans.currentIndexChanged.connect(self._on_span)
        self.unit.currentIndexChanged.connect(self._on_least)
        self.least.textChanged.connect(self._on_least)
        for line in (self.first, self.last):
            line.returnPressed.connect(self.reload)
        self.least.returnPressed.connect(self.take_focus)

    def _span(self) -> Span:
        chosen = self.spans.currentData()
        if chosen != OWN_DAYS:
            return self._choices[int(chosen)]
        year = self._choices[0].starts, self._at.desk.today()
        typed = (parse_day(line.text()) for line in (self.first, self.last))
        starts, ends = (day or usual for day, usual in zip(typed, year, strict=True))
        return Span(SpanKind.DAYS, starts, ends)

    def _show_own(self) -> None:
        own = self.spans.currentData() == OWN_DAYS
        self._own_caption.setVisible(own)
        self._own.setVisible(own)
        if self._own_line is not None:
            self._own_line.setVisible(own)

    def _on_span(self) -> None:
        self._show_own()
        chosen = self.spans.currentData()
        if chosen != OWN_DAYS:
            span = self._choices[int(chosen)]
            self._at.memory.put(_SPAN, f"{span.kind}/{span.number}")
        self.reload()

    def _on_least(self) -> None:
        if self.least.text() and not self.least.text().isdecimal():
            self.least.setText("".join(sign for sign in self.least.text() if sign.isdecimal()))
            return
        self._at.memory.put(_LEAST, self.least.text())
        self._at.memory.put(_UNIT, str(self.unit.currentData()))
        self._show(self._found)

    def _show(self, found: tuple[ClassAttendance, ...]) -> None:
        self._found = found
        here = self.table.currentIndex()
        column = here.column() if here.isValid() else NAME_COLUMN
        old = self.model.lines[here.row()].pupil.pupil.id if here.isValid() else 0
        wanted = self.wanted
        lines = [
            PeriodLine(one.class_label, pupil)
            for one in found
            for pupil in one.at_least(wanted.least, wanted.unit)
            if not self._query or matches(self._query, pupil.pupil.name)
        ]
        if not self._class_group and not wanted.least:
            lines = [line for line in lines if missed(line.pupil, wanted.unit)]
        columns = OF_CLASS if self._class_group else OF_SCHOOL
        self.model.show_lines(lines, columns)
        if lines:
            row = self.model.row_of(old)
            self.table.setCurrentIndex(self.model.index(row, min(column, len(columns) - 1)))
        self._total.setText(self._totals(found, lines))
        self._show_emptiness(filled=bool(lines))

    def _totals(self, found: tuple[ClassAttendance, ...], lines: list[PeriodLine]) -> str:
        n = len(lines)
        held, untaken = (sum(getattr(one, what) for one in found) for what in ("held", "not_taken"))
        lessons = sum(line.pupil.lessons() for line in lines)
        days = sum(line.pupil.full_days() for line in lines)
        parts = [
            ngettext("{n} pupil", "{n} pupils", n).format(n=n),
            ngettext("{n} lesson missed", "{n} lessons missed", lessons).format(n=lessons),
            ngettext("{n} whole day", "{n} whole days", days).format(n=days),
            _("lessons: {held} held").format(held=held),
            _("{n} not taken").format(n=untaken) if untaken else "",
        ]
        return " · ".join(part for part in parts if part)

    def _show_emptiness(self, *, filled: bool) -> None:
        self._pages.removeWidget(self._empty)
        self._empty.deleteLater()
        least = self.wanted.least
        words = _("Nobody has missed so many.") if least else _("Nobody is on the list.")
        self._empty = EmptyState(words, act=_("Show everybody") if least else "")
        self._empty.acted.connect(self.least.clear)
        self._pages.addWidget(self._empty)
        self._pages.setCurrentWidget(self.table if filled else self._empty)

    def _on_day(self, day: date) -> None:
        line = self.model.lines[self.table.currentIndex().row()]
        found = (one for one in self._found if one.class_label == line.class_label)
        self.day_asked.emit(next(found).class_group, day, line.pupil.pupil.id)

    def _on_counted(self, found: tuple[ClassAttendance, ...]) -> None:
        if not self.left and not self._class_group:
            self._show(found)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, DeskError):
            raise error
        if not isinstance(error, StoppedError) and not self.left:
            self.refused.emit(error)
