"""The day of a class: lessons across, letters typed, the whole day of a pupil by one letter."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from school_desk.errors import N_, DeskError
from school_desk.formats import date_short, day_and_weekday
from school_desk.i18n import _, current, ngettext
from school_desk.intents import Form
from school_desk.journal.history_model import RowPlace
from school_desk.journal.typing import read_key
from school_desk.school.attendance_model import Letters, Understood
from school_desk.school.attendance_rules import lesson_to_sign
from school_desk.school.model import Absence
from school_desk.school.names import matches
from school_desk.ui.school.attendance_words import day_counts, hours_counts
from school_desk.ui.school.day_grid import DayGrid
from school_desk.ui.school.day_model import NAME, DayModel
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import IconButton
from school_desk.ui.widgets.day_field import DigitLine
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.strip import Strip
from school_desk.ui.widgets.typed_time import parse_day
from school_desk.ui.work_place import WorkPlace

MOST_DAYS = 150


class LetterUnknownError(DeskError):
    """A key that stands for no absence."""

    sentence = N_("«{text}» is no sign of attendance. Type {letters}.")


class DayUnknownError(DeskError):
    """A text that is no day."""

    sentence = N_("«{text}» is no day. Type it as 22.10 or 22.10.2026.")


class DayView(QWidget):
    """`refused` with what was not written, `said` with what was; the screen hears of changes."""

    refused = Signal(object)
    said = Signal(str)

    def __init__(self, at: WorkPlace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attendance = at.desk.attendance
        self._class_group = 0
        self._understood: Understood = {}
        self.day = at.desk.today()
        self.model = DayModel({})
        self.grid = DayGrid(self.model, _("Attendance of the day"))
        self.grid.typed.connect(self._on_typed)
        self.grid.erased.connect(lambda: self._write(None))
        self.field = DigitLine()
        self.field.returnPressed.connect(self._on_chosen)
        self.strip = Strip(_("The day"))
        self._title, self._lessons, self._pupils = (label(wrap=True) for _n in range(3))
        self._no_lessons = EmptyState("")
        self._pages = QStackedWidget()
        self._lay_out()

    def show_class(self, class_group: int, day: date | None = None) -> None:
        """Show a day of a class."""
        self._class_group = class_group
        self.show_day(day or self.day)

    def show_day(self, day: date) -> None:
        """Show another day of the class."""
        self.day = day
        letters, self._understood = self._attendance.letters(self._class_group, day)
        self.model.letters = _shown(letters)
        self.reload()

    def reload(self) -> None:
        """Read the day again; the cursor stays."""
        if not self._class_group:
            return
        here = self.grid.currentIndex()
        row, column = (here.row(), here.column()) if here.isValid() else (0, NAME)
        shown = self._attendance.day(self._class_group, self.day)
        self.model.show_day(shown)
        self.grid.stand(row, column)
        self._title.setText(day_and_weekday(self.day))
        self._lessons.setText(hours_counts(shown))
        self._pupils.setText(day_counts(shown))
        self._show_emptiness()

    def step(self, by: int) -> None:
        """The next or previous day with lessons."""
        days = (self.day + timedelta(days=by * n) for n in range(1, MOST_DAYS))
        found = (day for day in days if self._attendance.day(self._class_group, day).hours)
        self.show_day(next(found, self.day))
        self.take_focus()

    def find_pupil(self, query: str) -> bool:
        """Go to the first pupil of a name."""
        for row, one in enumerate(self.model.pupils):
            if matches(query, one.pupil.name):
                self.grid.stand(row, self.grid.currentIndex().column())
                return True
        return False

    def stand_on(self, pupil: int) -> None:
        """Go to a pupil."""
        ids = [one.pupil.id for one in self.model.pupils]
        if pupil in ids:
            self.grid.stand(ids.index(pupil), NAME)

    @property
    def pupil(self) -> int:
        """The current pupil; 0: nobody."""
        row = self.grid.currentIndex().row()
        return self.model.pupils[row].pupil.id if 0 <= row < len(self.model.pupils) else 0

    def row_place(self) -> RowPlace | None:
        """The sign of the cell; on the name of a pupil, the pupil."""
        shown, here = self.model.shown, self.grid.currentIndex()
        if shown is None or not here.isValid():
            return None
        one, hour = shown.pupils[here.row()], self.model.hour(here.column())
        name = one.pupil.name.listed
        if hour is None:
            return RowPlace("pupil", one.pupil.id, name=name)
        own = one.hour_of(hour)
        if own is None:
            return None
        key = lesson_to_sign(own)
        session = RowPlace("session", born=(key.group, key.date.isoformat(), key.slot))
        name = f"{name} · {self.model.subject_of(own)}, {date_short(key.date)}"
        return RowPlace("attendance", born=(session, one.pupil.id), name=name)

    def form(self) -> Form:
        """What this page had seen."""
        return self.model.shown.form if self.model.shown else Form()

    def take_focus(self) -> None:
        """To the grid, or to the field of the day where there is none."""
        there = self._pages.currentWidget() is self.grid
        (self.grid if there else self.field).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.field.setFixedWidth(scaled(96))
        self.field.setPlaceholderText(_("22.10"))
        self.strip.add_widget(_("Day"), self._title)
        self.strip.add_widget(_("Lessons"), self._lessons, stretch=1)
        self.strip.add_widget(_("Pupils"), self._pupils, stretch=1)
        self.strip.add_widget(_("Go to a day"), self._steps())
        self._pages.addWidget(self.grid)
        self._pages.addWidget(self._no_lessons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self._pages, 1)

    def _steps(self) -> QWidget:
        steps = QWidget()
        row = QHBoxLayout(steps)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for icon, name, by in (
            ("arrow_left", _("Previous day (Ctrl+←)"), -1),
            ("arrow_right", _("Next day (Ctrl+→)"), 1),
        ):
            button = IconButton(icon, name)
            button.clicked.connect(lambda _on=False, by=by: self.step(by))
            row.addWidget(button)
        self.field.setAccessibleName(_("Go to a day"))
        row.addWidget(self.field)
        return steps

    def _show_emptiness(self) -> None:
        filled = bool(self.model.hours and self.model.pupils)
        words = _("There are no lessons on this day.")
        if self.model.hours:
            words = _("There are no pupils in this class.")
        self._pages.removeWidget(self._no_lessons)
        self._no_lessons.deleteLater()
        self._no_lessons = EmptyState(words, act=_("Next day with lessons"), key="Ctrl+→")
        self._no_lessons.acted.connect(lambda: self.step(1))
        self._pages.addWidget(self._no_lessons)
        self._pages.setCurrentWidget(self.grid if filled else self._no_lessons)

    def _on_chosen(self) -> None:
        text = self.field.text().strip()
        day = parse_day(text) or parse_day(f"{text}.{self.day.year}")
        if day is None:
            self.refused.emit(DayUnknownError(text=text))
            return
        self.field.clear()
        self.show_day(day)
        self.take_focus()

    def _on_typed(self, text: str) -> None:
        sign = read_key(text, self._understood)
        if isinstance(sign, Absence):
            self._write(sign)
        elif not text.isspace():
            letters = " ".join(self.model.letters.values())
            self.refused.emit(LetterUnknownError(text=text, letters=letters))

    def _write(self, sign: Absence | None) -> None:
        """Write a sign in the current hour; in the column of names, in the whole day."""
        shown, here = self.model.shown, self.grid.currentIndex()
        if shown is None or not here.isValid():
            return
        pupil, hour = shown.pupils[here.row()].pupil, self.model.hour(here.column())
        try:
            if hour is not None:
                self._attendance.sign(shown, hour, pupil.id, sign)
            elif sign is not None:
                n, left = self._attendance.sign_day(shown, pupil.id, sign)
                text = ngettext("{name}: {n} lesson signed.", "{name}: {n} lessons signed.", n)
                words = text.format(name=pupil.name.listed, n=n)
                out = _("A lesson with points was left out: {n}").format(n=left) if left else ""
                self.said.emit(f"{words} {out}".rstrip())
            else:
                self.refused.emit(WholeDayError())
        except DeskError as refusal:
            self.refused.emit(refusal)


class WholeDayError(DeskError):
    """Signs are cleared lesson by lesson; a whole day is taken back by undo."""

    sentence = N_("Clear signs in the columns of lessons. Ctrl+Z takes back the whole day.")


def _shown(letters: Letters) -> dict[Absence, str]:
    return dict(letters.get(current(), letters["kk"]))
