"""The weekly timetable of a class: type a subject, Enter the teacher; clashes are said at once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from school_desk.formats import class_words, weekday_name
from school_desk.i18n import _, current
from school_desk.intents import Scope
from school_desk.school.model import Bell, TimetableSlot
from school_desk.ui.actions import Handler, action
from school_desk.ui.menu import Entry
from school_desk.ui.school.bell_form import BellForm, changed_bells, next_bell
from school_desk.ui.school.clash_panel import ClashPanel, HoursPanel
from school_desk.ui.school.class_list import ClassLine, ClassList
from school_desk.ui.school.lesson_choice import (
    Taker,
    hours_in_words,
    own_subject_entry,
    subject_entries,
    teacher_entries,
)
from school_desk.ui.school.school_screen import SchoolScreen, gate
from school_desk.ui.school.week import Planner
from school_desk.ui.school.week_grid import WeekGrid
from school_desk.ui.school.week_model import BELLS, WeekModel
from school_desk.ui.screen import Place, Room
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.chooser import Chooser
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import rule
from school_desk.ui.work_place import WorkPlace

PLACE = "timetable"
INTENT = "Change timetable"


class TimetableScreen(SchoolScreen):
    """`Place("timetable", (class group, weekday, slot))`; each may be missing."""

    tables = frozenset(
        ("timetable_slot", "teaching", "subject", "bell", "class_group", "teaching_group")
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        self._planner = Planner.of(self._desk)
        self.classes = ClassList(_("Classes"))
        self.model = WeekModel(self)
        self.grid = WeekGrid(_("Week"))
        self.grid.setModel(self.model)
        self.clashes = ClashPanel()
        self.hours = HoursPanel()
        self._head = PageHead(_("Timetable"))
        self._lay_out()
        self.chooser = Chooser(_("Which subject?"), self)
        self.bell_form = BellForm(self)
        class_group, weekday, slot = (*place.facts, None, None, None)[:3]
        self._show_classes()
        self.classes.go_to(class_group if isinstance(class_group, int) else None)
        self._show_week()
        self.grid.setCurrentIndex(self.model.index(*self.model.place_of(weekday, slot)))
        self._join()

    def title(self) -> str:
        return _("Timetable")

    def place(self) -> Place:
        row, column = self._here()
        hour = self.model.hour(row, column) if column > BELLS else (None, None)
        return Place(PLACE, (self.classes.current(), *hour))

    def handlers(self) -> Mapping[str, Handler]:
        return {
            "edit": lambda: self._type(""),
            "copy": self._ask_copy,
            "add": self._add_bell,
        }

    def hints(self) -> Sequence[str]:
        return ("help", "edit", "undo")

    def regions(self) -> Sequence[QWidget]:
        return (self.classes, self._head, self.grid)

    def take_focus(self) -> None:
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)
        self.classes.set_narrow(narrow=room is Room.COMPACT)
        self.hours.setVisible(room is Room.FULL)

    def reload(self) -> None:
        """Read the whole timetable again; the cursor stays."""
        self._planner = Planner.of(self._desk)
        self._show_classes()
        self._show_week()

    # What is shown

    def _lay_out(self) -> None:
        told = action("copy")
        self._copy = Button(_("Copy this day"), icon="columns", key=told.key_text)
        self._copy.clicked.connect(self._ask_copy)
        self._head.add_action(self._copy)
        gate(self._copy, self._desk.why_not(INTENT, Scope()))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.grid)
        self._pages.addWidget(self._empty_state())
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._pages, 1)
        middle.addWidget(rule())
        middle.addWidget(self.clashes)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.classes)
        below.addWidget(rule(vertical=True))
        below.addLayout(middle, 1)
        below.addWidget(self.hours)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(below, 1)

    def _join(self) -> None:
        self.classes.chosen.connect(self._on_chosen)
        self.grid.typed.connect(self._type)
        self.grid.entered.connect(self._enter)
        self.grid.erased.connect(self._erase)
        self.grid.doubleClicked.connect(lambda _index: self._type(""))
        self.grid.clicked.connect(lambda _index: self._put_away())
        self.chooser.closed.connect(self.take_focus)
        self.bell_form.written.connect(self._write_bell)
        self.bell_form.closed.connect(self.take_focus)

    def _empty_state(self) -> EmptyState:
        made = EmptyState(
            _("Without classes there is no timetable."), act=_("To the pupils and classes")
        )
        made.acted.connect(lambda: self.place_asked.emit(Place("pupils")))
        return made

    def _show_classes(self) -> None:
        planner = self._planner
        lines = []
        for class_group, group in planner.groups.items():
            hours = sum(count for _name, count in planner.hours(group))
            label = class_words(planner.classes[group].label)
            lines.append(ClassLine(class_group, label, hours_in_words(hours)))
        self.classes.show_lines(lines)

    def _show_week(self) -> None:
        group = self._group()
        self.model.show_week(self._planner.week_of(group))
        self.grid.spread()
        hours = self._planner.hours(group)
        self._pages.setCurrentIndex(0 if group is not None else 1)
        self.hours.show_hours(hours)
        self.clashes.show_sentences(self._planner.clash_sentences(group))
        label = class_words(self._planner.classes[group].label) if group is not None else ""
        self._head.title.setText(
            _("Timetable: {class_group}").format(class_group=label) if label else _("Timetable")
        )
        self._head.subtitle.setText(hours_in_words(sum(count for _name, count in hours)))

    def _group(self) -> int | None:
        return self._planner.groups.get(self.classes.current() or 0)

    def _here(self) -> tuple[int, int]:
        index = self.grid.currentIndex()
        return max(0, index.row()), max(0, index.column())

    def _cell_box(self) -> QRect:
        box = self.grid.visualRect(self.grid.currentIndex())
        return QRect(self.grid.viewport().mapTo(self, box.topLeft()), box.size())

    def _put_away(self) -> None:
        self.chooser.hide()
        self.bell_form.hide()

    # Typing, Enter, Delete

    def _type(self, typed: str) -> None:
        """A letter opens the subjects that begin so; on the bells a digit opens the times."""
        group = self._group()
        if group is None or not self.allowed(INTENT):
            return
        if self._here()[1] == BELLS:
            self._ask_bell(typed)
            return
        taker = Taker(self._take_subject, self.add_subject)
        entries = subject_entries(self._desk, self._planner, group, taker)
        self.chooser.ask(
            _("Which subject?"),
            entries,
            self._cell_box(),
            typed=typed.strip(),
            find=lambda text: own_subject_entry(text, taker),
        )

    def _enter(self) -> None:
        """The teacher of this lesson; on an empty hour the subject first."""
        cell = self.model.cell(*self._here())
        if cell is None:
            self._type("")
        elif cell.slot is not None and self.allowed(INTENT):
            self._ask_teacher(cell.slot.group, cell.slot.subject)

    def _erase(self) -> None:
        row, column = self._here()
        cell = self.model.cell(row, column)
        if column == BELLS and self.allowed(INTENT):
            self._erase_bell(row)
        elif cell is not None and cell.slot is not None:
            lesson = cell.slot.id
            self.attempt(lambda: self._desk.school.clear_slot(lesson))

    def _take_subject(self, subject: int) -> None:
        row, column = self._here()
        group = self._group()
        if group is None:
            return
        weekday, slot = self.model.hour(row, column)
        known = self._planner.teaching(group, subject)
        placed = TimetableSlot(0, weekday, slot, group, subject, known.teacher)
        if self.attempt(lambda: self._desk.school.place(placed)):
            self._after_placing(group, subject, has_teacher=known.teacher is not None)

    def _after_placing(self, group: int, subject: int, *, has_teacher: bool) -> None:
        """Whoever is known teaches it; else that is the next question."""
        if has_teacher:
            self._go_down()
        else:
            self._ask_teacher(group, subject)

    def _ask_teacher(self, group: int, subject: int) -> None:
        def take(teacher: int | None) -> None:
            known = self._planner.teaching(group, subject)
            changed = replace(known, teacher=teacher)
            if self.attempt(lambda: self._desk.school.assign(changed)):
                self._go_down()

        names = self._planner.subjects[subject].names
        question = _("Who teaches {subject}?").format(subject=names[current()])
        self.chooser.ask(question, teacher_entries(self._planner, subject, take), self._cell_box())

    def _go_down(self) -> None:
        row, column = self._here()
        self.grid.setCurrentIndex(self.model.index(min(row + 1, self.model.rowCount() - 1), column))
        self.take_focus()

    # Whole days

    def _ask_copy(self) -> None:
        row, column = self._here()
        group = self._group()
        if group is None or column == BELLS or not self.allowed(INTENT):
            return
        source, _slot = self.model.hour(row, column)
        days = [day for day in self.model.week.weekdays if day != source]
        entries = [
            Entry(text=_capital(weekday_name(day)), run=self._copies(group, source, day))
            for day in days
        ]
        question = _("Copy {day} to which day?").format(day=weekday_name(source))
        self.chooser.ask(question, entries, self._cell_box())

    def _copies(self, group: int, source: int, target: int) -> Handler:
        return lambda: self.attempt(lambda: self._desk.timetable.copy_day((group,), source, target))

    # Bells

    def _ask_bell(self, typed: str) -> None:
        row, _column = self._here()
        box = self._cell_box()
        shown = typed if typed.isdecimal() else ""
        self.bell_form.open(self.model.week.bells[row], QPoint(box.right(), box.top()), typed=shown)

    def _write_bell(self, bell: Bell, along: bool) -> None:  # noqa: FBT001  a signal's value
        bells = changed_bells(self.model.week.bells, bell, along=along)
        if self.attempt(lambda: self._desk.school.save_bells(bells)):
            self.bell_form.hide()
            self._go_down()

    def _add_bell(self) -> None:
        if self.allowed(INTENT):
            bells = self.model.week.bells
            more = next_bell(bells)
            self.attempt(lambda: self._desk.school.save_bells((*bells, more)))
            last = self.model.rowCount() - 1
            self.grid.setCurrentIndex(self.model.index(last, BELLS))
            self.take_focus()

    def _erase_bell(self, row: int) -> None:
        bells = self.model.week.bells
        taken = any(slot.slot == bells[row].slot for slot in self._planner.slots)
        if taken or row != len(bells) - 1:
            self._at.messages.say(_("Only the last lesson can go, and only when no class has it."))
        else:
            self.attempt(lambda: self._desk.school.save_bells(bells[:-1]))

    def _on_chosen(self, _class_group: int) -> None:
        self._put_away()
        self._show_week()


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
