"""A field for one day, typed with or without dots; it says so when it is none."""

from datetime import date

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from school_desk.formats import date_short
from school_desk.i18n import _
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.typed_time import KAZAKH_ROW, KAZAKH_SIX_SEVEN, parse_day


class DigitLine(QLineEdit):
    """A line that takes the number row of the Kazakh layout for the digits it carries."""

    def __init__(self) -> None:
        super().__init__()
        self._in_kazakh_row = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        digit = typed.translate(KAZAKH_ROW)
        if digit != typed:
            self._in_kazakh_row = True
        elif self._in_kazakh_row and typed:
            # Who has typed «ә» for 2 means 6 and 7 by «,» and «.», which else divide a date.
            digit = typed.translate(KAZAKH_SIX_SEVEN)
        if digit != typed:
            self.insert(digit)
        else:
            super().keyPressEvent(event)

    def clear(self) -> None:
        """Forget what was typed and in which layout."""
        super().clear()
        self._in_kazakh_row = False


class DayField(Field):
    """`day()` is None while it is empty; `valid()` shows the problem of what is no day."""

    def __init__(self, caption: str, day: date | None = None) -> None:
        self.line = DigitLine()
        super().__init__(caption, self.line)
        self.show_day(day)
        self.line.editingFinished.connect(self._on_finished)

    def show_day(self, day: date | None) -> None:
        """Put a day in."""
        self.line.setText(date_short(day) if day else "")
        self.show_problem("")

    def day(self) -> date | None:
        """The day that was typed, or None."""
        return parse_day(self.line.text())

    def valid(self) -> bool:
        """Whether it is empty or a day; else it says what a day looks like."""
        good = not self.line.text().strip() or self.day() is not None
        self.show_problem("" if good else _("This is not a day such as 05.03.2014."))
        return good

    def _on_finished(self) -> None:
        if self.valid():
            self.show_day(self.day())
