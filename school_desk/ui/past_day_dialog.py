"""Which past day shall be shown: one field, Enter shows it."""

from datetime import date

from PySide6.QtWidgets import QWidget

from school_desk.i18n import _
from school_desk.ui.widgets.day_field import DayField
from school_desk.ui.widgets.dialog import DeskDialog


class PastDayDialog(DeskDialog):
    """`ask(...)` returns a day before today, or None."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(
            _("As it stood on which day?"),
            _("Show"),
            sentence=_("Everything is shown as it was on the evening of that day, only to read."),
            parent=parent,
        )
        self._today = today
        self.day = DayField(_("Date"))
        self.body.addWidget(self.day)

    @classmethod
    def ask(cls, today: date, parent: QWidget | None = None) -> date | None:
        """Ask for the day."""
        dialog = cls(today, parent)
        answer = dialog.day.day() if dialog.exec() else None
        dialog.deleteLater()
        return answer

    def accept(self) -> None:
        """A day that is not over is said under its field."""
        day = self.day.day()
        if not self.day.valid():
            return
        if day is None or day >= self._today:
            self.day.show_problem(_("Type a day before today."))
            return
        super().accept()
