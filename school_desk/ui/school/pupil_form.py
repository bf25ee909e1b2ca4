"""The fields of one pupil over the list: to add one after another, or to put one right."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from school_desk.i18n import _
from school_desk.school.model import PersonName
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.day_field import DayField
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.labels import label


@dataclass(frozen=True, slots=True)
class TypedPupil:
    """What stands in the fields."""

    name: PersonName
    birth: date | None
    since: date | None


class PupilForm(QFrame):
    """`written` with a TypedPupil on Enter; `closed` on Esc, with nothing changed."""

    written = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "strip")
        self.pupil: int | None = None
        self._title = label(weight="bold")
        self.surname, self.given, self.patronymic = QLineEdit(), QLineEdit(), QLineEdit()
        self._surname_field = Field(_("Surname"), self.surname)
        self.birth = DayField(_("Birth date"))
        self.since = DayField(_("Since"))
        self._lay_out()
        self.hide()

    def open_new(self, class_name: str, since: date) -> None:
        """Ask for a new pupil of a class group."""
        self._open(None, _("New pupil: {class_group}").format(class_group=class_name))
        self._show(TypedPupil(PersonName(""), None, since))

    def open_pupil(self, pupil: int, shown: TypedPupil) -> None:
        """Ask how a pupil is really written."""
        self._open(pupil, _("Correct: {name}").format(name=shown.name.listed))
        self._show(shown)

    def ready_for_next(self) -> None:
        """Empty the names for the next pupil; the day stays."""
        self._show(TypedPupil(PersonName(""), None, self.since.day()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._write()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _open(self, pupil: int | None, title: str) -> None:
        self.pupil = pupil
        self._title.setText(title)
        self.setAccessibleName(title)
        self.since.setVisible(pupil is None)
        self.show()

    def _show(self, shown: TypedPupil) -> None:
        self.surname.setText(shown.name.surname)
        self.given.setText(shown.name.given)
        self.patronymic.setText(shown.name.patronymic)
        self._surname_field.show_problem("")
        self.birth.show_day(shown.birth)
        self.since.show_day(shown.since)
        self.surname.setFocus(Qt.FocusReason.OtherFocusReason)
        self.surname.selectAll()

    def _write(self) -> None:
        missing = not self.surname.text().strip()
        self._surname_field.show_problem(_("The surname is missing.") if missing else "")
        if missing:
            self.surname.setFocus()
        elif self.birth.valid() and self.since.valid():
            parts = (line.text() for line in (self.surname, self.given, self.patronymic))
            name = PersonName(*(" ".join(part.split()) for part in parts))
            self.written.emit(TypedPupil(name, self.birth.day(), self.since.day()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        close = Button(_("Close"), key="Esc", role="link", height=24)
        close.clicked.connect(self.closed)
        head.addWidget(close)
        column.addLayout(head)
        fields = QGridLayout()
        fields.setHorizontalSpacing(8)
        shown = (
            (self._surname_field, 3),
            (Field(_("Given name"), self.given), 3),
            (Field(_("Patronymic"), self.patronymic), 3),
            (self.birth, 2),
            (self.since, 2),
        )
        for place, (field, stretch) in enumerate(shown):
            fields.addWidget(field, 0, place, Qt.AlignmentFlag.AlignTop)
            fields.setColumnStretch(place, stretch)
        write = Button(_("Write"), key="Enter", role="primary")
        write.clicked.connect(self._write)
        fields.addWidget(write, 0, len(shown), Qt.AlignmentFlag.AlignBottom)
        column.addLayout(fields)
