"""Where one is in the timetable, and what is asked while one types: subject, teacher, room."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QRect, Qt

from school_desk.i18n import _, current
from school_desk.school.model import TimetableSlot, Weeks
from school_desk.school.timetable_model import Spot
from school_desk.school.timetable_rules import lessons_at
from school_desk.ui.menu import Entry
from school_desk.ui.messages import Tone
from school_desk.ui.school.class_list import ClassList
from school_desk.ui.school.lesson_choice import (
    Taker,
    own_subject_entry,
    room_entries,
    subgroup_entries,
    subject_entries,
    taught_entries,
    teacher_entries,
)
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.school.timetable_views import View, room_of
from school_desk.ui.school.week import Planner
from school_desk.ui.school.week_grid import WeekGrid
from school_desk.ui.school.week_model import BELLS, WeekModel
from school_desk.ui.widgets.chooser import Chooser
from school_desk.ui.work_place import WorkPlace

INTENT = "Change timetable"


class HoursScreen(SchoolScreen):
    """A grid of hours with a list of whose week it is; `chooser` asks beside the current hour."""

    chooser: Chooser

    def __init__(self, at: WorkPlace) -> None:
        super().__init__(at)
        self.planner = Planner.of(self._desk)
        self.view = View.CLASS
        self.part: int | None = None
        self.classes = ClassList(_("Classes"))
        self.model = WeekModel(self)
        self.grid = WeekGrid(_("Week"))
        self.grid.setModel(self.model)

    def take_focus(self) -> None:
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # Where one is

    @property
    def who(self) -> int | None:
        """The class, teacher or room that is chosen."""
        return self.classes.current() if self.view is not View.SCHOOL else None

    @property
    def here(self) -> tuple[int, int]:
        """Row and column of the cursor."""
        index = self.grid.currentIndex()
        return max(0, index.row()), max(0, index.column())

    @property
    def hour(self) -> tuple[int, int] | None:
        """Weekday and slot of the cursor; on the bells there is none."""
        row, column = self.here
        return self.model.hour(row, column) if column > BELLS and self.model.week.rows else None

    @property
    def group(self) -> int | None:
        """The class as a whole whose cell the cursor is on, if the grid is of classes."""
        if self.view is View.SCHOOL and self.hour is not None:
            return self.model.key(*self.here)[-1]
        return self.planner.groups.get(self.who or 0) if self.view is View.CLASS else None

    @property
    def chosen(self) -> tuple[TimetableSlot, ...]:
        """The lessons of the current cell: all, or the one that Space has chosen."""
        cell = self.model.cell(*self.here)
        slots = cell.slots if cell else ()
        return slots if self.part is None else slots[self.part : self.part + 1]

    @property
    def cell_box(self) -> QRect:
        """The current cell in our coordinates."""
        box = self.grid.visualRect(self.grid.currentIndex())
        return QRect(self.grid.viewport().mapTo(self, box.topLeft()), box.size())

    def go_down(self) -> None:
        """To the next hour."""
        row, column = self.here
        self.grid.setCurrentIndex(self.model.index(min(row + 1, self.model.rowCount() - 1), column))
        self.take_focus()

    def ask(
        self,
        question: str,
        entries: Sequence[Entry],
        *,
        typed: str = "",
        find: Callable[[str], Sequence[Entry]] | None = None,
    ) -> None:
        """Let one choose beside the current cell."""
        self.chooser.ask(question, entries, self.cell_box, typed=typed, find=find)

    # What is asked

    def ask_lesson(self, typed: str) -> None:
        """Which subject; in the week of a teacher what this teacher teaches, of a room who is."""
        hour, who = self.hour, self.who
        if hour is None:
            return
        if self.view is View.TEACHER and who is not None:
            entries = taught_entries(self.planner, who, self._take)
            self.ask(_("Which lesson?"), entries, typed=typed)
        elif self.view is View.ROOM:
            self.ask(_("Whose lesson is here?"), self._without_room(hour), typed=typed)
        elif self.group is not None:
            self._ask_subject(self.group, typed)

    def ask_teacher(self, group: int, subject: int) -> None:
        """Who teaches a subject to a group, in the whole week."""

        def take(teacher: int | None) -> None:
            known = self.planner.teaching(group, subject)
            changed = replace(known, teacher=teacher)
            if self.attempt(lambda: self._desk.school.assign(changed)):
                self.say_clashes({group})
                self.go_down()

        names = self.planner.subjects[subject].names
        question = _("Who teaches {subject}?").format(subject=names[current()])
        self.ask(question, teacher_entries(self.planner, subject, take, self.hour))

    def ask_room(self, lessons: Sequence[TimetableSlot], hour: tuple[int, int]) -> None:
        """In which room lessons are; one that is typed anew joins the list."""

        def take(room: str) -> None:
            if self.attempt(lambda: self._desk.timetable.set_room(lessons, room)):
                self.say_clashes({slot.group for slot in lessons})
                self.take_focus()

        def add(typed: str) -> Sequence[Entry]:
            room = " ".join(typed.split())
            if not room or room in self.planner.whole.rooms:
                return ()
            words = _("Add the room «{name}»").format(name=room)
            return [Entry(text=words, run=lambda: take(room))]

        entries = room_entries(self.planner, hour, take)
        self.ask(_("In which room?"), entries, find=add)

    def say_clashes(self, groups: set[int]) -> None:
        """Name in the status line what has come to clash in the hour one stands on."""
        here = [
            clash
            for clash in self.planner.clashes
            if any(
                slot.group in groups and (slot.weekday, slot.slot) == self.hour
                for slot in clash.slots
            )
        ]
        if here:
            self._at.messages.say(self.planner.clash_sentence(here[0]), Tone.WARN)

    def _ask_subject(self, group: int, typed: str) -> None:
        taker = Taker(lambda subject: self._take(group, subject), self.add_subject)
        class_group = self.planner.around.class_of[group]
        entries = [
            *subject_entries(self._desk, self.planner, group, taker),
            *(
                entry
                for other in self.planner.around.groups_of(class_group)
                if other != group
                for entry in subgroup_entries(self.planner, other, self._take)
            ),
        ]
        self.ask(
            _("Which subject?"),
            entries,
            typed=typed,
            find=lambda text: own_subject_entry(text, taker),
        )

    def _without_room(self, hour: tuple[int, int]) -> Sequence[Entry]:
        """The lessons of an hour that are in no room yet."""
        room = room_of(self.planner, self.who)

        def takes(slot: TimetableSlot) -> Callable[[], object]:
            return lambda: self.attempt(lambda: self._desk.timetable.set_room([slot], room))

        return [
            Entry(text=self.planner.lesson(slot), run=takes(slot))
            for slot in self.planner.slots
            if (slot.weekday, slot.slot) == hour and not slot.room
        ]

    def _take(self, group: int, subject: int) -> None:
        """Place a lesson of a subject; whoever is known teaches it, else that is asked next."""
        hour = self.hour
        if hour is None:
            return
        known = self.planner.teaching(group, subject)
        weeks = self._weeks_for(Spot(group, *hour))
        placed = TimetableSlot(0, *hour, group, subject, known.teacher, weeks=weeks)
        if not self.attempt(lambda: self._desk.school.place(placed)):
            return
        if known.teacher is None:
            self.ask_teacher(group, subject)
        else:
            self.say_clashes({group})
            self.go_down()

    def _weeks_for(self, spot: Spot) -> Weeks:
        """The weeks that a typed lesson is for: the chosen half, or the one that is free."""
        if self.part is not None and self.chosen and self.chosen[0].group == spot.group:
            return self.chosen[0].weeks
        there = lessons_at(self.planner.slots, spot)
        halves = [one.weeks for one in there if one.weeks is not Weeks.EVERY]
        return halves[0].other if len(halves) == 1 else Weeks.EVERY
