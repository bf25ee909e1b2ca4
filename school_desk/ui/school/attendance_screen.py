"""Attendance: the day of a class to write in, and what was missed in any span of time."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from school_desk.formats import class_words
from school_desk.i18n import _
from school_desk.intents import Form, Scope
from school_desk.journal.history_model import RowPlace
from school_desk.school.model import ClassGroup
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.messages import Saving, Tone
from school_desk.ui.school.attendance_day import DayView
from school_desk.ui.school.attendance_period import PeriodView
from school_desk.ui.school.attendance_print import print_attendance
from school_desk.ui.school.class_list import ClassLine, ClassList
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.screen import Place, Room
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.fields import SearchField
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import rule
from school_desk.ui.work_place import WorkPlace

PLACE = "attendance"
WHOLE_SCHOOL = 0


class View(StrEnum):
    """The two tabs."""

    DAY = "day"
    PERIOD = "period"


VIEWS = tuple(View)


class AttendanceScreen(SchoolScreen):
    """`Place("attendance", (class group, "day" or "period", day, pupil))`; all may be missing."""

    where = Where.ATTENDANCE
    tables = frozenset(
        (
            *("session", "attendance", "lesson", "timetable_slot", "membership", "pupil"),
            *("class_group", "rule_value"),
        )
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        self._classes = _seen(at)
        self.classes = ClassList(_("Classes"))
        self.day = DayView(at)
        self.period = PeriodView(at)
        self.field = SearchField(action("find_pupil").title, key=action("find_pupil").key_text)
        self._head = PageHead(_("Attendance"), tabs=(_("The day"), _("Period")))
        self._views = QStackedWidget()
        self._lay_out()
        self._connect()
        self._go(place)

    def title(self) -> str:
        return _("Attendance")

    def place(self) -> Place:
        day = self.day.day.isoformat()
        return Place(PLACE, (self._class_group, self._view.value, day, self.day.pupil))

    def row_place(self) -> RowPlace | None:
        return self.day.row_place() if self._view is View.DAY else None

    def undo_form(self) -> Form:
        return self.day.form()

    def handlers(self) -> Mapping[str, Handler]:
        own: dict[str, Handler] = {
            "tab_1": lambda: self._show(View.DAY),
            "tab_2": lambda: self._show(View.PERIOD),
            "find_pupil": self._focus_find,
            "print": self.print_papers,
        }
        if self._view is View.DAY:
            own |= {"day_next": lambda: self.day.step(1), "day_previous": lambda: self.day.step(-1)}
        else:
            own["sort"] = self.period.sort
        if self.period.panel.isVisible():
            own["leave"] = self.period.close_panel
        elif isinstance(self.focusWidget(), QLineEdit):
            own["leave"] = self._leave_field
        return own

    def hints(self) -> Sequence[str]:
        return ("help", "print", "undo")

    def regions(self) -> Sequence[QWidget]:
        if self._view is View.DAY:
            return (self.classes, self._head, self.day.strip, self.day.grid)
        return (
            *(self.classes, self._head, self.period.strip),
            *(self.period.table, self.period.panel),
        )

    def take_focus(self) -> None:
        if self._classes:
            self._shown.take_focus()
        else:
            super().take_focus()

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)
        self.classes.set_narrow(narrow=room is not Room.FULL)
        self.field.setVisible(room is Room.FULL)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.period.left = True
        super().closeEvent(event)

    def reload(self) -> None:
        """Read again what is shown."""
        self._shown.reload()

    def print_papers(self) -> None:
        """The attendance sheet of what is shown, as PDF or as a spreadsheet."""
        if self._classes:
            print_attendance(self._at, self._class_group, self.period.wanted, self)

    @property
    def _view(self) -> View:
        return VIEWS[self._views.currentIndex()]

    @property
    def _shown(self) -> DayView | PeriodView:
        return self.day if self._view is View.DAY else self.period

    @property
    def _class_group(self) -> int:
        return self.classes.current() or WHOLE_SCHOOL

    def _lay_out(self) -> None:
        self.field.setFixedWidth(scaled(190))
        self._print = Button(_("Print"), key="Ctrl+P", icon="print")
        self._print.clicked.connect(self.print_papers)
        self._head.add_action(self.field)
        self._head.add_action(self._print)
        for view in (self.day, self.period):
            self._views.addWidget(view)
        below = QHBoxLayout()
        below.setSpacing(0)
        self._line = rule(vertical=True)
        for widget, stretch in ((self.classes, 0), (self._line, 0), (self._views, 1)):
            below.addWidget(widget, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(below, 1)
        if not self._classes:
            self._views.hide()
            sentence = _(
                "Attendance of a class is seen by its form tutor, the deputy and the head."
            )
            column.addWidget(EmptyState(sentence), 1)

    def _connect(self) -> None:
        self.classes.show_lines(self._lines())
        several = len(self._classes) > 1
        self.classes.setVisible(several)
        self._line.setVisible(several)
        self.classes.chosen.connect(self._on_class)
        self._head.tab_chosen.connect(lambda tab: self._show(VIEWS[tab]))
        self.field.textEdited.connect(self._on_find)
        self.field.returnPressed.connect(self.take_focus)
        self.day.refused.connect(self._at.messages.refuse)
        self.day.said.connect(self._at.messages.say)
        self.period.refused.connect(self._at.messages.refuse)
        self.period.day_asked.connect(self._on_day_asked)

    def _lines(self) -> list[ClassLine]:
        whole = self._desk.may("See attendance", Scope())
        holes = self._desk.attendance.holes(self._desk.today()) if whole else {}
        lines = [
            ClassLine(one.id, class_words(one.label), _holes_words(holes.get(one.id, 0)))
            for one in self._classes
        ]
        if whole:
            lines.append(ClassLine(WHOLE_SCHOOL, _("Whole school")))
        return lines

    def _go(self, place: Place) -> None:
        if not self._classes:
            return
        group, view, day, pupil = (*place.facts, None, None, None, None)[:4]
        own = (one.id for one in self._classes if one.form_tutor == self._desk.account.id)
        first = next(own, self._classes[0].id)
        self.classes.blockSignals(True)
        self.classes.go_to(group if isinstance(group, int) else first)
        self.classes.blockSignals(False)
        if isinstance(day, str):
            self.day.day = date.fromisoformat(day)
        self._show(View(str(view)) if view in VIEWS else View.DAY)
        if isinstance(pupil, int):
            self.day.stand_on(pupil)

    def _show(self, view: View) -> None:
        """Show a tab; a day is always that of one class."""
        if view is View.DAY and self._class_group == WHOLE_SCHOOL:
            self.classes.go_to(self._classes[0].id)
        self._views.setCurrentIndex(VIEWS.index(view))
        self._head.tabs.setCurrentIndex(VIEWS.index(view))
        if view is View.DAY:
            self.day.show_class(self._class_group)
        else:
            self.period.show_class(self._class_group)
        self._say_head()
        self.answers_changed.emit()
        self.take_focus()

    def _say_head(self) -> None:
        found = (one for one in self._classes if one.id == self._class_group)
        group = next(found, None)
        self._head.subtitle.setText(class_words(group.label) if group else _("Whole school"))

    def _on_class(self, class_group: int) -> None:
        if class_group == WHOLE_SCHOOL and self._view is View.DAY:
            self._show(View.PERIOD)
        elif self._view is View.DAY:
            self.day.show_class(class_group)
        else:
            self.period.show_class(class_group)
        self._say_head()

    def _on_day_asked(self, class_group: int, day: date, pupil: int) -> None:
        self.place_asked.emit(Place(PLACE, (class_group, View.DAY.value, day.isoformat(), pupil)))

    def _on_change(self, change: object) -> None:
        super()._on_change(change)  # type: ignore[arg-type]  # the event of the base
        self._at.messages.show_saving(Saving.SAVED)

    def _on_find(self, query: str) -> None:
        if not self._shown.find_pupil(query) and query:
            self._at.messages.say(_("No pupil with this name is in the class."), Tone.WARN)

    def _focus_find(self) -> None:
        self.field.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _leave_field(self) -> None:
        self.field.clear()
        self.period.find_pupil("")
        self.take_focus()


def _seen(at: WorkPlace) -> tuple[ClassGroup, ...]:
    """The classes whose attendance this person may see."""
    return tuple(
        one
        for one in at.desk.school.class_groups()
        if at.desk.may("See attendance", Scope(class_group=one.id))
    )


def _holes_words(n: int) -> str:
    """How many lessons of today nobody has noted."""
    return _("{n} not taken").format(n=n) if n else ""
