"""The weekly timetable: type a subject, drag or move a lesson; what clashes is said at once."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from school_desk.formats import weekday_name
from school_desk.i18n import _
from school_desk.intents import Scope
from school_desk.journal.history_model import RowPlace
from school_desk.school.model import Bell, TimetableSlot
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.menu import Entry
from school_desk.ui.messages import Tone
from school_desk.ui.school.bell_form import BellForm, changed_bells, next_bell
from school_desk.ui.school.clash_panel import ClashPanel, HoursPanel
from school_desk.ui.school.fet_dialog import FetDialog
from school_desk.ui.school.lesson_choice import half_hours_in_words
from school_desk.ui.school.school_screen import gate
from school_desk.ui.school.timetable_hand import (
    Carried,
    Hand,
    copies,
    forecast,
    in_lane,
    would_clash,
)
from school_desk.ui.school.timetable_print import print_timetable
from school_desk.ui.school.timetable_typing import INTENT, HoursScreen
from school_desk.ui.school.timetable_views import (
    EMPTY,
    TABS,
    VIEWS,
    View,
    lines,
    name_of,
    slots_of,
    week_of,
)
from school_desk.ui.school.week import Planner, hours_number
from school_desk.ui.school.week_model import BELLS
from school_desk.ui.school.week_paint import repaint
from school_desk.ui.screen import Place, Room
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.chooser import Chooser
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import rule
from school_desk.ui.work_place import WorkPlace

PLACE = "timetable"
MOVE = "Move lesson"
MAKE = "Make timetable"


class TimetableScreen(HoursScreen):
    """`Place("timetable", (class, teacher or room, weekday, slot, view, group))`; all may lack."""

    where = Where.TIMETABLE
    tables = frozenset(
        (
            *("timetable_slot", "teaching", "subject", "bell", "class_group", "teaching_group"),
            *("shift", "teacher_time", "room", "group_member", "class_set"),
        )
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        self.hand = Hand()
        self.clashes = ClashPanel()
        self.hours = HoursPanel()
        self._head = PageHead(_("Timetable"), tabs=[_(tab) for tab in TABS])
        self._room = Room.FULL
        self._lay_out()
        self.chooser = Chooser(_("Which subject?"), self)
        self.bell_form = BellForm(self)
        who, weekday, slot, view, group = (*place.facts, None, None, None, None, None)[:5]
        self.view = View(str(view)) if view in VIEWS else View.CLASS
        self._head.tabs.setCurrentIndex(VIEWS.index(self.view))
        self._show_list()
        self.classes.go_to(who if isinstance(who, int) else None)
        self._show_week()
        self._stand(weekday, slot, group)
        self._show_hour()
        self._join()

    def title(self) -> str:
        return _("Timetable")

    def place(self) -> Place:
        row, column = self.here
        spot = self.model.hour(row, column) if column > BELLS and self.model.week.rows else None
        group = self.model.key(row, column)[2:] if spot else ()
        hour = spot or (None, None)
        return Place(PLACE, (self.who, *hour, self.view.value, *group))

    def row_place(self) -> RowPlace | None:
        """The lesson of the cell; in an empty one of a class the lesson that stood there."""
        if self.hour is None:
            return None
        name = self.planner.hour_words(self.hour[1])
        if self.chosen:
            lesson = self.chosen[0]
            whole = f"{self.planner.class_of(lesson)}, {self.planner.subject(lesson)}"
            return RowPlace("timetable_slot", lesson.id, name=f"{whole}, {name}")
        if self.group is None:
            return None
        return RowPlace("timetable_slot", born=(self.group, *self.hour), name=name)

    def handlers(self) -> Mapping[str, Handler]:
        own: dict[str, Handler] = {
            **{f"tab_{n}": partial(self._show_view, view) for n, view in enumerate(VIEWS, 1)},
            "edit": lambda: self._type(""),
            "cut": self._cut,
            "copy": self._copy,
            "paste": self._paste,
            "copy_day": self._ask_copy_day,
            "repeat_above": self._repeat,
            "two_weeks": self._turn_weeks,
            "room": self._ask_room,
            "next_lesson": self._next_part,
            "teacher_away": self._turn_busy,
            "add": self._add_bell,
            "make_timetable": self.make,
            "print": self.print_papers,
        }
        if self.hand.carried is not None:
            own["leave"] = self.drop
        return own

    def hints(self) -> Sequence[str]:
        return ("help", "cut", "undo")

    def regions(self) -> Sequence[QWidget]:
        return (self.classes, self._head, self.grid)

    def take_focus(self) -> None:
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self._room = room
        self._head.set_compact(compact=room is Room.COMPACT)
        self.classes.set_narrow(narrow=room is Room.COMPACT)
        self._show_sides()

    def reload(self) -> None:
        """Read the whole timetable again; the cursor stays."""
        self.planner = Planner.of(self._desk)
        self.drop()
        self._show_list()
        self._show_week()

    def make(self) -> None:
        """Let FET make the timetable, or take one from a file."""
        if self.allowed(MAKE):
            FetDialog.ask(self._at, self)

    def print_papers(self) -> None:
        """The timetable of what is shown, of all, of the school."""
        print_timetable(self._at, self.planner, self.view, self.who, self)

    # What is shown

    def _lay_out(self) -> None:
        told = action("print")
        self._print = Button(_("Print"), icon="print", key=told.key_text)
        self._print.clicked.connect(self.print_papers)
        self._make = Button(_("Make by FET"), icon="columns", key=action("make_timetable").key_text)
        self._make.clicked.connect(self.make)
        gate(self._make, self._desk.why_not(MAKE, Scope()))
        self._head.add_action(self._make)
        self._head.add_action(self._print)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.grid)
        self._empty = EmptyState(_(EMPTY[View.CLASS]), act=_("To the pupils and classes"))
        self._empty.acted.connect(lambda: self.place_asked.emit(Place("pupils")))
        self._pages.addWidget(self._empty)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._pages, 1)
        middle.addWidget(rule())
        middle.addWidget(self.clashes)
        below = QHBoxLayout()
        below.setSpacing(0)
        self._line = rule(vertical=True)
        below.addWidget(self.classes)
        below.addWidget(self._line)
        below.addLayout(middle, 1)
        below.addWidget(self.hours)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(below, 1)

    def _join(self) -> None:
        self.classes.chosen.connect(self._on_chosen)
        self._head.tab_chosen.connect(lambda tab: self._show_view(VIEWS[tab]))
        self.grid.typed.connect(self._type)
        self.grid.entered.connect(self._enter)
        self.grid.erased.connect(self._erase)
        self.grid.turned.connect(self._next_part)
        self.grid.stepped.connect(self._step)
        self.grid.taken_up.connect(self._cut)
        self.grid.put_down.connect(self._put_down)
        self.grid.wandered.connect(self._on_wandered)
        self.grid.doubleClicked.connect(lambda _index: self._type(""))
        self.grid.clicked.connect(lambda _index: self._put_away())
        self.chooser.closed.connect(self.take_focus)
        self.bell_form.written.connect(self._write_bell)
        self.bell_form.closed.connect(self.take_focus)

    def _show_view(self, view: View) -> None:
        """Another tab; the hour stays."""
        if view is self.view:
            return
        hour, chosen, before = self.hour, self.chosen, self.who
        self.drop()
        self._put_away()
        self.view = view
        self._head.tabs.setCurrentIndex(VIEWS.index(view))
        self._show_list()
        self.classes.go_to(self._of_same_lesson(chosen[0]) if chosen else before)
        self._show_week()
        groups = [
            self.planner.groups.get(self.planner.around.class_of[one.group]) for one in chosen
        ]
        weekday, slot = hour or (None, None)
        self._stand(weekday, slot, groups[0] if groups else None)
        self.take_focus()

    def _of_same_lesson(self, lesson: TimetableSlot) -> int | None:
        """The line of the list that a lesson is of."""
        if self.view is View.TEACHER:
            return lesson.teacher
        if self.view is View.ROOM and lesson.room:
            return self.planner.whole.rooms.index(lesson.room) + 1
        return self.planner.around.class_of.get(lesson.group)

    def _show_list(self) -> None:
        self.classes.blockSignals(True)
        self.classes.show_lines(lines(self.planner, self.view))
        self.classes.blockSignals(False)
        self._show_sides()

    def _show_sides(self) -> None:
        whole = self.view is View.SCHOOL
        self.classes.setVisible(not whole)
        self._line.setVisible(not whole)
        self.hours.setVisible(self._room is Room.FULL and not whole)

    def _show_week(self) -> None:
        planner, view = self.planner, self.view
        self.part = None
        week = week_of(planner, view, self.who)
        self.model.show_week(week)
        self.grid.spread()
        repaint(self.grid, None)
        slots = slots_of(planner, view, self.who)
        there = bool(planner.groups) and (view is View.SCHOOL or self.who is not None)
        self._pages.setCurrentIndex(0 if there else 1)
        self._empty.show_sentence(_(EMPTY[view]))
        halves = planner.half_hours(slots)
        self.hours.show_hours(planner.hours(slots), hours_number(halves))
        self._show_clashes()
        name = name_of(planner, view, self.who)
        self._head.title.setText(
            _("Timetable: {class_group}").format(class_group=name) if name else _("Timetable")
        )
        self._head.subtitle.setText(half_hours_in_words(halves))

    def _show_clashes(self) -> None:
        """The clashes of what is shown first; while a lesson is carried, those it would make."""
        self._show_hour()
        carried, hour = self.hand.carried, self.hour
        if carried is None:
            shown = slots_of(self.planner, self.view, self.who)
            cell = self.model.cell(*self.here)
            near = cell.slots if cell and cell.clash else shown
            most = 1 if self.view is View.SCHOOL else 3
            self.clashes.show_sentences(self.planner.clash_sentences(near), most=most)
            return
        if hour is None or hour == carried.source or not self._in_lane(carried):
            words = _("Choose an hour, then Ctrl+V. Esc leaves the lesson where it is.")
            self.clashes.show_sentences((), nothing=words)
            return
        found = would_clash(self.planner, carried, hour)
        sentences = [self.planner.clash_sentence(one) for one in found]
        self.clashes.show_sentences(sentences, nothing=_("Nothing would clash here."))

    def _show_hour(self) -> None:
        """What stands under the cursor, in full: a cell may have had to cut it."""
        hour, words = self.hour, ""
        if hour is not None:
            lessons = "; ".join(self.planner.lesson(slot) for slot in self.chosen)
            text = _("{day}, lesson {slot}: {lessons}") if lessons else _("{day}, lesson {slot}")
            day, slot = _capital(weekday_name(hour[0])), self.planner.hour_words(hour[1])
            words = text.format(day=day, slot=slot, lessons=lessons)
        self.clashes.hour.setText(words)

    def _stand(self, weekday: object, slot: object, group: object = None) -> None:
        self.grid.setCurrentIndex(self.model.index(*self.model.place_of(weekday, slot, group)))

    def _put_away(self) -> None:
        self.chooser.hide()
        self.bell_form.hide()

    def _on_chosen(self, _class_group: int) -> None:
        self._put_away()
        self.drop()
        self._show_week()

    def _on_wandered(self) -> None:
        self.part = None
        repaint(self.grid, None)
        self._show_clashes()

    # Typing, Enter, Delete, Space

    def _type(self, typed: str) -> None:
        """A letter opens the subjects that begin so; on the bells a digit opens the times."""
        if not self.allowed(INTENT):
            return
        if self.here[1] == BELLS:
            if self.view is not View.SCHOOL:
                self._ask_bell(typed)
        elif self.hour is not None:
            self.ask_lesson(typed.strip())

    def _enter(self) -> None:
        """The teacher of this lesson; on an empty hour the subject first."""
        if not self.chosen:
            self._type("")
        elif self.allowed(INTENT):
            self.ask_teacher(self.chosen[0].group, self.chosen[0].subject)

    def _erase(self) -> None:
        if self.here[1] == BELLS:
            if self.view is not View.SCHOOL and self.allowed(INTENT):
                self._erase_bell(self.here[0])
        elif self.chosen:
            lessons = self.chosen
            self.attempt(lambda: self._desk.timetable.clear(lessons))

    def _next_part(self) -> None:
        """Of several lessons in one hour the next one, then all of them again."""
        cell = self.model.cell(*self.here)
        count = len(cell.parts) if cell else 0
        if count > 1:
            following = 0 if self.part is None else self.part + 1
            self.part = following if following < count else None
            repaint(self.grid, self.part)
            self._show_hour()

    # Moving and copying

    def drop(self) -> None:
        """Have nothing in hand; what was copied stays."""
        if self.hand.carried is not None:
            self.hand.carried = None
            self.model.carry((), {})
            self._show_clashes()
            self.answers_changed.emit()

    def _cut(self) -> None:
        """Take a lesson up: each hour says what it would mean there."""
        hour = self.hour
        if hour is None or not self.chosen or not self.allowed(MOVE):
            return
        self.hand.carried = Carried(self.chosen, hour)
        self.model.carry(self.chosen, forecast(self.planner, self.model, self.hand.carried))
        self._show_clashes()
        self.answers_changed.emit()

    def _put_down(self, on_an_hour: bool) -> None:  # noqa: FBT001  a signal's value
        carried = self.hand.carried
        if carried is None or not on_an_hour or self.hour == carried.source:
            self.drop()
        else:
            self._move_here(carried)

    def _copy(self) -> None:
        if self.chosen:
            self.drop()
            self.hand.copied = self.chosen
            words = "; ".join(self.planner.lesson(slot) for slot in self.chosen)
            self._at.messages.say(_("Copied: {lesson}").format(lesson=words))

    def _paste(self) -> None:
        if self.hand.carried is not None:
            self._move_here(self.hand.carried)
        elif self.hand.copied and self.hour is not None and self.allowed(INTENT):
            self._put(copies(self.planner, self.hand.copied, self.hour, self.group))

    def _repeat(self) -> None:
        """The lesson of the hour above once more."""
        row, column = self.here
        above = self.model.cell(row - 1, column) if row and self.hour else None
        if above is not None and above.slots and self.hour and self.allowed(INTENT):
            self._put(copies(self.planner, above.slots, self.hour, None))
            self.go_down()

    def _put(self, lessons: Sequence[TimetableSlot]) -> None:
        if self.attempt(lambda: self._desk.timetable.put(lessons)):
            self.say_clashes({slot.group for slot in lessons})

    def _step(self, down: int, right: int) -> None:
        """One hour or one day further, and the cursor with it."""
        row, column = self.here[0] + down, self.here[1] + right
        hour = self.hour
        inside = 0 <= row < self.model.rowCount() and BELLS < column < self.model.columnCount()
        if hour is None or not self.chosen or not inside or not self.allowed(MOVE):
            return
        carried = Carried(self.chosen, hour)
        self.grid.setCurrentIndex(self.model.index(row, column))
        self._move_here(carried)

    def _move_here(self, carried: Carried) -> None:
        hour = self.hour
        if hour is None:
            return
        if not self._in_lane(carried):
            self.drop()
            words = _("A lesson stays in its class. To give it to another class, copy it: Ctrl+C.")
            self._at.messages.say(words, Tone.WARN)
        elif self.attempt(lambda: self._desk.timetable.move(carried.move(hour))):
            self.drop()
            self.say_clashes(set(carried.groups))

    def _in_lane(self, carried: Carried) -> bool:
        return in_lane(self.planner, carried, self.model.key(*self.here))

    def _turn_weeks(self) -> None:
        """Every week, odd weeks, even weeks, and round again."""
        if self.chosen and self.allowed(INTENT):
            lesson = self.chosen[0]
            self.attempt(lambda: self._desk.timetable.turn_weeks(lesson))

    def _ask_room(self) -> None:
        if self.chosen and self.hour and self.allowed(INTENT):
            self.ask_room(self.chosen, self.hour)

    def _turn_busy(self) -> None:
        """Whether a teacher can come at this hour; in the week of the teacher."""
        hour, who = self.hour, self.who
        if self.view is not View.TEACHER:
            self._at.messages.say(_("When a teacher cannot come is said in the tab By teacher."))
        elif hour is not None and who is not None and self.allowed(INTENT):
            busy = (who, *hour) not in self.planner.around.busy
            self.attempt(lambda: self._desk.timetable.mark_busy(who, *hour, busy=busy))

    # Whole days

    def _ask_copy_day(self) -> None:
        hour, group = self.hour, self.group
        if group is None or hour is None or not self.allowed(INTENT):
            return
        groups = self.planner.around.groups_of(self.planner.around.class_of[group])
        entries = [
            Entry(
                text=_capital(weekday_name(day)),
                run=partial(self._copy_day, groups, hour[0], day),
            )
            for day in self.planner.weekdays
            if day != hour[0]
        ]
        question = _("Copy {day} to which day?").format(day=weekday_name(hour[0]))
        self.ask(question, entries)

    def _copy_day(self, groups: Sequence[int], source: int, target: int) -> None:
        self.attempt(lambda: self._desk.timetable.copy_day(groups, source, target))

    # Bells

    def _ask_bell(self, typed: str) -> None:
        box, row = self.cell_box, self.model.week.rows[self.here[0]]
        shown = typed if typed.isdecimal() else ""
        bell = row.bell or _bell_for(row.slot, self.planner.bells)
        self.bell_form.open(bell, QPoint(box.right(), box.top()), typed=shown)

    def _write_bell(self, bell: Bell, along: bool) -> None:  # noqa: FBT001  a signal's value
        known = self.planner.bells
        if all(one.slot != bell.slot for one in known):
            known = (*known, bell)
        bells = changed_bells(known, bell, along=along)
        if self.attempt(lambda: self._desk.school.save_bells(bells)):
            self.bell_form.hide()
            self.go_down()

    def _add_bell(self) -> None:
        if self.view is not View.SCHOOL and self.allowed(INTENT):
            bells = self.planner.bells
            more = next_bell(bells)
            self.attempt(lambda: self._desk.school.save_bells((*bells, more)))
            last = self.model.rowCount() - 1
            self.grid.setCurrentIndex(self.model.index(last, BELLS))
            self.take_focus()

    def _erase_bell(self, row: int) -> None:
        bells, slot = self.planner.bells, self.model.week.rows[row].slot
        taken = any(one.slot == slot for one in self.planner.slots)
        if taken or not bells or slot != bells[-1].slot:
            self._at.messages.say(_("Only the last lesson can go, and only when no class has it."))
        else:
            self.attempt(lambda: self._desk.school.save_bells(bells[:-1]))


def _bell_for(slot: int, bells: Sequence[Bell]) -> Bell:
    """Times to begin with for an hour that has none: after the last bell before it."""
    before = [bell for bell in bells if bell.slot < slot]
    found = next_bell(before)
    return Bell(slot, found.starts, found.ends)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
